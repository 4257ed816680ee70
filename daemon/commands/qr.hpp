// A QR code for a terminal.
#pragma once

#include <string>

namespace nudged::commands {

// In half blocks, two rows of the code a line, light on dark as a camera wants it, with its quiet zone. Empty when the
// text is too long.
[[nodiscard]] std::string qr_code(const std::string& text);

}  // namespace nudged::commands
