// The sentences of questions about words that are missing, and about days.
#pragma once

#include <string>

#include "daemon/replies/replies.hpp"

namespace nudged::messages {

[[nodiscard]] std::string subject_of(const replies::Ask&);
// Words that are missing behind a verb; `fill` is the command with a gap for them. `person`: whom it is about, or
// empty.
[[nodiscard]] std::string what_is_missing(const replies::Ask&, const std::string& person);
[[nodiscard]] std::string about_a_day(const replies::Ask&);

}  // namespace nudged::messages
