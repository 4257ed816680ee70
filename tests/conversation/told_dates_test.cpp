// One date for one person, wherever it is told: the next nudge day that can still come.
#include "daemon/followup/rhythm.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

class ToldDates : public Scene {
protected:
    [[nodiscard]] std::optional<Date> told(std::int64_t id) {
        return exchange([&](Exchange& e) { return followup::told_date(*e.contact(id), e.plan()); });
    }
    [[nodiscard]] Date last_listed() {
        return store_->transact([&](Tables& tables) { return tables.lists.latest(owner_)->date; });
    }
    void says(const std::string& text, const std::string& wanted) {
        const auto said = type(text);
        EXPECT_NE(said.find(wanted), std::string::npos) << said;
    }
};

TEST_F(ToldDates, ABackDatedTouchIsToldTheNextNudgeThatCanStillCome) {
    add("Sam Lee", on(2026, 1, 1));
    const auto mia = add("Mia Wong", on(2026, 1, 1), 10);
    it_is(2026, 3, 3, 8, 30);
    look();
    it_is(2026, 3, 3, 17, 6);
    says("called mia 3 weeks ago", "Mia: called on Tue 10 Feb. Next around Wed 4 Mar.");
    EXPECT_EQ(told(mia), on(2026, 3, 4));
    says("list", "Mia Wong, Wed 4 Mar");
    says("who mia", "Next around Wed 4 Mar");
}

TEST_F(ToldDates, BeforeTheNudgeOfTodayItIsToday) {
    const auto mia = add("Mia Wong", on(2026, 1, 1), 10);
    it_is(2026, 3, 4, 7, 0);
    EXPECT_EQ(told(mia), on(2026, 3, 4));
    look();
    EXPECT_EQ(told(mia), on(2026, 3, 4)) << "nothing was nudged yet";
}

TEST_F(ToldDates, InAPauseItIsTheFirstNudgeDayAfterIt) {
    const auto nicole = add("Nicole Ortiz", on(2026, 1, 1), 30);
    says("pause until 15 jul", "Quiet until Wed 15 Jul.");
    says("done nicole", "Next around Wed 15 Jul.");
    EXPECT_EQ(told(nicole), on(2026, 7, 15));
}

TEST_F(ToldDates, ASnoozeIntoAPauseEndsAfterItAndSaysWhy) {
    const auto sam = add("Sam Lee", on(2026, 1, 1));
    type("pause until 16 mar");
    says("snooze sam 3d", "Sam: back on Mon 16 Mar. (Sat 7 Mar is in your pause.)");
    EXPECT_EQ(contact(sam).snooze->until, on(2026, 3, 16));
    says("snooze sam tonight", "Sam: back on Mon 16 Mar. (Wed 4 Mar is in your pause.)");
    says("snooze sam 20 mar", "Sam: back on Fri 20 Mar.");
}

TEST_F(ToldDates, WhoseTurnItIsToBeAnsweredComesOnTheNextNudgeThenIn3DaysThenWithTheRound) {
    add("Ben Ash", on(2026, 2, 1), 60);
    const auto sam = add("Sam Lee", on(2026, 2, 20), 365);
    look();
    says("replied sam", "First in tomorrow's list");
    says("list", "Next:\nSam Lee, Thu 5 Mar");
    says("who sam", "Next around Thu 5 Mar");
    says("today", "Nobody today. Next: Sam Lee, on Thu 5 Mar.");
    it_is(2026, 3, 5, 8, 30);
    look();
    says("list", "Sam Lee, Thu 5 Mar");
    it_is(2026, 3, 6, 9, 0);
    says("list", "Sam Lee, Mon 9 Mar");  // Sunday is a day off
    it_is(2026, 3, 9, 8, 30);
    look();
    it_is(2026, 3, 10, 9, 0);
    says("who sam", "Next around Thu 4 Mar 2027");
    EXPECT_TRUE(contact(sam).your_turn);
}

TEST_F(ToldDates, WhoStandsOpenOnTodaysListIsOnIt) {
    add("Sam Lee", on(2026, 1, 1));
    look();
    says("list", "Sam Lee, Wed 4 Mar");
    it_is(2026, 3, 5, 8, 30);
    look();  // the second nudge without an answer: a rest follows, but not before today is over
    says("who sam", "Next around Thu 5 Mar");
    type("done sam");
    says("list", "Sam Lee, Mon 6 Apr");
}

TEST_F(ToldDates, WhatTheyAskedForStandsAlsoWhenTheyWriteInBetween) {
    add("Sam Lee", on(2026, 2, 20));
    type("later sam 1 june");
    type("sam replied ok now");
    says("who sam", "Back on Mon 1 Jun, as they asked.");
    says("list", "Sam Lee, Thu 5 Mar");
    it_is(2026, 6, 2, 9, 0);
    says("list", "1 person on the round.");
}

TEST_F(ToldDates, WhoRestsIsToldTheDayAfterTheRest) {
    add("Sam Lee", on(2026, 1, 1));
    for (const unsigned day : {4U, 5U}) {
        it_is(2026, 3, day, 8, 30);
        look();
    }
    it_is(2026, 3, 6, 9, 0);
    says("list", "Sam Lee, Fri 13 Mar");
    it_is(2026, 3, 12, 8, 30);
    look();
    EXPECT_EQ(last_listed(), on(2026, 3, 5));
    it_is(2026, 3, 13, 8, 30);
    look();
    EXPECT_EQ(last_listed(), on(2026, 3, 13));
}

TEST_F(ToldDates, ANamedDayOffStandsAndAnHourOfTodayToo) {
    const auto sam = add("Sam Lee", on(2026, 1, 1));
    look();
    type("snooze sam saturday");
    EXPECT_EQ(told(sam), on(2026, 3, 7));
    type("snooze sam tonight");
    EXPECT_EQ(told(sam), on(2026, 3, 4));
}

}  // namespace nudged::conversation
