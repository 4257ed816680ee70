// Pauses: which days they take, what is told in them, and what is promised meanwhile. The quieter weeks too.
#include <gmock/gmock.h>

#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Pausing : public Scene {
protected:
    [[nodiscard]] std::optional<DateRange> pause() {
        return store_->transact([&](Tables& tables) { return tables.owners.find(owner_)->pause; });
    }
    [[nodiscard]] Date next_nudge_day() {
        return exchange([](Exchange& e) { return next_nudge(e)->date; });
    }
    // So many nudges in a row, of which nobody takes notice.
    void unanswered(int nudges) {
        for (int i = 0; i < nudges; now_ += std::chrono::hours{24}) {
            const auto lines = chat().size();
            look();
            if (chat().size() > lines) ++i;
        }
    }
};

TEST_F(Pausing, ABirthdayInAPauseIsToldInOneLineOnTheDay) {
    add("Zoe Quinn", on(2026, 3, 1), 90);
    type("set zoe birthday 11 march");
    EXPECT_EQ(type("pause until 15 apr"), "Quiet until Wed 15 Apr. Birthdays too?");
    it_is(2026, 3, 10, 8, 30);
    look();
    EXPECT_THAT(newest(), HasSubstr("Birthdays too?"));
    it_is(2026, 3, 11, 8, 30);
    look();
    EXPECT_EQ(newest(), "It's Zoe Quinn's birthday today.");
    const auto lines = chat().size();
    now_ += std::chrono::hours{1};
    look();
    EXPECT_EQ(chat().size(), lines) << newest();
}

TEST_F(Pausing, OnePauseTakenBackFromOverAnotherSaysThatTheOtherHolds) {
    type("pause");
    type("pause next week");
    EXPECT_THAT(type("undo"), HasSubstr("Taken back: the pause. Quiet until you say resume."));
    EXPECT_THAT(type("undo"), Not(HasSubstr("Quiet")));
    type("pause until 15 apr");
    type("resume");
    EXPECT_THAT(type("undo"), HasSubstr("Taken back: the end of the pause. Quiet until Wed 15 Apr."));
}

TEST_F(Pausing, WhoIsNoLongerSnoozedIsToldWithWhereTheyStand) {
    add("Sam Lee", on(2026, 1, 10), 30);
    look();
    type("snooze sam 12 march");
    EXPECT_THAT(type("undo"), HasSubstr("Taken back: Sam's snooze. Sam is on today's list, as before."));
    type("snooze sam 12 march");
    type("snooze sam 20 march");
    EXPECT_THAT(type("undo"), HasSubstr("Taken back: Sam's snooze. Back on Thu 12 Mar."));
}

TEST_F(Pausing, WhoWantsEverythingQuietHearsOfNoBirthdayInThatPause) {
    add("Zoe Quinn", on(2026, 3, 1), 90);
    type("set zoe birthday 11 march");
    type("pause until 15 apr");
    tap(button("Everything quiet"));
    EXPECT_EQ(newest(), "Quiet until Wed 15 Apr, birthdays too.");
    const auto lines = chat().size();
    it_is(2026, 3, 11, 8, 30);
    look();
    EXPECT_EQ(chat().size(), lines) << newest();
    EXPECT_THAT(type("undo"), HasSubstr("Taken back: birthdays in the pause (told again)"));
    it_is(2026, 3, 12, 9, 0);
    type("pause until 15 apr");
    tap(button("Keep birthdays"));
    EXPECT_EQ(newest(), "Quiet until Wed 15 Apr, except for birthdays.");
}

TEST_F(Pausing, TheQuestionAboutBirthdaysCarriesAnUndoOfThePause) {
    type("pause until 15 apr");
    tap(button("Undo"));
    EXPECT_THAT(newest(), HasSubstr("Taken back: the pause."));
    EXPECT_FALSE(pause());
}

