// Who is listed next, and when.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "daemon/conversation/exchange.hpp"
#include "daemon/followup/day_list.hpp"

namespace nudged::conversation {

// The contact with the day of the next nudge that can name them.
[[nodiscard]] followup::Listed listed(const Exchange& exchange, Contact contact);
// The first `count` of everybody, on a day from `from` on, in the order of their days.
[[nodiscard]] std::vector<followup::Listed> next_people(const Exchange& exchange, std::size_t count, Date from);
// From that day on, the first nudge day with a place left beside those who are due by then; at the latest after the
// contact's cadence, as others wait no longer for a first date either.
[[nodiscard]] Date first_free_day(const Exchange& exchange, const Contact& contact, Date from);
// The first of them after today, for a day that names nobody.
[[nodiscard]] std::optional<followup::Listed> next_after_today(const Exchange& exchange);

}  // namespace nudged::conversation
