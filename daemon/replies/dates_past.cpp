// The day on which something happened: "yesterday", "3 weeks ago", "last friday", "on monday", "3 march".
//
// The mirror of a `when`: the last matching day before today. What has two readings, or is no single day, is asked
// about.
#include "daemon/replies/dates.hpp"
#include "daemon/replies/dates_math.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

constexpr days half_a_year{183};
constexpr unsigned saturday = 5;

Date last_before(Date today, unsigned weekday) { return today - days((weekday_number(today) + 6 - weekday) % 7 + 1); }

std::string two_digits(unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); }

}  // namespace

DateTrouble::Reading Dates::reading_of(Date date) {
    constexpr std::string_view weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = ymd(date);
    const auto number = unsigned(day.day());
    return {
        std::string(weekdays[weekday_number(date)]) + ' ' + std::to_string(number) + ' ' +
            std::string(months[unsigned(day.month()) - 1]),
        "on " + std::to_string(int(day.year())) + '-' + two_digits(unsigned(day.month())) + '-' + two_digits(number)};
}

DateTrouble::Reading Dates::reading_with_year(Date date) {
    constexpr std::string_view months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                           "jul", "aug", "sep", "oct", "nov", "dec"};
    const auto day = ymd(date);
    const auto said = std::to_string(unsigned(day.day())) + ' ' + std::string(months[unsigned(day.month()) - 1]) + ' ' +
                      std::to_string(int(day.year()));
    return {said, said};
}

std::optional<Dates::Past> Dates::read_past(std::size_t at, std::size_t end) {
    static constexpr PastReader readers[] = {&Dates::yesterday,    &Dates::ago,      &Dates::last_day,
                                             &Dates::weekday_gone, &Dates::day_gone, &Dates::earlier_today,
                                             &Dates::some_past_day};
    limit_ = std::min(end, tokens_.size());
    reading_ = Reading::gone;
    FoundPast best;
    for (const auto reader : readers) {
        auto found = (this->*reader)(at);
        if (found && (!best || found->end > best->end)) best = std::move(found);
    }
    if (!best) return best;
    auto part = PartOfDay::none;
    best->end = part_of_day(skip(best->end, {"in"}), part);
    if (is(best->end - 1, "in")) --best->end;
    if (any(best->end, {"at", "around"})) {
        if (const auto time = clock(best->end + 1, true, part)) best->end = time->end;
    }
    const bool more = any(best->end, {"or", "to", "/"}) || (any(best->end, {"-", "and"}) && goes_on(best->end + 1));
    return more ? std::nullopt : best;
}

bool Dates::goes_on(std::size_t at) {
    return at < limit_ && (weekday_of(word(at)) || tokens_[at].digits > 0 || any(at, {"yesterday", "today"}));
}

Dates::FoundPast Dates::unsure_day(std::size_t from, std::size_t end, std::vector<Date> readings) const {
    Past past{end, today_, false, DateTrouble{AskCode::which_day, said(from, end), {}}};
    for (const auto date : readings) {
        if (date < today_) past.trouble->readings.push_back(reading_of(date));
    }
    past.trouble->readings.push_back({"Today", reading_of(today_).says});
    return past;
}

Dates::FoundPast Dates::yesterday(std::size_t at) {
    at = skip(at, {"on"});
    if (is(at, "yesterday")) return Past{at + 1, today_ - days(1), true};
    if (is(at, "last") && is(at + 1, "night")) return Past{at + 2, today_ - days(1), true};
    const auto the = skip(at, {"the"});
    if (is(the, "day") && is(the + 1, "before") && is(the + 2, "yesterday"))
        return Past{the + 3, today_ - days(2), true};
    return std::nullopt;
}

