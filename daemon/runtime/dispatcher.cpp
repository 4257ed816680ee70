#include "daemon/runtime/dispatcher.hpp"

#include <algorithm>
#include <tuple>

#include "connectors/message_json.hpp"
#include "daemon/runtime/delivery.hpp"

namespace nudged::runtime {

namespace {

using namespace std::chrono_literals;

constexpr auto longest_idle = 24h;
constexpr std::size_t claimed_at_once = 30;
constexpr std::size_t looked_at = 300;  // so that a tap is told what it did, however many messages the pace holds back
constexpr auto clock_may_slip = 1min;

// An answer that makes no sense even to the connector may be one to a message that was taken.
Outcome outcome_of(const Connector& connector, const Outgoing& outgoing, const HttpResponse& response) {
    try {
        return connector.outcome(outgoing, response);
    } catch (const std::exception& error) {
        return MaybeSent{std::string("the answer cannot be read: ") + error.what()};
    }
}

LookBack answer_of(const Connector& connector, const Outgoing& outgoing, const std::string& place,
                   const HttpResponse& response) {
    try {
        return connector.looked_back(outgoing, place, response);
    } catch (const std::exception& error) {
        return CannotTell{std::string("the answer cannot be read: ") + error.what()};
    }
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
    const LaneName name{change.name, change.account};
    auto& lane = lanes_[name];
    const bool is_let_in = lane && lane->connector;
    if (!change.connector) {
        if (is_let_in || !lane) lane = shut_out_lane(name, clock_.real());
    } else if (is_let_in) {
        lane->connector = std::move(change.connector);
        if (lane->held) lane->pace.hold_no_longer();
    } else {
        lane = std::make_shared<Lane>();
        std::tie(lane->name, lane->account) = name;
        lane->connector = std::move(change.connector);
        lane->pace = Pace(change.limits);
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
        for (auto& [name, lane] : lanes_) {
            lane->pace.clock_went_back(back);
            lane->shut_out -= back;
            lane->may_hurry -= back;
            lane->look_again -= back;
        }
        for (auto& [row, doubt] : doubts_) doubt.clock_went_back(back);
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
    const auto next = claiming_ ? step_lanes() : clock_.real() + longest_idle;
    if (!ended_.empty()) return 0ms;
    return std::max(next - clock_.real(), 0ms);
}

Instant Dispatcher::step_lanes() {
    const auto waiting = store_.transact([](Tables& tables) { return tables.outbox.lanes_with_proactive(); });
    for (const auto& name : waiting)
        if (auto& lane = lanes_[name]; !lane) lane = shut_out_lane(name, clock_.real());
    Instant next = clock_.real() + longest_idle;
    for (const auto& [name, lane] : lanes_)
        if (lane->connector || std::ranges::binary_search(waiting, name)) next = std::min(next, step_lane(lane));
    return next;
}

Instant Dispatcher::step_lane(const LaneRef& ref) {
    Lane& lane = *ref;
    Instant next = clock_.real() + longest_idle;
    const auto claimed = store_.transact([&](Tables& tables) {
        const auto at = moment();
        std::vector<Claimed> taken;
        bool draws = false;
        const bool is_shut = !lane.connector || (lane.held && lane.pace.held_until() > at.real);
        if (is_shut) next = std::min(next, look_after_waiting(tables, lane, at));
        if (!lane.connector) return taken;
        const std::size_t most = lane.held ? 1 : claimed_at_once;
        auto due_rows = tables.outbox.due(lane.name, lane.account, at.real, looked_at);
        const auto hurries = [](const OutboxRow& row) { return row.cut_off.has_value(); };
        if (lane.held) std::ranges::stable_partition(due_rows, hurries);
        for (const auto& row : due_rows) {
            if (taken.size() == most) break;
            if (under_way_.contains(row.id)) continue;
            const bool is_drawn = ports_.draw && has_picture(row.body);
            if (is_drawn && draws) {  // one at a time, so that what else is due need not wait for many
                next = at.real;
                continue;
            }
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
                doubts_.erase(row.id);
                next = at.real;  // another of this chat may go instead
                continue;
            }
            if (row.kind != OutboxKind::ack && !one->place) lane.pace.spend(at.real, row.chat);
            draws = draws || is_drawn;
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

void Dispatcher::send(const LaneRef& lane, Claimed claimed) {
    under_way_.insert(claimed.row.id);
    const auto sender = lane->connector;
    if (claimed.outgoing.message.picture && claimed.outgoing.png.empty()) add_picture(*sender, claimed);
    auto request = std::move(claimed.request);
    const auto came = [this, lane, sender, claimed = std::move(claimed)](const HttpResponse& response) {
        came_back(lane, sender, claimed, response);
    };
    try {
        send_(std::move(request), came);
    } catch (const std::exception& error) {
        came({0, "", {}, true, error.what()});
    }
}

// Outside of any transaction, because drawing takes a while. The request that was made without it says it in words.
void Dispatcher::add_picture(const Connector& connector, Claimed& claimed) const {
    if (!ports_.draw || claimed.place) return;
    claimed.outgoing.png = ports_.draw(*claimed.outgoing.message.picture);
    if (!claimed.outgoing.png.empty()) claimed.request = connector.request(claimed.outgoing);
}

void Dispatcher::came_back(const LaneRef& lane, const std::shared_ptr<const Connector>& sender, Claimed claimed,
                           const HttpResponse& response) {
    const auto& [row, outgoing, sent, place] = claimed;
    if (place)
        return ended(row.id, [this, row = row, answer = answer_of(*sender, outgoing, *place, response)] {
            settle_doubt(row, answer);
        });
    if (auto next = sender->onward(outgoing, response)) {
        claimed.outgoing.place = std::move(*next);
        claimed.request = sender->request(claimed.outgoing);
        return send(lane, std::move(claimed));
    }
    ended(row.id, [this, lane, sender, row = row, outcome = outcome_of(*sender, outgoing, response)] {
        if (sender == lane->connector) learn(*lane, row, outcome);  // the old token tells nothing about the new one
        settle(row, outcome);
    });
}

// Recorded by the next step, and again by the one after while the store cannot write.
void Dispatcher::ended(std::int64_t row, std::function<void()> record) {
    ended_.push_back([this, row, record = std::move(record)] {
        record();
        under_way_.erase(row);
    });
}

}  // namespace nudged::runtime
