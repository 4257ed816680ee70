// How often, and when next: the cadence of a contact, and the plan that fits the mornings.
#pragma once

#include <cstdint>
#include <optional>

#include "daemon/followup/settings.hpp"
#include "storage/records.hpp"

namespace nudged::followup {

// A reminder at an hour in a wait, of what is helpful: the wait goes on behind it.
[[nodiscard]] bool snoozes_only_help(const Contact&);

// The contact's own, else the shortest of its tags', else the owner's, else the configured one. At least 1.
[[nodiscard]] int cadence_of(const Contact&, const Owner&, const Settings&);

// What the open contacts want in a week, in millionths of a place, and whether they have an open question: one whole
// number, so that a sum kept by adding and taking away stays exact. No places are wanted by a contact that is not on
// the round (not open, or led by the plan of a deal).
[[nodiscard]] std::int64_t weekly_demand(const Contact&, const Owner&, const Settings&);
[[nodiscard]] double places_wanted(std::int64_t demand_of_all);  // of a week
enum class Questions { none, open };
[[nodiscard]] Questions questions_of(std::int64_t demand_of_all);

// How many of a week's places (daily cap x nudge days) are the round's: half of them while questions take their turns,
// all of them while none is open.
[[nodiscard]] double places_of_the_round(const Owner&, Questions);

// By what factor all cadences stretch so that the sum of the demands fits the round's places; at least 1.
[[nodiscard]] double stretch(const Owner&, std::int64_t demand_of_all);

// What every date below is computed from.
struct Plan {
    const Owner& owner;
    const Settings& settings;
    double stretch = 1;
    Date today{};
    Date soonest{};  // the first day whose nudge can still come; as early as today is as good as absent
};

// The state as of today: a wait whose date has come is open again.
[[nodiscard]] ContactState state_of(const Contact&, Date today);
// The cadence as stretched today, by the plan and by silence, in days.
[[nodiscard]] int rhythm_of(const Contact&, const Plan&);
// When the round comes to this contact: base + rhythm (or the stretched first offset). Snoozes and waits left aside.
[[nodiscard]] Date round_date(const Contact&, const Plan&);
// The same where a deal or silence has something to say: the step of its plan; 14 days are given to a straight
// question, and to a helpful word.
[[nodiscard]] Date suggested_on(const Contact&, const Plan&);
// When the contact is due next: the snooze, the first nudge day on or after the wait's end, or the round. It may be
// past. Absent when there is none (closed, parted, book).
[[nodiscard]] std::optional<Date> next_date(const Contact&, const Plan&);
// The date that an owner is told as "next": the first nudge day from then on that can still come; a named day stands.
[[nodiscard]] std::optional<Date> told_date(const Contact&, const Plan&);

// The earliest date on which the contact could be on a list: a key to look contacts up by. Important dates are left
// aside (they have keys of their own).
struct Wake {
    Date date{};   // whatever the stretch
    int span = 0;  // the days up to it that stretch
};
// Absent when it never could without a new decision.
[[nodiscard]] std::optional<Wake> wake_of(const Contact&, const Owner&, const Settings&);

}  // namespace nudged::followup
