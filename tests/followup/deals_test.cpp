// "A deal is a question, not a person."
#include "daemon/followup/deals.hpp"

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/silence.hpp"
#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

Contact touch(const Scene& scene, const Contact& contact, TouchKind kind = TouchKind::soft) {
    return taken(touched(contact, {kind, "text", "", {}}, scene.plan())).after;
}
Date step_of(const Scene& scene, const Contact& contact) { return step_date(contact, scene.owner, scene.settings); }

// The proposal went out today.
Contact with_proposal(const Scene& scene) {
    return taken(deal_opened(touch(scene, person("Priya")), "proposal", scene.plan())).after;
}
// On the day on which so many steps have been taken, and the next is due.
Contact at_step(Scene& scene, int step) {
    auto contact = with_proposal(scene);
    for (;;) {
        scene.today = step_of(scene, contact);
        if (contact.deal->step == step) return contact;
        contact = touch(scene, contact, kind_due(contact, scene.plan()).value_or(TouchKind::soft));
    }
}
constexpr int behind_the_last = 5;

TEST(Deal, FollowsAPlanOfGrowingGapsFromTheLastOutwardTouch) {
    Scene scene;
    auto contact = with_proposal(scene);
    const std::vector<std::pair<int, TouchKind>> usual{{3, TouchKind::soft},
                                                       {5, TouchKind::help},
                                                       {10, TouchKind::soft},
                                                       {20, TouchKind::help},
                                                       {30, TouchKind::straight}};
    for (const auto& [gap, kind] : usual) {
        EXPECT_EQ(next_date(contact, scene.plan()), scene.today + days(gap));
        EXPECT_EQ(kind_due(contact, scene.plan()), std::nullopt);
        scene.today += days(gap);
        EXPECT_EQ(kind_due(contact, scene.plan()), kind);
        contact = touch(scene, contact, kind);
    }
    EXPECT_EQ(contact.deal->step, behind_the_last);
}

TEST(Deal, CountsAnyOutwardTouchButTakesNoStepBeforeItIsDue) {
    Scene scene;
    auto contact = with_proposal(scene);
    scene.today += days(2);
    contact = touch(scene, contact);
    EXPECT_EQ(contact.deal->step, 0);
    EXPECT_EQ(next_date(contact, scene.plan()), scene.today + days(3));
}

TEST(Deal, OfSomebodyNotWrittenToForLongIsPutToday) {
    Scene scene;
    const auto contact = taken(deal_opened(person("Priya"), "proposal", scene.plan())).after;
    EXPECT_EQ(next_date(contact, scene.plan()), scene.today + days(3));
    scene.today += days(1);  // and where the proposal went out a day ago, it is counted from there
    const auto yesterday = touched(person("Priya"), spoke("text", march(3)), scene.plan());
    EXPECT_EQ(next_date(taken(deal_opened(taken(yesterday).after, "", scene.plan())).after, scene.plan()), march(6));
}

TEST(Deal, IsListedWhenItsStepIsDueAndNotBefore) {
    Scene scene;
    const auto contact = with_proposal(scene);
    scene.today = march(6);
    EXPECT_EQ(listed(scene, contact), Lines{});
    scene.today = march(9);  // the 7th is a Saturday
    EXPECT_EQ(listed(scene, contact), Lines{"Priya deal"});
}

TEST(Deal, WhileItsPlanRunsDecidesAlone) {
    Scene scene;
    auto contact = at_step(scene, 4);
    contact.cadence_days = 7;
    EXPECT_GE(contact.silence, scene.settings.patience);
    EXPECT_EQ(rung_of(contact, scene.owner, scene.settings), Rung::word) << "no straight question of its own accord";
    EXPECT_FALSE(must_ask_whether_they_answered(contact, scene.owner, scene.settings));
    EXPECT_EQ(rhythm_of(contact, scene.plan()), 7) << "no stretching by silence";
    const auto due = next_date(contact, scene.plan());
    scene.stretch = 3;
    EXPECT_EQ(next_date(contact, scene.plan()), due) << "no stretching by the plan";
    EXPECT_EQ(places_wanted(weekly_demand(contact, scene.owner, scene.settings)), 0) << "it takes no place of the round";
    EXPECT_EQ(questions_of(weekly_demand(contact, scene.owner, scene.settings)), Questions::open);
    scene.today -= days(1);
    EXPECT_EQ(listed(scene, contact), Lines{}) << "no word of the round in between";
}

