// What a nudge does by arriving.
#pragma once

#include "daemon/conversation/exchange.hpp"
#include "daemon/conversation/post.hpp"

namespace nudged::conversation {

// The service has taken this message. When it is a nudge, or a part of one, those on it who are open have been named
// once more without an answer, as far as anybody knows. A nudge that never arrived has named nobody.
void delivered(Tables& tables, const OutboxRow& row, const Rules& rules, Moment moment);
// The same for a nudge that arrives as it is made, in the web chat.
void nudge_arrived(Exchange& exchange, DayList list, messages::Numbers numbers, const Channel& channel,
                   std::optional<Instant> cut_off);

}  // namespace nudged::conversation
