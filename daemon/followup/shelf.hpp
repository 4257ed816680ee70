// What of an owner's shelf would help somebody: by a tag of both, or by a word of what they need.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/records.hpp"

namespace nudged::followup {

// The words by which texts are compared: sorted, each once, in the singular, without those that say nothing ("with",
// "something"). The text is folded already (replies.hpp).
[[nodiscard]] std::vector<std::string> telling_words(std::string_view folded);

struct Thing {
    ShelfItem item;
    std::vector<std::string> words;  // the telling ones of its title and its tags
};

// What fits best, of equals the one that has been there longest; never what was given or suggested to them before. Null
// = nothing. `needs`: the telling words of theirs.
[[nodiscard]] const Thing* fitting(const Contact&, const std::vector<std::string>& needs, const std::vector<Thing>&);

}  // namespace nudged::followup
