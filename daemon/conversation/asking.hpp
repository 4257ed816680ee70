// Questions, from being asked to being answered by a tap or a typed word, across restarts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/conversation/exchange.hpp"
#include "daemon/messages/questions.hpp"

namespace nudged::conversation {

// What an answer stands for: a reply, as if it had been typed; with `person`, the reply's unnamed target.
struct Meant {
    std::string text;  // empty = leave everything as it is
    std::optional<std::int64_t> person;
    bool everybody = false;  // all who are open on the list, as the unnamed target
    std::string kept = {};   // what was kept with a question of the bot's own
};

// Stores the question and returns it as a message with its buttons. A question without choices is only a text.
Message ask(Exchange& exchange, Reply& reply, const replies::Ask& about, const messages::QuestionText& text);
// A question whom a clause is about; each choice says `contact:ID` or `all`, and the clause is done for them.
Message ask_whom(Exchange& exchange, Reply& reply, const std::string& clause, const replies::Ask& about,
                 const messages::QuestionText& text);
// "Which one?" of those open on a list.
[[nodiscard]] replies::Ask which_of(const std::vector<ListItem>& open);
// The reason of a `no` may be typed next: the words of an answer ask for it, with buttons of their own.
// `says`: what the reason is behind, when it becomes a reply.
void expect_reason(Exchange& exchange, const std::string& says);
// The same of several who are closed, for all of them alike.
void expect_one_reason(Exchange& exchange, const std::vector<Contact>& people);
// "Sent it" may be typed next, below words to copy: it does what `button` does, for as long as they are fresh.
void expect_sent(Exchange& exchange, const Button& button);
// A list has come since: "done" alone may be about it, and is no longer "Sent it".
void done_is_of_the_list(Exchange& exchange);
// Of a meaning: the action of the button that it stands for.
[[nodiscard]] std::optional<std::string> button_meant(const std::string& says);
// A question that the bot asks of itself. `kept` comes back with the answer.
Message ask(Exchange& exchange, Reply& reply, const messages::QuestionText& text, const std::string& kept = {});
// The same below a question that is open: it is answered by its buttons alone, and what is typed is for the other one.
Message ask_beside(Exchange& exchange, Reply& reply, const messages::QuestionText& text);

// The typed answer to the pending question, or to one that stands beside it; absent when there is none or the text is
// no answer to it. The question is pending no longer in any case.
struct Answered {
    std::optional<Meant> meant;
    bool unanswered = false;  // a command was left open by the question: what is typed now may have been meant for it
};
// `in_english`: the same in the words of the grammar, where the owner's language is another.
[[nodiscard]] Answered answered_by_text(Exchange& exchange, const std::string& text, const replies::Context& context,
                                        const std::optional<std::string>& in_english);
// The tapped one; absent when it was answered already or is not there.
[[nodiscard]] std::optional<Meant> answered_by_tap(Exchange& exchange, std::int64_t question, int choice);

}  // namespace nudged::conversation
