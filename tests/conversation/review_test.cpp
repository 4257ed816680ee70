// The weekly review: Friday 6 March 2026, 16:00, and at any time when it is asked for.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class WeeklyReview : public Scene {
protected:
    WeeklyReview() { rules_.review = HourOfTheWeek{}; }
    [[nodiscard]] bool says(const std::string& words) { return newest().find(words) != std::string::npos; }
    [[nodiscard]] std::size_t reviews() {
        std::size_t count = 0;
        for (const auto& row : store_->transact([](Tables& tables) { return tables.outbox.newest(100); }))
            if (row.kind == OutboxKind::review) ++count;
        return count;
    }
};

TEST_F(WeeklyReview, OfAGoodWeekHasTheBestMomentAndTheWeekToCome) {
    add("Nicole Ortiz", on(2026, 2, 1));
    add("Sam Lee", on(2026, 2, 1));
    add("Mum", on(2026, 2, 20), 7);
    add("Zoe Quinn", on(2026, 3, 1), 90);
    type("set zoe birthday 8 march");
    type("called sam");
    type("done mum called, knee is better");
    type("nicole replied \"thank you, that was exactly it\"");
    it_is(2026, 3, 6, 16, 0);
    look();
    EXPECT_EQ(
        newest().find("A good week: 3 people, 2 talks.\nBest moment: Nicole's \"thank you, that was exactly it\"."), 0U)
        << newest();
    EXPECT_TRUE(says("Still this week: Zoe's birthday on Sunday. Next week: ")) << newest();
    EXPECT_TRUE(says("People by day: Wed 3.")) << newest();
    EXPECT_TRUE(says("calls 2 of 2")) << newest();
    EXPECT_TRUE(says("Did you miss anyone this week? Just write: missed NAME")) << newest();
}

TEST_F(WeeklyReview, ComesOnceAndAlsoWhenNothingWasWrittenDown) {
    add("Mum", on(2026, 3, 3), 7);
    it_is(2026, 3, 6, 9, 0);
    EXPECT_EQ(look(), at(2026, 3, 6, 16, 0));
    it_is(2026, 3, 6, 16, 0);
    look();
    look();
    EXPECT_EQ(reviews(), 1U);
    EXPECT_EQ(newest().find("Nothing written down this week. If you spoke with someone, a name is enough: spoke with "
                            "nicole\nNext week: one morning, one person."),
              0U)
        << newest();
    it_is(2026, 3, 13, 16, 5);
    look();
    EXPECT_EQ(reviews(), 2U);
}

TEST_F(WeeklyReview, KeepsWhoStillComesThisWeekApartFromTheNext) {
    add("Sam Lee", on(2026, 2, 10), 30);  // Thursday 12 March
    add("Mum", on(2026, 2, 26), 7);
    type("snooze mum 7 march");
    it_is(2026, 3, 6, 16, 0);
    look();
    EXPECT_TRUE(says("Still this week: Mum on Saturday. Next week: one morning, one person.")) << newest();
    type("deutsch");
    EXPECT_TRUE((type("review"), says("Noch diese Woche: Mum am Samstag. Nächste Woche: "))) << newest();
    type("english");
    it_is(2026, 3, 9, 16, 0);
    EXPECT_TRUE((type("review"), says("Sam on Thursday. Next week: nobody so far."))) << newest();
}

TEST_F(WeeklyReview, ThoseForWhomThisWeekHasNoPlaceComeInTheNext) {
    for (int i = 0; i < 20; ++i) add("Person " + std::string(1, static_cast<char>('A' + i)), on(2026, 1, 5));
    it_is(2026, 3, 4, 9, 0);
    look();
    type("review");
    EXPECT_TRUE(says("Next week: three mornings, nine people.")) << newest();
}

TEST_F(WeeklyReview, BeforeTodaysNudgeTodayIsStillAhead) {
    add("Sam Lee", on(2026, 2, 1));
    add("Zoe Quinn", on(2026, 3, 1), 90);
    it_is(2026, 3, 4, 7, 0);
    type("set zoe birthday 4 march");
    type("review");
    EXPECT_TRUE(says("Still this week: Zoe's birthday on Wednesday, Sam on Wednesday. Next week: nobody")) << newest();
    it_is(2026, 3, 4, 8, 30);
    look();
    type("review");
    EXPECT_FALSE(says("Zoe's birthday on Wednesday")) << newest();
}

TEST_F(WeeklyReview, OnAMondayTheNextWeekBeginsWithTheNextMonday) {
    add("Sam Lee", on(2026, 2, 1));
    it_is(2026, 3, 9, 7, 0);
    type("review");
    EXPECT_TRUE(says("Still this week: Sam on Monday. Next week: nobody")) << newest();
}

TEST_F(WeeklyReview, TellsTwoOfOneFirstNameApart) {
    for (const std::string name : {"Karl Weiss", "Tom Baker", "Zoe Quinn", "Ines Duarte", "Bo Li"}) {
        add(name, on(2026, 2, 1));
        type("called " + name);
    }
    add("Sam Lee", on(2026, 2, 9));
    add("Sam Reyes", on(2026, 2, 10));
    it_is(2026, 3, 6, 16, 0);
    look();
    EXPECT_TRUE(says("Sam L on Wednesday, Sam R on Thursday")) << newest();
}

