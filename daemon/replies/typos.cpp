#include "daemon/replies/typos.hpp"

#include <algorithm>
#include <array>

namespace nudged::replies {

std::size_t typo_distance(std::string_view a, std::string_view b, std::size_t limit) {
    constexpr std::size_t longest = 40;
    const auto difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit || a.size() > longest || b.size() > longest) return a == b ? 0 : limit + 1;

    using Row = std::array<std::size_t, longest + 1>;
    Row before_last{}, last{}, row{};
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        auto least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
            least = std::min(least, row[j]);
        }
        if (least > limit) return limit + 1;
        before_last = last;
        last = row;
    }
    return std::min(last[b.size()], limit + 1);
}

}  // namespace nudged::replies
