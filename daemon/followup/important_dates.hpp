// Birthdays and the like: they never move, so those of days off are told before.
#pragma once

#include <utility>
#include <vector>

#include "storage/records.hpp"

namespace nudged::followup {

// The dates of `contact` that are told on a list of today: those of today, and those of days off before the next nudge
// day. Where a lead is set, also those as many days later.
struct ToldDate {
    ImportantDate date;
    Date on{};
};
[[nodiscard]] std::vector<ToldDate> dates_told(const Contact&, const Owner&, Date today);
// The same where `until`, as below, is known.
[[nodiscard]] std::vector<ToldDate> dates_told(const Contact&, Date today, Date until);
// Up to which day (from today on) the dates are told on the list of `today`: the day before the next nudge day, at most
// 60 days ahead.
[[nodiscard]] Date told_until(const Owner&, Date today);
// The dates of `contact` in first..last, the earliest first. None of closed or parted contacts.
[[nodiscard]] std::vector<ToldDate> dates_between(const Contact&, Date first, Date last);
// 29 February is 28 February in common years.
[[nodiscard]] Date date_in_year(const ImportantDate&, int year);

constexpr int longest_lead = 60;  // days
// The (month, day)s on which dates are told ahead, of every year: what a contact is looked up by.
[[nodiscard]] std::vector<std::pair<unsigned, unsigned>> days_told_ahead(const Contact&);

}  // namespace nudged::followup
