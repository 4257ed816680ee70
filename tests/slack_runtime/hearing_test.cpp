// What is heard in Slack takes effect once, in one transaction; and who becomes an owner by writing.
#include "daemon/runtime/slack_hearing.hpp"

#include <signal.h>
#include <sys/resource.h>

#include "daemon/runtime/slack_requests.hpp"
#include "tests/conversation/scene.hpp"
#include "tests/runtime/scripted_telegram.hpp"
#include "tests/settings/temporary_folder.hpp"
#include "tests/slack_runtime/log_lines.hpp"
#include "tests/slack_runtime/scripted_slack.hpp"
#include "tests/web/raw_client.hpp"

namespace nudged::runtime {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Event said(const std::string& text, const std::string& key, const std::string& account = "T0OTHER") {
    Event event;
    event.connector = "slack";
    event.account = account;
    event.key = key;
    event.chat = event.user = "U0WANDA";
    event.body = TextSaid{text, ""};
    return event;
}

class Hearing : public conversation::Scene {
protected:
    Hearing() {
        signal(SIGXFSZ, SIG_IGN);
        slack_.is("T0OTHER", "Other");
        (void)workspaces_.install({"T0OTHER", "Other", "BBOT", Secret("xoxb-of-other"), false});
        step();
    }
    ~Hearing() override { limit_files(RLIM_INFINITY); }

    static void limit_files(rlim_t size) {
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = std::min(size, limit.rlim_max);
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    void step() {
        while (workspaces_.step(*caller_) == 0ms) continue;
    }
    void person(const std::string& name, const std::string& zone) {
        slack_.answers("users.info", R"({"ok":true,"user":{"id":"U0WANDA","tz":")" + zone +
                                         R"(","profile":{"display_name":")" + name + R"("}}})");
    }
    std::vector<Owner> owners() {
        return store_->transact([](Tables& tables) { return tables.owners.all(); });
    }
    std::vector<OutboxRow> outbox() {
        return store_->transact([](Tables& tables) { return tables.outbox.newest(50); });
    }
    static Owner pattern() {
        Owner owner;
        owner.zone = "Europe/Lisbon";
        owner.daily_cap = 5;
        return owner;
    }

    HandClock clock_{now_};
    test::TemporaryFolder folder_of_tokens_;
    test::ScriptedSlack slack_;
    std::unique_ptr<Caller> caller_ = std::make_unique<Caller>();
    SlackWorkspaces workspaces_{slack_.url(),
                                std::nullopt,
                                SlackTokens(folder_of_tokens_.path() / "slack"),
                                {[] { return std::nullopt; }, [](const auto&, const auto&) {}, [](const auto&) {}}};
    int changed_ = 0, looked_ = 0;
    SlackNewcomers newcomers_{*store_, clock_, workspaces_, [this] { ++changed_; }};
    SlackHearing hearing_{*store_,
                          clock_,
                          rules_,
                          pattern(),
                          workspaces_,
                          newcomers_,
                          {[this] { ++changed_; }, [this] { ++looked_; }, {}, {}}};
};

TEST_F(Hearing, WhoeverWritesInAnInstalledWorkspaceBecomesAnOwnerAndIsWelcomedOnceKnown) {
    person("Wanda Fisch", "America/New_York");
    hearing_.apply(said("hello", "message:D1:1"));
    ASSERT_THAT(owners(), SizeIs(2));
    EXPECT_EQ(owners()[1].name, "U0WANDA@T0OTHER");
    EXPECT_EQ(owners()[1].daily_cap, 5);
    EXPECT_EQ(owners()[1].created, now_);
    EXPECT_THAT(outbox(), IsEmpty()) << "the welcome says what time it is there";
    EXPECT_EQ(looked_, 1);
    EXPECT_EQ(newcomers_.step(*caller_), 0ms);
    EXPECT_EQ(owners()[1].name, "Wanda Fisch");
    EXPECT_EQ(owners()[1].zone, "America/New_York");
    ASSERT_THAT(outbox(), SizeIs(1));
    EXPECT_EQ(outbox()[0].chat, "U0WANDA");
    EXPECT_THAT(outbox()[0].body, HasSubstr("Hello Wanda."));
    EXPECT_THAT(outbox()[0].body, HasSubstr("New York"));
}

TEST_F(Hearing, ANewcomerIsAskedAboutAgainAfterARestart) {
    hearing_.apply(said("hello", "message:D1:1"));
    hearing_.apply(said("hello", "message:D1:1"));
    EXPECT_THAT(owners(), SizeIs(2));
    person("Wanda", "Nowhere/Atlantis");
    SlackNewcomers after(*store_, clock_, workspaces_, [] {});
    after.begin();
    EXPECT_EQ(after.step(*caller_), 0ms);
    EXPECT_EQ(owners()[1].name, "Wanda");
    EXPECT_EQ(owners()[1].zone, "Europe/Lisbon") << "a zone that this machine does not know";
    EXPECT_GT(after.step(*caller_), 0ms);
    EXPECT_EQ(newcomers_.step(*caller_), 0ms) << "the other one still asks";
    EXPECT_THAT(outbox(), SizeIs(1)) << "and welcomes nobody twice";
}

