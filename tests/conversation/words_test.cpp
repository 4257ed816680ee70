// What is said in words and not by a tap: days gone by, reasons, first names, birthdays.
#include <gmock/gmock.h>

#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Words : public Scene {
protected:
    void three_people() {
        nicole_ = add("Nicole Ortiz", on(2026, 1, 1), 30);
        sam_ = add("Sam Lee", on(2026, 1, 10), 30);
        mum_ = add("Mum", on(2026, 2, 3), 7);
        look();
    }
    [[nodiscard]] std::size_t people() {
        return store_->transact([&](Tables& tables) { return tables.contacts.count(owner_); });
    }
    std::int64_t nicole_ = 0, sam_ = 0, mum_ = 0;
};

TEST_F(Words, ATouchOfAPastDayIsWrittenDownForThatDayAndSaysSo) {
    three_people();
    EXPECT_EQ(type("done sam last friday").substr(0, 25), "Sam: noted for Fri 27 Feb");
    EXPECT_EQ(contact(sam_).last_touch, on(2026, 2, 27));
    EXPECT_EQ(contact(sam_).base, on(2026, 2, 27));
    EXPECT_NE(type("called mum yesterday, knee is better").find("Mum: called yesterday, \"knee is better\""),
              std::string::npos)
        << newest();
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 3, 3));
    type("undo");
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 2, 3));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Words, ARhythmThatIsNoneIsAskedForAsSuch) {
    three_people();
    EXPECT_NE(type("every 0d mum").find("How often?"), std::string::npos) << newest();
    EXPECT_NE(type("every 2 weeks").find("Mum: every 2 weeks now"), std::string::npos) << newest();
    type("every 0d mum");
    type("month");
    EXPECT_EQ(contact(mum_).cadence_days, 30);
}

TEST_F(Words, ASentenceAboutSomebodyElseIsNoReasonOfANo) {
    three_people();
    for (const auto* sentence : {"who bob", "done bob", "bob replied", "later bob june"}) {
        type("no sam");
        EXPECT_EQ(type(sentence).find("Sam said no"), std::string::npos) << newest();
        type("reopen sam");
    }
    type("no sam");
    EXPECT_NE(type("no budget").find("Sam said no, \"no budget\""), std::string::npos) << newest();
}

TEST_F(Words, ACommandAfterABareAddAddsNobody) {
    three_people();
    for (const auto* command : {"add  every 10d", "who zoe"}) {
        type("add");
        type(command);
    }
    EXPECT_EQ(people(), 3U);
    type("today");
    type("add");
    type("Mark Twain");
    EXPECT_EQ(people(), 4U) << newest();
}

TEST_F(Words, WhatHasNoWordsIsNoCourtesyAndAGreetingIsGreeted) {
    three_people();
    EXPECT_NE(type(" \n ").find("I didn't get that"), std::string::npos) << newest();
    EXPECT_EQ(type("hello"), "Hello. Who is on for today: today");
    EXPECT_EQ(type("ok"), "All right.");
    EXPECT_EQ(type("ok thanks"), "With pleasure.");
}

TEST_F(Words, ATouchOfAPastDayHidesNothingNewer) {
    three_people();
    type("done mum");
    type("met mum 3 weeks ago");
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 3, 4));
}

TEST_F(Words, AnAnswerOfAPastDayIsYourTurnUnlessYouAnsweredSince) {
    three_people();
    EXPECT_NE(type("sam replied on monday").find("Sam: answered on Mon 2 Mar"), std::string::npos) << newest();
    EXPECT_EQ(contact(sam_).your_turn, on(2026, 3, 2));
    type("done nicole");
    type("nicole replied yesterday");
    EXPECT_FALSE(contact(nicole_).your_turn) << newest();
    EXPECT_EQ(contact(nicole_).last_touch, on(2026, 3, 4));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Words, ATouchInTheFutureIsAskedAbout) {
    three_people();
    const auto question = type("done sam tomorrow");
    EXPECT_NE(question.find("Which day was that?"), std::string::npos) << question;
    EXPECT_EQ(contact(sam_).last_touch, on(2026, 1, 10));
    tap(button("Not yet: tomorrow"));
    ASSERT_TRUE(contact(sam_).snooze) << newest();
    EXPECT_EQ(contact(sam_).snooze->until, on(2026, 3, 5));
}

