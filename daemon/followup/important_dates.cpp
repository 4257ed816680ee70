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

bool is_a_date(const ImportantDate& date) {
    return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31;
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
        if (!is_a_date(date)) continue;
        for (int year = year_of(first); year <= year_of(last); ++year)
            if (const auto on = date_in_year(date, year); first <= on && on <= last) told.push_back({date, on});
    }
    std::stable_sort(told.begin(), told.end(), [](const ToldDate& a, const ToldDate& b) { return a.on < b.on; });
    return told;
}

std::vector<ToldDate> dates_told(const Contact& contact, const Owner& owner, Date today) {
    if (!has_told_dates(contact)) return {};
    return dates_told(contact, today, told_until(owner, today));
}

std::vector<ToldDate> dates_told(const Contact& contact, Date today, Date until) {
    auto told = dates_between(contact, today, until);
    if (!contact.lead_days) return told;
    const days lead{*contact.lead_days};
    const auto after = std::max(today + lead, until + days(1));  // none is told twice on one list
    const auto ahead = dates_between(contact, after, until + lead);
    told.insert(told.end(), ahead.begin(), ahead.end());
    return told;
}

// A lead that reaches over the end of February begins on another day in a leap year.
std::vector<std::pair<unsigned, unsigned>> days_told_ahead(const Contact& contact) {
    constexpr int common_year = 2023, leap_year = 2024;
    std::vector<std::pair<unsigned, unsigned>> found;
    if (!contact.lead_days || !has_told_dates(contact)) return found;
    for (const int year : {common_year, leap_year})
        for (const auto& date : contact.dates) {
            if (!is_a_date(date)) continue;
            const std::chrono::year_month_day day(date_in_year(date, year) - days(*contact.lead_days));
            found.emplace_back(static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
        }
    return found;
}

}  // namespace nudged::followup
