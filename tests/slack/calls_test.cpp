#include "connectors/slack/calls.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "connectors/slack/form.hpp"
#include "tests/slack/answers.hpp"

namespace nudged::slack {
namespace {

using namespace std::chrono_literals;

const Api api{"https://slack.com/api/", "xoxb-very-secret"};

std::string header(const HttpRequest& request, const std::string& name) {
    for (const auto& [key, value] : request.headers)
        if (key == name) return value;
    return {};
}

TEST(SlackCalls, WhatReadsIsAForm) {
    struct Row {
        HttpRequest request;
        const char* method;
        Form form;
    };
    const Row rows[] = {
        {auth_test(api), "auth.test", {}},
        {open_conversation(api, "U1"), "conversations.open", {{"users", "U1"}}},
        {user_info(api, "U1"), "users.info", {{"user", "U1"}}},
        {publish_home(api, "U1", R"({"type":"home"})"),
         "views.publish",
         {{"user_id", "U1"}, {"view", R"({"type":"home"})"}}},
        {open_socket(api), "apps.connections.open", {}},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(row.request.url, std::string("https://slack.com/api/") + row.method);
        EXPECT_EQ(row.request.method, "POST");
        EXPECT_EQ(read_form(row.request.body), row.form) << row.method;
        EXPECT_EQ(header(row.request, "Content-Type"), "application/x-www-form-urlencoded");
        EXPECT_EQ(header(row.request, "Authorization"), "Bearer xoxb-very-secret");
        EXPECT_TRUE(row.request.repeatable) << row.method;
    }
}

TEST(SlackCalls, AnAnswerSaysWhoWeAre) {
    EXPECT_EQ(std::get<Identity>(read_identity(answer(200, R"({"ok":true,"url":"https://x.slack.com/","team":"X",
        "user":"nudger","team_id":"T1","user_id":"UBOT","bot_id":"BBOT","is_enterprise_install":false})"))),
              (Identity{"T1", "X", "https://x.slack.com/", "UBOT", "BBOT"}));
    EXPECT_TRUE(std::holds_alternative<Trouble>(read_identity(answer(200, R"({"ok":true})"))));
}

TEST(SlackCalls, AnAnswerSaysWhoAPersonIs) {
    EXPECT_EQ(std::get<Person>(read_person(answer(200, R"({"ok":true,"user":{"id":"U1","name":"ann","deleted":false,
        "tz":"Europe/Berlin","tz_offset":7200,"is_bot":false,"real_name":"Ann Lee","profile":{"display_name":"Ann"}}})"))),
              (Person{"Ann", "Europe/Berlin", false, false, false, {}}));
    EXPECT_EQ(std::get<Person>(read_person(answer(200, R"({"ok":true,"user":{"name":"ann","deleted":true,
        "is_bot":true,"profile":{"display_name":""}}})"))),
              (Person{"ann", "", true, true, false, {}}));
    EXPECT_EQ(std::get<Person>(read_person(answer(200, R"({"ok":true,"user":{"name":"eve","team_id":"T2",
        "is_stranger":true,"enterprise_user":{"teams":["T2","T3",4]}}})"))),
              (Person{"eve", "", false, false, true, {"T2", "T2", "T3"}}));
    EXPECT_TRUE(std::holds_alternative<Trouble>(read_person(answer(200, R"({"ok":true,"user":[]})"))));
    EXPECT_EQ(std::get<Trouble>(read_person(refusal("user_not_found"))).kind, Trouble::Kind::in_vain);
}

TEST(SlackCalls, AnAnswerNamesAConversationAndASocket) {
    EXPECT_EQ(std::get<std::string>(read_conversation(answer(200, R"({"ok":true,"channel":{"id":"D1"}})"))), "D1");
    EXPECT_TRUE(std::holds_alternative<Trouble>(read_conversation(answer(200, R"({"ok":true,"channel":"D1"})"))));
    EXPECT_EQ(std::get<std::string>(read_socket_url(answer(200, R"({"ok":true,"url":"wss://a.b/link/?ticket=1"})"))),
              "wss://a.b/link/?ticket=1");
    EXPECT_TRUE(std::holds_alternative<Trouble>(read_socket_url(answer(200, R"({"ok":true,"url":"https://a.b"})"))));
    EXPECT_FALSE(read_done(answer(200, R"({"ok":true,"view":{}})")));
    EXPECT_EQ(read_done(refusal("hash_conflict"))->kind, Trouble::Kind::in_vain);
}

Trouble trouble(const HttpResponse& response) {
    return read_done(response).value_or(Trouble{Trouble::Kind::wait, -1ms, "none"});
}

TEST(SlackTroubles, EachHasItsOwnAnswer) {
    using Kind = Trouble::Kind;
    EXPECT_EQ(trouble(failure(true)), (Trouble{Kind::back_off, 0ms, "slack.com: no"}));
    EXPECT_EQ(trouble(failure(false)).kind, Kind::back_off);
    EXPECT_EQ(trouble(answer(502, "<html></html>")).kind, Kind::back_off);
    EXPECT_EQ(trouble(answer(200, "{\"ok\":tr")).kind, Kind::back_off);
    EXPECT_EQ(trouble(answer(404, "<html></html>")).kind, Kind::back_off) << "a proxy's";
    EXPECT_EQ(trouble(answer(503, R"({"ok":true})")).kind, Kind::back_off);
    EXPECT_EQ(trouble(refusal("internal_error")).kind, Kind::back_off);
    EXPECT_EQ(trouble(refusal("service_unavailable", 503)).kind, Kind::back_off);
    EXPECT_EQ(trouble(answer(429, "", {{"retry-after", "7"}})),
              (Trouble{Kind::wait, 7s, "HTTP 429 with an answer that is not Slack's"}));
    EXPECT_EQ(trouble(refusal("ratelimited")), (Trouble{Kind::wait, 30s, "ratelimited"}));
    for (const char* error : {"invalid_auth", "not_authed", "account_inactive", "user_removed_from_team",
                              "team_disabled", "forbidden_team", "missing_scope"})
        EXPECT_EQ(trouble(refusal(error)).kind, Kind::refused) << error;
    for (const char* error : {"user_not_found", "not_enabled", "view_too_large", "invalid_arguments", "new_code"})
        EXPECT_EQ(trouble(refusal(error)).kind, Kind::in_vain) << error;
}

TEST(SlackInstalling, APersonIsSentToAllowIt) {
    EXPECT_EQ(install_url("12.34", "https://a.b/slack/oauth/callback", "s&t"),
              "https://slack.com/oauth/v2/authorize?client_id=12.34&scope=chat%3Awrite%2Ccommands%2Cfiles%3Awrite%2C"
              "im%3Ahistory%2Cim%3Awrite%2Cusers%3Aread&redirect_uri=https%3A%2F%2Fa.b%2Fslack%2Foauth%2Fcallback&"
              "state=s%26t");
}

TEST(SlackInstalling, ACodeIsExchangedForAToken) {
    const auto request = exchange_code("https://slack.com/api", {"12.34", "hush"}, "c0de", "https://a.b/cb");
    EXPECT_EQ(request.url, "https://slack.com/api/oauth.v2.access");
    EXPECT_EQ(read_form(request.body), (Form{{"code", "c0de"}, {"redirect_uri", "https://a.b/cb"}}));
    EXPECT_EQ(header(request, "Authorization"), "Basic MTIuMzQ6aHVzaA==");
    EXPECT_FALSE(request.repeatable) << "a code is good once";
    EXPECT_EQ(std::get<Installation>(read_installation(answer(200, R"({"ok":true,"access_token":"xoxb-1",
        "token_type":"bot","scope":"chat:write","bot_user_id":"UBOT","app_id":"A1","team":{"id":"T1","name":"Acme"},
        "enterprise":null,"is_enterprise_install":false,"authed_user":{"id":"U1"}})"))),
              (Installation{"T1", "Acme", "A1", "UBOT", "xoxb-1", "chat:write", "U1", false}));
    EXPECT_EQ(std::get<Installation>(read_installation(answer(200, R"({"ok":true,"access_token":"xoxb-1",
        "team":null,"enterprise":{"id":"E1","name":"Org"},"is_enterprise_install":true})"))),
              (Installation{"E1", "Org", "", "", "xoxb-1", "", "", true}));
    EXPECT_EQ(std::get<Trouble>(read_installation(refusal("invalid_code"))),
              (Trouble{Trouble::Kind::in_vain, 0ms, "invalid_code"}));
    EXPECT_TRUE(std::holds_alternative<Trouble>(read_installation(answer(200, R"({"ok":true,"team":{"id":"T1"}})"))));
}

}  // namespace
}  // namespace nudged::slack
