#include "daemon/runtime/slack_refusals.hpp"

#include <spdlog/spdlog.h>

namespace nudged::runtime {

void SlackRefusals::add(const std::string& path, Steady::time_point now) {
    const std::lock_guard lock(mutex_);
    ++count_;
    if (now < quiet_until_) return;
    quiet_until_ = now + std::chrono::minutes{1};
    const auto untold = count_ - told_;
    told_ = count_;
    spdlog::warn(
        "Slack: {} at {}: not signed with the signing secret within five minutes. Should Slack itself report errors, "
        "look at slack.signing_secret_file and at this machine's clock",
        untold == 1 ? "a request was refused" : std::to_string(untold) + " requests were refused, the last one", path);
}

std::uint64_t SlackRefusals::count() const {
    const std::lock_guard lock(mutex_);
    return count_;
}

}  // namespace nudged::runtime
