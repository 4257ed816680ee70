#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

class Nudge : public Scene {};

TEST_F(Nudge, ComesAtTheLocalMinuteAndOnceADay) {
    add("Mum", on(2026, 2, 23), 7);
    it_is(2026, 3, 4, 8, 29);
    EXPECT_EQ(look(), at(2026, 3, 4, 8, 30));
    EXPECT_TRUE(chat().empty());

    it_is(2026, 3, 4, 8, 30);
    EXPECT_EQ(look(), at(2026, 3, 5, 8, 30));
    ASSERT_EQ(chat().size(), 1U);
    EXPECT_EQ(newest().substr(0, newest().find('\n')), "Mum: 9 days since the last word.");

    it_is(2026, 3, 4, 8, 31);
    look();
    restart();
    look();
    EXPECT_EQ(chat().size(), 1U);
}

TEST_F(Nudge, ThatComesTooLateIsFoldedIntoTheNext) {
    add("Mum", on(2026, 2, 23), 7);
    it_is(2026, 3, 4, 12, 31);
    look();
    EXPECT_TRUE(chat().empty());
    it_is(2026, 3, 5, 8, 30);
    look();
    EXPECT_EQ(chat().size(), 1U);
}

TEST_F(Nudge, LateWithinItsCutOffSaysSo) {
    add("Mum", on(2026, 2, 23), 7);
    look();
    it_is(2026, 3, 5, 10, 12);
    type("snooze mum 1d");
    it_is(2026, 3, 6, 10, 12);
    look();
    EXPECT_NE(newest().find("A little late today (the machine was off until 10:12)."), std::string::npos) << newest();
}

TEST_F(Nudge, NamesAtMostThreeAndKeepsNumbers) {
    for (const auto* name : {"Ann", "Ben", "Cat", "Dan", "Eve"}) add(name, on(2026, 1, 1), 30);
    look();
    const auto list = store_->transact([&](Tables& tables) { return *tables.lists.find(owner_, on(2026, 3, 4)); });
    ASSERT_EQ(list.items.size(), 3U);
    EXPECT_EQ(list.items[2].number, 3);
    type("done 1");
    type("today");
    const auto after = store_->transact([&](Tables& tables) { return *tables.lists.find(owner_, on(2026, 3, 4)); });
    EXPECT_EQ(after.items.size(), 3U);
    EXPECT_EQ(after.items[1].name, list.items[1].name);
}

TEST_F(Nudge, OneTapOnDoneIsWrittenDownAndShownInPlace) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    look();
    const auto lines = chat().size();
    tap(button("Done Mum"));
    EXPECT_EQ(chat().size(), lines);  // no further message
    EXPECT_EQ(contact(mum).last_touch, on(2026, 3, 4));
    EXPECT_NE(newest().find("Next around Wed 11 Mar."), std::string::npos) << newest();
    EXPECT_NE(button("Undo"), "");
    EXPECT_TRUE(differences().empty());
}

TEST_F(Nudge, TheSameButtonTwiceChangesNothing) {
    add("Mum", on(2026, 2, 23), 7);
    look();
    const auto done = button("Done Mum");
    tap(done);
    const auto before = chat().back();
    tap(done);
    const auto entries =
        store_->transact([&](Tables& tables) { return tables.journal.newest(owner_, std::nullopt, 10); });
    EXPECT_EQ(entries.size(), 2U);  // added, touched
    EXPECT_EQ(chat().back().body, before.body);
}

TEST_F(Nudge, UndoUnderADoneBringsThePersonBackOnTheList) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    look();
    tap(button("Done Mum"));
    tap(button("Undo"));
    EXPECT_EQ(contact(mum).last_touch, on(2026, 2, 23));
    EXPECT_NE(button("Done Mum"), "") << newest();
    EXPECT_TRUE(differences().empty());
}

TEST_F(Nudge, ASnoozeComesBackOnTheDayItSaid) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    look();
    tap(button("Snooze Mum"));
    ASSERT_TRUE(contact(mum).snooze);
    EXPECT_EQ(contact(mum).snooze->until, on(2026, 3, 9));  // 3 days is Saturday
    for (const unsigned day : {5U, 6U, 7U, 8U}) {
        it_is(2026, 3, day, 8, 30);
        look();
    }
    EXPECT_EQ(chat().size(), 1U);
    it_is(2026, 3, 9, 8, 30);
    look();
    EXPECT_EQ(chat().size(), 2U);
    EXPECT_NE(newest().find("Mum"), std::string::npos);
}

