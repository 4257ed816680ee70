// What has its day on a day without a nudge: important dates never move.
#pragma once

#include <vector>

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Of today, each as a message of its own; none on a nudge day, whose list has them, nor where a pause is to be quiet.
// `veiled`: names come after a tap.
[[nodiscard]] std::vector<Message> dates_of_a_day_off(const Exchange&, bool veiled);

}  // namespace nudged::conversation