Dates::FoundPast Dates::ago(std::size_t at) {
    const auto from = at;
    at = skip(at, {"about", "around", "roughly", "over", "almost"});
    const auto sum = counted(at);
    if (!sum || !any(sum->end, {"ago", "back", "earlier"})) return std::nullopt;
    const auto end = sum->end + 1;
    if (sum->too_small) return Past{end, today_, true};
    constexpr long years = 50;
    const bool too_far = sum->months > years * 12 || sum->days > years * 366 || sum->hours > years * 366 * 24;
    if (sum->unclear || sum->business || too_far) return unsure_day(from, end, {});
    if (sum->hours > 0) {
        const auto then = context_.zone.local(context_.now - std::chrono::hours(sum->hours)).date;
        return Past{end, plus_months(then - days(sum->days), -sum->months), true};
    }
    return Past{end, plus_months(today_ - days(sum->days), -sum->months), true};
}

// "last friday", "last week", "last tuesday evening". Of a day of this week, it may mean the one a week before as well.
Dates::FoundPast Dates::last_day(std::size_t at) {
    const auto from = at;
    at = skip(skip(at, {"on", "over"}), {"the"});
    if (!any(at, {"last", "past", "previous"})) return std::nullopt;
    const auto what = at + 1;
    if (const auto day = weekday_of(word(what))) {
        const auto date = last_before(today_, *day);
        if (date < monday_of(today_)) return Past{what + 1, date, true};
        return unsure_day(from, what + 1, {date, date - days(7)});
    }
    const auto monday = monday_of(today_) - days(7);
    if (any(what, {"week", "wk"})) {
        const auto on = skip(what + 1, {"on"});
        if (const auto day = weekday_of(word(on))) return Past{on + 1, monday + days(*day), true};
        std::vector<Date> of_the_week;
        for (unsigned day = 0; day < saturday; ++day) of_the_week.push_back(monday + days(day));
        return unsure_day(from, what + 1, of_the_week);
    }
    if (is(what, "weekend")) {
        const auto date = last_before(today_, saturday);
        return unsure_day(from, what + 1, {date, date + days(1)});
    }
    if (any(what, {"month", "year", "quarter", "summer", "winter", "spring", "autumn"}) || month_of(word(what)))
        return unsure_day(from, what + 1, {});
    return std::nullopt;
}

// "monday", "on friday", "friday last week", "this monday", "friday 27 feb"
Dates::FoundPast Dates::weekday_gone(std::size_t at) {
    const auto from = at;
    at = skip(at, {"on"});
    const bool this_week = is(at, "this");
    if (this_week) ++at;
    const auto day = weekday_of(word(at));
    if (!day) return std::nullopt;
    auto end = at + 1;
    if (word(at).size() <= 5 && is(end, ".") && end < limit_ && tokens_[end].glued) ++end;
    const auto last = skip(end, {"of", "in"});
    if (is(last, "last") && any(last + 1, {"week", "wk"}))
        return Past{last + 2, monday_of(today_) - days(7) + days(*day), true};
    if (is(end, "before") && is(end + 1, "last")) return Past{end + 2, last_before(today_, *day) - days(7), true};
    if (const auto dated = day_gone(skip(skip(end, {","}), {"the"}));
        dated && !dated->trouble && weekday_number(dated->date) == *day)
        return dated;
    const auto date = last_before(today_, *day);
    if (this_week) return date >= monday_of(today_) ? FoundPast(Past{end, date, true}) : std::nullopt;
    if (*day == weekday_number(today_)) return unsure_day(from, end, {date});
    return Past{end, date};
}

