// The days of a calendar file.
#pragma once

#include <set>
#include <string>

namespace nudged::helper {

// Days as "2026-04-03". Absent days are no fault; a text that is no calendar is: std::runtime_error says so.
// Only what fills whole days counts, its repetitions too, from `first` up to and with `last`.
[[nodiscard]] std::set<std::string> holidays(const std::string& calendar, const std::string& first,
                                             const std::string& last);

}  // namespace nudged::helper
