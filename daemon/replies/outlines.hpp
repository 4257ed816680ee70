// What can be told of the words of many names without reading them again: nearly everybody in a book is passed over by
// it, whatever is looked for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "daemon/replies/replies.hpp"

namespace nudged::replies {

using Letters = std::uint32_t;  // a bit for each kind of letter

// 0 for what stands between the words of a name.
inline constexpr auto kinds_of_letters = [] {
    std::array<Letters, 256> kinds{};
    for (std::size_t c = 0; c < kinds.size(); ++c) kinds[c] = Letters{1} << (c % 32);
    for (const unsigned char c : {' ', '-', '.', ',', '(', ')', '"', '/', '&', '+'}) kinds[c] = 0;
    return kinds;
}();
constexpr Letters letter(char c) { return kinds_of_letters[static_cast<unsigned char>(c)]; }
constexpr bool is_break_of_name(char c) { return letter(c) == 0; }

[[nodiscard]] Letters letters(std::string_view word);

// More than `most` of them. (Here and below without branches: a processor guesses those about names wrong.)
constexpr bool are_more_than(Letters kinds, std::size_t most) {
    for (; most > 0; --most) kinds &= kinds - 1;
    return kinds != 0;
}

struct Outline {  // of a word
    Letters letters = 0;
    std::uint32_t person = 0;  // whose name it is part of
    std::uint16_t length = 0;  // 65535 also of more
    char first = '\0';

    // Could it be that word with so many typos? Each brings at most one letter that the other has not, each way.
    [[nodiscard]] bool may_be(const Outline& other, std::size_t typos) const {
        return (length + typos >= other.length) & (length <= other.length + typos) &
               !are_more_than(letters & ~other.letters, typos) & !are_more_than(other.letters & ~letters, typos);
    }
};

[[nodiscard]] Outline outline_of(std::string_view word);

// Persons with the outlines of their names. The persons are not copied.
class Outlined {
public:
    explicit Outlined(std::span<const Person> persons);

    // Everybody who has a word that `may_be_meant(Outline)`, in their order.
    template <class MayBeMeant, class Visit>
    void each(const MayBeMeant& may_be_meant, const Visit& visit) const {
        auto next = std::uint32_t{0};  // who was not visited yet
        for (const auto& word : words_) {
            if (!may_be_meant(word) || word.person < next) continue;
            visit(persons_[word.person]);
            next = word.person + 1;
        }
    }

private:
    std::span<const Person> persons_;
    std::vector<Outline> words_;  // in the order of persons
};

}  // namespace nudged::replies
