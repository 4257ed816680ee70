// Calendar dates: "mar 15", "the 9th of june 2027", "the 15th", "last friday of the month", "2026-07-01", "25/12".
#include "daemon/replies/dates.hpp"
#include "daemon/replies/dates_math.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

constexpr std::string_view month_names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                            "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr int next_leap_year = 8;  // years until 29 February comes again, at most
constexpr unsigned business_day = 7;

std::string spelt(unsigned day, unsigned month, std::optional<int> year) {
    return std::to_string(day) + ' ' + std::string(month_names[month - 1]) + (year ? ' ' + std::to_string(*year) : "");
}

// The nth (0 = the last) such weekday of the month that begins on `first`.
std::optional<Date> nth_in_month(Date first, unsigned nth, unsigned weekday) {
    const auto fits = [&](Date date) {
        return weekday == business_day ? weekday_number(date) < 5 : weekday_number(date) == weekday;
    };
    const auto last = last_of_month(first);
    if (nth == 0) {
        auto date = last;
        while (!fits(date)) date -= days(1);
        return date;
    }
    for (auto date = first; date <= last; date += days(1)) {
        if (fits(date) && --nth == 0) return date;
    }
    return std::nullopt;
}

}  // namespace

Dates::Found Dates::calendar_day(std::size_t from, std::size_t end, std::optional<int> year, unsigned month,
                                 unsigned day) const {
    if (month < 1 || month > 12 || day < 1 || day > 31) return trouble(from, end, AskCode::no_such_date);
    const auto first_year = year.value_or(year_of(today_));
    bool is_today = false;
    for (auto y = first_year; y <= (year ? first_year : first_year + next_leap_year); ++y) {
        const auto date = civil(y, month, day);
        if (!date.ok()) continue;
        if (year || Date(date) > today_) {
            if (!is_today) return When{.end = end, .date = Date(date), .of_a_year = year.has_value()};
            auto found = trouble(from, end, AskCode::that_is_today);
            found->trouble->readings = {{"tomorrow", "tomorrow"}, {"next year", spelt(day, month, y)}};
            return found;
        }
        is_today = Date(date) == today_;
    }
    return trouble(from, end, AskCode::no_such_date);
}

// Behind the name of a month and the dot of "Sept."
std::size_t Dates::behind_month(std::size_t at) const {
    const bool dot =
        at + 1 < limit_ && tokens_[at + 1].is(".") && tokens_[at + 1].glued && tokens_[at].text.size() <= 4;
    return dot ? at + 2 : at + 1;
}

// "2027", "'27", "next year", "twenty twenty seven"
std::optional<std::pair<std::size_t, int>> Dates::year(std::size_t at) {
    using Year = std::pair<std::size_t, int>;
    if (at >= limit_) return std::nullopt;
    const auto& token = tokens_[at];
    if (token.whole_number() && token.digits == 4 && token.number >= 1900 && token.number < 3000) {
        return Year{at + 1, static_cast<int>(token.number)};
    }
    if (is(at, "'") && at + 1 < limit_ && tokens_[at + 1].whole_number() && tokens_[at + 1].digits == 2) {
        const auto year = reading_ == Reading::birthday ? century_of(tokens_[at + 1].number) : std::nullopt;
        return Year{at + 2, year.value_or(2000 + static_cast<int>(tokens_[at + 1].number))};
    }
    if (is(at, "next") && is(at + 1, "year")) return Year{at + 2, year_of(today_) + 1};
    if (is(at, "this") && is(at + 1, "year")) return Year{at + 2, year_of(today_)};
    const auto rest = is(at, "twenty") ? spoken_number(tokens_, at + 1) : std::nullopt;
    if (rest && rest->value >= 20 && at + 1 + rest->words <= limit_) {
        return Year{at + 1 + rest->words, 2000 + static_cast<int>(rest->value)};
    }
    return std::nullopt;
}

// The year that two digits mean, when they can mean only one. What may be an hour of the day is no year.
std::optional<int> Dates::century_of(long two_digits) const {
    constexpr int furthest_years = 10, longest_ago = 50, hours = 24;
    const int this_year = year_of(today_);
    const int year = this_year / 100 * 100 + static_cast<int>(two_digits);
    switch (reading_) {
        case Reading::to_come:
            return year >= this_year && year <= this_year + furthest_years ? std::optional(year) : std::nullopt;
        case Reading::gone:
            if (two_digits < hours) return std::nullopt;
            if (year <= this_year) return year;
            return year - 100 >= this_year - longest_ago ? std::optional(year - 100) : std::nullopt;
        case Reading::birthday:
            break;
    }
    return year > this_year ? std::optional(year - 100) : std::nullopt;
}

