// Texts inside of JSON that we write ourselves.
#pragma once

#include <string>
#include <string_view>

namespace nudged {

// Appends `text` with its quotes, byte by byte as nlohmann/json would write it, in a fraction of the time. Broken UTF-8
// is replaced by U+FFFD, never refused.
void append_json_text(std::string& document, std::string_view text);

}  // namespace nudged
