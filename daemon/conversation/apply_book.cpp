// Who is added, and what is kept of everybody.
#include <algorithm>
#include <utility>

#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/first_start.hpp"
#include "daemon/conversation/import_people.hpp"
#include "daemon/conversation/next_people.hpp"
#include "daemon/import/values.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::conversation {

using replies::Intent;

namespace {

// "12 may", "15 Apr 1985": as the rules of follow-up take a date; the text itself when it is none.
std::string date_field(const std::string& text, replies::Context::DateOrder order) {
    using address_book::DateOrder;
    const auto book_order = order == replies::Context::DateOrder::dmy   ? DateOrder::dmy
                            : order == replies::Context::DateOrder::mdy ? DateOrder::mdy
                                                                        : DateOrder::unknown;
    const auto date = address_book::read_date(text, book_order);
    if (date.fault != address_book::DateFault::none || date.month == 0) return text;
    const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return (date.year ? std::to_string(*date.year) : "-") + "-" + two(date.month) + "-" + two(date.day);
}

}  // namespace

void Applier::fields(const Command& command) {
    const auto plan = [this] { return exchange_.plan(); };
    const auto verb = replies::name_of(command.intent);
    const auto set = [&](const std::string& field, const std::string& value) {
        each(command, verb, [&](const Contact& c) { return followup::with_field(c, field, value, plan()); });
    };
    switch (command.intent) {
        case Intent::rename:
            return each(command, verb, [&](const Contact& c) { return followup::renamed(c, command.name, plan()); });
        case Intent::tag:
        case Intent::untag:
            return each(command, verb, [&](const Contact& c) {
                return followup::tagged(c, command.tags, command.intent == Intent::tag, plan());
            });
        case Intent::needs:
            return set("needs", command.note);
        case Intent::why:
            return set("why", command.note);
        case Intent::brings:
            return set("brings", command.note);
        case Intent::gets:
            return set("gets", command.note);
        case Intent::friend_:
            return friends(command);
        case Intent::lead:
            return lead(command);
        case Intent::set: {
            const bool date = followup::is_date_field(command.name);
            set(command.name, date ? date_field(command.note, exchange_.rules.date_order) : command.note);
            if (command.every_days) lead(command);
            return;
        }
        default:  // the others are not about people
            return;
    }
}

// Of one who is added alone tomorrow, of several spread over their cadences.
Date Applier::earliest_first_date(Contact contact) {
    if (to_add_ <= 1) return exchange_.today() + days{1};
    followup::spread_first_date(contact, spread_++, to_add_, first_day(exchange_), exchange_.owner,
                                exchange_.rules.followup);
    return contact.base + days{*contact.offset_days};
}

void Applier::add(const Command& command) {
    if (command.name.empty()) return say(messages::names_not_here({}));
    if (!first_start_) first_start_ = is_first_start(exchange_);
    Contact contact;
    contact.name = command.name;
    contact.cadence_days = command.every_days;
    contact.tags = command.tags;
    std::ranges::sort(contact.tags);
    if (command.every_never)
        contact.state = ContactState::book;
    else
        followup::first_date(contact, first_free_day(exchange_, contact, earliest_first_date(contact)));
    if (!command.birthday.empty()) {
        const auto date = date_field(command.birthday, exchange_.rules.date_order);
        const auto born = followup::with_field(contact, "birthday", date, exchange_.plan());
        if (const auto* decision = std::get_if<followup::Decision>(&born)) contact = decision->after;
    }
    const auto bringer =
        command.targets.people.empty() ? std::nullopt : exchange_.contact(command.targets.people.front());
    if (bringer) contact.via = bringer->name;
    contact = ledger_.add(std::move(contact), bringer ? "via " + bringer->name : "");
    ++decisions_;
    added_.push_back(std::move(contact));
    if (!bringer) return;
    const auto name = added_.back().name;
    tell_added();
    thank_for(*bringer, name);
}

// A line each; the first people of all, in one sentence with what comes next.
void Applier::tell_added() {
    if (added_.empty()) return;
    const auto plan = exchange_.plan();
    const auto on_a_rhythm = [&](const Contact& contact) {
        return contact.dates.empty() && followup::next_date(contact, plan);
    };
    const auto first = followup::nudge_day_from(exchange_.owner, first_day(exchange_));
    if (first_start_.value_or(false) && first && lines_.empty() && added_.size() > 1 &&
        std::ranges::all_of(added_, on_a_rhythm)) {
        std::vector<messages::FirstPerson> people;
        for (const auto& contact : std::exchange(added_, {}))
            people.push_back({contact.name, followup::cadence_of(contact, exchange_.owner, exchange_.rules.followup)});
        return say(messages::first_people(people, *first, exchange_.owner.nudge_at, exchange_.today()));
    }
    for (const auto& contact : std::exchange(added_, {})) {
        const auto next = followup::told_date(contact, plan);
        say(messages::added(contact, next, followup::cadence_of(contact, exchange_.owner, exchange_.rules.followup),
                            exchange_.today(), next && followup::waits_for_resume(exchange_.owner, *next)));
    }
}

}  // namespace nudged::conversation
