// Beginnings, middles and ends: "end of month", "mid june", "early next week", "q3", "eoy".
#include "daemon/replies/dates.hpp"
#include "daemon/replies/dates_math.hpp"

namespace nudged::replies {
namespace {

constexpr unsigned mid_day = 15, late_day = 21;

std::optional<unsigned> quarter_of(std::string_view word) {
    return word.size() == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4'
               ? std::optional(unsigned(word[1] - '0'))
               : std::nullopt;
}

}  // namespace

// "end of", "mid", "last day of", and the shorthands "midweek", "eom"
std::size_t Dates::edge_said(std::size_t at, Edge& edge) {
    const bool day_of = any(at, {"first", "last"}) && is(at + 1, "day") && any(at + 2, {"of", "in"});
    const bool end = is(at, "end"), start = any(at, {"start", "beginning"}), mid = any(at, {"mid", "middle"});
    const bool late = is(at, "late"), early = is(at, "early");
    if (!day_of && !end && !start && !mid && !late && !early) return at;
    edge = end || (day_of && is(at, "last")) ? Edge::end
           : mid                             ? Edge::mid
           : late                            ? Edge::late
           : early                           ? Edge::early
                                             : Edge::start;
    return skip(day_of ? at + 2 : at + 1, {"of", "in"});
}

Date Dates::edge_date(Edge edge, Period period, Date first) {
    if (edge == Edge::start || edge == Edge::early) return first;
    const bool mid = edge == Edge::mid, late = edge == Edge::late;
    switch (period) {
        case Period::week:
            return first + days(mid ? 2 : late ? 3 : 4);
        case Period::month:
            return mid ? first + days(mid_day - 1) : late ? first + days(late_day - 1) : last_of_month(first);
        case Period::quarter:
            if (mid) return plus_months(first, 1) + days(mid_day - 1);
            return late ? plus_months(first, 2) : last_of_month(plus_months(first, 2));
        case Period::year:
            break;
    }
    return mid ? plus_months(first, 6) : late ? plus_months(first, 9) : last_of_month(plus_months(first, 11));
}

Date Dates::first_of_period(Period period, long ahead) const {
    switch (period) {
        case Period::week:
            return monday_of(today_) + days(7 * ahead);
        case Period::month:
            return first_of_month(today_, ahead);
        case Period::quarter:
            return first_of_quarter(today_, ahead);
        case Period::year:
            break;
    }
    return first_of_year(today_, ahead);
}

Dates::Found Dates::edge(std::size_t at) {
    static constexpr std::pair<std::string_view, std::pair<Edge, Period>> shorthands[] = {
        {"eow", {Edge::end, Period::week}},     {"eom", {Edge::end, Period::month}},
        {"eoq", {Edge::end, Period::quarter}},  {"eoy", {Edge::end, Period::year}},
        {"midweek", {Edge::mid, Period::week}}, {"midmonth", {Edge::mid, Period::month}},
        {"midyear", {Edge::mid, Period::year}}};
    for (const auto& [name, means] : shorthands) {
        if (!is(at, name)) continue;
        const auto [edge, period] = means;
        const auto date = edge_date(edge, period, first_of_period(period, 0));
        return When{at + 1, date > today_ ? date : edge_date(edge, period, first_of_period(period, 1))};
    }
    auto edge = Edge::end;
    const auto behind = edge_said(at, edge);
    return behind > at ? edge_of(at, behind, edge) : std::nullopt;
}

Dates::Found Dates::edge_of(std::size_t from, std::size_t at, Edge edge) {
    at = skip(at, {"the"});
    const bool next = any(at, {"next", "nxt"}), this_one = any(at, {"this", "current"});
    const auto what = next || this_one ? at + 1 : at;
    const auto named_month = month_of(word(what));
    const auto named_quarter = quarter_of(word(what));
    if (named_month || named_quarter) {
        const auto month = named_month ? *named_month : *named_quarter * 3 - 2;
        const auto period = named_month ? Period::month : Period::quarter;
        const auto behind = behind_month(what);
        if (const auto said_year = year(skip(behind, {"of", ","}))) {
            return When{said_year->first, edge_date(edge, period, first_of(said_year->second, month))};
        }
        const auto date = edge_date(edge, period, first_of(year_of(today_), month));
        return When{behind, date > today_ ? date : edge_date(edge, period, first_of(year_of(today_) + 1, month))};
    }
    if (const auto said_year = year(what); said_year && !next && !this_one) {
        return When{said_year->first, edge_date(edge, Period::year, first_of(said_year->second, 1))};
    }
    const auto which = unit(what);
    if (!which || word(what).ends_with('s') || word(what).size() < 2 || *which == Unit{} ||
        which->kind == Unit::Kind::hours) {
        return std::nullopt;
    }
    const bool week = *which == Unit{Unit::Kind::days, 7};
    if (!week && which->kind != Unit::Kind::months) return std::nullopt;
    const auto period = week               ? Period::week
                        : which->size == 1 ? Period::month
                        : which->size == 3 ? Period::quarter
                                           : Period::year;
    if (is(what + 1, "after") && is(what + 2, "next") && !next && !this_one) {
        return When{what + 3, edge_date(edge, period, first_of_period(period, 2))};
    }
    const auto date = edge_date(edge, period, first_of_period(period, next ? 1 : 0));
    if (this_one && date < today_) return trouble(from, what + 1, AskCode::past);
    return When{what + 1, date > today_ || this_one ? date : edge_date(edge, period, first_of_period(period, 1))};
}

// "month end", "june end"; but "week end" may be the weekend
Dates::Found Dates::period_end(std::size_t at) {
    auto found = edge_of(at, at, Edge::end);
    if (!found || !is(found->end, "end") || any(found->end - 1, {"week", "wk"})) return std::nullopt;
    ++found->end;
    return found;
}

Dates::Found Dates::quarter(std::size_t at) {
    return quarter_of(word(at)) ? edge_of(at, at, Edge::start) : std::nullopt;
}

}  // namespace nudged::replies
