// Two people of one name, as the choices of a question.
#pragma once

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Choices that read alike get what their people are known by besides: an address, a tag, else a number of ours.
[[nodiscard]] replies::Ask told_apart(const Exchange& exchange, replies::Ask about);

}  // namespace nudged::conversation
