#include "daemon/followup/day_list.hpp"

#include <algorithm>
#include <chrono>
#include <random>

#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

Contact overdue(std::string name, std::int64_t id, int by, int cadence = 30) {
    auto contact = person(std::move(name), id);
    contact.cadence_days = cadence;
    contact.base = march(4) - days(cadence + by);
    contact.last_touch = contact.last_outward = contact.base;
    return contact;
}

Contact with_turn(std::string name, std::int64_t id, Date since) {
    auto contact = overdue(std::move(name), id, -30);
    contact.your_turn = since;
    return contact;
}

Contact back_on(std::string name, std::int64_t id, Date until) {
    auto contact = overdue(std::move(name), id, 10);
    contact.snooze = Snooze{until, false, {}};
    return contact;
}

Contact asked_for(std::string name, std::int64_t id, Date date) {
    auto contact = overdue(std::move(name), id, 10);
    contact.state = ContactState::waiting;
    contact.check_back = CheckBack{date, "", march(1)};
    return contact;
}

Contact with_birthday(std::string name, std::int64_t id) {
    auto contact = overdue(std::move(name), id, -30);
    contact.dates = {{"birthday", {}, 3, 4}};
    return contact;
}

TEST(DayList, FixedItemsAreListedOnTheirDayInThisOrder) {
    const Scene scene;
    EXPECT_EQ(lines(pick(scene, {back_on("Ann", 1, march(4)), with_birthday("Bob", 2), asked_for("Cem", 3, march(4)),
                                 with_turn("Dan", 4, march(3)), overdue("Eve", 5, 99)})),
              (Lines{"Dan your_turn", "Cem check_back", "Bob important_date", "Ann snoozed"}));
}

TEST(DayList, SuggestionsFillWhatIsLeftOfTheCap) {
    const Scene scene;
    EXPECT_EQ(lines(pick(scene, {overdue("Ann", 1, 1), overdue("Bob", 2, 2), overdue("Cem", 3, 3),
                                 back_on("Dan", 4, march(4))})),
              (Lines{"Dan snoozed", "Cem overdue", "Bob overdue"}));
}

TEST(DayList, FixedItemsMayExceedTheCapUpToTwiceTheCap) {
    const Scene scene;
    std::vector<Contact> people{overdue("Zed", 99, 50)};
    for (int i = 0; i < 8; ++i) people.push_back(back_on(std::string(1, static_cast<char>('A' + i)), i + 1, march(4)));
    const auto picked = pick(scene, people);
    EXPECT_EQ(lines(picked), (Lines{"A snoozed", "B snoozed", "C snoozed", "D snoozed", "E snoozed", "F snoozed"}));
    EXPECT_EQ(picked.fixed_left_over, 2);
    EXPECT_EQ(picked.suggestions_left_over, 1);
}

TEST(DayList, WhatDoesNotFitIsFirstOnTheNextNudge) {
    Scene scene;
    scene.owner.daily_cap = 1;
    std::vector<Contact> people{with_turn("Ann", 1, march(3)), asked_for("Bob", 2, march(4)),
                                back_on("Cem", 3, march(4))};
    const auto first = pick(scene, people);
    EXPECT_EQ(lines(first), (Lines{"Ann your_turn", "Bob check_back"}));
    EXPECT_EQ(first.fixed_left_over, 1);

    scene.today = march(5);
    people.push_back(with_turn("Dan", 4, march(4)));
    DayListPicker next(scene.plan(), 1, {}, {.left_over = true});
    for (const auto& contact : people) {
        Attention attention;
        for (const auto& item : first.items)
            if (item.contact.id == contact.id)
                attention = after_nudge({}, item.reason, scene.owner, march(4)).attention;
        next.offer(contact, attention);
    }
    EXPECT_EQ(lines(std::move(next).pick()), (Lines{"Cem snoozed", "Dan your_turn"}));
}

TEST(DayList, OfSeveralThatDidNotFitTheOrderIsTheSame) {
    Scene scene;
    scene.today = march(5);
    const std::vector people{with_turn("New turn", 1, march(4)), back_on("Old snooze", 2, march(3)),
                             asked_for("Old wait", 3, march(4)), with_turn("Old turn", 4, march(3)),
                             asked_for("New wait", 5, march(5))};
    EXPECT_EQ(lines(pick(scene, people, {}, {}, true)),
              (Lines{"Old turn your_turn", "Old wait check_back", "Old snooze snoozed", "New turn your_turn",
                     "New wait check_back"}));
    EXPECT_EQ(lines(pick(scene, people)), (Lines{"Old turn your_turn", "New turn your_turn", "Old wait check_back",
                                                 "New wait check_back", "Old snooze snoozed"}))
        << "everything fitted: there was no list, or there was room";
}

