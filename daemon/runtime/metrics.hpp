// What a monitoring system reads: counts, and no name or word of anybody.
#pragma once

#include <map>
#include <string>

#include "storage/store.hpp"

namespace nudged::runtime {

inline constexpr const char* metrics_content_type = "text/plain; version=0.0.4; charset=utf-8";

// In the text format of Prometheus, read from the tables at this moment. `connectors`: each that is set up, with what is
// the matter with it, empty = nothing. Throws StoreError.
[[nodiscard]] std::string metrics_text(Store& store, const std::map<std::string, std::string>& connectors);

}  // namespace nudged::runtime
