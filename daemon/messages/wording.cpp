#include "daemon/messages/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "daemon/followup/rhythm.hpp"

namespace nudged::messages {
namespace {

constexpr std::array weekdays{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                            "July",    "August",   "September", "October", "November", "December"};

std::chrono::year_month_day calendar(Date date) { return std::chrono::year_month_day{date}; }
std::string day_number(Date date) { return std::to_string(unsigned{calendar(date).day()}); }
std::string year_number(Date date) { return std::to_string(int{calendar(date).year()}); }
std::string_view month_name(Date date) { return months.at(unsigned{calendar(date).month()} - 1); }

std::string month_day(Date date) { return day_number(date) + " " + std::string(month_name(date).substr(0, 3)); }

}  // namespace

std::string weekday_name(std::chrono::weekday day) { return weekdays.at(day.c_encoding()); }
std::string weekday_name(Date date) { return weekday_name(std::chrono::weekday{date}); }

std::string long_day(Date date) {
    return weekday_name(date) + " " + day_number(date) + " " + std::string(month_name(date));
}

std::string date_text(const ImportantDate& date) {
    const std::string month = date.month >= 1 && date.month <= months.size() ? months.at(date.month - 1) : "";
    return std::to_string(date.day) + " " + month + (date.year ? " " + std::to_string(*date.year) : "");
}

std::string day_text(Date date, Date today) {
    std::string text = weekday_name(date).substr(0, 3) + " " + month_day(date);
    if (calendar(date).year() != calendar(today).year()) text += " " + year_number(date);
    return text;
}

std::string when_you_resume() { return "when you resume"; }

std::string relative_day(Date date, Date today) {
    constexpr int about_a_year = 330;  // nearer than that, a day and a month cannot be mistaken
    const auto away = (date - today).count();
    if (away == 0) return "today";
    if (away == 1) return "tomorrow";
    if (away == -1) return "yesterday";
    if (std::abs(away) < 7) return "on " + weekday_name(date);
    std::string text = "on " + month_day(date);
    if (std::abs(away) >= about_a_year) text += " " + year_number(date);
    return text;
}

std::string time_text(TimeOfDay time) {
    const auto two = [](long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(time.count() / 60) + ":" + two(time.count() % 60);
}

std::string span_text(int days) {
    if (days < 14) return counted(days, "day", "days");
    if (days < 61) return counted((days + 3) / 7, "week", "weeks");
    if (days < 730) return counted((days * 100 + 1522) / 3044, "month", "months");
    return counted(days / 365, "year", "years");
}

std::string every_text(int days) {
    if (days == 1) return "every day";
    if (days == 7) return "every week";
    if (days == 365) return "every year";
    if (days % 7 == 0 && days <= 182) return "every " + std::to_string(days / 7) + " weeks";
    if (days % 30 == 0 && days >= 60 && days < 365) return "every " + std::to_string(days / 30) + " months";
    return "every " + std::to_string(days) + " days";
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
    if (names.size() == 7) return "every day";
    if (names.empty()) return "on no day yet";
    const bool in_a_row = last - first + 1 == static_cast<int>(names.size());
    if (in_a_row && names.size() > 2) return names.front() + " to " + names.back();
    return joined(names);
}

std::string round_text(std::size_t people, double places) {
    const auto weeks =
        static_cast<std::size_t>(std::max(1L, std::lround(static_cast<double>(people) / std::max(places, 0.5))));
    constexpr std::size_t a_year = 52, told_in_weeks = 2 * a_year, a_lifetime = 80;
    if (weeks == 1) return "every week";
    if (weeks <= told_in_weeks) return "every " + std::to_string(weeks) + " weeks";
    const auto years = (weeks + a_year / 2) / a_year;
    return years > a_lifetime ? "once in more than a lifetime" : "every " + std::to_string(years) + " years";
}

std::string number_word(std::size_t n) {
    constexpr std::array words{"no",    "one",   "two",  "three", "four",   "five",  "six",
                               "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    return n < words.size() ? words.at(n) : std::to_string(n);
}

std::string some_of(const std::vector<std::string>& names) {
    constexpr std::size_t told = 3;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < std::min(told, names.size()); ++i) parts.push_back(shown_name(names[i]));
    if (names.size() > told) parts.push_back(std::to_string(names.size() - told) + " more");
    return joined(parts);
}

std::string joined(const std::vector<std::string>& parts, std::string_view last) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? " " + std::string(last) + " " : ", ";
        text += parts[i];
    }
    return text;
}

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
