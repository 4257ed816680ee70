// What the owner has promised somebody: told on its day and the two next nudges, then asked about.
#pragma once

#include <optional>
#include <string>

#include "daemon/followup/decisions.hpp"

namespace nudged::followup {

// The one to be kept next; none of somebody who is off the list.
[[nodiscard]] const Promise* next_promise(const Contact&);
// The day of the nudge that tells of it first: its own, or of a day off the last nudge before.
[[nodiscard]] Date told_first(const Promise&, const Owner&);

// In the journal "promised". The same words promised again are promised for the new day.
[[nodiscard]] Outcome promised(const Contact&, std::string what, Date due, const Plan&);
// A touch, and the next promise is kept. In the journal "kept".
[[nodiscard]] Outcome kept(const Contact&, const TouchSaid&, const Plan&);
// Another day for the next promise.
[[nodiscard]] Outcome put_off(const Contact&, Date due, const Plan&);
[[nodiscard]] Outcome dropped(const Contact&, const Plan&);

}  // namespace nudged::followup
