// The shelf, what is given of it, waits with something helpful on the way, introductions, and who brought whom.
#include <algorithm>

#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class Helping : public Scene {
protected:
    void nicole_needs_a_move() {
        it_is(2026, 3, 4, 8, 0);
        nicole_ = add("Nicole Ortiz", on(2026, 1, 20));
        type("needs nicole: moving the old content");
    }
    void sam_waits() {
        it_is(2026, 3, 4, 9, 0);
        sam_ = add("Sam Lee", on(2026, 2, 27), 60);
        type("tag sam #hiring");
        type("later sam 1 june \"after the audit\"");
    }
    void look_on(unsigned month, unsigned day) {
        it_is(2026, month, day, month > 3 ? 7 : 8, 30);  // summer time
        look();
    }
    std::vector<JournalEntry> journal(std::optional<std::int64_t> contact = {}) {
        return exchange([&](Exchange& e) { return e.tables.journal.newest(owner_, contact, 20); });
    }
    // The nudge, however many answers came after it.
    std::string nudge() {
        for (const auto& line : chat()) {
            if (line.mine) continue;
            const auto text = plain_text(message_from_json(line.body).value());
            if (text.find("\n1 ") != std::string::npos) latest_ = text;
        }
        return latest_;
    }
    bool said(const std::string& words) { return newest().find(words) != std::string::npos; }

    std::int64_t nicole_ = 0, sam_ = 0;
    std::string latest_;
};

TEST_F(Helping, TheShelfIsFilledShownAndTakenFrom) {
    EXPECT_NE(type("shelf").find("Your shelf is empty."), std::string::npos) << newest();
    EXPECT_EQ(type("shelf https://example.org/move Moving 4,000 pages in a weekend #cms"),
              "On your shelf, number 1: \"Moving 4,000 pages in a weekend\" #cms. I'll name it once to each who could "
              "use it.");
    EXPECT_FALSE(button("Undo").empty());
    type("shelf Interviews that candidates thank you for #hiring");
    EXPECT_EQ(type("shelf"),
              "Your shelf:\n1 Moving 4,000 pages in a weekend https://example.org/move #cms\n"
              "2 Interviews that candidates thank you for #hiring\nGiven: gave NAME 2");
    EXPECT_FALSE(said("#cms") && type("shelf #hiring").find("#cms") != std::string::npos) << newest();
    EXPECT_NE(type("shelf https://example.org/move").find("on your shelf already, number 1"), std::string::npos)
        << newest();
    EXPECT_NE(type("shelf drop 1").find("is off your shelf"), std::string::npos) << newest();
    EXPECT_EQ(type("shelf"), "Your shelf:\n2 Interviews that candidates thank you for #hiring\nGiven: gave NAME 2");
    EXPECT_NE(type("shelf drop 1").find("Your shelf has no 1. Nothing changed."), std::string::npos) << newest();
    EXPECT_EQ(journal().at(0).kind, "shelf");
    EXPECT_EQ(journal().at(0).note, "Moving 4,000 pages in a weekend");
}

TEST_F(Helping, WhatIsDoneToTheShelfIsTakenBackAndANumberIsNeverGivenTwice) {
    type("shelf First one");
    type("shelf drop 1");
    EXPECT_EQ(type("undo"), "Taken back: the change to \"First one\". Next undo: putting \"First one\" on your shelf.");
    EXPECT_NE(type("shelf").find("1 First one"), std::string::npos) << newest();
    EXPECT_EQ(type("undo"), "Taken back: putting \"First one\" on your shelf.");
    EXPECT_NE(type("shelf").find("Your shelf is empty."), std::string::npos) << newest();
    EXPECT_NE(type("shelf Another one").find("number 2"), std::string::npos) << newest();
    const auto undo = button("Undo");
    const auto answer = newest_reference();
    type("shelf A third one");
    tap(undo, answer);
    EXPECT_EQ(type("shelf"), "Your shelf:\n3 A third one\nGiven: gave NAME 3");
    EXPECT_TRUE(differences().empty());
}

