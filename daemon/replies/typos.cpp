#include "daemon/replies/typos.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace nudged::replies {

namespace {

using Bits = std::uint64_t;

unsigned index_of(char c) { return static_cast<unsigned char>(c); }

}  // namespace

// A column of the table of distances at once, in the bits of a word (Hyyrö 2003, after Myers): bit i says by how much
// cell i differs from its neighbour.
std::size_t typo_distance(std::string_view a, std::string_view b, std::size_t limit) {
    constexpr std::size_t longest = 40;
    const auto difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit || a.size() > longest || b.size() > longest) return a == b ? 0 : limit + 1;
    if (a.empty()) return b.size();

    static thread_local std::array<Bits, 256> places{};  // of each letter in `a`; all 0 between two calls
    for (std::size_t i = 0; i < a.size(); ++i) places[index_of(a[i])] |= Bits{1} << i;
    const Bits end = Bits{1} << (a.size() - 1);
    Bits more = ~Bits{0}, less = 0;  // downwards in the column
    Bits diagonal = 0, before = 0;
    std::size_t distance = a.size();
    for (const char c : b) {
        const Bits here = places[index_of(c)];
        const Bits swapped = ((~diagonal & here) << 1) & before;
        diagonal = (((here & more) + more) ^ more) | here | less | swapped;
        Bits grows = less | ~(diagonal | more);
        Bits shrinks = diagonal & more;
        if ((grows & end) != 0) ++distance;
        if ((shrinks & end) != 0) --distance;
        grows = (grows << 1) | 1;
        shrinks <<= 1;
        more = shrinks | ~(diagonal | grows);
        less = grows & diagonal;
        before = here;
    }
    for (const char c : a) places[index_of(c)] = 0;
    return std::min(distance, limit + 1);
}

}  // namespace nudged::replies
