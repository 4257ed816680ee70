// Where the owner is: said in the chat, or noticed by a device and asked about.
//
// On a journey the owner's zone is the one of the place, and the one of home is kept beside it.
#pragma once

#include <optional>
#include <string>

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"
#include "daemon/conversation/ledger.hpp"

namespace nudged::conversation {

// To a place until the day of the return, or until they say; the place of home, or none, is the return itself.
// Answers what was written down: a line, and whether anything changed.
struct Went {
    std::string line;
    bool changed = false;
};
[[nodiscard]] Went go(Exchange&, Ledger&, const std::string& zone, std::optional<Date> until);
[[nodiscard]] Went move_to(Exchange&, Ledger&, const std::string& zone);
// A question whose answer is a city, as if it had been typed between `before` and `behind`.
[[nodiscard]] Message ask_which_city(Exchange&, Reply&, const std::string& question,
                                     const std::string& before = "im in ", const std::string& behind = {});

// A device of the owner's is in that zone, as it says itself. The question, if there is one to be asked: once a change,
// not of a zone with the same time, and of one that they did not go by then not again for 30 days. A newer question
// takes the place of the one before.
[[nodiscard]] std::optional<Message> zone_told(Exchange&, const std::string& zone);
// Its "Yes".
[[nodiscard]] bool is_about_the_place(const std::string& says);
Reply respond_to_the_place(Exchange&, const std::string& says);

// At the beginning of the day of the return, by the clocks of home: the owner is home again. It can be undone.
void come_home_when_due(Exchange&);
[[nodiscard]] std::optional<Instant> comes_home(const Owner&);

}  // namespace nudged::conversation