TEST_F(Nudge, AnotherDateBehindASnoozeReplacesIt) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    look();
    tap(button("Snooze Mum"));
    ASSERT_NE(button("Fri"), "") << to_json(newest_message());
    tap(button("Fri"));
    EXPECT_EQ(contact(mum).snooze->until, on(2026, 3, 6));
    EXPECT_NE(newest().find("Fri 6 Mar"), std::string::npos) << newest();
}

TEST_F(Nudge, AnOldButtonSaysThatItWasSettledAndChangesNothing) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    look();
    const auto snooze = button("Snooze Mum");
    const auto old_message = newest_reference();
    tap(button("Done Mum"));
    it_is(2026, 3, 11, 8, 30);
    look();
    tap(snooze, old_message);
    EXPECT_FALSE(contact(mum).snooze);
}

TEST_F(Nudge, TonightIsAReminderAtThatHourAndNoSecondNudge) {
    add("Mum", on(2026, 2, 23), 7);
    look();
    type("1 tonight");
    EXPECT_EQ(look(), at(2026, 3, 4, 18, 0));
    it_is(2026, 3, 4, 18, 0);
    look();
    EXPECT_NE(newest().find("Mum"), std::string::npos);
    const auto lines = chat().size();
    look();
    EXPECT_EQ(chat().size(), lines);
    tap(button("Done Mum"));
    EXPECT_NE(newest().find("Next around"), std::string::npos) << newest();
    it_is(2026, 3, 5, 8, 30);
    look();
    EXPECT_EQ(chat().size(), lines);
}

TEST_F(Nudge, AfterThreeWithoutAnyAnswerNamesOnePersonOnly) {
    for (const auto* name : {"Ann", "Ben", "Cat", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon"})
        add(name, on(2025, 12, 1), 30);
    for (const unsigned day : {4U, 5U, 6U, 9U}) {
        it_is(2026, 3, day, 8, 30);
        look();
    }
    const auto list = store_->transact([&](Tables& tables) { return *tables.lists.find(owner_, on(2026, 3, 9)); });
    EXPECT_EQ(list.items.size(), 1U);
    type("thanks");
    it_is(2026, 3, 10, 8, 30);
    look();
    const auto next = store_->transact([&](Tables& tables) { return *tables.lists.find(owner_, on(2026, 3, 10)); });
    EXPECT_EQ(next.items.size(), 3U);
}

TEST_F(Nudge, APauseIsQuietAndEndsByItself) {
    add("Mum", on(2026, 2, 23), 7);
    it_is(2026, 3, 3, 12, 0);
    type("pause until 9 mar");
    const auto lines = chat().size();
    for (const unsigned day : {4U, 5U, 6U}) {
        it_is(2026, 3, day, 8, 30);
        look();
    }
    EXPECT_EQ(chat().size(), lines);
    it_is(2026, 3, 9, 8, 30);
    look();
    EXPECT_EQ(chat().size(), lines + 1);
}

TEST_F(Nudge, APauseWithoutADateIsQuietUntilResumed) {
    add("Mum", on(2026, 2, 23), 7);
    it_is(2026, 3, 3, 12, 0);
    type("pause");
    const auto lines = chat().size();
    for (const unsigned day : {4U, 5U, 6U}) {
        it_is(2026, 3, day, 8, 30);
        look();
    }
    EXPECT_EQ(chat().size(), lines);
    type("resume");
    const auto resumed = chat().size();
    it_is(2026, 3, 9, 8, 30);
    look();
    EXPECT_EQ(chat().size(), resumed + 1);
}

TEST_F(Nudge, ADayThatWasNamedIsKeptOnADayOffForThatOnePerson) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    add("Sam Lee", on(2026, 1, 1), 30);
    look();
    type("snooze mum saturday");
    const auto lines = chat().size();
    it_is(2026, 3, 7, 8, 30);
    look();
    ASSERT_EQ(chat().size(), lines + 1);
    const auto list = store_->transact([&](Tables& tables) { return *tables.lists.find(owner_, on(2026, 3, 7)); });
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_EQ(list.items.front().contact, mum);
}

TEST_F(Nudge, ABirthdayOnADayOffIsToldBeforeAndInOneLineOnTheDay) {
    const auto zoe = add("Zoe Quinn", on(2026, 3, 1), 60);
    exchange([&](Exchange& e) {
        Reply reply;
        const auto before = *e.contact(zoe);
        Ledger(e, reply).write(
            before, std::get<followup::Decision>(followup::with_field(before, "birthday", "--03-08", e.plan())), "");
        return 0;
    });
    it_is(2026, 3, 6, 8, 30);
    look();
    ASSERT_EQ(chat().size(), 1U);
    EXPECT_NE(newest().find("birthday on Sunday 8 March"), std::string::npos) << newest();
    it_is(2026, 3, 7, 8, 30);
    look();
    EXPECT_EQ(chat().size(), 1U);
    it_is(2026, 3, 8, 8, 30);
    look();
    ASSERT_EQ(chat().size(), 2U);
    EXPECT_NE(newest().find("Zoe"), std::string::npos) << newest();
}

TEST_F(Nudge, APrivateNudgeKeepsNamesBackUntilATap) {
    add("Mum", on(2026, 2, 23), 7);
    type("private on");
    look();
    EXPECT_EQ(newest().find("Mum"), std::string::npos) << newest();
    EXPECT_EQ(newest_message().notification.find("Mum"), std::string::npos);
    const auto list = "more:20260304.0";
    tap(list);
    EXPECT_NE(newest().find("Mum"), std::string::npos) << newest();
    tap(button("Done Mum"));
    EXPECT_NE(newest().find("Mum"), std::string::npos) << newest();
}

TEST_F(Nudge, MoreOpensTheFurtherButtonsInTheSamePlace) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    look();
    tap(button("More for Mum"));
    EXPECT_EQ(chat().size(), 1U);
    ASSERT_NE(button("Skip this time"), "");
    tap(button("Skip this time"));
    EXPECT_EQ(contact(mum).last_touch, on(2026, 2, 23));
    EXPECT_NE(newest().find("Wed 11 Mar"), std::string::npos) << newest();
}

