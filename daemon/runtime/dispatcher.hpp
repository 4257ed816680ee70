// Sends what is in the outbox: one thread for all lanes, requests of a lane in flight together up to its pace.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "connectors/connector.hpp"
#include "daemon/conversation/exchange.hpp"
#include "daemon/conversation/undelivered.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/pace.hpp"
#include "storage/store.hpp"

namespace nudged::runtime {

// The network, as the dispatcher needs it: takes a request and calls back on the dispatcher's thread.
using SendRequest = std::function<void(HttpRequest, std::function<void(HttpResponse)>)>;

// What is rendered from the store is rendered by others: which words mark a possible repeat, what an owner is told
// elsewhere about a message that could not be delivered, and what one does that was. And what a picture looks like: a
// PNG, or nothing when it cannot be drawn.
struct DeliveryPorts {
    std::function<std::string(const std::string& body)> marked_as_repeat;
    std::function<bool(Tables&, const OutboxRow&, const std::string& reason, conversation::Moment,
                       const conversation::TakesMessages&, conversation::LastResort)>
        undelivered;
    std::function<void(Tables&, const OutboxRow&, conversation::Moment)> delivered;
    std::function<std::string(const Picture&)> draw = {};
};

class Dispatcher {
public:
    // `jitter` returns numbers in [0, 1).
    Dispatcher(Store& store, const Clock& clock, SendRequest send, DeliveryPorts ports, std::function<double()> jitter);

    // A lane is one account of one service; it has one sender: this one. Any thread, at any time; the next step knows
    // it. Where there is such a lane already, it goes on with this connector (a new token) at its old pace, and is
    // tried at once if its account was refused.
    void add_lane(std::string account, std::shared_ptr<const Connector> connector, PaceLimits limits);
    // We are not let in there for now. What waits stays in the outbox, but for a nudge and the like, of which the owner
    // is told in another chat. The same goes for an account that never had a lane. Any thread.
    void remove_lane(std::string connector, std::string account);

    // Claims what is due, hands it to the network, and has recorded what came back. Never blocks on the network.
    // Returns how long nothing will be due, in real time. One thread.
    std::chrono::milliseconds step();
    // From now on claims nothing; what is in flight may end.
    void claim_no_more() { claiming_ = false; }
    [[nodiscard]] std::size_t in_flight() const { return under_way_.size(); }

private:
    struct Lane {
        std::string name;  // of the service
        std::string account;
        std::shared_ptr<const Connector> connector;  // none: we are not let in, since:
        Instant shut_out{};                          // real time
        Pace pace{PaceLimits{}};
        bool held = false;                 // the account is refused: one row now and then finds out whether it still is
        std::chrono::milliseconds rest{};  // between two such rows
        std::string why_held;
        Instant may_hurry{};       // real time: from then on a nudge that waits cuts the rest short
        Instant look_again{};      // real time: when all that waits while it is refused is looked at again
        std::int64_t looked_at{};  // ... of which this was the last by id
    };
    using LaneRef = std::shared_ptr<Lane>;  // exchanges in flight may outlive the lane
    struct LaneChange {
        std::string name;
        std::string account;
        std::shared_ptr<const Connector> connector;  // none: the lane goes
        PaceLimits limits;
    };
    struct Claimed {
        OutboxRow row;
        Outgoing outgoing;
        HttpRequest request;
        std::optional<std::string> place;  // it is not sent, but asked about: read on from here
    };
    // What is known about a row that may have arrived, at a service that can be asked. Real times. It is not stored: a
    // process that starts begins to ask anew.
    struct Doubt {
        Instant since;  // the doubtful try began then or later
        Instant over;   // ... and surely before this
        Instant first_asked;
        std::string place;              // where the reading goes on; empty = at its start
        Instant reading_since;          // when the present reading began
        std::optional<Instant> missed;  // when a reading began that was the first without it
        bool cannot_be_settled = false;
        void clock_went_back(std::chrono::milliseconds by);
    };

    using LaneName = std::pair<std::string, std::string>;  // service, account

    void take_up(LaneChange change);
    static LaneRef shut_out_lane(const LaneName& name, Instant since);
    Instant step_lanes();
    Instant step_lane(const LaneRef& lane);
    Instant look_after_waiting(Tables& tables, Lane& lane, conversation::Moment moment);
    bool still_waits(Tables& tables, const Lane& lane, std::int64_t row, conversation::Moment moment);
    bool carefully(Tables& tables, const OutboxRow& row, const std::function<void()>& work);
    std::optional<Claimed> try_to_claim(Tables& tables, const Lane& lane, const OutboxRow& row,
                                        conversation::Moment moment);
    std::optional<Claimed> claim(Tables& tables, const Lane& lane, const OutboxRow& row, conversation::Moment moment);
    std::optional<Claimed> ask_about(Tables& tables, const Lane& lane, const OutboxRow& row,
                                     conversation::Moment moment);
    Message fitted(Tables& tables, const Lane& lane, OutboxRow& row);
    bool is_wanted(Tables& tables, const Lane& lane, const OutboxRow& row, conversation::Moment moment);
    bool is_wanted_by(const Owner& owner, Tables& tables, const OutboxRow& row, conversation::Moment moment);
    bool undelivered(Tables& tables, const OutboxRow& row, const std::string& reason, conversation::Moment moment,
                     conversation::LastResort last_resort);
    void notice_clock();
    void send(const LaneRef& lane, Claimed claimed);
    void add_picture(const Connector& connector, Claimed& claimed) const;
    void came_back(const LaneRef& lane, const std::shared_ptr<const Connector>& sender, Claimed claimed,
                   const HttpResponse& response);
    void ended(std::int64_t row, std::function<void()> record);
    void settle(const OutboxRow& row, const Outcome& outcome);
    void settle_doubt(const OutboxRow& row, const LookBack& answer);
    void ask_again(const OutboxRow& row, Instant at);
    void learn(Lane& lane, const OutboxRow& row, const Outcome& outcome);
    [[nodiscard]] conversation::Moment moment() const { return {clock_.now(), clock_.real()}; }

    Store& store_;
    const Clock& clock_;
    SendRequest send_;
    DeliveryPorts ports_;
    std::function<double()> jitter_;
    std::mutex changing_;  // around `changes_`
    std::vector<LaneChange> changes_;
    std::map<LaneName, LaneRef> lanes_;
    std::deque<std::function<void()>> ended_;  // exchanges whose outcome is not recorded yet
    // Rows of ours between claim and record. However the clock jumps, their lease has not run out while we live.
    std::set<std::int64_t> under_way_;
    std::map<std::int64_t, Doubt> doubts_;  // by row
    Instant last_step_{};                   // real time
    bool claiming_ = true;
};

}  // namespace nudged::runtime
