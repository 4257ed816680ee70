#include "daemon/conversation/pairing.hpp"
#include "daemon/messages/answers.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

class Replies : public Scene {
protected:
    // Three people on the list of 4 March: 1 Nicole Ortiz, 2 Sam Lee, 3 Mum.
    void three_people() {
        nicole_ = add("Nicole Ortiz", on(2026, 1, 1), 30);
        sam_ = add("Sam Lee", on(2026, 1, 10), 30);
        mum_ = add("Mum", on(2026, 2, 23), 7);
        look();
    }
    std::int64_t nicole_ = 0, sam_ = 0, mum_ = 0;
};

TEST_F(Replies, AWordWithANoteIsWrittenDownAndEchoedFromTheStore) {
    three_people();
    EXPECT_EQ(type("done mum called, knee is better"),
              "Mum: called today, \"knee is better\". Next around Wed 11 Mar.");
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 3, 4));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Replies, TellAVerbOnce) {
    add("Zoe Quinn", on(2026, 3, 1), 90);
    const auto told = [&](const std::string& text) {
        const auto line = type(text);
        return line.substr(0, line.find(" Next"));
    };
    EXPECT_EQ(told("whatsapped zoe"), "Zoe: whatsapped today.");
    EXPECT_EQ(told("visited zoe"), "Zoe: visited today.");
    EXPECT_EQ(told("had lunch with zoe"), "Zoe: had lunch today.");
    EXPECT_EQ(told("met up with zoe"), "Zoe: met today.");
    EXPECT_EQ(told("caught up with zoe"), "Zoe: caught up today.");
    EXPECT_EQ(told("chatted with zoe"), "Zoe: chatted today.");
    EXPECT_EQ(told("had a call with zoe"), "Zoe: called today.");
    EXPECT_EQ(told("contacted zoe"), "Zoe: contacted today.");
    EXPECT_EQ(told("reached out to zoe"), "Zoe: reached out today.");
    EXPECT_EQ(told("visited zoe in the clinic"), "Zoe: visited today, \"in the clinic\".");
}

TEST_F(Replies, NameWhoIsNamedAfterAnotherWhole) {
    add("Nicole's mum", on(2026, 1, 1));
    EXPECT_EQ(type("done nicole's mum").find("Nicole's mum: noted for today."), 0U) << newest();
    EXPECT_EQ(type("undo").find("Taken back: Nicole's mum's done."), 0U) << newest();
}

TEST_F(Replies, EditTheNudgeToo) {
    three_people();
    type("snooze mum fri");
    const auto nudge = plain_text(message_from_json(chat().front().body).value());
    EXPECT_NE(nudge.find("Mum snoozed to Fri 6 Mar"), std::string::npos) << nudge;
}

TEST_F(Replies, UndoTakesBackTheLastOneThenTheOneBefore) {
    three_people();
    type("done mum");
    type("snooze nicole fri");
    EXPECT_NE(type("undo").find("Taken back: Nicole's snooze."), std::string::npos) << newest();
    EXPECT_FALSE(contact(nicole_).snooze);
    type("undo");
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 2, 23));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Replies, WordsWithTheDateThatWasAskedForAreKept) {
    three_people();
    EXPECT_NE(type("later nicole").find("Until when?"), std::string::npos) << newest();
    type("june, after the audit");
    EXPECT_EQ(contact(nicole_).state, ContactState::waiting) << newest();
    ASSERT_TRUE(contact(nicole_).check_back);
    EXPECT_EQ(contact(nicole_).check_back->words, "after the audit");
}

TEST_F(Replies, AQuestionStaysOpenWhileWhatIsTypedIsNotUnderstood) {
    three_people();
    type("later nicole");
    type("hmm the one with the blue thing");
    type("june");
    EXPECT_EQ(contact(nicole_).state, ContactState::waiting) << newest();
    EXPECT_FALSE(contact(sam_).snooze);
}