TEST_F(Helping, WhatFitsIsNamedWithItsLinkAndGivenByItsNumber) {
    nicole_needs_a_move();
    type("shelf https://example.org/move Moving 4,000 pages #cms");
    look_on(3, 4);
    EXPECT_NE(nudge().find("Your shelf has \"Moving 4,000 pages\": https://example.org/move"), std::string::npos)
        << nudge();
    EXPECT_EQ(
        type("gave nicole 1").find("Nicole: \"Moving 4,000 pages\", given today. I won't offer it to them twice."), 0U)
        << newest();
    EXPECT_EQ(contact(nicole_).given, std::vector<std::int64_t>{1});
    const auto touches = exchange([&](Exchange& e) { return e.tables.journal.touches(owner_, nicole_, 1); });
    EXPECT_EQ(touches.at(0).kind, TouchKind::help);
    EXPECT_EQ(touches.at(0).note, "Moving 4,000 pages");
    EXPECT_EQ(journal(nicole_).at(0).what, "gave");
    type("undo");
    EXPECT_TRUE(contact(nicole_).given.empty());
    EXPECT_TRUE(differences().empty());
}

TEST_F(Helping, OfTwoNumbersTheFirstIsThePersonAndTheSecondTheThing) {
    nicole_needs_a_move();
    sam_ = add("Sam Lee", on(2026, 1, 22));
    type("shelf Moving pages #cms");
    type("shelf Interviews #hiring");
    look_on(3, 4);
    type("gave 1 2");
    EXPECT_EQ(contact(nicole_).given, std::vector<std::int64_t>{2}) << newest();
    EXPECT_TRUE(contact(sam_).given.empty());
    EXPECT_EQ(contact(sam_).last_touch, on(2026, 1, 22));
    EXPECT_EQ(type("gave 2 9"), "Your shelf has no 9. Nothing changed. shelf shows what it has.");
}

TEST_F(Helping, NothingIsSuggestedTwiceToTheSameContact) {
    nicole_needs_a_move();
    type("shelf Moving pages in a weekend");
    look_on(3, 4);
    EXPECT_NE(nudge().find("Moving pages"), std::string::npos) << nudge();
    look_on(3, 5);
    EXPECT_NE(nudge().find("1 Nicole Ortiz"), std::string::npos) << nudge();
    EXPECT_EQ(nudge().find("Moving pages"), std::string::npos) << nudge();
}

TEST_F(Helping, GaveWithWordsIsAsItWasAndANumberThatIsNotThereChangesNothing) {
    nicole_needs_a_move();
    EXPECT_NE(type("gave nicole the deck on pensions").find("\"the deck on pensions\", given today. Next"),
              std::string::npos)
        << newest();
    EXPECT_EQ(type("gave nicole 3"), "Your shelf has no 3. Nothing changed. shelf shows what it has.");
}

TEST_F(Helping, AWaitSaysWhatThereIsRoomForOnTheWayWhereThereIsSomethingToGive) {
    sam_waits();
    EXPECT_EQ(newest(), "Sam: back on Mon 1 Jun, as they asked, \"after the audit\". Until then nothing to ask.");
    type("undo");
    type("shelf Interviews #hiring");
    type("later sam 1 june \"after the audit\"");
    EXPECT_NE(newest().find("Until then nothing to ask, room for two helpful things on the way, the first around Mon 6 "
                            "Apr."),
              std::string::npos)
        << newest();
    EXPECT_NE(type("who sam").find("Room for something helpful around Mon 6 Apr."), std::string::npos) << newest();
}

TEST_F(Helping, DuringAWaitSomethingHelpfulIsShownWithWhatToGiveOrNotAtAll) {
    sam_waits();
    look_on(4, 6);
    EXPECT_EQ(nudge().find("Sam"), std::string::npos) << nudge();
    type("shelf Interviews that candidates thank you for #hiring");
    look_on(4, 7);
    EXPECT_NE(nudge().find("Something helpful for Sam.\n1 Sam Lee comes back on Mon 1 Jun. Nothing to ask until then.\n"
                           "Your shelf has \"Interviews that candidates thank you for\"."),
              std::string::npos)
        << nudge();
    tap("done:20260407.1");
    const auto sam = contact(sam_);
    EXPECT_EQ(sam.silence, 0);
    EXPECT_EQ(sam.state, ContactState::waiting);
    EXPECT_EQ(sam.check_back->date, on(2026, 6, 1));
    EXPECT_EQ(sam.given, std::vector<std::int64_t>{1});
    EXPECT_EQ(journal(sam_).at(0).note, "Interviews that candidates thank you for");
    look_on(6, 1);
    EXPECT_NE(nudge().find("1 Sam Lee asked for today: \"after the audit\" (said on 4 Mar)\nSince then you gave "
                           "'Interviews that candidates thank you for'. \"How did it land?\""),
              std::string::npos)
        << nudge();
    EXPECT_TRUE(differences().empty());
}

