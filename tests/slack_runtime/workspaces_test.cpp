// In which workspaces there is a lane, and what becomes of it when Slack no longer lets us in.
#include "daemon/runtime/slack_workspaces.hpp"

#include <thread>

#include "tests/settings/temporary_folder.hpp"
#include "tests/slack_runtime/scripted_slack.hpp"

namespace nudged::runtime {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Standing = SlackWorkspaces::Standing;

class Workspaces : public ::testing::Test {
protected:
    // `token`: what stands in bot_token_file; empty = it is not configured.
    void begin(const std::string& token) {
        file_ = token;
        const auto first = token.empty() ? std::nullopt : std::optional(Secret(token));
        workspaces_ = std::make_unique<SlackWorkspaces>(slack_.url(), first, tokens_, ports());
        workspaces_->begin();
    }
    // Until there is nothing to do now.
    std::chrono::milliseconds step() {
        for (int i = 0; i < 20; ++i)
            if (const auto idle = workspaces_->step(*caller_); idle > 0ms) return idle;
        ADD_FAILURE() << "there is always more to do";
        return 0ms;
    }
    std::vector<std::string> lanes() const {
        std::vector<std::string> accounts;
        for (const auto& [account, connector] : lanes_) accounts.push_back(account);
        return accounts;
    }
    // A send on a lane ends so.
    void sends(const std::string& account, const std::string& body) {
        HttpResponse response;
        response.status = 200;
        response.body = body;
        (void)lanes_.at(account)->outcome({}, response);
    }
    static InstalledWorkspace other() { return {"T0OTHER", "Other", {}, Secret("xoxb-of-other"), false}; }

