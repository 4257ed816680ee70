// What the bot does of its own accord for one owner: the nudge, a reminder at its hour, a date on a day off.
#pragma once

#include <optional>
#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Does what is due for this owner now, in this transaction, and returns when to look again. May be called at any time
// and any number of times: what was said once is not said again.
Instant look_after(Exchange& exchange);

[[nodiscard]] std::optional<followup::NudgeTime> next_nudge(const Exchange& exchange);
[[nodiscard]] std::string next_nudge_text(const Exchange& exchange);          // "Thu 5 Mar at 08:30"
[[nodiscard]] std::size_t people_due_by(const Exchange& exchange, Date day);  // at most as many as a nudge names

}  // namespace nudged::conversation
