// The holidays of a calendar file (.ics), read by the small program that lies beside this one.
#pragma once

#include <string>

namespace nudged::commands {

// Days as "2026-04-03,2026-04-06", from today for two years; "none" for the word itself. Throws FileError with a
// sentence that names the file.
[[nodiscard]] std::string holidays_of(const std::string& file);

}  // namespace nudged::commands
