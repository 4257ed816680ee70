#include "connectors/wire/json.hpp"

#include <limits>

namespace nudged::wire {

namespace {
constexpr int depth_limit = 32;
constexpr std::size_t size_limit = 4 << 20;
}  // namespace

std::optional<Json> parse_json(std::string_view text) {
    if (text.size() > size_limit) return std::nullopt;
    const auto shallow = [](int depth, Json::parse_event_t, const Json&) { return depth <= depth_limit; };
    Json parsed = Json::parse(text, shallow, false);
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
