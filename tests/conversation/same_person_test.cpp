// One person, one place on a list: back from a snooze of an hour, and gone when their adding is taken back.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

class SamePerson : public Scene {
protected:
    [[nodiscard]] DayList list() {
        return store_->transact([&](Tables& tables) { return *tables.lists.latest(owner_); });
    }
};

TEST_F(SamePerson, WhoComesBackAtAnHourOfTodayHasTheirNumberAgain) {
    add("Mum", on(2026, 2, 3), 7);
    add("Sam Lee", on(2026, 1, 20), 30);
    look();
    const auto nudge = newest_reference();
    type("mum tonight");
    it_is(2026, 3, 4, 18, 0);
    look();
    ASSERT_EQ(list().items.size(), 2U);
    EXPECT_EQ(list().items[0].number, 1);
    EXPECT_EQ(list().items[0].settled, "");
    EXPECT_EQ(list().items[0].reason, Reason::snoozed);
    for (const auto& line : chat())
        if (std::to_string(line.id) == nudge) {
            EXPECT_EQ(line.body.find("snoozed to today"), std::string::npos) << "the nudge shows it as well";
        }
    tap(button("Done Mum"));
    EXPECT_NE(list().items[0].settled, "");
    EXPECT_TRUE(differences().empty());
}

TEST_F(SamePerson, WhoseAddingIsTakenBackLeavesNoGhost) {
    add("Sam Lee", on(2026, 1, 20), 30);
    type("add Zoe every week");
    it_is(2026, 3, 5, 8, 30);
    look();
    ASSERT_EQ(list().items.size(), 2U);
    type("undo");
    ASSERT_EQ(list().items.size(), 2U) << "numbers are never used again";
    EXPECT_NE(list().items[1].settled, "") << newest();
    EXPECT_NE(type("done").find("Sam: noted"), std::string::npos) << newest();
    EXPECT_NE(type("who zoe").find("No Zoe here"), std::string::npos) << newest();
    EXPECT_TRUE(differences().empty());
}

}  // namespace nudged::conversation
