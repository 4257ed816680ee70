#include "daemon/followup/important_dates.hpp"

#include <algorithm>

#include "daemon/followup/calendar.hpp"

namespace nudged::followup {

namespace {

constexpr days look_ahead{60};

bool has_told_dates(const Contact& contact) {
    return !contact.dates.empty() && !contact.died && contact.state != ContactState::closed &&
           contact.state != ContactState::parted;
}

int year_of(Date day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

}  // namespace

Date date_in_year(const ImportantDate& date, int year) {
    const std::chrono::year_month month{std::chrono::year(year), std::chrono::month(date.month)};
    const auto last = (month / std::chrono::last).day();
    return Date(month / std::min(last, std::chrono::day(date.day)));
}

Date told_until(const Owner& owner, Date today) {
    const auto limit = today + look_ahead;
    for (Date day = today + days(1); day <= limit; day += days(1))
        if (is_nudge_day(owner, day)) return day - days(1);
    return limit;
}

std::vector<ToldDate> dates_between(const Contact& contact, Date first, Date last) {
    std::vector<ToldDate> told;
    if (!has_told_dates(contact)) return told;
    for (const auto& date : contact.dates) {
        if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) continue;
        for (int year = year_of(first); year <= year_of(last); ++year)
            if (const auto on = date_in_year(date, year); first <= on && on <= last) told.push_back({date, on});
    }
    std::stable_sort(told.begin(), told.end(), [](const ToldDate& a, const ToldDate& b) { return a.on < b.on; });
    return told;
}

std::vector<ToldDate> dates_told(const Contact& contact, const Owner& owner, Date today) {
    if (!has_told_dates(contact)) return {};
    return dates_between(contact, today, told_until(owner, today));
}

}  // namespace nudged::followup
