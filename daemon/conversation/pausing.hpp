// A pause: which days it takes, and whether birthdays are told in it.
#pragma once

#include <optional>
#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// The quiet days of a `pause`: up to the day that was named, or the days that were ("next week"); without either, until
// `resume`. Absent when that is not a single one.
[[nodiscard]] std::optional<DateRange> pause_of(const replies::Command& command, const Owner& owner, Date today);

// The answer to "Birthdays too?": "pause with birthdays", "pause without birthdays".
[[nodiscard]] bool is_about_the_pause(const std::string& says);
[[nodiscard]] Reply respond_to_pause(Exchange& exchange, const std::string& says);

}  // namespace nudged::conversation
