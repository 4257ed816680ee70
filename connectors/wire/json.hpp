// JSON from and to a service: what is missing, of another kind or too deep is absent, never an error.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace nudged::wire {

using Json = nlohmann::json;

// What lies deeper than 32 levels is left out, and half of a pair of surrogates becomes U+FFFD. Absent when it is not
// JSON, or longer than 4 MiB.
[[nodiscard]] std::optional<Json> parse_json(std::string_view text);
// Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string dump(const Json&);

// The member; null when there is none or `object` is none.
[[nodiscard]] const Json& member(const Json& object, const char* key);
[[nodiscard]] std::string string_at(const Json& object, const char* key);
[[nodiscard]] std::optional<std::int64_t> integer_at(const Json& object, const char* key);
[[nodiscard]] bool true_at(const Json& object, const char* key);

}  // namespace nudged::wire
