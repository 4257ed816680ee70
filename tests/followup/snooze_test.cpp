#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

using namespace std::chrono_literals;

SnoozeSaid counted(Date until) { return {until, false, {}}; }
SnoozeSaid named(Date until) { return {until, true, {}}; }

TEST(Snooze, WithoutADateIsThreeDays) {
    Scene scene;
    scene.today = march(2);
    const auto decision = taken(snoozed(person(), {}, scene.plan()));
    EXPECT_EQ(decision.what, "snoozed");
    EXPECT_EQ(decision.until, march(5));
    EXPECT_EQ(decision.after.snooze, (Snooze{march(5), false, {}}));
    EXPECT_FALSE(decision.wanted);
}

TEST(Snooze, ADurationThatEndsOnADayOffGoesToTheNextNudgeDay) {
    const Scene scene;
    const auto decision = taken(snoozed(person(), {}, scene.plan()));
    EXPECT_EQ(decision.until, march(9));
    EXPECT_EQ(decision.wanted, march(7)) << "the answer says which and why";
}

TEST(Snooze, ADurationThatEndsOnAHolidayOrInAPauseGoesToTheNextNudgeDay) {
    Scene scene;
    scene.owner.holidays = {march(9)};
    scene.owner.pause = DateRange{march(10), march(13)};
    EXPECT_EQ(taken(snoozed(person(), counted(march(7)), scene.plan())).until, march(16));
}

TEST(Snooze, ADayThatWasNamedIsKeptEvenOnADayOff) {
    const Scene scene;
    const auto decision = taken(snoozed(person(), named(march(7)), scene.plan()));
    EXPECT_EQ(decision.until, march(7));
    EXPECT_FALSE(decision.wanted);
    EXPECT_TRUE(decision.after.snooze->named_day);
}

TEST(Snooze, ThePersonComesBackOnTheDayItSaidNotEarlierNotNever) {
    Scene scene;
    const auto after = taken(snoozed(person(), named(march(10)), scene.plan())).after;
    for (const unsigned day : {5U, 6U, 9U}) {
        scene.today = march(day);
        EXPECT_EQ(listed(scene, after), Lines{}) << day;
    }
    for (const unsigned day : {10U, 11U, 20U}) {
        scene.today = march(day);
        EXPECT_EQ(listed(scene, after), Lines{"Nicole snoozed"}) << day;
    }
}

TEST(Snooze, ADayOffThatWasNamedIsForThatOnePerson) {
    Scene scene;
    auto saturday = taken(snoozed(person("Sam", 1), named(march(7)), scene.plan())).after;
    auto counted_to_saturday = person("Mum", 2);
    counted_to_saturday.snooze = Snooze{march(7), false, {}};
    const std::vector people{saturday, counted_to_saturday, person("Karl", 3)};
    scene.today = march(7);
    EXPECT_EQ(lines(pick(scene, people)), Lines{"Sam snoozed"});
    scene.today = march(8);
    EXPECT_EQ(lines(pick(scene, people)), Lines{});
    scene.today = march(9);
    EXPECT_EQ(lines(pick(scene, people)), (Lines{"Mum snoozed", "Sam snoozed", "Karl overdue"}));
}

TEST(Snooze, ADayThatWasNamedIsQuietInAPause) {
    Scene scene;
    const auto after = taken(snoozed(person(), named(march(7)), scene.plan())).after;
    scene.owner.pause = DateRange{march(5), march(10)};
    scene.today = march(7);
    EXPECT_EQ(listed(scene, after), Lines{});
    scene.today = march(11);
    EXPECT_EQ(listed(scene, after), Lines{"Nicole snoozed"});
}

TEST(Snooze, TonightIsAReminderAndNoSecondNudge) {
    Scene scene;
    const auto after = taken(snoozed(person(), {march(4), true, 18h}, scene.plan())).after;
    EXPECT_EQ(after.snooze, (Snooze{march(4), true, 18h}));
    EXPECT_EQ(listed(scene, after), Lines{}) << "the reminder is all there is on that day";
    scene.today = march(5);
    EXPECT_EQ(listed(scene, after), Lines{"Nicole snoozed"});
}

