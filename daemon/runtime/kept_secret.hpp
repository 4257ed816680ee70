// A secret that the daemon makes for itself, and keeps.
#pragma once

#include <filesystem>

#include "daemon/runtime/secret.hpp"

namespace nudged::runtime {

// The secret in that file, which only we can read; made there when it is missing. Throws SecretError, or
// std::runtime_error when it cannot be made.
[[nodiscard]] Secret kept_secret(const std::filesystem::path& file);

}  // namespace nudged::runtime
