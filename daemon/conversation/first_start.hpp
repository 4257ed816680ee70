// The first five minutes: the buttons of the welcome, three names typed at once, made-up people, and who matters.
#pragma once

#include <optional>
#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// What a button of the welcome does: right, time, place, import, samples.
[[nodiscard]] Reply respond_to_named(Exchange& exchange, const std::string& what, const std::string& argument);

// "Mum every week, Nicole Ortiz, Sam Lee every 2 months #clients" from an owner who knows nobody here yet, as the same
// number of `add`s; absent when the text is not such a list.
[[nodiscard]] std::optional<std::string> names_as_adds(const std::string& text);

// The answer to the question of a large import: "matter pick", "matter 5", "matter names Ann, Bob".
[[nodiscard]] bool is_about_who_matters(const std::string& says);
[[nodiscard]] Reply respond_to_who_matters(Exchange& exchange, const std::string& says);

}  // namespace nudged::conversation