// Two digits may be a year of this century or of the one before; nobody was born on a day to come.
Dates::Found Dates::which_birthday(std::size_t from, std::size_t end, const std::vector<DayAndMonth>& days,
                                   long two_digits) const {
    auto found = trouble(from, end, AskCode::order);
    std::optional<Date> last;
    for (const auto& [day, month] : days)
        for (const int century : {2000, 1900}) {
            const auto date = civil(century + static_cast<int>(two_digits), month, day);
            if (!date.ok() || Date(date) > today_) continue;
            const auto says = spelt(day, month, int(date.year()));
            found->trouble->readings.push_back({says, says});
            last = Date(date);
        }
    if (!last) return trouble(from, end, AskCode::no_such_date);
    if (found->trouble->readings.size() > 1) return found;
    return When{.end = end, .date = *last, .of_a_year = true};
}

// Two digits behind a day and month, with which the words end.
bool Dates::ends_in_two_digits(std::size_t at) const {
    const bool digits =
        at < limit_ && tokens_[at].whole_number() && tokens_[at].digits == 2 && !tokens_[at - 1].is(",");
    if (digits && reading_ == Reading::birthday && at + 1 < limit_ &&
        one_of(tokens_[at + 1].text, {"every", "each", "weekly", "monthly", "quarterly", "yearly"}))
        return true;
    return digits && (at + 1 >= limit_ || (tokens_[at + 1].kind == Token::Kind::punct && !tokens_[at + 1].is(":") &&
                                           !tokens_[at + 1].is("/")));
}

// "1 apr 28": only where a day stands before it, as "apr 28" is a day.
std::optional<std::pair<std::size_t, int>> Dates::year_behind_day(std::size_t at) {
    if (auto whole = year(at)) return whole;
    if (!ends_in_two_digits(at)) return std::nullopt;
    const auto year = century_of(tokens_[at].number);
    return year ? std::optional(std::pair{at + 1, *year}) : std::nullopt;
}

std::optional<Dates::DayOfMonth> Dates::ordinal_day(std::size_t at) {
    if (at >= limit_) return std::nullopt;
    const auto spoken = spoken_ordinal(tokens_, at);
    if (!spoken || at + spoken->words > limit_) return std::nullopt;
    return DayOfMonth{at + spoken->words, static_cast<unsigned>(spoken->value)};
}

// 9, 9th, nine, ninth. Two digits at most: more is no day, and perhaps a year.
std::optional<Dates::DayOfMonth> Dates::day_of_month(std::size_t at) {
    if (const auto day = ordinal_day(at)) return day;
    if (at >= limit_) return std::nullopt;
    if (tokens_[at].whole_number()) {
        return tokens_[at].digits <= 2 ? std::optional(DayOfMonth{at + 1, static_cast<unsigned>(tokens_[at].number)})
                                       : std::nullopt;
    }
    const auto spoken = spoken_number(tokens_, at);
    if (!spoken || at + spoken->words > limit_) return std::nullopt;
    return DayOfMonth{at + spoken->words, static_cast<unsigned>(spoken->value)};
}

Dates::Found Dates::month_first(std::size_t at) {
    const bool this_one = is(at, "this");
    const auto from = at;
    if (this_one) ++at;
    const auto month = month_of(word(at));
    if (!month) return std::nullopt;
    const auto behind = behind_month(at);
    const bool dashed = is(behind, "-") && tokens_[behind].glued;
    const auto day_at = skip(dashed ? behind + 1 : behind, {"the"});
    if (year(skip(behind, {"of", ","}))) return month_in(behind, *month);
    const auto day = day_of_month(day_at);
    const bool time = day && is(day->end, ":") && day->end < limit_ && tokens_[day->end].glued;
    if (!day || time) {
        const bool now = this_one && *month == month_number(today_);
        return now ? trouble(from, behind, AskCode::when) : month_in(behind, *month);
    }
    if (const auto said_year = year_behind_day(skip(day->end, {"of", ",", "-"}))) {
        return calendar_day(from, said_year->first, said_year->second, *month, day->day);
    }
    return calendar_day(from, day->end, std::nullopt, *month, day->day);
}

