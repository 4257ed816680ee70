// German command words, for an owner who is spoken to in German. The grammar itself knows English alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/replies/replies.hpp"

namespace nudged::replies {

// The text with the German words of its commands in English: "ann erledigt, ben bis freitag". Free text stays as it was
// said: behind the first word that is neither a command, a name nor a date nothing is touched. Absent when no such word
// is there.
[[nodiscard]] std::optional<std::string> from_german(std::string_view text, const Context& context);

}  // namespace nudged::replies
