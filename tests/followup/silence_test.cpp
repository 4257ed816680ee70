// "Not a nuisance", and the manners of friends.
#include "daemon/followup/silence.hpp"

#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

Contact touch(const Scene& scene, const Contact& contact, TouchSaid said = {}) {
    return taken(touched(contact, said, scene.plan())).after;
}

// Written to as often as that, 40 days apart, the last time on the scene's today; no answer came.
Contact unanswered(Scene& scene, int times) {
    auto contact = person("Tom");
    contact.last_touch.reset();
    contact.last_outward.reset();
    scene.today -= days(40) * (times - 1);
    for (int i = 0; i < times; ++i, scene.today += days(40)) contact = touch(scene, contact);
    scene.today -= days(40);
    return contact;
}

Contact after_not_yet(const Scene& scene, const Contact& contact) {
    return taken(not_answered(contact, scene.plan())).after;
}

TouchSaid of_kind(TouchKind kind, std::string channel = "") { return {kind, std::move(channel), "", {}}; }

TEST(Silence, CountsOutwardTouchesSinceTheLastSignOfLife) {
    Scene scene;
    const auto contact = unanswered(scene, 3);
    EXPECT_EQ(contact.silence, 3);
    EXPECT_EQ(contact.silent_since, scene.today - days(80));
}

TEST(Silence, EndsWithAConversationAReplyAndTheTapTheyAnswered) {
    Scene scene;
    const auto contact = after_not_yet(scene, unanswered(scene, 3));
    for (const auto& after :
         {touch(scene, contact, spoke("call")), touch(scene, contact, spoke("in person")),
          taken(replied(contact, "yes", "", scene.plan())).after, taken(answered(contact, scene.plan())).after}) {
        EXPECT_EQ(after.silence, 0);
        EXPECT_FALSE(after.silent_since || after.not_yet);
    }
    auto nobody_there = spoke("call");
    nobody_there.unanswered = true;
    EXPECT_EQ(touch(scene, contact, nobody_there).silence, 4) << "the note says that nobody answered";
}

TEST(Silence, EndsWithASignOfLifeThatIsToldAfterwards) {
    Scene scene;
    const auto contact = after_not_yet(scene, unanswered(scene, 3));
    const auto between = scene.today - days(20), before = scene.today - days(90);
    EXPECT_EQ(touch(scene, contact, spoke("call", between)).silence, 0);
    EXPECT_EQ(taken(replied(contact, "yes", "", scene.plan(), between)).after.silence, 0);
    EXPECT_EQ(touch(scene, contact, spoke("text", between)).silence, 3) << "a word of the owner's own";
    EXPECT_EQ(touch(scene, contact, spoke("call", before)).silence, 3) << "older than the silence";
}

TEST(Silence, IsNotCountedByWhatExpectsNoAnswer) {
    Scene scene;
    auto contact = unanswered(scene, 2);
    EXPECT_EQ(touch(scene, contact, of_kind(TouchKind::soft, "card")).silence, 2) << "a card";
    auto with_birthday = contact;
    with_birthday.dates = {{"birthday", {}, 3, 4}};
    EXPECT_EQ(touch(scene, with_birthday).silence, 2) << "a greeting on a date";
    const auto turn = taken(replied(contact, "", "", scene.plan())).after;
    EXPECT_EQ(touch(scene, turn).silence, 0) << "the answer to their reply";
    const auto wait = taken(later(contact, march(25), "", scene.plan())).after;
    EXPECT_EQ(touch(scene, wait, of_kind(TouchKind::help)).silence, 0) << "something helpful in a wait";
}

TEST(Silence, StretchesTheCadenceByHalfForEachUnansweredTouchAfterTheFirst) {
    Scene scene;
    EXPECT_EQ(rhythm_of(unanswered(scene, 1), scene.plan()), 30);
    EXPECT_EQ(rhythm_of(unanswered(scene, 2), scene.plan()), 45);
    scene.settings.patience = 5;
    EXPECT_EQ(rhythm_of(unanswered(scene, 4), scene.plan()), 101);
}

TEST(Silence, AtPatienceTheSuggestionIsTheStraightQuestion) {
    Scene scene;
    const auto contact = after_not_yet(scene, unanswered(scene, 3));
    EXPECT_EQ(next_date(contact, scene.plan()), march(4) + days(45));
    scene.today = march(4) + days(47);  // a Monday
    EXPECT_EQ(listed(scene, contact), (Lines{"Tom straight"}));
}

TEST(Silence, AStraightQuestionThatIsAnsweredOnTheSpotWaitsForNothing) {
    Scene scene;
    const auto asked = touch(scene, unanswered(scene, 3), of_kind(TouchKind::straight, "call"));
    EXPECT_EQ(asked.silence, 0);
    EXPECT_FALSE(asked.straight_on);
}

TEST(Silence, FourteenDaysAfterTheStraightQuestionItIsToWalkAway) {
    Scene scene;
    const auto asked = touch(scene, after_not_yet(scene, unanswered(scene, 3)), of_kind(TouchKind::straight));
    scene.today = march(17);
    EXPECT_EQ(listed(scene, asked), Lines{});
    scene.today = march(18);
    EXPECT_EQ(listed(scene, asked), (Lines{"Tom walk_away"}));
}

TEST(Silence, NeitherIsSuggestedBeforeTheOwnerHasSaidNotYet) {
    Scene scene;
    const auto contact = unanswered(scene, 3);
    EXPECT_TRUE(must_ask_whether_they_answered(contact, scene.owner, scene.settings));
    const auto said = after_not_yet(scene, contact);
    EXPECT_FALSE(must_ask_whether_they_answered(said, scene.owner, scene.settings));
    const auto alive = touch(scene, said, spoke("call"));
    EXPECT_FALSE(alive.not_yet) << "after a sign of life it is asked anew";
}

