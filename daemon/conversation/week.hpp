// What the journal holds of the week that ends today.
#pragma once

#include "daemon/conversation/exchange.hpp"
#include "daemon/messages/review.hpp"

namespace nudged::conversation {

// The past of a review: people, talks, the best moment, how answers came, and once a quarter the reasons.
[[nodiscard]] messages::Review look_back(const Exchange& exchange);

}  // namespace nudged::conversation