TEST_F(Pausing, OfNextWeekTakesNextWeekOnly) {
    EXPECT_THAT(type("pause next week"), HasSubstr("Quiet from Mon 9 Mar to Sun 15 Mar."));
    EXPECT_EQ(pause(), (DateRange{on(2026, 3, 9), on(2026, 3, 15)}));
    EXPECT_EQ(next_nudge_day(), on(2026, 3, 4));
    EXPECT_THAT(type("pause tomorrow"), HasSubstr("Quiet on Thu 5 Mar."));
    EXPECT_THAT(type("pause for the weekend"), HasSubstr("Quiet from Sat 7 Mar to Sun 8 Mar."));
    EXPECT_THAT(type("pause july"), HasSubstr("Quiet from Wed 1 Jul to Fri 31 Jul."));
    EXPECT_THAT(type("pause until next week"), HasSubstr("Quiet until Mon 9 Mar."));
    EXPECT_THAT(type("pause 2w"), HasSubstr("Quiet until Wed 18 Mar."));
}

TEST_F(Pausing, UntilAnHourBeforeTheNudgeTakesNoDayAndIsAskedAbout) {
    EXPECT_THAT(type("pause tonight"), HasSubstr("Quiet until Thu 5 Mar."));
    type("resume");
    it_is(2026, 3, 5, 6, 0);
    EXPECT_THAT(type("pause until 8am"), HasSubstr("Until when?"));
    EXPECT_FALSE(pause());
    EXPECT_THAT(type("fri"), HasSubstr("Quiet until Fri 6 Mar."));
}

TEST_F(Pausing, WithoutAnEndPromisesNoDay) {
    const auto sam = add("Sam Lee", on(2026, 1, 1));
    type("pause");
    EXPECT_EQ(type("done sam"), "Sam: noted for today. Next when you resume.");
    EXPECT_EQ(type("snooze sam fri"), "Sam: back when you resume, not before Fri 6 Mar.");
    EXPECT_EQ(contact(sam).snooze->until, on(2026, 3, 6));
    EXPECT_THAT(type("later sam june"), HasSubstr("Back when you resume."));
    EXPECT_THAT(type("who sam"), HasSubstr("Back when you resume"));
    EXPECT_THAT(type("list"), Not(HasSubstr("Jun")));
    EXPECT_THAT(type("add Bo every week"), HasSubstr("First when you resume."));
    EXPECT_EQ(type("today"), "Quiet until you say resume.");
    EXPECT_THAT(type("status"), HasSubstr("Next: when you resume."));
    EXPECT_THAT(type("fresh start"), HasSubstr("Nothing changed."));
    EXPECT_THAT(type("resume"), HasSubstr("Back again. Next: "));
    EXPECT_THAT(type("who sam"), HasSubstr("Back on Mon 1 Jun"));
}

TEST_F(Pausing, TheQuieterWeeksAreATapFromEveryMorningAndFromAMonthsPause) {
    add("Sam Lee", on(2025, 12, 1), 7);
    for (int i = 0; i < 12; ++i) add("Friend " + std::string(1, static_cast<char>('A' + i)), on(2025, 12, 1), 7);
    unanswered(10);
    const auto monday = next_nudge_day();
    EXPECT_EQ(std::chrono::weekday{monday}, std::chrono::Monday) << "one line a week";
    now_ = at(2026, unsigned(std::chrono::year_month_day{monday}.month()),
              unsigned(std::chrono::year_month_day{monday}.day()), 8, 30);
    look();
    ASSERT_THAT(newest(), HasSubstr("I'll be quieter: one line on Mondays, until you want more."));
    EXPECT_EQ(next_nudge_day(), monday + days{7});
    const auto again = button("Every morning again"), month = button("Pause a month");
    ASSERT_FALSE(again.empty());
    ASSERT_FALSE(month.empty());
    tap(again);
    EXPECT_THAT(newest(), HasSubstr("Every morning again. Next: "));
    EXPECT_EQ(next_nudge_day(), monday + days{1});
    tap(month);
    EXPECT_THAT(newest(), HasSubstr("Quiet until "));
    EXPECT_TRUE(pause());
}

}  // namespace

}  // namespace nudged::conversation
