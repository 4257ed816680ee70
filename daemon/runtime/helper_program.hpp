// The small program beside this one, which has what the daemon has no memory for (daemon/helper).
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "connectors/message.hpp"

namespace nudged::runtime {

// Absent when it is not installed beside this program.
[[nodiscard]] std::optional<std::filesystem::path> helper_program();

// What it prints, given what follows its name and a file to read from. Absent when it fails, or takes longer: then it
// is ended. Any thread.
[[nodiscard]] std::optional<std::string> output_of(const std::filesystem::path& helper, std::vector<std::string> words,
                                                   int input,
                                                   std::chrono::milliseconds may_take = std::chrono::seconds{5});

// The picture as a PNG; empty when it cannot be drawn, which the log tells.
[[nodiscard]] std::string drawn(const Picture& picture);

}  // namespace nudged::runtime
