// Somebody who can be reached in two ways: nudged on the one they prefer, told on the other when that one fails.
#include "tests/runtime/sending_scene.hpp"

namespace nudged::runtime {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::SizeIs;
using testing::StartsWith;

class Elsewhere : public SendingScene {
protected:
    Elsewhere() {
        change_owner([](Owner& owner) {
            owner.pairings = {{"telegram", "43", "9", "9"}, {"webchat", "", "", ""}, {"telegram", bot, "7", "7"}};
        });
        dispatcher_->add_lane("43", connector_, PaceLimits{});
    }
    // One chat answers so, the other as it should.
    void answers(const std::string& chat, const HttpResponse& response) {
        telegram_.answer = [=, this](const Asked& asked) {
            return asked.chat() == chat ? response : telegram_.as_it_should(asked);
        };
    }
    static HttpResponse blocked() { return refused(403, "Forbidden: bot was blocked by the user"); }
    static HttpResponse revoked() { return refused(401, "Unauthorized"); }
};

TEST_F(Elsewhere, NobodyIsToldTwiceWhenThePreferredOneTakesIt) {
    nudge();
    run_for(1h);
    EXPECT_THAT(telegram_.texts("7"), SizeIs(1));
    EXPECT_THAT(telegram_.texts("9"), IsEmpty());
}

TEST_F(Elsewhere, WhatThePreferredOneRefusesComesByTheOtherWithWhy) {
    answers("7", blocked());
    nudge();
    run();
    EXPECT_THAT(telegram_.texts("9"),
                ElementsAre(AllOf(StartsWith("Telegram doesn't take my messages since 08:30"), HasSubstr("blocked")),
                            StartsWith("<b>Mum: 9 days")));
    EXPECT_THAT(chat(), IsEmpty());
}

TEST_F(Elsewhere, AReplyThereCounts) {
    answers("7", blocked());
    nudge();
    run();
    const auto word = [&](const std::string& key, const std::string& account, const std::string& chat,
                          const std::string& text) {
        receive(Event{"telegram", account, key, chat, chat, "", "", TextSaid{text, ""}});
        run();
    };
    word("1", "43", "9", "done 1");
    EXPECT_THAT(telegram_.texts("9").back(), HasSubstr("Mum"));
    EXPECT_EQ(contact(1).last_touch, on(2026, 3, 4));
    word("2", bot, "7", "undo");
    EXPECT_EQ(contact(1).last_touch, on(2026, 2, 23)) << "and one in the first chat as well";
    EXPECT_TRUE(differences().empty());
}

TEST_F(Elsewhere, WhenTheOtherFailsAsWellItComesByTheWebChatAndGoesNoFurther) {
    telegram_.answer = [](const Asked&) { return blocked(); };
    nudge();
    run_for(24h);
    EXPECT_THAT(telegram_.texts("7"), SizeIs(1));
    EXPECT_THAT(telegram_.texts("9"), SizeIs(2));
    ASSERT_THAT(chat(), SizeIs(2));
    EXPECT_THAT(newest(), StartsWith("Mum"));
}

TEST_F(Elsewhere, AnAccountThatIsRefusedIsToldOfOnTheOtherOneAtOnce) {
    answers("7", revoked());
    const auto id = nudge();
    run();
    EXPECT_EQ(row(id).state, OutboxState::dropped);
    EXPECT_THAT(row(id).reason, StartsWith("told elsewhere: "));
    EXPECT_THAT(telegram_.texts("9"), ElementsAre(AllOf(StartsWith("Telegram doesn't take my messages since 08:30"),
                                                        HasSubstr("my key is not taken any more")),
                                                  StartsWith("<b>Mum: 9 days")));
    answers("7", accepted(1));
    dispatcher_->add_lane(bot, connector_, PaceLimits{});  // the new token
    run_for(5h);
    EXPECT_THAT(telegram_.texts("7"), SizeIs(1)) << "and not twice";
    EXPECT_THAT(telegram_.texts("9"), SizeIs(2));
    EXPECT_THAT(chat(), IsEmpty());
}

TEST_F(Elsewhere, WhatElseWaitsAtARefusedAccountIsToldWithoutBeingTried) {
    answers("7", revoked());
    const auto answer = say("an answer");
    run();
    say("a reminder", OutboxKind::reminder);
    say("another", OutboxKind::reminder);
    run_for(1min);
    EXPECT_THAT(telegram_.texts("7"), ElementsAre("an answer"));
    EXPECT_THAT(telegram_.texts("9"), IsSupersetOf({"a reminder", "another"}));
    EXPECT_EQ(row(answer).state, OutboxState::ready) << "it waits for a new token";
}

TEST_F(Elsewhere, TheNextMorningThePreferredOneIsTriedAgain) {
    answers("7", revoked());
    nudge();
    run_for(24h);
    answers("7", accepted(1));
    it_is(2026, 3, 5, 8, 30);
    look();
    run_for(1h);
    EXPECT_THAT(telegram_.texts("7"), SizeIs(2));
    EXPECT_THAT(telegram_.texts("9"), SizeIs(2)) << "yesterday's";
}

TEST_F(Elsewhere, AnAccountThatIsRefusedTooIsNotTheOtherOne) {
    telegram_.answer = [](const Asked&) { return revoked(); };
    OutboxRow other = row(say("to the other", OutboxKind::answer, "9"));
    other.account = "43";
    store_->transact([&](Tables& tables) { tables.outbox.enqueue(other); });
    run();
    nudge();
    run_for(5h);
    ASSERT_THAT(chat(), SizeIs(2));
    EXPECT_THAT(newest(), StartsWith("Mum"));
}

TEST_F(Elsewhere, AnAccountOfWhichNothingIsKnownIsNotTheOtherOne) {
    dispatcher_->remove_lane("telegram", "43");
    answers("7", blocked());
    nudge();
    run();
    EXPECT_THAT(chat(), SizeIs(2));
}

TEST_F(Elsewhere, InTheQuietHoursItComesByTheWebChatWhichDisturbsNobody) {
    change_owner([](Owner& owner) { owner.nudge_at = TimeOfDay{20h + 59min}; });
    it_is(2026, 3, 4, 20, 59);
    answers("7", blocked());
    telegram_.hanging = true;
    nudge();
    run();
    pass(90s);
    telegram_.answer_all();
    run_for(1h);
    EXPECT_THAT(telegram_.texts("9"), IsEmpty());
    ASSERT_THAT(chat(), SizeIs(2));
    EXPECT_THAT(plain_text(message_from_json(chat()[0].body).value()), HasSubstr("since 20:59"));
}

TEST_F(Elsewhere, ItShowsWhatWasDecidedWhileItWasUnderWay) {
    add("Sam", on(2026, 1, 1));
    telegram_.hanging = true;
    nudge();
    run();
    type("done mum");
    answers("7", revoked());
    telegram_.hanging = false;
    telegram_.answer_all();
    run_for(1min);
    ASSERT_THAT(telegram_.texts("9"), SizeIs(2));
    EXPECT_THAT(telegram_.texts("9").back(), HasSubstr("<s>Mum"));
}

// An account at which we are not let in at all: its token is gone, or was refused before anything could be sent.
class ShutOut : public Elsewhere {
protected:
    ShutOut() { dispatcher_->remove_lane("telegram", bot); }
    void be_let_in() { dispatcher_->add_lane(bot, connector_, PaceLimits{}); }
};

TEST_F(ShutOut, IsToldOfOnTheOtherOneAfterFiveMinutes) {
    const auto id = nudge();
    run_for(4min);
    EXPECT_THAT(telegram_.texts("9"), IsEmpty()) << "it may be back in a moment";
    run_for(2min);
    EXPECT_THAT(telegram_.texts("9"),
                ElementsAre(AllOf(StartsWith("Telegram doesn't take my messages since 08:3"), HasSubstr("not let in")),
                            HasSubstr("Mum")));
    EXPECT_EQ(row(id).state, OutboxState::dropped);
    be_let_in();
    run_for(5h);
    EXPECT_THAT(telegram_.texts("7"), IsEmpty()) << "it was told";
    it_is(2026, 3, 5, 8, 30);
    look();
    run_for(1min);
    EXPECT_THAT(telegram_.texts("7"), SizeIs(1)) << "the next comes here again";
}

TEST_F(ShutOut, ForAMomentChangesNothing) {
    nudge();
    run_for(4min);
    be_let_in();
    run_for(5h);
    EXPECT_THAT(telegram_.texts("7"), SizeIs(1));
    EXPECT_THAT(telegram_.texts("9"), IsEmpty());
    EXPECT_THAT(chat(), IsEmpty());
}

TEST_F(ShutOut, SinceTheStartOnesNudgesAreToldOfToo) {
    begin();  // of this account nothing is known
    change_owner([](Owner& owner) { owner.pairings.back().account = "44"; });
    dispatcher_->add_lane("43", connector_, PaceLimits{});
    nudge();
    run_for(6min);
    EXPECT_THAT(telegram_.texts("7"), IsEmpty());
    EXPECT_THAT(telegram_.texts("9"), SizeIs(2));
}

TEST_F(ShutOut, WithoutAnotherChatItWaitsAsLongAsItMayAndIsThenInTheWebChat) {
    change_owner([](Owner& owner) { owner.pairings = {{"telegram", bot, "7", "7"}}; });
    nudge();
    run_for(3h + 59min);
    EXPECT_THAT(chat(), IsEmpty());
    run_for(2min);
    ASSERT_THAT(chat(), SizeIs(2));
    EXPECT_THAT(newest(), StartsWith("Mum"));
    it_is(2026, 3, 5, 8, 30);
    look();
    run_for(1h);
    be_let_in();
    run_for(1min);
    EXPECT_THAT(telegram_.texts("7"), SizeIs(1)) << "a new token in time";
}

TEST_F(ShutOut, WhatIsOlderInTheSameChatHidesNothing) {
    const auto answer = say("an answer");
    nudge();
    run_for(6min);
    EXPECT_THAT(telegram_.texts("9"), SizeIs(2));
    be_let_in();
    run_for(1min);
    EXPECT_EQ(row(answer).state, OutboxState::sent);
}

TEST_F(ShutOut, WhatWasUnderWayThenIsNotSaidTwice) {
    be_let_in();
    telegram_.hanging = true;
    nudge();
    run();
    dispatcher_->remove_lane("telegram", bot);
    run();
    telegram_.answer_all();
    run_for(5h);
    EXPECT_THAT(telegram_.texts("7"), SizeIs(1));
    EXPECT_THAT(telegram_.texts("9"), IsEmpty());
}

TEST_F(ShutOut, InAPauseNobodyIsTold) {
    const auto id = nudge();
    change_owner([](Owner& owner) { owner.pause = {on(2026, 3, 4), on(2026, 3, 9)}; });
    run_for(6min);
    EXPECT_EQ(row(id).reason, "paused");
    EXPECT_THAT(telegram_.texts("9"), IsEmpty());
}

}  // namespace nudged::runtime
