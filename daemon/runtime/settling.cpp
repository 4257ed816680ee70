// What came of an exchange, recorded: of its row, and of its lane.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "connectors/message_json.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/runtime/delivery.hpp"
#include "daemon/runtime/dispatcher.hpp"

namespace nudged::runtime {

namespace {

using namespace std::chrono_literals;
using conversation::LastResort;
using conversation::Moment;

int attempts_allowed(OutboxKind kind) {
    if (kind == OutboxKind::ack) return attempts_of_an_ack;
    return is_proactive(kind) ? 1'000 : attempts_of_an_answer;  // what is proactive ends at its cut-off
}

// What an outcome does to its row, inside a transaction.
struct Settling {
    Tables& tables;
    const OutboxRow& row;
    Moment at;
    double jitter;
    std::function<bool(const std::string& reason, LastResort)> undelivered;
    std::function<void()> delivered;

    void operator()(const Sent& sent) const {
        const bool is_news = tables.outbox.sent(row.id, row.attempts, sent.reference, at.now);
        if (!is_proactive(row.kind)) return;
        remember("delivered", true);
        if (is_news) delivered();
    }
    void operator()(const NotSent& failed) const {
        if (row.attempts >= attempts_allowed(row.kind))
            give_up(failed.reason);
        else
            again(at.real + retry_delay(row.attempts, jitter), failed.reason, true);
    }
    void operator()(const Wait& wait) const { again(at.real + wait.retry_after, "told to wait", false); }
    void operator()(const MaybeSent& maybe) const {
        take_over_what_is_newer();
        tables.outbox.doubt(row.id, row.attempts, at.real + doubt_settles, maybe.reason);
        if (is_proactive(row.kind)) remember("unconfirmed: " + maybe.reason, false);
    }
    void operator()(const Refused& refused) const { give_up(refused.reason); }
    void operator()(const Held& held) const {
        if (is_proactive(row.kind)) remember(held.reason, false);
        // Told at once where that can be; else a new token may still come before it is too late.
        if (is_proactive(row.kind) && undelivered(held.reason, LastResort::none))
            tables.outbox.drop(row.id, row.attempts, told_elsewhere(held.reason));
        else
            again(at.real, held.reason, false);  // when the lane is tried again
    }
    void operator()(const Resend& resend) const {
        take_over_what_is_newer();
        const auto changed = resend.as_new_message ? tables.outbox.find(row.edit_of) : std::nullopt;
        if (changed && changed->list_date) return say_line(*changed, resend.reason);
        if (resend.plain) tables.outbox.set_plain(row.id);
        if (resend.in_words)
            tables.outbox.replace_body(row.id, to_json(in_words(message_from_json(row.body).value_or(Message{}))));
        if (resend.as_new_message) tables.outbox.to_new_message(row.id);
        if (!resend.new_chat.empty()) move_chat(resend.new_chat);
        // Once each way: a second refusal of the same form is final.
        const bool tried = (resend.plain && row.plain) || (resend.unnamed && tables.outbox.is_unnamed(row.id));
        if (resend.unnamed) tables.outbox.set_unnamed(row.id);
        const bool new_way = resend.new_chat.empty() ? !tried : resend.new_chat != row.chat;
        if (new_way)
            again(at.real, resend.reason, true);
        else
            give_up(resend.reason);
    }

private:
    // A change that is tried again later would undo a newer one that has gone meanwhile.
    void take_over_what_is_newer() const {
        if (row.kind == OutboxKind::edit) tables.outbox.take_over_newer_edit(row);
    }
    void again(Instant not_before, const std::string& reason, bool counts) const {
        take_over_what_is_newer();
        tables.outbox.retry(row.id, row.attempts, not_before, reason, counts);
        if (is_proactive(row.kind) && counts) remember(reason, false);
    }
    // A whole list would come anew, with live buttons, at each tap. So the line of what was settled is all that is
    // said, once, and that message is left alone from now on.
    void say_line(const OutboxRow& changed, const std::string& reason) const {
        tables.outbox.changes_no_more(changed.id, reason);
        const auto line = conversation::last_settled(tables, row.owner, *changed.list_date);
        if (line.empty()) return give_up(reason);
        tables.outbox.replace_body(row.id, to_json(messages::answer({line}, {})));
        tables.outbox.to_new_message(row.id);
        again(at.real, reason, true);
    }
    void give_up(const std::string& reason) const {
        tables.outbox.drop(row.id, row.attempts, reason);
        if (!is_proactive(row.kind)) return;
        remember(reason, false);
        undelivered(reason, LastResort::web_chat);
    }
    void remember(const std::string& outcome, bool arrived) const {
        auto state = tables.owners.nudge_state(row.owner);
        state.last_outcome = outcome;
        if (arrived) state.last_sent = at.now;
        tables.owners.put_nudge_state(row.owner, state);
    }
    void move_chat(const std::string& chat) const {
        tables.outbox.change_chat(row.id, chat);
        auto owner = tables.owners.find(row.owner);
        if (!owner) return;
        for (auto& pairing : owner->pairings)
            if (pairing.connector == row.connector && pairing.account == row.account && pairing.chat == row.chat)
                pairing.chat = chat;
        tables.owners.put(*owner);
    }
};

}  // namespace

// What an outcome says about the lane.
void Dispatcher::learn(Lane& lane, const OutboxRow& row, const Outcome& outcome) {
    const auto at = moment();
    if (const auto* wait = std::get_if<Wait>(&outcome)) {
        if (wait->whole_lane) {
            lane.pace.hold_until(at.real + wait->retry_after);
            lane.may_hurry = at.real + wait->retry_after;  // this pause is the service's, and is not cut short
        } else {
            lane.pace.hold_chat_until(row.chat, at.real + wait->retry_after);
        }
    }
    const auto* held = std::get_if<Held>(&outcome);
    if (held != nullptr && lane.pace.held_until() <= at.real) {  // not once for each that was under way
        const auto longest = row.cut_off ? held_nudge_rests : held_account_rests;
        lane.rest = lane.held ? std::min(2 * lane.rest, longest) : held_account_tried;
        lane.pace.hold_until(at.real + lane.rest);
    }
    if (held != nullptr && !lane.held)
        spdlog::error("{} refuses this bot: {}. Nothing is lost; it is tried again now and then, and with a new token",
                      lane.name, held->reason);
    // A network that fails meanwhile says nothing about the account.
    const bool accepted = std::holds_alternative<Sent>(outcome) || std::holds_alternative<Refused>(outcome) ||
                          std::holds_alternative<Resend>(outcome);
    if (accepted && lane.held) spdlog::info("{} takes messages again", lane.name);
    if (held != nullptr) {
        lane.why_held = held->reason;
        lane.may_hurry = at.real + held_nudge_rests;
    }
    lane.held = held != nullptr || (lane.held && !accepted);
}

bool Dispatcher::undelivered(Tables& tables, const OutboxRow& row, const std::string& reason, Moment at,
                             LastResort last_resort) {
    const auto takes_messages = [this](const Pairing& pairing) {
        const auto lane = lanes_.find({pairing.connector, pairing.account});
        return lane != lanes_.end() && !lane->second->held;
    };
    return ports_.undelivered(tables, row, reason, at, takes_messages, last_resort);
}

void Dispatcher::settle(const OutboxRow& row, const Outcome& outcome) {
    const auto at = moment();
    try {
        store_.transact([&](Tables& tables) {
            const auto tell = [&](const std::string& reason, LastResort last_resort) {
                return undelivered(tables, row, reason, at, last_resort);
            };
            const auto arrived = [&] { ports_.delivered(tables, row, at); };
            std::visit(Settling{tables, row, at, jitter_(), tell, arrived}, outcome);
        });
    } catch (const StoreError&) {
        throw;  // tried again by the next step
    } catch (const std::exception& error) {
        spdlog::error("what became of message {} cannot be told: {}", row.id, error.what());
        store_.transact([&](Tables& tables) { tables.outbox.drop(row.id, row.attempts, error.what()); });
    }
    doubts_.erase(row.id);
}

}  // namespace nudged::runtime
