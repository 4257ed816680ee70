// JSON to a service.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace nudged::wire {

using Json = nlohmann::json;

// Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string dump(const Json&);

}  // namespace nudged::wire
