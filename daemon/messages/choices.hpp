// What the choices of the grammar's questions are called on their buttons.
#pragma once

#include <string>

#include "daemon/replies/replies.hpp"

namespace nudged::messages {

// The grammar's own label is English; a name, and what the owner typed, stay as they are.
[[nodiscard]] std::string choice_called(const replies::Choice&);

}  // namespace nudged::messages
