// What becomes of a message that could not be delivered, or may have been.
#pragma once

#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// The stored message with the line that it may be a repeat; the same when it says so already.
[[nodiscard]] std::string marked_as_repeat(const std::string& body);

// A proactive message that the service has refused for good: it comes by the web chat instead, with why.
void deliver_elsewhere(Tables& tables, const OutboxRow& row, const std::string& reason, Moment moment);

}  // namespace nudged::conversation
