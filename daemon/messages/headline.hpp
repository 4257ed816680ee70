// The first line of a nudge: for the lock screen, under 60 characters.
#pragma once

#include <string>
#include <vector>

#include "storage/records.hpp"

namespace nudged::messages {

// `calls` is how the people of `list` are called, in its order.
[[nodiscard]] std::string headline(const DayList& list, const std::vector<std::string>& calls, bool just_one);

}  // namespace nudged::messages
