// The one question after the third snooze or skip in a row.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

constexpr std::string_view question = "That is the third time, so maybe the rhythm is off. What would suit?";

class ThirdTime : public Scene {
protected:
    [[nodiscard]] static bool asks(const std::string& said) { return said.find(question) != std::string::npos; }
    std::int64_t sam_ = add("Sam Lee", on(2026, 1, 1), 30);
    void twice() {
        EXPECT_FALSE(asks(type("skip sam")));
        EXPECT_FALSE(asks(type("skip sam")));
    }
};

TEST_F(ThirdTime, TheAnswerToTheThirdSnoozeAsksOnceAndTheSnoozeIsTaken) {
    twice();
    EXPECT_TRUE(asks(type("snooze sam fri"))) << newest();
    EXPECT_EQ(contact(sam_).snooze->until, on(2026, 3, 6));
    EXPECT_FALSE(button("Friday is fine").empty());
    EXPECT_FALSE(asks(type("snooze sam 10 mar"))) << "another date is the same snooze";
    EXPECT_FALSE(asks(type("skip sam")));
}

TEST_F(ThirdTime, TheThirdSkipAsksAndATapOnSlowerSetsTheRhythm) {
    twice();
    EXPECT_TRUE(asks(type("skip sam"))) << newest();
    tap(button("Every 2 months instead"));
    EXPECT_EQ(contact(sam_).cadence_days, 60) << newest();
}

TEST_F(ThirdTime, ATapOnTheListIsAskedAboutInAMessageThatNamesThePerson) {
    twice();
    it_is(2026, 4, 3, 7, 30);  // 08:30 in Lisbon's summer time
    look();
    tap(button("Snooze"));
    EXPECT_EQ(newest().find("Sam: back on Mon 6 Apr."), 0U) << newest();
    EXPECT_TRUE(asks(newest())) << newest();
}

TEST_F(ThirdTime, NoAnswerIsAnAnswerForSixtyDays) {
    twice();
    EXPECT_TRUE(asks(type("skip sam")));
    it_is(2026, 4, 1, 9, 0);
    type("done sam");
    twice();
    EXPECT_FALSE(asks(type("skip sam")));
    it_is(2026, 6, 1, 9, 0);
    type("done sam");
    twice();
    EXPECT_TRUE(asks(type("skip sam")));
}

TEST_F(ThirdTime, OneThatWasTakenBackMayBeAskedAboutAgain) {
    twice();
    EXPECT_TRUE(asks(type("skip sam")));
    type("undo");
    EXPECT_TRUE(asks(type("skip sam")));
}

}  // namespace nudged::conversation
