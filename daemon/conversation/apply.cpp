#include "daemon/conversation/apply.hpp"

#include <algorithm>
#include <utility>

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/asking_why.hpp"
#include "daemon/conversation/first_start.hpp"
#include "daemon/conversation/import_people.hpp"
#include "daemon/conversation/morning.hpp"
#include "daemon/conversation/review.hpp"
#include "daemon/conversation/things.hpp"
#include "daemon/conversation/third_time.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/followup/promises.hpp"
#include "daemon/import/values.hpp"
#include "daemon/messages/cards.hpp"
#include "daemon/messages/drafts.hpp"
#include "daemon/messages/questions.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::conversation {

namespace {

using followup::Outcome;
using replies::Intent;
using namespace std::chrono_literals;

constexpr auto still_meant = 15min;  // how long "done" can mean the person just spoken of

followup::TouchSaid touch_said(const replies::Command& command) {
    followup::TouchSaid said;
    said.channel = command.channel;
    said.note = command.note;
    said.day = command.on;
    said.unanswered = command.unanswered;
    if (command.intent == Intent::gave) {
        said.kind = TouchKind::help;
        said.note = command.title;
        if (!command.url.empty()) said.note += (said.note.empty() ? "" : " ") + command.url;
        if (said.note.empty()) said.note = command.note;
    }
    return said;
}

// "gave nicole 3": a number alone is one of the shelf.
std::optional<std::string> shelf_number(const replies::Command& command) {
    const auto& said = command.title.empty() ? command.note : command.title;
    const auto from = said.starts_with('#') ? 1U : 0U;
    const bool number = said.size() > from && said.find_first_not_of("0123456789", from) == std::string::npos;
    return number && command.url.empty() ? std::optional(said.substr(from)) : std::nullopt;
}

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

Applier::Applier(Exchange& exchange, Reply& reply, const std::optional<DayList>& list)
    : exchange_(exchange), reply_(reply), list_(list), ledger_(exchange, reply) {}

void Applier::decide(const Contact& contact, const Outcome& outcome, std::string_view verb) {
    const auto plan = exchange_.plan();
    if (const auto* why = std::get_if<followup::Inapplicable>(&outcome)) {
        const auto said = messages::inapplicable(contact, *why, verb, plan);
        if (*why != followup::Inapplicable::not_on_round || question_) return say(said);
        const auto reopen = "reopen contact:" + std::to_string(contact.id);
        question_ = conversation::ask(exchange_, reply_, {said, {{"Yes", reopen}, {"Leave it", ""}}});
        return;
    }
    auto decision = std::get<followup::Decision>(outcome);
    const auto said = messages::said(contact, decision, plan);
    if (!third_time_) third_time_ = third_time(exchange_, contact, decision);
    if (!question_ && !third_time_ && may_ask_why(exchange_, contact, decision)) {
        decision.after.why_asked = exchange_.today();
        question_ = ask_why(exchange_, reply_, decision);
    }
    ledger_.write(contact, decision, said.settled);
    if (decision.what == "closed" && decision.reason.empty()) closed_.push_back({lines_.size(), decision.after});
    say(said.line);
    only_ = ++decisions_ == 1 ? std::optional(decision) : std::nullopt;
}

std::optional<Contact> Applier::last_spoken_of() const {
    const auto newest = exchange_.tables.journal.newest(exchange_.owner.id, std::nullopt, 1);
    if (newest.empty() || !newest.front().contact) return std::nullopt;
    const auto& entry = newest.front();
    const bool list_came_since = list_ && list_->shown_at >= entry.at;
    if (entry.source == "import" || list_came_since || exchange_.moment.now - entry.at > still_meant)
        return std::nullopt;
    const auto reply = exchange_.tables.journal.batch(exchange_.owner.id, entry.batch);
    const auto of_them = [&](const JournalEntry& one) { return one.contact == entry.contact; };
    return std::ranges::all_of(reply, of_them) ? exchange_.contact(*entry.contact) : std::nullopt;
}

// The only one open, else the one just spoken of. Nobody is closed like that while several are open.
std::optional<Contact> Applier::meant_without_a_name(const Command& command, const std::vector<ListItem>& open) const {
    if (!somebody_meant_) return std::nullopt;
    if (open.size() == 1) return exchange_.contact(open.front().contact);
    const bool closes = command.intent == Intent::no || command.intent == Intent::part;
    return closes && open.size() > 1 ? std::nullopt : last_spoken_of();
}

std::optional<std::vector<Contact>> Applier::people(const Command& command) {
    using Which = replies::Targets::Which;
    std::vector<Contact> found;
    const auto keep = [&](std::int64_t id) {
        if (auto contact = exchange_.contact(id)) found.push_back(std::move(*contact));
    };
    const auto open = list_ ? open_items(*list_) : std::vector<ListItem>{};
    switch (command.targets.which) {
        case Which::people:
            for (const auto id : command.targets.people) keep(id);
            return found;
        case Which::all:
            if (list_)
                for (const auto& item : list_->items) keep(item.contact);
            return found;
        case Which::rest:
            for (const auto& item : open) keep(item.contact);
            return found;
        case Which::none:
        case Which::last:
            break;
    }
    if (auto meant = meant_without_a_name(command, open)) return std::vector{std::move(*meant)};
    if (open.empty())
        say(messages::nobody_meant());
    else
        ask_whom(which_of(open), command.text);
    return std::nullopt;
}

void Applier::apply(const Command& command) {
    if (command.intent != Intent::add) tell_added();
    switch (command.intent) {
        case Intent::add:
            return add(command);
        case Intent::every:
            return every(command);
        case Intent::who:
            return who(command);
        case Intent::missed:
        case Intent::noticed:
            return draft(command);
        case Intent::find:
            return find(command.note);
        case Intent::shelf:
            return shelf(command);
        case Intent::today:
            return today();
        case Intent::review:
            if (!command.name.empty()) return reviews(command.name == "on");
            shown_ = review_of_the_week(exchange_);
            return;
        case Intent::list:
            return command.name == "today" ? today() : list_all();
        case Intent::status:
            return status();
        case Intent::pause:
            return pause(command);
        case Intent::resume:
            return resume();
        case Intent::fresh_start:
            return fresh_start();
        case Intent::private_:
            return private_mode(command.name != "off");
        case Intent::travel:
        case Intent::move:
            return travel(command);
        case Intent::dates:
            return dates_on_the_day(command.name == "on");
        case Intent::undo:
            return undo();
        case Intent::help:
            shown_ = messages::help(command.name);
            return;
        case Intent::pair:
            return say(messages::no_pairing());
        case Intent::start:
            shown_ = messages::welcome(exchange_.owner, exchange_.zone, exchange_.moment.now,
                                       exchange_.tables.contacts.count(exchange_.owner.id) > 0);
            return;
        default:
            return about_people(command);
    }
}

void Applier::about_people(const Command& command) {
    const auto plan = [this] { return exchange_.plan(); };
    const auto verb = replies::name_of(command.intent);
    switch (command.intent) {
        case Intent::gave:
            if (const auto number = shelf_number(command)) return given_by_number(command, *number);
            [[fallthrough]];
        case Intent::done:
            return each(command, verb, [&](const Contact& c) {
                auto said = touch_said(command);
                const auto* item = list_ ? item_of(*list_, c.id) : nullptr;
                if (item != nullptr && said.kind == TouchKind::soft) {
                    said.kind = kind_of_done(c, item->reason, plan());
                    add_thing(exchange_, *item, said);
                }
                if (item != nullptr && item->reason == Reason::promise && followup::next_promise(c) != nullptr)
                    return followup::kept(c, said, plan());
                return followup::touched(c, said, plan());
            });
        case Intent::kept:
            return each(command, verb,
                        [&](const Contact& c) { return followup::kept(c, touch_said(command), plan()); });
        case Intent::promise:
            return promise(command);
        case Intent::intro:
            return introduce(command);
        case Intent::via:
            return brought_together(command);
        case Intent::deal:
            return each(command, verb,
                        [&](const Contact& c) { return followup::deal_opened(c, command.note, plan()); });
        case Intent::won:
            return each(command, verb, [&](const Contact& c) { return followup::deal_won(c, plan()); });
        case Intent::plan:
            return deal_plan(command);
        case Intent::snooze:
            if (command.time && command.until == exchange_.today() && *command.time <= exchange_.local.time)
                return say(messages::date_has_passed(exchange_.today(), exchange_.today()));
            return each(command, verb, [&](const Contact& c) {
                const auto* item = list_ ? item_of(*list_, c.id) : nullptr;
                if (list_ && is_of_a_wait(exchange_, *list_, c))
                    return followup::helpful_put_off(c, command.until, plan());
                if (item != nullptr && item->reason == Reason::promise && !command.time &&
                    followup::next_promise(c) != nullptr)
                    return followup::put_off(
                        c, command.until.value_or(exchange_.today() + days{plan().settings.snooze_days}), plan());
                return followup::snoozed(c, {command.until, command.named_day, command.time}, plan());
            });
        case Intent::skip:
            return each(command, verb, [&](const Contact& c) {
                const bool of_a_wait = list_ && is_of_a_wait(exchange_, *list_, c);
                return of_a_wait ? followup::helpful_left_out(c, plan()) : followup::skipped(c, plan());
            });
        case Intent::no:
            return each(command, verb, [&](const Contact& c) { return followup::said_no(c, command.reason, plan()); });
        case Intent::part:
            return each(command, verb, [&](const Contact& c) {
                return followup::parted(c, command.reason.empty() ? command.note : command.reason, command.died,
                                        plan());
            });
        case Intent::later:
            return each(command, verb,
                        [&](const Contact& c) { return followup::later(c, *command.until, command.note, plan()); });
        case Intent::replied:
            return each(command, verb, [&](const Contact& c) {
                return followup::replied(c, command.note, command.channel, plan(), command.on);
            });
        case Intent::answered:
            return each(command, verb, [&](const Contact& c) { return followup::answered(c, plan()); });
        case Intent::not_answered:
            return each(command, verb, [&](const Contact& c) {
                return c.your_turn ? followup::needs_no_answer(c, plan()) : followup::not_answered(c, plan());
            });
        case Intent::reopen:
            return each(command, verb, [&](const Contact& c) { return followup::reopened(c, command.until, plan()); });
        case Intent::note:
            return each(command, verb, [&](const Contact& c) { return followup::noted(c, command.note, plan()); });
        default:
            return fields(command);
    }
}

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

void Applier::add(const Command& command) {
    if (!first_start_) first_start_ = is_first_start(exchange_);
    Contact contact;
    contact.name = command.name;
    contact.cadence_days = command.every_days;
    contact.tags = command.tags;
    std::ranges::sort(contact.tags);
    if (command.every_never)
        contact.state = ContactState::book;
    else if (to_add_ <= 1)
        followup::first_date_tomorrow(contact, exchange_.today());
    else
        followup::spread_first_date(contact, spread_++, to_add_, first_day(exchange_), exchange_.owner,
                                    exchange_.rules.followup);
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

void Applier::promise(const Command& command) {
    if (command.until)
        return each(command, replies::name_of(command.intent), [&](const Contact& c) {
            return followup::promised(c, command.note, *command.until, exchange_.plan());
        });
    const auto contacts = people(command);
    if (!contacts || contacts->empty()) return;
    replies::Ask about;
    about.code = replies::AskCode::when;
    about.fill = "promise contact:" + std::to_string(contacts->front().id) + " " + command.note + " by \uFFFC";
    ask(about);
}

}  // namespace nudged::conversation
