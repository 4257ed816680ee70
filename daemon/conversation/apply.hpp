// Carries out understood commands, and gathers what is answered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/conversation/ledger.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/names.hpp"
#include "daemon/messages/questions.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/replies/replies.hpp"

namespace nudged::conversation {

class Applier {
public:
    // `list` is what numbers refer to; absent = none was ever shown.
    Applier(Exchange& exchange, Reply& reply, const std::optional<DayList>& list);

    // Somebody else may be meant than the one last spoken of: a command that names nobody asks.
    void nobody_is_meant() { somebody_meant_ = false; }
    // How many are added in one message: their first dates are spread.
    void expect_to_add(std::size_t people) { to_add_ = people; }
    void apply(const replies::Command& command);
    void say(std::string line) { lines_.push_back(std::move(line)); }
    void ask(const replies::Ask& about);
    void ask_whom(const replies::Ask& about, const std::string& clause);
    // Puts the answer together. Once, at the end.
    void finish();

    // One decision about one contact: written down, and a line of the answer. `called`: where others are told of too.
    void decide(const Contact& contact, const followup::Outcome& outcome, std::string_view verb,
                std::string_view called = {});

private:
    using Command = replies::Command;

    // Whom a command is about; absent when that had to be asked.
    std::optional<std::vector<Contact>> people(const Command& command);
    // The one person the last reply was about, within a quarter of an hour.
    [[nodiscard]] std::optional<Contact> last_spoken_of() const;
    [[nodiscard]] std::optional<Contact> meant_without_a_name(const Command& command,
                                                              const std::vector<ListItem>& open) const;
    template <class Decide>
    void each(const Command& command, std::string_view verb, Decide&& decide_one);

    void about_people(const Command& command);
    void fields(const Command& command);
    void add(const Command& command);
    [[nodiscard]] Date earliest_first_date(Contact contact);
    void tell_added();
    void every(const Command& command);
    // Writes down what the owner is from now on, and says so; where that is what they were, it says that.
    void set_owner(const Owner& owner, const std::string& note, const std::string& said);
    void promise(const Command& command);
    void refused(const Command& command);
    void given_by_number(const Command& command, const std::string& number);
    void shelf(const Command& command);
    void put_on_shelf(const Command& command);
    void drop_from_shelf(const std::string& number);
    void introduce(const Command& command);
    void brought_together(const Command& command);
    void thank_for(const Contact& who, const std::string& whom);
    void deal_plan(const Command& command);
    void plan_of_tags(const Command& command);
    void friends(const Command& command);
    void who(const Command& command);
    void draft(const Command& command);
    void find(const std::string& words);
    void today();
    void list_all();
    void status();
    void pause(const Command& command);
    void resume();
    void fresh_start();
    void private_mode(bool on);
    void dates_on_the_day(bool told);
    void language(const std::string& name);
    void lead(const Command& command);
    void reviews(bool on);
    void travel(const Command& command);
    void undo();
    void ask_about_friends();
    void after_no();
    void ask_what_decided();

    Exchange& exchange_;
    Reply& reply_;
    const std::optional<DayList>& list_;
    Ledger ledger_;
    std::optional<bool> first_start_;  // as it was before somebody was added
    std::vector<Contact> added_;       // not told yet
    std::size_t to_add_ = 1, spread_ = 0;
    std::vector<std::string> lines_;
    std::optional<Message> shown_;  // a card, a list, ...: an answer of its own
    std::optional<Message> question_;
    struct Closed {
        std::size_t line = 0;
        Contact contact;
    };
    std::vector<Closed> closed_;                     // who said no, and not why
    std::vector<followup::Decision> refused_;        // of those who said no, and why
    std::vector<messages::NoOfFriends> of_friends_;  // who are to be asked about
    std::optional<Message> reasons_;
    std::optional<messages::QuestionText> third_time_;  // of the first person for whom it is
    std::optional<followup::Decision> only_;            // the decision, when there was just one
    int decisions_ = 0;
    bool somebody_meant_ = true;
};

template <class Decide>
void Applier::each(const Command& command, std::string_view verb, Decide&& decide_one) {
    const auto contacts = people(command);
    if (!contacts) return;
    if (contacts->empty()) return say(messages::nobody_meant());
    std::vector<std::string> names;
    for (const auto& contact : *contacts) names.push_back(contact.name);
    const auto calls = messages::call_names(names);
    for (std::size_t i = 0; i < calls.size(); ++i) decide((*contacts)[i], decide_one((*contacts)[i]), verb, calls[i]);
}

}  // namespace nudged::conversation