TEST(Deal, OfAStraightStepLeavesNothingToTheLadderOfSilence) {
    Scene scene;
    const auto contact = at_step(scene, behind_the_last);
    EXPECT_FALSE(contact.straight_on);
    const auto kept = taken(deal_let_go(contact, scene.plan())).after;
    EXPECT_NE(rung_of(kept, scene.owner, scene.settings), Rung::walk_away);
    EXPECT_EQ(next_date(kept, scene.plan()), scene.today + days(rhythm_of(kept, scene.plan())));
}

TEST(Deal, WithAFriendIsNeverAskedStraight) {
    Scene scene;
    auto contact = at_step(scene, 4);
    contact.is_friend = true;
    EXPECT_EQ(kind_due(contact, scene.plan()), TouchKind::soft);
}

TEST(Deal, HasAnotherPlanByTagOrByItself) {
    Scene scene;
    scene.owner.tag_plans["applications"] = {7, 14};
    auto contact = with_proposal(scene);
    contact.tags = {"applications"};
    EXPECT_EQ(next_date(contact, scene.plan()), scene.today + days(7));
    const auto own = taken(with_deal_plan(contact, {4, 8}, scene.plan())).after;
    EXPECT_EQ(next_date(own, scene.plan()), scene.today + days(4));
    auto last = own;
    last.deal->step = 1;
    EXPECT_EQ(kind_of_step(last, scene.owner, scene.settings), TouchKind::straight) << "every plan ends straight";
    EXPECT_EQ(refused(with_deal_plan(person(), {4, 8}, scene.plan())), Inapplicable::no_deal);
}

TEST(Deal, RefusesAGapShorterThanTheMinimumGap) {
    Scene scene;
    EXPECT_EQ(too_short({7, 2, 14}, scene.settings), 2);
    EXPECT_EQ(too_short({3, 5}, scene.settings), std::nullopt);
    EXPECT_EQ(refused(with_deal_plan(with_proposal(scene), {2}, scene.plan())), Inapplicable::not_valid);
    scene.settings.min_gap_days = 0;
    EXPECT_EQ(too_short({0}, scene.settings), 0) << "nobody is written to twice on a day";
}

TEST(Deal, NeverComesCloserThanTheMinimumGap) {
    Scene scene;
    const auto contact = with_proposal(scene);
    scene.settings.min_gap_days = 6;
    EXPECT_EQ(next_date(contact, scene.plan()), scene.today + days(6));
}

TEST(Deal, EndsWithANoAndThePersonStaysOnTheirCadence) {
    Scene scene;
    const auto quiet = at_step(scene, 2);
    const auto no = taken(said_no(quiet, "budget", scene.plan()));
    EXPECT_EQ(no.what, "closed");
    EXPECT_EQ(no.reason, "budget");
    EXPECT_EQ(no.note, "proposal");
    EXPECT_TRUE(no.person_stays);
    EXPECT_FALSE(no.after.deal);
    EXPECT_EQ(no.after.state, ContactState::open);
    EXPECT_EQ(no.after.closed_reason, "");
    EXPECT_EQ(no.after.silence, 0) << "a no is a sign of life";
    EXPECT_EQ(next_date(no.after, scene.plan()), scene.today + days(30));
    EXPECT_EQ(taken(said_no(no.after, "", scene.plan())).after.state, ContactState::closed) << "said of the person";
}

TEST(Deal, EndsWhenItIsWonOrWalkedAwayFromAndThePersonStays) {
    Scene scene;
    const auto contact = at_step(scene, 2);
    for (const auto& end : {taken(deal_won(contact, scene.plan())), taken(parted(contact, "", false, scene.plan())),
                            taken(deal_let_go(contact, scene.plan()))}) {
        EXPECT_FALSE(end.after.deal) << end.what;
        EXPECT_EQ(end.after.state, ContactState::open) << end.what;
        EXPECT_EQ(end.after.base, scene.today) << end.what;
    }
    EXPECT_EQ(refused(deal_won(person(), scene.plan())), Inapplicable::no_deal);
}

