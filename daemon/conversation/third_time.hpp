// The one question after the third snooze or skip in a row.
#pragma once

#include <optional>

#include "daemon/conversation/exchange.hpp"
#include "daemon/followup/decisions.hpp"
#include "daemon/messages/questions.hpp"

namespace nudged::conversation {

// What the answer to this decision, which is not written down yet, carries besides. Absent when it is no third time, or
// when the same was asked about the same person not long ago.
[[nodiscard]] std::optional<messages::QuestionText> third_time(const Exchange& exchange, const Contact& before,
                                                               const followup::Decision& decision);

}  // namespace nudged::conversation