TEST_F(Replies, ATapUnderAnAnswerChangesThatAnswerAndTheNudge) {
    three_people();
    type("snooze nicole");
    const auto answer = newest_reference();
    tap(button("Fri, snooze to Fri 6 Mar"), answer);
    EXPECT_NE(newest().find("Nicole: back on Fri 6 Mar"), std::string::npos) << newest();
    type("no sam");
    tap(button("Price"), newest_reference());
    EXPECT_TRUE(newest().starts_with("Noted: Sam said no, \"price\".\n")) << newest();
    type("done mum");
    tap(button("Undo"), newest_reference());
    EXPECT_NE(newest().find("Taken back: Mum's done."), std::string::npos) << newest();
    EXPECT_EQ(button("Undo"), "");
}

TEST_F(Replies, ANoTappedInTheNudgeAsksThereWhatDecidedIt) {
    three_people();
    const auto nudge = [&] { return plain_text(message_from_json(chat().front().body).value()); };
    tap("no:20260304.2");
    EXPECT_NE(nudge().find("Sam Lee said no. What decided it, if you know?"), std::string::npos) << nudge();
    tap(button("Don't know"));
    EXPECT_NE(nudge().find("Thanks for telling me straight, Sam."), std::string::npos) << nudge();
}

TEST_F(Replies, UndoSaysWhichOfSeveralTouchesItTookBack) {
    three_people();
    type("called sam");
    type("emailed sam");
    EXPECT_NE(type("undo").find("Taken back: \"emailed Sam\". Next undo: \"called Sam\"."), std::string::npos)
        << newest();
}

TEST_F(Replies, FindLooksIntoTheirWordsTooAndWhyTheySaidNo) {
    three_people();
    type("later nicole june \"after the audit\"");
    EXPECT_NE(type("find audit").find("Nicole"), std::string::npos) << newest();
    type("no sam budget");
    EXPECT_NE(type("find budget").find("Sam"), std::string::npos) << newest();
}

TEST_F(Replies, FindLooksIntoWhatWasWrittenDownOfATouch) {
    three_people();
    type("called mum, the greenhouse is up");
    EXPECT_NE(type("find greenhouse").find("Mum"), std::string::npos) << newest();
    EXPECT_EQ(type("find orchid"), "Nothing found for \"orchid\".");
}

TEST_F(Replies, OfSeveralNosItIsAskedOnceWhatDecidedItWithARowForEach) {
    three_people();
    const auto said = type("no nicole and sam");
    EXPECT_EQ(said, "Noted: Nicole said no.\nNoted: Sam said no.\nWhat decided it, if you know?") << said;
    EXPECT_EQ(newest_message().blocks.back().rows.size(), 2U);
    const auto of_nicole = button("Price: Nicole Ortiz"), of_sam = button("Timing: Sam Lee");
    const auto question = newest_reference();
    ASSERT_FALSE(of_nicole.empty());
    tap(of_nicole, question);
    EXPECT_EQ(contact(nicole_).closed_reason, "price");
    EXPECT_EQ(message_from_json(chat().rbegin()[1].body)->blocks.back().rows.size(), 2U) << "the other is still there";
    tap(of_sam, question);
    EXPECT_EQ(contact(sam_).closed_reason, "timing");
    EXPECT_TRUE(differences().empty());
}

TEST_F(Replies, TheReasonOfSeveralNosCanBeTypedForAllOfThem) {
    three_people();
    type("no nicole\nno sam");
    type("no budget this year");
    EXPECT_EQ(contact(nicole_).closed_reason, "no budget this year");
    EXPECT_EQ(contact(sam_).closed_reason, "no budget this year");
}

TEST_F(Replies, ANoAmongOtherThingsKeepsItsButtons) {
    three_people();
    type("done mum\nno sam");
    EXPECT_FALSE(button("Price: Sam Lee").empty()) << newest();
    EXPECT_FALSE(button("Undo").empty()) << newest();
}

