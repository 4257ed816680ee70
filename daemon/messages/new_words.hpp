// One new word a week, each of them once. The first two weeks show Done, Snooze and `···` only.
#pragma once

#include <string>
#include <vector>

#include "storage/records.hpp"

namespace nudged::messages {

// The line of that week since the owner was made, about somebody who is open on the list; `calls` is how its people are
// called. Empty in the first two weeks, when all words are known, and when nobody is open.
[[nodiscard]] std::string new_word(int week, const DayList& list, const std::vector<std::string>& calls);

}  // namespace nudged::messages
