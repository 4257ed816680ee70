// Who the owner is and when to write, as the page asks at the first start and in its settings.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "daemon/conversation/exchange.hpp"

namespace nudged::runtime {

// `wishes`: any of name, zone, nudge_at, weekdays, quiet (as on the command line), daily_cap, private, language. All of
// them are taken, or none and a sentence says why. In an empty chat the welcome follows, else an answer with Undo; a
// repeated key changes nothing.
[[nodiscard]] std::optional<std::string> set_up_owner(Tables& tables, std::int64_t owner, const std::string& key,
                                                      const nlohmann::json& wishes, const conversation::Rules& rules,
                                                      conversation::Moment moment);

}  // namespace nudged::runtime