TEST_F(Helping, WhatSomebodyHasAlreadyIsNotNotedTwiceNorToldTwiceOnTheDayOfTheWait) {
    sam_waits();
    type("shelf Interviews #hiring");
    type("gave sam 1");
    EXPECT_EQ(type("gave sam 1"), "Sam has \"Interviews\" from you already. Nothing changed.");
    EXPECT_EQ(journal(sam_).at(0).what, "gave");
    EXPECT_NE(journal(sam_).at(1).what, "gave");
    it_is(2026, 4, 20, 9, 0);
    type("gave sam Interviews");
    it_is(2026, 4, 27, 9, 0);
    type("gave sam the hiring guide");
    look_on(6, 1);
    EXPECT_NE(nudge().find("Since then you gave 'Interviews' and the hiring guide. \"How did it land?\""),
              std::string::npos)
        << nudge();
}

TEST_F(Helping, ASnoozeOrASkipOfWhatIsHelpfulLeavesTheWaitAsItIs) {
    sam_waits();
    type("shelf Interviews #hiring");
    type("shelf Contracts #hiring");
    look_on(4, 6);
    tap("snooze:20260406.1");
    EXPECT_EQ(contact(sam_).check_back->date, on(2026, 6, 1));
    EXPECT_EQ(contact(sam_).helpful_from, on(2026, 4, 9));
    EXPECT_NE(nudge().find("Sam Lee snoozed to Thu 9 Apr."), std::string::npos) << nudge();
    type("undo");
    type("snooze sam fri");
    EXPECT_EQ(contact(sam_).check_back->date, on(2026, 6, 1));
    EXPECT_EQ(newest(), "Sam: back on Fri 10 Apr.");
    look_on(4, 10);
    EXPECT_NE(nudge().find("Your shelf has \"Contracts\"."), std::string::npos) << nudge();
    tap("skip:20260410.1");
    EXPECT_EQ(contact(sam_).check_back->date, on(2026, 6, 1));
    EXPECT_EQ(contact(sam_).helpful_from, on(2026, 5, 4));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Helping, AnHourOfTheDayIsKeptForWhatIsHelpfulToo) {
    sam_waits();
    type("shelf Interviews #hiring");
    look_on(4, 6);
    EXPECT_EQ(type("snooze sam tonight"), "Sam: I'll say so today at 18:00.");
    EXPECT_EQ(contact(sam_).check_back->date, on(2026, 6, 1));
    EXPECT_FALSE(contact(sam_).check_back->put_off);
    it_is(2026, 4, 6, 17, 0);  // 18:00 in Lisbon's summer
    look();
    EXPECT_TRUE(said("Sam, as you asked.")) << newest();
    EXPECT_TRUE(said("Your shelf has \"Interviews\".")) << newest();
    EXPECT_NE(type("who sam").find("Back on Mon 1 Jun"), std::string::npos) << newest();
    type("skip sam");
    EXPECT_FALSE(contact(sam_).snooze);
    EXPECT_EQ(contact(sam_).helpful_from, on(2026, 5, 4));
    type("undo");
    type("done sam");
    EXPECT_EQ(contact(sam_).given, std::vector<std::int64_t>{1});
    EXPECT_EQ(contact(sam_).state, ContactState::waiting);
    look_on(6, 1);
    EXPECT_NE(nudge().find("1 Sam Lee asked for today"), std::string::npos) << nudge();
    EXPECT_TRUE(differences().empty());
}

TEST_F(Helping, AnAnswerInAWaitIsTheOwnersTurnAndTalkNowEndsIt) {
    sam_waits();
    type("sam replied \"soon\"");
    EXPECT_EQ(contact(sam_).check_back->date, on(2026, 6, 1));
    EXPECT_TRUE(contact(sam_).your_turn);
    type("who sam");
    tap(button("Talk now"));
    EXPECT_EQ(contact(sam_).state, ContactState::open);
    EXPECT_FALSE(contact(sam_).check_back);
}

