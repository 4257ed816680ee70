// Clock times and parts of the day.
#include "daemon/replies/dates.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

constexpr unsigned first_clear_hour = 7;  // "3:30" alone could be either half of the day, "9:30" is the morning

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

// "2", "2pm", "14:00", "2.30pm"; morning or afternoon still to be known
std::optional<Dates::SpokenHour> Dates::hour_in_figures(std::size_t at, bool after_at) {
    const auto& first = tokens_[at];
    if (first.digits > 2) return std::nullopt;
    SpokenHour said{at + 1, static_cast<unsigned>(first.number)};
    if (!first.whole_number()) {
        said.suffixed = first.suffix() == "am" || first.suffix() == "pm";
        return said.suffixed ? std::optional(said) : std::nullopt;
    }
    const bool mark = at + 2 < limit_ && any(at + 1, {":", "."}) && tokens_[at + 1].glued && tokens_[at + 2].glued;
    if (!mark || tokens_[at + 2].digits != 2) return said;
    const auto& minutes = tokens_[at + 2];
    said.suffixed = minutes.suffix() == "am" || minutes.suffix() == "pm";
    if (!said.suffixed && (!minutes.whole_number() || (is(at + 1, ".") && !after_at))) return std::nullopt;
    said.end = at + 3;
    said.minute = static_cast<unsigned>(minutes.number);
    said.exact = true;
    said.says_24h = first.text.front() == '0';
    return said;
}

// "ten", "ten thirty", "half past two", "quarter to 3"
std::optional<Dates::SpokenHour> Dates::hour_in_words(std::size_t at) {
    const bool half = is(at, "half"), past = is(at + 1, "past"), to = is(at + 1, "to") && !half;
    const bool fraction = (half || is(at, "quarter")) && (past || to);
    const auto hour_at = fraction ? at + 2 : at;
    const bool figures = fraction && hour_at < limit_ && tokens_[hour_at].whole_number();
    const auto hour =
        figures ? std::optional(SpokenNumber{tokens_[hour_at].number, 1}) : spoken_number(tokens_, hour_at);
    if (!hour || hour->value < 1 || hour->value > 12 || hour_at + hour->words > limit_) return std::nullopt;
    SpokenHour said{hour_at + hour->words, static_cast<unsigned>(hour->value)};
    if (fraction) {
        if (to) said.hour = said.hour == 1 ? 12 : said.hour - 1;
        said.minute = half ? 30 : to ? 45 : 15;
        said.exact = true;
        return said;
    }
    const auto minutes = spoken_number(tokens_, said.end);
    if (minutes && minutes->value >= 10 && minutes->value < 60 && said.end + minutes->words <= limit_) {
        said.end += minutes->words;
        said.minute = static_cast<unsigned>(minutes->value);
        said.exact = true;
    }
    return said;
}

std::optional<Dates::Clock> Dates::clock(std::size_t at, bool after_at, PartOfDay part) {
    const auto from = skip(at, {","});
    const auto start = skip(from, {"at", "@", "by", "around", "about"});
    after_at = after_at || any(from, {"at", "@"});
    if (any(start, {"noon", "midday"})) return Clock{start + 1, time_of(12, 0)};
    if (is(start, "12") && is(start + 1, "noon")) return Clock{start + 2, time_of(12, 0)};
    if (start >= limit_) return std::nullopt;
    const bool figures = tokens_[start].digits > 0;
    const auto said = figures ? hour_in_figures(start, after_at) : hour_in_words(start);
    if (!said || said->hour > 23 || said->minute > 59) return std::nullopt;

    auto end = said->end;
    auto said_part = said->suffixed ? part_of(tokens_[end - 1].suffix()) : PartOfDay::none;
    if (!said->suffixed) {
        const bool oclock = is(end, "oclock");
        end = meridiem(oclock ? end + 1 : end, said_part);
        if (!oclock && !after_at && !said->exact && said_part == PartOfDay::none) return std::nullopt;
    }
    if (said_part == PartOfDay::none) said_part = part;
    const bool of_24 = said->says_24h || said->hour > 12 || said->hour == 0;
    const bool as_written =
        figures && said_part == PartOfDay::none && (of_24 || (said->exact && said->hour >= first_clear_hour));
    const bool agrees = said->exact && said->hour > 12 && said_part != PartOfDay::morning;
    if (as_written || agrees) return Clock{end, time_of(said->hour, said->minute)};
    if (const auto hour = hour_of_day(said->hour, said_part)) return Clock{end, time_of(*hour, said->minute)};
    if (said->hour < 1 || said->hour > 12) return std::nullopt;
    return Clock{end, std::nullopt, said->hour, said->minute};
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

// "first thing on monday", "eod tomorrow", "in the morning"
Dates::Found Dates::part_first(std::size_t from) {
    auto part = PartOfDay::none;
    const bool first_thing = is(from, "first") && is(from + 1, "thing");
    if (first_thing || end_of_day(from) > from) {
        const auto end = part_of_day(from, part);
        if (auto found = day_core(skip(end, {"on", "of", ","}))) return with_tail(from, std::move(found));
        return first_thing && is(end - 1, "morning") ? Found(When{end, today_ + days(1)}) : std::nullopt;
    }
    const bool in_the_morning = from > 0 && is(from - 1, "in") && is(from, "the") && is(from + 1, "morning");
    return in_the_morning ? with_tail(from, When{from + 2, today_ + days(1)}) : std::nullopt;
}

// "2pm on friday", "noon tomorrow", "5pm": a time alone is the next such time.
Dates::Found Dates::time_first(std::size_t from) {
    const bool after_at = from > 0 && from <= limit_ && any(from - 1, {"at", "@"});
    const auto time = clock(from, after_at, PartOfDay::none);
    if (!time) return std::nullopt;
    const auto behind = skip(time->end, {"on", ","});
    if (auto found = day_core(behind)) {
        auto part = part_of(word(found->end - 1));
        found->end = part_of_day(found->end, part);
        const auto again = clock(from, after_at, part);
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
