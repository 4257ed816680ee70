// Durations: what is counted from today, or from a day that was named.
#include "daemon/replies/dates.hpp"
#include "daemon/replies/dates_math.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

constexpr long most = 100'000;  // of any unit; beyond it is too far whatever the unit
constexpr int most_parts = 5;

long hours_of(Unit unit) {
    switch (unit.kind) {
        case Unit::Kind::hours:
            return unit.size;
        case Unit::Kind::days:
            return unit.size * 24;
        case Unit::Kind::months:
            return unit.size * 24 * 30;
        default:
            return 0;
    }
}

Date plus_business_days(Date date, long count) {
    while (count > 0) {
        date += days(1);
        if (weekday_number(date) < 5) --count;
    }
    return date;
}

}  // namespace

std::optional<Unit> Dates::unit(std::size_t at) {
    if (at >= limit_) return std::nullopt;
    if (const auto known = unit_of(word(at))) return known;
    return unit_of(corrected_unit(tokens_[at].text));
}

std::optional<Dates::Amount> Dates::amount(std::size_t at) {
    if (at >= limit_) return std::nullopt;
    const bool another = is(at, "another");
    const auto article = skip(at, {"a", "an", "another"});
    if (is(article, "couple")) return Amount{skip(skip(article + 1, {"more"}), {"of"}), 2};
    if (is(article, "few")) return Amount{skip(article + 1, {"more"}), 3};
    if (article > at && !another) return Amount{article, 1};
    if (article >= limit_) return std::nullopt;
    std::optional<Amount> number;
    if (tokens_[article].whole_number()) number = Amount{article + 1, tokens_[article].number};
    if (const auto spoken = spoken_number(tokens_, article); spoken && article + spoken->words <= limit_) {
        number = Amount{article + spoken->words, spoken->value};
    }
    if (!number) return another ? std::optional(Amount{article, 1}) : std::nullopt;
    number->end = skip(number->end, {"more"});
    return number;
}

// Units must get smaller: "1 week 2 days", never "2 days 1 week".
bool Dates::add(Counted& sum, Unit unit, long value) {
    const auto size = hours_of(unit);
    if (sum.parts > 0 && size >= sum.least_hours) return false;
    value = std::min(value, most);
    switch (unit.kind) {
        case Unit::Kind::hours:
            sum.hours += value * unit.size;
            break;
        case Unit::Kind::days:
            sum.days += value * unit.size;
            break;
        case Unit::Kind::months:
            sum.months += value * unit.size;
            break;
        case Unit::Kind::unclear:
            sum.unclear = true;
            break;
        case Unit::Kind::too_small:
            sum.too_small = true;
            break;
    }
    if (sum.unclear) sum.unclear_value = value;
    sum.least_hours = size;
    ++sum.parts;
    return true;
}

// One token: "3d", "2w3d", "10days"
bool Dates::compact_part(std::size_t at, Counted& sum) {
    const std::string_view text = tokens_[at].text;
    Counted total = sum;
    for (std::size_t i = 0; i < text.size();) {
        long value = 0;
        const auto digits = i;
        for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
            value = std::min(value * 10 + (text[i] - '0'), most);
        const auto letters = i;
        while (i < text.size() && (text[i] < '0' || text[i] > '9')) ++i;
        const auto unit = unit_of(text.substr(letters, i - letters));
        if (letters == digits || !unit || total.parts >= most_parts || !add(total, *unit, value)) return false;
    }
    sum = total;
    sum.end = at + 1;
    return true;
}

bool Dates::counted_part(std::size_t at, Counted& sum) {
    if (at >= limit_ || sum.parts >= most_parts) return false;
    if (tokens_[at].digits > 0 && !tokens_[at].whole_number()) return compact_part(at, sum);

    const auto half = skip(at, {"a"});
    if (is(half, "half")) {
        const auto of = skip(half + 1, {"a", "an"});
        const auto halved = unit(of);
        if (!halved) return false;
        const bool year = *halved == Unit{Unit::Kind::months, 12};
        if (!add(sum, year ? Unit{Unit::Kind::months, 1} : Unit{Unit::Kind::too_small, 1}, 6)) return false;
        sum.end = of + 1;
        return true;
    }
    const auto number = amount(at);
    if (!number) return false;
    auto end = number->end;
    if (any(end, {"business", "working", "work"}) && any(end + 1, {"day", "days"})) {
        sum.business = true;
        end += 1;
    } else if (any(end, {"workday", "workdays", "weekdays"}) || (is(end, "week") && is(end + 1, "days"))) {
        sum.business = true;
        end += is(end, "week") ? 1 : 0;
    }
    // "2 day after tomorrow" is number two, the day after tomorrow.
    const bool singular = number->value > 1 && any(end, {"day", "week", "month", "quarter", "year"});
    if (singular && any(end + 1, {"after", "end"})) return false;
    const auto counted = sum.business ? std::optional(Unit{}) : unit(end);
    if (!counted || (sum.business && sum.parts > 0) || !add(sum, *counted, number->value)) return false;
    sum.end = end + 1;
    if (*counted == Unit{Unit::Kind::months, 12} && is(sum.end, "and") && is(sum.end + 1, "a") &&
        is(sum.end + 2, "half")) {
        sum.months += 6;
        sum.end += 3;
    }
    return true;
}

