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

TEST_F(SamePerson, TwoOfOneNameAreToldApartAndPickedByADigit) {
    const auto one = add("Ann Lee", on(2026, 2, 20), 30), other = add("Ann Lee", on(2026, 2, 20), 30);
    type("set contact:" + std::to_string(one) + " email ann@one.example");
    type("done ann called");
    EXPECT_NE(button("1 Ann Lee, ann@one.example"), "") << to_json(newest_message());
    EXPECT_NE(button("2 Ann Lee, no. " + std::to_string(other)), "") << to_json(newest_message());
    type("2");
    EXPECT_EQ(contact(other).last_touch, on(2026, 3, 4)) << newest();
    EXPECT_EQ(contact(one).last_touch, on(2026, 2, 20));
}

TEST_F(SamePerson, WhatAnAddSaysOfSomebodyWhoIsHereIsAllTaken) {
    const auto bo = add("Bo Li", on(2026, 2, 20), 30);
    type("add Bo Li every week #chess");
    type("yes");
    EXPECT_EQ(contact(bo).cadence_days, 7) << newest();
    EXPECT_EQ(contact(bo).tags, std::vector<std::string>{"chess"});
    EXPECT_NE(type("add Bo Li #work").find("Add the tags?"), std::string::npos) << newest();
}

TEST_F(SamePerson, ASharedCardOfAKnownNameWithAnotherAddressIsAskedAbout) {
    const auto nicole = add("Nicole Ortiz", on(2026, 2, 20), 30);
    const auto share = [&](const std::string& key, const std::string& phone) {
        const auto me = std::to_string(owner_);
        receive({"webchat", "", key, me, me, "", "", CardShared{"Nicole Ortiz", phone, ""}});
    };
    share("first card", "+351 910 000 001");
    EXPECT_EQ(contact(nicole).addresses.at("phone"), "+351 910 000 001") << "a bare name is the same person";
    share("second card", "+351 910 000 002");
    EXPECT_NE(newest().find("Nicole Ortiz is here already, with other addresses. The same person?"), std::string::npos)
        << newest();
    type("the same person");
    EXPECT_EQ(contact(nicole).addresses.at("phone2"), "+351 910 000 002") << newest();
    EXPECT_NE(newest().find("1 with something new"), std::string::npos) << newest();
    type("undo");
    EXPECT_FALSE(contact(nicole).addresses.contains("phone2"));
    EXPECT_TRUE(differences().empty());
}

}  // namespace nudged::conversation
