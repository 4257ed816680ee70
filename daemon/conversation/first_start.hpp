// The first five minutes: the buttons of the welcome, the first three names, made-up people, and who matters.
#pragma once

#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// What a button about the whole does: right, time, place, import, samples of the welcome; mornings, review.
[[nodiscard]] Reply respond_to_named(Exchange& exchange, const std::string& what, const std::string& argument);

// The greeting in the web chat, shown in the language that was chosen since, while its first question is open.
void greet_anew(Exchange& exchange);

// Fewer people here than the first start asks for, and it is not a day yet since anything was written down: then a
// message of nothing but names adds them.
[[nodiscard]] bool is_first_start(const Exchange& exchange);

// The typed answer to "When would you like to hear from me?": "nudge at 7:45". What is no time is heard as ever.
[[nodiscard]] bool is_about_the_time(const std::string& says);
[[nodiscard]] Reply respond_to_time(Exchange& exchange, const std::string& says);

// The answer to the question of a large import: "matter pick", "matter 5", "matter names Ann, Bob".
[[nodiscard]] bool is_about_who_matters(const std::string& says);
[[nodiscard]] Reply respond_to_who_matters(Exchange& exchange, const std::string& says);

}  // namespace nudged::conversation
