// A list that is too long for one message goes on in others. Each shows the numbers with which it was sent, also when
// it is shown anew: they stand in the target of its outbox row ("31-60"; empty = all of the list).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/messages/nudge.hpp"

namespace nudged::conversation {

// The targets of the parts of what shows these numbers of a list, as many as there are parts; empty for one that shows
// nobody.
[[nodiscard]] std::vector<std::string> targets_of(const std::vector<Message>& parts, messages::Numbers shown = {});
// All of them for a target that names no numbers.
[[nodiscard]] messages::Numbers numbers_in(std::string_view target);
[[nodiscard]] inline bool names_numbers(std::string_view target) { return target.find('-') != target.npos; }

}  // namespace nudged::conversation
