#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

constexpr auto soft = TouchKind::soft;

TEST(Touch, EveryTouchCountsTheCadenceFromThatTouch) {
    const Scene scene;
    const auto decision = taken(touched(person(), {TouchKind::ask, "email", "about May", {}}, scene.plan()));
    EXPECT_EQ(next_date(decision.after, scene.plan()), march(4) + days(30));
    EXPECT_EQ(decision.after.last_touch, march(4));
    EXPECT_EQ(decision.after.last_outward, march(4));
    EXPECT_EQ(decision.what, "touched");
    EXPECT_EQ(decision.kind, TouchKind::ask);
    EXPECT_EQ(decision.channel, "email");
    EXPECT_EQ(decision.note, "about May");
    EXPECT_EQ(decision.day, march(4));
}

TEST(Touch, ABackDatedTouchCountsFromItsDay) {
    const Scene scene;
    const auto decision = taken(touched(person(), spoke("", march(1)), scene.plan()));
    EXPECT_EQ(decision.day, march(1));
    EXPECT_EQ(next_date(decision.after, scene.plan()), march(31));
}

TEST(Touch, ABackDatedTouchNeverHidesSomethingNewer) {
    const Scene scene;
    auto contact = person();
    contact.last_touch = contact.base = march(2);
    contact.snooze = Snooze{march(9), false, {}};
    contact.silence = 1;
    auto expected = contact;
    expected.last_outward = march(1);
    EXPECT_EQ(taken(touched(contact, spoke("call", march(1)), scene.plan())).after, expected);
}

TEST(Touch, BeforeTheirReplyItLeavesTheTurn) {
    const Scene scene;
    auto contact = person();
    contact.your_turn = march(3);
    EXPECT_EQ(taken(touched(contact, spoke("", march(2)), scene.plan())).after.your_turn, march(3));
    EXPECT_EQ(taken(touched(contact, spoke("", march(3)), scene.plan())).after.your_turn, std::nullopt);
}

TEST(Touch, OfADayToComeIsOneOfToday) {
    const Scene scene;
    EXPECT_EQ(taken(touched(person(), spoke("", march(9)), scene.plan())).after.last_touch, march(4));
}

TEST(Touch, ForAContactJustAddedCountsFromTheTouchAndNotFromTheAdding) {
    const Scene scene;
    Contact contact;
    first_date(contact, march(5));
    EXPECT_EQ(next_date(taken(touched(contact, spoke("", march(1)), scene.plan())).after, scene.plan()), march(31));
}

TEST(Touch, EndsASnoozeAndTheRowOfThem) {
    const Scene scene;
    auto contact = person();
    contact.snooze = Snooze{march(9), true, {}};
    contact.skips = 2;
    const auto after = taken(touched(contact, spoke(""), scene.plan())).after;
    EXPECT_FALSE(after.snooze);
    EXPECT_EQ(after.skips, 0);
}

TEST(Touch, NeverChangesAState) {
    const Scene scene;
    for (const auto state :
         {ContactState::open, ContactState::waiting, ContactState::closed, ContactState::parted, ContactState::book}) {
        const auto before = in_state(state);
        const auto after = taken(touched(before, spoke(""), scene.plan())).after;
        EXPECT_EQ(after.state, state);
        EXPECT_EQ(after.check_back, before.check_back);
        EXPECT_EQ(after.closed_reason, before.closed_reason);
        EXPECT_EQ(after.last_touch, march(4));
    }
}

TEST(Touch, AfterTheDateTheyAskedForItEndsTheWait) {
    Scene scene;
    scene.today = march(24);
    const auto waiting = in_state(ContactState::waiting);  // until the 20th
    const auto after = taken(touched(waiting, spoke(""), scene.plan())).after;
    EXPECT_EQ(after.state, ContactState::open);
    EXPECT_FALSE(after.check_back);
    EXPECT_EQ(next_date(after, scene.plan()), march(24) + days(30));
    EXPECT_EQ(listed(scene, taken(touched(waiting, spoke("", march(18)), scene.plan())).after),
              Lines{"Nicole check_back"})
        << "a touch before their date is not the one they asked for";
}

TEST(Touch, HelpIsJournalledAsGiven) {
    const Scene scene;
    EXPECT_EQ(taken(touched(person(), {TouchKind::help, "", "the guide", {}}, scene.plan())).what, "gave");
}

TEST(Silence, CountsOutwardTouchesSinceTheLastSignOfLife) {
    Scene scene;
    auto contact = person();
    for (const auto kind : {TouchKind::soft, TouchKind::help, TouchKind::ask}) {
        scene.today += days(5);
        contact = taken(touched(contact, {kind, "text", "", {}}, scene.plan())).after;
    }
    EXPECT_EQ(contact.silence, 3);
}

TEST(Silence, AConversationIsASignOfLife) {
    const Scene scene;
    auto contact = person();
    contact.silence = 2;
    EXPECT_EQ(taken(touched(contact, spoke("call"), scene.plan())).after.silence, 0);
    EXPECT_EQ(taken(touched(contact, spoke("in person"), scene.plan())).after.silence, 0);
    EXPECT_EQ(taken(touched(contact, spoke("email"), scene.plan())).after.silence, 3);
}