TEST_F(Hearing, ANewcomerOfWhomSlackSaysNothingIsWelcomedAllTheSame) {
    slack_.refuses("users.info", "user_not_visible");
    hearing_.apply(said("hello", "message:D1:1"));
    (void)newcomers_.step(*caller_);
    EXPECT_EQ(owners()[1].name, "U0WANDA");
    EXPECT_THAT(outbox(), SizeIs(1));
}

TEST_F(Hearing, ANewcomerIsWaitedForWhileSlackIsOutOfOrder) {
    slack_.refuses("users.info", "internal_error");
    hearing_.apply(said("hello", "message:D1:1"));
    (void)newcomers_.step(*caller_);
    const auto idle = newcomers_.step(*caller_);
    EXPECT_GT(idle, 0ms);
    EXPECT_LE(idle, 1s);
    EXPECT_THAT(outbox(), IsEmpty());
}

TEST_F(Hearing, ANewcomerWhomSlackRefusesToTellOfIsWelcomedAndNamedOnceItDoes) {
    slack_.refuses("users.info", "missing_scope");
    hearing_.apply(said("hello", "message:D1:1"));
    (void)newcomers_.step(*caller_);
    EXPECT_THAT(newcomers_.trouble(), HasSubstr("T0OTHER: who people are is not told (missing_scope"));
    EXPECT_THAT(outbox(), SizeIs(1));
    EXPECT_GT(newcomers_.step(*caller_), 0ms) << "not at once again";
    person("Wanda Fisch", "Europe/Berlin");
    SlackNewcomers after(*store_, clock_, workspaces_, [] {});
    after.begin();
    (void)after.step(*caller_);
    EXPECT_EQ(owners()[1].name, "Wanda Fisch");
    EXPECT_THAT(outbox(), SizeIs(1));
    hearing_.apply(said("hello", "message:D1:2", "T0OTHER"));
    EXPECT_EQ(looked_, 1) << "known by now";
}

TEST_F(Hearing, ARobotAndWhoHasLeftAreNotWelcomed) {
    for (const std::string what : {R"("is_bot":true)", R"("deleted":true)"}) {
        slack_.answers("users.info", R"({"ok":true,"user":{"id":"U0WANDA",)" + what + R"(,"name":"x"}})");
        auto event = said("hello", "message:D1:" + what);
        event.user = event.chat = what;
        hearing_.apply(event);
        (void)newcomers_.step(*caller_);
        EXPECT_EQ(owners().back().weekdays, 0) << what;
    }
    EXPECT_THAT(outbox(), IsEmpty());
}

TEST_F(Hearing, WhoIsOfAnotherWorkspaceIsNotWelcomed) {
    int n = 0;
    for (const std::string what :
         {R"("is_stranger":true,"team_id":"T0OTHER")", R"("team_id":"T0ELSEWHERE")",
          R"("team_id":"T0ELSEWHERE","enterprise_user":{"teams":["T0ELSEWHERE","T0THIRD"]})"}) {
        slack_.answers("users.info", R"({"ok":true,"user":{"id":"U",)" + what + R"(,"name":"x"}})");
        auto event = said("hello", "command:" + what);
        event.user = event.chat = "U" + std::to_string(++n);
        hearing_.apply(event);
        (void)newcomers_.step(*caller_);
        EXPECT_EQ(owners().back().weekdays, 0) << what;
    }
    EXPECT_THAT(outbox(), IsEmpty());
    slack_.answers("users.info", R"({"ok":true,"user":{"id":"U","team_id":"T0ELSEWHERE","name":"Wanda",)"
                                 R"("enterprise_user":{"teams":["T0ELSEWHERE","T0OTHER"]}}})");
    hearing_.apply(said("hello", "message:D1:1"));
    (void)newcomers_.step(*caller_);
    EXPECT_THAT(outbox(), SizeIs(1)) << "of the organisation, and in this workspace too";
}

TEST_F(Hearing, TwoOfOneNameAreToldApart) {
    person("Ana", "Europe/Lisbon");
    hearing_.apply(said("hello", "message:D1:1"));
    (void)newcomers_.step(*caller_);
    EXPECT_EQ(owners()[1].name, "Ana 2");
}

TEST_F(Hearing, WhatComesFromAWorkspaceThatIsNotOursHasNoEffect) {
    hearing_.apply(said("hello", "message:D1:1", "T0STRANGE"));
    EXPECT_THAT(owners(), SizeIs(1));
    EXPECT_THAT(outbox(), IsEmpty());
}

TEST_F(Hearing, WhatCannotBeWrittenDownIsToComeAgain) {
    limit_files(0);
    EXPECT_THROW(hearing_.apply(said("hello", "message:D1:1")), StoreError);
    limit_files(RLIM_INFINITY);
    EXPECT_EQ(changed_, 0);
    hearing_.apply(said("hello", "message:D1:1"));
    EXPECT_THAT(owners(), SizeIs(2));
}

// ---- over HTTP ------------------------------------------------------------------------------------------------------

