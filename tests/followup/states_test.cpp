#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

constexpr ContactState all_states[] = {ContactState::open, ContactState::waiting, ContactState::closed,
                                       ContactState::parted, ContactState::book};

TEST(No, ClosesAndKeepsTheReason) {
    const Scene scene;
    for (const auto state : {ContactState::open, ContactState::waiting, ContactState::book}) {
        auto before = in_state(state);
        before.snooze = Snooze{march(9), false, {}};
        before.your_turn = march(3);
        const auto decision = taken(said_no(before, "budget", scene.plan()));
        EXPECT_EQ(decision.what, "closed");
        EXPECT_EQ(decision.reason, "budget");
        EXPECT_EQ(decision.after.state, ContactState::closed);
        EXPECT_EQ(decision.after.closed_reason, "budget");
        EXPECT_EQ(next_date(decision.after, scene.plan()), std::nullopt);
        EXPECT_FALSE(wake_of(decision.after, scene.owner, scene.settings));
    }
}

TEST(No, ItsReasonCanBeToldAfterwards) {
    const Scene scene;
    const auto closed = taken(said_no(person(), "", scene.plan())).after;
    const auto decision = taken(no_reason(closed, "timing", scene.plan()));
    EXPECT_EQ(decision.what, "edited");
    EXPECT_EQ(decision.after.closed_reason, "timing");
    EXPECT_EQ(taken(said_no(closed, "timing", scene.plan())).after, decision.after)
        << "by saying it again, with the reason";
    EXPECT_EQ(refused(said_no(closed, "", scene.plan())), Inapplicable::nothing_to_do);
    EXPECT_EQ(refused(no_reason(person(), "timing", scene.plan())), Inapplicable::nothing_to_do);
}

TEST(Part, EndsOpenAndWaiting) {
    const Scene scene;
    for (const auto state : {ContactState::open, ContactState::waiting, ContactState::book}) {
        const auto decision = taken(parted(in_state(state), "moved abroad", false, scene.plan()));
        EXPECT_EQ(decision.what, "parted");
        EXPECT_EQ(decision.after.state, ContactState::parted);
        EXPECT_EQ(decision.after.closed_reason, "moved abroad");
        EXPECT_FALSE(decision.after.died);
        EXPECT_FALSE(decision.after.check_back);
    }
}

TEST(Part, DiedEndsDatesToo) {
    Scene scene;
    auto oma = person("Oma");
    oma.dates = {{"birthday", {}, 3, 4}};
    EXPECT_EQ(listed(scene, oma), Lines{"Oma important_date"});
    oma = taken(parted(oma, "", true, scene.plan())).after;
    EXPECT_TRUE(oma.died);
    EXPECT_EQ(listed(scene, oma), Lines{});
    EXPECT_TRUE(dates_told(oma, scene.owner, scene.today).empty());
}

TEST(Part, CanBeToldLaterThatTheyDied) {
    const Scene scene;
    const auto before = in_state(ContactState::parted);
    EXPECT_EQ(refused(parted(before, "", false, scene.plan())), Inapplicable::nothing_to_do);
    const auto after = taken(parted(before, "", true, scene.plan())).after;
    EXPECT_TRUE(after.died);
    EXPECT_EQ(after.closed_reason, "moved abroad");
}

TEST(Later, WaitsForTheDateAndKeepsTheirWords) {
    const Scene scene;
    for (const auto state : {ContactState::open, ContactState::waiting, ContactState::book}) {
        auto before = in_state(state);
        before.silence = 2;
        before.snooze = Snooze{march(9), false, {}};
        const auto decision = taken(later(before, on(2026, 6, 1), "after the audit", scene.plan()));
        EXPECT_EQ(decision.what, "waiting");
        EXPECT_EQ(decision.until, on(2026, 6, 1));
        EXPECT_EQ(decision.after.state, ContactState::waiting);
        EXPECT_EQ(decision.after.check_back, (CheckBack{on(2026, 6, 1), "after the audit", march(4)}));
        EXPECT_EQ(decision.after.silence, 0) << "they spoke";
        EXPECT_EQ(next_date(decision.after, scene.plan()), on(2026, 6, 1));
    }
}

TEST(Later, AgainWithoutWordsKeepsTheOldOnes) {
    const Scene scene;
    const auto after = taken(later(in_state(ContactState::waiting), on(2026, 6, 1), "", scene.plan())).after;
    EXPECT_EQ(after.check_back, (CheckBack{on(2026, 6, 1), "after the reorg", on(2025, 12, 3)}));
}

TEST(Later, OnClosedOrPartedAsksToReopen) {
    const Scene scene;
    for (const auto state : {ContactState::closed, ContactState::parted})
        EXPECT_EQ(refused(later(in_state(state), on(2026, 6, 1), "", scene.plan())), Inapplicable::not_on_round);
}

TEST(Waiting, BackToOpenOnTheDateDueThatDay) {
    Scene scene;
    const auto waiting = in_state(ContactState::waiting);
    scene.today = march(19);
    EXPECT_EQ(listed(scene, waiting), Lines{});
    scene.today = march(20);
    EXPECT_EQ(listed(scene, waiting), Lines{"Nicole check_back"});
}

TEST(Waiting, ACheckBackDueOnADayOffIsToldOnTheFirstNudgeDayAfter) {
    Scene scene;
    auto waiting = in_state(ContactState::waiting);
    waiting.check_back->date = march(7);
    for (const unsigned day : {6U, 7U, 8U}) {
        scene.today = march(day);
        EXPECT_EQ(listed(scene, waiting), Lines{}) << day;
    }
    scene.today = march(9);
    EXPECT_EQ(listed(scene, waiting), Lines{"Nicole check_back"});
}

