// Short remarks in the middle of a conversation.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/records.hpp"

namespace nudged::messages {

[[nodiscard]] std::string nobody_meant();  // "done" with nobody on the list
[[nodiscard]] std::string not_known_yet(
    std::string_view verb);  // a word of the product that this version does not carry out
[[nodiscard]] std::string tags_set(const std::vector<std::string>& tags, std::optional<int> every_days);
[[nodiscard]] std::string not_paused();
[[nodiscard]] std::string no_longer_there();  // a tap on something that is gone, or that never was

[[nodiscard]] std::string possible_repeat();  // the line of a nudge whose first try had no receipt
// "Telegram doesn't take my messages since 08:30 (it says: blocked by you). Until it does, I'm here."
[[nodiscard]] std::string comes_here_instead(std::string_view connector, TimeOfDay since, std::string_view reason);

}  // namespace nudged::messages
