// Chat services count a text in UTF-16 units.
#pragma once

#include <cstddef>
#include <string_view>

namespace nudged::wire {

// Bytes that are not UTF-8 count one each.
[[nodiscard]] std::size_t utf16_units(std::string_view utf8);
// The longest beginning of at most that many UTF-16 units that cuts no character.
[[nodiscard]] std::string_view first_units(std::string_view utf8, std::size_t units);

}  // namespace nudged::wire
