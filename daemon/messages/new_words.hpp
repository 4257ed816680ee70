// One new word a week, each of them once. The first two weeks show Done, Snooze and `···` only.
#pragma once

#include <string>
#include <vector>

#include "storage/records.hpp"

namespace nudged::messages {

// The word to introduce with this list: the first that is not among those `introduced`, and for which somebody who is
// open on the list is an occasion. Empty when there is none.
[[nodiscard]] std::string word_to_introduce(const DayList& list, const std::vector<std::string>& introduced);
// The line that introduces it, about the first such person, who stays the same as the list is settled; `calls` is how
// the people of the list are called. Empty for an empty word, and once everybody is settled.
[[nodiscard]] std::string new_word(const std::string& word, const DayList& list, const std::vector<std::string>& calls);

}  // namespace nudged::messages