TEST(Deal, OfSomebodyWhoDiedEndsWithThem) {
    Scene scene;
    const auto quiet = at_step(scene, 1);
    const auto after = taken(parted(quiet, "", true, scene.plan())).after;
    EXPECT_EQ(after.state, ContactState::parted);
    EXPECT_FALSE(after.deal);
}

TEST(Deal, IsSuspendedByAnAnswerAndBeginsAgainAtItsFirstStepWhenTheOwnerHasAnswered) {
    Scene scene;
    const auto quiet = at_step(scene, 3);
    auto contact = taken(replied(quiet, "let me ask my boss", "", scene.plan())).after;
    EXPECT_FALSE(runs_a_deal(contact));
    scene.today = nudge_day_from(scene.owner, scene.today + days(1)).value();
    EXPECT_EQ(listed(scene, contact), Lines{"Priya your_turn"});
    contact = touch(scene, contact);
    EXPECT_EQ(contact.deal->step, 0);
    EXPECT_EQ(next_date(contact, scene.plan()), scene.today + days(3));
}

TEST(Deal, BeginsAgainWhenAnAnswerNeedsNoAnswerAndWhenTheyAnsweredIsTapped) {
    Scene scene;
    const auto contact = at_step(scene, 3);
    const auto turn = taken(replied(contact, "", "", scene.plan())).after;
    for (const auto& after :
         {taken(needs_no_answer(turn, scene.plan())).after, taken(answered(contact, scene.plan())).after}) {
        EXPECT_EQ(after.deal->step, 0);
        EXPECT_EQ(next_date(after, scene.plan()), scene.today + days(3));
    }
}

TEST(Deal, SuspendedByAnAnswerThatIsNeverAnsweredLeavesThePersonOnTheRound) {
    Scene scene;
    const auto quiet = at_step(scene, 3);
    const auto contact = taken(replied(quiet, "", "", scene.plan())).after;
    Attention told;
    told.turn_shown = 2;
    told.turn_last = scene.today;
    scene.today += days(60);
    EXPECT_EQ(listed(scene, contact, told), Lines{"Priya overdue"});
}

TEST(Deal, SleepsInAWaitAndBeginsAgainTheDayAfter) {
    Scene scene;
    const auto quiet = at_step(scene, 3);
    auto contact = taken(later(quiet, scene.today + days(30), "after the audit", scene.plan())).after;
    const auto back = contact.check_back->date;
    scene.today = back - days(1);
    EXPECT_EQ(listed(scene, contact), Lines{});
    contact = touch(scene, contact, TouchKind::help);
    EXPECT_EQ(contact.deal->step, 0) << "what is given in a wait is no step";
    scene.today = *nudge_day_from(scene.owner, back);
    EXPECT_EQ(listed(scene, contact), Lines{"Priya check_back"});
    contact = touch(scene, contact);
    EXPECT_TRUE(runs_a_deal(contact));
    EXPECT_EQ(contact.deal->step, 0);
    EXPECT_EQ(next_date(contact, scene.plan()), scene.today + days(3));
}

TEST(Deal, OpenedInAWaitSleepsToo) {
    Scene scene;
    const auto contact = taken(deal_opened(in_state(ContactState::waiting), "proposal", scene.plan())).after;
    EXPECT_EQ(contact.state, ContactState::waiting);
    EXPECT_FALSE(runs_a_deal(contact));
    EXPECT_EQ(next_date(contact, scene.plan()), march(20));
}

TEST(Deal, AfterAWaitThatIsEndedComesFirstOnThatDay) {
    Scene scene;
    const auto wait = taken(deal_opened(in_state(ContactState::waiting), "proposal", scene.plan())).after;
    const auto after = taken(talk_now(wait, scene.plan())).after;
    EXPECT_EQ(next_date(after, scene.plan()), scene.today);
    EXPECT_EQ(listed(scene, after), Lines{"Nicole deal"});
}

TEST(Deal, SkippedIsCountedFromThatDayAtTheSameStep) {
    Scene scene;
    const auto quiet = at_step(scene, 1);
    const auto contact = taken(skipped(quiet, scene.plan())).after;
    EXPECT_EQ(contact.deal->step, 1);
    EXPECT_EQ(next_date(contact, scene.plan()), scene.today + days(5));
}

