// The first line of a person: why now. It begins with the name.
#pragma once

#include <optional>
#include <string>

#include "daemon/followup/day_list.hpp"
#include "daemon/followup/rhythm.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

inline constexpr int went_by = 2;  // messages to a friend, before another way is suggested

// To a friend, and nobody has answered: then another way is kind.
[[nodiscard]] bool messages_went_by(const Contact&, const std::optional<Touch>& last_touch, const followup::Plan&);

[[nodiscard]] std::string their_turn_ended(const Contact&, Date today);
[[nodiscard]] std::string asked_for_today(const Contact&, Date today);
[[nodiscard]] std::string important_day(const followup::Candidate&, Date today);
[[nodiscard]] std::string since_the_last_word(const Contact&, const std::optional<Touch>& last_touch,
                                              const followup::Plan&);
[[nodiscard]] std::string you_promised(const Contact&, Date today);
// Of silence as it is, with the likely reason beside it.
[[nodiscard]] std::string no_answer_yet(const Contact&);
// "you asked on 17 Feb whether to go on, after two helpful things"
[[nodiscard]] std::string what_was_tried(const Contact&, std::size_t given, Date today);
[[nodiscard]] std::string back_from_snooze(const Contact&, Date today);
[[nodiscard]] std::string comes_back(const Contact&, const followup::Plan&);

}  // namespace nudged::messages
