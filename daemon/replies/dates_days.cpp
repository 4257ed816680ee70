// Days and weeks: today, tomorrow, weekdays, weekends, the next week, month or working day.
#include "daemon/replies/dates.hpp"
#include "daemon/replies/dates_math.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

constexpr unsigned saturday = 5;
constexpr TimeOfDay morning_ends = std::chrono::hours(12), afternoon_ends = std::chrono::hours(18);

}  // namespace

Dates::Found Dates::todays(std::size_t at) {
    When when{at + 1, today_};
    when.later_today = true;
    if (any(at, {"today", "tonight"})) return when;
    if (const auto end = end_of_day(at); end > at) {
        when.end = end;
        return when;
    }
    const auto later = is(at, "later") ? skip(at + 1, {"on"}) : at;
    if (later > at && any(later, {"today", "tonight"})) {
        when.end = later + 1;
        return when;
    }
    const auto part = part_of(word(later + 1));
    if (!is(later, "this") || part == PartOfDay::none || is(later + 1, "tonight")) return std::nullopt;
    const bool over = (part == PartOfDay::morning && local_.time >= morning_ends) ||
                      (part == PartOfDay::afternoon && local_.time >= afternoon_ends);
    if (over) return trouble(at, later + 2, AskCode::past);
    when.end = later + 2;
    return when;
}

Dates::Found Dates::tomorrow(std::size_t at) {
    if (is(at, "day") && is(at + 1, "after") && means_tomorrow(word(at + 2))) return When{at + 3, today_ + days(2)};
    if (is(at, "next") && is(at + 1, "day")) return When{at + 2, today_ + days(1)};
    const auto early = skip(at, {"early", "late"});
    if (!means_tomorrow(word(early))) return std::nullopt;
    if (any(early + 1, {"week", "wk"})) return When{early + 2, today_ + days(8)};
    return When{early + 1, today_ + days(1)};
}

// "friday", "next friday", "friday week", "friday of next week"
Dates::Found Dates::weekday(std::size_t at) {
    const auto from = at;
    at = skip(at, {"early", "late"});
    const bool next = any(at, {"next", "nxt"});
    at = next ? at + 1 : skip(skip(at, {"this"}), {"coming", "upcoming"});
    const auto day = weekday_of(word(at));
    if (!day) return std::nullopt;
    auto end = at + 1;
    if (word(at).size() <= 5 && is(end, ".") && tokens_[end].glued) ++end;
    if (next) return When{end, monday_of(today_) + days(7 + *day)};
    if (at > from) return When{end, first_after(today_, *day)};
    if (any(end, {"week", "wk"})) return When{end + 1, first_after(today_, *day) + days(7)};
    if (is(end, "fortnight")) return When{end + 1, first_after(today_, *day) + days(14)};
    if (auto found = weekday_in_week(from, end, *day)) return found;
    return When{end, first_after(today_, *day)};
}

// "of next week", "this week", "the week after next"
Dates::Found Dates::weekday_in_week(std::size_t from, std::size_t after, unsigned weekday) {
    const auto at = skip(skip(after, {",", "of", "in", "on"}), {"the"});
    if (any(at, {"next", "nxt"}) && any(at + 1, {"week", "wk"}))
        return When{at + 2, monday_of(today_) + days(7 + weekday)};
    if (is(at, "week") && is(at + 1, "after") && is(at + 2, "next")) {
        return When{at + 3, monday_of(today_) + days(14 + weekday)};
    }
    return is(at, "this") && any(at + 1, {"week", "wk"}) ? weekday_of_this_week(from, at + 2, weekday) : std::nullopt;
}

Dates::Found Dates::weekday_of_this_week(std::size_t from, std::size_t end, unsigned weekday) const {
    const auto date = monday_of(today_) + days(weekday);
    return date < today_ ? trouble(from, end, AskCode::past) : When{end, date};
}

// "friday 5 june", "friday the 13th": the two must agree.
Dates::Found Dates::weekday_with_date(std::size_t at) {
    static constexpr Reader readers[] = {&Dates::month_first, &Dates::day_first, &Dates::ordinal, &Dates::numeric};
    at = skip(at, {"this", "next", "nxt", "coming"});
    const auto day = weekday_of(word(at));
    if (!day) return std::nullopt;
    auto behind = at + 1;
    if (is(behind, ".") && tokens_[behind].glued) ++behind;
    behind = skip(skip(behind, {","}), {"the"});
    if (month_of(word(behind)) && !day_of_month(skip(behind_month(behind), {"the"}))) return std::nullopt;
    auto found = longest(behind, readers);
    if (!found || found->trouble || weekday_number(found->date) == *day) return found;
    auto mismatch = trouble(at, found->end, AskCode::no_such_date);
    mismatch->trouble->readings = {{said(behind, found->end), said(behind, found->end)},
                                   {said(at, at + 1), said(at, at + 1)}};
    return mismatch;
}

