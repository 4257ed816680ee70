#include "daemon/replies/typos.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace nudged::replies {

std::size_t typo_distance(std::string_view a, std::string_view b, std::size_t limit) {
    constexpr std::size_t longest = 40;
    const auto difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit || a.size() > longest || b.size() > longest) return a == b ? 0 : limit + 1;

    // Only cells within `limit` of the diagonal can matter; those beside them count as too far.
    limit = std::min(limit, longest);
    const auto far = static_cast<std::uint8_t>(limit + 1);
    using Row = std::array<std::uint8_t, longest + 2>;
    std::array<Row, 3> rows;
    for (std::size_t j = 0; j <= b.size() + 1; ++j) rows[0][j] = static_cast<std::uint8_t>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const Row& last = rows[(i - 1) % 3];
        const Row& before_last = rows[(i + 1) % 3];
        Row& row = rows[i % 3];
        const auto from = i > limit ? i - limit : 1;
        const auto to = std::min(b.size(), i + limit);
        row[from - 1] = from == 1 ? static_cast<std::uint8_t>(i) : far;
        auto least = row[from - 1];
        for (auto j = from; j <= to; ++j) {
            const bool same = a[i - 1] == b[j - 1];
            auto best = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = std::min(best, before_last[j - 2] + 1);
            row[j] = static_cast<std::uint8_t>(best);
            least = std::min(least, row[j]);
        }
        row[to + 1] = far;
        if (least > limit) return limit + 1;
    }
    return std::min<std::size_t>(rows[a.size() % 3][b.size()], limit + 1);
}

}  // namespace nudged::replies
