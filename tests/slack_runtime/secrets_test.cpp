// What is configured of Slack and cannot work is said before anything runs.
#include "daemon/runtime/slack_secrets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/settings/temporary_folder.hpp"

namespace nudged::runtime {
namespace {

using testing::HasSubstr;

class SlackSetUp : public ::testing::Test {
protected:
    SlackSetUp() {
        config_.slack.bot_token_file = folder_.write("bot", "xoxb-1-abc\n");
        config_.slack.app_token_file = folder_.write("app", "xapp-1-abc\n");
    }
    std::string refusal() const {
        try {
            (void)read_slack_secrets(config_);
        } catch (const std::exception& error) {
            return error.what();
        }
        return "";
    }
    void by_http(const char* url) {
        config_.slack.mode = Config::Slack::Mode::http;
        config_.slack.app_token_file.clear();
        config_.slack.signing_secret_file = folder_.write("signing", "0123456789abcdef\nfedcba9876543210\n");
        config_.http.public_url = parse_url(url);
    }

    test::TemporaryFolder folder_;
    Config config_;
};

TEST_F(SlackSetUp, NeedsTwoTokensForASocketAndASecretForHttp) {
    EXPECT_EQ(refusal(), "");
    EXPECT_EQ(read_slack_secrets(config_).app_token->reveal(), "xapp-1-abc");
    by_http("https://nudged.example");
    EXPECT_EQ(refusal(), "");
    EXPECT_EQ(read_slack_secrets(config_).signing_secrets.size(), 2U);
    by_http("http://127.0.0.1:8765");
    EXPECT_EQ(refusal(), "") << "a proxy or a test on this machine";
}

TEST_F(SlackSetUp, SaysWhatIsMissing) {
    config_.slack.app_token_file.clear();
    EXPECT_THAT(refusal(), HasSubstr("needs slack.app_token_file"));
    by_http("http://nudged.example");
    EXPECT_THAT(refusal(), HasSubstr("slack.mode = \"http\" needs http.public_url: the https address"));
    by_http("https://nudged.example");
    config_.slack.client_id = "1.2";
    EXPECT_THAT(refusal(), HasSubstr("needs slack.client_secret_file"));
    config_.slack.signing_secret_file.clear();
    EXPECT_THAT(refusal(), HasSubstr("needs slack.signing_secret_file"));
}

TEST_F(SlackSetUp, TellsTheTokensApartByTheirShape) {
    std::swap(config_.slack.bot_token_file, config_.slack.app_token_file);
    EXPECT_THAT(refusal(), HasSubstr("does not begin with xoxb-"));
    EXPECT_THAT(refusal(), testing::Not(HasSubstr("xapp-1")));
}

TEST_F(SlackSetUp, IsThereWithABotsTokenOrAClientId) {
    EXPECT_TRUE(slack_is_set_up(config_));
    config_.slack.bot_token_file.clear();
    EXPECT_FALSE(slack_is_set_up(config_));
    config_.slack.client_id = "1.2";
    EXPECT_TRUE(slack_is_set_up(config_));
}

}  // namespace
}  // namespace nudged::runtime
