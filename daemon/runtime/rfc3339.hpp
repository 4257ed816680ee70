// Instants as people and programs write them to us: RFC 3339.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/records.hpp"

namespace nudged::runtime {

// "2027-03-28T08:29:50+01:00", "...Z", with or without a fraction (kept to the millisecond). An offset is required.
// Absent when the text is anything else, or no such date or time exists, or the year is before 1970.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

// In UTC; the fraction is written only when there is one.
[[nodiscard]] std::string format_rfc3339(Instant at);

// "2027-03-28"
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
[[nodiscard]] std::string format_date(Date date);

}  // namespace nudged::runtime