TEST_F(Replies, WhoIsRenamedStandsOnTodaysListByTheNewName) {
    three_people();
    type("rename nicole to Nika Ortega");
    const auto nudge = [&] { return plain_text(message_from_json(chat().front().body).value()); };
    EXPECT_NE(nudge().find("Nika Ortega"), std::string::npos) << nudge();
    EXPECT_EQ(nudge().find("Nicole"), std::string::npos) << nudge();
    EXPECT_NE(type("done nika").find("Nika: noted"), std::string::npos) << newest();
    type("undo");
    type("undo");
    EXPECT_NE(nudge().find("Nicole Ortiz"), std::string::npos) << nudge();
    EXPECT_EQ(nudge().find("Nika"), std::string::npos) << nudge();
}

TEST_F(Replies, ANameThatIsTakenIsGivenAgainOnlyWithAYes) {
    three_people();
    EXPECT_EQ(type("rename sam to Nicole Ortiz"), "Nicole Ortiz is here already. Shall both be called that?");
    EXPECT_EQ(contact(sam_).name, "Sam Lee");
    type("yes");
    EXPECT_EQ(contact(sam_).name, "Nicole Ortiz");
}

TEST_F(Replies, ABirthdayWithAYearOfTwoDigitsIsOfThatYear) {
    three_people();
    EXPECT_EQ(type("birthday mum 8 mar 50"), "Mum: birthday on 8 March 1950.");
    EXPECT_EQ(type("set mum birthday 9 mar 51"), "Mum: birthday on 9 March 1951.");
    EXPECT_EQ(type("set mum birthday 9.3.52"), "Mum: birthday on 9 March 1952.");
    const auto asked = type("birthday mum 8 mar 20");
    EXPECT_NE(asked.find("8 Mar 2020"), std::string::npos) << asked;
    tap(button("8 Mar 1920"));
    EXPECT_EQ(newest(), "Mum: birthday on 8 March 1920.");
    EXPECT_EQ(type("birthday mum 3 mar 87"), "Mum: birthday on 3 March 1987.");
    EXPECT_EQ(type("birthday mum 3 apr 26"), "Mum: birthday on 3 April 1926.") << "nobody is born in a month's time";
    EXPECT_EQ(type("birthday mum 3/4/26"), "3/4/26: 3 Apr 1926, 4 Mar 2026 or 4 Mar 1926?");
}

TEST_F(Replies, ADayInThePastIsNotOfferedForASnooze) {
    three_people();
    for (const auto* said : {"snooze mum to 3/3/25", "snooze mum 3/4/25", "snooze mum 1/2/2026"})
        EXPECT_EQ(type(said), "That is past. Which day to come?") << said;
    EXPECT_EQ(type("snooze mum 5/2/26"), "Mum: back on Sat 2 May, although it is your day off.");
    EXPECT_EQ(type("snooze mum 5/6/26"), "5/6/26: 5 Jun 2026 or 6 May 2026?");
}

TEST_F(Replies, UndoAllSaysThatOneIsTakenBackAndAsks) {
    three_people();
    type("done mum");
    type("skip sam");
    EXPECT_EQ(type("undo all"), "Did you mean undo, which takes back the last thing only?");
    EXPECT_TRUE(contact(sam_).skips > 0);
    EXPECT_NE(type("yes").find("Taken back: leaving Sam out this time."), std::string::npos) << newest();
}

TEST_F(Replies, PairSaysWhatIsTheMatterInsteadOfHello) {
    EXPECT_EQ(type("/pair abc").find("This chat is connected already"), 0U) << newest();
}

TEST_F(Replies, WhoeverIsOffTheListCanBeBroughtBackWithAYes) {
    three_people();
    type("no sam budget");
    EXPECT_NE(type("snooze sam fri").find("reopen sam"), std::string::npos) << newest();
    EXPECT_NE(button("Yes"), "");
    type("yes");
    EXPECT_EQ(contact(sam_).state, ContactState::open) << newest();
}