TEST_F(Nudge, LaterAsksUntilWhenAndATypedDateAnswers) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    look();
    tap(button("More for Mum"));
    tap(button("Later, they asked"));
    EXPECT_NE(newest().find("Until when"), std::string::npos) << newest();
    type("june");
    EXPECT_EQ(contact(mum).state, ContactState::waiting) << newest();
}

TEST_F(Nudge, WhatIsOnTwoNudgesWithoutAnAnswerRestsFiveNudgeDays) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    int named = 0;
    for (const unsigned day : {4U, 5U, 6U, 9U, 10U, 11U, 12U}) {
        it_is(2026, 3, day, 8, 30);
        look();
        const auto list = store_->transact([&](Tables& tables) { return tables.lists.find(owner_, on(2026, 3, day)); });
        named += list && !list->items.empty() && list->items.front().contact == mum ? 1 : 0;
    }
    EXPECT_EQ(named, 2);
}

TEST_F(Nudge, AfterThreeDaysWithNobodyOneLineSaysWhoIsNext) {
    add("Sam Lee", on(2026, 3, 2), 30);
    for (const unsigned day : {4U, 5U}) {
        it_is(2026, 3, day, 8, 30);
        look();
    }
    EXPECT_TRUE(chat().empty());
    for (const unsigned day : {6U, 9U, 10U}) {
        it_is(2026, 3, day, 8, 30);
        look();
    }
    ASSERT_EQ(chat().size(), 1U);
    EXPECT_EQ(newest(), "Nobody today. Next: Sam Lee, on Wed 1 Apr.");
}

TEST_F(Nudge, IntroducesAWordWithTheFirstNudgeOfAWeekEachOnce) {
    add("Mum", on(2026, 1, 6), 7);
    const auto word_of = [&](unsigned month, unsigned day) {
        it_is(2026, month, day, 8, 30);
        look();
        type("today");  // which is drawn anew
        const auto text = newest();
        return text.substr(text.rfind('\n') + 1);
    };
    EXPECT_EQ(word_of(3, 2), "Mum asked you to come back in June? Just write: later mum june");
    EXPECT_EQ(word_of(3, 3).find("Just write"), std::string::npos);
    type("snooze mum monday");
    EXPECT_EQ(word_of(3, 9), "Mum wrote to you? Just write: mum replied");
    type("mum replied");
    it_is(2026, 3, 13, 8, 30);
    look();
    EXPECT_EQ(word_of(3, 16), "Mum was promised something? Just write: promise mum the slides by friday");
}

}  // namespace nudged::conversation
