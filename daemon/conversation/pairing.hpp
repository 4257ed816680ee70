// How a chat becomes an owner's: by a one-time code that the command line printed.
#pragma once

#include <string>

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

inline constexpr std::chrono::minutes code_lives{10};  // real time
inline constexpr int code_tries = 5;                   // of each person

// Makes a code for this owner and connector and returns it: 80 bits, in letters and digits that can be read aloud.
[[nodiscard]] std::string make_pairing_code(Tables& tables, std::int64_t owner, const std::string& connector,
                                            Instant real);
// Redeems one: the owner it is for. A wrong code costs that person a try.
[[nodiscard]] std::optional<std::int64_t> redeem_pairing_code(Tables& tables, const std::string& code,
                                                              const Stranger& who, Instant real);

// Somebody who is not paired: with a good code they become so; else, where newcomers are welcome, an owner of their
// own, which is given; else they get one polite line, once, and nothing else.
std::optional<Owner> meet_stranger(Tables& tables, const Event& event, const Rules& rules, Moment moment);

// An owner whose chat says a code that is good: from now on the chat is that other owner's. False: it was none, and is
// words like any others.
[[nodiscard]] bool change_owner(Tables& tables, const Event& event, Moment moment);

// What is stored instead of a code or a session's token.
[[nodiscard]] std::string hash_of(const std::string& secret);
// `bytes` of randomness from the system, in letters and digits.
[[nodiscard]] std::string random_text(std::size_t bytes);

}  // namespace nudged::conversation
