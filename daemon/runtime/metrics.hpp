// What a monitoring system reads: counts, and no name or word of anybody.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "storage/store.hpp"

namespace nudged::runtime {

inline constexpr const char* metrics_content_type = "text/plain; version=0.0.4; charset=utf-8";

// In the text format of Prometheus, read from the tables at this moment. `connectors`: each that is set up, with what
// is the matter with it, empty = nothing. `slack_refusals`: requests that were not Slack's; absent = there is no such
// door. Throws StoreError.
[[nodiscard]] std::string metrics_text(Store& store, const std::map<std::string, std::string>& connectors,
                                       std::optional<std::uint64_t> slack_refusals);

}  // namespace nudged::runtime
