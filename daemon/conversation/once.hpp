// What is heard takes effect once, however often it is delivered.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "storage/store.hpp"

namespace nudged::conversation {

// As the inbox knows it.
struct Act {
    std::string connector;
    std::string account;
    std::string key;
    std::vector<std::string> other_keys = {};
};

// Inbox and effect, in one transaction. An effect that cannot be had is taken back, recorded as failed, followed by
// `failed`, and never tried again; only a store that cannot commit throws.
void once(Tables& tables, const Act& act, Instant at, const std::function<void()>& effect,
          const std::function<void()>& failed);

}  // namespace nudged::conversation
