// The keys of the config file: their names, what they may hold, and where each goes.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "daemon/runtime/config.hpp"

namespace nudged::runtime {

enum class ValueKind { text, number, flag };

struct ConfigKey {
    std::string_view table;  // empty = top level
    std::string_view name;
    ValueKind kind;
    // Puts the value where it belongs. Returns what is wrong with it, as the end of a sentence that begins with the
    // value ("is no time of day; write it like 08:30"); empty when nothing is. Numbers and flags arrive as they are
    // written ("3", "true").
    std::string (*set)(Config&, const std::string& value);

    [[nodiscard]] std::string full_name() const;  // "[telegram] mode", "store"
    [[nodiscard]] std::string variable() const;   // "NUDGED_TELEGRAM_MODE"
};

[[nodiscard]] std::span<const ConfigKey> config_keys();
[[nodiscard]] const ConfigKey* find_config_key(std::string_view table, std::string_view name);

// "; did you mean nudge_at?", or nothing when no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace nudged::runtime