TEST(DayList, WhatWasShownDidFit) {
    Scene scene;
    scene.today = march(5);
    DayListPicker picker(scene.plan(), 3, {});
    picker.offer(back_on("Ann", 1, march(4)), Attention{1, 0, {}, 0, {}});
    picker.offer(asked_for("Bob", 2, march(5)), std::nullopt);
    EXPECT_EQ(lines(std::move(picker).pick()), (Lines{"Bob check_back", "Ann snoozed"}));
}

TEST(DayList, ADateThatCannotWaitHasItsPlace) {
    Scene scene;
    scene.owner.daily_cap = 1;
    EXPECT_EQ(
        lines(pick(scene, {with_turn("Ann", 1, march(3)), asked_for("Bob", 2, march(4)), with_birthday("Cem", 3)})),
        (Lines{"Ann your_turn", "Cem important_date"}));
}

TEST(DayList, TheSameContactIsNeverListedTwice) {
    const Scene scene;
    const auto ann = overdue("Ann", 1, 5);
    const auto picked = pick(scene, {ann, ann, overdue("Bob", 2, 1), ann});
    EXPECT_EQ(lines(picked), (Lines{"Ann overdue", "Bob overdue"}));
    EXPECT_EQ(picked.suggestions_left_over, 0);
}

TEST(DayList, WhoIsOnItAlreadyUsesUpPlaces) {
    const Scene scene;
    const std::vector people{overdue("Ann", 1, 5), overdue("Bob", 2, 4), overdue("Cem", 3, 3), overdue("Dan", 4, 2)};
    EXPECT_EQ(lines(pick(scene, people, 3, {1, 4})), Lines{"Bob overdue"});
    EXPECT_EQ(lines(pick(scene, people, 3, {1, 2, 4})), Lines{});
    EXPECT_EQ(lines(pick(scene, {back_on("Eve", 5, march(4))}, 3, {1, 2, 3})), Lines{"Eve snoozed"});
    EXPECT_EQ(lines(pick(scene, {back_on("Eve", 5, march(4))}, 3, {1, 2, 3, 4, 6, 7})), Lines{});
}

TEST(DayList, RatioIsDaysOverdueByCadenceTimesImportance) {
    const Scene scene;
    auto important = overdue("Imp", 3, 10, 30);  // 1/3 x 3
    important.importance = 3;
    const auto picked = pick(scene, {overdue("Slow", 1, 30, 60), overdue("Fast", 2, 6, 7), important});
    EXPECT_EQ(lines(picked), (Lines{"Imp overdue", "Fast overdue", "Slow overdue"}));
    EXPECT_DOUBLE_EQ(picked.items[0].ratio, 1);
    EXPECT_DOUBLE_EQ(picked.items[1].ratio, 6.0 / 7);
    EXPECT_DOUBLE_EQ(picked.items[2].ratio, 0.5);
    EXPECT_EQ(picked.items[2].days_overdue, 30);
}

TEST(DayList, RatiosCountFromTheStretchedCadence) {
    Scene scene;
    scene.stretch = 1.5;
    EXPECT_EQ(lines(pick(scene, {overdue("Ann", 1, 14)})), Lines{});
    const auto picked = pick(scene, {overdue("Ann", 1, 60)});  // every 45 days, 45 over
    ASSERT_EQ(picked.items.size(), 1U);
    EXPECT_DOUBLE_EQ(picked.items[0].ratio, 1);
    EXPECT_EQ(picked.items[0].days_overdue, 45);
}

TEST(DayList, TiesGoByName) {
    const Scene scene;
    EXPECT_EQ(
        lines(pick(scene, {overdue("Cem", 1, 5), overdue("Ann", 4, 5), overdue("Dan", 2, 5), overdue("Bob", 3, 5)})),
        (Lines{"Ann overdue", "Bob overdue", "Cem overdue"}));
    const auto picked = pick(scene, {overdue("Sam", 9, 5), overdue("Sam", 7, 5), overdue("Sam", 8, 5)});
    EXPECT_EQ(picked.items[0].contact.id, 7);
    EXPECT_EQ(picked.items[2].contact.id, 9);
}

TEST(DayList, AMinimumGapHoldsForOverdue) {
    Scene scene;
    auto contact = overdue("Ann", 1, 5, 1);
    contact.last_outward = march(2);
    EXPECT_EQ(listed(scene, contact), Lines{});
    scene.today = march(5);
    EXPECT_EQ(listed(scene, contact), Lines{"Ann overdue"});
}

