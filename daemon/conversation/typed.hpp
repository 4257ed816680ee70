// What a typed reply does.
#pragma once

#include <string>

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Understands the text against the list it refers to (exchange.list when it quotes one, else the list last shown),
// writes down what is clear, and asks about the first thing that is not.
[[nodiscard]] Reply respond_to_text(Exchange& exchange, const std::string& text);

// The same for words that an answer to a question stands for.
[[nodiscard]] Reply respond_to_meaning(Exchange& exchange, const Meant& meant);

// How the text would be understood, for a person to read. Changes nothing.
[[nodiscard]] std::string explained(const Exchange& exchange, const std::string& text);

}  // namespace nudged::conversation
