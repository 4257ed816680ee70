// "`later` spreads helpful touches through the wait, one a month, none in the last two weeks, each without any
// expectation; each is due for 10 nudge days, then falls away. On the day silence starts from 0."
#include "daemon/followup/helpful.hpp"

#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

// They asked on Wednesday 4 March to be left until 1 June.
Contact waiting(Date until = on(2026, 6, 1)) {
    const Scene scene;
    return taken(later(person("Sam"), until, "after the audit", scene.plan())).after;
}
Scene scene_on(Date day) {
    Scene scene;
    scene.today = day;
    return scene;
}
Contact helped(const Contact& contact, Date day) {
    const auto scene = scene_on(day);
    return taken(touched(contact, {TouchKind::help, "", "a guide", {}}, scene.plan())).after;
}
// The list of that day, with or without something on the shelf for them.
Lines listed_with(const Contact& contact, Date day, std::int64_t thing) {
    const auto scene = scene_on(day);
    DayListPicker picker(scene.plan(), scene.owner.daily_cap, {});
    picker.offer(contact, std::nullopt, thing);
    return lines(std::move(picker).pick());
}

TEST(AWait, HasSomethingHelpfulOnceAMonthAndNothingInItsLastTwoWeeks) {
    EXPECT_EQ(helpful_days(waiting()), (std::vector{on(2026, 4, 4), on(2026, 5, 4)}));
    EXPECT_EQ(helpful_days(waiting(on(2026, 4, 18))), (std::vector{on(2026, 4, 4)}));
    EXPECT_TRUE(helpful_days(waiting(on(2026, 4, 17))).empty());
    EXPECT_TRUE(helpful_days(person()).empty());
}

TEST(AWait, SaidOnTheLastOfAMonthGoesByTheLastOfShorterOnes) {
    const auto scene = scene_on(on(2026, 1, 31));
    const auto contact = taken(later(person(), on(2026, 5, 1), "", scene.plan())).after;
    EXPECT_EQ(helpful_days(contact), (std::vector{on(2026, 2, 28), on(2026, 3, 31)}));
}

TEST(AWait, IsHelpfulForTenNudgeDaysAndThenItPasses) {
    const auto sam = waiting();
    EXPECT_TRUE(listed_with(sam, on(2026, 4, 3), 7).empty());
    EXPECT_EQ(listed_with(sam, on(2026, 4, 6), 7), Lines{"Sam help"});   // the first nudge day from Saturday on
    EXPECT_EQ(listed_with(sam, on(2026, 4, 17), 7), Lines{"Sam help"});  // the tenth
    EXPECT_TRUE(listed_with(sam, on(2026, 4, 20), 7).empty());
    EXPECT_EQ(listed_with(sam, on(2026, 5, 4), 7), Lines{"Sam help"});
    EXPECT_TRUE(listed_with(sam, on(2026, 5, 19), 7).empty());  // the last two weeks
}

TEST(AWait, IsShownWithWhatToGiveOrNotAtAll) { EXPECT_TRUE(listed_with(waiting(), on(2026, 4, 6), 0).empty()); }

TEST(AWait, IsHelpfulOnceAndKeepsTheMinimumGap) {
    auto sam = helped(waiting(), on(2026, 4, 7));
    EXPECT_TRUE(listed_with(sam, on(2026, 4, 10), 7).empty());
    EXPECT_EQ(listed_with(sam, on(2026, 5, 4), 7), Lines{"Sam help"});
    sam = helped(waiting(), on(2026, 4, 3));
    EXPECT_TRUE(listed_with(sam, on(2026, 4, 3), 7).empty());
    sam.last_outward = on(2026, 4, 3);
    EXPECT_EQ(listed_with(sam, on(2026, 4, 6), 7), Lines{"Sam help"});
    sam.last_outward = on(2026, 5, 2);
    EXPECT_TRUE(listed_with(sam, on(2026, 5, 4), 7).empty());
    EXPECT_EQ(listed_with(sam, on(2026, 5, 5), 7), Lines{"Sam help"});
}

TEST(AWait, IsNoSilenceForWhatWasGivenInIt) {
    const auto sam = helped(waiting(), on(2026, 4, 7));
    EXPECT_EQ(sam.silence, 0);
    EXPECT_EQ(sam.state, ContactState::waiting);
    EXPECT_EQ(sam.check_back->date, on(2026, 6, 1));
}