Dates::Found Dates::week(std::size_t at) {
    long ahead = 0;
    auto end = at;
    const bool the_next = at > 0 && is(at - 1, "the");  // "in the next week" may be any of the seven days
    if (is(at, "this") && any(at + 1, {"week", "wk"})) {
        const auto day = weekday_of(word(skip(at + 2, {",", "on"})));
        return day ? weekday_of_this_week(at, skip(at + 2, {",", "on"}) + 1, *day) : std::nullopt;
    }
    if (!the_next && any(at, {"next", "nxt"}) && any(at + 1, {"week", "wk"})) {
        ahead = 7;
        end = at + 2;
    } else if (any(at, {"week", "wk"}) && is(at + 1, "after") && is(at + 2, "next")) {
        ahead = 14;
        end = at + 3;
    } else {
        return std::nullopt;
    }
    const auto monday = monday_of(today_) + days(ahead);
    const auto on = skip(skip(end, {",", "on"}), {"the"});
    if (const auto day = weekday_of(word(on))) {
        const auto behind = word(on).size() <= 5 && is(on + 1, ".") && tokens_[on + 1].glued ? on + 2 : on + 1;
        return When{behind, monday + days(*day)};
    }
    return When{end, monday};
}

Dates::Found Dates::weekend(std::size_t at) {
    const auto first = first_after(today_, saturday);
    if (is(at, "after")) {
        const auto the = skip(skip(at + 1, {"the"}), {"this"});
        if (is(the, "weekend")) return When{the + 1, first_after(today_, 0)};
        if (is(the, "next") && is(the + 1, "weekend")) return When{the + 2, monday_of(today_) + days(14)};
        return std::nullopt;
    }
    if (any(at, {"next", "nxt"}) && is(at + 1, "weekend")) return When{at + 2, monday_of(today_) + days(7 + saturday)};
    const auto plain = skip(skip(at, {"this"}), {"coming", "upcoming"});
    if (!is(plain, "weekend")) return std::nullopt;
    if (is(plain + 1, "after") && is(plain + 2, "next"))
        return When{plain + 3, monday_of(today_) + days(14 + saturday)};
    return When{plain + 1, first};
}

// "next month", "next working day", "next june"; "month after next"; "next month on the 3rd"
Dates::Found Dates::next_unit(std::size_t at) {
    const bool next = any(at, {"next", "nxt"});
    if (next) {
        const auto end = any(at + 1, {"working", "business", "work"}) && is(at + 2, "day") ? at + 3
                         : any(at + 1, {"weekday", "workday"})                             ? at + 2
                                                                                           : at;
        if (end > at) {
            const auto tomorrow = today_ + days(1);
            return When{end, weekday_number(tomorrow) < 5 ? tomorrow : first_after(today_, 0)};
        }
        if (auto found = month_first(at + 1)) return found;
    }
    const auto here = next ? at + 1 : at;
    if (!next && !(is(at + 1, "after") && is(at + 2, "next"))) return std::nullopt;
    const auto end = next ? at + 2 : at + 3;
    const long ahead = next ? 1 : 2;
    const auto which = unit(here);
    if (!which || which->kind != Unit::Kind::months || word(here).ends_with('s')) return std::nullopt;
    if (next && at > 0 && is(at - 1, "the")) return std::nullopt;
    if (which->size == 3) return When{end, first_of_quarter(today_, ahead)};
    if (which->size == 1) {
        const auto first = first_of_month(today_, ahead);
        const auto the = skip(skip(end, {"on", ","}), {"the"});
        if (const auto day = ordinal_day(the)) {
            return calendar_day(at, day->end, year_of(first), month_number(first), day->day);
        }
        return When{end, first};
    }
    const auto first = first_of_year(today_, ahead);
    const auto in = skip(end, {"in", "on", ","});
    if (const auto month = month_of(word(in))) {
        const auto behind = skip(behind_month(in), {"the"});
        if (const auto day = day_of_month(behind)) return calendar_day(at, day->end, year_of(first), *month, day->day);
        return When{behind_month(in), first_of(year_of(first), *month)};
    }
    return When{end, first};
}

}  // namespace nudged::replies
