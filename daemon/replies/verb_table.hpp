// The verbs of replies, as they may be said. Data only; vocabulary.hpp looks them up.
#pragma once

#include <span>
#include <string_view>

#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {

struct VerbPhrase {
    std::string_view phrase;
    Intent intent;
    VerbKind kind = VerbKind::plain;
    std::string_view channel = {};
    bool correctable = false;  // a single word long enough to be recognised when misspelt
};

[[nodiscard]] std::span<const VerbPhrase> verb_phrases();

}  // namespace nudged::replies
