// A `no`: whose closes nobody before that is asked, and the reason of one that ended a deal and left the person on the
// round, told afterwards.
#pragma once

#include <cstdint>
#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Of family and friends it may be to a Sunday, where of others it is to being asked.
[[nodiscard]] bool may_be_to_something(const Exchange&, const Contact&);

// How a reply begins that tells the reason of the `no` of that batch, which closed the person or only a deal.
[[nodiscard]] std::string about_the_no(const Contact& after, std::int64_t batch);
[[nodiscard]] bool is_about_a_refusal(const std::string& says);
Reply respond_to_refusal(Exchange& exchange, const std::string& says);

}  // namespace nudged::conversation
