// Messages in doubt at a service that can be asked what it has: none is lost, and none comes twice.
#include "daemon/runtime/delivery.hpp"
#include "tests/runtime/sending_scene.hpp"

namespace nudged::runtime {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr auto repeat_mark = "You may have seen this one already";

// A service with a history, in words of its own.
class Historian {
public:
    struct Taken {
        std::string delivery;
        std::string text;
        Instant at;
    };
    enum class Send { well, takes_and_is_silent, is_silent };

    class Wire : public Connector {
        [[nodiscard]] std::string_view name() const override { return "slack"; }
        [[nodiscard]] HttpRequest request(const Outgoing& outgoing) const override {
            HttpRequest request;
            request.url = outgoing.kind == SendKind::message ? "send" : "change";
            request.headers = {{"delivery", outgoing.delivery}};
            request.body = plain_text(outgoing.message);
            return request;
        }
        [[nodiscard]] Outcome outcome(const Outgoing&, const HttpResponse& response) const override {
            if (response.status == 0) return MaybeSent{response.error};
            if (response.status == 422) return Resend{.reason = "no names", .new_chat = {}, .unnamed = true};
            return Sent{response.body};
        }
        [[nodiscard]] std::vector<Message> split(const Message& message) const override { return {message}; }
        [[nodiscard]] std::optional<HttpRequest> look_back(const Outgoing& outgoing, RealTime since,
                                                           const std::string& place) const override {
            if (outgoing.kind != SendKind::message) return std::nullopt;
            HttpRequest request;
            request.url = "history";
            request.headers = {{"delivery", outgoing.delivery},
                               {"since", std::to_string(since.time_since_epoch().count())}};
            request.body = place;
            return request;
        }
        [[nodiscard]] LookBack looked_back(const Outgoing&, const std::string& place,
                                           const HttpResponse& response) const override {
            if (response.status == 0) return AskOn{place, 30s, response.error};
            if (response.status == 403) return CannotTell{"no permission"};
            if (response.status == 204) return Absent{};
            if (response.status == 206) return AskOn{response.body, 0ms, ""};
            return Found{response.body};
        }
    };

    explicit Historian(const Instant& now) : now_(&now) {}

    void send(const HttpRequest& request, const std::function<void(HttpResponse)>& done) {
        const auto header = [&](const std::string& name) {
            for (const auto& [key, value] : request.headers)
                if (key == name) return value;
            return std::string();
        };
        if (request.url == "history") {
            ++readings;
            if (hanging) return;
            return done(history(header("delivery"), Instant{std::chrono::milliseconds{std::stoll(header("since"))}},
                                request.body));
        }
        ++sends;
        if (takes_no_names && !header("delivery").empty()) return done({422, "", {}, false, ""});
        if (sending != Send::is_silent) taken.push_back({header("delivery"), request.body, *now_});
        if (hanging) return;
        done(sending == Send::well ? HttpResponse{200, std::to_string(taken.size()), {}, false, ""} : no_answer());
    }

    std::vector<Taken> taken;
    Send sending = Send::well;
    std::chrono::milliseconds lag{0};   // until what was taken is in the history
    int pages = 1;                      // before the newest one there are others
    std::optional<HttpResponse> reads;  // instead of the history
    bool takes_no_names = false;        // of deliveries
    bool hanging = false;               // nothing answers
    int sends = 0;
    int readings = 0;

private:
    HttpResponse history(const std::string& delivery, Instant since, const std::string& place) const {
        if (reads) return *reads;
        const int page = place.empty() ? 1 : std::stoi(place);
        if (page < pages) return {206, std::to_string(page + 1), {}, false, ""};
        for (std::size_t i = 0; i < taken.size(); ++i)
            if (taken[i].delivery == delivery && taken[i].at >= since && taken[i].at + lag <= *now_)
                return {200, std::to_string(i + 1), {}, false, ""};
        return {204, "", {}, false, ""};
    }
    const Instant* now_;
};

class LookingBack : public SendingScene {
protected:
    LookingBack() {
        change_owner([](Owner& owner) { owner.pairings = {{"slack", "T1", "U7", "U7"}}; });
        start();
    }
    void start() {
        dispatcher_ = std::make_unique<Dispatcher>(
            *store_, clock_, [this](const HttpRequest& request, const auto& done) { slack_.send(request, done); },
            ports(), [] { return 0.0; });
        dispatcher_->add_lane("T1", std::make_shared<Historian::Wire>(), PaceLimits{});
    }
    void crash() {
        dispatcher_.reset();
        restart();
        start();
    }
    std::int64_t tell(const std::string& text, OutboxKind kind = OutboxKind::answer, const std::string& chat = "U7",
                      std::int64_t edit_of = 0) {
        OutboxRow row;
        row.edit_of = edit_of;
        row.owner = owner_;
        row.connector = "slack";
        row.account = "T1";
        row.chat = chat;
        row.kind = kind;
        row.body = to_json(Message{text, {{{{text, Style::plain}}, {}}}, false});
        row.not_before = now_;
        return *store_->transact([&](Tables& tables) { return tables.outbox.enqueue(row); });
    }

