#include "daemon/conversation/apply.hpp"

#include <algorithm>
#include <utility>

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/asking_why.hpp"
#include "daemon/conversation/review.hpp"
#include "daemon/conversation/things.hpp"
#include "daemon/conversation/third_time.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/followup/promises.hpp"
#include "daemon/messages/cards.hpp"
#include "daemon/messages/drafts.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::conversation {

namespace {

using followup::Outcome;
using replies::Intent;
using namespace std::chrono_literals;

constexpr auto still_meant = 15min;  // how long "done" can mean the person just spoken of

}  // namespace

Applier::Applier(Exchange& exchange, Reply& reply, const std::optional<DayList>& list)
    : exchange_(exchange), reply_(reply), list_(list), ledger_(exchange, reply) {}

void Applier::decide(const Contact& contact, const Outcome& outcome, std::string_view verb, std::string_view called) {
    const auto plan = exchange_.plan();
    if (const auto* why = std::get_if<followup::Inapplicable>(&outcome)) {
        const auto said = messages::inapplicable(contact, *why, verb, plan);
        if (*why != followup::Inapplicable::not_on_round || question_) return say(said);
        question_ = conversation::ask(exchange_, reply_, messages::whether_to_reopen(said, contact));
        return;
    }
    auto decision = std::get<followup::Decision>(outcome);
    look_for_a_thing(exchange_, decision);
    auto said = messages::said(contact, decision, plan, called);
    const auto* item = list_ ? item_of(*list_, contact.id) : nullptr;
    const auto* promise = followup::next_promise(decision.after);
    if (item != nullptr && item->reason == Reason::promise && decision.kind &&
        decision.after.promises == contact.promises && promise != nullptr) {
        said.line += " " + messages::promise_stays(*promise, plan.today);
        said.settled.clear();
    }
    if (!third_time_) third_time_ = third_time(exchange_, contact, decision);
    if (!question_ && !third_time_ && may_ask_why(exchange_, contact, decision)) {
        decision.after.why_asked = exchange_.today();
        question_ = ask_why(exchange_, reply_, decision);
    }
    ledger_.write(contact, decision, said.settled);
    if (messages::thanks_for_a_no(decision, exchange_.owner)) refused_.push_back(decision);
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
    if (command.intent == Intent::not_answered)  // typed below the answer that offers it
        if (auto last = last_spoken_of()) return last;
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
        case Which::all:  // those settled today are not meant once more
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
        case Intent::language:
            return language(command.name);
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

}  // namespace nudged::conversation