TEST_F(Words, TheReasonOfANoCanBeTypedNext) {
    three_people();
    EXPECT_NE(type("no sam").find("What decided it"), std::string::npos) << newest();
    EXPECT_NE(type("no budget this year").find("no budget this year"), std::string::npos) << newest();
    EXPECT_EQ(contact(sam_).closed_reason, "no budget this year");
    EXPECT_TRUE(differences().empty());
}

TEST_F(Words, ACommandInsteadOfAReasonDropsTheQuestion) {
    three_people();
    type("no sam");
    type("done mum");
    type("budget");
    EXPECT_EQ(contact(sam_).closed_reason, "");
}

TEST_F(Words, AfterANoThatWasTakenBackNoReasonIsExpected) {
    three_people();
    type("no sam");
    tap(button("Undo"));
    type("budget");
    EXPECT_EQ(contact(sam_).state, ContactState::open);
}

TEST_F(Words, AfterATappedNoTheReasonCanBeTyped) {
    three_people();
    tap("no:20260304.1");
    type("budget");
    const auto list = store_->transact([&](Tables& tables) { return *tables.lists.latest(owner_); });
    EXPECT_EQ(contact(list.items.front().contact).closed_reason, "budget") << newest();
}

TEST_F(Words, TheFirstThreeNamesMayComeOneByOne) {
    type("Mum");
    type("Nicole Ortiz");
    EXPECT_EQ(people(), 2U) << newest();
    type("Sam Lee every 2 months #clients");
    EXPECT_EQ(people(), 3U) << newest();
    type("Bo Li");
    EXPECT_EQ(people(), 3U);
    EXPECT_NE(newest().find("didn't get that"), std::string::npos) << newest();
}

TEST_F(Words, ADayLaterANameAloneIsNobodyNew) {
    type("Mum");
    it_is(2026, 3, 5, 12, 0);
    type("Bo Li");
    EXPECT_EQ(people(), 1U);
}

TEST_F(Words, ASentenceIsNobody) {
    for (const auto* text : {"yes please", "How does this work", "what now", "Hello", "where do I start?"}) {
        type(text);
        EXPECT_EQ(people(), 0U) << text;
    }
}

TEST_F(Words, WhatMayBeANameIsAskedAbout) {
    EXPECT_EQ(type("qwertz").substr(0, 11), "Add Qwertz?");
    EXPECT_EQ(people(), 0U);
    type("yes");
    EXPECT_EQ(people(), 1U) << newest();
}

TEST_F(Words, AddAloneAsksWhom) {
    EXPECT_NE(type("add").find("Whom shall I add?"), std::string::npos) << newest();
    EXPECT_EQ(type("add 😀"), "I read no names in that. Nothing changed.") << newest();
    type("Mum every week");
    EXPECT_EQ(people(), 1U) << newest();
}

TEST_F(Words, ABirthdayIsSaidAsPeopleSayIt) {
    three_people();
    EXPECT_NE(type("mum's birthday is 8 march").find("birthday on 8 March"), std::string::npos) << newest();
    ASSERT_EQ(contact(mum_).dates.size(), 1U);
    type("birthday mum 8 mar 1950");
    EXPECT_EQ(contact(mum_).dates.front().year, 1950);
    type("add Zoe birthday 3 may");
    EXPECT_NE(newest().find("Birthday on 3 May."), std::string::npos) << newest();
    type("done mum sent birthday card");
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 3, 4));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Words, TheListIsInTheOrderOfTheDatesItShows) {
    rules_.followup.min_gap_days = 3;
    const auto ann = add("Ann", on(2026, 3, 3), 1);   // kept back by the gap: Fri 6 Mar
    const auto bob = add("Bob", on(2026, 2, 3), 30);  // Thu 5 Mar
    ASSERT_TRUE(ann && bob);
    const auto list = type("list");
    EXPECT_LT(list.find("Bob"), list.find("Ann")) << list;
}

TEST_F(Words, ALastTouchToComeIsLeftOutOfAnImportAndSaidSo) {
    address_book::Person person;
    person.line = 2;
    person.name = "Zoe";
    person.last_touch = on(2027, 1, 1);
    ImportPass pass;
    pass.counting = false;
    const auto rows = exchange([&](Exchange& e) { return import_people(e, pass, std::vector{person}); });
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].what, Imported::added);
    EXPECT_EQ(rows[0].why, "the last touch 2027-01-01 is still to come; left out");
    const auto names = store_->transact([&](Tables& tables) { return tables.contacts.names(owner_); });
    EXPECT_FALSE(contact(names.at(0).id).last_touch);
}