TEST(Waiting, TalkNowEndsTheWait) {
    Scene scene;
    const auto after = taken(talk_now(in_state(ContactState::waiting), scene.plan())).after;
    EXPECT_EQ(after.state, ContactState::open);
    EXPECT_FALSE(after.check_back);
    EXPECT_EQ(next_date(after, scene.plan()), march(4));
    EXPECT_EQ(refused(talk_now(person(), scene.plan())), Inapplicable::nothing_to_do);
    scene.today = march(20);
    EXPECT_EQ(refused(talk_now(in_state(ContactState::waiting), scene.plan())), Inapplicable::nothing_to_do);
}

TEST(Reopen, MakesAnOpenContactWithANextDate) {
    const Scene scene;
    for (const auto state : {ContactState::closed, ContactState::parted, ContactState::waiting}) {
        auto before = in_state(state);
        before.died = state == ContactState::parted;
        const auto decision = taken(reopened(before, {}, scene.plan()));
        EXPECT_EQ(decision.what, "reopened");
        EXPECT_EQ(decision.after.state, ContactState::open);
        EXPECT_EQ(decision.after.closed_reason, "");
        EXPECT_FALSE(decision.after.died);
        EXPECT_EQ(next_date(decision.after, scene.plan()), march(5));
        EXPECT_EQ(decision.until, march(5));
        EXPECT_EQ(taken(reopened(before, march(16), scene.plan())).until, march(16));
    }
}

TEST(Reopen, OfOneWhoIsNotAwayChangesNothing) {
    const Scene scene;
    EXPECT_EQ(refused(reopened(person(), {}, scene.plan())), Inapplicable::nothing_to_do);
    EXPECT_EQ(refused(reopened(in_state(ContactState::book), {}, scene.plan())), Inapplicable::nothing_to_do);
}

TEST(Book, EveryMakesAnOpenContact) {
    const Scene scene;
    auto before = in_state(ContactState::book);
    before.base = {};
    const auto after = taken(with_cadence(before, 60, scene.plan())).after;
    EXPECT_EQ(after.state, ContactState::open);
    EXPECT_EQ(next_date(after, scene.plan()), *before.last_touch + days(60)) << "counted from the last touch";
    before.last_touch.reset();
    before.last_outward.reset();
    EXPECT_EQ(next_date(taken(with_cadence(before, 60, scene.plan())).after, scene.plan()), march(4) + days(60));
}

TEST(Book, EveryNeverPutsOpenAndWaitingIntoIt) {
    const Scene scene;
    for (const auto state : {ContactState::open, ContactState::waiting}) {
        const auto after = taken(into_book(in_state(state), scene.plan())).after;
        EXPECT_EQ(after.state, ContactState::book);
        EXPECT_FALSE(after.check_back);
        EXPECT_FALSE(wake_of(after, scene.owner, scene.settings));
    }
    EXPECT_EQ(refused(into_book(in_state(ContactState::book), scene.plan())), Inapplicable::nothing_to_do);
    EXPECT_EQ(refused(into_book(in_state(ContactState::closed), scene.plan())), Inapplicable::not_on_round);
}

TEST(Book, NeverOnTheRoundButItsDatesAreKept) {
    const Scene scene;
    auto contact = in_state(ContactState::book);
    EXPECT_EQ(listed(scene, contact), Lines{});
    contact.dates = {{"birthday", {}, 3, 4}};
    EXPECT_EQ(listed(scene, contact), Lines{"Nicole important_date"});
}

TEST(Every, CountsFromTheSameBase) {
    const Scene scene;
    const auto after = taken(with_cadence(person(), 60, scene.plan())).after;
    EXPECT_EQ(next_date(after, scene.plan()), person().base + days(60));
    EXPECT_EQ(refused(with_cadence(after, 60, scene.plan())), Inapplicable::nothing_to_do);
    EXPECT_EQ(refused(with_cadence(after, 0, scene.plan())), Inapplicable::not_valid);
    EXPECT_EQ(refused(with_cadence(in_state(ContactState::closed), 60, scene.plan())), Inapplicable::not_on_round);
}

TEST(Note, NeverChangesAStateOrADate) {
    const Scene scene;
    for (const auto state : all_states) {
        auto expected = in_state(state);
        expected.note = "likes tea";
        EXPECT_EQ(taken(noted(in_state(state), "likes tea", scene.plan())).after, expected);
    }
}

TEST(Later, OnADayOffKeepsTheirDateAndNamesThemOnTheFirstNudgeDayAfter) {
    Scene scene;
    const auto decision = taken(later(person(), march(7), "", scene.plan()));
    EXPECT_EQ(decision.after.check_back->date, march(7));
    EXPECT_EQ(decision.until, march(9));
    EXPECT_EQ(decision.wanted, march(7)) << "the answer says which and why";
    EXPECT_EQ(next_date(decision.after, scene.plan()), march(9));
    scene.owner.weekdays = 0x7f;
    scene.today = march(7);
    EXPECT_EQ(wake_of(decision.after, scene.owner, scene.settings)->date, march(7))
        << "it may become a nudge day until then";
    EXPECT_EQ(listed(scene, decision.after), Lines{"Nicole check_back"});
}

}  // namespace
}  // namespace nudged::followup
