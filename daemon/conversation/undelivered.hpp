// What becomes of a message that could not be delivered, or may have been.
#pragma once

#include <functional>
#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// The stored message with the line that it may be a repeat; the same when it says so already.
[[nodiscard]] std::string marked_as_repeat(const std::string& body);
// `body`, marked so if `shown` is.
[[nodiscard]] std::string with_mark_of(const std::string& shown, const std::string& body);

// Whether a message to this chat has a chance to arrive now.
using TakesMessages = std::function<bool(const Pairing&)>;

// Where a message comes that no other chat takes.
enum class LastResort { web_chat, none };

// A proactive message that the service refuses: it comes by the owner's next best chat that takes messages instead,
// with why, and what it goes on in with it. When there is no such chat, or it is quiet there, it comes by the last
// resort; false when that is none, and then nothing is changed. What becomes of `row` itself is the caller's.
bool deliver_elsewhere(Tables& tables, const OutboxRow& row, const std::string& reason, Moment moment,
                       const TakesMessages& takes_messages, LastResort last_resort);

}  // namespace nudged::conversation
