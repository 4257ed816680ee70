// Nobody is forgotten: how long the order of the list can hold somebody up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "daemon/followup/rhythm.hpp"

namespace nudged::followup {

// Within how many days of falling due an open contact is offered, as one of `people` who want `demand_of_all` together.
// It holds while the owner answers what is offered (a touch or a skip), and counts the mornings as free of what has its
// own day; absent of those who are not open, and of whom to walk away from: that comes when no straight question does.
[[nodiscard]] std::optional<int> fairness_bound(const Contact&, std::size_t people, std::int64_t demand_of_all,
                                                const Plan&);

}  // namespace nudged::followup