TEST_F(Replies, UndoNamesTheDetailAndWhatItIsAgain) {
    three_people();
    type("tag nicole #friends");
    EXPECT_NE(type("undo").find("Taken back: Nicole's tags (none again)."), std::string::npos) << newest();
    type("every 60d sam");
    EXPECT_NE(type("undo").find("Taken back: Sam's rhythm (every 30 days again)."), std::string::npos) << newest();
    type("rename mum to Mother");
    EXPECT_NE(type("undo").find("name (Mum again)."), std::string::npos) << newest();
}

TEST_F(Replies, UndoOfASecondWordGivesBackTheFirstNotAnOpenPerson) {
    three_people();
    type("done nicole");
    type("later nicole 1 june");
    type("undo");
    type("rest skip");
    EXPECT_EQ(contact(nicole_).last_touch, on(2026, 3, 4)) << "she was settled before, so she is not of the rest";
    EXPECT_EQ(contact(nicole_).skips, 0);
    EXPECT_EQ(contact(mum_).skips, 1);
    const auto nudge = plain_text(message_from_json(chat().front().body).value());
    EXPECT_NE(nudge.find("Nicole Ortiz done. Next around Fri 3 Apr."), std::string::npos) << nudge;
}

TEST_F(Replies, ADetailLeavesWhoeverIsOnTheListOnIt) {
    three_people();
    for (const auto* detail :
         {"set sam email sam@x.example", "tag sam #chess", "rename sam to Sam Leigh", "every 7d sam"}) {
        type(detail);
        type("rest skip");
        EXPECT_EQ(contact(sam_).skips, 1) << detail;
        type("undo");
    }
    type("every 200d sam");
    type("rest skip");
    EXPECT_EQ(contact(sam_).skips, 0) << "not due any more";
}

TEST_F(Replies, WhoseAddingIsTakenBackHasNothingToTakeBack) {
    add("Sam Lee", on(2026, 1, 10), 30);
    type("add Zoe every week");
    it_is(2026, 3, 5, 8, 30);
    look();
    type("undo");
    const auto list = store_->transact([&](Tables& tables) { return *tables.lists.latest(owner_); });
    ASSERT_EQ(list.items.back().name, "Zoe");
    EXPECT_TRUE(messages::chips(list.items.back(), list.date, "").empty());
}

TEST_F(Replies, TodayShowsWhatDidNotFitIntoTheNudge) {
    for (const std::string name : {"Ann", "Ben", "Cid", "Dan", "Eva", "Fay", "Gil", "Hal"}) {
        add(name, on(2026, 2, 20), 365);
        type("snooze " + name + " 5 mar");
    }
    it_is(2026, 3, 5, 8, 30);
    look();
    EXPECT_NE(newest().find("and 2 more have a date today"), std::string::npos) << newest();
    const auto all = type("today");
    EXPECT_NE(all.find("8 Hal"), std::string::npos) << all;
    EXPECT_EQ(all.find("more have a date"), std::string::npos) << all;
}

TEST_F(Replies, InPrivateNoNotificationOfAListNamesAnybody) {
    three_people();
    type("private on");
    type("done nicole");
    type("today");
    EXPECT_EQ(newest_message().notification, "3 people today.");
}

TEST_F(Replies, UndoWithNothingLeftSaysSo) { EXPECT_EQ(type("undo"), "Nothing to take back."); }

TEST_F(Replies, DoneAloneWithSeveralOpenAsksAndKeepsTheNote) {
    three_people();
    const auto question = type("done called");
    EXPECT_NE(question.find("Which one"), std::string::npos) << question;
    type("mum");
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 3, 4));
    const auto entry = store_->transact([&](Tables& tables) { return tables.journal.newest(owner_, mum_, 1).front(); });
    EXPECT_NE(entry.note.find("called"), std::string::npos);
}

