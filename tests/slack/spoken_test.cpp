#include "connectors/slack/spoken.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace nudged::slack {
namespace {

TEST(SlackSpoken, IsWhatWasTyped) {
    std::ifstream file(NUDGED_TEST_DATA "/slack/spoken.json");
    const auto table = nlohmann::json::parse(file);
    ASSERT_GT(table.size(), 40U);
    for (const auto& row : table) EXPECT_EQ(spoken(row[0].get<std::string>(), "UBOT"), row[1]) << row[0];
}

TEST(SlackSpoken, AMarkThatNeverEndsIsText) {
    const std::string long_one = "<https://a.b/" + std::string(10'000, 'x') + ">";
    EXPECT_EQ(spoken(long_one, ""), long_one);
    EXPECT_EQ(spoken(std::string(10'000, '<'), ""), std::string(10'000, '<'));
    EXPECT_EQ(spoken(std::string(10'000, ':'), ""), std::string(10'000, ':'));
    EXPECT_EQ(spoken(std::string(10'000, '&'), ""), std::string(10'000, '&'));
}

}  // namespace
}  // namespace nudged::slack
