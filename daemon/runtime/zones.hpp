// Names of time zones as people type them.
#pragma once

#include <string>
#include <string_view>

namespace nudged::runtime {

// "; did you mean Europe/Berlin?" for "berlin" or "Europe/Berln", or nothing when no zone is near.
[[nodiscard]] std::string nearest_zone(std::string_view typed);

}  // namespace nudged::runtime