TEST_F(Replies, AQuestionIsAnsweredByATapAsWell) {
    const auto sam = add("Sam Lee", on(2026, 1, 10), 30);
    add("Samantha Reyes", on(2026, 1, 10), 30);
    look();
    type("done sam wants pricing in march");
    const auto action = button("1 Sam Lee");
    ASSERT_NE(action, "") << to_json(newest_message());
    tap(action);
    EXPECT_EQ(contact(sam).last_touch, on(2026, 3, 4));
    EXPECT_NE(newest().find("wants pricing in march"), std::string::npos) << newest();
    tap(action);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Replies, AQuestionThatIsNotAnsweredIsDroppedByTheNextCommand) {
    three_people();
    type("snooze 1 3m");
    type("done 3");
    EXPECT_FALSE(contact(nicole_).snooze);
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 3, 4));
}

TEST_F(Replies, DoneAloneMeansTheOnlyOneOpen) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    look();
    type("done");
    EXPECT_EQ(contact(mum).last_touch, on(2026, 3, 4));
}

TEST_F(Replies, SeveralCommandsInOneMessageAreOneBatch) {
    three_people();
    type("done 1; snooze 2 fri");
    type("undo");
    EXPECT_EQ(contact(nicole_).last_touch, on(2026, 1, 1));
    EXPECT_FALSE(contact(sam_).snooze);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Replies, ANoIsClosedWithItsReasonAndReopened) {
    three_people();
    type("no 2 budget");
    EXPECT_EQ(contact(sam_).state, ContactState::closed);
    EXPECT_EQ(contact(sam_).closed_reason, "budget");
    type("reopen sam");
    EXPECT_EQ(contact(sam_).state, ContactState::open);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Replies, LaterWaitsUntilTheDateWithTheirWords) {
    three_people();
    type("later sam june \"after the audit\"");
    ASSERT_TRUE(contact(sam_).check_back);
    EXPECT_EQ(contact(sam_).check_back->date, on(2026, 6, 1));
    EXPECT_EQ(contact(sam_).check_back->words, "after the audit");
    it_is(2026, 6, 1, 7, 30);  // 08:30 in Lisbon's summer time
    look();
    EXPECT_NE(newest().find("after the audit"), std::string::npos) << newest();
}

TEST_F(Replies, RepliedMakesItYourTurnFirstOnTheNextNudge) {
    three_people();
    type("nicole replied");
    it_is(2026, 3, 5, 8, 30);
    look();
    const auto list = store_->transact([&](Tables& tables) { return *tables.lists.latest(owner_); });
    ASSERT_FALSE(list.items.empty());
    EXPECT_EQ(list.items.front().contact, nicole_);
    EXPECT_EQ(list.items.front().reason, Reason::your_turn);
}

TEST_F(Replies, ARepeatedDeliveryChangesNothing) {
    three_people();
    const Event event{"webchat", "", "the same key",          std::to_string(owner_), std::to_string(owner_),
                      "",        "", TextSaid{"done mum", ""}};
    receive(event);
    const auto lines = chat().size();
    receive(event);
    EXPECT_EQ(chat().size(), lines);
}

TEST_F(Replies, InTheFirstMinutesOfANudgeANumberThatMeantSomebodyElseIsAskedAbout) {
    three_people();
    const auto numbered = [&](int number) {
        const auto list = store_->transact([&](Tables& tables) { return *tables.lists.latest(owner_); });
        return list.items.at(static_cast<std::size_t>(number) - 1).contact;
    };
    const auto yesterday = numbered(1);
    const auto ann = add("Ann", on(2025, 1, 1), 30);
    it_is(2026, 3, 5, 8, 30);
    look();
    ASSERT_EQ(numbered(1), ann);
    it_is(2026, 3, 5, 8, 31);
    type("done 1 called");
    EXPECT_EQ(contact(ann).last_touch, on(2025, 1, 1));
    tap(button("Nicole"));
    EXPECT_EQ(contact(yesterday).last_touch, on(2026, 3, 5)) << newest();
    it_is(2026, 3, 5, 8, 33);
    type("done 1");
    EXPECT_EQ(contact(ann).last_touch, on(2026, 3, 5)) << newest();
}

