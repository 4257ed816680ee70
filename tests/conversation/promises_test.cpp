#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class Promises : public Scene {
protected:
    Promises() {
        jose_ = add("José Álvarez", on(2026, 3, 3));
        type("promise jose the pricing by 9 march");
    }
    void on_its_day() {
        it_is(2026, 3, 9, 8, 30);
        look();
    }
    std::int64_t jose_ = 0;
};

TEST_F(Promises, AreNotedWithTheirDay) {
    EXPECT_EQ(newest(), "José: promised, \"the pricing\", by Mon 9 Mar. I'll say so on the day.");
    EXPECT_TRUE(differences().empty());
}

TEST_F(Promises, StandOnTheListOfTheirDay) {
    on_its_day();
    EXPECT_NE(newest().find("You promised José the pricing by today."), std::string::npos) << newest();
    EXPECT_NE(newest().find("1 José Álvarez: you promised the pricing by today\n"
                            "Even half of it, with a word on when the rest comes, is a promise kept."),
              std::string::npos)
        << newest();
}

TEST_F(Promises, ATapOnDoneKeepsThem) {
    on_its_day();
    tap(button("Done José Álvarez"));
    EXPECT_NE(newest().find("José Álvarez done, a promise kept."), std::string::npos) << newest();
    EXPECT_TRUE(contact(jose_).promises.empty());
    EXPECT_EQ(contact(jose_).last_touch, on(2026, 3, 9));
    EXPECT_NE(type("undo").find("that the promise to José is kept"), std::string::npos) << newest();
    EXPECT_EQ(contact(jose_).promises.size(), 1U);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Promises, ASnoozeGivesThemAnotherDay) {
    on_its_day();
    type("snooze jose fri");
    EXPECT_EQ(contact(jose_).promises.at(0).due, on(2026, 3, 13));
    EXPECT_FALSE(contact(jose_).snooze);
}

TEST_F(Promises, ACallAloneIsAWordAndKeepsNothing) {
    on_its_day();
    EXPECT_EQ(type("called jose, he is ill"),
              "José: called today, \"he is ill\". Next around Wed 8 Apr. Before that, what you promised stays on the "
              "list: \"the pricing\", by today.");
    EXPECT_EQ(contact(jose_).promises.size(), 1U);
    EXPECT_EQ(contact(jose_).last_touch, on(2026, 3, 9));
    EXPECT_NE(type("today").find("1 José Álvarez: you promised the pricing"), std::string::npos) << newest();
    EXPECT_NE(type("done jose").find("José: kept, \"the pricing\"."), std::string::npos) << newest();
    EXPECT_TRUE(contact(jose_).promises.empty());
    EXPECT_TRUE(differences().empty());
}

TEST_F(Promises, WhatIsSentOrGivenKeepsThem) {
    on_its_day();
    EXPECT_NE(type("sent jose the pricing").find("José: kept"), std::string::npos) << newest();
    type("undo");
    EXPECT_NE(type("emailed jose, sent him all of it").find("José: kept"), std::string::npos) << newest();
    EXPECT_TRUE(contact(jose_).promises.empty());
}

TEST_F(Promises, ToldOftenEnoughTheyAreAskedAbout) {
    for (const unsigned day : {9U, 10U, 11U, 12U}) {
        it_is(2026, 3, day, 8, 30);
        look();
    }
    EXPECT_NE(newest().find("Is it done? Else another day for it, or let it go."), std::string::npos) << newest();
    EXPECT_NE(button("Another day: José Álvarez"), "");
    tap(button("Let it go: José Álvarez"));
    EXPECT_TRUE(contact(jose_).promises.empty());
}

TEST_F(Promises, WithNoDayAskForOne) {
    EXPECT_NE(type("promise jose the deck").find("Until when?"), std::string::npos) << newest();
    type("fri");
    EXPECT_EQ(contact(jose_).promises.size(), 2U) << newest();
}

TEST_F(Promises, AWordKeepsThemToo) {
    EXPECT_NE(type("kept jose").find("José: kept, \"the pricing\"."), std::string::npos) << newest();
}

TEST_F(Promises, ASentenceAboutSomebodyElseIsNoAnswerToUntilWhen) {
    const auto karl = add("Karl", on(2026, 2, 20)), sam = add("Sam Lee", on(2026, 2, 20)),
               tom = add("Tom", on(2026, 2, 20));
    type("promise karl photos");
    type("i promised sam lee to call him on 24.12.");
    EXPECT_TRUE(contact(karl).promises.empty());
    ASSERT_EQ(contact(sam).promises.size(), 1U) << newest();
    type("snooze karl someday");
    type("tom is away until friday");
    EXPECT_FALSE(contact(karl).snooze) << newest();
    type("snooze karl someday");
    type("friday tom called me");
    EXPECT_FALSE(contact(karl).snooze) << newest();
    EXPECT_EQ(contact(tom).snooze, contact(karl).snooze);
}

TEST_F(Promises, TheDateOfUntilWhenMayComeInDoubt) {
    const auto karl = add("Karl", on(2026, 2, 20));
    for (const auto* said : {"maybe friday", "on friday", "until friday", "hm, by friday"}) {
        type("snooze karl someday");
        type(said);
        ASSERT_TRUE(contact(karl).snooze) << said << ": " << newest();
        type("undo");
    }
}

}  // namespace

}  // namespace nudged::conversation
