#include "daemon/followup/rhythm.hpp"

#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

TEST(Cadence, AContactsOwnWinsThenTheTagsThenTheOwnersThenTheConfigured) {
    Scene scene;
    scene.owner.tag_cadences = {{"clients", 60}, {"vip", 14}};
    auto contact = person();
    EXPECT_EQ(cadence_of(contact, scene.owner, scene.settings), 30);
    scene.owner.cadence_days = 45;
    EXPECT_EQ(cadence_of(contact, scene.owner, scene.settings), 45);
    contact.tags = {"clients", "other", "vip"};
    EXPECT_EQ(cadence_of(contact, scene.owner, scene.settings), 14) << "the shortest of its tags'";
    contact.cadence_days = 7;
    EXPECT_EQ(cadence_of(contact, scene.owner, scene.settings), 7);
    contact.cadence_days = 0;
    EXPECT_EQ(cadence_of(contact, scene.owner, scene.settings), 1);
}

TEST(Stretch, APlanThatFitsTheMorningsIsNotStretched) {
    const Scene scene;  // 15 places a week
    const auto demand = weekly_demand(person(), scene.owner, scene.settings);
    EXPECT_EQ(stretch(scene.owner, demand * 64), 1);  // 14.9 a week
    EXPECT_GT(stretch(scene.owner, demand * 65), 1);  // 15.2
}

TEST(Stretch, WhenTheContactsWantMoreAllCadencesStretchByTheSameFactor) {
    Scene scene;
    const auto demand = weekly_demand(person(), scene.owner, scene.settings);
    scene.stretch = stretch(scene.owner, demand * 120);
    EXPECT_EQ(rhythm_of(person(), scene.plan()), 56) << "with no question open the round has all places";
    auto weekly = person();
    weekly.cadence_days = 7;
    EXPECT_EQ(rhythm_of(weekly, scene.plan()), 13);
    EXPECT_EQ(round_date(weekly, scene.plan()), weekly.base + days(13));
}

TEST(Stretch, TheRoundHasHalfOfTheWeeksPlacesWhileAQuestionIsOpenAndAllOfThemWhenNoneIs) {
    const Scene scene;  // 15 places a week
    EXPECT_EQ(places_of_the_round(scene.owner, Questions::none), 15);
    EXPECT_EQ(places_of_the_round(scene.owner, Questions::open), 7.5);
    auto silent = person();
    silent.silence = scene.settings.patience;
    const auto demand = weekly_demand(person(), scene.owner, scene.settings);
    const auto with_a_question = weekly_demand(silent, scene.owner, scene.settings);
    EXPECT_EQ(questions_of(demand * 64), Questions::none);
    EXPECT_EQ(stretch(scene.owner, demand * 64), 1);
    EXPECT_EQ(questions_of(demand * 63 + with_a_question), Questions::open);
    EXPECT_NEAR(stretch(scene.owner, demand * 63 + with_a_question), 64 * 7 / 30.0 / 7.5, 0.001);
    EXPECT_EQ(stretch(scene.owner, demand * 31 + with_a_question), 1) << "7.5 a week fit";
    EXPECT_NEAR(places_wanted(demand * 63 + with_a_question), places_wanted(demand * 64), 1e-9);
    silent.is_friend = true;
    EXPECT_EQ(questions_of(weekly_demand(silent, scene.owner, scene.settings)), Questions::none);
}

TEST(Stretch, OnlyOpenContactsWantAPlace) {
    const Scene scene;
    for (const auto state : {ContactState::waiting, ContactState::closed, ContactState::parted, ContactState::book})
        EXPECT_EQ(weekly_demand(in_state(state), scene.owner, scene.settings), 0);
}

