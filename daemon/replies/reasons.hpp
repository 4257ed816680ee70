// The typed answer to "What decided it?" that speaks of several people, or of another than was asked about.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/replies/replies.hpp"
#include "daemon/replies/text.hpp"

namespace nudged::replies {

// "ann price, ben timing" gives each their own; "ben too" is a no of one more. Absent where the words are one reason.
// Empty where they tell of somebody who was not asked about, and not clearly what.
[[nodiscard]] std::optional<std::string> reasons_of_each(const Ask& ask, std::string_view text,
                                                         const std::vector<Token>& tokens, const Context& context);

}  // namespace nudged::replies
