// What happened with people, and what is to wait.
#include <algorithm>
#include <array>
#include <utility>

#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/refused.hpp"
#include "daemon/conversation/things.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/followup/promises.hpp"
#include "daemon/messages/channels.hpp"

namespace nudged::conversation {

using replies::Intent;

namespace {

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

// "done ann" right behind "done ann" tells nothing new.
bool is_noted_already(const Exchange& exchange, const replies::Command& command, const Contact& contact) {
    const bool bare = command.intent == Intent::done && command.note.empty() && command.channel.empty() && !command.on;
    const bool may_keep_one = followup::next_promise(contact) != nullptr;
    if (!bare || may_keep_one || contact.last_touch != exchange.today()) return false;
    for (const auto& entry : exchange.tables.journal.newest(exchange.owner.id, contact.id, 3))
        if (entry.what != "felt") return entry.what == "touched" && entry.undone_by == 0;
    return false;
}

// "called karl, he is ill" is a word to somebody, no promise kept.
bool may_keep_a_promise(const replies::Command& command) {
    constexpr std::array handed_over{"sent ", "gave ", "brought "};
    const auto note = replies::fold(messages::without_channel_word(command.note, command.channel));
    return command.intent == Intent::gave || command.channel.empty() ||
           std::ranges::any_of(handed_over, [&](const char* word) { return note.starts_with(word); });
}

// "gave nicole 3": a number alone is one of the shelf.
std::optional<std::string> shelf_number(const replies::Command& command) {
    const auto& said = command.title.empty() ? command.note : command.title;
    const auto from = said.starts_with('#') ? 1U : 0U;
    const bool number = said.size() > from && said.find_first_not_of("0123456789", from) == std::string::npos;
    return number && command.url.empty() ? std::optional(said.substr(from)) : std::nullopt;
}

}  // namespace

void Applier::about_people(const Command& command) {
    const auto plan = [this] { return exchange_.plan(); };
    const auto verb = replies::name_of(command.intent);
    switch (command.intent) {
        case Intent::gave:
            if (const auto number = shelf_number(command)) return given_by_number(command, *number);
            [[fallthrough]];
        case Intent::done:
            return each(command, verb, [&](const Contact& c) -> followup::Outcome {
                if (is_noted_already(exchange_, command, c)) return followup::Inapplicable::nothing_to_do;
                auto said = touch_said(command);
                const auto* item = list_ ? item_of(*list_, c.id) : nullptr;
                if (item != nullptr && said.kind == TouchKind::soft) {
                    said.kind = kind_of_done(c, item->reason, plan());
                    add_thing(exchange_, *item, said);
                }
                if (item != nullptr && item->reason == Reason::promise && followup::next_promise(c) != nullptr &&
                    may_keep_a_promise(command))
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
                    return followup::helpful_put_off(c, {command.until, command.named_day, command.time}, plan());
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
            return refused(command);
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
            return each(command, verb, [&](const Contact& c) { return followup::needs_no_answer(c, plan()); });
        case Intent::reopen:
            return each(command, verb, [&](const Contact& c) { return followup::reopened(c, command.until, plan()); });
        case Intent::note:
            return each(command, verb, [&](const Contact& c) { return followup::noted(c, command.note, plan()); });
        default:
            return fields(command);
    }
}

void Applier::refused(const Command& command) {
    const auto contacts = people(command);
    if (!contacts) return;
    if (contacts->empty()) return say(messages::nobody_meant());
    std::vector<std::string> names;
    for (const auto& contact : *contacts) names.push_back(contact.name);
    const auto calls = messages::call_names(names);
    messages::NoOfFriends said{{}, command.reason};
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const auto& contact = (*contacts)[i];
        if (may_be_to_something(exchange_, contact))
            said.friends.push_back(contact);
        else
            decide(contact, followup::said_no(contact, command.reason, exchange_.plan()),
                   replies::name_of(command.intent), calls[i]);
    }
    if (!said.friends.empty()) of_friends_.push_back(std::move(said));
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
