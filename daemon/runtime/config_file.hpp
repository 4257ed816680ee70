// The config file: TOML to settings that are known, each with its line.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "daemon/runtime/config_keys.hpp"

namespace nudged::runtime {

struct FileSetting {
    const ConfigKey* key = nullptr;
    std::string value;  // as ConfigKey::set takes it
    std::string place;  // "FILE:LINE"
};

struct ConfigFile {
    std::vector<FileSetting> settings;
    std::vector<std::string> problems;  // sentences that begin with FILE:LINE
};

// Never throws for what is in the file or for its absence: that is a problem like the others.
[[nodiscard]] ConfigFile read_config_file(const std::filesystem::path& path);

}  // namespace nudged::runtime
