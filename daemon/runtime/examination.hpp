// What can be examined without the store: configuration, secrets, clock.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/config.hpp"

namespace nudged::runtime {

// {"check","ok","says","do"}: one line of `doctor`; `do` is null when there is nothing to do.
[[nodiscard]] nlohmann::json finding(const std::string& what, bool ok, const std::string& says,
                                     const std::string& to_do = {});

[[nodiscard]] nlohmann::json examine_settings(const Config& config, const Clock& clock);

}  // namespace nudged::runtime