    test::TemporaryFolder folder_;
    SlackTokens tokens_{folder_.path() / "slack"};
    std::string file_;
    std::map<std::string, std::shared_ptr<const Connector>> lanes_;
    test::ScriptedSlack slack_;
    std::unique_ptr<SlackWorkspaces> workspaces_;
    std::unique_ptr<Caller> caller_ = std::make_unique<Caller>();  // gone before the server, which waits for it

private:
    SlackWorkspaces::Ports ports() {
        return {[this] { return file_.empty() ? std::nullopt : std::optional(Secret(file_)); },
                [this](const std::string& account, std::shared_ptr<const Connector> connector) {
                    lanes_[account] = std::move(connector);
                },
                [this](const std::string& account) { lanes_.erase(account); }};
    }
};

TEST_F(Workspaces, TheOneOfTheTokenHasALaneOnceItIsKnown) {
    begin("xoxb-first");
    EXPECT_EQ(workspaces_->standing("T0ACME"), Standing::ours) << "it may be, as long as we do not know";
    slack_.is("T0ACME", "Acme");
    step();
    EXPECT_THAT(lanes(), ElementsAre("T0ACME"));
    EXPECT_THAT(workspaces_->names(), ElementsAre("Acme"));
    EXPECT_EQ(workspaces_->api("T0ACME")->token, "xoxb-first");
    EXPECT_EQ(workspaces_->standing("T0ACME"), Standing::ours);
    EXPECT_EQ(workspaces_->standing("T0OTHER"), Standing::unknown);
    step();
    EXPECT_THAT(slack_.calls("auth.test"), ElementsAre("xoxb-first")) << "asked once";
}

TEST_F(Workspaces, ATokenThatIsRefusedIsSaidUntilAnotherTakesItsPlace) {
    slack_.refuses("auth.test", "token_revoked");
    begin("xoxb-first");
    step();
    EXPECT_THAT(workspaces_->trouble(), HasSubstr("the token is refused (token_revoked)"));
    EXPECT_THAT(lanes(), IsEmpty());
    step();
    EXPECT_THAT(slack_.calls("auth.test"), ElementsAre("xoxb-first")) << "not asked again at once";
    slack_.is("T0ACME", "Acme");
    file_ = "xoxb-second";
    step();
    EXPECT_THAT(slack_.calls("auth.test"), ElementsAre("xoxb-first", "xoxb-second"));
    EXPECT_THAT(lanes(), ElementsAre("T0ACME"));
    EXPECT_EQ(workspaces_->trouble(), "");
}

TEST_F(Workspaces, ATokenFileThatIsGoneChangesNothing) {
    slack_.is("T0ACME", "Acme");
    begin("xoxb-first");
    step();
    file_.clear();
    step();
    EXPECT_THAT(lanes(), ElementsAre("T0ACME"));
}

TEST_F(Workspaces, WhatSendsAreRefusedForIsSaidUntilOneIsTaken) {
    slack_.is("T0ACME", "Acme");
    begin("xoxb-first");
    step();
    sends("T0ACME", R"({"ok":false,"error":"missing_scope","needed":"chat:write"})");
    EXPECT_THAT(workspaces_->trouble(), HasSubstr("Acme: sends are refused (missing_scope: it needs chat:write: give "
                                                  "the app this scope, and install it again)"));
    sends("T0ACME", R"({"ok":false,"error":"msg_too_long"})");
    EXPECT_NE(workspaces_->trouble(), "");
    sends("T0ACME", R"({"ok":true,"channel":"D1","ts":"1.2"})");
    EXPECT_EQ(workspaces_->trouble(), "");
}

TEST_F(Workspaces, OneThatInstallsUsIsThereAfterARestartWithoutBeingAsked) {
    begin("");
    slack_.is("T0OTHER", "Other & Sons");
    EXPECT_TRUE(workspaces_->install(other()));
    step();
    EXPECT_THAT(lanes(), ElementsAre("T0OTHER"));
    EXPECT_EQ(workspaces_->standing("T0OTHER"), Standing::installed);
    lanes_.clear();
    begin("");
    EXPECT_THAT(lanes(), ElementsAre("T0OTHER"));
    EXPECT_THAT(workspaces_->names(), ElementsAre("Other & Sons"));
    EXPECT_EQ(slack_.calls("auth.test").size(), 1U);
}

TEST_F(Workspaces, TheOneOfTheTokenIsNotInstalledOverIt) {
    slack_.is("T0OTHER", "Other");
    begin("xoxb-first");
    step();
    EXPECT_FALSE(workspaces_->install(other()));
    EXPECT_EQ(workspaces_->api("T0OTHER")->token, "xoxb-first");
    EXPECT_THAT(tokens_.all(), IsEmpty());
}

TEST_F(Workspaces, OneThatInstalledUsHasItsLaneBackWhenTheTokenIsOfAnotherAgain) {
    slack_.is("T0ACME", "Acme");
    begin("xoxb-acme");
    step();
    slack_.is("T0OTHER", "Other");
    (void)workspaces_->install(other());
    step();
    EXPECT_THAT(lanes(), ElementsAre("T0ACME", "T0OTHER"));
    file_ = "xoxb-operators-of-other";
    step();
    EXPECT_THAT(lanes(), ElementsAre("T0OTHER"));
    EXPECT_EQ(workspaces_->api("T0OTHER")->token, "xoxb-operators-of-other");
    EXPECT_THAT(workspaces_->names(), ElementsAre("Other"));
    slack_.is("T0ACME", "Acme");
    file_ = "xoxb-acme";
    step();
    EXPECT_THAT(lanes(), ElementsAre("T0ACME", "T0OTHER"));
    EXPECT_EQ(workspaces_->api("T0OTHER")->token, "xoxb-of-other");
    EXPECT_EQ(workspaces_->standing("T0OTHER"), Standing::installed);
}

TEST_F(Workspaces, OneThatTookUsOutHasNoTokenHereAnyMore) {
    begin("");
    slack_.is("T0OTHER", "Other");
    (void)workspaces_->install(other());
    step();
    workspaces_->left("T0OTHER");
    EXPECT_THAT(lanes(), IsEmpty());
    EXPECT_TRUE(tokens_.all().at(0).leaving) << "also over a restart";
    slack_.refuses("auth.test", "account_inactive");
    step();
    EXPECT_THAT(tokens_.all(), IsEmpty());
    EXPECT_EQ(workspaces_->standing("T0OTHER"), Standing::unknown);
    EXPECT_EQ(workspaces_->trouble(), "");
    slack_.is("T0OTHER", "Other");
    (void)workspaces_->install(other());
    step();
    EXPECT_THAT(lanes(), ElementsAre("T0OTHER"));
}

TEST_F(Workspaces, NewsOfAnUninstallThatComesLateTakesNothingAway) {
    begin("");
    slack_.is("T0OTHER", "Other");
    (void)workspaces_->install(other());
    step();
    workspaces_->left("T0OTHER");
    step();
    EXPECT_THAT(lanes(), ElementsAre("T0OTHER"));
    EXPECT_FALSE(tokens_.all().at(0).leaving);
}

TEST_F(Workspaces, ATokenIsNotThrownAwayForARefusalAlone) {
    begin("");
    slack_.refuses("auth.test", "invalid_auth");
    (void)workspaces_->install(other());
    step();
    EXPECT_EQ(tokens_.all().size(), 1U);
    EXPECT_THAT(workspaces_->trouble(), HasSubstr("Other: the token is refused (invalid_auth)"));
}

TEST_F(Workspaces, ACallThatHangsIsGivenUpAtOnce) {
    slack_.answers("auth.test", "");
    begin("xoxb-first");
    std::thread stepping([this] { (void)workspaces_->step(*caller_); });
    slack_.wait_for_call("auth.test");
    const auto began = std::chrono::steady_clock::now();
    caller_->stop();
    stepping.join();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
    EXPECT_EQ(workspaces_->trouble(), "");
}

}  // namespace
}  // namespace nudged::runtime
