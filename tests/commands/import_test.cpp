#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/commands/workshop.hpp"

namespace nudged {
namespace {

using nlohmann::json;
using test::Workshop;

json people(int n) {
    auto rows = json::array();
    for (int i = 1; i <= n; ++i)
        rows.push_back({{"line", static_cast<unsigned>(i)},
                        {"name", "Person " + std::to_string(i)},
                        {"addresses", {{"email", "p" + std::to_string(i) + "@example.org"}}}});
    return rows;
}

std::vector<std::string> whats(const json& results) {
    std::vector<std::string> found;
    for (const auto& row : results) found.push_back(row["what"]);
    return found;
}

TEST(Import, TwiceChangesNothing) {
    Workshop workshop;
    workshop.ana();
    EXPECT_THAT(whats(workshop.import(people(3))), testing::Each("added"));
    const auto before = workshop.run("contacts");
    EXPECT_THAT(whats(workshop.import(people(3))), testing::Each("unchanged"));
    EXPECT_EQ(workshop.run("contacts"), before);
    EXPECT_EQ(workshop.run("journal")["rows"].size(), 3U);
}

TEST(Import, CountingWritesNothing) {
    Workshop workshop;
    workshop.ana();
    const auto id = workshop.run("import begin");
    const auto counted = workshop.run("import rows", {{"import", id}, {"counting", true}, {"rows", people(2)}});
    EXPECT_THAT(whats(counted), testing::Each("added"));
    EXPECT_TRUE(workshop.run("contacts")["rows"].empty());
    EXPECT_TRUE(workshop.run("journal")["rows"].empty());
}

TEST(Import, TellsNothingWhenItIsNotAsked) {
    Workshop workshop;
    workshop.ana();
    const auto id = workshop.run("import begin");
    EXPECT_TRUE(workshop.run("import rows", {{"import", id}, {"silent", true}, {"rows", people(2)}}).empty());
    EXPECT_EQ(workshop.run("contacts")["rows"].size(), 2U);
}

TEST(Import, SpreadsFirstDatesOverTheCadence) {
    Workshop workshop;
    workshop.ana();
    workshop.clock.at -= std::chrono::hours{2};  // today's nudge is still ahead
    (void)workshop.import(people(3), {{"cadence_days", 30}});
    std::vector<std::string> next;
    const auto rows = workshop.run("contacts")["rows"];
    for (const auto& row : rows) {
        next.push_back(row["next"]);
        EXPECT_EQ(row["cadence_days"], 30);
    }
    EXPECT_THAT(next, testing::ElementsAre("2026-03-04", "2026-03-14", "2026-03-24"));
}

TEST(Import, SpreadsAcrossPosts) {
    Workshop workshop;
    workshop.ana();
    workshop.clock.at -= std::chrono::hours{2};
    const auto id = workshop.run("import begin", {{"cadence_days", 40}});
    for (const bool counting : {true, false})
        for (const auto& row : people(4))
            (void)workshop.run("import rows", {{"import", id}, {"counting", counting}, {"rows", json::array({row})}});
    std::vector<std::string> next;
    const auto rows = workshop.run("contacts")["rows"];
    for (const auto& row : rows) next.push_back(row["next"]);
    EXPECT_THAT(next, testing::ElementsAre("2026-03-04", "2026-03-14", "2026-03-24", "2026-04-03"));
}

TEST(Import, NeverPutsPeopleIntoTheBook) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(people(1), {{"never", true}});
    const auto row = workshop.run("contacts")["rows"][0];
    EXPECT_EQ(row["state"], "book");
    EXPECT_TRUE(row["next"].is_null());
}

TEST(Import, SaysWhenThePlanDoesNotFitTheMornings) {
    Workshop workshop;
    workshop.ana();
    const auto few = workshop.run("import begin");
    EXPECT_TRUE(workshop.run("import end", {{"import", few}}).is_null());
    (void)workshop.import(people(200));
    const auto again = workshop.run("import begin");
    EXPECT_THAT(workshop.run("import end", {{"import", again}}).get<std::string>(),
                testing::HasSubstr("200 people at three a morning"));
}

TEST(Import, RefusesWhatIsNoRow) {
    Workshop workshop;
    workshop.ana();
    const auto id = workshop.run("import begin");
    const auto refused = [&](const json& rows) {
        return workshop.refusal("import rows", {{"import", id}, {"rows", rows}}).second == 1;
    };
    EXPECT_TRUE(refused(json::array({{{"name", ""}}})));
    EXPECT_TRUE(refused(json::array({{{"name", 7}}})));
    EXPECT_TRUE(refused(json::array({"Nicole"})));
    EXPECT_TRUE(refused(people(1'001)));
    EXPECT_EQ(workshop.refusal("import rows", {{"import", id}, {"rows", 1}}).second, 2);
    EXPECT_EQ(workshop.refusal("import rows", {{"import", 99}, {"rows", people(1)}}).second, 1);
    EXPECT_TRUE(workshop.run("contacts")["rows"].empty());
}

TEST(Import, ThatWasLeftLyingIsForgotten) {
    Workshop workshop;
    workshop.ana();
    const auto first = workshop.run("import begin");
    for (int i = 0; i < 4; ++i) (void)workshop.run("import begin");
    EXPECT_EQ(workshop.refusal("import rows", {{"import", first}, {"rows", people(1)}}).second, 1);
}

}  // namespace
}  // namespace nudged
