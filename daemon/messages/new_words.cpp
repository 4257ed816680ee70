#include "daemon/messages/new_words.hpp"

#include <array>

#include "daemon/messages/names.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr int weeks_without = 2;
constexpr std::size_t longest_name = 20;

struct Word {
    std::string_view before, word, after;  // around how they are called, and around how that is typed
};
// What is of use first comes first.
constexpr std::array words{
    Word{" asked you to come back in June? Just write: `later ", " june", "`"},
    Word{" wrote to you? Just write: `", " replied", "`"},
    Word{" is missing at lunch one day? `missed ", " at lunch", "` gives you a line to send."},
    Word{" told you something worth keeping? Just write: `note ", ": ...", "`"},
    Word{" has a proposal of yours? Just write: `deal ", " proposal", "`"},
    Word{" has good news? `noticed ", " new job", "` gives you a line to send."},
    Word{": all that is known, on one card: `who ", "", "`"},
    Word{" has a birthday? Just write: `set ", " birthday 8 march", "`"},
    Word{" too often, or not often enough? Just write: `every 60d ", "", "`"},
};

}  // namespace

std::string new_word(int week, const DayList& list, const std::vector<std::string>& calls) {
    const auto which = static_cast<std::size_t>(week - weeks_without);
    if (week < weeks_without || which >= words.size()) return "";
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (!list.items[i].settled.empty()) continue;
        const auto& [before, word, after] = words[which];
        const std::string call = shortened(calls[i], longest_name);
        return call + std::string(before) + typed_name(call) + std::string(word) + std::string(after);
    }
    return "";
}

}  // namespace nudged::messages
