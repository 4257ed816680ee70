// `fresh start`: spread all whose day has passed over the coming weeks, most important first.
#include <gtest/gtest.h>

#include "daemon/followup/fresh_start.hpp"

namespace nudged::followup {
namespace {

Date on(int y, unsigned m, unsigned d) {
    return Date{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

class AFreshStart : public ::testing::Test {
protected:
    [[nodiscard]] Contact due(std::int64_t id, const std::string& name, int days_ago, double importance = 1) const {
        Contact contact;
        contact.id = id;
        contact.name = name;
        contact.cadence_days = 30;
        contact.importance = importance;
        contact.base = plan_.today - days{30 + days_ago};
        return contact;
    }
    Owner owner_;
    Settings settings_;
    Plan plan_{owner_, settings_, 1, on(2026, 3, 4)};  // a Wednesday
};

TEST_F(AFreshStart, PutsTheMostImportantFirstAndThenThoseWhoWaitLongest) {
    FreshStart start(plan_, on(2026, 3, 5));
    start.offer(due(1, "Ann", 10));
    start.offer(due(2, "Bo", 40));
    start.offer(due(3, "Cy", 0, 2));
    const auto spread = std::move(start).spread();
    ASSERT_EQ(spread.size(), 3U);
    EXPECT_EQ(spread[0].contact, 3);
    EXPECT_EQ(spread[1].contact, 2);
    EXPECT_EQ(spread[2].contact, 1);
}

TEST_F(AFreshStart, LeavesAPlaceOfEachMorningFreeAndKeepsDaysOff) {
    FreshStart start(plan_, on(2026, 3, 5));
    for (int i = 1; i <= 6; ++i) start.offer(due(i, "P" + std::to_string(i), 50 - i));
    const auto spread = std::move(start).spread();
    ASSERT_EQ(spread.size(), 6U);
    EXPECT_EQ(spread[1].day, on(2026, 3, 5));
    EXPECT_EQ(spread[2].day, on(2026, 3, 6));
    EXPECT_EQ(spread[4].day, on(2026, 3, 9)) << "not on the weekend";
}

TEST_F(AFreshStart, LeavesAloneWhatWasAgreedAndWhoseDayIsToCome) {
    auto turn = due(1, "Ann", 10);
    turn.your_turn = plan_.today - days{2};
    auto asked = due(2, "Bo", 10);
    asked.check_back = CheckBack{plan_.today, "", plan_.today - days{60}};
    EXPECT_FALSE(waits_for_a_fresh_start(turn, plan_));
    EXPECT_FALSE(waits_for_a_fresh_start(asked, plan_));
    EXPECT_FALSE(waits_for_a_fresh_start(due(3, "Cy", -1), plan_));
    EXPECT_TRUE(waits_for_a_fresh_start(due(4, "Di", 0), plan_));
}

TEST_F(AFreshStart, GivesTheDayWhateverTheStretch) {
    const auto decision = started_afresh(due(1, "Ann", 10), on(2026, 3, 9), plan_);
    plan_.stretch = 4;
    EXPECT_EQ(next_date(decision.after, plan_), on(2026, 3, 9));
}

}  // namespace
}  // namespace nudged::followup
