#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

const Api api{"https://api.telegram.org", "6000000001:secret"};

std::string method_of(const HttpRequest& request) { return request.url.substr(request.url.rfind('/') + 1); }

// What the Bot API 10.1 knows of the methods that are used: each field, and whether it must be there.
const std::map<std::string, std::map<std::string, bool>> known = {
    {"getMe", {}},
    {"getUpdates", {{"offset", false}, {"limit", false}, {"timeout", false}, {"allowed_updates", false}}},
    {"setWebhook",
     {{"url", true},
      {"certificate", false},
      {"ip_address", false},
      {"max_connections", false},
      {"allowed_updates", false},
      {"drop_pending_updates", false},
      {"secret_token", false}}},
    {"deleteWebhook", {{"drop_pending_updates", false}}},
    {"getWebhookInfo", {}},
    {"setMyCommands", {{"commands", true}, {"scope", false}, {"language_code", false}}},
    {"sendMessage",
     {{"business_connection_id", false},
      {"chat_id", true},
      {"message_thread_id", false},
      {"text", true},
      {"parse_mode", false},
      {"entities", false},
      {"link_preview_options", false},
      {"disable_notification", false},
      {"protect_content", false},
      {"reply_parameters", false},
      {"reply_markup", false}}},
    {"editMessageText",
     {{"business_connection_id", false},
      {"chat_id", false},
      {"message_id", false},
      {"inline_message_id", false},
      {"text", false},
      {"parse_mode", false},
      {"entities", false},
      {"link_preview_options", false},
      {"reply_markup", false}}},
    {"answerCallbackQuery",
     {{"callback_query_id", true}, {"text", false}, {"show_alert", false}, {"url", false}, {"cache_time", false}}},
};

std::vector<HttpRequest> every_request() {
    std::vector<HttpRequest> requests = {
        get_me(api),         get_updates(api, 5, 50s), set_webhook(api, "https://example.org/telegram/webhook", "s"),
        delete_webhook(api), get_webhook_info(api),    set_my_commands(api)};
    const TelegramConnector telegram(api.url, api.token);
    for (const SendKind kind : {SendKind::message, SendKind::edit, SendKind::ack}) {
        Outgoing out;
        out.kind = kind;
        out.chat = "7";
        out.reference = "55";
        out.message = {"notice", {{{{"x"}}, {{Button{"b", "done:1", "", "", ""}}}}}, true};
        requests.push_back(telegram.request(out));
    }
    return requests;
}

TEST(TelegramCalls, SayOnlyWhatTheBotApiKnowsAndAllThatItNeeds) {
    std::set<std::string> used;
    for (const HttpRequest& request : every_request()) {
        const std::string method = method_of(request);
        used.insert(method);
        ASSERT_TRUE(known.contains(method)) << method;
        const json body = json::parse(request.body);
        ASSERT_TRUE(body.is_object()) << method;
        for (const auto& [field, value] : body.items()) {
            EXPECT_TRUE(known.at(method).contains(field)) << method << "." << field;
            EXPECT_FALSE(value.is_null()) << method << "." << field << ": the service reads null as a word";
        }
        for (const auto& [field, required] : known.at(method)) {
            EXPECT_TRUE(!required || body.contains(field)) << method << "." << field;
        }
    }
    EXPECT_EQ(used.size(), known.size());
}

TEST(TelegramCalls, AllButASentMessageMayBeRepeated) {
    for (const HttpRequest& request : every_request()) {
        EXPECT_EQ(request.repeatable, method_of(request) != "sendMessage") << method_of(request);
    }
}

TEST(TelegramCalls, APollWaitsAtMostFiftySecondsAndItsRequestTenMore) {
    const HttpRequest poll = get_updates(api, 812'345'002, 50s);
    EXPECT_EQ(poll.url, "https://api.telegram.org/bot6000000001:secret/getUpdates");
    EXPECT_EQ(json::parse(poll.body), json::parse(R"({"offset":812345002,"timeout":50,"limit":50,
        "allowed_updates":["message","callback_query","my_chat_member"]})"));
    EXPECT_EQ(poll.timeout, 60s);
    EXPECT_EQ(json::parse(get_updates(api, 0, 90s).body)["timeout"], 50);
}

TEST(TelegramCalls, APollNeverThrowsUpdatesAway) {
    EXPECT_FALSE(json::parse(get_updates(api, 0, 0s).body).contains("offset"));
    EXPECT_FALSE(json::parse(get_updates(api, -1, 0s).body).contains("offset"));
    EXPECT_EQ(json::parse(delete_webhook(api).body), json::parse(R"({"drop_pending_updates":false})"));
    EXPECT_FALSE(json::parse(set_webhook(api, "https://a", "s").body).contains("drop_pending_updates"));
}

TEST(TelegramCalls, TheMenuOfCommandsKeepsToTheRules) {
    const json body = json::parse(set_my_commands(api).body);
    EXPECT_EQ(body["scope"], json::parse(R"({"type":"all_private_chats"})"));
    std::vector<std::string> names;
    for (const json& command : body["commands"]) {
        names.push_back(command["command"]);
        EXPECT_THAT(names.back(), testing::MatchesRegex("[a-z0-9_]{1,32}"));
        EXPECT_LE(command["description"].get<std::string>().size(), 256U);
        EXPECT_NE(command["description"], "");
    }
    EXPECT_THAT(names, testing::ElementsAre("today", "done", "snooze", "who", "add", "list", "pause", "resume", "undo",
                                            "status", "help"));
}

TEST(TelegramCalls, TheTokenBeginsWithTheBotsId) {
    EXPECT_EQ(bot_id("6000000001:AAE-x_y"), "6000000001");
    for (const char* wrong : {"", ":", "6000000001", "x:y", ":secret", "60 1:x"}) EXPECT_EQ(bot_id(wrong), "") << wrong;
}

}  // namespace
}  // namespace nudged::telegram