TEST(Silence, OnceMoreIsOneHelpfulTouchAfterOneAndAHalfCadencesThenTheQuestionAgainNotBefore14Days) {
    Scene scene;
    auto contact = touch(scene, after_not_yet(scene, unanswered(scene, 3)), of_kind(TouchKind::straight));
    scene.today = march(18);
    contact = taken(once_more(contact, scene.plan())).after;
    EXPECT_EQ(next_date(contact, scene.plan()), march(18) + days(45));
    scene.today = march(18) + days(47);  // a nudge day
    EXPECT_EQ(listed(scene, contact), (Lines{"Tom help"}));

    contact.cadence_days = 7;
    contact = touch(scene, contact, of_kind(TouchKind::help));
    const auto again = *next_date(contact, scene.plan());
    EXPECT_EQ(again, scene.today + days(14));
    scene.today = again;
    EXPECT_EQ(rung_of(contact, scene.owner, scene.settings), Rung::straight);
    contact = touch(scene, contact, of_kind(TouchKind::straight));
    EXPECT_EQ(rung_of(contact, scene.owner, scene.settings), Rung::walk_away);
    EXPECT_EQ(contact.once_more, 1) << "so that the second time half a year is suggested";
}

TEST(Silence, OnceMoreIsForWhoeverIsToBeWalkedAwayFrom) {
    Scene scene;
    EXPECT_EQ(refused(once_more(unanswered(scene, 3), scene.plan())), Inapplicable::nothing_to_do);
}

TEST(Silence, ASkippedWalkAwayComesAgainAfterTheCadence) {
    Scene scene;
    auto contact = touch(scene, after_not_yet(scene, unanswered(scene, 3)), of_kind(TouchKind::straight));
    scene.today = march(18);
    contact = taken(skipped(contact, scene.plan())).after;
    EXPECT_EQ(next_date(contact, scene.plan()), march(18) + days(45));
}

TEST(Silence, AtMostOneStraightQuestionOrWalkAwayADay) {
    Scene scene;
    std::vector<Contact> people;
    for (std::int64_t id = 1; id <= 3; ++id) {
        people.push_back(after_not_yet(scene, unanswered(scene, 3)));
        people.back().id = id;
        people.back().name = "Tom " + std::to_string(id);
    }
    scene.today = march(4) + days(61);
    EXPECT_EQ(lines(pick(scene, people)), (Lines{"Tom 1 straight"}));
    DayListPicker later_today(scene.plan(), 3, {1}, {.question_today = true});
    for (const auto& contact : people) later_today.offer(contact, std::nullopt);
    EXPECT_EQ(lines(std::move(later_today).pick()), Lines{});
}

TEST(Silence, QuestionsAndTheRoundTakeTurns) {
    Scene scene;
    auto tom = after_not_yet(scene, unanswered(scene, 3));
    tom.id = 9;
    scene.today = march(4) + days(61);
    std::vector people{tom};
    for (std::int64_t id = 1; id <= 3; ++id) people.push_back(person("Ann " + std::to_string(id), id));
    const auto from = [&](bool questions) {
        DayListPicker picker(scene.plan(), 2, {}, {.turn_of_questions = questions});
        for (const auto& contact : people) picker.offer(contact, std::nullopt);
        return lines(std::move(picker).pick());
    };
    EXPECT_EQ(from(true), (Lines{"Tom straight", "Ann 1 overdue"}));
    EXPECT_EQ(from(false), (Lines{"Ann 1 overdue", "Tom straight"}));
}

TEST(Silence, TheMinimumGapHoldsForAllThatIsOnlySuggested) {
    Scene scene;
    scene.settings.min_gap_days = 20;
    const auto asked = touch(scene, after_not_yet(scene, unanswered(scene, 3)), of_kind(TouchKind::straight));
    EXPECT_EQ(next_date(asked, scene.plan()), march(24)) << "14 days are over before";
}

TEST(Friends, AreFriendsByNameAndByTag) {
    Scene scene;
    auto contact = person();
    EXPECT_FALSE(is_friend(contact, scene.owner));
    EXPECT_TRUE(is_friend(taken(with_manners_of_friends(contact, true, scene.plan())).after, scene.owner));
    for (const auto* tag : {"family", "friends"}) {
        contact.tags = {tag};
        EXPECT_TRUE(is_friend(contact, scene.owner)) << tag;
    }
    contact.tags = {"climbing"};
    EXPECT_FALSE(is_friend(contact, scene.owner));
    scene.owner.friend_tags = {"climbing"};
    EXPECT_TRUE(is_friend(contact, scene.owner));
}

TEST(Friends, AreNeverAskedToBeLeftAndSilenceNeverStretchesTheirCadence) {
    Scene scene;
    auto contact = unanswered(scene, 9);
    contact.is_friend = true;
    EXPECT_EQ(rhythm_of(contact, scene.plan()), 30);
    EXPECT_EQ(rung_of(contact, scene.owner, scene.settings), Rung::word);
    scene.today = *next_date(contact, scene.plan());
    EXPECT_EQ(listed(scene, contact), (Lines{"Tom overdue"}));
    EXPECT_EQ(refused(once_more(contact, scene.plan())), Inapplicable::nothing_to_do);
}

}  // namespace
}  // namespace nudged::followup
