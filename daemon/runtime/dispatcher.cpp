#include "daemon/runtime/dispatcher.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "connectors/message_json.hpp"
#include "daemon/followup/calendar.hpp"

namespace nudged::runtime {

namespace {

using namespace std::chrono_literals;
using conversation::Moment;

constexpr auto lease = 2min;              // longer than any exchange lasts
constexpr auto doubt_settles = 30s;       // before a doubtful row is looked at again
constexpr auto held_account_tried = 5min;
constexpr auto longest_idle = 30s;
constexpr std::size_t claimed_at_once = 30;
constexpr int attempts_of_an_answer = 8;  // about two hours
constexpr int attempts_of_an_ack = 1;     // a tap's spinner is gone by then

bool is_proactive(OutboxKind kind) {
    return kind == OutboxKind::nudge || kind == OutboxKind::review || kind == OutboxKind::reminder;
}

SendKind send_kind(OutboxKind kind) {
    if (kind == OutboxKind::edit) return SendKind::edit;
    return kind == OutboxKind::ack ? SendKind::ack : SendKind::message;
}

int attempts_allowed(OutboxKind kind) {
    if (kind == OutboxKind::ack) return attempts_of_an_ack;
    return is_proactive(kind) ? 1'000 : attempts_of_an_answer;  // what is proactive ends at its cut-off
}

}  // namespace

Dispatcher::Dispatcher(Store& store, const Clock& clock, SendRequest send, DeliveryPorts ports,
                       std::function<double()> jitter)
    : store_(store), clock_(clock), send_(std::move(send)), ports_(std::move(ports)), jitter_(std::move(jitter)) {}

void Dispatcher::add_lane(std::string account, const Connector& connector, PaceLimits limits) {
    lanes_.push_back(std::make_unique<Lane>(Lane{std::move(account), &connector, Pace(limits), false}));
}

std::chrono::milliseconds Dispatcher::step() {
    for (; !ended_.empty(); ended_.pop_front()) ended_.front()();
    const auto now = clock_.real();
    Instant next = now + longest_idle;
    if (claiming_)
        for (auto& lane : lanes_) next = std::min(next, step_lane(*lane));
    return std::max(next - clock_.real(), 0ms);
}

Instant Dispatcher::step_lane(Lane& lane) {
    Instant next = clock_.real() + longest_idle;
    const auto claimed = store_.transact([&](Tables& tables) {
        const auto at = moment();
        const auto name = std::string(lane.connector->name());
        std::vector<Claimed> taken;
        for (const auto& row : tables.outbox.due(name, lane.account, at.real, lane.held ? 1 : claimed_at_once)) {
            const auto free_at = row.kind == OutboxKind::ack ? at.real : lane.pace.earliest(at.real, row.chat);
            if (free_at > at.real) {
                next = std::min(next, free_at);
                continue;
            }
            auto one = claim(tables, lane, row, at);
            if (!one) {
                next = at.real;  // another of this chat may go instead
                continue;
            }
            if (row.kind != OutboxKind::ack) lane.pace.spend(at.real, row.chat);
            taken.push_back(std::move(*one));
        }
        const auto due = tables.outbox.next_due(name, lane.account);
        if (due && *due > at.real) next = std::min(next, *due);
        if (taken.size() == claimed_at_once) next = at.real;
        return taken;
    });
    for (auto& one : claimed) send(lane, one);
    return next;
}

// Still wanted? Before its cut-off? Outside the quiet hours?
bool Dispatcher::is_wanted(Tables& tables, const OutboxRow& row, Moment at) {
    auto& outbox = tables.outbox;
    if (row.cut_off && at.now >= *row.cut_off) {
        outbox.drop(row.id, row.attempts, row.attempts == 0 ? "too late for this day" : "too late: " + row.reason);
        if (row.attempts > 0) ports_.undelivered(tables, row, row.reason, at);
        return false;
    }
    if (!is_proactive(row.kind)) return true;
    const auto owner = tables.owners.find(row.owner);
    if (!owner) return true;
    if (row.kind == OutboxKind::nudge && row.list_date) {
        const auto list = tables.lists.find(row.owner, *row.list_date);
        const auto is_settled = [](const ListItem& item) { return !item.settled.empty(); };
        if (list && std::ranges::all_of(list->items, is_settled)) {
            outbox.drop(row.id, row.attempts, "everybody on it has been dealt with");
            return false;
        }
    }
    const auto quiet_ends = followup::after_quiet(*owner, followup::zone_of(*owner), at.now);
    if (quiet_ends > at.now) {
        outbox.postpone(row.id, at.real + clock_.real_until(quiet_ends), "quiet hours");
        return false;
    }
    return true;
}

std::optional<Dispatcher::Claimed> Dispatcher::claim(Tables& tables, Lane& lane, const OutboxRow& row, Moment at) {
    if (!is_wanted(tables, row, at)) return std::nullopt;
    auto taken = row;
    if (row.state == OutboxState::sending) {  // it may have arrived, and Telegram cannot be asked
        if (is_proactive(row.kind)) taken.body = ports_.marked_as_repeat(row.body);
        const bool again = row.kind == OutboxKind::edit ? row.attempts < attempts_of_an_answer : taken.body != row.body;
        if (!again) {
            tables.outbox.drop(row.id, row.attempts, "unconfirmed: it may have arrived (" + row.reason + ")");
            return std::nullopt;
        }
        if (taken.body != row.body) tables.outbox.replace_body(row.id, taken.body);
    }
    if (row.kind == OutboxKind::edit && row.target.empty()) {
        const auto edited = tables.outbox.find(row.edit_of);
        if (!edited || edited->state == OutboxState::dropped) {
            tables.outbox.drop(row.id, row.attempts, "the message it changes was never sent");
            return std::nullopt;
        }
        if (edited->reference.empty()) {
            tables.outbox.postpone(row.id, at.real + 1s, "the message it changes is still on its way");
            return std::nullopt;
        }
        taken.target = edited->reference;
    }
    auto message = message_from_json(taken.body).value_or(Message{});
    auto parts = lane.connector->split(message);
    // What does not fit into one message goes on in the next, in the same chat and after it.
    for (std::size_t part = 1; part < parts.size() && row.attempts == 0; ++part) {
        OutboxRow rest;
        rest.owner = row.owner;
        rest.connector = row.connector;
        rest.account = row.account;
        rest.chat = row.chat;
        rest.body = to_json(parts[part]);
        rest.not_before = at.real;
        tables.outbox.enqueue(std::move(rest));
    }
    if (!parts.empty()) message = std::move(parts.front());
    if (!tables.outbox.claim(row, at.real + lease)) return std::nullopt;
    taken.attempts = row.attempts + 1;
    Outgoing outgoing{send_kind(row.kind), row.chat, taken.target, std::move(message), row.plain};
    return Claimed{std::move(taken), std::move(outgoing)};
}

void Dispatcher::send(Lane& lane, Claimed claimed) {
    ++in_flight_;
    auto request = lane.connector->request(claimed.outgoing);
    send_(std::move(request), [this, &lane, claimed = std::move(claimed)](HttpResponse response) {
        --in_flight_;
        // Recorded by the next step, and again by the one after while the store cannot write.
        ended_.push_back([this, &lane, row = claimed.row, outcome = lane.connector->outcome(claimed.outgoing, response)] {
            settle(lane, row, outcome);
        });
    });
}

namespace {

// What an outcome does to its row, inside a transaction.
struct Settling {
    Tables& tables;
    const OutboxRow& row;
    Moment at;
    double jitter;
    const DeliveryPorts& ports;

