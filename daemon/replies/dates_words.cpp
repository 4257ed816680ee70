#include "daemon/replies/dates_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "daemon/replies/typos.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

using Numbers = std::unordered_map<std::string_view, unsigned>;

template <typename Map>
auto find(const Map& map, std::string_view word) -> std::optional<typename Map::mapped_type> {
    const auto found = map.find(word);
    return found == map.end() ? std::nullopt : std::optional(found->second);
}

constexpr std::array<std::string_view, 23> spelt_words{
    "tomorrow", "today",    "until",     "weekend", "monday",   "tuesday",  "wednesday", "thursday",
    "friday",   "saturday", "sunday",    "january", "february", "march",    "april",     "june",
    "july",     "august",   "september", "october", "november", "december", "tonight"};
constexpr std::array<std::string_view, 10> spelt_units{"days",     "weeks", "week",    "months",    "month",
                                                       "quarters", "years", "quarter", "fortnight", "hours"};

constexpr std::size_t shortest_corrected = 5;
constexpr std::size_t long_word = 8;

// A longer word may be two letters off, but then not in its first one ("remember" is no December).
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    if (word.size() < shortest_corrected) return {};
    std::string_view best;
    std::size_t least = (word.size() >= long_word ? 2 : 1) + 1;
    bool unique = false;
    for (const auto candidate : candidates) {
        const auto distance = typo_distance(word, candidate, std::min<std::size_t>(least, 2));
        if (distance > least || (distance == least && best.empty())) continue;
        if (distance == 2 && candidate.front() != word.front()) continue;
        unique = distance < least;
        least = distance;
        best = candidate;
    }
    return unique && best != word ? best : std::string_view{};
}

bool begins_with_digit(std::string_view word) { return !word.empty() && word.front() >= '0' && word.front() <= '9'; }

// English words and names one letter away from a month or a day.
bool is_no_misspelling(std::string_view word) {
    static const std::unordered_set<std::string_view> words{
        "match", "marsh", "larch",  "parch", "starch", "marco",   "marcy",    "avril",   "abril",   "sundry",  "sundae",
        "toddy", "untie", "marcha", "units", "united", "holiday", "birthday", "workday", "weekday", "weekdays"};
    return words.contains(word);
}

}  // namespace

std::optional<unsigned> month_of(std::string_view word) {
    static const Numbers months{{"jan", 1},   {"january", 1},   {"feb", 2},       {"february", 2}, {"mar", 3},
                                {"march", 3}, {"apr", 4},       {"april", 4},     {"may", 5},      {"jun", 6},
                                {"june", 6},  {"jul", 7},       {"july", 7},      {"aug", 8},      {"august", 8},
                                {"sep", 9},   {"sept", 9},      {"september", 9}, {"oct", 10},     {"october", 10},
                                {"nov", 11},  {"november", 11}, {"dec", 12},      {"december", 12}};
    return find(months, word);
}

std::optional<unsigned> weekday_of(std::string_view word) {
    static const Numbers weekdays{{"mon", 0},      {"monday", 0},   {"tue", 1},       {"tues", 1},   {"tuesday", 1},
                                  {"wed", 2},      {"weds", 2},     {"wednesday", 2}, {"thu", 3},    {"thur", 3},
                                  {"thurs", 3},    {"thursday", 3}, {"fri", 4},       {"friday", 4}, {"sat", 5},
                                  {"saturday", 5}, {"sun", 6},      {"sunday", 6}};
    return find(weekdays, word);
}

bool is_plural_weekday(std::string_view word) {
    return word.size() > 6 && word.back() == 's' && word.ends_with("days") &&
           weekday_of(word.substr(0, word.size() - 1));
}

bool means_tomorrow(std::string_view word) {
    static const std::unordered_set<std::string_view> words{"tomorrow", "tmrw",  "tmr",  "tom",     "tmw",  "tomo",
                                                            "2morrow",  "2moro", "2mrw", "tmorrow", "tomoz"};
    return words.contains(word);
}

std::optional<Unit> unit_of(std::string_view word) {
    using enum Unit::Kind;
    static const std::unordered_map<std::string_view, Unit> units{
        {"h", {hours, 1}},          {"hr", {hours, 1}},         {"hrs", {hours, 1}},
        {"hour", {hours, 1}},       {"hours", {hours, 1}},      {"d", {days, 1}},
        {"day", {days, 1}},         {"days", {days, 1}},        {"w", {days, 7}},
        {"wk", {days, 7}},          {"wks", {days, 7}},         {"week", {days, 7}},
        {"weeks", {days, 7}},       {"fortnight", {days, 14}},  {"fortnights", {days, 14}},
        {"mo", {months, 1}},        {"mos", {months, 1}},       {"mth", {months, 1}},
        {"mths", {months, 1}},      {"month", {months, 1}},     {"months", {months, 1}},
        {"quarter", {months, 3}},   {"quarters", {months, 3}},  {"y", {months, 12}},
        {"yr", {months, 12}},       {"yrs", {months, 12}},      {"year", {months, 12}},
        {"years", {months, 12}},    {"m", {unclear, 1}},        {"min", {too_small, 1}},
        {"mins", {too_small, 1}},   {"minute", {too_small, 1}}, {"minutes", {too_small, 1}},
        {"s", {too_small, 1}},      {"sec", {too_small, 1}},    {"secs", {too_small, 1}},
        {"seconds", {too_small, 1}}};
    return find(units, word);
}

PartOfDay part_of(std::string_view word) {
    using enum PartOfDay;
    static const std::unordered_map<std::string_view, PartOfDay> parts{
        {"morning", morning}, {"am", morning},    {"afternoon", afternoon}, {"pm", afternoon},
        {"evening", evening}, {"tonight", night}, {"night", night}};
    return find(parts, word).value_or(none);
}

std::string_view corrected_date_word(std::string_view word) {
    if (word == "wknd" || word == "wkend") return "weekend";
    if (begins_with_digit(word) || word.size() < shortest_corrected || is_date_word(word) || is_common_word(word))
        return {};
    if (is_no_misspelling(word) || is_plural_weekday(word) || means_tomorrow(word)) return {};
    return nearest(word, spelt_words);
}

std::string_view corrected_unit(std::string_view word) {
    if (begins_with_digit(word) || unit_of(word) || is_common_word(word) || word == "mouth") return {};
    return nearest(word, spelt_units);
}

}  // namespace nudged::replies
