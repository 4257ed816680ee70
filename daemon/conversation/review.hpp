// The weekly review: at its hour, or when it is asked for.
#pragma once

#include <optional>
#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

[[nodiscard]] Message review_of_the_week(const Exchange& exchange);

// Says it when its hour has come: once a local day, not in a pause, and not hours later. Returns when it comes next, if
// that is today or tomorrow.
std::optional<Instant> review_when_due(Exchange& exchange);

// One of the two names, to be put on a day: "c17_20260309".
[[nodiscard]] Reply put_on_a_day(Exchange& exchange, const std::string& argument);

}  // namespace nudged::conversation
