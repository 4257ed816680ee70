// Calendar arithmetic. Weeks run from Monday to Sunday.
#pragma once

#include <algorithm>
#include <chrono>

#include "storage/records.hpp"

namespace nudged::replies {

inline std::chrono::year_month_day ymd(Date date) { return std::chrono::year_month_day(date); }
inline int year_of(Date date) { return int(ymd(date).year()); }
inline unsigned month_number(Date date) { return unsigned(ymd(date).month()); }

// 0 = Monday .. 6 = Sunday
inline unsigned weekday_number(Date date) { return std::chrono::weekday(date).iso_encoding() - 1; }
inline Date monday_of(Date date) { return date - days(weekday_number(date)); }
inline Date first_after(Date today, unsigned weekday) {
    return today + days((weekday + 6 - weekday_number(today)) % 7 + 1);
}

inline std::chrono::year_month_day civil(int year, unsigned month, unsigned day) {
    return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}
inline Date first_of(int year, unsigned month) { return Date(civil(year, month, 1)); }
inline Date last_of_month(Date date) { return Date(ymd(date).year() / ymd(date).month() / std::chrono::last); }

// The same day of a later month, or that month's last day when it has no such day.
inline Date plus_months(Date date, long months) {
    const auto from = ymd(date);
    const auto month = from.year() / from.month() + std::chrono::months(months);
    const auto last = (month / std::chrono::last).day();
    return Date(month / std::min(from.day(), last));
}

// The first day of this month, or of the one `ahead` months later; likewise for the others.
inline Date first_of_month(Date today, long ahead) {
    return plus_months(first_of(year_of(today), month_number(today)), ahead);
}
inline Date first_of_quarter(Date today, long ahead) {
    return plus_months(first_of(year_of(today), (month_number(today) - 1) / 3 * 3 + 1), ahead * 3);
}
inline Date first_of_year(Date today, long ahead) { return plus_months(first_of(year_of(today), 1), ahead * 12); }

}  // namespace nudged::replies
