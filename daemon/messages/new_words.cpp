#include "daemon/messages/new_words.hpp"

#include <array>

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/names.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr int weeks_without = 2;
constexpr std::size_t longest_name = 20;

// What is of use first comes first.
constexpr std::array<Key, 9> words{"word.later",   "word.replied", "word.missed",   "word.note", "word.deal",
                                   "word.noticed", "word.who",     "word.birthday", "word.every"};

}  // namespace

std::string new_word(int week, const DayList& list, const std::vector<std::string>& calls) {
    const auto which = static_cast<std::size_t>(week - weeks_without);
    if (week < weeks_without || which >= words.size()) return "";
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (!list.items[i].settled.empty()) continue;
        const std::string call = shortened(calls[i], longest_name);
        return worded(words.at(which), {{"name", call}, {"typed", typed_name(call)}});
    }
    return "";
}

}  // namespace nudged::messages
