// Installing by OAuth: who begins can come back, once, whatever others do meanwhile.
#include "daemon/runtime/slack_install.hpp"

#include "tests/settings/temporary_folder.hpp"
#include "tests/slack_runtime/scripted_slack.hpp"
#include "tests/web/raw_client.hpp"

namespace nudged::runtime {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Installing : public ::testing::Test {
protected:
    Installing() {
        slack_.answers("oauth.v2.access",
                       R"({"ok":true,"access_token":"xoxb-1","team":{"id":"T0OTHER","name":"Other"}})");
        install_.add_routes(web_);
        web_.listen("127.0.0.1", 0);
        web_.start();
    }
    std::string get(const std::string& target, const std::string& state = {}) {
        test::RawClient client(web_.port());
        client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" +
                    (state.empty() ? "" : "Cookie: nudged_slack_install=" + state + "\r\n") + "\r\n");
        return client.receive_answer();
    }
    std::string begin() {
        const auto answer = get("/slack/install");
        const std::string before = "nudged_slack_install=";
        const auto from = answer.find(before) + before.size();
        return answer.substr(from, answer.find(';', from) - from);
    }
    std::string come_back(const std::string& state, const std::string& cookie) {
        return get("/slack/oauth/callback?code=c0de&state=" + state, cookie);
    }

    test::TemporaryFolder folder_;
    SlackTokens tokens_{folder_.path() / "slack"};
    test::ScriptedSlack slack_;
    SlackWorkspaces workspaces_{slack_.url(),
                                std::nullopt,
                                tokens_,
                                {[] { return std::nullopt; }, [](const auto&, const auto&) {}, [](const auto&) {}}};
    SlackInstall install_{slack_.url(), {"12.34", "hush"}, *parse_url("https://nudge.example.org"), workspaces_, [] {}};
    web::WebServer web_;
};

TEST_F(Installing, WhoeverBeganComesBackOnce) {
    const auto state = begin();
    EXPECT_THAT(come_back(state, state), HasSubstr("nudged is installed in Other"));
    EXPECT_THAT(tokens_.all(), SizeIs(1));
    EXPECT_THAT(come_back(state, state), HasSubstr("HTTP/1.1 400"));
    EXPECT_THAT(slack_.calls("oauth.v2.access"), SizeIs(1));
}

TEST_F(Installing, NobodyComesBackWithTheStateOfAnotherOrWithOneOfTheirOwn) {
    const auto state = begin();
    EXPECT_THAT(come_back(state, begin()), HasSubstr("HTTP/1.1 400"));
    EXPECT_THAT(come_back(state, ""), HasSubstr("HTTP/1.1 400"));
    const auto longer = "9" + state;
    EXPECT_THAT(come_back(longer, longer), HasSubstr("HTTP/1.1 400"));
    EXPECT_THAT(come_back("9999999999.abc.", "9999999999.abc."), HasSubstr("HTTP/1.1 400"));
    EXPECT_THAT(come_back("a", "a"), HasSubstr("HTTP/1.1 400"));
    EXPECT_THAT(slack_.calls("oauth.v2.access"), IsEmpty());
}

TEST_F(Installing, IsNotCrowdedOutByOthersWhoBegin) {
    const auto state = begin();
    for (int i = 0; i < 1'005; ++i) (void)get("/slack/install");
    EXPECT_THAT(come_back(state, state), HasSubstr("nudged is installed in Other"));
}

TEST_F(Installing, AWholeOrganisationIsToldToChooseAWorkspace) {
    slack_.answers("oauth.v2.access", R"({"ok":true,"access_token":"xoxb-1","team":null,
        "enterprise":{"id":"E1","name":"Org"},"is_enterprise_install":true})");
    const auto state = begin();
    EXPECT_THAT(come_back(state, state), HasSubstr("not into a whole organisation"));
    EXPECT_THAT(tokens_.all(), IsEmpty());
}

}  // namespace
}  // namespace nudged::runtime
