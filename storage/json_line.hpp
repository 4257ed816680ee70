// One line of JSON that somebody handed to us.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace nudged {

// An object, and nothing that could hurt later: no deeper than 64 levels, whole UTF-8, no NUL in a text. Throws
// RecordError.
[[nodiscard]] nlohmann::json object_from_line(const std::string& line);

}  // namespace nudged
