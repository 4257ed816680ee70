// From the configuration to what the conversation goes by.
#pragma once

#include "daemon/conversation/exchange.hpp"
#include "daemon/runtime/config.hpp"

namespace nudged::runtime {

[[nodiscard]] conversation::Rules rules_of(const Config& config);

// A new owner with the configured defaults; the caller gives name, zone and the instant of making.
[[nodiscard]] Owner new_owner(const Config& config, std::string name, std::string zone, Instant created);

}  // namespace nudged::runtime