// A calendar date. A year that was not said is the last one that fits; half a year back that is no longer certain.
Dates::FoundPast Dates::day_gone(std::size_t at) {
    static constexpr Reader readers[] = {&Dates::month_first, &Dates::day_first, &Dates::ordinal, &Dates::numeric};
    const auto from = at;
    at = skip(skip(at, {"on"}), {"the"});
    if (month_of(word(at)) && !day_of_month(skip(behind_month(at), {"the"}))) return std::nullopt;
    const auto found = longest(at, readers);
    if (!found) return std::nullopt;
    if (found->trouble) {
        if (found->trouble->code == AskCode::that_is_today) return Past{found->end, today_};
        return Past{found->end, today_, false, found->trouble};
    }
    if (ends_in_two_digits(found->end)) {  // "3 mar 15": of that year, or at that hour?
        const auto day = ymd(found->date);
        const auto then =
            std::chrono::year(2000 + static_cast<int>(tokens_[found->end].number)) / day.month() / day.day();
        const auto last = found->date <= today_ ? found->date : Date(day - std::chrono::years(1));
        return unsure_day(from, found->end + 1, then.ok() ? std::vector{Date(then), last} : std::vector{last});
    }
    if (found->date <= today_) return Past{found->end, found->date};
    bool month_said = false, year_said = found->end == at + 5 && !month_of(word(at));
    for (auto i = at; i < found->end; ++i) {
        month_said = month_said || month_of(word(i)) || month_of(tokens_[i].suffix()) || any(i, {"/", "."});
        year_said = year_said || tokens_[i].digits == 4 || any(i, {"'", "year", "month"});
    }
    if (year_said) return std::nullopt;
    const auto day = ymd(found->date).day();
    for (auto month = ymd(found->date).year() / ymd(found->date).month();;) {
        month -= std::chrono::months(month_said ? 12 : 1);
        const auto date = month / day;
        if (!date.ok() || Date(date) > today_) continue;
        if (today_ - Date(date) > half_a_year) return unsure_day(from, found->end, {Date(date)});
        return Past{found->end, Date(date)};
    }
}

Dates::FoundPast Dates::earlier_today(std::size_t at) {
    at = skip(at, {"earlier", "just"});
    if (any(at, {"today", "now"})) return Past{at + 1, today_};
    if (is(at, "this") && part_of(word(at + 1)) != PartOfDay::none && !is(at + 1, "tonight"))
        return Past{at + 2, today_};
    return std::nullopt;
}

Dates::FoundPast Dates::some_past_day(std::size_t at) {
    const auto the = skip(at, {"the"});
    if (is(the, "other") && any(the + 1, {"day", "week", "evening", "night"})) return unsure_day(at, the + 2, {});
    if (any(at, {"recently", "lately"})) return unsure_day(at, at + 1, {});
    const auto some = skip(at, {"a", "some", "ages", "long"});
    const auto span = skip(some, {"while", "time"});
    if (span > at && any(span, {"ago", "back"})) return unsure_day(at, span + 1, {});
    if (is(at, "earlier") && is(at + 1, "this") && any(at + 2, {"week", "month", "year"}))
        return unsure_day(at, at + 3, {});
    const auto weekend = skip(skip(at, {"at", "over", "on"}), {"the", "this"});
    if (weekend > at && is(weekend, "weekend")) {
        const auto date = last_before(today_, saturday);
        return unsure_day(at, weekend + 1, {date, date + days(1)});
    }
    if (is(at, "in") && month_of(word(at + 1)) && !day_of_month(skip(behind_month(at + 1), {"the"}))) {
        const auto behind = behind_month(at + 1);
        const auto of_year = year(skip(behind, {"of", ","}));
        if (of_year && of_year->second > year_of(today_)) return std::nullopt;
        return unsure_day(at, of_year ? of_year->first : behind, {});
    }
    return std::nullopt;
}

std::optional<When> Dates::read_calendar_day(std::size_t at, std::size_t end) {
    static constexpr Reader readers[] = {&Dates::month_first, &Dates::day_first, &Dates::numeric};
    limit_ = std::min(end, tokens_.size());
    reading_ = Reading::birthday;
    at = skip(skip(at, {"on"}), {"the"});
    if (month_of(word(at)) && !day_of_month(skip(behind_month(at), {"the"}))) return std::nullopt;
    auto found = longest(at, readers);
    if (!found || found->trouble || !ends_in_two_digits(found->end)) return found;
    const auto day = ymd(found->date);
    return which_birthday(at, found->end + 1, {{unsigned(day.day()), unsigned(day.month())}},
                          tokens_[found->end].number);
}

}  // namespace nudged::replies