TEST_F(WeeklyReview, IsNotSaidHoursLateNorInAPause) {
    add("Mum", on(2026, 3, 3), 7);
    it_is(2026, 3, 6, 20, 1);
    look();
    EXPECT_EQ(reviews(), 0U);
    it_is(2026, 3, 9, 9, 0);
    type("pause until 1 april");
    it_is(2026, 3, 13, 16, 0);
    look();
    EXPECT_EQ(reviews(), 0U);
}

TEST_F(WeeklyReview, OfAThinWeekNamesWhoIsClose) {
    const auto mum = add("Mum", on(2026, 2, 20), 7);
    type("tag mum #family");
    type("called mum");
    EXPECT_NE(mum, 0);
    EXPECT_EQ(type("review").find("A quiet week: Mum."), 0U) << newest();
    add("Sam Lee", on(2026, 2, 1));
    type("done sam");
    EXPECT_EQ(type("review").find("A quiet week: 2 people, and Mum was one of them."), 0U) << newest();
}

TEST_F(WeeklyReview, TheTwoNamesAreATapAwayFromADay) {
    for (const char* name : {"Ann Lee", "Bo Li", "Cy Fox"}) add(name, on(2025, 12, 1));
    const auto ines = add("Ines Duarte", on(2026, 1, 30), 30);
    const auto karl = add("Karl Weiss", on(2026, 1, 23), 40);
    it_is(2026, 3, 6, 8, 30);
    look();  // the three are on today's list
    it_is(2026, 3, 6, 16, 0);
    look();
    EXPECT_TRUE(says("Two who might like a word: Ines (5 weeks), Karl (6 weeks).")) << newest();
    const auto review = newest_reference();
    tap(button("Put Ines on Monday"));
    EXPECT_EQ(newest().find("Ines: back on Mon 9 Mar."), 0U) << newest();
    EXPECT_EQ(contact(ines).skips, 0) << "who is wanted is not put off";
    EXPECT_EQ(contact(ines).snooze->until, on(2026, 3, 9));
    tap(button("Undo"));
    EXPECT_FALSE(contact(ines).snooze);
    tap("pick:review/c" + std::to_string(karl) + "_20260309", review);
    EXPECT_EQ(contact(karl).snooze->until, on(2026, 3, 9));
    const auto lines = chat().size();
    tap("pick:review/c" + std::to_string(karl) + "_20260309", review);
    EXPECT_EQ(chat().size(), lines) << "a second tap changes nothing";
}

TEST_F(WeeklyReview, NamesNobodyWhoseDayIsStillFar) {
    add("Jose Alvarez", on(2026, 2, 20), 30);
    type("promise jose the pricing by 20 march");
    it_is(2026, 3, 6, 16, 0);
    look();
    EXPECT_FALSE(says("might like a word")) << newest();
}

TEST_F(WeeklyReview, TellsOfAnswersAndNotOfTheirLack) {
    add("Sam Lee", on(2026, 2, 1));
    add("Tom Baker", on(2026, 2, 1));
    type("texted sam");
    type("emailed tom");
    type("sam replied \"yes\"");
    EXPECT_TRUE((type("review"), says("Answers: messages 1 of 1."))) << newest();
}

TEST_F(WeeklyReview, CountsWhoWasCalledAndWrittenToOnOneDayOnce) {
    add("Sam Lee", on(2026, 2, 1));
    add("Tom Baker", on(2026, 2, 1));
    type("done sam call");
    type("done sam email");
    type("emailed tom");
    type("texted tom");
    type("tom replied \"yes\"");
    EXPECT_TRUE((type("review"), says("Answers: calls 1 of 1, messages 1 of 1."))) << newest();
}

TEST_F(WeeklyReview, TellsOfOneNoWithoutCounting) {
    add("Tom Baker", on(2026, 1, 20));
    type("no tom price");
    it_is(2026, 4, 3, 16, 0);
    EXPECT_TRUE((type("review"), says("What decided it, for the one who said no since January: price."))) << newest();
}

TEST_F(WeeklyReview, OnceAQuarterTellsWhatDecidedIt) {
    add("Tom Baker", on(2026, 1, 20));
    add("Ann Lee", on(2026, 1, 20));
    add("Bo Li", on(2026, 1, 20));
    type("no tom price");
    type("no ann price");
    type("no bo \"hadn't heard of the training\"");
    EXPECT_FALSE((type("review"), says("What decided it")));
    it_is(2026, 4, 3, 16, 0);
    EXPECT_TRUE((type("review"), says("What decided it, for the three who said no since January: price 2,")))
        << newest();
    EXPECT_TRUE(says("That last one is something we can change.")) << newest();
}

