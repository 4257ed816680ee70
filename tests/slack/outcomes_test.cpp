#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/slack/answers.hpp"

namespace nudged::slack {
namespace {

using namespace std::chrono_literals;

std::string show(const Outcome& outcome) {
    struct Show {
        std::string operator()(const Sent& o) const { return "sent " + o.reference; }
        std::string operator()(const NotSent&) const { return "not sent"; }
        std::string operator()(const Wait& o) const {
            return "wait " + std::to_string(o.retry_after.count()) + (o.whole_lane ? " ms, lane" : " ms, chat");
        }
        std::string operator()(const MaybeSent&) const { return "maybe sent"; }
        std::string operator()(const Refused& o) const { return o.recipient_gone ? "recipient gone" : "refused"; }
        std::string operator()(const Held&) const { return "held"; }
        std::string operator()(const Resend& o) const {
            return std::string("resend") + (o.plain ? " plain" : "") + (o.as_new_message ? " as new" : "") +
                   (o.unnamed ? " unnamed" : "");
        }
    };
    return std::visit(Show{}, outcome);
}

std::string reason(const Outcome& outcome) {
    return std::visit(
        [](const auto& o) {
            if constexpr (requires { o.reason; }) return o.reason;
            return std::string();
        },
        outcome);
}

std::string outcome(const HttpResponse& response, SendKind kind = SendKind::message, bool plain = false) {
    return show(slack.outcome(outgoing(kind, plain), response));
}

TEST(SlackOutcomes, AnAcceptedMessageBringsItsChannelAndTime) {
    const std::string accepted = R"({"ok":true,"channel":"D1","ts":"1790000000.000100","message":{}})";
    EXPECT_EQ(outcome(answer(200, accepted)), "sent D1:1790000000.000100");
    EXPECT_EQ(outcome(answer(200, accepted), SendKind::edit), "sent ");
    EXPECT_EQ(outcome(answer(200, R"({"ok":true,"message_ts":"1.2"})"), SendKind::ack), "sent ");
    EXPECT_EQ(outcome(answer(200, R"({"ok":true,"warning":"missing_charset"})")), "sent ");
}

TEST(SlackOutcomes, EveryRefusalOfTheServiceIsOneOfTheClosedSet) {
    const std::multimap<std::string, std::string> rows = {
        {"wait 30000 ms, lane", "ratelimited"},
        {"wait 30000 ms, lane", "rate_limited"},
        {"maybe sent", "fatal_error"},
        {"maybe sent", "internal_error"},
        {"not sent", "service_unavailable"},
        {"not sent", "request_timeout"},
        {"not sent", "message_limit_exceeded"},
        {"not sent", "a_code_of_next_year"},
        {"not sent", ""},
        {"held", "invalid_auth"},
        {"held", "not_authed"},
        {"held", "account_inactive"},
        {"held", "token_revoked"},
        {"held", "token_expired"},
        {"held", "user_removed_from_team"},
        {"held", "team_disabled"},
        {"held", "two_factor_setup_required"},
        {"held", "app_access_restricted"},
        {"held", "access_denied"},
        {"held", "accesslimited"},
        {"held", "no_permission"},
        {"held", "missing_scope"},
        {"held", "not_allowed_token_type"},
        {"held", "enterprise_is_restricted"},
        {"held", "ekm_access_denied"},
        {"held", "team_added_to_org"},
        {"held", "org_login_required"},
        {"held", "unknown_method"},
        {"held", "method_deprecated"},
        {"recipient gone", "channel_not_found"},
        {"recipient gone", "not_in_channel"},
        {"recipient gone", "is_archived"},
        {"recipient gone", "user_not_found"},
        {"recipient gone", "user_disabled"},
        {"recipient gone", "user_not_visible"},
        {"recipient gone", "cannot_dm_bot"},
        {"recipient gone", "messages_tab_disabled"},
        {"recipient gone", "restricted_action"},
        {"recipient gone", "restricted_action_read_only_channel"},
        {"recipient gone", "restricted_action_thread_only_channel"},
        {"recipient gone", "restricted_action_non_threadable_channel"},
        {"recipient gone", "restricted_action_thread_locked"},
        {"recipient gone", "team_not_found"},
        {"resend plain", "invalid_blocks"},
        {"resend plain", "invalid_blocks_format"},
        {"resend plain", "invalid_arguments"},
        {"resend plain", "msg_blocks_too_long"},
        {"resend plain", "no_text"},
        {"resend unnamed", "invalid_metadata_format"},
        {"resend unnamed", "invalid_metadata_schema"},
        {"resend unnamed", "metadata_too_large"},
        {"resend plain", "too_many_attachments"},
        {"refused", "msg_too_long"},
        {"refused", "invalid_json"},
        {"refused", "invalid_form_data"},
        {"refused", "message_not_found"},
        {"refused", "cant_update_message"},
        {"refused", "edit_window_closed"},
    };
    for (const auto& [expected, error] : rows) {
        EXPECT_EQ(outcome(refusal(error)), expected) << error;
        EXPECT_EQ(outcome(refusal(error, 403)), expected) << error << ": the status says nothing";
        const Outcome is = slack.outcome(outgoing(), refusal(error));
        if (!std::holds_alternative<Wait>(is) && !error.empty()) {
            EXPECT_EQ(reason(is), error);
        }
    }
}

TEST(SlackOutcomes, WhatIsRefusedPlainIsNotSentPlainAgain) {
    for (const char* error : {"invalid_blocks", "invalid_arguments", "no_text"})
        EXPECT_EQ(outcome(refusal(error), SendKind::message, true), "refused") << error;
}

TEST(SlackOutcomes, AnEditOfALostMessageIsSentAnew) {
    for (const char* error : {"message_not_found", "cant_update_message", "edit_window_closed", "block_mismatch",
                              "msg_too_long", "msg_blocks_too_long"})
        EXPECT_EQ(outcome(refusal(error), SendKind::edit), "resend as new") << error;
    EXPECT_EQ(outcome(refusal("invalid_blocks"), SendKind::edit), "resend plain");
    EXPECT_EQ(outcome(refusal("update_failed"), SendKind::edit), "not sent");
    EXPECT_EQ(outcome(refusal("channel_not_found"), SendKind::edit), "recipient gone");
}

TEST(SlackOutcomes, ANoticeIsSaidOnceOrNotAtAll) {
    for (const char* error : {"internal_error", "token_revoked", "unknown_method", "service_unavailable", "new_code"})
        EXPECT_EQ(outcome(refusal(error), SendKind::ack), "refused") << error;
    EXPECT_EQ(outcome(refusal("ratelimited"), SendKind::ack), "wait 30000 ms, lane");
    EXPECT_EQ(outcome(refusal("invalid_arguments"), SendKind::ack), "refused");
    EXPECT_EQ(outcome(refusal("user_not_in_channel"), SendKind::ack), "recipient gone");
}

TEST(SlackOutcomes, AReasonSaysWhatIsMissing) {
    EXPECT_EQ(reason(slack.outcome(outgoing(), answer(200, R"({"ok":false,"error":"missing_scope",
        "needed":"chat:write","provided":"im:history"})"))),
              "missing_scope: it needs chat:write: give the app this scope, and install it again");
    EXPECT_EQ(reason(slack.outcome(outgoing(), answer(200, R"({"ok":false,"error":"invalid_blocks",
        "response_metadata":{"messages":["[ERROR] must be less than 3001 characters"]}})"))),
              "invalid_blocks: [ERROR] must be less than 3001 characters");
}

TEST(SlackOutcomes, TheTimeToWaitIsInTheHeader) {
    EXPECT_EQ(outcome(answer(429, R"({"ok":false,"error":"ratelimited"})", {{"retry-after", "7"}})),
              "wait 7000 ms, lane");
    EXPECT_EQ(outcome(answer(429, "<html>slow</html>", {{"date", "x"}, {"retry-after", "8"}})), "wait 8000 ms, lane");
    EXPECT_EQ(outcome(answer(429, "")), "wait 30000 ms, lane");
    EXPECT_EQ(outcome(answer(429, "", {{"retry-after", "soon"}})), "wait 30000 ms, lane");
    EXPECT_EQ(outcome(answer(429, "", {{"retry-after", "-1"}})), "wait 1000 ms, lane");
    EXPECT_EQ(outcome(answer(429, "", {{"retry-after", "99999999999"}})), "wait 86400000 ms, lane");
}

TEST(SlackOutcomes, APageOfAProxyNeverCameFromSlack) {
    const std::string page = "<html><body>Sign in to the Wi-Fi</body></html>";
    EXPECT_EQ(outcome(answer(302, "")), "not sent");
    EXPECT_EQ(outcome(answer(403, page)), "not sent");
    EXPECT_EQ(outcome(answer(407, page)), "not sent");
    EXPECT_EQ(outcome(answer(413, page)), "refused");
    EXPECT_EQ(outcome(answer(502, page)), "maybe sent");
    EXPECT_EQ(outcome(answer(504, "")), "maybe sent");
    EXPECT_EQ(outcome(answer(200, page)), "maybe sent");
    EXPECT_EQ(outcome(refusal("service_unavailable", 503)), "maybe sent");
}

TEST(SlackOutcomes, AnUnreadableAnswerIsDoubtful) {
    const std::string accepted = R"({"ok":true,"channel":"D1","ts":"1.2"})";
    for (std::size_t length = 0; length < accepted.size(); ++length)
        EXPECT_EQ(outcome(answer(200, accepted.substr(0, length))), "maybe sent") << length;
    for (const char* body : {"null", "[]", "{}", R"({"ok":"true"})", "\xff"})
        EXPECT_EQ(outcome(answer(200, body)), "maybe sent") << body;
}

TEST(SlackOutcomes, AFailureOfTheNetworkIsDoubtfulUnlessNothingLeft) {
    EXPECT_EQ(outcome(failure(true)), "not sent");
    EXPECT_EQ(outcome(failure(false)), "maybe sent");
}

TEST(SlackOutcomes, AnyRecordedAnswerIsOneOfTheClosedSet) {
    std::ifstream file(NUDGED_TEST_DATA "/slack/recorded_java.json");
    const auto recorded = nlohmann::json::parse(file);
    for (const auto& [name, body] : recorded.items())
        for (const auto kind : {SendKind::message, SendKind::edit, SendKind::ack})
            EXPECT_FALSE(outcome(answer(200, body.dump()), kind).empty()) << name;
}

}  // namespace
}  // namespace nudged::slack
