// How what others said finds room in a line of ours.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {

inline constexpr std::size_t line_room = 89;  // code points, of each of the two lines of a person

// What is left of a line beside the rest of it.
[[nodiscard]] inline std::size_t room_beside(std::size_t taken) { return line_room - std::min(taken, line_room); }

// A sentence with `{what}` in it, and with `{rest}` as it is. Known facts stand without quotation marks: those belong
// to words that can be sent.
[[nodiscard]] std::string fact(Key sentence, std::string_view what, const std::string& rest = {});

// Words that can be sent.
[[nodiscard]] std::string draft(Key words, const std::string& name = {});

}  // namespace nudged::messages