TEST_F(WeeklyReview, WithPrivateOnNamesNobodyUntilAsked) {
    add("Mum", on(2026, 3, 3), 7);
    type("private on");
    it_is(2026, 3, 6, 16, 0);
    look();
    EXPECT_EQ(newest(), "A look back at the week: review");
}

TEST_F(WeeklyReview, HasAPictureOfTheWeek) {
    add("Sam Lee", on(2026, 2, 1));
    add("Nicole Ortiz", on(2026, 2, 1));
    add("Priya Nair", on(2026, 2, 10));
    type("called sam");
    type("gave nicole the hiring guide");
    it_is(2026, 3, 6, 16, 0);
    look();
    const auto picture = newest_message().picture.value();
    EXPECT_EQ(picture.title, "A quiet week: 2 people.");
    EXPECT_EQ(picture.words.find("People by day: Wed 2. Given 1, asked 0."), 0U) << picture.words;
    std::vector<std::string> titles, days_shown;
    for (const auto& drawing : picture.drawings) titles.push_back(drawing.title);
    EXPECT_EQ(titles, (std::vector<std::string>{"People by day", "Given and asked", "Answers", "The coming week"}));
    for (const auto& row : picture.drawings[0].rows) days_shown.push_back(row.label + " " + std::to_string(row.count));
    EXPECT_EQ(days_shown, (std::vector<std::string>{"Sat 0", "Sun 0", "Mon 0", "Tue 0", "Wed 2", "Thu 0", "Fri 0"}));
    EXPECT_EQ(picture.drawings[2].rows[0].words, "1 of 1");
    EXPECT_EQ(picture.drawings[3].rows[0].label, "Thu 12 Mar");
}

TEST_F(WeeklyReview, HasNoPictureOfNothing) {
    add("Mum", on(2026, 3, 3), 7);
    type("review");
    EXPECT_FALSE(newest_message().picture);
}

TEST_F(WeeklyReview, CountsNoAnswersOfFriends) {
    add("Jonas", on(2026, 2, 1));
    type("friend jonas");
    type("texted jonas");
    EXPECT_TRUE((type("review"), says("People by day: Wed 1.")));
    EXPECT_FALSE(says("Answers:")) << newest();
}

TEST_F(WeeklyReview, ComesNoMoreWhenItIsNotWantedUntilItIsAgain) {
    add("Mum", on(2026, 3, 3), 7);
    it_is(2026, 3, 6, 16, 0);
    look();
    EXPECT_EQ(button("No review on Fridays"), "pick:review/off");
    const auto review = newest_reference();
    tap("pick:review/off", review);
    EXPECT_EQ(newest(), "No review on Fridays any more. review shows it at any time, and review on brings it back.");
    const auto lines = chat().size();
    tap("pick:review/off", review);
    EXPECT_EQ(chat().size(), lines) << "a second tap changes nothing";
    it_is(2026, 3, 13, 16, 0);
    look();
    EXPECT_EQ(reviews(), 1U);
    type("review");
    EXPECT_EQ(button("Review on Fridays again"), "pick:review/on");
    EXPECT_EQ(type("review on"), "The review comes on Fridays, as before.");
    it_is(2026, 3, 20, 16, 0);
    look();
    EXPECT_EQ(reviews(), 2U);
    EXPECT_TRUE((type("review off"), says("No review on Fridays any more.")));
    EXPECT_TRUE((type("undo"), says("the weekly review (on again)"))) << newest();
    it_is(2026, 3, 27, 16, 0);
    look();
    EXPECT_EQ(reviews(), 3U);
    EXPECT_TRUE(differences().empty());
}

TEST_F(WeeklyReview, AsksOnceAboutARhythmThatDoesNotFit) {
    const auto karl = add("Karl Weiss", on(2026, 1, 1), 30);
    for (int times = 0; times < 3; ++times) type("skip karl");
    EXPECT_FALSE((type("review"), says("left out"))) << newest();
    type("skip karl");
    type("review");
    EXPECT_TRUE(says("Karl was left out four times. Every 3 months instead of every 30 days?")) << newest();
    const auto review = newest_reference();
    tap(button("Keep the rhythm of Karl Weiss"), review);
    EXPECT_EQ(contact(karl).cadence_days, 30);
    tap("pick:review/c" + std::to_string(karl) + "_every_90", review);
    EXPECT_EQ(contact(karl).cadence_days, 90);
    tap(button("Undo"));
    EXPECT_EQ(contact(karl).cadence_days, 30);
    it_is(2026, 3, 13, 16, 0);
    type("skip karl");
    EXPECT_FALSE((type("review"), says("left out"))) << "it was asked last week";
}

TEST_F(WeeklyReview, AForgedButtonChangesNothing) {
    const auto karl = add("Karl Weiss", on(2026, 1, 1), 30);
    type("review");
    const auto before = contact(karl);
    for (const char* forged : {"pick:review/", "pick:review/c1", "pick:review/c1_every_", "pick:review/c1_every_0",
                               "pick:review/c99_20260309", "pick:review/c1_20260101", "pick:review/x"})
        tap(forged);
    EXPECT_EQ(contact(karl), before);
}

}  // namespace

}  // namespace nudged::conversation
