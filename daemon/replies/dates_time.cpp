// Clock times and parts of the day.
#include "daemon/replies/dates.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

constexpr unsigned latest_morning_colon = 7;  // "3:30" alone could be either half of the day, "9:30" is the morning

std::optional<unsigned> hour_of_day(unsigned hour, PartOfDay part) {
    if (hour < 1 || hour > 12) return std::nullopt;
    switch (part) {
        case PartOfDay::morning:
            return hour % 12;
        case PartOfDay::afternoon:
            return hour % 12 + 12;
        case PartOfDay::evening:
            return hour >= 4 && hour < 12 ? std::optional(hour + 12) : std::nullopt;
        case PartOfDay::night:
            return hour >= 5 && hour < 12 ? std::optional(hour + 12) : std::nullopt;
        case PartOfDay::none:
            break;
    }
    return std::nullopt;
}

TimeOfDay time_of(unsigned hour, unsigned minute) { return std::chrono::hours(hour) + std::chrono::minutes(minute); }

}  // namespace

// "am", "p.m.", "in the morning", "at night"
std::size_t Dates::meridiem(std::size_t at, PartOfDay& part) {
    if (any(at, {"am", "pm"})) {
        part = part_of(word(at));
        return at + 1;
    }
    if (any(at, {"a", "p"}) && is(at + 1, ".") && is(at + 2, "m") && tokens_[at + 2].glued) {
        part = is(at, "a") ? PartOfDay::morning : PartOfDay::afternoon;
        return is(at + 3, ".") && tokens_[at + 3].glued ? at + 4 : at + 3;
    }
    const auto in_the = is(at, "in") && is(at + 1, "the") ? at + 2 : is(at, "at") && is(at + 1, "night") ? at + 1 : at;
    if (in_the > at && part_of(word(in_the)) != PartOfDay::none && !is(in_the, "am") && !is(in_the, "pm")) {
        part = part_of(word(in_the));
        return in_the + 1;
    }
    return at;
}

std::size_t Dates::end_of_day(std::size_t at) {
    if (any(at, {"eod", "cob"})) return at + 1;
    if (is(at, "close") && is(at + 1, "of") && any(at + 2, {"business", "play"})) return at + 3;
    if (!is(at, "end") || !is(at + 1, "of")) return at;
    const auto the = skip(at + 2, {"the"});
    if (is(the, "business")) return skip(the + 1, {"day"});
    return any(the, {"day", "today"}) ? the + 1 : at;
}

// A part of the day changes nothing but what a bare hour behind it means.
std::size_t Dates::part_of_day(std::size_t at, PartOfDay& part) {
    if (is(at, "first") && is(at + 1, "thing")) {
        part = PartOfDay::morning;
        const auto in = is(at + 2, "in") && is(at + 3, "the") ? at + 4 : at + 2;
        return is(in, "morning") ? in + 1 : at + 2;
    }
    if (const auto end = end_of_day(skip(at, {"by"})); end > skip(at, {"by"})) return end;
    if (const auto end = meridiem(at, part); end > at) return end;
    const auto plain = skip(at, {"early", "late"});
    if (part_of(word(plain)) == PartOfDay::none || is(plain, "tonight")) return at;
    part = part_of(word(plain));
    return plain + 1;
}

// The figures of a time, before morning or afternoon is known.
std::optional<Dates::SpokenHour> Dates::hour_said(std::size_t at, bool after_at) {
    if (at >= limit_) return std::nullopt;
    const auto& first = tokens_[at];
    const auto minutes_follow = [&](std::string_view mark) {
        return at + 2 < limit_ && is(at + 1, mark) && tokens_[at + 1].glued && tokens_[at + 2].glued &&
               tokens_[at + 2].digits == 2;
    };
    if (first.whole_number() && first.digits <= 2) {
        const auto hour = static_cast<unsigned>(first.number);
        if (minutes_follow(":") || (minutes_follow(".") && (after_at || !tokens_[at + 2].whole_number()))) {
            const auto& last = tokens_[at + 2];
            const bool plain = last.whole_number();
            if (!plain && part_of(last.suffix()) == PartOfDay::none) return std::nullopt;
            return SpokenHour{plain ? at + 3 : at + 2, hour, static_cast<unsigned>(last.number),
                              first.text.front() == '0', true};
        }
        return SpokenHour{at + 1, hour, 0, false, false};
    }
    if (first.digits > 0) {
        const bool suffixed = first.digits <= 2 && (first.suffix() == "am" || first.suffix() == "pm");
        return suffixed ? std::optional(SpokenHour{at, static_cast<unsigned>(first.number), 0, false, false})
                        : std::nullopt;
    }
    const bool half = any(at, {"half", "quarter"}) && any(at + 1, {"past", "to"});
    const auto spoken_at = half ? at + 2 : at;
    const auto whole = half && spoken_at < limit_ && tokens_[spoken_at].whole_number();
    const auto spoken =
        whole ? std::optional(SpokenNumber{tokens_[spoken_at].number, 1}) : spoken_number(tokens_, spoken_at);
    if (!spoken || spoken->value > 12 || spoken_at + spoken->words > limit_) return std::nullopt;
    SpokenHour said{spoken_at + spoken->words, static_cast<unsigned>(spoken->value), 0, false, false};
    if (half) {
        if (is(at + 1, "to")) said.hour = said.hour == 1 ? 12 : said.hour - 1;
        said.minute = is(at, "half") ? 30 : is(at + 1, "to") ? 45 : 15;
        said.colon = true;
        if (is(at, "half") && is(at + 1, "to")) return std::nullopt;
    } else if (const auto more = spoken_number(tokens_, said.end);
               more && more->value >= 10 && more->value < 60 && said.end + more->words <= limit_) {
        said = {said.end + more->words, said.hour, static_cast<unsigned>(more->value), false, true};
    }
    return said;
}

