// Requests that pretend to come from Slack: counted, and told of now and then.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace nudged::runtime {

class SlackRefusals {
public:
    using Steady = std::chrono::steady_clock;
    // Any thread. What is logged is the path, never a word of the request; however many there are, one line a minute.
    void add(const std::string& path, Steady::time_point now = Steady::now());
    [[nodiscard]] std::uint64_t count() const;

private:
    mutable std::mutex mutex_;
    std::uint64_t count_ = 0;
    std::uint64_t told_ = 0;  // of them
    Steady::time_point quiet_until_{};
};

}  // namespace nudged::runtime