TEST(Stretch, AnOwnerWithoutNudgeDaysIsNotStretched) {
    Owner owner;
    owner.weekdays = 0;
    EXPECT_EQ(stretch(owner, 1'000'000'000), 1);
}

TEST(Next, IsCountedFromTheBase) {
    const Scene scene;
    EXPECT_EQ(next_date(person(), scene.plan()), march(4) - days(10));
}

TEST(Next, IsTheSnoozeTheWaitOrNone) {
    const Scene scene;
    auto contact = person();
    contact.snooze = Snooze{march(9), false, {}};
    EXPECT_EQ(next_date(contact, scene.plan()), march(9));
    EXPECT_EQ(next_date(in_state(ContactState::waiting), scene.plan()), march(20));
    EXPECT_EQ(next_date(in_state(ContactState::closed), scene.plan()), std::nullopt);
    EXPECT_EQ(next_date(in_state(ContactState::parted), scene.plan()), std::nullopt);
    EXPECT_EQ(next_date(in_state(ContactState::book), scene.plan()), std::nullopt);
}

TEST(Next, TellsTheMinimumGapToo) {
    const Scene scene;
    auto daily = person();
    daily.cadence_days = 1;
    daily.base = march(4);
    daily.last_outward = march(4);
    EXPECT_EQ(next_date(daily, scene.plan()), march(7));
}

TEST(Wait, ADateReachedIsComputedOnReading) {
    const auto waiting = in_state(ContactState::waiting);  // until the 20th
    EXPECT_EQ(state_of(waiting, march(19)), ContactState::waiting);
    EXPECT_EQ(state_of(waiting, march(20)), ContactState::open);
    EXPECT_EQ(state_of(waiting, march(25)), ContactState::open);
}

TEST(FirstDates, TheIthOfNIsDueOnD0PlusFloorOfIXCadenceByN) {
    const Scene scene;
    const int expected[] = {0, 4, 8, 12, 17, 21, 25};
    for (std::size_t i = 0; i < 7; ++i) {
        Contact contact;
        spread_first_date(contact, i, 7, march(5), scene.owner, scene.settings);
        EXPECT_EQ(next_date(contact, scene.plan()), march(5) + days(expected[i])) << i;
    }
}

TEST(FirstDates, StretchingAppliesOnTop) {
    Scene scene;
    scene.stretch = 2;
    Contact contact;
    spread_first_date(contact, 3, 6, march(5), scene.owner, scene.settings);
    EXPECT_EQ(next_date(contact, scene.plan()), march(5) + days(30));
}

TEST(FirstDates, OfOneAloneIsThatDayHoweverStretched) {
    Scene scene;
    scene.stretch = 3;
    Contact contact;
    first_date(contact, march(5));
    EXPECT_EQ(next_date(contact, scene.plan()), march(5));
}

TEST(FirstDates, AShorterCadenceIsNotHeldUpByTheFirstDate) {
    const Scene scene;
    Contact contact;
    spread_first_date(contact, 9, 10, march(5), scene.owner, scene.settings);
    contact.cadence_days = 7;
    EXPECT_EQ(next_date(contact, scene.plan()), march(12));
}

TEST(Wake, IsTheEarliestDayOnWhichTheContactCanBeListed) {
    const Scene scene;
    const auto wake = [&](const Contact& contact) {
        const auto found = wake_of(contact, scene.owner, scene.settings);
        return found ? std::optional(found->date) : std::nullopt;
    };
    auto contact = person();
    EXPECT_EQ(wake(contact), contact.base + days(30));
    contact.your_turn = march(1);
    contact.base = march(1);
    EXPECT_EQ(wake(contact), march(2));
    contact.snooze = Snooze{march(9), true, {}};
    EXPECT_EQ(wake(contact), march(9));
    EXPECT_EQ(wake(in_state(ContactState::waiting)), on(2026, 2, 3));  // something helpful, two months into the wait
    auto waits = in_state(ContactState::waiting);
    waits.check_back->said = march(1);
    EXPECT_EQ(wake(waits), march(20));
    EXPECT_EQ(wake(in_state(ContactState::book)), std::nullopt);
    EXPECT_EQ(wake(in_state(ContactState::closed)), std::nullopt);
}

TEST(Wake, StretchesWithThePlanOnlyAsFarAsTheRoundBringsItUp) {
    const Scene scene;
    const auto span = [&](const Contact& contact) { return wake_of(contact, scene.owner, scene.settings)->span; };
    auto contact = person();
    EXPECT_EQ(span(contact), 30);
    contact.offset_days = 7;
    EXPECT_EQ(span(contact), 7);
    contact.last_outward = contact.base + days(6);
    EXPECT_EQ(span(contact), 0) << "the gap after a touch does not stretch";
    contact.your_turn = contact.base;
    EXPECT_EQ(span(contact), 0);
    EXPECT_EQ(span(in_state(ContactState::waiting)), 0);
}

}  // namespace
}  // namespace nudged::followup
