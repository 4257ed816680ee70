// What was said before something that was heard already. It counts all the same, as most of what people say one after
// the other does in either order; but never against what they said later.
#pragma once

#include <cstdint>
#include <optional>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// When something that was said after this was first heard; absent when nothing was.
[[nodiscard]] std::optional<Instant> overtaken_since(Tables& tables, const Event& event);

// Whether what was written down after the entry `last` concerns the same person or settings as what this owner said
// from `since` up to it, or whether either takes something back. A note contradicts nothing.
[[nodiscard]] bool contradicts_what_was_said_later(Exchange& exchange, std::int64_t last, Instant since);

}  // namespace nudged::conversation
