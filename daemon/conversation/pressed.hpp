// What a tap does. What a button means is looked up in the store, so a button of last week is as safe as a new one.
#pragma once

#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// `action` as the service gave it back: it may be old, or forged.
[[nodiscard]] Reply respond_to_tap(Exchange& exchange, const std::string& action);

}  // namespace nudged::conversation
