// When a message goes, after which other, and whether it is still wanted.
#include <signal.h>
#include <sys/resource.h>

#include "tests/runtime/sending_scene.hpp"

namespace nudged::runtime {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class Order : public SendingScene {};

TEST_F(Order, IsKeptInAChat) {
    telegram_.hanging = true;
    for (const auto* text : {"one", "two", "three"}) say(text);
    run();
    EXPECT_THAT(telegram_.texts(), ElementsAre("one"));
    telegram_.answer_all();
    run();
    EXPECT_THAT(telegram_.texts(), ElementsAre("one", "two"));
    telegram_.answer_all();
    run();
    telegram_.answer_all();
    run();
    EXPECT_THAT(telegram_.texts(), ElementsAre("one", "two", "three"));
}

TEST_F(Order, OneChatsTroubleDoesNotDelayAnother) {
    telegram_.answer = [this](const Asked& asked) {
        return asked.chat() == "7" ? no_answer() : telegram_.as_it_should(asked);
    };
    for (int i = 0; i < 5; ++i) {
        say("to the silent one");
        say("to the other", OutboxKind::answer, "8");
    }
    run_for(3s);
    EXPECT_THAT(telegram_.texts("8"), SizeIs(5));
}

TEST_F(Order, SlowChatsDoNotHoldUpTheOthers) {
    telegram_.hanging = true;
    for (int i = 0; i < 200; ++i) say("slow", OutboxKind::answer, std::to_string(1'000 + i));
    say("quick", OutboxKind::answer, "8");
    run_for(7s);
    EXPECT_THAT(telegram_.texts("8"), SizeIs(1)) << "200 requests hang, and it goes all the same";
}

TEST_F(Order, AChatTakesThreeAtOnceAndThenOneASecond) {
    for (int i = 0; i < 6; ++i) say("message");
    run();
    EXPECT_THAT(telegram_.asked, SizeIs(3));
    run_for(999ms);
    EXPECT_THAT(telegram_.asked, SizeIs(3));
    run_for(1ms);
    EXPECT_THAT(telegram_.asked, SizeIs(4));
    run_for(2s);
    EXPECT_THAT(telegram_.asked, SizeIs(6));
}

TEST_F(Order, ALaneTakesThirtyInAnySecond) {
    std::vector<Instant> sent;
    telegram_.answer = [&](const Asked&) {
        sent.push_back(now_);
        return accepted(1);
    };
    for (int i = 0; i < 100; ++i) say("message", OutboxKind::answer, std::to_string(i));
    run_for(4s);
    ASSERT_THAT(sent, SizeIs(100));
    for (std::size_t i = 30; i < sent.size(); ++i) EXPECT_GE(sent[i] - sent[i - 30], 1s);
    EXPECT_LE(sent.back() - sent.front(), 3s + 1ms);
}

TEST_F(Order, ATapIsAcknowledgedAheadOfThePace) {
    for (int i = 0; i < 5; ++i) say("message");
    run();
    say("", OutboxKind::ack, "7");
    for (int i = 0; i < 60; ++i) say("crowd", OutboxKind::answer, std::to_string(1'000 + i));
    say("", OutboxKind::ack, "9");
    run();
    EXPECT_EQ(telegram_.count("answerCallbackQuery"), 1U) << "of the chat in which nothing waits before it";
}

TEST_F(Order, AnEditWaitsForTheMessageItChanges) {
    telegram_.hanging = true;
    const auto message = say("Mum");
    change(message, "Mum: done");
    run();
    EXPECT_EQ(telegram_.count("editMessageText"), 0U);
    telegram_.answer_all();
    run();
    ASSERT_EQ(telegram_.count("editMessageText"), 1U);
    EXPECT_EQ(telegram_.asked.back().body["message_id"], 101);
}

TEST_F(Order, AnEditWaitsForAMessageThatIsTriedAgain) {
    telegram_.answer = [](const Asked&) { return unreachable(); };
    const auto message = say("Mum");
    run();
    const auto edit = change(message, "Mum: done");
    EXPECT_GT(run(), 2s) << "and is not asked about each second";
    telegram_.answer = [this](const Asked& asked) { return telegram_.as_it_should(asked); };
    run_for(10s);
    EXPECT_EQ(row(message).state, OutboxState::sent);
    EXPECT_EQ(row(edit).state, OutboxState::sent);
    EXPECT_EQ(telegram_.count("editMessageText"), 1U);
}

TEST_F(Order, AnEditOfWhatWasNeverSentIsDropped) {
    telegram_.answer = [](const Asked&) { return refused(403, "Forbidden: bot was blocked by the user"); };
    const auto message = say("Mum");
    const auto edit = change(message, "Mum: done");
    run();
    EXPECT_EQ(row(edit).state, OutboxState::dropped);
    // ... also when the service has told no reference.
    telegram_.answer = [](const Asked&) { return answered(200, {{"ok", true}, {"result", true}}); };
    const auto nameless = say("Sam");
    const auto other = change(nameless, "Sam: done");
    run_for(3s);
    EXPECT_EQ(row(nameless).state, OutboxState::sent);
    EXPECT_EQ(row(other).state, OutboxState::dropped);
}

class LongMessage : public SendingScene {
protected:
    std::int64_t say_much(OutboxKind kind = OutboxKind::answer, std::int64_t edit_of = 0) {
        std::string much;
        for (int i = 0; i < 1'000; ++i) much += "word" + std::to_string(i) + " ";
        return say(much, kind, "7", edit_of);
    }
    [[nodiscard]] std::string all_text() const {
        std::string all;
        for (const auto& text : telegram_.texts()) (all += text) += " ";
        return all;
    }
};

TEST_F(LongMessage, GoesOnInTheNextOne) {
    say_much();
    run_for(5s);
    ASSERT_THAT(telegram_.asked, SizeIs(2));
    EXPECT_NE(all_text().find("word0 "), std::string::npos);
    EXPECT_NE(all_text().find("word999 "), std::string::npos);
    EXPECT_LT(all_text().find("word0 "), all_text().find("word999 "));
}

TEST_F(LongMessage, IsNotDoubledByAWait) {
    std::vector<HttpResponse> answers{told_to_wait(3), unreachable(), refused(401, "Unauthorized")};
    telegram_.answer = [&](const Asked&) {
        if (answers.empty()) return accepted(1);
        const auto answer = answers.front();
        answers.erase(answers.begin());
        return answer;
    };
    say_much();
    run_for(30min);
    ASSERT_THAT(telegram_.asked, SizeIs(5)) << "three tries and two parts";
    EXPECT_THAT(telegram_.asked[3].text(), StartsWith("word0 "));
    EXPECT_THAT(telegram_.asked[4].text(), testing::HasSubstr("word999"));
}

TEST_F(LongMessage, ThatIsAnEditDoesNotGoOn) {
    const auto message = say("short");
    run();
    say_much(OutboxKind::edit, message);
    run_for(5s);
    EXPECT_EQ(telegram_.count("sendMessage"), 1U);
    EXPECT_EQ(telegram_.count("editMessageText"), 1U);
}

TEST_F(LongMessage, HasNoSecondPartWithoutTheFirst) {
    telegram_.answer = [](const Asked&) { return refused(403, "Forbidden: bot was blocked by the user"); };
    say_much();
    run_for(1min);
    EXPECT_THAT(telegram_.asked, SizeIs(1));
    EXPECT_EQ(store_->transact([](Tables& tables) { return tables.outbox.counts(); })[OutboxState::dropped], 2U);
}

class Wanted : public SendingScene {};

TEST_F(Wanted, NotAfterItsCutOff) {
    const auto id = nudge();
    pass(4h);
    run();
    EXPECT_THAT(telegram_.asked, IsEmpty());
    EXPECT_EQ(row(id).state, OutboxState::dropped);
    EXPECT_EQ(row(id).reason, "too late for this day");
    EXPECT_THAT(chat(), IsEmpty()) << "nobody has refused anything";
}

TEST_F(Wanted, UpToItsCutOff) {
    const auto id = nudge();
    pass(4h - 1ms);
    run();
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Wanted, InDoubtAndTooLateIsUnconfirmed) {
    telegram_.hanging = true;
    const auto id = nudge();
    run();
    crash();
    pass(5h);
    run();
    EXPECT_EQ(row(id).state, OutboxState::dropped);
    EXPECT_THAT(row(id).reason, StartsWith("unconfirmed"));
    EXPECT_THAT(chat(), IsEmpty());
}

TEST_F(Wanted, NotWhenEverybodyOnItHasBeenDealtWith) {
    telegram_.answer = [](const Asked&) { return unreachable(); };
    const auto id = nudge();
    run();
    type("done mum");
    telegram_.answer = [](const Asked&) { return accepted(1); };
    run_for(1min);
    EXPECT_EQ(row(id).state, OutboxState::dropped);
    EXPECT_THAT(telegram_.asked, SizeIs(1));
}

TEST_F(Wanted, NotInAPause) {
    const auto id = nudge();
    change_owner([](Owner& owner) { owner.pause = {on(2026, 3, 4), on(2026, 3, 8)}; });
    run();
    EXPECT_EQ(row(id).reason, "paused");
}

TEST_F(Wanted, InAPauseOnlyWhatTellsOfADate) {
    const auto zoe = add("Zoe Quinn", on(2026, 3, 1), 90);
    store_->transact([&](Tables& tables) {
        auto contact = *tables.contacts.find(owner_, zoe);
        contact.dates = {{"birthday", std::nullopt, 3, 4}};
        tables.contacts.put(contact, {});
    });
    change_owner([](Owner& owner) { owner.pause = {on(2026, 3, 4), on(2026, 3, 8)}; });
    look();
    run();
    EXPECT_THAT(telegram_.texts("7"), testing::ElementsAre(testing::HasSubstr("birthday today")));
}

TEST_F(Wanted, NotInAChatThatIsPairedNoMore) {
    const auto id = nudge();
    pair(owner_, "8");
    run();
    EXPECT_THAT(telegram_.asked, IsEmpty());
    EXPECT_EQ(row(id).reason, "this chat is paired no more");
}

TEST_F(Wanted, AfterTheQuietHours) {
    change_owner([](Owner& owner) { owner.quiet = {std::chrono::hours{21}, std::chrono::hours{9}}; });
    const auto id = nudge();
    EXPECT_EQ(run(), 30min);
    run_for(30min - 1ms);
    EXPECT_THAT(telegram_.asked, IsEmpty());
    const auto answer = say("an answer to a word");
    run();
    EXPECT_EQ(row(answer).state, OutboxState::sent) << "who is awake is answered";
    run_for(1ms);
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Wanted, NotBeforeItsTimeWhenTheClockIsSetBack) {
    const auto id = nudge();
    pass(-30min);
    run();
    EXPECT_THAT(telegram_.asked, IsEmpty());
    run_for(30min);
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Wanted, NotWhenItIsInDoubtAndTheQuietHoursHaveBegun) {
    it_is(2026, 3, 4, 20, 59);
    telegram_.hanging = true;
    const auto id = say("Sam, at nine", OutboxKind::reminder);
    run();
    crash();
    run_for(5min);
    EXPECT_THAT(telegram_.asked, SizeIs(1));
    EXPECT_EQ(row(id).state, OutboxState::dropped);
}

class Trouble : public SendingScene {
protected:
    Trouble() { signal(SIGXFSZ, SIG_IGN); }
    ~Trouble() override { free_the_disk(); }
    // Throws at whatever is called "bad".
    struct Poisoned : Connector {
        telegram::TelegramConnector real{"https://api.telegram.org", bot_token};
        [[nodiscard]] std::string_view name() const override { return real.name(); }
        [[nodiscard]] HttpRequest request(const Outgoing& outgoing) const override {
            if (outgoing.message.notification == "bad") throw std::runtime_error("no words for it");
            return real.request(outgoing);
        }
        [[nodiscard]] Outcome outcome(const Outgoing& outgoing, const HttpResponse& response) const override {
            if (outgoing.message.notification == "bad to read") throw std::runtime_error("no sense in it");
            return real.outcome(outgoing, response);
        }
        [[nodiscard]] std::vector<Message> split(const Message& message) const override { return real.split(message); }
    };
    const std::shared_ptr<const Connector> poisoned_ = std::make_shared<Poisoned>();
    void send_with(std::shared_ptr<const Connector> connector, SendRequest send = {}) {
        if (!send)
            send = [this](HttpRequest request, auto done) { telegram_.send(std::move(request), std::move(done)); };
        dispatcher_ = std::make_unique<Dispatcher>(*store_, clock_, std::move(send), ports(), [] { return 0.0; });
        dispatcher_->add_lane(bot, connector, PaceLimits{});
    }
    // No file of this process can be written any more.
    static void fill_the_disk() { limit_files(0); }
    static void free_the_disk() { limit_files(RLIM_INFINITY); }

private:
    static void limit_files(rlim_t size) {
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = std::min(size, limit.rlim_max);
        setrlimit(RLIMIT_FSIZE, &limit);
    }
};

TEST_F(Trouble, OfOneRowStaysThere) {
    const auto bad = say("bad");
    send_with(poisoned_);
    const auto good = say("good");
    run();
    EXPECT_EQ(row(bad).reason, "cannot be sent: no words for it");
    EXPECT_EQ(row(good).state, OutboxState::sent);
}

TEST_F(Trouble, OfAnAnswerThatNobodyCanReadIsADoubt) {
    send_with(poisoned_);
    const auto bad = say("bad to read", OutboxKind::reminder);
    const auto good = say("good", OutboxKind::answer, "8");
    run_for(5min);
    EXPECT_EQ(row(bad).state, OutboxState::dropped);
    EXPECT_THAT(row(bad).reason, StartsWith("unconfirmed"));
    EXPECT_EQ(row(good).state, OutboxState::sent);
}

TEST_F(Trouble, OfTheNetworkBeforeAnythingLeftIsTriedAgain) {
    int times = 0;
    send_with(connector_, [&](HttpRequest request, auto done) {
        if (++times == 1) throw std::runtime_error("no room for a connection");
        telegram_.send(std::move(request), std::move(done));
    });
    const auto first = say("one");
    const auto second = say("two", OutboxKind::answer, "8");
    run_for(1min);
    EXPECT_EQ(row(first).state, OutboxState::sent);
    EXPECT_EQ(row(second).state, OutboxState::sent);
    EXPECT_EQ(dispatcher_->in_flight(), 0U);
}

TEST_F(Order, WhatANudgeWasToBeChangedToIsNotOlderThanItself) {
    for (const auto* name : {"Sam", "Tom"}) add(name, on(2026, 1, 1));
    telegram_.hanging = true;
    nudge();
    run();
    type("done mum");  // while it is under way
    telegram_.answer = [](const Asked&) { return unreachable(); };
    telegram_.answer_all();
    telegram_.hanging = false;
    run();
    type("done sam");
    telegram_.answer = [this](const Asked& asked) { return telegram_.as_it_should(asked); };
    run_for(10min);
    EXPECT_THAT(telegram_.asked.back().text(), AllOf(testing::HasSubstr("<s>Mum"), testing::HasSubstr("<s>Sam")));
}

TEST_F(Trouble, OfTellingItElsewhereDoesNotStopTheOthers) {
    auto ports = this->ports();
    ports.undelivered = [](Tables&, const OutboxRow&, const std::string&, conversation::Moment,
                           const conversation::TakesMessages&,
                           conversation::LastResort) -> bool { throw std::runtime_error("no web chat"); };
    dispatcher_ = std::make_unique<Dispatcher>(
        *store_, clock_,
        [this](HttpRequest request, auto done) { telegram_.send(std::move(request), std::move(done)); },
        std::move(ports), [] { return 0.0; });
    dispatcher_->add_lane(bot, connector_, PaceLimits{});
    telegram_.answer = [this](const Asked& asked) {
        return asked.text() == "bad" ? refused(403, "Forbidden") : telegram_.as_it_should(asked);
    };
    const auto bad = say("bad", OutboxKind::reminder);
    const auto good = say("good");
    run();
    EXPECT_EQ(row(bad).state, OutboxState::dropped);
    EXPECT_EQ(row(good).state, OutboxState::sent);
}

TEST_F(Trouble, OfTheStoreKeepsOutcomesUntilTheyCanBeWrittenDown) {
    const auto id = nudge();
    telegram_.hanging = true;
    run();
    telegram_.hanging = false;
    telegram_.answer_all();
    fill_the_disk();
    EXPECT_THROW(dispatcher_->step(), StoreError);
    EXPECT_EQ(dispatcher_->in_flight(), 1U);
    EXPECT_THROW(dispatcher_->step(), StoreError);
    free_the_disk();
    run();
    EXPECT_EQ(row(id).state, OutboxState::sent);
    run_for(1h);
    EXPECT_THAT(telegram_.asked, SizeIs(1));
}

TEST_F(Trouble, AtItsEndItClaimsNothingNewAndRecordsWhatComes) {
    telegram_.hanging = true;
    const auto id = nudge();
    run();
    dispatcher_->claim_no_more();
    const auto late = say("later");
    run();
    EXPECT_EQ(dispatcher_->in_flight(), 1U);
    telegram_.answer_all();
    run();
    EXPECT_EQ(dispatcher_->in_flight(), 0U);
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(row(late).state, OutboxState::ready);
}

class Jump : public SendingScene {};

TEST_F(Jump, ForwardDoesNotTakeWhatIsUnderWayForLost) {
    telegram_.hanging = true;
    const auto id = nudge();
    run();
    pass(10min);  // the machine slept in the middle of it
    run();
    EXPECT_THAT(telegram_.asked, SizeIs(1));
    telegram_.answer_all();
    run();
    EXPECT_EQ(row(id).state, OutboxState::sent);
}

TEST_F(Jump, BackDoesNotMakeAMessageWaitForYears) {
    pass(std::chrono::hours{24 * 3'650});
    telegram_.answer = [](const Asked&) { return no_answer(); };
    const auto doubted = say("Hello", OutboxKind::reminder);
    telegram_.answer = [](const Asked&) { return told_to_wait(5); };
    const auto waiting = say("Hello", OutboxKind::answer, "8");
    run();
    pass(-std::chrono::hours{24 * 3'650});
    telegram_.answer = [this](const Asked& asked) { return telegram_.as_it_should(asked); };
    const auto later = say("More");
    run_for(1min);
    EXPECT_EQ(row(doubted).state, OutboxState::sent);
    EXPECT_EQ(row(waiting).state, OutboxState::sent);
    EXPECT_EQ(row(later).state, OutboxState::sent);
}

TEST_F(Jump, BackWhileNoProcessRanDoesNotBlockTheChat) {
    telegram_.hanging = true;
    say("Hello");
    run();
    crash();
    telegram_.hanging = false;
    pass(-24h);
    const auto later = say("More");
    run_for(3min);
    EXPECT_EQ(row(later).state, OutboxState::sent);
}

}  // namespace nudged::runtime
