#include "connectors/telegram/answer.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "connectors/telegram/rendering.hpp"

namespace nudged::telegram {

namespace {

constexpr std::size_t reason_limit = 200;
constexpr std::chrono::seconds wait_unsaid{5};
constexpr std::chrono::seconds wait_at_most{24 * 3'600};

std::optional<std::int64_t> leading_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end == text.data()) return std::nullopt;
    return number;
}

}  // namespace

Answer read_answer(const HttpResponse& response) {
    Answer answer;
    answer.code = response.status;
    const auto json = parse_json(response.body);
    if (!json || !member(*json, "ok").is_boolean()) return answer;
    answer.readable = true;
    answer.ok = true_at(*json, "ok");
    answer.code = integer_at(*json, "error_code").value_or(response.status);
    answer.description = string_at(*json, "description");
    answer.result = member(*json, "result");
    answer.parameters = member(*json, "parameters");
    return answer;
}

std::string reason_of(const Answer& answer) {
    if (!answer.readable) return "HTTP " + std::to_string(answer.code) + " with an answer that is not Telegram's";
    if (answer.description.empty()) return "error " + std::to_string(answer.code);
    return std::string(first_units(answer.description, reason_limit));
}

bool says(const Answer& answer, std::initializer_list<std::string_view> phrases) {
    std::string text = answer.description;
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](std::string_view phrase) { return text.find(phrase) != std::string::npos; });
}

std::chrono::milliseconds retry_after(const Answer& answer, const HttpResponse& response) {
    std::optional<std::int64_t> seconds = integer_at(answer.parameters, "retry_after");
    for (const auto& [name, value] : response.headers) {
        if (!seconds && name == "retry-after") seconds = leading_number(value);
    }
    constexpr std::string_view phrase = "retry after ";
    if (const auto at = answer.description.find(phrase); !seconds && at != std::string::npos) {
        seconds = leading_number(std::string_view(answer.description).substr(at + phrase.size()));
    }
    return std::chrono::seconds(
        std::clamp<std::int64_t>(seconds.value_or(wait_unsaid.count()), 1, wait_at_most.count()));
}

}  // namespace nudged::telegram
