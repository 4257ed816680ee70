// What a phone can share with the bot besides words: somebody else's message, a contact card.
#pragma once

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// A forwarded message of theirs is `replied` with the quote; whose it is, is asked when it is not clear.
[[nodiscard]] Reply respond_to_forward(Exchange& exchange, const Forwarded& forwarded);
// A shared contact card adds a person, or brings a known one up to date.
[[nodiscard]] Reply respond_to_card(Exchange& exchange, const CardShared& card);

}  // namespace nudged::conversation
