#pragma once

#include <variant>

#include "connectors/telegram/json.hpp"

namespace nudged::telegram {

// The result of a call, or why there is none.
[[nodiscard]] std::variant<ParsedJson, Trouble> result_of(const HttpResponse&);
// The call was accepted, but its result is not what it has to be.
[[nodiscard]] Trouble unexpected(const char* what);

}  // namespace nudged::telegram
