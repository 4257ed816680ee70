// What is heard, from the first byte understood to the last row written: one event is one transaction.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Applies one event: dedupe, effect, answer. A repeat changes nothing. An event that cannot be applied is recorded as
// failed, apologised for once, and never returns; only a store that cannot commit throws.
// `event.account` and `event.chat` are where the answer goes. Returns the small notice on a tap ("Already noted."), for
// a face that shows it itself; else empty.
std::string receive(Tables& tables, const Event& event, const Rules& rules, Moment moment);

// `nudged say`: the same as typing in the chat, with the answer returned and nothing posted.
[[nodiscard]] Reply say(Exchange& exchange, const std::string& text);

}  // namespace nudged::conversation