    void operator()(const Sent& sent) const {
        tables.outbox.sent(row.id, row.attempts, sent.reference, at.now);
        if (is_proactive(row.kind)) remember("delivered", true);
    }
    void operator()(const NotSent& failed) const {
        if (row.attempts >= attempts_allowed(row.kind))
            give_up(failed.reason);
        else
            again(at.real + retry_delay(row.attempts, jitter), failed.reason, true);
    }
    void operator()(const Wait& wait) const { again(at.real + wait.retry_after, "told to wait", false); }
    void operator()(const MaybeSent& maybe) const {
        tables.outbox.doubt(row.id, row.attempts, at.real + doubt_settles, maybe.reason);
        if (is_proactive(row.kind)) remember("unconfirmed: " + maybe.reason, false);
    }
    void operator()(const Refused& refused) const { give_up(refused.reason); }
    void operator()(const Held& held) const {
        again(at.real + held_account_tried, held.reason, false);
        if (is_proactive(row.kind)) remember(held.reason, false);
    }
    void operator()(const Resend& resend) const {
        if (resend.plain) tables.outbox.set_plain(row.id);
        if (resend.as_new_message) tables.outbox.to_new_message(row.id);
        if (!resend.new_chat.empty()) move_chat(resend.new_chat);
        // Once each way: a second refusal of the same form is final.
        if (row.attempts >= attempts_allowed(row.kind) + 2)
            give_up(resend.reason);
        else
            again(at.real, resend.reason, true);
    }

private:
    void again(Instant not_before, const std::string& reason, bool counts) const {
        tables.outbox.retry(row.id, row.attempts, not_before, reason, counts);
        if (is_proactive(row.kind) && counts) remember(reason, false);
    }
    void give_up(const std::string& reason) const {
        tables.outbox.drop(row.id, row.attempts, reason);
        if (!is_proactive(row.kind)) return;
        remember(reason, false);
        ports.undelivered(tables, row, reason, at);
    }
    void remember(const std::string& outcome, bool delivered) const {
        auto state = tables.owners.nudge_state(row.owner);
        state.last_outcome = outcome;
        if (delivered) state.last_sent = at.now;
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

void Dispatcher::settle(Lane& lane, const OutboxRow& row, const Outcome& outcome) {
    const auto at = moment();
    if (const auto* wait = std::get_if<Wait>(&outcome)) {
        if (wait->whole_lane)
            lane.pace.hold_until(at.real + wait->retry_after);
        else
            lane.pace.hold_chat_until(row.chat, at.real + wait->retry_after);
    }
    const auto* held = std::get_if<Held>(&outcome);
    if (held != nullptr && !lane.held)
        spdlog::error("{} refuses this bot: {}. Nothing is lost; it is tried again every {} minutes", lane.connector->name(),
                      held->reason, held_account_tried / 1min);
    if (held == nullptr && lane.held) spdlog::info("{} takes messages again", lane.connector->name());
    lane.held = held != nullptr;
    store_.transact([&](Tables& tables) { std::visit(Settling{tables, row, at, jitter_(), ports_}, outcome); });
}

}  // namespace nudged::runtime
