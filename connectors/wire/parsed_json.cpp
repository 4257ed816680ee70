#include "connectors/wire/parsed_json.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/wire/json.hpp"

namespace nudged::wire {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t size_limit = 4 << 20;
constexpr std::size_t escape_bytes = 6;  // of "\uD83D"

// The unit of UTF-16 that "\uXXXX" at this place stands for; absent when there is none.
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t place) {
    const auto escape = text.substr(std::min(place, text.size()), escape_bytes);
    if (escape.size() < escape_bytes || !escape.starts_with("\\u")) return std::nullopt;
    unsigned unit = 0;
    const char* const last = escape.data() + escape.size();
    const auto [end, error] = std::from_chars(escape.data() + 2, last, unit, 16);
    return error == std::errc() && end == last ? std::optional(unit) : std::nullopt;
}

bool is_high(std::optional<unsigned> unit) { return unit && *unit >= 0xD800 && *unit < 0xDC00; }
bool is_low(std::optional<unsigned> unit) { return unit && *unit >= 0xDC00 && *unit < 0xE000; }

// Half of an emoji, where a service cuts texts by the unit, would make all of the rest unreadable.
std::string with_whole_letters(std::string_view text) {
    std::string out(text);
    for (std::size_t place = out.find('\\'); place != out.npos; place = out.find('\\', place)) {
        const auto unit = escaped_unit(out, place);
        if (is_high(unit) && is_low(escaped_unit(out, place + escape_bytes))) {
            place += 2 * escape_bytes;
        } else if (is_high(unit) || is_low(unit)) {
            out.replace(place + 2, 4, "FFFD");
            place += escape_bytes;
        } else {
            place += 2;
        }
    }
    return out;
}

bool may_hold_halves(std::string_view text) { return text.find("\\ud") != text.npos || text.find("\\uD") != text.npos; }

// simdjson takes an integer beyond 64 bits for no number, and with it all of the rest for no JSON. Nobody sends one,
// but what is about something else is not to be lost for it. Empty when that is not what is wrong.
std::string with_fractions(std::string_view text) {
    // Writing is recursive.
    const auto shallow = [](int depth, Json::parse_event_t, const Json&) { return depth <= 32; };
    const Json parsed = Json::parse(text, shallow, false);
    return parsed.is_discarded() ? std::string() : dump(parsed);
}

simdjson::simdjson_result<dom::element> parse(std::string_view text, dom::document& into) {
    dom::parser parser;
    // Each level takes two bytes at the least.
    if (const auto error = parser.allocate(text.size(), text.size() / 2 + 1)) return error;
    return parser.parse_into_document(into, text.data(), text.size());
}

}  // namespace

std::optional<ParsedJson> parse_json(std::string_view text) {
    if (text.size() > size_limit) return std::nullopt;
    std::string repaired;
    if (may_hold_halves(text)) text = repaired = with_whole_letters(text);
    auto document = std::make_shared<dom::document>();
    auto root = parse(text, *document);
    if (root.error() == simdjson::NUMBER_ERROR) root = parse(with_fractions(text), *document);
    if (root.error() != simdjson::SUCCESS) return std::nullopt;
    return ParsedJson{std::move(document), root};
}

ParsedJson member(const ParsedJson& object, const char* key) { return {object.document, object.value[key]}; }

std::string string_at(const ParsedJson& object, const char* key) {
    std::string_view text;
    return object.value[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::optional<std::int64_t> integer_at(const ParsedJson& object, const char* key) {
    std::int64_t integer = 0;
    return object.value[key].get(integer) == simdjson::SUCCESS ? std::optional(integer) : std::nullopt;
}

bool true_at(const ParsedJson& object, const char* key) {
    bool value = false;
    return object.value[key].get(value) == simdjson::SUCCESS && value;
}

std::vector<ParsedJson> elements(const ParsedJson& json) {
    std::vector<ParsedJson> all;
    dom::array array;
    if (json.value.get(array) != simdjson::SUCCESS) return all;
    for (auto element : array) all.push_back({json.document, std::move(element)});
    return all;
}

std::vector<std::pair<std::string, ParsedJson>> members(const ParsedJson& json) {
    std::vector<std::pair<std::string, ParsedJson>> all;
    dom::object object;
    if (json.value.get(object) != simdjson::SUCCESS) return all;
    for (auto [key, value] : object) all.emplace_back(key, ParsedJson{json.document, std::move(value)});
    return all;
}

std::string text_of(const ParsedJson& json) {
    std::string_view text;
    return json.value.get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

}  // namespace nudged::wire
