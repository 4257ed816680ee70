#include "connectors/wire/json.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace nudged::wire {

namespace {

constexpr int depth_limit = 32;
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

}  // namespace

std::optional<Json> parse_json(std::string_view text) {
    if (text.size() > size_limit) return std::nullopt;
    const auto shallow = [](int depth, Json::parse_event_t, const Json&) { return depth <= depth_limit; };
    Json parsed = may_hold_halves(text) ? Json::parse(with_whole_letters(text), shallow, false)
                                        : Json::parse(text, shallow, false);
    if (parsed.is_discarded()) return std::nullopt;
    return parsed;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

const Json& member(const Json& object, const char* key) {
    static const Json none;
    if (!object.is_object()) return none;
    const auto found = object.find(key);
    return found == object.end() ? none : *found;
}

std::string string_at(const Json& object, const char* key) {
    const Json& value = member(object, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

std::optional<std::int64_t> integer_at(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (!value.is_number_integer()) return std::nullopt;
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > largest) return std::nullopt;
    return value.get<std::int64_t>();
}

bool true_at(const Json& object, const char* key) {
    const Json& value = member(object, key);
    return value.is_boolean() && value.get<bool>();
}

}  // namespace nudged::wire
