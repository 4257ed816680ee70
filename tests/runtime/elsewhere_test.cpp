// Somebody who can be reached in two ways: nudged on the one they prefer, told on the other when that one fails.
#include "tests/runtime/sending_scene.hpp"

namespace nudged::runtime {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
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

TEST_F(Elsewhere, AnAccountThatIsRefusedUntilItIsTooLateIsToldOfOnTheOtherOne) {
    answers("7", revoked());
    const auto id = nudge();
    run_for(3h + 59min);
    EXPECT_EQ(row(id).state, OutboxState::ready) << "a new token may still come";
    EXPECT_THAT(telegram_.texts("9"), IsEmpty());
    run_for(2min);
    EXPECT_THAT(telegram_.texts("9"), ElementsAre(AllOf(StartsWith("Telegram doesn't take my messages since 08:30"),
                                                        HasSubstr("Unauthorized")),
                                                  StartsWith("<b>Mum: 9 days")));
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
    change_owner([](Owner& owner) { owner.nudge_at = TimeOfDay{19h}; });
    it_is(2026, 3, 4, 19, 0);
    answers("7", revoked());
    nudge();
    run_for(3h);
    EXPECT_THAT(telegram_.texts("9"), IsEmpty());
    ASSERT_THAT(chat(), SizeIs(2));
    EXPECT_THAT(plain_text(message_from_json(chat()[0].body).value()), HasSubstr("since 19:00"));
}

}  // namespace nudged::runtime
