// All that is known of one person.
#pragma once

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

[[nodiscard]] Message card_of(const Exchange& exchange, const Contact& contact);

}  // namespace nudged::conversation
