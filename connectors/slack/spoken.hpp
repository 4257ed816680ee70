// What a person typed, out of what Slack made of it.
#pragma once

#include <string>
#include <string_view>

namespace nudged::slack {

// Entities and links undone: an address as it was typed, a mail address or a number without its scheme, a person or a
// channel by name where it is given. The mention of `bot` (its user id; may be empty) is taken out. The emoji that mean
// something in a reply are signs again; curly quotes, dashes and the like stay.
[[nodiscard]] std::string spoken(std::string_view text, std::string_view bot);

}  // namespace nudged::slack
