#include "daemon/runtime/dispatcher.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "connectors/message_json.hpp"
#include "daemon/followup/calendar.hpp"

namespace nudged::runtime {

namespace {

using namespace std::chrono_literals;
using conversation::Moment;

constexpr auto lease = 2min;                                    // longer than any exchange lasts
constexpr auto doubt_settles = 30s;                             // before a doubtful row is looked at again
constexpr std::chrono::milliseconds held_account_tried = 5min;  // at first; the pause doubles, up to
constexpr std::chrono::milliseconds held_account_rests = 4h;    // so that a message is tried ten times a day
constexpr auto longest_idle = 24h;
constexpr std::size_t claimed_at_once = 30;
constexpr std::size_t looked_at = 300;  // so that a tap is told what it did, however many messages the pace holds back
constexpr auto clock_may_slip = 1min;
constexpr int attempts_of_an_answer = 14;  // about two hours
constexpr int attempts_of_an_ack = 1;      // a tap's spinner is gone by then
constexpr std::string_view not_yet = "not yet the time";

bool is_proactive(OutboxKind kind) {
    return kind == OutboxKind::nudge || kind == OutboxKind::review || kind == OutboxKind::reminder;
}

SendKind send_kind(OutboxKind kind) {
    if (kind == OutboxKind::edit) return SendKind::edit;
    return kind == OutboxKind::ack ? SendKind::ack : SendKind::message;
}

std::string delivery_of(const OutboxRow& row) { return "outbox-" + std::to_string(row.id); }

// An answer that makes no sense even to the connector may be one to a message that was taken.
Outcome outcome_of(const Connector& connector, const Outgoing& outgoing, const HttpResponse& response) {
    try {
        return connector.outcome(outgoing, response);
    } catch (const std::exception& error) {
        return MaybeSent{std::string("the answer cannot be read: ") + error.what()};
    }
}

std::string unconfirmed(const OutboxRow& row) {
    return "unconfirmed: it may have arrived (" + (row.reason.empty() ? "nudged was stopped meanwhile" : row.reason) +
           ")";
}

int attempts_allowed(OutboxKind kind) {
    if (kind == OutboxKind::ack) return attempts_of_an_ack;
    return is_proactive(kind) ? 1'000 : attempts_of_an_answer;  // what is proactive ends at its cut-off
}

}  // namespace

Dispatcher::Dispatcher(Store& store, const Clock& clock, SendRequest send, DeliveryPorts ports,
                       std::function<double()> jitter)
    : store_(store), clock_(clock), send_(std::move(send)), ports_(std::move(ports)), jitter_(std::move(jitter)) {}

void Dispatcher::add_lane(std::string account, std::shared_ptr<const Connector> connector, PaceLimits limits) {
    std::string name(connector->name());
    const std::lock_guard lock(changing_);
    changes_.push_back({std::move(name), std::move(account), std::move(connector), limits});
}

void Dispatcher::remove_lane(std::string connector, std::string account) {
    const std::lock_guard lock(changing_);
    changes_.push_back({std::move(connector), std::move(account), nullptr, {}});
}

void Dispatcher::take_up(LaneChange change) {
    const auto found = std::ranges::find_if(
        lanes_, [&](const LaneRef& lane) { return lane->name == change.name && lane->account == change.account; });
    if (!change.connector) {
        if (found != lanes_.end()) lanes_.erase(found);
    } else if (found != lanes_.end()) {
        (*found)->connector = std::move(change.connector);
        if ((*found)->held) (*found)->pace.hold_no_longer();
    } else {
        lanes_.push_back(std::make_shared<Lane>(Lane{std::move(change.name),
                                                     std::move(change.account),
                                                     std::move(change.connector),
                                                     Pace(change.limits),
                                                     false,
                                                     {}}));
    }
}

// When the wall clock is set back, what was to be tried in a minute would else wait for a day, or for ten years, and
// hold up its chat. When it was set back while no process ran, nobody knows by how much: so at its start all is looked
// at soon.
void Dispatcher::notice_clock() {
    const auto now = clock_.real();
    if (last_step_ == Instant{}) {
        store_.transact([&](Tables& tables) { tables.outbox.wait_no_longer_than(now + lease); });
    } else if (const auto back = last_step_ - now; back > clock_may_slip) {
        store_.transact([&](Tables& tables) { tables.outbox.clock_went_back(back); });
        for (auto& lane : lanes_) lane->pace.clock_went_back(back);
    }
    last_step_ = now;
}

std::chrono::milliseconds Dispatcher::step() {
    notice_clock();
    std::vector<LaneChange> changes;
    {
        const std::lock_guard lock(changing_);
        changes.swap(changes_);
    }
    for (auto& change : changes) take_up(std::move(change));
    for (; !ended_.empty(); ended_.pop_front()) ended_.front()();
    const auto now = clock_.real();
    Instant next = now + longest_idle;
    if (claiming_)
        for (auto& lane : lanes_) next = std::min(next, step_lane(lane));
    if (!ended_.empty()) return 0ms;
    return std::max(next - clock_.real(), 0ms);
}

Instant Dispatcher::step_lane(const LaneRef& ref) {
    Lane& lane = *ref;
    Instant next = clock_.real() + longest_idle;
    const auto claimed = store_.transact([&](Tables& tables) {
        const auto at = moment();
        std::vector<Claimed> taken;
        const std::size_t most = lane.held ? 1 : claimed_at_once;
        for (const auto& row : tables.outbox.due(lane.name, lane.account, at.real, looked_at)) {
            if (taken.size() == most) break;
            if (under_way_.contains(row.id)) continue;
            const auto free_at =
                row.kind == OutboxKind::ack ? lane.pace.held_until() : lane.pace.earliest(at.real, row.chat);
            const bool too_late = row.cut_off && at.now >= *row.cut_off;  // it is dropped, however long the lane rests
            if (free_at > at.real && !too_late) {
                next = std::min(next, free_at);
                if (row.cut_off) next = std::min(next, at.real + clock_.real_until(*row.cut_off));
                continue;
            }
            auto one = try_to_claim(tables, lane, row, at);
            if (!one) {
                next = at.real;  // another of this chat may go instead
                continue;
            }
            if (row.kind != OutboxKind::ack) lane.pace.spend(at.real, row.chat);
            taken.push_back(std::move(*one));
        }
        const auto due = tables.outbox.next_due(lane.name, lane.account);
        if (due && *due > at.real) next = std::min(next, *due);
        if (taken.size() == claimed_at_once) next = at.real;
        return taken;
    });
    for (auto& one : claimed) send(ref, std::move(one));
    return next;
}

// A row that cannot even be put into a request would be tried for ever, and nothing behind it sent.
std::optional<Dispatcher::Claimed> Dispatcher::try_to_claim(Tables& tables, const Lane& lane, const OutboxRow& row,
                                                            Moment at) {
    std::optional<Claimed> claimed;
    try {
        tables.savepoint([&] { claimed = claim(tables, lane, row, at); });
    } catch (const StoreError&) {
        throw;
    } catch (const std::exception& error) {
        spdlog::error("message {} cannot be sent: {}", row.id, error.what());
        claimed.reset();
        tables.outbox.drop(row.id, row.attempts, std::string("cannot be sent: ") + error.what());
    }
    return claimed;
}

// Still wanted? Before its cut-off? Outside the quiet hours?
bool Dispatcher::is_wanted(Tables& tables, const OutboxRow& row, Moment at) {
    if (row.cut_off && at.now >= *row.cut_off) {
        const bool refused = row.state == OutboxState::ready && !row.reason.empty() && row.reason != not_yet;
        if (row.state == OutboxState::sending)
            tables.outbox.drop(row.id, row.attempts, unconfirmed(row));
        else
            tables.outbox.drop(row.id, row.attempts, refused ? "too late: " + row.reason : "too late for this day");
        if (refused) ports_.undelivered(tables, row, row.reason, at);
        return false;
    }
    if (!is_proactive(row.kind)) return true;
    const auto owner = tables.owners.find(row.owner);
    return !owner || is_wanted_by(*owner, tables, row, at);
}

bool Dispatcher::is_wanted_by(const Owner& owner, Tables& tables, const OutboxRow& row, Moment at) {
    auto& outbox = tables.outbox;
    const auto zone = followup::zone_of(owner);
    const auto today = zone.local(at.now).date;
    if (owner.pause && owner.pause->first <= today && today <= owner.pause->last) {
        outbox.drop(row.id, row.attempts, "paused");
        return false;
    }
    const auto reaches_them = [&](const Pairing& pairing) {
        return pairing.connector == row.connector && pairing.account == row.account && pairing.chat == row.chat;
    };
    if (std::ranges::none_of(owner.pairings, reaches_them)) {
        outbox.drop(row.id, row.attempts, "this chat is paired no more");
        return false;
    }
    if (row.kind == OutboxKind::nudge && row.list_date) {
        const auto list = tables.lists.find(row.owner, *row.list_date);
        const auto is_settled = [](const ListItem& item) { return !item.settled.empty(); };
        if (list && std::ranges::all_of(list->items, is_settled)) {
            outbox.drop(row.id, row.attempts, "everybody on it has been dealt with");
            return false;
        }
    }
    auto begins = followup::after_quiet(owner, zone, at.now);
    if (row.kind == OutboxKind::nudge && row.list_date) {  // the clock may have been set back since it was due
        const auto due = followup::nudge_time(owner, zone, *row.list_date).due;
        if (due < row.cut_off) begins = std::max(begins, due);
    }
    if (begins <= at.now) return true;
    if (row.state == OutboxState::sending)
        outbox.drop(row.id, row.attempts, unconfirmed(row));  // asking again in the morning would be a riddle
    else
        outbox.postpone(row.id, at.real + clock_.real_until(begins), std::string(not_yet));
    return false;
}

std::optional<Dispatcher::Claimed> Dispatcher::claim(Tables& tables, const Lane& lane, const OutboxRow& row,
                                                     Moment at) {
    if (!is_wanted(tables, row, at)) return std::nullopt;
    auto taken = row;
    if (row.state == OutboxState::sending) {  // it may have arrived, and Telegram cannot be asked
        if (is_proactive(row.kind)) taken.body = ports_.marked_as_repeat(row.body);
        const bool again = row.kind == OutboxKind::edit ? row.attempts < attempts_of_an_answer : taken.body != row.body;
        if (!again) {
            // An answer only tells what is done already, and `journal` and the next list show that too. Whoever got it
            // would take it, said again, for something done twice. So it is left; a nudge that is lost costs a day.
            spdlog::warn("message {} is not sent again: {}", row.id, unconfirmed(row));
            tables.outbox.drop(row.id, row.attempts, unconfirmed(row));
            return std::nullopt;
        }
        if (taken.body != row.body) tables.outbox.replace_body(row.id, taken.body);
    }
    if (row.kind == OutboxKind::edit && row.target.empty()) {
        const auto edited = tables.outbox.find(row.edit_of);
        const bool waits = edited && edited->state <= OutboxState::sending;
        if (!waits && (!edited || edited->reference.empty())) {
            tables.outbox.drop(row.id, row.attempts, "the message it changes was never sent");
            return std::nullopt;
        }
        if (waits) {
            tables.outbox.postpone(row.id, std::max(at.real, edited->not_before) + 1s,
                                   "the message it changes is still on its way");
            return std::nullopt;
        }
        taken.target = edited->reference;
    }
    if (row.kind != OutboxKind::edit && row.edit_of != 0) {  // it goes on where another leaves off
        const auto first = tables.outbox.find(row.edit_of);
        if (first && first->state == OutboxState::dropped) {
            tables.outbox.drop(row.id, row.attempts, "the message it belongs to was not sent");
            return std::nullopt;
        }
        if (first && first->state == OutboxState::ready) {
            tables.outbox.postpone(row.id, first->not_before + 1s, "the message it belongs to was not sent yet");
            return std::nullopt;
        }
    }
    auto message = message_from_json(taken.body).value_or(Message{});
    auto parts = lane.connector->split(message);
    // What does not fit into one message goes on in the next, in the same chat and after it.
    const bool goes_on = row.kind != OutboxKind::edit && parts.size() > 1;
    if (goes_on) tables.outbox.replace_body(row.id, to_json(parts.front()));
    for (std::size_t part = 1; part < parts.size() && goes_on; ++part) {
        OutboxRow rest;
        rest.owner = row.owner;
        rest.connector = row.connector;
        rest.account = row.account;
        rest.chat = row.chat;
        rest.body = to_json(parts[part]);
        rest.edit_of = row.id;
        rest.not_before = at.real;
        tables.outbox.enqueue(std::move(rest));
    }
    if (!parts.empty()) message = std::move(parts.front());
    if (!tables.outbox.claim(row, at.real + lease)) return std::nullopt;
    taken.attempts = row.attempts + 1;
    Outgoing outgoing{send_kind(row.kind), row.chat, taken.target, std::move(message), row.plain, delivery_of(row)};
    auto request = lane.connector->request(outgoing);
    return Claimed{std::move(taken), std::move(outgoing), std::move(request)};
}

void Dispatcher::send(const LaneRef& lane, Claimed claimed) {
    under_way_.insert(claimed.row.id);
    const auto row = claimed.row;
    const auto sender = lane->connector;
    try {
        auto request = std::move(claimed.request);
        send_(std::move(request), [this, lane, sender, claimed = std::move(claimed)](const HttpResponse& response) {
            ended(lane, sender, claimed.row, outcome_of(*sender, claimed.outgoing, response));
        });
    } catch (const std::exception& error) {
        ended(lane, sender, row, NotSent{error.what()});
    }
}

// Recorded by the next step, and again by the one after while the store cannot write.
void Dispatcher::ended(const LaneRef& lane, const std::shared_ptr<const Connector>& sender, const OutboxRow& row,
                       Outcome outcome) {
    ended_.push_back([this, lane, sender, row, outcome = std::move(outcome)] {
        // What the old token met says nothing about the new one.
        if (sender == lane->connector) learn(*lane, row, outcome);
        settle(row, outcome);
        under_way_.erase(row.id);
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
        again(at.real, held.reason, false);  // when the lane is tried again
        if (is_proactive(row.kind)) remember(held.reason, false);
    }
    void operator()(const Resend& resend) const {
        if (resend.plain) tables.outbox.set_plain(row.id);
        if (resend.as_new_message) tables.outbox.to_new_message(row.id);
        if (!resend.new_chat.empty()) move_chat(resend.new_chat);
        // Once each way: a second refusal of the same form is final.
        const bool new_way = resend.new_chat.empty() ? !resend.plain || !row.plain : resend.new_chat != row.chat;
        if (new_way)
            again(at.real, resend.reason, true);
        else
            give_up(resend.reason);
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

// What an outcome says about the lane.
void Dispatcher::learn(Lane& lane, const OutboxRow& row, const Outcome& outcome) {
    const auto at = moment();
    if (const auto* wait = std::get_if<Wait>(&outcome)) {
        if (wait->whole_lane)
            lane.pace.hold_until(at.real + wait->retry_after);
        else
            lane.pace.hold_chat_until(row.chat, at.real + wait->retry_after);
    }
    const auto* held = std::get_if<Held>(&outcome);
    if (held != nullptr && lane.pace.held_until() <= at.real) {  // not once for each that was under way
        lane.rest = lane.held ? std::min(2 * lane.rest, held_account_rests) : held_account_tried;
        lane.pace.hold_until(at.real + lane.rest);
    }
    if (held != nullptr && !lane.held)
        spdlog::error("{} refuses this bot: {}. Nothing is lost; it is tried again now and then, and with a new token",
                      lane.name, held->reason);
    // A network that fails meanwhile says nothing about the account.
    const bool accepted = std::holds_alternative<Sent>(outcome) || std::holds_alternative<Refused>(outcome) ||
                          std::holds_alternative<Resend>(outcome);
    if (accepted && lane.held) spdlog::info("{} takes messages again", lane.name);
    lane.held = held != nullptr || (lane.held && !accepted);
}

void Dispatcher::settle(const OutboxRow& row, const Outcome& outcome) {
    const auto at = moment();
    try {
        store_.transact([&](Tables& tables) { std::visit(Settling{tables, row, at, jitter_(), ports_}, outcome); });
    } catch (const StoreError&) {
        throw;  // tried again by the next step
    } catch (const std::exception& error) {
        spdlog::error("what became of message {} cannot be told: {}", row.id, error.what());
        store_.transact([&](Tables& tables) { tables.outbox.drop(row.id, row.attempts, error.what()); });
    }
}

}  // namespace nudged::runtime