// A month alone is its first day.
Dates::Found Dates::month_in(std::size_t at, unsigned month) {
    if (const auto said_year = year(skip(at, {"of", ","}))) {
        return When{said_year->first, first_of(said_year->second, month)};
    }
    const auto first = first_of(year_of(today_), month);
    return When{at, first > today_ ? first : first_of(year_of(today_) + 1, month)};
}

Dates::Found Dates::day_first(std::size_t at) {
    if (at >= limit_) return std::nullopt;
    const auto& token = tokens_[at];
    const auto joined = token.digits > 0 && token.digits <= 2 ? month_of(token.suffix()) : std::nullopt;  // "9jun"
    const auto day = joined ? std::optional(DayOfMonth{at, static_cast<unsigned>(token.number)}) : day_of_month(at);
    if (!day) return std::nullopt;
    const auto month_at = joined ? at : skip(skip(day->end, {"of", "-", "."}), {"this", "next"});
    const auto month = joined ? joined : month_of(word(month_at));
    if (!month) return std::nullopt;
    const auto end = behind_month(month_at);
    if (const auto said_year = year_behind_day(skip(end, {"of", ",", "-"}))) {
        return calendar_day(at, said_year->first, said_year->second, *month, day->day);
    }
    return calendar_day(at, end, std::nullopt, *month, day->day);
}

// "15th", "the fifth", "3rd of next month"
Dates::Found Dates::ordinal(std::size_t at) {
    const auto day = ordinal_day(at);
    if (!day) return std::nullopt;
    const auto of = skip(day->end, {"of"});
    const auto the = skip(of, {"the"});
    const bool next = is(the, "next") && is(the + 1, "month");
    const bool this_one = (is(the, "this") && is(the + 1, "month")) || (the > of && is(the, "month"));
    const bool many_meanings = tokens_[at].digits == 0 && day->day <= 3;  // "second" is not always a date
    if (many_meanings && !next && !this_one && !(at > 0 && is(at - 1, "the"))) return std::nullopt;
    if (next) {
        const auto first = first_of_month(today_, 1);
        return calendar_day(at, the + 2, year_of(first), month_number(first), day->day);
    }
    const auto end = !this_one ? day->end : is(the, "month") ? the + 1 : the + 2;
    if (day->day < 1 || day->day > 31) return trouble(at, end, AskCode::no_such_date);
    for (long ahead = 0;; ++ahead) {
        const auto date = ymd(first_of_month(today_, ahead));
        const auto candidate = date.year() / date.month() / std::chrono::day(day->day);
        if (candidate.ok() && Date(candidate) > today_) return When{end, Date(candidate)};
    }
}

// "last friday of the month", "2nd tuesday in june", "first working day of next month"
Dates::Found Dates::nth_weekday(std::size_t at) {
    const bool last = is(at, "last");
    const auto nth = last ? std::optional(DayOfMonth{at + 1, 0}) : ordinal_day(at);
    if (!nth || nth->day > 5) return std::nullopt;
    auto end = nth->end;
    std::optional<unsigned> day = weekday_of(word(end));
    if (any(end, {"working", "business", "work"}) && is(end + 1, "day")) {
        day = business_day;
        ++end;
    } else if (any(end, {"weekday", "workday"})) {
        day = business_day;
    }
    if (!day || !any(end + 1, {"of", "in"})) return std::nullopt;
    const auto in = skip(end + 2, {"the"});
    const bool next = is(in, "next") && is(in + 1, "month"), this_one = is(in, "this") && is(in + 1, "month");
    if (next || this_one || is(in, "month")) {
        const auto behind = is(in, "month") ? in + 1 : in + 2;
        for (long ahead = next ? 1 : 0; ahead <= 12; ++ahead) {
            const auto date = nth_in_month(first_of_month(today_, ahead), nth->day, *day);
            if (date && (*date > today_ || this_one)) return When{behind, *date};
            if (!date && (next || this_one)) return trouble(at, behind, AskCode::no_such_date);
        }
        return std::nullopt;
    }
    const auto named = skip(in, {"next", "this"});
    const auto month = month_of(word(named));
    if (!month) return std::nullopt;
    const auto behind = behind_month(named);
    if (const auto said_year = year(skip(behind, {"of", ","}))) {
        const auto date = nth_in_month(first_of(said_year->second, *month), nth->day, *day);
        return date ? Found(When{said_year->first, *date}) : trouble(at, said_year->first, AskCode::no_such_date);
    }
    for (auto y = year_of(today_); y <= year_of(today_) + next_leap_year; ++y) {
        const auto date = nth_in_month(first_of(y, *month), nth->day, *day);
        if (date && *date > today_) return When{behind, *date};
    }
    return trouble(at, behind, AskCode::no_such_date);
}

