// Promises: "shown on its day and the two next nudges, then asks: done, new date, drop".
#include "daemon/followup/promises.hpp"

#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

// Touched today, so that nothing but the promise brings them up.
Contact promised_to(Date due, const Scene& scene = {}) {
    const auto contact = taken(touched(person(), {}, scene.plan())).after;
    return taken(promised(contact, "send pricing", due, scene.plan())).after;
}

TEST(Promises, AreListedOnTheirDay) {
    Scene scene;
    const auto contact = promised_to(march(10));
    scene.today = march(9);
    EXPECT_EQ(listed(scene, contact), Lines{});
    scene.today = march(10);
    EXPECT_EQ(listed(scene, contact), (Lines{"Nicole promise"}));
}

TEST(Promises, DueOnADayOffAreToldOnTheLastNudgeBefore) {
    Scene scene;
    const auto contact = promised_to(march(8));  // a Sunday
    scene.today = march(5);
    EXPECT_EQ(listed(scene, contact), Lines{});
    scene.today = march(6);
    EXPECT_EQ(listed(scene, contact), (Lines{"Nicole promise"}));
}

TEST(Promises, BringTheirDayForwardWhereThatOfTheNextNudgeIsTold) {
    Scene scene;
    auto contact = promised_to(march(9));
    contact.snooze = Snooze{march(20), true, {}};
    EXPECT_EQ(listed_date(contact, {}, scene.plan()), march(9));
    scene.today = march(10);
    EXPECT_EQ(listed_date(contact, {}, scene.plan()), march(10)) << "once more";
    Attention resting;
    resting.fixed = true;
    resting.rest_until = march(17);
    EXPECT_EQ(listed_date(contact, resting, scene.plan()), march(17));
    contact.snooze->until = march(12);
    EXPECT_EQ(listed_date(contact, resting, scene.plan()), march(12));
    contact.promises.clear();
    EXPECT_EQ(listed_date(contact, {}, scene.plan()), march(12));
}

TEST(Promises, AreShownOnTheirDayAndTheTwoNextNudgesThenAsked) {
    Scene scene;
    const auto contact = promised_to(march(9));
    Attention attention;
    std::vector<bool> asked;
    for (const unsigned day : {9U, 10U, 11U, 12U}) {
        scene.today = march(day);
        DayListPicker picker(scene.plan(), 3, {});
        picker.offer(contact, attention);
        const auto picked = std::move(picker).pick();
        ASSERT_EQ(picked.items.size(), 1U) << day;
        asked.push_back(picked.items[0].asks);
        attention = after_nudge(attention, Reason::promise, scene.owner, scene.today).attention;
    }
    EXPECT_EQ(asked, (std::vector{false, false, false, true}));
    scene.today = march(13);
    EXPECT_EQ(listed(scene, contact, attention), Lines{}) << "then it rests";
}

TEST(Promises, AreKeptWithATouch) {
    Scene scene;
    const auto decision = taken(kept(promised_to(march(9)), {}, scene.plan()));
    EXPECT_EQ(decision.what, "kept");
    const TouchSaid with_words{TouchKind::soft, "email", "all of it", {}};
    EXPECT_EQ(taken(kept(promised_to(march(9)), with_words, scene.plan())).note,
              promised_to(march(9)).promises.front().what + ", all of it");
    EXPECT_EQ(decision.note, "send pricing");
    EXPECT_TRUE(decision.kind) << "a touch";
    EXPECT_TRUE(decision.after.promises.empty());
    EXPECT_EQ(refused(kept(person(), {}, scene.plan())), Inapplicable::nothing_to_do);
}

TEST(Promises, TheSameWordsAgainAreForTheNewDayAndOthersStandBesideThem) {
    Scene scene;
    auto contact = promised_to(march(20));
    contact = taken(promised(contact, "call her mother", march(12), scene.plan())).after;
    contact = taken(promised(contact, "send pricing", march(10), scene.plan())).after;
    ASSERT_EQ(contact.promises.size(), 2U);
    EXPECT_EQ(next_promise(contact)->what, "send pricing");
    contact = taken(put_off(contact, march(30), scene.plan())).after;
    EXPECT_EQ(next_promise(contact)->what, "call her mother");
    EXPECT_EQ(taken(dropped(contact, scene.plan())).after.promises.size(), 1U);
}

TEST(Promises, AreMadeToNobodyWhoIsOffTheList) {
    Scene scene;
    EXPECT_EQ(refused(promised(in_state(ContactState::closed), "x", march(9), scene.plan())),
              Inapplicable::not_on_round);
}

TEST(Promises, WakeTheContactInTime) {
    Scene scene;
    const auto contact = promised_to(march(20));
    EXPECT_LE(wake_of(contact, scene.owner, scene.settings)->date, march(20));
    EXPECT_EQ(wake_of(promised_to(march(4) + days(200)), scene.owner, scene.settings)->span, 0)
        << "the round stretches, the promise does not";
    auto book = contact;
    book.state = ContactState::book;
    ASSERT_TRUE(wake_of(book, scene.owner, scene.settings));
    scene.today = march(20);
    EXPECT_EQ(listed(scene, book), (Lines{"Nicole promise"}));
}

}  // namespace
}  // namespace nudged::followup
