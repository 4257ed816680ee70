#include "daemon/messages/choices.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "daemon/messages/actions.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

struct Known {
    std::string_view label;
    Key called;
};
constexpr std::array<Known, 9> known{{{"yes", "question.yes"},
                                      {"no", "question.no"},
                                      {"Pause everything", "choice.pause_everything"},
                                      {"Close one person", "choice.close_one"},
                                      {"Never mind", "choice.never_mind"},
                                      {"Today", "choice.today"},
                                      {"tomorrow", "choice.tomorrow"},
                                      {"next year", "choice.next_year"},
                                      {"undo, which takes back the last thing only", "choice.undo_the_last"}}};

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string_view take_word(std::string_view& text) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    return word;
}

// "3 months"
std::optional<std::string> length_called(std::string_view label) {
    std::string_view unit = label;
    const auto digits = take_word(unit);
    const auto n = number(digits);
    if (!n || digits != std::to_string(*n) || unit.ends_with('s') == (*n == 1)) return std::nullopt;
    if (unit.ends_with('s')) unit.remove_suffix(1);
    if (unit != "day" && unit != "week" && unit != "month" && unit != "year") return std::nullopt;
    return worded("choice.length", {{"unit", std::string(unit)}, {"n", long{*n}}});
}

// "Mon 23 Feb", that says "on 2026-02-23"
std::optional<std::string> day_in_figures_called(const replies::Choice& choice) {
    constexpr std::string_view on = "on ", example = "2026-02-23";
    const auto at = choice.says.rfind(on);
    if (at == std::string::npos) return std::nullopt;
    std::string figures = choice.says.substr(at + on.size(), example.size());
    std::erase(figures, '-');
    const auto date = decode_date(figures);
    return date ? std::optional(day_text(*date, *date)) : std::nullopt;
}

// "5 jun 2027"
std::optional<std::string> day_of_month_called(std::string_view label) {
    constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
    std::string_view rest = label;
    const auto day = take_word(rest);
    const auto found = std::ranges::find(months, take_word(rest));
    if (!number(day) || found == months.end()) return std::nullopt;
    const Argument named{"day", std::string(day)}, month{"month", std::to_string(found - months.begin() + 1)};
    if (rest.empty()) return worded("choice.day", {named, month});
    return number(rest) ? std::optional(worded("choice.day_of_year", {named, month, {"year", std::string(rest)}}))
                        : std::nullopt;
}

// What stands around words of the owner.
std::optional<std::string> around_words(const replies::Choice& choice) {
    const std::string_view label = choice.label;
    const auto between = [&](std::string_view before, std::string_view behind) -> std::optional<std::string> {
        const bool fits =
            label.size() > before.size() + behind.size() && label.starts_with(before) && label.ends_with(behind);
        if (!fits) return std::nullopt;
        return std::string(label.substr(before.size(), label.size() - before.size() - behind.size()));
    };
    if (choice.says.starts_with("add "))
        if (const auto name = between("Add ", "")) return worded("choice.add", {{"name", *name}});
    if (choice.says.starts_with("part "))
        if (const auto name = between("Take ", " off the list")) return worded("choice.take_off", {{"name", *name}});
    if (choice.says.starts_with("later")) {
        if (label == "later") return worded("choice.later");
        if (const auto when = between("later ", "")) return worded("choice.later_when", {{"when", *when}});
    }
    if (const auto when = between("Not yet: ", "")) return worded("choice.not_yet", {{"when", *when}});
    if (const auto verb = between("I ", " them")) return worded("choice.contacted_them", {{"verb", *verb}});
    if (const auto verb = between("They ", " me")) return worded("choice.contacted_me", {{"verb", *verb}});
    return std::nullopt;
}

}  // namespace

std::string choice_called(const replies::Choice& choice) {
    if (choice.person != 0 && choice.label != "yes" && choice.label != "no") return choice.label;
    const auto word = std::ranges::find(known, choice.label, &Known::label);
    if (word != known.end()) return worded(word->called);
    if (auto around = around_words(choice)) return *around;
    if (auto length = length_called(choice.label)) return *length;
    if (auto day = day_in_figures_called(choice)) return *day;
    if (auto day = day_of_month_called(choice.label)) return *day;
    return choice.label;
}

}  // namespace nudged::messages
