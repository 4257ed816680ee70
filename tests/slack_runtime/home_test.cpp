// The Home tab is published when something in it is another, once, and not in a hurry when Slack does not want it.
#include "daemon/runtime/slack_home.hpp"

#include <gmock/gmock.h>

#include <deque>
#include <nlohmann/json.hpp>
#include <thread>

#include "connectors/slack/form.hpp"
#include "tests/conversation/scene.hpp"
#include "tests/runtime/scripted_telegram.hpp"
#include "tests/slack_runtime/log_lines.hpp"

namespace nudged::runtime {
namespace {

using namespace std::chrono_literals;
using conversation::on;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

const std::string fine = R"({"ok":true})";

class Homes : public conversation::Scene {
protected:
    Homes() {
        store_->transact([&](Tables& tables) {
            auto ana = *tables.owners.find(owner_);
            ana.pairings = {{"slack", "T1", "U1", "U1"}};
            tables.owners.put(ana);
        });
    }

    struct Published {
        std::string user;
        std::string view;
    };
    HttpResponse call(const HttpRequest& request) {
        if (request.url.ends_with("/users.info")) {
            ++asked_who_;
            return {200, person_, {}, false, ""};
        }
        EXPECT_THAT(request.url, testing::EndsWith("/views.publish"));
        if (answers_.empty()) answers_.push_back({200, fine, {}, false, ""});
        auto answer = answers_.front();
        answers_.pop_front();
        if (meanwhile_) std::exchange(meanwhile_, nullptr)();
        const auto form = slack::read_form(request.body);
        published_.push_back({slack::field(form, "user_id"), slack::field(form, "view")});
        return answer;
    }
    void slack_answers(int status, const std::string& body, const std::string& retry_after = "") {
        answers_.push_back({status, body, {}, false, ""});
        if (!retry_after.empty()) answers_.back().headers = {{"retry-after", retry_after}};
    }
    // Until there is nothing more to do soon; returns for how long.
    std::chrono::milliseconds run() {
        for (int steps = 0; steps < 1'000; ++steps) {
            const auto idle = homes_.step();
            if (idle > 4s) return idle;
            std::this_thread::sleep_for(idle);
        }
        ADD_FAILURE() << "never rests";
        return 0ms;
    }
    std::string open(const std::string& user = "U1") {
        homes_.opened({"T1", user});
        run();
        return published_.empty() ? "" : published_.back().view;
    }
    // Types in the web chat, as somebody who looks at the tab at the same time.
    void says(const std::string& text) {
        type(text);
        homes_.changed();
        run();
    }
    static std::string chosen_in(const std::string& view, const std::string& key) {
        const auto parsed = json::parse(view);
        for (const auto& block : parsed["blocks"])
            if (const auto& element = block.value("accessory", json::object());
                element.value("action_id", "") == "set:" + key)
                return element.contains("initial_time") ? element["initial_time"].get<std::string>()
                                                        : element["initial_option"]["value"].get<std::string>();
        return "none there";
    }

    HandClock clock_{now_};
    std::deque<HttpResponse> answers_;
    std::function<void()> meanwhile_;
    std::vector<Published> published_;
    int asked_who_ = 0;
    std::string person_ = R"({"ok":true,"user":{"id":"U1","tz":"Asia/Tokyo","profile":{"display_name":"Ana"}}})";
    int woken_ = 0, changed_ = 0;
    bool known_ = true;
    SlackHomes homes_{
        *store_,
        clock_,
        rules_,
        {[this](const std::string&) {
             return known_ ? std::optional(slack::Api{"https://slack.example/api", "xoxb-1"}) : std::nullopt;
         },
         [](const std::string&) { return false; }, [this](const HttpRequest& request) { return call(request); },
         [this] { ++woken_; }, [this] { ++changed_; }}};
};

TEST_F(Homes, OpenedShowsTodayAndTheSettings) {
    add("Mum", on(2026, 2, 23), 7);
    const auto view = open();
    EXPECT_THAT(published_, SizeIs(1));
    EXPECT_EQ(published_[0].user, "U1");
    EXPECT_THAT(view, HasSubstr("Wednesday 4 March"));
    EXPECT_THAT(view, HasSubstr("done:20260304.1"));
    EXPECT_THAT(view, HasSubstr("\"overflow\""));
    EXPECT_EQ(chosen_in(view, "nudge_at"), "08:30");
    EXPECT_EQ(chosen_in(view, "cap"), "3");
    EXPECT_EQ(chosen_in(view, "zone"), "Europe/Lisbon");
    EXPECT_THAT(view, HasSubstr("Asia/Tokyo, where you seem to be"));
    EXPECT_EQ(woken_, 1);
}

TEST_F(Homes, TheSameIsNotPublishedTwice) {
    add("Mum", on(2026, 2, 23), 7);
    (void)open();
    (void)open();
    homes_.changed();
    run();
    says("who mum");
    EXPECT_THAT(published_, SizeIs(1));
    EXPECT_EQ(asked_who_, 1);
}

TEST_F(Homes, WhatIsSaidInTheChatIsShownAtOnce) {
    add("Mum", on(2026, 2, 23), 7);
    (void)open();
    says("done 1");
    ASSERT_THAT(published_, SizeIs(2));
    EXPECT_THAT(published_[1].view, HasSubstr("Next around Wed 11 Mar."));
}

TEST_F(Homes, AChosenSettingIsWrittenDownAtOnceAndShown) {
    (void)open();
    changed_ = 0;
    homes_.chosen({"T1", "U1", "act 1", "cap", {"5"}});
    EXPECT_EQ(changed_, 1);
    EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.owners.find(owner_)->daily_cap; }), 5);
    run();
    EXPECT_EQ(chosen_in(published_.back().view, "cap"), "5");
    says("undo");
    EXPECT_EQ(chosen_in(published_.back().view, "cap"), "3");
}

