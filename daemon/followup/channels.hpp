// Which way to somebody is proposed: channels vary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/followup/outcomes.hpp"
#include "daemon/followup/rhythm.hpp"

namespace nudged::followup {

// By their addresses: a phone is for calls and texts, a postal address for cards.
[[nodiscard]] std::vector<std::string> channels_of(const Contact&);

// Whether the phone may be suggested on this day's list: it is 9 to 20 where they are when the owner is told, or nobody
// knows where they are. In the owner's own zone the owner knows the hours.
[[nodiscard]] bool is_time_for_a_call(const Contact&, const Plan&);

// The channel to propose today; the same all day. One that they have and answer on (`known` outcomes), another than the
// last time, a call only when it is time for one. Empty when there is nothing to propose: no address is known, or only
// the way of the last time.
[[nodiscard]] std::string channel_of_today(const Contact&, std::string_view last_channel,
                                           const std::vector<ChannelOutcomes>& known, const Plan&);

}  // namespace nudged::followup