    Historian slack_{now_};
};

TEST_F(LookingBack, WhatHasArrivedIsSentAndKnownByItsReference) {
    slack_.sending = Historian::Send::takes_and_is_silent;
    const auto id = nudge();
    run_for(30s);
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(row(id).reference, "1");
    EXPECT_EQ(slack_.sends, 1);
    EXPECT_EQ(state().last_outcome, "delivered");
}

TEST_F(LookingBack, WhatHasNotIsSentAgainAfterTwoReadingsAMinuteApartAndSaysNothingOfARepeat) {
    slack_.sending = Historian::Send::is_silent;
    const auto id = nudge();
    run();
    slack_.sending = Historian::Send::well;
    run_for(80s);
    EXPECT_EQ(slack_.sends, 1) << "the first reading that counts is as late as anything can be taken";
    run_for(59s);
    EXPECT_EQ(slack_.sends, 1);
    run_for(6s);
    EXPECT_EQ(row(id).state, OutboxState::sent);
    ASSERT_THAT(slack_.taken, SizeIs(1));
    EXPECT_THAT(slack_.taken[0].text, Not(HasSubstr(repeat_mark)));
}

TEST_F(LookingBack, AnAnswerInDoubtIsSentAgainToo) {
    slack_.sending = Historian::Send::is_silent;
    const auto id = tell("Done: Mum.");
    run();
    slack_.sending = Historian::Send::well;
    run_for(5min);
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_THAT(slack_.taken, SizeIs(1));
}

TEST_F(LookingBack, AHistoryThatLagsIsWaitedFor) {
    slack_.sending = Historian::Send::takes_and_is_silent;
    for (const auto lag : {10s, 45s, 79s, 100s, 130s}) {
        slack_.lag = lag;
        const auto id = tell("message", OutboxKind::reminder);
        run_for(5min);
        EXPECT_EQ(row(id).state, OutboxState::sent) << lag / 1s;
    }
    EXPECT_EQ(slack_.sends, 5);
}

TEST_F(LookingBack, AHistoryOfManyPagesIsReadToItsEnd) {
    slack_.pages = 7;
    slack_.sending = Historian::Send::takes_and_is_silent;
    const auto there = tell("message");
    run_for(30s);
    EXPECT_EQ(row(there).state, OutboxState::sent);
    EXPECT_EQ(slack_.readings, 7);

    slack_.sending = Historian::Send::is_silent;
    const auto missing = tell("message");
    run();
    slack_.sending = Historian::Send::well;
    run_for(5min);
    EXPECT_EQ(row(missing).state, OutboxState::sent);
    EXPECT_EQ(slack_.readings, 7 + 3 * 7) << "one too early, and two that count";
    EXPECT_EQ(slack_.sends, 3);
}

TEST_F(LookingBack, AServiceThatCannotBeReadNowIsAskedLater) {
    slack_.sending = Historian::Send::takes_and_is_silent;
    slack_.reads = no_answer();
    const auto id = nudge();
    run_for(1h);
    EXPECT_EQ(row(id).state, OutboxState::sending);
    EXPECT_EQ(slack_.readings, 120);
    slack_.reads.reset();
    run_for(30s);
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(slack_.sends, 1);
}

TEST_F(LookingBack, WhatCannotBeReadBackIsRepeatedOnceWithAWordOfIt) {
    for (const auto& reads : {HttpResponse{403, "", {}, false, ""}, no_answer()}) {
        slack_ = Historian(now_);
        slack_.sending = Historian::Send::takes_and_is_silent;
        slack_.reads = reads;
        const auto asked = tell("Sam's birthday is today", OutboxKind::reminder);
        const auto answered = tell("Done: Mum.", OutboxKind::answer, "U8");
        run_for(5h);
        EXPECT_EQ(row(asked).state, OutboxState::dropped);
        EXPECT_EQ(row(answered).state, OutboxState::dropped);
        EXPECT_THAT(row(asked).reason, StartsWith("unconfirmed"));
        EXPECT_EQ(slack_.sends, 3) << "of the two the answer is not repeated";
        EXPECT_THAT(slack_.taken.back().text, HasSubstr(repeat_mark));
        EXPECT_LE(slack_.readings, 3 * 242);
    }
}

TEST_F(LookingBack, ACrashAtAnyPointSendsNothingTwiceAndLosesNothing) {
    for (const auto after : {0s, 1s, 29s, 31s, 79s, 85s, 139s, 141s, 200s, 259s, 261s, 400s}) {
        for (const auto sending : {Historian::Send::is_silent, Historian::Send::takes_and_is_silent}) {
            slack_ = Historian(now_);
            slack_.sending = sending;
            slack_.lag = 20s;
            slack_.hanging = after % 2s == 0s;
            const auto id = tell("message", OutboxKind::reminder);
            run();
            slack_.sending = Historian::Send::well;
            run_for(after);
            crash();
            pass(7s);
            crash();
            slack_.hanging = false;
            run_for(15min);
            EXPECT_EQ(row(id).state, OutboxState::sent) << after / 1s;
            EXPECT_THAT(slack_.taken, SizeIs(1)) << after / 1s;
        }
    }
}

TEST_F(LookingBack, WhatWasSentBeforeALongSleepIsFoundThereToo) {
    slack_.hanging = true;
    const auto id = tell("message", OutboxKind::reminder);
    run();
    crash();
    pass(std::chrono::hours{72});
    slack_.hanging = false;
    run();
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(slack_.sends, 1);
}

TEST_F(LookingBack, WhatAnotherStoreSentUnderTheSameNumberIsNotIt) {
    slack_.sending = Historian::Send::is_silent;
    const auto id = nudge();
    run();
    ASSERT_EQ(slack_.sends, 1);
    slack_.taken.push_back({"outbox-" + std::to_string(id), "yesterday's", now_});
    auto other = row(id);
    other.body = to_json(Message{"Sam", {{{{"Sam", Style::plain}}, {}}}, false});
    slack_.taken.push_back({delivery_of(other), "of another store", now_});
    slack_.sending = Historian::Send::well;
    run_for(5min);
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(row(id).reference, "3");
    EXPECT_EQ(slack_.sends, 2);
}

TEST_F(LookingBack, WhereNoNameIsTakenTheMessageGoesWithoutAndIsNotLookedFor) {
    slack_.takes_no_names = true;
    const auto id = nudge();
    run();
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(slack_.sends, 2);
    slack_.sending = Historian::Send::is_silent;
    tell("message", OutboxKind::reminder);
    run_for(5min);
    EXPECT_EQ(slack_.readings, 0);
}

TEST_F(LookingBack, ADoubtHoldsUpOnlyWhatBelongsToIt) {
    slack_.sending = Historian::Send::is_silent;
    const auto doubtful = nudge();
    run();
    slack_.sending = Historian::Send::well;
    slack_.hanging = true;
    run_for(31s);
    ASSERT_EQ(slack_.readings, 1) << "a question is under way, too";
    slack_.hanging = false;
    const auto change = tell("Mum: done", OutboxKind::edit, "U7", doubtful);
    const auto answer = tell("Done: Mum.");
    const auto tap = tell("", OutboxKind::ack);
    run();
    EXPECT_EQ(row(doubtful).state, OutboxState::sending);
    EXPECT_EQ(row(change).state, OutboxState::ready);
    EXPECT_EQ(row(answer).state, OutboxState::sent);
    EXPECT_EQ(row(tap).state, OutboxState::sent);
}

TEST_F(LookingBack, AChangeGoesAsSoonAsItsMessageIsFound) {
    slack_.sending = Historian::Send::takes_and_is_silent;
    const auto doubtful = nudge();
    run();
    slack_.sending = Historian::Send::well;
    const auto change = tell("Mum: done", OutboxKind::edit, "U7", doubtful);
    run_for(30s);
    EXPECT_EQ(row(doubtful).state, OutboxState::sent);
    EXPECT_EQ(row(change).state, OutboxState::sent);
    EXPECT_EQ(row(change).attempts, 1);
}

TEST_F(LookingBack, IsForMessagesAndNotForWhatMayHappenTwice) {
    const auto message = tell("Mum");
    run();
    slack_.sending = Historian::Send::is_silent;
    OutboxRow change = row(message);
    change.kind = OutboxKind::edit;
    change.edit_of = message;
    change.state = OutboxState::ready;
    change.attempts = 0;
    change.not_before = now_;
    const auto id = *store_->transact([&](Tables& tables) { return tables.outbox.enqueue(change); });
    run();
    slack_.sending = Historian::Send::well;
    run_for(1min);
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_EQ(slack_.readings, 0);
}

TEST_F(LookingBack, WhatHasArrivedIsKnownAlsoWhenItIsTooLateToSendIt) {
    it_is(2026, 3, 4, 20, 59);
    slack_.sending = Historian::Send::takes_and_is_silent;
    slack_.lag = 2min;
    const auto id = tell("Sam, at nine", OutboxKind::reminder);
    run_for(10min);
    EXPECT_EQ(row(id).state, OutboxState::sent) << "and it is quiet since";
    EXPECT_EQ(slack_.sends, 1);
}

TEST_F(LookingBack, AClockThatIsSetBackMeanwhileChangesNothing) {
    slack_.sending = Historian::Send::is_silent;
    const auto id = tell("message", OutboxKind::reminder);
    run_for(31s);
    slack_.sending = Historian::Send::well;
    now_ -= 1h;
    run_for(3min);
    EXPECT_EQ(row(id).state, OutboxState::sent);
    EXPECT_THAT(slack_.taken, SizeIs(1));
}

}  // namespace nudged::runtime
