#include "daemon/replies/outlines.hpp"

#include <algorithm>

namespace nudged::replies {

Letters letters(std::string_view word) {
    Letters kinds = 0;
    for (const char c : word) kinds |= letter(c);
    return kinds;
}

Outline outline_of(std::string_view word) {
    constexpr std::size_t longest = UINT16_MAX;
    return {letters(word), 0, static_cast<std::uint16_t>(std::min(word.size(), longest)),
            word.empty() ? '\0' : word[0]};
}

Outlined::Outlined(std::span<const Person> persons) : persons_(persons) {
    constexpr std::size_t usual_words = 3;
    words_.reserve(persons.size() * usual_words);
    std::uint32_t number = 0;
    for (const auto& person : persons) {
        const std::string_view name = person.folded;
        for (std::size_t begin = 0, end = 0; begin < name.size(); begin = ++end) {
            Letters kinds = 0;
            for (; end < name.size() && !is_break_of_name(name[end]); ++end) kinds |= letter(name[end]);
            const auto length = std::min<std::size_t>(end - begin, UINT16_MAX);
            if (length > 0) words_.push_back({kinds, number, static_cast<std::uint16_t>(length), name[begin]});
        }
        ++number;
    }
}

}  // namespace nudged::replies
