// How they answer, channel by channel, from what is written down about one contact.
#pragma once

#include <vector>

#include "daemon/conversation/exchange.hpp"
#include "daemon/followup/outcomes.hpp"

namespace nudged::conversation {

// Of a friend none: nobody counts the answers of friends.
[[nodiscard]] std::vector<followup::ChannelOutcomes> outcomes_of(const Exchange& exchange, const Contact& contact);

}  // namespace nudged::conversation