TEST(Silence, WhatExpectsNoAnswerDoesNotCount) {
    const Scene scene;
    const auto silence_after = [&](const Contact& contact, const TouchSaid& said) {
        return taken(touched(contact, said, scene.plan())).after.silence;
    };
    auto birthday = person();
    birthday.dates = {{"birthday", 1980, 3, 4}};
    EXPECT_EQ(silence_after(birthday, {soft, "text", "", {}}), 0) << "greetings on a date";
    EXPECT_EQ(silence_after(birthday, {TouchKind::ask, "text", "", {}}), 1) << "an ask on that date is none";
    EXPECT_EQ(silence_after(in_state(ContactState::waiting), {TouchKind::help, "", "", {}}), 0) << "help in a wait";
    EXPECT_EQ(silence_after(in_state(ContactState::waiting), {soft, "", "", {}}), 1);
    auto turn = person();
    turn.your_turn = march(3);
    EXPECT_EQ(silence_after(turn, {soft, "email", "", {}}), 0) << "the answer to their reply";
    EXPECT_EQ(silence_after(person(), {soft, "card", "", {}}), 0) << "a card";
}

TEST(Silence, TheyAnsweredEndsItAndMakesNobodysTurn) {
    const Scene scene;
    auto contact = person();
    contact.silence = 2;
    const auto decision = taken(answered(contact, scene.plan()));
    EXPECT_EQ(decision.what, "answered");
    EXPECT_EQ(decision.after.silence, 0);
    EXPECT_FALSE(decision.after.your_turn);
    EXPECT_EQ(refused(answered(decision.after, scene.plan())), Inapplicable::nothing_to_do) << "pressed twice";
}

TEST(Reply, IsATouchOfKindReplySilenceZeroYourTurn) {
    const Scene scene;
    auto contact = person();
    contact.silence = 2;
    contact.skips = 2;
    contact.snooze = Snooze{march(9), true, {}};
    const auto decision = taken(replied(contact, "send me two dates", "email", scene.plan()));
    EXPECT_EQ(decision.what, "replied");
    EXPECT_EQ(decision.kind, TouchKind::reply);
    const auto& after = decision.after;
    EXPECT_EQ(after.silence, 0);
    EXPECT_EQ(after.your_turn, march(4));
    EXPECT_EQ(after.their_words, "send me two dates");
    EXPECT_EQ(after.last_touch, march(4));
    EXPECT_EQ(after.last_outward, contact.last_outward);
    EXPECT_EQ(next_date(after, scene.plan()), march(4) + days(30));
    EXPECT_FALSE(after.snooze) << "any touch or reply ends a snooze";
    EXPECT_EQ(after.skips, 0);
}

TEST(Reply, OpensPartedAndClosed) {
    const Scene scene;
    for (const auto state : {ContactState::closed, ContactState::parted}) {
        const auto after = taken(replied(in_state(state), "", "", scene.plan())).after;
        EXPECT_EQ(after.state, ContactState::open);
        EXPECT_EQ(after.closed_reason, "");
        EXPECT_EQ(next_date(after, scene.plan()), march(4) + days(30));
    }
}

TEST(Reply, OnWaitingKeepsTheDate) {
    const Scene scene;
    const auto after = taken(replied(in_state(ContactState::waiting), "", "", scene.plan())).after;
    EXPECT_EQ(after.state, ContactState::waiting);
    EXPECT_EQ(after.check_back, in_state(ContactState::waiting).check_back);
    EXPECT_EQ(after.your_turn, march(4));
}

TEST(Reply, AfterTheDateTheyAskedForItCountsTheCadenceLikeAnyTouch) {
    Scene scene;
    scene.today = march(20);
    const auto after = taken(replied(in_state(ContactState::waiting), "", "", scene.plan())).after;
    EXPECT_EQ(after.state, ContactState::open);
    EXPECT_EQ(next_date(after, scene.plan()), march(20) + days(30));
}

TEST(Reply, LeavesABookContactInTheBook) {
    const Scene scene;
    EXPECT_EQ(taken(replied(in_state(ContactState::book), "", "", scene.plan())).after.state, ContactState::book);
}

TEST(Turn, DoneClearsIt) {
    const Scene scene;
    auto contact = person();
    contact.your_turn = march(3);
    EXPECT_FALSE(taken(touched(contact, spoke(""), scene.plan())).after.your_turn);
}

TEST(Turn, NeedsNoAnswerEndsItAndIsNoTouch) {
    const Scene scene;
    auto contact = person();
    contact.your_turn = march(3);
    const auto decision = taken(needs_no_answer(contact, scene.plan()));
    EXPECT_FALSE(decision.after.your_turn);
    EXPECT_FALSE(decision.kind);
    EXPECT_EQ(decision.after.last_touch, contact.last_touch);
    EXPECT_EQ(refused(needs_no_answer(decision.after, scene.plan())), Inapplicable::nothing_to_do);
}

}  // namespace
}  // namespace nudged::followup