TEST(Snooze, AnHourThatWasCountedIsKeptOnADayOffToo) {
    Scene scene;
    scene.today = march(7);
    EXPECT_EQ(taken(snoozed(person(), {march(7), false, 15h}, scene.plan())).until, march(7)) << "in 2 hours";
}

TEST(Snooze, WithoutAnHourIsNeverForToday) {
    const Scene scene;
    EXPECT_EQ(taken(snoozed(person(), named(march(4)), scene.plan())).until, march(5));
    EXPECT_EQ(taken(snoozed(person(), named(march(1)), scene.plan())).until, march(5));
}

TEST(Snooze, NeverMovesTheCadencesBase) {
    const Scene scene;
    const auto after = taken(snoozed(person(), named(march(20)), scene.plan())).after;
    EXPECT_EQ(after.base, person().base);
    EXPECT_EQ(after.last_touch, person().last_touch);
    EXPECT_EQ(round_date(after, scene.plan()), round_date(person(), scene.plan()));
}

TEST(Snooze, OnWaitingMovesItsDate) {
    const Scene scene;
    const auto after = taken(snoozed(in_state(ContactState::waiting), named(march(27)), scene.plan())).after;
    EXPECT_EQ(after.state, ContactState::waiting);
    EXPECT_EQ(after.check_back, (CheckBack{march(27), "after the reorg", on(2025, 12, 3), true}));
}

TEST(Snooze, OfAWaitIsNoLongerWhatTheyAskedForEvenAfterATouch) {
    Scene scene;
    auto contact = taken(snoozed(in_state(ContactState::waiting), named(march(27)), scene.plan())).after;
    contact = taken(touched(contact, spoke("text"), scene.plan())).after;
    const auto asked_anew = taken(later(contact, march(27), "", scene.plan())).after;
    scene.today = march(27);
    EXPECT_EQ(listed(scene, contact), Lines{"Nicole snoozed"});
    EXPECT_EQ(listed(scene, asked_anew), Lines{"Nicole check_back"});
}

TEST(Snooze, OfAWaitToADayOffThatWasNamedIsKept) {
    Scene scene;
    const auto after = taken(snoozed(in_state(ContactState::waiting), named(march(7)), scene.plan())).after;
    EXPECT_EQ(next_date(after, scene.plan()), march(7));
    scene.today = march(7);
    EXPECT_EQ(listed(scene, after), Lines{"Nicole snoozed"});
}

TEST(Snooze, ToAnHourInTheQuietHoursComesWithTheNextNudge) {
    const Scene scene;  // quiet from 21:00 to 07:30
    const auto decision = taken(snoozed(person(), {march(4), true, 23h}, scene.plan()));
    EXPECT_EQ(decision.after.snooze, (Snooze{march(5), false, {}}));
    EXPECT_EQ(decision.until, march(5));
    EXPECT_EQ(decision.wanted_at, 23h);
    EXPECT_EQ(taken(snoozed(person(), {march(6), true, 23h}, scene.plan())).until, march(9)) << "after the weekend";
}

TEST(Snooze, ToAnHourBeforeTheQuietHoursEndIsSaidAtTheirEnd) {
    const Scene scene;
    const auto decision = taken(snoozed(person(), {march(7), true, 6h}, scene.plan()));
    EXPECT_EQ(decision.after.snooze, (Snooze{march(7), true, 7h + 30min}));
    EXPECT_EQ(decision.wanted_at, 6h);
    EXPECT_FALSE(taken(snoozed(person(), {march(7), true, 7h + 30min}, scene.plan())).wanted_at);
}