std::optional<Dates::Counted> Dates::counted(std::size_t at) {
    Counted sum;
    if (!counted_part(at, sum)) return std::nullopt;
    while (!sum.business && counted_part(skip(sum.end, {"and", ","}), sum)) {
    }
    return sum;
}

Dates::Found Dates::duration(std::size_t at) {
    const auto from = at;
    at = skip(skip(at, {"after"}), {"the"});
    if (any(at, {"next", "coming"}) && !any(at + 1, {"a", "an", "another"})) ++at;  // "in the next few days"
    // "the day after friday", "the week after next monday"
    if (is(from, "the") && any(from + 1, {"day", "week"}) && any(from + 2, {"after", "following"})) {
        Counted one;
        add(one, *unit_of(word(from + 1)), 1);
        one.end = from + 2;
        return is(from + 3, "next") && !weekday_of(word(from + 4)) ? std::nullopt : behind_duration(from, one);
    }
    const auto sum = counted(at);
    if (!sum) return std::nullopt;
    if (sum->unclear) return months_or_minutes(at, *sum);
    if (sum->too_small) return trouble(at, sum->end, AskCode::when);
    return behind_duration(at, *sum);
}

// "3m"
Dates::Found Dates::months_or_minutes(std::size_t from, const Counted& sum) const {
    auto found = trouble(from, sum.end, AskCode::unit);
    if (sum.parts > 1) return found;
    const auto value = std::to_string(sum.unclear_value), plural = std::string(sum.unclear_value == 1 ? "" : "s");
    found->trouble->readings = {{value + " month" + plural, value + "mo"}, {value + " day" + plural, value + "d"}};
    return found;
}

// "from now", "later", "time"; or the day that it is counted from: "from friday", "after tomorrow", "on monday"
Dates::Found Dates::behind_duration(std::size_t from, const Counted& sum) {
    auto end = sum.end;
    const bool weeks = sum.months == 0 && sum.hours == 0 && !sum.business && sum.days % 7 == 0 && sum.days > 0;
    const bool in_time = is(skip(end, {"'"}), "time");
    if (in_time) end = skip(end, {"'"}) + 1;
    if (any(end, {"later", "hence"})) return from_date(from, end + 1, sum, today_, false);
    if (is(end, "from") && any(end + 1, {"now", "today"})) return from_date(from, end + 2, sum, today_, false);
    if (sum.hours == 0 && is(end, "today")) return from_date(from, end + 1, sum, today_, false);
    const bool linked = any(end, {"from", "after", "following"}) || (weeks && is(end, "on"));
    const bool idiom = weeks && (weekday_of(word(end)) || means_tomorrow(word(end)));
    if (linked || idiom) {
        if (const auto base = day_core(linked ? end + 1 : end)) {
            if (base->trouble) return base;
            const bool unclear = sum.hours > 0 || is(base->end - 1, "weekend");  // a weekend has two days
            return unclear ? trouble(from, base->end, AskCode::when)
                           : from_date(from, base->end, sum, base->date, true);
        }
    }
    return from_date(from, end, sum, today_, false);
}

Dates::Found Dates::from_date(std::size_t from, std::size_t end, const Counted& sum, Date base, bool named) {
    constexpr long years = 11;
    if (sum.months > years * 12 || sum.days > years * 366 || sum.hours > years * 366 * 24) {
        return trouble(from, end, AskCode::too_far);
    }
    When when{end, plus_months(base, sum.months)};
    when.date = sum.business ? plus_business_days(when.date, sum.days) : when.date + days(sum.days);
    when.named = named;
    if (sum.hours > 0) {
        const auto start = when.date == today_ ? context_.now : context_.zone.instant(when.date, local_.time);
        const auto then = context_.zone.local(start + std::chrono::hours(sum.hours));
        when.date = then.date;
        when.time = then.time;
        when.later_today = then.date == today_;
    }
    return when;
}

