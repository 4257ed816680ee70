// What waits at an account that is refused: nothing is sent there, and nobody is left without their nudge for it.
#include <algorithm>
#include <tuple>

#include "daemon/runtime/delivery.hpp"
#include "daemon/runtime/dispatcher.hpp"

namespace nudged::runtime {

namespace {
constexpr std::size_t page_size = 1'000;
constexpr auto not_let_in = "nudged is not let in";
}  // namespace

Dispatcher::LaneRef Dispatcher::shut_out_lane(const LaneName& name, Instant since) {
    auto lane = std::make_shared<Lane>();
    std::tie(lane->name, lane->account) = name;
    lane->shut_out = since;
    lane->held = true;
    lane->why_held = not_let_in;
    return lane;
}

// Looks at what has come since, and now and then at all of it. An account that was lost a moment ago may be back in the
// next: a workspace is only known once Slack has answered who we are, and it may tell late that it has let us go. And
// one that was refused some time ago is tried again first.
Instant Dispatcher::look_after_waiting(Tables& tables, Lane& lane, conversation::Moment at) {
    if (const auto sure = lane.shut_out + held_account_tried; !lane.connector && at.real < sure) return sure;
    if (at.real >= lane.look_again) {
        lane.look_again = at.real + waiting_looked_at;
        lane.looked_at = 0;
    }
    for (bool more = true; more;) {
        const auto rows = tables.outbox.proactive(lane.name, lane.account, at.real, lane.looked_at, page_size);
        if (lane.connector && !rows.empty()) {
            if (at.real >= lane.may_hurry) {
                lane.pace.hold_no_longer();
                lane.look_again = {};
                return at.real + waiting_looked_at;
            }
            lane.look_again = std::min(lane.look_again, lane.may_hurry);
        }
        for (const auto& row : rows) {
            lane.looked_at = row.id;
            if (still_waits(tables, lane, row.id, at) && row.cut_off)
                lane.look_again = std::min(lane.look_again, at.real + clock_.real_until(*row.cut_off));
        }
        more = rows.size() == page_size;
    }
    return lane.look_again;
}

// It may have gone elsewhere with the one before.
bool Dispatcher::still_waits(Tables& tables, const Lane& lane, std::int64_t id, conversation::Moment at) {
    const auto row = tables.outbox.find(id);
    if (!row || row->state > OutboxState::sending) return false;
    const bool is_asked_about = row->state == OutboxState::sending && lane.connector;  // whether it has arrived
    if (under_way_.contains(id) || is_asked_about) return true;
    bool waits = false;
    carefully(tables, *row, [&] {
        if (!is_wanted(tables, lane, *row, at)) return;
        waits = row->state != OutboxState::ready ||
                !undelivered(tables, *row, lane.why_held, at, conversation::LastResort::none);
        if (!waits) tables.outbox.drop(id, row->attempts, told_elsewhere(lane.why_held));
    });
    if (!waits) doubts_.erase(id);
    return waits;
}

}  // namespace nudged::runtime
