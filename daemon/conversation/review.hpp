// The weekly review: at its hour, or when it is asked for.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "daemon/conversation/exchange.hpp"
#include "daemon/conversation/ledger.hpp"

namespace nudged::conversation {

[[nodiscard]] Message review_of_the_week(const Exchange& exchange);

// Says it when its hour has come: once a local day, not in a pause, and not hours later. Returns when it comes next, if
// that is today or tomorrow.
std::optional<Instant> review_when_due(Exchange& exchange);

// The day of the week on which it comes; absent where it comes to nobody by itself.
[[nodiscard]] std::optional<std::chrono::weekday> review_day(const Exchange& exchange);
// Whether it comes by itself from now on. False when that was so before.
bool set_reviews(Exchange& exchange, Ledger& ledger, bool on);

// A tap on one of its buttons: "c17_20260309", "c17_every_90", "keep", "off", "on" (see messages/actions.hpp).
[[nodiscard]] Reply respond_to_review(Exchange& exchange, const std::string& argument);

}  // namespace nudged::conversation
