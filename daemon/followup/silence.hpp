// Silence of the other side, and what is suggested as it lasts: a word, the straight question, to walk away. Friends
// have manners of their own: nothing of that is ever suggested of them; nor of those with an open question (deals.hpp).
#pragma once

#include "daemon/followup/settings.hpp"
#include "storage/records.hpp"

namespace nudged::followup {

// By name, or by a tag: "family", "friends", and those the owner has named.
[[nodiscard]] bool is_friend(const Contact&, const Owner&);

// From the first to the last. `help` comes between two straight questions, when the owner goes on once more.
enum class Rung { word, straight, walk_away, help };
[[nodiscard]] Rung rung_of(const Contact&, const Owner&, const Settings&);

// Neither the straight question nor walking away is suggested before the owner has said, since the last sign of life,
// that nothing came.
[[nodiscard]] bool must_ask_whether_they_answered(const Contact&, const Owner&, const Settings&);

// Whether one of the suggestions that are questions is theirs: asked straight, or to walk away. Such take turns with
// the round.
[[nodiscard]] bool has_open_question(const Contact&, const Owner&, const Settings&);

// By what silence stretches the cadence: at least 1.
[[nodiscard]] double slowed_by(const Contact&, const Owner&, const Settings&);

// How long a straight question is given, and at least lies between a helpful word and the next one.
constexpr days patience_with_a_question{14};
constexpr double once_more_after = 1.5;  // cadences
constexpr days half_a_year{182};

// A sign of life: all of that begins anew.
void heard_from(Contact&);
// The same, told afterwards: what is older than the silence says nothing of it. How much of it came after that day is
// not known.
void heard_from_on(Contact&, Date);

}  // namespace nudged::followup
