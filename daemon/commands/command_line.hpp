// What can be typed, and what comes of it.
#pragma once

#include "daemon/commands/session.hpp"

namespace nudged::commands {

// Does what the arguments say and returns the exit code: 0 done, 1 it failed, 2 wrong usage or config, 3 a daemon
// already holds the store, 4 the store is newer than this program. What went wrong is one line on stderr.
int run(const Program& program, int argc, const char* const* argv);

}  // namespace nudged::commands