TEST(DayList, TheMinimumGapNeverHoldsForATurnACheckBackADateOrASnoozeThatEnds) {
    const Scene scene;
    for (auto contact : {with_turn("Ann", 1, march(3)), asked_for("Ann", 1, march(4)), with_birthday("Ann", 1),
                         back_on("Ann", 1, march(4))}) {
        contact.last_outward = march(3);
        EXPECT_EQ(listed(scene, contact).size(), 1U);
    }
}

TEST(DayList, YourTurnIsFirstOnTheNextNudgeAndOnceMoreAfterThreeDays) {
    Scene scene;
    scene.today = march(5);
    const auto contact = with_turn("Nicole", 1, march(5));
    Attention attention;
    EXPECT_EQ(listed(scene, contact, attention), Lines{}) << "not on the day it began";
    std::vector<unsigned> told;
    for (unsigned day = 6; day <= 20; ++day) {
        scene.today = march(day);
        if (listed(scene, contact, attention) != Lines{"Nicole your_turn"}) continue;
        told.push_back(day);
        attention = after_nudge(attention, Reason::your_turn, scene.owner, scene.today).attention;
    }
    EXPECT_EQ(told, (std::vector<unsigned>{6, 9}));
}

TEST(DayList, ATurnThatWasToldTwiceLeavesTheRoundGoingOn) {
    Scene scene;
    auto contact = overdue("Nicole", 1, 3);
    contact.your_turn = march(1);
    EXPECT_EQ(listed(scene, contact, {0, 0, {}, 1, march(3)}), Lines{});
    EXPECT_EQ(listed(scene, contact, {0, 0, {}, 2, march(3)}), Lines{"Nicole overdue"});
}

TEST(DayList, NobodyIsListedOnADayOff) {
    Scene scene;
    scene.today = march(7);
    const auto picked =
        pick(scene, {with_turn("Ann", 1, march(3)), overdue("Bob", 2, 9), asked_for("Cem", 3, march(7))});
    EXPECT_EQ(lines(picked), Lines{});
    EXPECT_EQ(picked.fixed_left_over, 0);
}

TEST(DayList, WhenTheBotHoldsBackItNamesOnePersonOnly) {
    const Scene scene;
    const std::vector people{back_on("Ann", 1, march(4)), back_on("Bob", 2, march(4)), overdue("Cem", 3, 9)};
    EXPECT_EQ(lines(pick(scene, people, 1)), Lines{"Ann snoozed"});
    EXPECT_EQ(lines(pick(scene, people, 0)), Lines{});
}

TEST(DayList, IsTheSameInWhateverOrderTheContactsAreOffered) {
    std::mt19937 random(7);
    Scene scene;
    std::vector<Contact> people;
    for (int i = 1; i <= 200; ++i) {
        const auto name = "P" + std::to_string(i % 17);
        const int by = i % 40;
        people.push_back(i % 23 == 0   ? with_turn(name, i, march(3))
                         : i % 29 == 0 ? asked_for(name, i, march(4))
                         : i % 31 == 0 ? back_on(name, i, march(4))
                                       : overdue(name, i, by));
    }
    for (const int cap : {1, 3, 8, 40}) {
        scene.owner.daily_cap = cap;
        const auto ids = [&] {
            std::vector<std::int64_t> listed_ids;
            for (const auto& item : pick(scene, people).items) listed_ids.push_back(item.contact.id);
            return listed_ids;
        };
        const auto expected = ids();
        for (int i = 0; i < 20; ++i) {
            std::shuffle(people.begin(), people.end(), random);
            EXPECT_EQ(ids(), expected) << "cap " << cap;
        }
    }
}

TEST(DayList, OfTenThousandContactsIsPickedAtOnce) {
    const Scene scene;
    std::vector<Contact> people;
    for (int i = 1; i <= 10'000; ++i)
        people.push_back(overdue("Person " + std::to_string(i * 7919 % 10'000), i, i % 300));
    const auto begin = std::chrono::steady_clock::now();
    const auto picked = pick(scene, people);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    EXPECT_EQ(picked.items.size(), 3U);
    EXPECT_EQ(picked.suggestions_left_over, 9'997);
    RecordProperty("milliseconds", std::to_string(took.count()));
    EXPECT_LT(took.count(), 500) << "5 in a release build; a debug build with sanitizers takes longer";
}

}  // namespace
}  // namespace nudged::followup