class Requests : public Hearing {
protected:
    Requests() {
        now_ = Instant(std::chrono::seconds{1'531'420'618});  // of the official example
        add_slack_routes(web_, hearing_, refusals_, two_times_, {"8f742231b10e8888abcd99yyyzzz85a5"});
        web_.listen("127.0.0.1", 0);
        web_.start();
    }
    // The official example, or what was made of it.
    std::string post(const std::string& path, const std::string& body, const std::string& signature) {
        test::RawClient client(web_.port());
        client.send("POST " + path +
                    " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    "X-Slack-Request-Timestamp: 1531420618\r\nX-Slack-Signature: " +
                    signature + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        return client.receive_answer().substr(9, 3);
    }

    class TwoTimes : public HandClock {
    public:
        TwoTimes(const Instant& real, const std::chrono::seconds& ahead) : HandClock(real), ahead_(ahead) {}
        [[nodiscard]] Instant now() const override { return real() + ahead_; }

    private:
        const std::chrono::seconds& ahead_;
    };

    std::chrono::seconds people_are_ahead_{0};
    SlackRefusals refusals_;
    TwoTimes two_times_{now_, people_are_ahead_};
    web::WebServer web_;
    const std::string signature_ = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    const std::string body_ =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&"
        "channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url="
        "https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id="
        "398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
};

TEST_F(Requests, TheOfficialExampleIsHeardAndAnythingElseIsNot) {
    (void)workspaces_.install({"T1DC2JH3J", "Example", "BBOT", Secret("xoxb-of-example"), false});
    EXPECT_EQ(post("/slack/commands", body_ + "&", signature_), "401");
    EXPECT_EQ(post("/slack/events", body_, "v0="), "401");
    EXPECT_EQ(post("/slack/commands", body_ + "&ssl_check=1", signature_), "200");
    EXPECT_THAT(owners(), SizeIs(1)) << "a probe is answered, and does nothing";
    EXPECT_EQ(post("/slack/events", body_, signature_), "400") << "signed, and no JSON";
    EXPECT_EQ(post("/slack/commands", body_, signature_), "200");
    EXPECT_THAT(owners(), SizeIs(2));
    now_ += 301s;
    EXPECT_EQ(post("/slack/commands", body_, signature_), "401") << "too old";
}

TEST_F(Requests, AreSignedByTheTimeOfTheMachineWhateverTimeItIsForPeople) {
    (void)workspaces_.install({"T1DC2JH3J", "Example", "BBOT", Secret("xoxb-of-example"), false});
    people_are_ahead_ = 24h * 300;
    EXPECT_EQ(post("/slack/commands", body_, signature_), "200");
    EXPECT_THAT(owners(), SizeIs(2));
    people_are_ahead_ = 0s;
    now_ += 301s;
    people_are_ahead_ = -301s;
    EXPECT_EQ(post("/slack/commands", body_, signature_), "200") << "or by that of people";
    people_are_ahead_ = -3s;
    EXPECT_EQ(post("/slack/commands", body_, signature_), "200");
    people_are_ahead_ = 24h * 300;
    EXPECT_EQ(post("/slack/commands", body_, signature_), "401") << "old by either";
}

TEST_F(Requests, WhatIsRefusedIsCountedAndToldOfOnceAMinuteWithoutAWordOfIt) {
    test::LogLines log;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(post("/slack/commands", body_ + "&", signature_), "401");
    EXPECT_EQ(refusals_.count(), 3U);
    ASSERT_THAT(log.lines(), SizeIs(1));
    EXPECT_THAT(log.lines()[0], testing::StartsWith("Slack: a request was refused at /slack/commands: not signed"));
    const auto later = SlackRefusals::Steady::now() + 61s;
    refusals_.add("/slack/events", later);
    refusals_.add("/slack/events", later + 1s);
    ASSERT_THAT(log.lines(), SizeIs(2));
    EXPECT_THAT(log.lines()[1], HasSubstr("3 requests were refused, the last one at /slack/events"));
    EXPECT_EQ(refusals_.count(), 5U);
}

TEST_F(Requests, AProbeIsReadNoFurtherThanItIsLong) {
    EXPECT_EQ(post("/slack/commands", "ssl_check=1&token=x", ""), "200");
    EXPECT_EQ(post("/slack/commands", std::string(2'000, 'x') + "&ssl_check=1", ""), "401");
    EXPECT_EQ(post("/slack/events", "ssl_check=1&token=x", ""), "401");
    EXPECT_EQ(refusals_.count(), 2U);
    EXPECT_EQ(changed_, 0);
}

TEST_F(Requests, WhatCannotBeWrittenDownIsAnswered503) {
    (void)workspaces_.install({"T1DC2JH3J", "Example", "BBOT", Secret("xoxb-of-example"), false});
    limit_files(0);
    EXPECT_EQ(post("/slack/commands", body_, signature_), "503");
    limit_files(RLIM_INFINITY);
    EXPECT_EQ(post("/slack/commands", body_, signature_), "200");
    EXPECT_THAT(owners(), SizeIs(2));
}

}  // namespace
}  // namespace nudged::runtime
