// Being of use: something helpful during a wait, a word of thanks for who brought somebody.
//
// During a wait something helpful falls due once a month, not in its last two weeks, and nothing is asked with it. It
// is due for ten nudge days; then it passes. The minimum gap holds for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/followup/decisions.hpp"

namespace nudged::followup {

// The days of the wait on which something helpful falls due, in order, those that are past too.
[[nodiscard]] std::vector<Date> helpful_days(const Contact&);
// Those that nothing of the owner's was sent on or after.
[[nodiscard]] std::optional<Date> first_helpful_day(const Contact&);
// Since when something helpful is due; absent when nothing is, or while somebody's turn or a snooze comes first.
[[nodiscard]] std::optional<Date> helpful_since(const Contact&, const Plan&);

// The wait stays as it is: only what is helpful comes later ("snoozed"), or not this time ("skipped").
[[nodiscard]] Outcome helpful_put_off(const Contact&, std::optional<Date> until, const Plan&);
// ... to an hour of a day.
[[nodiscard]] Outcome helpful_put_off(const Contact&, const SnoozeSaid&, const Plan&);
[[nodiscard]] Outcome helpful_left_out(const Contact&, const Plan&);

// Who brought the two together.
[[nodiscard]] Outcome came_via(const Contact&, const std::string& name, const Plan&);
// ... which they are to be thanked for, with their next item.
[[nodiscard]] Outcome brought(const Contact&, const std::string& whom, const Plan&);

}  // namespace nudged::followup
