// People who become owners by writing to the bot. The event that brought them is committed before the service was asked
// who they are: until then they are called by their ids.
#pragma once

#include <string>

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Like `pattern`, reached where the event came from. Gives the owner's id.
std::int64_t make_newcomer(Tables& tables, const Event& event, const Owner& pattern, Moment moment);

// Whom nobody has introduced yet: their pairing; else null. The store remembers it over a restart.
[[nodiscard]] const Pairing* newcomer_pairing(const Owner& owner);

// Name and zone as the service tells them, empty where it does not; and the welcome. Once: later it changes nothing.
void introduce_newcomer(Tables& tables, std::int64_t owner, const std::string& name, const std::string& zone,
                        Moment moment);

}  // namespace nudged::conversation
