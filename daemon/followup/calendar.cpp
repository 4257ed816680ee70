#include "daemon/followup/calendar.hpp"

#include <algorithm>
#include <bit>

namespace nudged::followup {

namespace {

constexpr days look_ahead{731};
constexpr days look_back{60};

bool made_by(const Owner& owner, Date day) {
    // Zones differ from UTC by less than two days, so the zone is asked only about the days around.
    const Date made_utc(std::chrono::floor<days>(owner.created).time_since_epoch());
    if (day >= made_utc + days(2)) return true;
    if (day < made_utc - days(2)) return false;
    return day >= zone_of(owner).local(owner.created).date;
}

}  // namespace

bool in_pause(const Owner& owner, Date day) {
    return owner.pause && owner.pause->first <= day && day <= owner.pause->last;
}

bool waits_for_resume(const Owner& owner, Date day) { return in_pause(owner, day) && owner.pause->last >= for_good; }

bool is_nudge_day(const Owner& owner, Date day) {
    const auto weekday = std::chrono::weekday(day).c_encoding();
    if ((owner.weekdays >> weekday & 1) == 0) return false;
    if (in_pause(owner, day)) return false;
    return !std::binary_search(owner.holidays.begin(), owner.holidays.end(), day) && made_by(owner, day);
}

std::optional<Date> nudge_day_from(const Owner& owner, Date from) {
    for (Date day = from; day <= from + look_ahead; day += days(1))
        if (is_nudge_day(owner, day)) return day;
    return std::nullopt;
}

std::optional<Date> nudge_day_before(const Owner& owner, Date day) {
    for (Date before = day - days(1); before >= day - look_back; before -= days(1))
        if (is_nudge_day(owner, before)) return before;
    return std::nullopt;
}

int nudge_days_between(const Owner& owner, Date after, Date upto) {
    int count = 0;
    for (Date day = after + days(1); day <= upto; day += days(1)) count += is_nudge_day(owner, day) ? 1 : 0;
    return count;
}

int nudge_days_a_week(const Owner& owner) { return std::popcount(static_cast<unsigned>(owner.weekdays & 0x7f)); }

bool is_quiet(const QuietHours& quiet, TimeOfDay time) {
    if (quiet.begin <= quiet.end) return quiet.begin <= time && time < quiet.end;
    return time >= quiet.begin || time < quiet.end;
}

bool is_quiet(const Owner& owner, const Zone& zone, Instant at) { return is_quiet(owner.quiet, zone.local(at).time); }

Instant after_quiet(const Owner& owner, const Zone& zone, Instant at) {
    while (is_quiet(owner, zone, at)) {
        const auto [date, time] = zone.local(at);
        const auto end = zone.instant(time < owner.quiet.end ? date : date + days(1), owner.quiet.end);
        // In the second pass of a fold the end has been once already.
        at = end > at ? end : std::chrono::floor<std::chrono::minutes>(at) + (owner.quiet.end - time);
    }
    return at;
}

NudgeTime nudge_time(const Owner& owner, const Zone& zone, Date date) {
    const auto due = zone.instant(date, owner.nudge_at);
    auto cut_off = due + std::chrono::hours(4);
    if (owner.quiet.begin != owner.quiet.end) {
        const auto day = owner.quiet.begin > owner.nudge_at ? date : date + days(1);
        cut_off = std::min(cut_off, zone.instant(day, owner.quiet.begin));
    }
    return {date, due, cut_off};
}

Zone zone_of(const Owner& owner) { return Zone::find(owner.zone).value_or(Zone::utc()); }

}  // namespace nudged::followup