// "2-3 weeks", "a day or two", "between 3 and 5 days"
Dates::Found Dates::range(std::size_t at) {
    const auto from = skip(at, {"between"});
    const auto low = amount(from);
    const auto single = low ? std::nullopt : counted(from);  // "2d-3d"
    if (!low && !single) return std::nullopt;
    auto joint = low ? low->end : single->end;
    const auto shared = low ? unit(joint) : std::nullopt;  // "a week or two"
    if (shared) ++joint;
    if (!any(joint, {"-", "to", "or"}) && !(from > at && is(joint, "and"))) return std::nullopt;
    const bool sign = is(joint, "-") && !tokens_[joint].glued && joint + 1 < limit_ && tokens_[joint + 1].glued;
    if (sign) return std::nullopt;  // "2 -3d"
    const auto high = amount(joint + 1);
    if (const auto last = counted(joint + 1)) {
        auto found = trouble(at, last->end, AskCode::when);
        if (low && high && !last->unclear) {
            const auto unit_said = ' ' + said(high->end, last->end);
            found->trouble->readings = {{said(from, low->end) + unit_said, said(from, low->end) + unit_said},
                                        {said(joint + 1, last->end), said(joint + 1, last->end)}};
        }
        return found;
    }
    return shared && high ? trouble(at, high->end, AskCode::when) : std::nullopt;
}

Dates::Found Dates::past(std::size_t at) {
    if (is(at, "yesterday")) return trouble(at, at + 1, AskCode::past);
    const auto the = skip(at, {"the"});
    if (is(the, "day") && is(the + 1, "before") && is(the + 2, "yesterday")) return trouble(at, the + 3, AskCode::past);
    if (any(the, {"last", "previous", "past"})) {
        const auto& what = word(the + 1);
        const bool time = weekday_of(what) || month_of(what) || what == "weekend" || what == "night" ||
                          what == "week" || what == "month" || what == "year" || what == "quarter";
        return time ? trouble(at, the + 2, AskCode::past) : std::nullopt;
    }
    const bool negative = is(at, "-") && at + 1 < limit_ && tokens_[at + 1].glued && (at == 0 || !tokens_[at].glued);
    const auto sum = negative ? counted(at + 1) : std::nullopt;
    return sum ? trouble(at, sum->end, AskCode::past) : std::nullopt;
}

std::optional<Dates::Rhythm> Dates::read_rhythm(std::size_t at, std::size_t end) {
    static constexpr std::pair<std::string_view, int> words[] = {
        {"daily", 1},      {"weekly", 7},   {"fortnightly", 14}, {"monthly", 30},
        {"quarterly", 90}, {"yearly", 365}, {"annually", 365}};
    limit_ = std::min(end, tokens_.size());
    for (const auto& [name, days_apart] : words) {
        if (is(at, name)) return Rhythm{at + 1, days_apart, std::nullopt};
    }
    auto sum = counted(at);
    if (const auto bare = at + (any(at, {"other", "second"}) ? 1U : 0U); !sum && unit(bare)) {
        sum.emplace();
        add(*sum, *unit(bare), bare > at ? 2 : 1);
        sum->end = bare + 1;
    }
    const auto refuse = [&](std::size_t to, AskCode code) { return Rhythm{to, 0, trouble(at, to, code)->trouble}; };
    if (!sum) {
        if (weekday_of(word(at)) || is_plural_weekday(word(at))) return refuse(at + 1, AskCode::when);
        if (const auto several = range(at)) return refuse(several->end, AskCode::when);
        return std::nullopt;
    }
    if (sum->unclear) return Rhythm{sum->end, 0, months_or_minutes(at, *sum)->trouble};
    if (const auto several = range(at); several && several->end > sum->end) return refuse(several->end, AskCode::when);
    if (sum->too_small || sum->hours > 0) return refuse(sum->end, AskCode::when);
    const auto total = sum->months / 12 * 365 + sum->months % 12 * 30 + sum->days;
    if (total < 1) return refuse(sum->end, AskCode::when);
    if (total > 3650) return refuse(sum->end, AskCode::too_far);
    return Rhythm{sum->end, static_cast<int>(total), std::nullopt};
}

}  // namespace nudged::replies
