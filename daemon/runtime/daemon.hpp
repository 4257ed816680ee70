// The daemon as a whole: everything that `nudged run` starts, in order, and stops, in reverse.
#pragma once

#include <memory>
#include <optional>

#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/config.hpp"
#include "storage/store.hpp"

namespace nudged::runtime {

// Runs until SIGTERM or SIGINT. Prints "open http://...?token=..." and "ready" on stdout when it serves. Returns the
// exit code. Throws StoreError, SecretError, or std::runtime_error with a sentence when it cannot start. Call before
// any thread is made: signals are blocked for all.
int run_daemon(std::unique_ptr<Store> store, const Config& config, const std::optional<ClockSetting>& clock);

}  // namespace nudged::runtime
