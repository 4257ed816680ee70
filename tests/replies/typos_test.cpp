#include "daemon/replies/typos.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace nudged::replies {

namespace {

// The table of distances, filled in cell by cell.
std::size_t by_the_table(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> cell(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cell[i][j] = std::max(i, j);
                continue;
            }
            const std::size_t other = a[i - 1] == b[j - 1] ? 0 : 1;
            cell[i][j] = std::min({cell[i - 1][j] + 1, cell[i][j - 1] + 1, cell[i - 1][j - 1] + other});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cell[i][j] = std::min(cell[i][j], cell[i - 2][j - 2] + 1);
        }
    }
    return cell[a.size()][b.size()];
}

}  // namespace

TEST(Typos, ALetterTooManyTooFewWrongOrSwappedIsOne) {
    for (const auto* said : {"margarete", "margret", "margaret", "mergaret", "amrgaret", "margarte"})
        EXPECT_LE(typo_distance(said, "margaret", 2), 1U) << said;
    EXPECT_EQ(typo_distance("", "ab", 2), 2U);
    EXPECT_EQ(typo_distance("ab", "", 2), 2U);
    EXPECT_EQ(typo_distance("jose", "maria", 1), 2U);
}

TEST(Typos, AreCountedAsTheTableCountsThem) {
    std::mt19937 random(7);
    const auto word = [&](std::size_t longest) {
        std::string letters(random() % longest, '\0');
        for (char& c : letters) c = "abc\xC3"[random() % 4];
        return letters;
    };
    for (int i = 0; i < 20'000; ++i) {
        const std::size_t longest = i % 50 == 0 ? 41 : 8;
        const auto a = word(longest), b = word(longest);
        const std::size_t limit = random() % 5;
        ASSERT_EQ(typo_distance(a, b, limit), std::min(by_the_table(a, b), limit + 1)) << a << " " << b;
    }
}

}  // namespace nudged::replies
