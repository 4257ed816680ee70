// Undo: of the last reply, or by the button under an answer.
#pragma once

#include <cstdint>
#include <string>

#include "daemon/conversation/ledger.hpp"

namespace nudged::conversation {

// Takes the batch back and says what it took back, and what the next undo would.
std::string take_back(Exchange& exchange, Ledger& ledger, std::int64_t batch);

// Whether nothing that came later has changed what the batch changed, so that it can be taken back by itself.
[[nodiscard]] bool can_take_back(const Exchange& exchange, std::int64_t batch);

}  // namespace nudged::conversation
