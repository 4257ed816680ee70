// The `why` line: asked for once, on a fitting occasion.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class AskingWhy : public Scene {
protected:
    static constexpr const char* asked = "I'll show it when it is time for a word.";

    void good_one(const std::string& whom) {
        type("done " + whom);
        tap(button("It felt good"));
    }
    [[nodiscard]] bool is_asked() { return newest().find(asked) != std::string::npos; }
    std::int64_t nicole_ = add("Nicole Ortiz", on(2026, 2, 1));
    std::int64_t sam_ = add("Sam Lee", on(2026, 2, 1));
};

TEST_F(AskingWhy, TheSecondGoodFeelingAsksOnceForTheWhy) {
    good_one("nicole");
    EXPECT_FALSE(is_asked());
    it_is(2026, 3, 10, 12, 0);
    good_one("nicole");
    EXPECT_EQ(newest(),
              "That is the second good one with Nicole. What is it that you like about staying in touch?\n"
              "I'll show it when it is time for a word.");
    EXPECT_EQ(type("she asks the best questions"), "Nicole: why noted, \"she asks the best questions\".");
    EXPECT_EQ(contact(nicole_).why, "she asks the best questions");
    EXPECT_TRUE(differences().empty());
}

TEST_F(AskingWhy, ItIsNeverAskedTwiceOfTheSameContact) {
    for (unsigned day = 4; day < 7; ++day) {
        it_is(2026, 3, day, 12, 0);
        good_one("nicole");
        EXPECT_EQ(is_asked(), day == 5) << day;
        if (day == 5) tap(button("Not now"));
    }
    it_is(2026, 4, 10, 12, 0);
    good_one("nicole");
    EXPECT_FALSE(is_asked());
    EXPECT_TRUE(contact(nicole_).why.empty());
}

TEST_F(AskingWhy, WhatAskedForItCanBeTakenBackAndItIsNotAskedAgain) {
    type("set nicole importance 3");
    EXPECT_TRUE(is_asked());
    type("undo");
    EXPECT_FALSE(contact(nicole_).why_asked);
    it_is(2026, 3, 20, 12, 0);
    type("set nicole importance 2");
    EXPECT_FALSE(is_asked());
    EXPECT_TRUE(differences().empty());
}

TEST_F(AskingWhy, AHigherImportanceAsksToo) {
    EXPECT_EQ(type("set sam importance 3"),
              "Sam: importance 3.\nSam matters more to you now. Why, in a line?\n" + std::string(asked));
    EXPECT_EQ(contact(sam_).why_asked, on(2026, 3, 4));
    type("set sam importance 1");
    EXPECT_FALSE(is_asked());
}

TEST_F(AskingWhy, ThereIsAtMostOneSuchQuestionInSevenDays) {
    type("set sam importance 3");
    EXPECT_TRUE(is_asked());
    it_is(2026, 3, 8, 12, 0);
    type("set nicole importance 2");
    EXPECT_FALSE(is_asked());
    it_is(2026, 3, 12, 12, 0);
    type("set nicole importance 3");
    EXPECT_TRUE(is_asked());
}

TEST_F(AskingWhy, WhoHasAWhyIsNotAskedAbout) {
    type("why sam the best editor I know");
    type("set sam importance 3");
    EXPECT_FALSE(is_asked());
}

TEST_F(AskingWhy, WhatIsACommandIsNoAnswer) {
    type("set sam importance 3");
    type("done nicole");
    EXPECT_TRUE(contact(sam_).why.empty());
    EXPECT_EQ(contact(nicole_).last_touch, on(2026, 3, 4));
}

}  // namespace

}  // namespace nudged::conversation
