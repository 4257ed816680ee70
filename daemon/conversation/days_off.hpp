// What has its day on a day without a nudge: important dates never move.
#pragma once

#include <vector>

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Of today, each as a message of its own; none on a nudge day, whose list has them, nor where a pause is to be quiet.
// `veiled`: names come after a tap.
[[nodiscard]] std::vector<Message> dates_of_a_day_off(const Exchange&, bool veiled);

// What `today` shows, wherever it is asked: the list of today, what has its day without one, or who is next.
[[nodiscard]] Message message_of_today(const Exchange&, const DayList&, messages::NudgeView);

}  // namespace nudged::conversation
