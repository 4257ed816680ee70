// JSON from a service: what is missing or of another kind is absent, never an error.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nudged::wire {

// A value of what has arrived, all of which it keeps alive; null by itself.
struct ParsedJson {
    [[nodiscard]] bool is_null() const { return value.error() != simdjson::SUCCESS || value.is_null(); }
    [[nodiscard]] bool is_boolean() const { return value.is_bool(); }
    [[nodiscard]] bool is_string() const { return value.is_string(); }
    [[nodiscard]] bool is_array() const { return value.is_array(); }
    [[nodiscard]] bool is_object() const { return value.is_object(); }

    std::shared_ptr<const simdjson::dom::document> document;
    simdjson::simdjson_result<simdjson::dom::element> value;
};

// Half of a pair of surrogates becomes U+FFFD, an integer beyond 64 bits a fraction. However deep, it is read without
// recursion. Absent when it is not JSON, or longer than 4 MiB.
[[nodiscard]] std::optional<ParsedJson> parse_json(std::string_view text);

// The member, the first of its name; null when there is none or `object` is none.
[[nodiscard]] ParsedJson member(const ParsedJson& object, const char* key);
[[nodiscard]] std::string string_at(const ParsedJson& object, const char* key);
[[nodiscard]] std::optional<std::int64_t> integer_at(const ParsedJson& object, const char* key);
[[nodiscard]] bool true_at(const ParsedJson& object, const char* key);

// None when `array` or `object` is none.
[[nodiscard]] std::vector<ParsedJson> elements(const ParsedJson& array);
[[nodiscard]] std::vector<std::pair<std::string, ParsedJson>> members(const ParsedJson& object);
// Empty when it is no string.
[[nodiscard]] std::string text_of(const ParsedJson&);

}  // namespace nudged::wire
