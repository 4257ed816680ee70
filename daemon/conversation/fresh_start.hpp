// Many are waiting: they can be spread over the coming weeks.
#pragma once

#include "daemon/conversation/exchange.hpp"
#include "daemon/followup/fresh_start.hpp"

namespace nudged::conversation {

// Those who wait, but for the people who stand on today's list: these are the first of all.
[[nodiscard]] std::vector<followup::FreshStart::Spread> fresh_start_of(const Exchange& exchange);

// With the first nudge of a month it is offered when most people are waiting. Absent on every other day.
[[nodiscard]] std::optional<Message> offer_of_a_fresh_start(Exchange& exchange);
// ... and not wanted: it is not offered again for half a year.
Reply leave_the_fresh_start(Exchange& exchange);

}  // namespace nudged::conversation
