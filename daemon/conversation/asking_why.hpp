// The one question for the line that says why somebody matters.
#pragma once

#include <optional>

#include "daemon/conversation/exchange.hpp"
#include "daemon/followup/decisions.hpp"
#include "daemon/messages/questions.hpp"

namespace nudged::conversation {

// Whether the answer to this decision, which is not written down yet, asks for the `why`: it is empty, was never asked
// for, and what was said just now shows that they matter (the second touch that felt good, a higher importance). At
// most one such question in seven days, whoever it is about.
[[nodiscard]] bool may_ask_why(const Exchange& exchange, const Contact& before, const followup::Decision& decision);
// Puts it; a typed answer is the line. The decision is to be written down with `why_asked` set.
[[nodiscard]] Message ask_why(Exchange& exchange, Reply& reply, const followup::Decision& decision);

}  // namespace nudged::conversation
