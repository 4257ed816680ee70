#pragma once

#include <cstddef>
#include <string_view>

namespace nudged::replies {

// Optimal string alignment distance (insert, delete, substitute, swap of neighbours), in bytes of folded text.
// Anything above `limit` is reported as limit + 1.
[[nodiscard]] std::size_t typo_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace nudged::replies
