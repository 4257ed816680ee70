// What becomes of a message that could not be delivered, or may have been.
#pragma once

#include <functional>
#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// The stored message with the line that it may be a repeat; the same when it says so already.
[[nodiscard]] std::string marked_as_repeat(const std::string& body);

// Whether a message to this chat has a chance to arrive now.
using TakesMessages = std::function<bool(const Pairing&)>;

// A proactive message that the service has refused for good: it comes by the owner's next best chat that takes
// messages instead, with why; when there is none, or it is quiet there, by the web chat.
void deliver_elsewhere(Tables& tables, const OutboxRow& row, const std::string& reason, Moment moment,
                       const TakesMessages& takes_messages);

}  // namespace nudged::conversation
