#include "daemon/messages/actions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace nudged::messages {
namespace {

constexpr std::array<std::string_view, 13> verbs{"done",   "snooze", "more",  "skip", "no",   "later", "replied",
                                                 "notyet", "part",   "again", "undo", "feel", "pick"};
constexpr std::size_t longest_word = 24;
constexpr int most_numbers = 1000;

bool is_word(std::string_view text) {
    return text.size() <= longest_word && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
           });
}
// A name is told from "b45" by having no digit, and from a mere "b" by its length.
bool is_named(std::string_view text) {
    return text.size() > 1 && is_word(text) && text.find_first_of("0123456789") == std::string_view::npos;
}

template <typename Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    if (text.size() > 1 && text.front() == '0') return std::nullopt;
    return value;
}
std::optional<std::int64_t> id(std::string_view text) {
    const auto value = number<std::int64_t>(text);
    return value && *value > 0 ? value : std::nullopt;
}

std::optional<About> read_about(std::string_view text) {
    if (is_named(text)) return Named{std::string(text)};
    if (text.size() < 2) return std::nullopt;
    const std::string_view rest = text.substr(1);
    const auto dot = text.find('.');
    switch (text.front()) {
        case 'b':
            if (const auto batch = id(rest)) return OfBatch{*batch};
            return std::nullopt;
        case 'c':
            if (const auto contact = id(rest)) return OfContact{*contact};
            return std::nullopt;
        case 'q': {
            if (dot == std::string_view::npos) return std::nullopt;
            const auto question = id(text.substr(1, dot - 1));
            const auto choice = number<int>(text.substr(dot + 1));
            if (question && choice && *choice < most_numbers) return OfQuestion{*question, *choice};
            return std::nullopt;
        }
        default: {
            if (dot == std::string_view::npos) return std::nullopt;
            const auto date = decode_date(text.substr(0, dot));
            const auto place = number<int>(text.substr(dot + 1));
            if (date && place && *place < most_numbers) return OnList{*date, *place};
            return std::nullopt;
        }
    }
}

struct Write {
    std::string operator()(const OnList& on) const { return encode_date(on.date) + "." + std::to_string(on.number); }
    std::string operator()(const OfBatch& of) const { return "b" + std::to_string(of.batch); }
    std::string operator()(const OfContact& of) const { return "c" + std::to_string(of.contact); }
    std::string operator()(const OfQuestion& of) const {
        return "q" + std::to_string(of.question) + "." + std::to_string(of.choice);
    }
    std::string operator()(const Named& named) const { return named.what; }
};

}  // namespace

std::string encode(const Action& action) {
    std::string text = action.verb + ":" + std::visit(Write{}, action.about);
    if (!action.argument.empty()) text += "/" + action.argument;
    if (decode(text) != action) throw std::invalid_argument("no button can carry this action: " + text);
    return text;
}

std::optional<Action> decode(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    Action action{std::string(text.substr(0, colon)), {}, {}};
    if (std::find(verbs.begin(), verbs.end(), action.verb) == verbs.end()) return std::nullopt;
    std::string_view rest = text.substr(colon + 1);
    if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
        action.argument = std::string(rest.substr(slash + 1));
        if (action.argument.empty() || !is_word(action.argument)) return std::nullopt;
        rest = rest.substr(0, slash);
    }
    const auto about = read_about(rest);
    if (!about) return std::nullopt;
    action.about = *about;
    return action;
}

std::string encode_date(Date date) {
    const std::chrono::year_month_day day{date};
    const int digits = int{day.year()} * 10000 + static_cast<int>(unsigned{day.month()} * 100 + unsigned{day.day()});
    return std::to_string(digits);
}

std::optional<Date> decode_date(std::string_view text) {
    const auto digits = text.size() == 8 ? number<int>(text) : std::nullopt;
    if (!digits) return std::nullopt;
    const std::chrono::year_month_day day{std::chrono::year{*digits / 10000},
                                          std::chrono::month{static_cast<unsigned>(*digits / 100 % 100)},
                                          std::chrono::day{static_cast<unsigned>(*digits % 100)}};
    if (!day.ok()) return std::nullopt;
    return Date{day};
}

}  // namespace nudged::messages
