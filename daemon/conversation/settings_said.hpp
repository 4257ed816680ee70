// Settings in plain words: "cap 3", "zone Tokyo", "nudge me at 7".
#pragma once

#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// What the words say as a meaning that can be carried out; empty when they are about no setting.
[[nodiscard]] std::string setting_said(const std::string& text);
// Words that are about one all the same: how it is said, and where the others are.
[[nodiscard]] bool is_about_a_setting(const std::string& text);

}  // namespace nudged::conversation