TEST_F(Replies, ThreeNamesAtTheFirstStartAreAdded) {
    type("Mum every week, Nicole Ortiz, Sam Lee every 2 months #clients");
    const auto names = store_->transact([&](Tables& tables) { return tables.contacts.names(owner_); });
    ASSERT_EQ(names.size(), 3U) << newest();
    EXPECT_EQ(names[0].name, "Mum");
    EXPECT_EQ(contact(names[2].id).cadence_days, 60);
    EXPECT_EQ(newest().find("Mum every 7 days, Nicole every 30, Sam every 60. "
                            "The first nudge is tomorrow, Thu 5 Mar, at 08:30."),
              0U)
        << newest();
}

TEST_F(Replies, SamplePeopleComeAndGoWithOneTapEach) {
    type("/start");
    tap("pick:samples");
    EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.contacts.count(owner_); }), 6U);
    tap(button("Remove the made-up people"));
    EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.contacts.count(owner_); }), 0U);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Replies, AForwardedMessageIsRepliedWithTheQuote) {
    three_people();
    receive({"webchat", "", "f1", std::to_string(owner_), std::to_string(owner_), "", "",
             Forwarded{"Sam Lee", "send me two dates"}});
    EXPECT_EQ(contact(sam_).your_turn, on(2026, 3, 4));
    EXPECT_EQ(contact(sam_).their_words, "send me two dates");
}

TEST_F(Replies, AForwardFromNobodyKnownAsksWhoseItIs) {
    three_people();
    receive({"webchat", "", "f1", std::to_string(owner_), std::to_string(owner_), "", "",
             Forwarded{"", "send me \"two\" dates"}});
    tap(button("Mum"));
    EXPECT_EQ(contact(mum_).your_turn, on(2026, 3, 4)) << newest();
}

TEST_F(Replies, ASharedCardAddsAPersonOnce) {
    receive({"webchat", "", "c1", std::to_string(owner_), std::to_string(owner_), "", "",
             CardShared{"Bo Li", "+351 912 345 678", ""}});
    receive({"webchat", "", "c2", std::to_string(owner_), std::to_string(owner_), "", "",
             CardShared{"Bo Li", "+351912345678", ""}});
    EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.contacts.count(owner_); }), 1U);
}

TEST_F(Replies, FromAStrangerGetOnePoliteLineAndNothingElse) {
    const auto write = [&](const std::string& key, const std::string& text) {
        receive({"telegram", "600", key, "77", "77", "Eve", "en", TextSaid{text, ""}});
        return store_->transact([&](Tables& tables) { return tables.outbox.newest(10).size(); });
    };
    EXPECT_EQ(write("1", "done 1"), 1U);
    EXPECT_EQ(write("2", "hello?"), 1U);
}

TEST_F(Replies, APairingCodeWorksOnce) {
    const auto code =
        store_->transact([&](Tables& tables) { return make_pairing_code(tables, owner_, "telegram", now_); });
    receive({"telegram", "600", "1", "77", "77", "Ana", "en", TextSaid{"/start " + code, ""}});
    auto ana = store_->transact([&](Tables& tables) { return *tables.owners.find(owner_); });
    ASSERT_EQ(ana.pairings.size(), 1U);
    EXPECT_EQ(preferred_channel(ana), (Channel{"telegram", "600", "77"}));
    receive({"telegram", "600", "2", "88", "88", "Eve", "en", TextSaid{"/start " + code, ""}});
    EXPECT_FALSE(
        store_->transact([&](Tables& tables) { return tables.owners.find_by_pairing("telegram", "600", "88"); }));
}

