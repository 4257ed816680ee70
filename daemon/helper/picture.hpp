// A picture of a message (Picture in connectors/message.hpp), drawn.
#pragma once

#include <string>

namespace nudged::helper {

// From the picture's JSON: a PNG, 1080 wide and as high as it needs, in letters that are read on a phone. The same
// JSON gives the same bytes. Throws std::exception when the text is no picture.
[[nodiscard]] std::string picture(const std::string& json);

}  // namespace nudged::helper
