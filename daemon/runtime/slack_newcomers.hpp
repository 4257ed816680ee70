// Asks Slack who the people are who became owners by writing, and has them welcomed.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <mutex>

#include "daemon/conversation/newcomers.hpp"
#include "daemon/runtime/caller.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/slack_workspaces.hpp"

namespace nudged::runtime {

class SlackNewcomers {
public:
    // `welcomed`: something was written down.
    SlackNewcomers(Store& store, const Clock& clock, const SlackWorkspaces& workspaces, std::function<void()> welcomed)
        : store_(store), clock_(clock), workspaces_(workspaces), welcomed_(std::move(welcomed)) {}

    // Those who were left when the daemon last ended.
    void begin();
    // Whoever this is, should they be a newcomer: then step() is to be called soon. Any thread.
    void met(const Owner& owner);
    // Asks about one of them; blocks for the call. Returns after how long there is more to do; nothing at all when it
    // has called. One thread.
    std::chrono::milliseconds step(Caller& caller);
    // One sentence for the operator; empty while Slack tells who people are. Any thread.
    [[nodiscard]] std::string trouble() const;

private:
    using Steady = std::chrono::steady_clock;
    struct Newcomer {
        std::int64_t owner = 0;
        Pairing pairing;
        int failures = 0;
        Steady::time_point next{};
    };

    void met_again(Newcomer newcomer, std::chrono::milliseconds pause);
    void introduce(Newcomer newcomer, const slack::Api& api, Caller& caller);
    void write_down(const Newcomer& newcomer, const slack::Person& person);
    void say(const std::string& account, const std::string& refusal);

    Store& store_;
    const Clock& clock_;
    const SlackWorkspaces& workspaces_;
    std::function<void()> welcomed_;
    mutable std::mutex mutex_;
    std::deque<Newcomer> waiting_;                // in the order in which they are asked about
    std::map<std::string, std::string> refused_;  // why, by the workspace's id
};

}  // namespace nudged::runtime
