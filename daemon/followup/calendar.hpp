// The days on which an owner is nudged, and the instants of those nudges.
#pragma once

#include <optional>

#include "daemon/followup/local_time.hpp"
#include "storage/records.hpp"

namespace nudged::followup {

// A nudge day: one of the owner's weekdays, no holiday, not in a pause, not before the owner was made.
[[nodiscard]] bool is_nudge_day(const Owner&, Date);
[[nodiscard]] bool in_pause(const Owner&, Date);
// The last day of a pause without an end. The store writes a year with four digits.
inline constexpr Date for_good{std::chrono::year{9999} / std::chrono::December / 31};
// No nudge comes on or after that day before the owner says resume.
[[nodiscard]] bool waits_for_resume(const Owner&, Date);
// The first nudge day on or after `from`. Absent when there is none within two years (no weekday is set, a long pause).
[[nodiscard]] std::optional<Date> nudge_day_from(const Owner&, Date from);
// The last nudge day before `day`, not looking back further than 60 days.
[[nodiscard]] std::optional<Date> nudge_day_before(const Owner&, Date day);
// How many nudge days lie in (after, upto].
[[nodiscard]] int nudge_days_between(const Owner&, Date after, Date upto);
[[nodiscard]] int nudge_days_a_week(const Owner&);  // by weekdays alone; 0 to 7

[[nodiscard]] bool is_quiet(const QuietHours&, TimeOfDay);
[[nodiscard]] bool is_quiet(const Owner&, const Zone&, Instant);
// The first instant from `at` on that lies outside the quiet hours.
[[nodiscard]] Instant after_quiet(const Owner&, const Zone&, Instant at);

struct NudgeTime {
    Date date{};
    Instant due{};  // the owner's nudge time on that date; in a spring gap the first valid instant after it
    Instant
        cut_off{};  // from here on it is too late: 4 hours after `due`, or the beginning of the quiet hours if sooner
};
[[nodiscard]] NudgeTime nudge_time(const Owner&, const Zone&, Date);
// "fri 16:00"-like moments and evening lines use the same rule.
[[nodiscard]] Zone zone_of(const Owner&);  // UTC when the name is unknown to this machine

}  // namespace nudged::followup
