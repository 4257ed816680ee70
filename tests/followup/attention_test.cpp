// What is ignored steps back.
#include "daemon/followup/calendar.hpp"
#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

TEST(Attention, AnItemOnTwoNudgesWithoutAnAnswerRestsFiveNudgeDays) {
    Scene scene;
    Attention attention;
    std::vector<Date> shown;
    for (; scene.today < march(31); scene.today += days(1)) {
        if (listed(scene, person(), attention).empty()) continue;
        shown.push_back(scene.today);
        attention = after_nudge(attention, Reason::overdue, scene.owner, scene.today).attention;
    }
    // Wed Thu, rest Fri to Thu, Fri Mon, rest Tue to Mon, Tue Wed
    EXPECT_EQ(shown, (std::vector{march(4), march(5), march(13), march(16), march(24), march(25)}));
}

TEST(Attention, AfterTheThirdRestTheQuestionIsAskedOnce) {
    Scene scene;
    Attention attention;
    std::vector<int> asked_after;
    for (int nudge = 1; nudge <= 12; ++nudge) {
        const auto after = after_nudge(attention, Reason::snoozed, scene.owner, scene.today);
        attention = after.attention;
        if (after.ask_rhythm) asked_after.push_back(nudge);
    }
    EXPECT_EQ(asked_after, std::vector{6});
}

Attention resting_until(Date day, Reason reason) {
    auto attention = after_nudge({1, 0, {}, 0, {}, {}, {}, reason <= Reason::snoozed}, reason, Owner{}, march(4)).attention;
    attention.rest_until = day;
    return attention;
}

TEST(Attention, ASnoozedOneOrACheckBackRestsToo) {
    const Scene scene;
    auto back = person();
    back.snooze = Snooze{march(3), false, {}};
    EXPECT_EQ(listed(scene, back, resting_until(march(10), Reason::snoozed)), Lines{});
    auto waited = in_state(ContactState::waiting);
    waited.check_back->date = march(3);
    EXPECT_EQ(listed(scene, waited, resting_until(march(10), Reason::check_back)), Lines{});
}

TEST(Attention, AnIgnoredSuggestionTakesNoShowingAwayFromACheckBack) {
    Scene scene;
    auto waited = in_state(ContactState::waiting);
    waited.check_back->date = march(5);
    auto attention = after_nudge({}, Reason::help, scene.owner, march(4)).attention;
    std::vector<Date> shown;
    for (scene.today = march(5); scene.today < march(13); scene.today += days(1)) {
        if (listed(scene, waited, attention) != Lines{"Nicole check_back"}) continue;
        shown.push_back(scene.today);
        attention = after_nudge(attention, Reason::check_back, scene.owner, scene.today).attention;
    }
    EXPECT_EQ(shown, (std::vector{march(5), march(6)}));
}

TEST(Attention, AFixedItemThatDidNotFitIsNotHeldBackByTheRestOfASuggestion) {
    Scene scene;
    scene.today = march(10);
    const auto resting = resting_until(march(13), Reason::overdue);
    auto waited = in_state(ContactState::waiting);
    waited.check_back->date = march(9);
    EXPECT_EQ(listed(scene, waited, resting), Lines{"Nicole check_back"});
    EXPECT_EQ(listed_date(waited, resting, scene.plan()), march(10)) << "and that is what is told";
    EXPECT_EQ(listed(scene, person(), resting), Lines{});
}

TEST(Attention, ATurnHasItsOwnRuleAndADateIsToldOnce) {
    const Scene scene;
    const auto turn = after_nudge({1, 0, {}, 0, {}}, Reason::your_turn, scene.owner, scene.today);
    EXPECT_EQ(turn.attention, (Attention{1, 0, {}, 1, march(4)}));
    EXPECT_EQ(after_nudge({1, 0, {}, 0, {}}, Reason::important_date, scene.owner, scene.today).attention,
              (Attention{1, 0, {}, 0, {}}));
}

NudgeState unanswered(int nudges) {
    NudgeState state;
    state.unanswered = nudges;
    return state;
}

TEST(Places, AfterThreeUnansweredNudgesTheNextNamesOnePersonOnly) {
    const Owner owner;
    EXPECT_EQ(places_today(owner, unanswered(0), march(4)), 3);
    EXPECT_EQ(places_today(owner, unanswered(2), march(4)), 3);
    EXPECT_EQ(places_today(owner, unanswered(3), march(4)), 1);
    EXPECT_EQ(places_today(owner, unanswered(9), march(4)), 1);
}

TEST(Places, AfterTenOneLineAWeek) {
    Owner owner;
    const auto days_with_a_place = [&] {
        std::vector<Date> with;
        for (Date day = march(2); day < march(16); day += days(1))
            if (places_today(owner, unanswered(10), day) == 1) with.push_back(day);
        return with;
    };
    EXPECT_EQ(days_with_a_place(), (std::vector{march(2), march(9)}));
    owner.holidays = {march(9)};
    EXPECT_EQ(days_with_a_place(), (std::vector{march(2), march(10)}));
}

TEST(Attention, ARestOfAnEarlierDayHoldsNoSnoozeBackWhoseDayIsOnlyNow) {
    Scene scene;
    scene.today = march(9);
    const auto resting = resting_until(march(13), Reason::snoozed);
    auto snoozed = person();
    snoozed.snooze = Snooze{march(9), false, {}};
    EXPECT_EQ(listed(scene, snoozed, resting), (Lines{"Nicole snoozed"}));
    scene.today = march(10);
    EXPECT_EQ(listed(scene, snoozed, resting), Lines{}) << "its day has been";
    EXPECT_EQ(listed(scene, person(), resting), Lines{});
    scene.today = march(6);
    EXPECT_EQ(listed_date(snoozed, resting, scene.plan()), march(9)) << "and that is what is told";
}

}  // namespace
}  // namespace nudged::followup