TEST(AWait, LeavesWhoHasAnsweredToTheOwnersTurnAndKeepsTheDate) {
    const auto scene = scene_on(on(2026, 4, 3));
    const auto sam = taken(replied(waiting(), "soon", "", scene.plan())).after;
    EXPECT_EQ(sam.check_back->date, on(2026, 6, 1));
    EXPECT_EQ(listed_with(sam, on(2026, 4, 6), 7), Lines{"Sam your_turn"});
    const auto open = taken(talk_now(sam, scene.plan())).after;
    EXPECT_EQ(open.state, ContactState::open);
    EXPECT_TRUE(helpful_days(open).empty());
}

TEST(AWait, StaysAsItIsWhenWhatIsHelpfulIsPutOffOrLeftOut) {
    const auto scene = scene_on(on(2026, 4, 6));
    const auto put_off = taken(helpful_put_off(waiting(), on(2026, 4, 22), scene.plan()));
    EXPECT_EQ(put_off.what, "snoozed");
    EXPECT_EQ(put_off.until, on(2026, 4, 22));
    EXPECT_EQ(put_off.after.check_back->date, on(2026, 6, 1));
    EXPECT_TRUE(listed_with(put_off.after, on(2026, 4, 8), 7).empty());
    EXPECT_EQ(listed_with(put_off.after, on(2026, 4, 22), 7), Lines{"Sam help"});

    const auto left_out = taken(helpful_left_out(waiting(), scene.plan()));
    EXPECT_EQ(left_out.what, "skipped");
    EXPECT_EQ(left_out.after.check_back->date, on(2026, 6, 1));
    EXPECT_TRUE(listed_with(left_out.after, on(2026, 4, 8), 7).empty());
    EXPECT_EQ(listed_with(left_out.after, on(2026, 5, 4), 7), Lines{"Sam help"});

    const auto too_late = taken(helpful_put_off(waiting(), on(2026, 5, 25), scene.plan()));
    EXPECT_EQ(too_late.until, on(2026, 6, 1));  // in its last two weeks only the day itself is left
}

TEST(AWait, StartsSilenceFromNothingOnItsDay) {
    auto sam = waiting();
    for (const auto day : {on(2026, 4, 7), on(2026, 4, 20)}) {
        const auto scene = scene_on(day);
        sam = taken(touched(sam, spoke("text"), scene.plan())).after;
    }
    EXPECT_EQ(sam.silence, 2);
    const auto scene = scene_on(on(2026, 6, 1));
    EXPECT_EQ(taken(touched(sam, spoke("text"), scene.plan())).after.silence, 1);
    EXPECT_EQ(taken(snoozed(sam, {}, scene.plan())).after.silence, 0);
    EXPECT_EQ(taken(skipped(sam, scene.plan())).after.silence, 0);
}

TEST(AWait, IsLookedUpWhenSomethingHelpfulFallsDue) {
    const Scene scene;
    EXPECT_EQ(wake_of(waiting(), scene.owner, scene.settings)->date, on(2026, 4, 4));
    EXPECT_EQ(wake_of(helped(waiting(), on(2026, 4, 7)), scene.owner, scene.settings)->date, on(2026, 5, 4));
    EXPECT_EQ(wake_of(helped(waiting(), on(2026, 5, 7)), scene.owner, scene.settings)->date, on(2026, 6, 1));
}

TEST(WhoBroughtSomebody, IsKeptAndThankedWithTheNextTouch) {
    const Scene scene;
    const auto sam = taken(came_via(person("Sam"), "Nicole Ortiz", scene.plan()));
    EXPECT_EQ(sam.after.via, "Nicole Ortiz");
    EXPECT_EQ(sam.what, "edited");
    EXPECT_EQ(refused(came_via(sam.after, "Nicole Ortiz", scene.plan())), Inapplicable::nothing_to_do);
    const auto nicole = taken(brought(person("Nicole Ortiz", 2), "Sam", scene.plan())).after;
    EXPECT_EQ(nicole.thank_for, Lines{"Sam"});
    EXPECT_EQ(refused(brought(nicole, "Sam", scene.plan())), Inapplicable::nothing_to_do);
    EXPECT_TRUE(taken(touched(nicole, spoke("text"), scene.plan())).after.thank_for.empty());
}

}  // namespace
}  // namespace nudged::followup
