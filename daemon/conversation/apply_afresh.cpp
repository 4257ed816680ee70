// What reaches everybody at once.
#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/fresh_start.hpp"
#include "daemon/conversation/morning.hpp"
#include "daemon/conversation/pausing.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::conversation {

void Applier::fresh_start() {
    if (followup::waits_for_resume(exchange_.owner, exchange_.today())) return say(messages::resume_first());
    const auto plan = exchange_.plan();
    const auto spread = fresh_start_of(exchange_);
    if (spread.empty()) return say(messages::nobody_to_spread());
    std::string first;
    for (const auto& one : spread) {
        const auto contact = exchange_.contact(one.contact);
        if (!contact) continue;
        if (first.empty()) first = contact->name;
        ledger_.write(*contact, followup::started_afresh(*contact, one.day, plan), "");
        exchange_.tables.contacts.forget_attention(exchange_.owner.id, contact->id);  // their rest is over too
        ++decisions_;
    }
    say(messages::spread_afresh(first, spread.front().day, spread.back().day, exchange_.today()));
}

void Applier::pause(const Command& command) {
    const auto range = pause_of(command, exchange_.owner, exchange_.today());
    if (!range) {
        replies::Ask about;
        about.code = replies::AskCode::when;
        about.subject = command.text;
        about.fill = "pause until \uFFFC";
        return ask(about);
    }
    auto owner = exchange_.owner;
    const auto known = owner.pause;
    const bool is_so = known && known->last == range->last &&
                       (known->first == range->first || followup::in_pause(owner, exchange_.today()));
    auto said = messages::paused(is_so ? *known : *range, exchange_.today());
    if (is_so) {
        said = messages::so_already(said);
    } else {
        owner.pause = range;
        owner.dates_quiet = false;
        ledger_.change_owner(owner, "paused", "", command.until);
        ++decisions_;
    }
    if (question_) return say(said);
    auto question = messages::birthdays_too();
    question.text = said + " " + question.text;
    question_ = conversation::ask(exchange_, reply_, question);
}

void Applier::resume() {
    auto owner = exchange_.owner;
    if (!owner.pause || owner.pause->last < exchange_.today()) return say(messages::not_paused());
    owner.pause.reset();
    owner.dates_quiet = false;
    ledger_.change_owner(owner, "resumed", "");
    ++decisions_;
    say(messages::resumed(next_nudge_text(exchange_)));
}

}  // namespace nudged::conversation