TEST_F(Homes, AChoiceThatComesAgainIsTakenOnceAlsoWhenOtherWordsCameBetween) {
    (void)open();
    changed_ = 0;
    const auto cap = [&] {
        return store_->transact([&](Tables& tables) { return tables.owners.find(owner_)->daily_cap; });
    };
    homes_.chosen({"T1", "U1", "first", "cap", {"5"}});
    homes_.chosen({"T1", "U1", "second", "cap", {"2"}});
    homes_.chosen({"T1", "U1", "first", "cap", {"5"}});
    EXPECT_EQ(cap(), 2);
    EXPECT_EQ(changed_, 2);
    says("undo");
    homes_.chosen({"T1", "U1", "second", "cap", {"2"}});
    EXPECT_EQ(cap(), 5) << "what was taken back stays so";
}

TEST_F(Homes, WhoIsNotToldWhereTheyAreSeesNoZoneOfferedAndTheOperatorIsToldOnce) {
    test::LogLines log;
    person_ = R"({"ok":false,"error":"missing_scope","needed":"users:read"})";
    EXPECT_THAT(open(), Not(HasSubstr("where you seem to be")));
    homes_.opened({"T1", "U2"});
    run();
    EXPECT_EQ(asked_who_, 2);
    ASSERT_THAT(log.lines(), SizeIs(1));
    EXPECT_THAT(log.lines()[0], HasSubstr("T1 does not tell where people are (missing_scope: it needs users:read: give "
                                          "the app this scope, and install it again)"));
}

TEST_F(Homes, ARefusedSettingIsSaidNextToItAndShownAsItStands) {
    (void)open();
    for (int i = 1; i <= 2; ++i) {
        homes_.chosen({"T1", "U1", "act 2." + std::to_string(i), "nudge_at", {"06:00"}});
        run();
        ASSERT_THAT(published_, SizeIs(1 + i)) << "else the tab would go on showing what was chosen";
        EXPECT_EQ(chosen_in(published_.back().view, "nudge_at"), "08:30");
        EXPECT_THAT(published_.back().view, HasSubstr("Nothing changed: the nudge time 06:00 lies in the quiet hours"));
    }
    EXPECT_THAT(open(), Not(HasSubstr("Nothing changed")));
}

TEST_F(Homes, AStrangerIsToldHowToPairAndSeesTheirsOnceTheyHave) {
    EXPECT_THAT(open("U2"), HasSubstr("nudged pair"));
    homes_.chosen({"T1", "U2", "act 3", "cap", {"5"}});
    EXPECT_EQ(changed_, 0);
    store_->transact([&](Tables& tables) {
        auto ana = *tables.owners.find(owner_);
        ana.pairings.push_back({"slack", "T1", "U2", "U2"});
        tables.owners.put(ana);
    });
    homes_.changed();
    run();
    EXPECT_EQ(published_.back().user, "U2");
    EXPECT_EQ(chosen_in(published_.back().view, "cap"), "3");
}

TEST_F(Homes, WhatChangesWhileOneIsUnderWayIsPublishedAfterIt) {
    meanwhile_ = [this] { homes_.chosen({"T1", "U1", "act 4", "cap", {"5"}}); };
    (void)open();
    ASSERT_THAT(published_, SizeIs(2));
    EXPECT_EQ(chosen_in(published_.back().view, "cap"), "5");
}

TEST_F(Homes, WaitsAsLongAsItIsToldAndLetsGoOfWhatIsInVain) {
    slack_answers(429, R"({"ok":false,"error":"ratelimited"})", "20");
    homes_.opened({"T1", "U1"});
    EXPECT_GT(run(), 15s);
    homes_.opened({"T1", "U2"});
    EXPECT_GT(run(), 15s) << "nobody of that workspace is called meanwhile";
    EXPECT_THAT(published_, SizeIs(1));
}

TEST_F(Homes, LetsGoOfATabThatCannotBe) {
    slack_answers(200, R"({"ok":false,"error":"not_enabled"})");
    (void)open();
    says("add Mum every week");
    EXPECT_THAT(published_, SizeIs(1));
    (void)open();
    EXPECT_THAT(published_, SizeIs(2));
}

TEST_F(Homes, TriesAgainAfterAPauseThatGrows) {
    slack_answers(503, "");
    homes_.opened({"T1", "U1"});
    EXPECT_EQ(homes_.step(), 0ms);
    const auto idle = homes_.step();
    EXPECT_GT(idle, 500ms);
    EXPECT_LE(idle, 1s);
    EXPECT_THAT(published_, SizeIs(1));
}

TEST_F(Homes, WaitsForAWorkspaceThatIsNotKnownYet) {
    known_ = false;
    homes_.opened({"T1", "U1"});
    EXPECT_GT(run(), 4s);
    EXPECT_THAT(published_, SizeIs(0));
}

TEST_F(Homes, WhoeverIsSomewhereElseIsAskedOnceInTheirChatWhetherToGoByTheTimeThere) {
    (void)open();
    (void)open();
    const auto rows = store_->transact([](Tables& tables) { return tables.outbox.newest(10); });
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_THAT(rows[0].body, HasSubstr("Your phone says Tokyo now. Nudge you at 08:30 there?"));
    EXPECT_EQ(rows[0].chat, "U1");
}

}  // namespace
}  // namespace nudged::runtime