std::optional<Dates::Clock> Dates::clock(std::size_t at, bool after_at, PartOfDay part) {
    const auto from = skip(at, {","});
    const auto start = skip(from, {"at", "@", "by", "around", "about"});
    after_at = after_at || any(from, {"at", "@"});
    if (any(start, {"noon", "midday"})) return Clock{start + 1, time_of(12, 0)};
    if (is(start, "12") && is(start + 1, "noon")) return Clock{start + 2, time_of(12, 0)};
    const auto hour = hour_said(start, after_at);
    if (!hour || hour->hour > 23 || hour->minute > 59) return std::nullopt;

    auto end = hour->end;
    auto said_part = PartOfDay::none;
    if (end < limit_ && tokens_[end].digits > 0 && !tokens_[end].whole_number()) {  // "2pm", "30pm"
        said_part = part_of(tokens_[end].suffix());
        ++end;
    } else {
        const bool oclock = is(end, "oclock");
        const auto behind = meridiem(oclock ? end + 1 : end, said_part);
        if (!oclock && !after_at && !hour->colon && said_part == PartOfDay::none) return std::nullopt;
        end = oclock || behind > end ? behind : end;
    }
    if (said_part == PartOfDay::none) said_part = part;
    const bool digits = tokens_[start].digits > 0;
    const bool as_written =
        digits && said_part == PartOfDay::none &&
        (hour->says_24h || hour->hour > 12 || hour->hour == 0 || (hour->colon && hour->hour >= latest_morning_colon));
    if (as_written || (hour->colon && hour->hour > 12 && (hour->hour >= 12) == (said_part != PartOfDay::morning))) {
        return Clock{end, time_of(hour->hour, hour->minute)};
    }
    if (const auto resolved = hour_of_day(hour->hour, said_part)) return Clock{end, time_of(*resolved, hour->minute)};
    if (hour->hour < 1 || hour->hour > 12 || said_part == PartOfDay::morning || said_part == PartOfDay::afternoon) {
        return std::nullopt;
    }
    return Clock{end, std::nullopt, hour->hour, hour->minute};
}

void Dates::set_clock(std::size_t from, When& when, const Clock& clock, std::string rest) {
    if (when.trouble) return;
    if (clock.time) {
        when.time = clock.time;
        return;
    }
    const auto end = when.end;
    when = *trouble(from, end, AskCode::when);
    for (const auto half : {"am", "pm"}) {
        auto time = std::to_string(clock.hour);
        if (clock.minute > 0) time += (clock.minute < 10 ? ":0" : ":") + std::to_string(clock.minute);
        time += half;
        when.trouble->readings.push_back({time, rest.empty() ? "at " + time : rest + ' ' + time});
    }
}

// "2pm on friday", "noon tomorrow", "5pm": a time alone is the next such time.
Dates::Found Dates::time_first(std::size_t from) {
    const bool after_at = from > 0 && from <= limit_ && any(from - 1, {"at", "@"});
    auto part = PartOfDay::none;
    const auto first_thing = is(from, "first") && is(from + 1, "thing");
    if (first_thing || end_of_day(from) > from) {
        const auto end = part_of_day(from, part);
        if (auto found = day_core(skip(end, {"on", "of", ","}))) return with_tail(from, std::move(found));
        if (!first_thing || !is(end - 1, "morning")) return std::nullopt;
        return When{end, today_ + days(1)};
    }
    if (const auto in_the = meridiem(from - (from > 0 && is(from - 1, "in") ? 1 : 0), part); in_the > from + 1) {
        if (part == PartOfDay::morning) return with_tail(from, When{in_the, today_ + days(1)});
    }
    const auto time = clock(from, after_at, PartOfDay::none);
    if (!time) return std::nullopt;
    const auto behind = skip(time->end, {"on", ","});
    if (auto found = day_core(behind); found && !found->time) {
        found->end = part_of_day(found->end, part);
        const auto again = clock(from, after_at, part_of(word(found->end - 1)));
        set_clock(from, *found, again ? *again : *time, said(behind, found->end));
        return found;
    }
    When when{time->end, today_};
    when.later_today = time->time && *time->time > local_.time;
    if (time->time && !when.later_today) when.date += days(1);
    set_clock(from, when, *time, {});
    return when;
}

}  // namespace nudged::replies