Dates::Found Dates::numeric(std::size_t at) {
    const auto number_at = [&](std::size_t i) {
        return i < limit_ && tokens_[i].whole_number() && tokens_[i].digits <= 4;
    };
    const auto mark = word(at + 1);
    if (!number_at(at) || !number_at(at + 2) || (mark != "-" && mark != "/" && mark != ".")) return std::nullopt;
    if (!tokens_[at + 1].glued || !tokens_[at + 2].glued) return std::nullopt;
    const auto a = static_cast<unsigned>(tokens_[at].number), b = static_cast<unsigned>(tokens_[at + 2].number);
    const bool third = is(at + 3, mark) && number_at(at + 4) && tokens_[at + 3].glued && tokens_[at + 4].glued;
    if (tokens_[at].digits == 4) {
        return third ? calendar_day(at, at + 5, static_cast<int>(a), b, static_cast<unsigned>(tokens_[at + 4].number))
                     : std::nullopt;
    }
    if (tokens_[at].digits > 2 || tokens_[at + 2].digits > 2) return std::nullopt;
    std::optional<int> year;
    if (third) {
        const auto& token = tokens_[at + 4];
        if (token.digits != 2 && token.digits != 4) return std::nullopt;
        year = static_cast<int>(token.number) + (token.digits == 2 ? 2000 : 0);
        const auto century = token.digits == 2 ? century_of(token.number) : std::nullopt;
        if (century) year = century;
        if (token.digits == 2 && !century && reading_ == Reading::birthday)
            return which_birthday(at, at + 5, mark == "." ? std::vector{DayAndMonth{a, b}} : orders(a, b),
                                  token.number);
    }
    if (mark == "-" && !third) return std::nullopt;
    if (mark == "." && third) return calendar_day(at, at + 5, year, b, a);
    return two_numbers(at, third ? at + 5 : at + 3, a, b, year);
}

std::vector<Dates::DayAndMonth> Dates::orders(unsigned a, unsigned b) const {
    const bool day_first = a >= 1 && a <= 31 && b >= 1 && b <= 12, month_first = b >= 1 && b <= 31 && a >= 1 && a <= 12;
    if (!day_first && !month_first) return {};
    if (!month_first || a == b) return {{a, b}};
    if (!day_first) return {{b, a}};
    if (context_.date_order == Context::DateOrder::dmy) return {{a, b}};
    if (context_.date_order == Context::DateOrder::mdy) return {{b, a}};
    return {{a, b}, {b, a}};
}

// Day and month in an order that is not said: asked about unless only one order makes a date that can be meant.
Dates::Found Dates::two_numbers(std::size_t from, std::size_t end, unsigned a, unsigned b, std::optional<int> year) {
    const auto all = orders(a, b);
    if (all.empty()) return trouble(from, end, AskCode::no_such_date);
    auto meant = all;
    std::erase_if(meant, [&](const DayAndMonth& one) {
        const auto date = civil(year.value_or(year_of(today_)), one.month, one.day);
        return year && reading_ != Reading::gone && date.ok() &&
               (reading_ == Reading::birthday ? Date(date) > today_ : Date(date) < today_);
    });
    const auto& first = meant.empty() ? all.front() : meant.front();
    if (meant.size() < 2) return calendar_day(from, end, year, first.month, first.day);
    auto found = trouble(from, end, AskCode::order);
    for (const auto& [day, month] : meant) {
        const auto says = spelt(day, month, year);
        found->trouble->readings.push_back({says, says});
    }
    return found;
}

}  // namespace nudged::replies
