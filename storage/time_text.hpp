// Dates, instants and times of day as INTERFACE writes them: "2027-03-28", RFC 3339 in UTC, "08:30". Reading throws
// RecordError naming `field`.
#pragma once

#include <string>
#include <string_view>

#include "storage/records.hpp"

namespace nudged {

[[nodiscard]] std::string date_text(Date date);
[[nodiscard]] std::string instant_text(Instant at);  // a fraction only when there is one
[[nodiscard]] std::string time_of_day_text(TimeOfDay time);
[[nodiscard]] Date date_from(std::string_view text, std::string_view field);
[[nodiscard]] Instant instant_from(std::string_view text, std::string_view field);  // any offset is taken
[[nodiscard]] TimeOfDay time_of_day_from(std::string_view text, std::string_view field);

}  // namespace nudged
