#include "daemon/messages/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "daemon/messages/catalogue/catalogue.hpp"

namespace nudged::messages {
namespace {

constexpr std::array<Key, 7> weekdays{"day.0", "day.1", "day.2", "day.3", "day.4", "day.5", "day.6"};
constexpr std::array<Key, 7> short_weekdays{"day.short.0", "day.short.1", "day.short.2", "day.short.3",
                                            "day.short.4", "day.short.5", "day.short.6"};
constexpr std::array<Key, 12> months{"month.1", "month.2", "month.3", "month.4",  "month.5",  "month.6",
                                     "month.7", "month.8", "month.9", "month.10", "month.11", "month.12"};
constexpr std::array<Key, 12> short_months{"month.short.1", "month.short.2",  "month.short.3",  "month.short.4",
                                           "month.short.5", "month.short.6",  "month.short.7",  "month.short.8",
                                           "month.short.9", "month.short.10", "month.short.11", "month.short.12"};
constexpr std::array<Key, 13> numbers{"number.0",  "number.1",  "number.2", "number.3", "number.4",
                                      "number.5",  "number.6",  "number.7", "number.8", "number.9",
                                      "number.10", "number.11", "number.12"};

std::chrono::year_month_day calendar(Date date) { return std::chrono::year_month_day{date}; }

// A month that there is not is left out.
std::string written(unsigned day, unsigned month, std::optional<int> year, const std::array<Key, 12>& names) {
    const std::string named = month >= 1 && month <= names.size() ? worded(names.at(month - 1)) : "";
    if (!year) return worded("day.date", {{"day", std::to_string(day)}, {"month", named}});
    return worded("day.date.year", {{"day", std::to_string(day)}, {"month", named}, {"year", std::to_string(*year)}});
}

std::string month_day(Date date, bool with_year) {
    const auto day = calendar(date);
    return written(unsigned{day.day()}, unsigned{day.month()},
                   with_year ? std::optional(int{day.year()}) : std::nullopt, short_months);
}

// "A, B and C": the last two as `pair` joins them.
std::string joined_by(Key pair, const std::vector<std::string>& parts) {
    if (parts.empty()) return {};
    std::string text = parts.front();
    for (std::size_t i = 1; i + 1 < parts.size(); ++i) text += ", " + parts[i];
    return parts.size() == 1 ? text : worded(pair, {{"first", text}, {"last", parts.back()}});
}

constexpr std::size_t weeks_of_a_year = 52;

std::size_t weeks_of_a_round(std::size_t people, double places) {
    return static_cast<std::size_t>(std::max(1L, std::lround(static_cast<double>(people) / std::max(places, 0.5))));
}
std::size_t years_of(std::size_t weeks) { return (weeks + weeks_of_a_year / 2) / weeks_of_a_year; }

}  // namespace

std::string weekday_name(std::chrono::weekday day) { return worded(weekdays.at(day.c_encoding())); }
std::string weekday_name(Date date) { return weekday_name(std::chrono::weekday{date}); }
std::string short_weekday(Date date) { return worded(short_weekdays.at(std::chrono::weekday{date}.c_encoding())); }

std::string long_day(Date date) {
    const auto day = calendar(date);
    return worded("day.long", {{"weekday", weekday_name(date)},
                               {"date", written(unsigned{day.day()}, unsigned{day.month()}, std::nullopt, months)}});
}

std::string date_text(const ImportantDate& date) { return written(date.day, date.month, date.year, months); }

std::string date_name(std::string_view what) {
    if (what == "birthday") return worded("date.birthday");
    if (what == "anniversary") return worded("date.anniversary");
    return what == "wedding" ? worded("date.wedding") : one_line(what);
}

std::string month_day(Date date, Date today) {
    return month_day(date, calendar(date).year() != calendar(today).year());
}

std::string day_text(Date date, Date today) {
    return worded("day.weekday", {{"weekday", short_weekday(date)}, {"date", month_day(date, today)}});
}

std::string when_you_resume() { return worded("day.resume"); }

std::string bare_day(Date date, Date today) {
    constexpr int about_a_year = 330;  // nearer than that, a day and a month cannot be mistaken
    const auto away = (date - today).count();
    if (away == 0) return worded("day.today");
    if (away == 1) return worded("day.tomorrow");
    if (away == -1) return worded("day.yesterday");
    return std::abs(away) < 7 ? weekday_name(date) : month_day(date, std::abs(away) >= about_a_year);
}

std::string relative_day(Date date, Date today) {
    const std::string day = bare_day(date, today);
    return std::abs((date - today).count()) <= 1 ? day : worded("day.on", {{"day", day}});
}

std::string time_text(TimeOfDay time) {
    const auto two = [](long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(time.count() / 60) + ":" + two(time.count() % 60);
}

std::string span_text(int days) {
    if (days < 14) return worded("span.days", {{"n", long{days}}});
    if (days < 61) return worded("span.weeks", {{"n", long{(days + 3) / 7}}});
    if (days < 730) return worded("span.months", {{"n", (long{days} * 100 + 1522) / 3044}});
    return worded("span.years", {{"n", long{days / 365}}});
}

std::string every_text(int days) {
    if (days == 365) return worded("every.years", {{"n", 1L}});
    if (days % 7 == 0 && days <= 182) return worded("every.weeks", {{"n", long{days / 7}}});
    if (days % 30 == 0 && days >= 60 && days < 365) return worded("every.months", {{"n", long{days / 30}}});
    return worded("every.days", {{"n", long{days}}});
}

std::string weekdays_text(std::uint8_t weekdays) {
    const Date monday = Date{std::chrono::year{2026} / std::chrono::March / 2};
    std::vector<std::string> names;
    int first = -1;
    int last = -1;
    for (int i = 0; i < 7; ++i) {  // Monday first; Sunday is bit 0
        if ((weekdays >> (i + 1) % 7 & 1U) == 0) continue;
        names.push_back(weekday_name(monday + days{i}));
        first = first < 0 ? i : first;
        last = i;
    }
    if (names.size() == 7) return worded("weekdays.all");
    if (names.empty()) return worded("weekdays.none");
    const bool in_a_row = last - first + 1 == static_cast<int>(names.size());
    if (in_a_row && names.size() > 2)
        return worded("weekdays.range", {{"first", names.front()}, {"last", names.back()}});
    return joined(names);
}

RoundLength round_length(std::size_t people, double places) {
    constexpr std::size_t told_in_weeks = 2 * weeks_of_a_year, a_lifetime = 80;
    const auto weeks = weeks_of_a_round(people, places);
    if (weeks <= told_in_weeks) return RoundLength::weeks;
    return years_of(weeks) > a_lifetime ? RoundLength::more_than_a_lifetime : RoundLength::years;
}

std::string round_text(std::size_t people, double places) {
    const auto weeks = weeks_of_a_round(people, places);
    switch (round_length(people, places)) {
        case RoundLength::weeks:
            return worded("every.weeks", {{"n", static_cast<long>(weeks)}});
        case RoundLength::years:
            return worded("every.years", {{"n", static_cast<long>(years_of(weeks))}});
        case RoundLength::more_than_a_lifetime:
            break;
    }
    return worded("every.lifetime");
}

std::string number_word(std::size_t n) { return n < numbers.size() ? worded(numbers.at(n)) : std::to_string(n); }

std::string some_of(const std::vector<std::string>& names) {
    constexpr std::size_t told = 3;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < std::min(told, names.size()); ++i) parts.push_back(shown_name(names[i]));
    if (names.size() > told) parts.push_back(worded("list.more", {{"n", static_cast<long>(names.size() - told)}}));
    return joined(parts);
}

std::string joined(const std::vector<std::string>& parts) { return joined_by("list.and", parts); }
std::string either_of(const std::vector<std::string>& parts) { return joined_by("list.or", parts); }

std::string counted(long n, std::string_view one, std::string_view many) {
    return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

Text styled(std::string_view text) {
    Text spans;
    Style style = Style::plain;
    while (!text.empty()) {
        const auto tick = text.find('`');
        if (tick != 0) spans.push_back({std::string(text.substr(0, tick)), style});
        if (tick == std::string_view::npos) break;
        text.remove_prefix(tick + 1);
        style = style == Style::plain ? Style::code : Style::plain;
    }
    return spans;
}

Message plain(std::string text) {
    Message message;
    for (const Span& span : styled(first_line(text))) message.notification += span.text;
    message.blocks.push_back({styled(text), {}});
    return message;
}

Button tap(std::string label, std::string action, std::string accessible) {
    Button button;
    button.label = std::move(label);
    button.action = std::move(action);
    button.accessible = std::move(accessible);
    return button;
}

}  // namespace nudged::messages