TEST(Snooze, OfACheckBackThatHasComeIsOneOfAnOpenContactAndKeepsTheirWords) {
    Scene scene;
    scene.today = march(20);
    const auto after = taken(snoozed(in_state(ContactState::waiting), named(march(24)), scene.plan())).after;
    EXPECT_EQ(after.state, ContactState::open);
    EXPECT_EQ(after.check_back->words, "after the reorg");
    scene.today = march(24);
    EXPECT_EQ(listed(scene, after), Lines{"Nicole snoozed"});
    EXPECT_FALSE(taken(touched(after, spoke(""), scene.plan())).after.check_back);
}

TEST(Snooze, OnClosedOrPartedAsksToReopen) {
    const Scene scene;
    for (const auto state : {ContactState::closed, ContactState::parted})
        EXPECT_EQ(refused(snoozed(in_state(state), {}, scene.plan())), Inapplicable::not_on_round);
}

TEST(Snooze, OfABookContactMakesAnOpenOne) {
    const Scene scene;
    const auto after = taken(snoozed(in_state(ContactState::book), named(march(10)), scene.plan())).after;
    EXPECT_EQ(after.state, ContactState::open);
    EXPECT_EQ(next_date(after, scene.plan()), march(10));
    EXPECT_EQ(round_date(after, scene.plan()), march(4) + days(30)) << "its round begins now";
}

TEST(Snooze, ThreeInARowAreCounted) {
    Scene scene;
    auto contact = person();
    for (int i = 1; i <= 3; ++i) {
        contact = taken(snoozed(contact, {}, scene.plan())).after;
        EXPECT_EQ(contact.skips, i);
        scene.today = contact.snooze->until;
    }
}

TEST(Snooze, AnotherDateForARunningOneIsTheSameSnooze) {
    const Scene scene;
    auto contact = taken(snoozed(person(), {}, scene.plan())).after;
    contact = taken(snoozed(contact, named(march(6)), scene.plan())).after;
    EXPECT_EQ(contact.skips, 1);
    EXPECT_EQ(contact.snooze->until, march(6));
}

TEST(Skip, IsTodayPlusCadenceAndNoTouch) {
    const Scene scene;
    const auto decision = taken(skipped(person(), scene.plan()));
    EXPECT_EQ(decision.what, "skipped");
    EXPECT_FALSE(decision.kind);
    EXPECT_EQ(next_date(decision.after, scene.plan()), march(4) + days(30));
    EXPECT_EQ(decision.after.last_touch, person().last_touch);
    EXPECT_EQ(decision.after.skips, 1);
}

TEST(Skip, EndsASnoozeAndTheTurn) {
    const Scene scene;
    auto contact = person();
    contact.snooze = Snooze{march(4), false, {}};
    contact.your_turn = march(2);
    const auto after = taken(skipped(contact, scene.plan())).after;
    EXPECT_EQ(next_date(after, scene.plan()), march(4) + days(30));
    EXPECT_EQ(wake_of(after, scene.owner, scene.settings)->date, march(4) + days(30));
}

TEST(Skip, OnWaitingClosedOrPartedAsksToReopen) {
    const Scene scene;
    EXPECT_EQ(refused(skipped(in_state(ContactState::waiting), scene.plan())), Inapplicable::waiting);
    EXPECT_EQ(refused(skipped(in_state(ContactState::closed), scene.plan())), Inapplicable::not_on_round);
    EXPECT_EQ(refused(skipped(in_state(ContactState::parted), scene.plan())), Inapplicable::not_on_round);
}

TEST(Skip, OfACheckBackThatHasComeGoesOnWithTheRound) {
    Scene scene;
    scene.today = march(20);
    const auto after = taken(skipped(in_state(ContactState::waiting), scene.plan())).after;
    EXPECT_EQ(after.state, ContactState::open);
    EXPECT_EQ(next_date(after, scene.plan()), march(20) + days(30));
}

TEST(Skip, OfABookContactLeavesItInTheBook) {
    const Scene scene;
    EXPECT_EQ(taken(skipped(in_state(ContactState::book), scene.plan())).after, in_state(ContactState::book));
}

}  // namespace
}  // namespace nudged::followup