TEST_F(Helping, AnIntroductionIsHelpGivenToBothAndTakenBackAsOne) {
    nicole_needs_a_move();
    sam_ = add("Sam Lee", on(2026, 2, 27));
    type("intro sam nicole");
    EXPECT_TRUE(said("Nicole: \"introduction to Sam Lee\", given today.")) << newest();
    EXPECT_TRUE(said("Sam: \"introduction to Nicole Ortiz\", given today.")) << newest();
    const auto entries = journal();
    EXPECT_EQ(entries.at(0).batch, entries.at(1).batch);
    EXPECT_EQ(contact(sam_).last_touch, on(2026, 3, 4));
    EXPECT_EQ(type("undo").find("Taken back: what you gave Nicole and what you gave Sam."), 0U) << newest();
    EXPECT_EQ(contact(sam_).last_touch, on(2026, 2, 27));
    EXPECT_EQ(contact(nicole_).last_touch, on(2026, 1, 20));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Helping, AnIntroductionOfOneAsksForTheOther) {
    it_is(2026, 3, 4, 8, 0);
    nicole_ = add("Nicole Ortiz", on(2026, 1, 20));
    sam_ = add("Sam Lee", on(2026, 1, 20));
    add("Tom Baker", on(2026, 1, 20));
    look_on(3, 4);
    EXPECT_EQ(type("intro sam"), "Which one?");
    EXPECT_EQ(button("Sam"), "") << "nobody is introduced to themselves";
    tap(button("Nicole"));
    EXPECT_TRUE(said("Sam: \"introduction to Nicole Ortiz\", given today.")) << newest();
}

TEST_F(Helping, WhoBroughtSomebodyIsKeptAndThankedWithTheirNextItem) {
    nicole_needs_a_move();
    type("shelf Moving pages in a weekend");
    type("add Sam Lee every month #clients via nicole");
    EXPECT_TRUE(said("Nicole brought you and Sam together. To thank them comes with their next item.")) << newest();
    EXPECT_NE(type("who sam").find("By way of Nicole Ortiz"), std::string::npos) << newest();
    look_on(3, 4);
    EXPECT_NE(nudge().find("\"Nicole, thank you for introducing me to Sam Lee.\""), std::string::npos) << nudge();
    type("done nicole");
    EXPECT_TRUE(contact(nicole_).thank_for.empty());
    look_on(5, 4);
    EXPECT_EQ(nudge().find("introducing me"), std::string::npos) << nudge();
}

TEST_F(Helping, ViaAloneIsAboutWhoWasJustAdded) {
    nicole_needs_a_move();
    type("add Pete every month");
    EXPECT_TRUE(said("Pete")) << newest();
    type("via nicole");
    EXPECT_TRUE(said("Nicole brought you and Pete together.")) << newest();
}

TEST_F(Helping, ViaIsTakenBackForBothAndNeedsSomebodyElse) {
    nicole_needs_a_move();
    sam_ = add("Sam Lee", on(2026, 2, 27));
    type("via sam nicole");
    EXPECT_EQ(contact(sam_).via, "Nicole Ortiz");
    EXPECT_EQ(contact(nicole_).thank_for, std::vector<std::string>{"Sam Lee"});
    type("undo");
    EXPECT_EQ(contact(sam_).via, "");
    EXPECT_TRUE(contact(nicole_).thank_for.empty());
    EXPECT_EQ(type("via sam sam").find("Who brought you together is somebody else."), 0U) << newest();
    EXPECT_EQ(type("intro sam"), "Whom do you mean?");
    EXPECT_EQ(contact(sam_).via, "");
    EXPECT_TRUE(differences().empty());
}

TEST_F(Helping, FindLooksThroughTheShelfToo) {
    nicole_needs_a_move();
    type("shelf https://example.org/move Moving 4,000 pages #cms");
    type("shelf Interviews #hiring");
    EXPECT_EQ(type("find interviews"), "On your shelf:\n2 Interviews #hiring");
    EXPECT_TRUE((type("find moving"), said("1 person with \"moving\":"))) << newest();
    EXPECT_TRUE(said("On your shelf:\n1 Moving 4,000 pages https://example.org/move #cms")) << newest();
    type("shelf drop 2");
    EXPECT_EQ(type("find interviews"), "Nothing found for \"interviews\".");
}

TEST_F(Helping, TheNewWordsAreInHelp) {
    EXPECT_NE(type("help shelf").find("shelf drop 3"), std::string::npos) << newest();
    EXPECT_NE(type("help intro").find("intro sam nicole"), std::string::npos) << newest();
    EXPECT_NE(type("help via").find("via sam nicole"), std::string::npos) << newest();
}

}  // namespace

}  // namespace nudged::conversation
