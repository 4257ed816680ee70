// What the tap on a button decides about a person.
#pragma once

#include <optional>
#include <string>

#include "daemon/conversation/exchange.hpp"
#include "daemon/followup/decisions.hpp"
#include "daemon/messages/actions.hpp"

namespace nudged::conversation {

// Where the button stands.
struct Tapped {
    std::optional<ListItem> item;  // the person's place on a list
    bool of_a_wait = false;        // ... with something helpful during a wait
    JournalEntry entry;            // the first of the batch behind which it stands
};

[[nodiscard]] bool is_because_of_a_promise(const Tapped&);
// Absent where it decides nothing (any more); `notice` says why, if there is more to say than that.
[[nodiscard]] std::optional<followup::Outcome> outcome_of(const Exchange&, const messages::Action&, const Contact&,
                                                          const Tapped&, std::string& notice);

}  // namespace nudged::conversation