TEST_F(Replies, FiveWrongCodesEndAPairingCodeForWhoeverTriedThem) {
    const auto code =
        store_->transact([&](Tables& tables) { return make_pairing_code(tables, owner_, "telegram", now_); });
    for (int i = 0; i < 5; ++i)
        receive({"telegram", "600", "w" + std::to_string(i), "88", "88", "Eve", "",
                 TextSaid{"/start 0000000000000000", ""}});
    const auto is_paired = [&](const std::string& user) {
        return store_->transact([&](Tables& tables) { return tables.owners.find_by_pairing("telegram", "600", user); })
            .has_value();
    };
    receive({"telegram", "600", "1", "88", "88", "Eve", "", TextSaid{"/start " + code, ""}});
    EXPECT_FALSE(is_paired("88"));
    receive({"telegram", "600", "2", "77", "77", "Ana", "", TextSaid{"/start " + code, ""}});
    EXPECT_TRUE(is_paired("77")) << "nobody else can use up their tries";
}

TEST_F(Replies, APairingCodeLastsTenMinutes) {
    const auto code =
        store_->transact([&](Tables& tables) { return make_pairing_code(tables, owner_, "telegram", now_); });
    it_is(2026, 3, 4, 8, 41);
    receive({"telegram", "600", "1", "77", "77", "Ana", "", TextSaid{"/start " + code, ""}});
    EXPECT_FALSE(
        store_->transact([&](Tables& tables) { return tables.owners.find_by_pairing("telegram", "600", "77"); }));
}

TEST_F(Replies, ADryRunTellsTwoOfOneNameApartAsTheImportDoes) {
    const auto row = [](std::string name, std::string email) {
        address_book::Person person;
        person.name = std::move(name);
        if (!email.empty()) person.addresses["email"] = std::move(email);
        return person;
    };
    add("Ann Bell", on(2026, 1, 1));
    const std::vector rows{row("Sam Lee", "sam@a.example"),
                           row("Sam Lee", "sam@b.example"),
                           row("Sam Lee", ""),
                           row("Mia Wong", ""),
                           row("Mia Wong", "mia@a.example"),
                           row("Mia Wong", "mia@b.example"),
                           row("Ann Bell", "ann@a.example"),
                           row("Ann Bell", "ann@b.example"),
                           row("Sam Lee", "sam@a.example")};
    ImportPass pass;
    const auto dry = exchange([&](Exchange& e) { return import_people(e, pass, rows); });
    pass.counting = false;
    const auto real = exchange([&](Exchange& e) { return import_people(e, pass, rows); });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(dry[i].what, real[i].what) << i;
        EXPECT_EQ(dry[i].why, real[i].why) << i;
    }
    EXPECT_EQ(real[1].what, Imported::unclear);
    EXPECT_EQ(real[4].what, Imported::updated);
}

TEST_F(Replies, AnImportTwiceChangesNothingAndSpreadsFirstDates) {
    std::vector<address_book::Person> rows;
    for (int i = 0; i < 10; ++i) {
        address_book::Person person;
        person.line = static_cast<std::size_t>(i) + 1;
        person.name = "Person " + std::to_string(i);
        person.addresses["email"] = "p" + std::to_string(i) + "@example.org";
        rows.push_back(person);
    }
    const auto run = [&] {
        ImportPass pass;
        exchange([&](Exchange& e) { return import_people(e, pass, rows); });
        pass.counting = false;
        return exchange([&](Exchange& e) { return import_people(e, pass, rows); });
    };
    it_is(2026, 3, 4, 9, 0);
    for (const auto& row : run()) EXPECT_EQ(row.what, Imported::added);
    const auto names = store_->transact([&](Tables& tables) { return tables.contacts.names(owner_); });
    ASSERT_EQ(names.size(), 10U);
    // d0 is tomorrow, today's nudge being over; the i-th of 10 at a cadence of 30 is due 3 x i days later.
    EXPECT_EQ(contact(names[0].id).base + days{*contact(names[0].id).offset_days}, on(2026, 3, 5));
    EXPECT_EQ(contact(names[9].id).base + days{*contact(names[9].id).offset_days}, on(2026, 4, 1));
    for (const auto& row : run()) EXPECT_EQ(row.what, Imported::unchanged);
    EXPECT_TRUE(differences().empty());
}

}  // namespace nudged::conversation
