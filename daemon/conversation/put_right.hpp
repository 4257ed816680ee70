// "no wait, ben", "sorry, I meant friday": what was said just now put right.
#pragma once

#include <optional>
#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// What is to be done instead of the last reply, which is taken back; without words that is asked.
struct PutRight {
    std::string instead;
};
// Absent where the text is no such words, or where nothing was said just now about one person.
[[nodiscard]] std::optional<PutRight> put_right(const Exchange& exchange, const std::string& text,
                                                const replies::Context& context);

}  // namespace nudged::conversation