TEST_F(Words, AStrangerIsNotTheOneLastSpokenOf) {
    three_people();
    type("note nicole x");
    for (const auto* text : {"spoke with agatha yesterday", "called agatha yesterday", "texted agatha about the trip",
                             "done zzz tomorrow"})
        EXPECT_NE(type(text).find("here."), std::string::npos) << text << newest();
    type("met with petra and tom");
    EXPECT_EQ(contact(nicole_).last_touch, on(2026, 1, 1)) << newest();
    EXPECT_FALSE(contact(nicole_).snooze) << newest();
}

TEST_F(Words, NobodyIsClosedUnnamedWhileSeveralAreOpen) {
    three_people();
    type("note nicole x");
    EXPECT_NE(type("they said no, agatha").find("Which one"), std::string::npos) << newest();
    EXPECT_NE(type("no").find("nothing changed"), std::string::npos) << newest();
    for (const auto id : {nicole_, sam_, mum_}) EXPECT_EQ(contact(id).state, ContactState::open);
    type("they said no, budget");
    tap(button("Nicole"));
    EXPECT_EQ(contact(nicole_).closed_reason, "budget") << newest();
}

TEST_F(Words, ABareDoneIsAboutWhoWasJustNamedAlone) {
    three_people();
    it_is(2026, 3, 4, 8, 40);
    type("note nicole x");
    type("private on");
    EXPECT_NE(type("done").find("Which one"), std::string::npos) << newest();
    type("note nicole y");
    type("done");
    EXPECT_EQ(contact(nicole_).last_touch, on(2026, 3, 4)) << newest();
}

TEST_F(Words, ADateBehindARefusedNumberIsNobodyElses) {
    three_people();
    type("note nicole x");
    type("snooze 9 3m");
    EXPECT_NE(type("3 days").find("Which one"), std::string::npos) << newest();
    EXPECT_FALSE(contact(nicole_).snooze);
}

TEST_F(Words, DoneOnceMoreOnTheDayIsNoSecondUnansweredMessage) {
    three_people();
    type("done nicole");
    EXPECT_THAT(type("done nicole, sent the photos"), HasSubstr("sent the photos"));
    EXPECT_EQ(contact(nicole_).silence, 1);
    now_ += std::chrono::hours{24};
    type("done nicole");
    EXPECT_EQ(contact(nicole_).silence, 2);
}

TEST_F(Words, TwoOfOneFirstNameAreToldApartInAnAnswerAndItsUndo) {
    three_people();
    add("Sam Reyes", on(2026, 1, 10), 30);
    EXPECT_THAT(type("done sam lee, sam reyes"), AllOf(HasSubstr("Sam L: noted"), HasSubstr("Sam R: noted")));
    EXPECT_THAT(type("undo"), AllOf(HasSubstr("Sam L's done"), HasSubstr("Sam R's done")));
}

TEST_F(Words, DoneAllMeansThoseWhoAreStillOpen) {
    three_people();
    type("done nicole");
    EXPECT_THAT(type("done all"), Not(HasSubstr("Nicole:")));
    EXPECT_EQ(contact(nicole_).silence, 1);
    EXPECT_THAT(type("done all"), HasSubstr("Nobody is open on the list."));
}

TEST_F(Words, ACallThatNobodyAnsweredIsNoSignOfLife) {
    three_people();
    type("texted mum");
    EXPECT_EQ(contact(mum_).silence, 1);
    type("called mum, no answer");
    EXPECT_EQ(contact(mum_).silence, 2);
    type("done mum called, knee is better");
    EXPECT_EQ(contact(mum_).silence, 0) << newest();
    EXPECT_TRUE(differences().empty());
}

TEST_F(Words, ANumberAloneIsNothingThatWasGiven) {
    three_people();
    EXPECT_NE(type("gave nicole 3").find("Nothing changed"), std::string::npos) << newest();
    EXPECT_EQ(contact(nicole_).last_touch, on(2026, 1, 1));
}

}  // namespace nudged::conversation