TEST(Deal, IsAskedAbout14DaysAfterItsLastStep) {
    Scene scene;
    auto contact = at_step(scene, behind_the_last);
    EXPECT_EQ(*contact.last_outward + days(14), scene.today);
    scene.today = *nudge_day_from(scene.owner, scene.today);
    EXPECT_EQ(listed(scene, contact), Lines{"Priya deal"});
    EXPECT_EQ(kind_of_step(contact, scene.owner, scene.settings), std::nullopt);
}

TEST(Deal, AfterItsEndHasOneLastWordAndIsAskedAboutAgain) {
    Scene scene;
    const auto quiet = at_step(scene, behind_the_last);
    auto contact = taken(one_last_word(quiet, scene.plan())).after;
    EXPECT_EQ(next_date(contact, scene.plan()), scene.today);
    EXPECT_EQ(kind_due(contact, scene.plan()), TouchKind::straight);
    contact = touch(scene, contact, TouchKind::straight);
    EXPECT_EQ(kind_of_step(contact, scene.owner, scene.settings), std::nullopt);
    EXPECT_EQ(next_date(contact, scene.plan()), scene.today + days(14));
    EXPECT_EQ(refused(one_last_word(with_proposal(scene), scene.plan())), Inapplicable::nothing_to_do);
}

TEST(Deal, OpensAContactOfTheBook) {
    Scene scene;
    const auto contact = taken(deal_opened(in_state(ContactState::book), "proposal", scene.plan())).after;
    EXPECT_EQ(contact.state, ContactState::open);
    EXPECT_EQ(next_date(contact, scene.plan()), scene.today + days(3));
    EXPECT_FALSE(taken(into_book(contact, scene.plan())).after.deal) << "whoever goes back there takes no deal along";
}

TEST(Deal, IsOneAtATime) {
    Scene scene;
    const auto contact = at_step(scene, 2);
    EXPECT_EQ(refused(deal_opened(contact, "", scene.plan())), Inapplicable::nothing_to_do);
    EXPECT_EQ(refused(deal_opened(contact, "proposal", scene.plan())), Inapplicable::nothing_to_do);
    const auto other = taken(deal_opened(contact, "pricing", scene.plan())).after;
    EXPECT_EQ(other.deal->what, "pricing");
    EXPECT_EQ(other.deal->step, 0);
    EXPECT_EQ(refused(deal_opened(in_state(ContactState::closed), "", scene.plan())), Inapplicable::not_on_round);
}

TEST(Deal, AnswersASnoozeOnItsDay) {
    Scene scene;
    const auto quiet = at_step(scene, 1);
    const auto contact = taken(snoozed(quiet, {scene.today + days(7), true, {}}, scene.plan())).after;
    scene.today += days(7);
    EXPECT_EQ(kind_due(contact, scene.plan()), TouchKind::help);
    EXPECT_EQ(touch(scene, contact).deal->step, 2);
}

TEST(Questions, AreDealsThenStraightThenToWalkAwayThenByRatio) {
    Scene scene;
    scene.owner.daily_cap = 5;
    auto early = at_step(scene, 1);
    early.name = "Early";
    auto late = early;
    late.id = 2, late.name = "Late", late.importance = 3;
    *early.last_outward -= days(7), *late.last_outward -= days(7);
    auto straight = person("Straight", 3), walk = person("Walk", 4);
    straight.silence = walk.silence = 3;
    straight.not_yet = walk.not_yet = scene.today - days(1);
    walk.straight_on = walk.base;
    EXPECT_EQ(lines(pick(scene, {walk, straight, early, late})),
              (Lines{"Late deal", "Early deal", "Straight straight"}))
        << "at most one straight question or walk-away a day, and as many deals as there are places";
}

TEST(Questions, TakeTurnsWithTheRound) {
    Scene scene;
    auto deal = at_step(scene, 1);
    *deal.last_outward -= days(7);
    auto other = deal;
    other.id = 2, other.name = "Quinn";
    EXPECT_EQ(lines(pick(scene, {deal, other, person("Ines", 3), person("Karl", 4)})),
              (Lines{"Priya deal", "Ines overdue", "Quinn deal"}));
}

}  // namespace
}  // namespace nudged::followup
