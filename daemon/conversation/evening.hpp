// "Did you write to Nicole?", in the evening of the day on which a way to her was taken and nothing was said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// Nothing is decided by that, so nothing is written into the journal. Whatever is decided about them before the evening
// answers the question.
void way_taken(Exchange&, const Contact&, const std::string& channel);

// When the question of today comes; absent when none does: nothing was taken today, it is a pause, or the hour would
// lie in the quiet hours or on another day.
[[nodiscard]] std::optional<Instant> evening_question_due(const Exchange&, const NudgeState&);
// The questions, the newest first and no more than a nudge names people; none is ever asked again. `state` is the
// owner's, and not stored here.
[[nodiscard]] std::vector<Message> ask_in_the_evening(Exchange&, NudgeState& state);
// What was taken is not to be asked about.
void ask_nothing(Exchange&, NudgeState& state);

// The meaning of a "Yes".
[[nodiscard]] bool is_about_the_evening(const std::string& says);
Reply respond_to_the_evening(Exchange&, const std::string& says);

}  // namespace nudged::conversation
