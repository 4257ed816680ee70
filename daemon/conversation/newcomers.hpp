// People who become owners by writing to the bot. The event that brought them is committed before the service was asked
// who they are: until then they are called by their ids.
#pragma once

#include <string>

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Like `pattern`, reached where the event came from. Gives the owner's id.
std::int64_t make_newcomer(Tables& tables, const Event& event, const Owner& pattern, Moment moment);

// Whether a newcomer's first words are to be carried out: all of them are clear, and ask for more than a welcome.
[[nodiscard]] bool asks_for_something(const Exchange& exchange, const std::string& text);

// Whom nobody has introduced yet: their pairing; else null. The store remembers it over a restart. Also those who were
// welcomed without a name.
[[nodiscard]] const Pairing* newcomer_pairing(const Owner& owner);

// Name and zone as the service tells them, empty where it does not; and the welcome, which comes once. Whoever was
// welcomed without a name gets it when it is known; the zone they were told stays. For anybody else it changes nothing.
void introduce_newcomer(Tables& tables, std::int64_t owner, const std::string& name, const std::string& zone,
                        Moment moment);

// No person, one who has left or one of another workspace: is not welcomed and never nudged, and is no newcomer any
// more. `name` may be empty.
void turn_away_newcomer(Tables& tables, std::int64_t owner, const std::string& name);

}  // namespace nudged::conversation
