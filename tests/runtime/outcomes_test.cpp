// The delivery table, row by row: what becomes of a message, whatever Telegram or the network says.
#include "tests/runtime/sending_scene.hpp"

namespace nudged::runtime {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr auto repeat_mark = "You may have seen this one already";

class Outcomes : public SendingScene {};

TEST_F(Outcomes, AcceptedIsSentAndKnownByItsReference) {
    const auto id = nudge();
    run();
    EXPECT_THAT(telegram_.texts(), ElementsAre(StartsWith("<b>Mum: 9 days since the last word.</b>")));
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(row(id).reference, "101");
    EXPECT_EQ(row(id).sent_at, now_);
    EXPECT_EQ(state().last_outcome, "delivered");
    EXPECT_EQ(state().last_sent, now_);
}

TEST_F(Outcomes, SurelyNotSentIsTriedAgainAfterAGrowingPause) {
    telegram_.answer = [](const Asked&) { return unreachable(); };
    const auto id = nudge();
    EXPECT_EQ(run(), 5s);
    EXPECT_EQ(row(id).state, OutboxState::ready);
    pass(5s);
    EXPECT_EQ(run(), 30s);
    run_for(30s + 2min);
    EXPECT_THAT(telegram_.asked, SizeIs(4));
    EXPECT_EQ(row(id).attempts, 4);

    telegram_.answer = [](const Asked&) { return accepted(7); };
    run_for(10min);
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_THAT(telegram_.texts().back(), Not(HasSubstr(repeat_mark)));
}

TEST_F(Outcomes, AQuarterOfAnHourInWhichTheServiceIsThereIsEnough) {
    telegram_.answer = [](const Asked&) { return unreachable(); };
    const auto id = nudge();
    run_for(3h + 40min);
    telegram_.answer = [](const Asked&) { return accepted(7); };
    run_for(15min);
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Outcomes, AnAnswerIsGivenUpAfterAboutTwoHours) {
    telegram_.answer = [](const Asked&) { return unreachable(); };
    const auto id = say("Noted.");
    run_for(90min);
    EXPECT_EQ(row(id).state, OutboxState::ready);
    run_for(60min);
    EXPECT_EQ(row(id).state, OutboxState::dropped);
    EXPECT_THAT(telegram_.asked, SizeIs(14));
}

TEST_F(Outcomes, ToldToWaitIsNoAttemptAndTheLaneWaits) {
    telegram_.answer = [](const Asked&) { return told_to_wait(60); };
    const auto id = nudge();
    run();
    EXPECT_EQ(row(id).state, OutboxState::ready);
    EXPECT_EQ(row(id).attempts, 0);

    telegram_.answer = [](const Asked&) { return accepted(7); };
    const auto other = say("Hello", OutboxKind::answer, "8");
    const auto tap = say("", OutboxKind::ack);
    run_for(59s);
    EXPECT_THAT(telegram_.asked, SizeIs(1)) << "neither another chat nor a tap goes before the hour";
    run_for(1s);
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(row(id).attempts, 1);
    EXPECT_EQ(row(other).state, OutboxState::sent);
    EXPECT_EQ(row(tap).state, OutboxState::sent);
}

TEST_F(Outcomes, MaybeSentIsSentOnceMoreWithAWordOfItAndThenLeft) {
    telegram_.answer = [](const Asked&) { return no_answer(); };
    const auto id = nudge();
    run();
    EXPECT_EQ(row(id).state, OutboxState::sending);
    EXPECT_TRUE(row(id).doubtful);
    EXPECT_THAT(state().last_outcome, StartsWith("unconfirmed"));
    run_for(29s);
    EXPECT_THAT(telegram_.asked, SizeIs(1));
    run_for(1s);
    ASSERT_THAT(telegram_.asked, SizeIs(2));
    EXPECT_THAT(telegram_.asked[0].text(), Not(HasSubstr(repeat_mark)));
    EXPECT_THAT(telegram_.asked[1].text(), HasSubstr(repeat_mark));
    run_for(3h);
    EXPECT_THAT(telegram_.asked, SizeIs(2));
    EXPECT_EQ(row(id).state, OutboxState::dropped);
    EXPECT_THAT(row(id).reason, StartsWith("unconfirmed"));
    EXPECT_THAT(chat(), IsEmpty());

    it_is(2026, 3, 5, 8, 30);
    telegram_.answer = [](const Asked&) { return accepted(8); };
    look();
    run();
    EXPECT_THAT(telegram_.texts().back(), HasSubstr("Mum")) << "the person is on the next day's list";
}

TEST_F(Outcomes, TheServicesOwnErrorsAreDoubts) {
    for (const auto& answer :
         {refused(500, "Internal Server Error: restart"), HttpResponse{502, "<html>Bad Gateway</html>", {}, false, ""},
          HttpResponse{200, "<html>", {}, false, ""}, HttpResponse{200, R"({"ok":true,"resu)", {}, false, ""}}) {
        telegram_.answer = [&](const Asked&) { return answer; };
        const auto id = say("What Mum said", OutboxKind::reminder);
        run();
        EXPECT_TRUE(row(id).doubtful) << answer.body;
        pass(30s);
        telegram_.answer = [](const Asked&) { return accepted(9); };
        run();
        EXPECT_EQ(row(id).state, OutboxState::sent);
        EXPECT_THAT(telegram_.texts().back(), HasSubstr(repeat_mark));
        pass(10s);
    }
}

TEST_F(Outcomes, ARepeatThatIsPutOffStaysMarkedAndIsTheLast) {
    const auto id = nudge();
    std::vector<HttpResponse> answers{no_answer(), unreachable(), told_to_wait(3), no_answer()};
    telegram_.answer = [&](const Asked&) {
        const auto answer = answers.front();
        answers.erase(answers.begin());
        return answer;
    };
    run_for(31s);
    ASSERT_EQ(row(id).state, OutboxState::ready) << "surely not sent";
    exchange([](conversation::Exchange& e) {
        conversation::refresh_list(e, on(2026, 3, 4));
        return 0;
    });
    EXPECT_THAT(row(id).body, HasSubstr(repeat_mark));
    run_for(2h);
    EXPECT_THAT(answers, IsEmpty());
    EXPECT_THAT(telegram_.asked, SizeIs(4));
    EXPECT_THAT(telegram_.texts().back(), HasSubstr(repeat_mark));
    EXPECT_EQ(row(id).state, OutboxState::dropped);
}

TEST_F(Outcomes, ACrashBeforeTheAnswerIsADoubt) {
    telegram_.hanging = true;
    const auto id = nudge();
    run();
    crash();
    EXPECT_EQ(row(id).state, OutboxState::sending);
    telegram_.hanging = false;
    run_for(119s);
    EXPECT_THAT(telegram_.asked, SizeIs(1)) << "the lease of the one that died still runs";
    run_for(1s);
    ASSERT_THAT(telegram_.asked, SizeIs(2));
    EXPECT_THAT(telegram_.asked[1].text(), HasSubstr(repeat_mark));
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Outcomes, ACrashBetweenTheAnswerAndItsRecordIsADoubtToo) {
    const auto id = nudge();
    dispatcher_->step();  // answered, not recorded
    crash();
    run_for(2min);
    EXPECT_THAT(telegram_.asked, SizeIs(2));
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Outcomes, AnAnswerInDoubtIsNeverSentAgain) {
    telegram_.answer = [](const Asked&) { return no_answer(); };
    const auto doubted = say("Done: Mum.");
    run_for(1h);
    telegram_.hanging = true;
    const auto crashed = say("Done: Sam.");
    run();
    crash();
    telegram_.hanging = false;
    run_for(1h);
    EXPECT_THAT(telegram_.asked, SizeIs(2));
    EXPECT_EQ(row(doubted).state, OutboxState::dropped);
    EXPECT_THAT(row(doubted).reason, StartsWith("unconfirmed"));
    EXPECT_EQ(row(crashed).state, OutboxState::dropped);
    EXPECT_THAT(row(crashed).reason, HasSubstr("nudged was stopped"));
}

TEST_F(Outcomes, AnEditInDoubtIsSentAgain) {
    const auto message = say("Mum");
    run();
    telegram_.answer = [](const Asked&) { return no_answer(); };
    const auto edit = change(message, "Mum: done");
    run();
    telegram_.answer = [this](const Asked& asked) { return telegram_.as_it_should(asked); };
    run_for(30s);
    EXPECT_EQ(row(edit).state, OutboxState::sent);
    EXPECT_THAT(telegram_.texts(), ElementsAre("Mum", "Mum: done", "Mum: done"));
}

TEST_F(Outcomes, ATapIsAcknowledgedAtMostOnce) {
    for (const auto& answer : {no_answer(), unreachable(), refused(400, "Bad Request: BOT_SOMETHING")}) {
        telegram_.answer = [&](const Asked&) { return answer; };
        const auto id = say("Noted", OutboxKind::ack);
        run_for(1h);
        EXPECT_EQ(row(id).state, OutboxState::dropped);
    }
    EXPECT_EQ(telegram_.count("answerCallbackQuery"), 3U);
}

TEST_F(Outcomes, WhoCannotBeReachedAnyMoreIsToldThroughTheWebChatWithButtonsThatWork) {
    telegram_.answer = [](const Asked&) { return refused(403, "Forbidden: bot was blocked by the user"); };
    const auto id = nudge();
    run_for(1h);
    EXPECT_THAT(telegram_.asked, SizeIs(1));
    EXPECT_EQ(row(id).state, OutboxState::dropped);
    ASSERT_THAT(chat(), SizeIs(2));
    EXPECT_THAT(plain_text(message_from_json(chat()[0].body).value()),
                AllOf(HasSubstr("Telegram doesn't take my messages since 08:30"), HasSubstr("blocked by you")));
    EXPECT_THAT(newest(), StartsWith("Mum"));
    tap(button("Done Mum"));
    EXPECT_THAT(newest(), HasSubstr("Next around"));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Outcomes, AReminderThatIsRefusedComesToTheWebChatToo) {
    telegram_.answer = [](const Asked&) { return refused(400, "Bad Request: chat not found"); };
    say("Sam's birthday is today", OutboxKind::reminder);
    say("Noted.");
    run();
    ASSERT_THAT(chat(), SizeIs(2)) << "the answer is not repeated there";
    EXPECT_EQ(newest(), "Sam's birthday is today");
}

TEST_F(Outcomes, WhatWasRefusedAllMorningIsToldWhenItIsTooLate) {
    telegram_.answer = [](const Asked&) { return unreachable(); };
    const auto id = nudge();
    run_for(5h);
    EXPECT_EQ(row(id).state, OutboxState::dropped);
    EXPECT_THAT(row(id).reason, StartsWith("too late: "));
    EXPECT_THAT(chat(), SizeIs(2));
    EXPECT_THAT(newest(), StartsWith("Mum"));
}

TEST_F(Outcomes, ARevokedTokenHoldsTheAccountAndNothingIsLost) {
    telegram_.answer = [](const Asked&) { return refused(401, "Unauthorized"); };
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 50; ++i)
        ids.push_back(say("message " + std::to_string(i), OutboxKind::answer, std::to_string(i)));
    testing::internal::CaptureStdout();
    run_for(24h);
    const auto log = testing::internal::GetCapturedStdout();
    EXPECT_EQ(log.find("refuses this bot"), log.rfind("refuses this bot")) << log;
    EXPECT_NE(log.find("refuses this bot"), std::string::npos);
    EXPECT_LE(telegram_.asked.size(), 30U + 12U) << "one now and then finds out";
    for (const auto id : ids) EXPECT_EQ(row(id).state, OutboxState::ready);

    telegram_.answer = [](const Asked&) { return accepted(1); };
    run();
    dispatcher_->add_lane(bot, connector_, PaceLimits{});
    run_for(1min);
    for (const auto id : ids) EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Outcomes, WhatTheOldTokenMetSaysNothingAboutTheNewOne) {
    telegram_.hanging = true;
    const auto id = say("message");
    run();
    dispatcher_->add_lane(bot, std::make_shared<telegram::TelegramConnector>("https://api.telegram.org", "42:new"),
                          PaceLimits{});
    run();
    telegram_.answer = [](const Asked&) { return refused(401, "Unauthorized"); };
    telegram_.answer_all();
    telegram_.hanging = false;
    telegram_.answer = [](const Asked&) { return accepted(1); };
    run();
    EXPECT_EQ(row(id).state, OutboxState::sent) << "at once";
}

TEST_F(Outcomes, ALaneThatGoesLeavesItsMessagesToTheOneThatComesBack) {
    telegram_.hanging = true;
    const auto first = say("under way");
    run();
    dispatcher_->remove_lane("telegram", bot);
    const auto second = say("message");
    run();
    telegram_.answer_all();
    telegram_.hanging = false;
    run_for(1h);
    EXPECT_EQ(row(first).state, OutboxState::sent) << "what was under way is recorded";
    EXPECT_EQ(row(second).state, OutboxState::ready);
    dispatcher_->add_lane(bot, connector_, PaceLimits{});
    run();
    EXPECT_EQ(row(second).state, OutboxState::sent);
}

TEST_F(Outcomes, ALaneOfAnotherAccountIsItsOwn) {
    dispatcher_->add_lane("43", connector_, PaceLimits{});
    OutboxRow other = row(say("message"));
    other.account = "43";
    const auto id = *store_->transact([&](Tables& tables) { return tables.outbox.enqueue(other); });
    telegram_.answer = [n = 0](const Asked&) mutable { return ++n == 1 ? refused(401, "Unauthorized") : accepted(n); };
    run();
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(row(id).account, "43");
}

TEST_F(Outcomes, AHeldMessageIsTriedTwelveTimesADayAtMost) {
    telegram_.answer = [](const Asked&) { return refused(401, "Unauthorized"); };
    const auto id = say("message");
    for (int day = 0; day < 3; ++day) {
        telegram_.asked.clear();
        run_for(24h);
        EXPECT_LE(telegram_.asked.size(), 12U);
        EXPECT_GE(telegram_.asked.size(), 5U);
    }
    telegram_.answer = [](const Asked&) { return accepted(1); };
    run_for(4h);
    EXPECT_EQ(row(id).state, OutboxState::sent) << "also when nobody says that it may work now";
}

TEST_F(Outcomes, AHeldNudgeIsTriedAsLongAsItIsTimeTwelveTimesAtMost) {
    telegram_.answer = [](const Asked&) { return refused(401, "Unauthorized"); };
    it_is(2026, 3, 3, 8, 30);
    say("message", OutboxKind::answer, "8");
    run_for(24h);
    telegram_.asked.clear();
    const auto id = nudge();
    run_for(3h + 35min);
    EXPECT_LE(telegram_.asked.size(), 12U);
    telegram_.answer = [](const Asked&) { return accepted(1); };
    run_for(20min);
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Outcomes, AFailingNetworkDoesNotMakeAHeldAccountAGoodOne) {
    telegram_.answer = [](const Asked&) { return refused(401, "Unauthorized"); };
    for (int i = 0; i < 5; ++i) say("message", OutboxKind::answer, std::to_string(i));
    run();
    telegram_.answer = [](const Asked&) { return unreachable(); };
    testing::internal::CaptureStdout();
    run_for(6min);
    EXPECT_THAT(testing::internal::GetCapturedStdout(), Not(HasSubstr("takes messages again")));
}

TEST_F(Outcomes, WhatIsHeldUntilItIsTooLateComesToTheWebChat) {
    telegram_.answer = [](const Asked&) { return refused(401, "Unauthorized"); };
    nudge();
    run_for(5h);
    ASSERT_THAT(chat(), SizeIs(2));
    EXPECT_THAT(plain_text(message_from_json(chat()[0].body).value()), HasSubstr("my key is not taken any more"));
}

TEST_F(Outcomes, MarkupThatIsRefusedIsLeftOutOnce) {
    telegram_.answer = [this](const Asked& asked) {
        return asked.body.contains("parse_mode") ? refused(400, "Bad Request: can't parse entities: at byte 3")
                                                 : telegram_.as_it_should(asked);
    };
    const auto id = nudge();
    run();
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_THAT(telegram_.asked, SizeIs(2));
    EXPECT_THAT(telegram_.texts().back(), StartsWith("Mum"));
}

TEST_F(Outcomes, AChatThatMovedIsFollowedAndRemembered) {
    telegram_.answer = [this](const Asked& asked) {
        return asked.chat() == "7" ? refused(400, "Bad Request: upgraded", {{"migrate_to_chat_id", 77}})
                                   : telegram_.as_it_should(asked);
    };
    const auto id = nudge();
    run();
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(row(id).chat, "77");
    const auto owner = store_->transact([&](Tables& tables) { return *tables.owners.find(owner_); });
    EXPECT_EQ(owner.pairings.at(0).chat, "77");
}

TEST_F(Outcomes, AChatThatSaysItMovedToItselfIsGivenUp) {
    telegram_.answer = [](const Asked&) { return refused(400, "Bad Request: upgraded", {{"migrate_to_chat_id", 7}}); };
    const auto id = nudge();
    run();
    EXPECT_EQ(row(id).state, OutboxState::dropped);
    EXPECT_THAT(telegram_.asked, SizeIs(1));
}

TEST_F(Outcomes, AMessageThatCanBeChangedNoMoreIsSaidAnew) {
    const auto message = say("Mum");
    run();
    telegram_.answer = [this](const Asked& asked) {
        return asked.method == "editMessageText" ? refused(400, "Bad Request: message to edit not found")
                                                 : telegram_.as_it_should(asked);
    };
    const auto edit = change(message, "Mum: done");
    run();
    EXPECT_EQ(row(edit).state, OutboxState::sent);
    EXPECT_EQ(telegram_.count("sendMessage"), 2U);
    EXPECT_EQ(telegram_.texts().back(), "Mum: done");
}

TEST_F(Outcomes, AListThatCanBeChangedNoMoreIsNotSaidAnewAtEachTap) {
    telegram_.answer = [this](const Asked& asked) {
        return asked.method == "editMessageText" ? refused(400, "Bad Request: message can't be edited")
                                                 : telegram_.as_it_should(asked);
    };
    add("Sam", on(2026, 2, 23), 7);
    add("Ann", on(2026, 2, 23), 7);
    const auto id = nudge();
    run();
    const auto press = [&](const std::string& action) {
        receive({"telegram", bot, action, "7", "7", "", "", ButtonPressed{action, row(id).reference, "callback"}});
    };
    press("done:20260304.1");
    run_for(1min);
    EXPECT_EQ(telegram_.count("sendMessage"), 2U);
    EXPECT_THAT(telegram_.texts().back(), HasSubstr("done"));
    EXPECT_THAT(telegram_.texts().back(), Not(HasSubstr("Mum")));
    press("done:20260304.2");
    run_for(1min);
    EXPECT_EQ(telegram_.count("editMessageText"), 1U);
    EXPECT_EQ(telegram_.count("sendMessage"), 2U);
    EXPECT_EQ(telegram_.count("answerCallbackQuery"), 2U);
    EXPECT_THAT(telegram_.asked.back().body["text"].dump(), HasSubstr("done"));
}

TEST_F(Outcomes, OfManyChangesOfAMessageTheLastIsSent) {
    const auto id = nudge();
    run();
    for (int i = 0; i < 24; ++i) {
        type("done mum");
        type("undo");
    }
    run_for(2min);
    EXPECT_LE(telegram_.count("editMessageText"), 1U);
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Outcomes, AnOlderChangeThatIsTriedAgainUndoesNoNewerOne) {
    for (const auto& trouble : {unreachable(), no_answer(), told_to_wait(3)}) {
        const auto message = say("Mum");
        run();
        telegram_.hanging = true;
        change(message, "Mum: done");
        run();
        change(message, "Mum: taken back");
        telegram_.hanging = false;
        telegram_.answer = [&](const Asked&) { return trouble; };
        telegram_.answer_all();
        telegram_.answer = [this](const Asked& asked) { return telegram_.as_it_should(asked); };
        run_for(2min);
        EXPECT_EQ(telegram_.texts().back(), "Mum: taken back") << trouble.error << trouble.body;
    }
}

TEST_F(Outcomes, AnEditOfWhatIsSoAlreadyIsDone) {
    const auto message = say("Mum");
    run();
    telegram_.answer = [](const Asked&) { return refused(400, "Bad Request: message is not modified"); };
    const auto edit = change(message, "Mum");
    run();
    EXPECT_EQ(row(edit).state, OutboxState::sent);
}

}  // namespace nudged::runtime
