// The questions: what was not clear in a reply, and the few the bot asks of itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/followup/rhythm.hpp"
#include "daemon/replies/replies.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

// A question's choice: what the button says, and the words it stands for (a reply that the grammar understands, with
// `contact:ID` for a person), as if the owner had typed them. No words: leave everything as it is.
struct Offer {
    std::string label;
    std::string says;
};
struct QuestionText {
    std::string text;
    std::vector<Offer> offers;
};

// `list` as it stands, for "Which one? 1 Nicole 2 Sam 3 Mum"; `known`: who is here already, when that is what is asked.
// Without offers nothing is left to ask.
[[nodiscard]] QuestionText about(const replies::Ask&, const DayList* list, const followup::Plan&,
                                 const Contact* known = nullptr);
// With the buttons `pick:q<id>.<i>`, at most three a row.
[[nodiscard]] Message asked(const QuestionText&, std::int64_t question_id);
// The question that rides on the answer to the third snooze or skip in a row, or stands alone for one who is never
// picked.
// After three in a row that felt heavy.
[[nodiscard]] QuestionText felt_heavy(const Contact&, const followup::Plan&);
[[nodiscard]] QuestionText rhythm_off(const Contact&, const followup::Plan&);
// After a `no` of family or friends, which closes nobody. One question of all that a reply tells of.
struct NoOfFriends {
    std::vector<Contact> friends;
    std::string reason;
};
[[nodiscard]] QuestionText no_of_a_friend(const std::vector<NoOfFriends>& said);
// After a `no` whose reason shows that something was missing.
[[nodiscard]] QuestionText one_helpful_word(const Contact&, const std::string& reason);
// For the line that says why they matter, once. On a touch that felt good, else when they matter more.
[[nodiscard]] QuestionText why_they_matter(const Contact&, bool felt_good);
// Behind what `inapplicable` says of somebody who is off the list.
[[nodiscard]] QuestionText whether_to_reopen(std::string said, const Contact&);
// In the evening of a day on which a way of that channel was taken and nothing was said. `veiled`: for a lock screen
// that shows no names.
[[nodiscard]] QuestionText did_you_write(const Contact&, std::string_view channel, bool veiled, std::string yes);
inline constexpr std::string_view no_fresh_start = "no fresh start";  // what its "Leave it" says
[[nodiscard]] QuestionText many_are_waiting();                        // offers a fresh start
// Behind "Quiet until Wed 15 Apr.": whether important dates are told in the pause.
[[nodiscard]] QuestionText birthdays_too();
[[nodiscard]] QuestionText add_them(const std::string& adds);  // what may be a name, as the `add` that it would be
[[nodiscard]] QuestionText whose_words(const std::vector<std::string>& open_names);  // a forwarded message
// People of an address book whose names are here already; the two answers say `same` or `other`.
[[nodiscard]] QuestionText whether_same(const std::vector<std::string>& names, std::string same, std::string other);
[[nodiscard]] QuestionText who_matters(std::size_t people,
                                       const followup::Plan&);  // a large import; says "matter pick", "matter 5"

}  // namespace nudged::messages
