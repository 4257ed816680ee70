#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {
namespace {

using nlohmann::json;

const Identity self{6'000'000'001, "NudgeBot"};

std::string show(const EventBody& body) {
    struct Show {
        std::string operator()(const TextSaid& e) const {
            return "said '" + e.text + "'" + (e.in_reply_to.empty() ? "" : " to " + e.in_reply_to);
        }
        std::string operator()(const ButtonPressed& e) const {
            return "pressed '" + e.action + "' on " + e.message + ", callback " + e.callback;
        }
        std::string operator()(const Forwarded& e) const {
            return "passed on from '" + e.from_name + "': '" + e.text + "'";
        }
        std::string operator()(const CardShared& e) const {
            return "card '" + e.name + "' " + e.phone + " '" + e.vcard + "'";
        }
        std::string operator()(const WordsNeeded& e) const { return "needs words, not " + e.what; }
        std::string operator()(const ReachChanged& e) const { return e.reachable ? "reachable" : "unreachable"; }
    };
    return std::visit(Show{}, body);
}

std::string show(const std::optional<Event>& event) {
    if (!event) return "nothing";
    return event->connector + " " + event->account + " chat " + event->chat + " user " + event->user + " (" +
           event->user_name + ", " + event->language + ") key " + event->key + ": " + show(event->body);
}

json cases() {
    std::ifstream file(NUDGED_TEST_DATA "/telegram/updates.json");
    return json::parse(file);
}

HttpResponse answer(std::string body, int status = 200) {
    HttpResponse response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

TEST(TelegramUpdates, EachKindIsHeardAsTheEventItIs) {
    const json table = cases();
    ASSERT_GT(table.size(), 40U);
    for (const json& one : table) {
        const auto got = read_update(self, one["update"].dump());
        ASSERT_TRUE(got) << one["name"];
        EXPECT_EQ(got->update_id, one["update"]["update_id"].get<std::int64_t>()) << one["name"];
        EXPECT_EQ(show(got->event), one["event"].is_null() ? "nothing" : one["event"].get<std::string>())
            << one["name"];
    }
}

TEST(TelegramUpdates, APolledBatchIsHeardLikeSingleOnesAndEveryOneMovesTheCursor) {
    json list = json::array();
    for (const json& one : cases()) list.push_back(one["update"]);
    const auto got = read_updates(self, answer(json{{"ok", true}, {"result", list}}.dump()));
    const auto& updates = std::get<std::vector<ReceivedUpdate>>(got);
    ASSERT_EQ(updates.size(), list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto alone = read_update(self, list[i].dump());
        EXPECT_EQ(updates[i].update_id, alone->update_id);
        EXPECT_EQ(updates[i].event, alone->event);
    }
}

TEST(TelegramUpdates, NothingNewIsAnEmptyBatch) {
    const auto got = read_updates(self, answer(R"({"ok":true,"result":[]})"));
    EXPECT_TRUE(std::get<std::vector<ReceivedUpdate>>(got).empty());
}

TEST(TelegramUpdates, WhatIsNoUpdateIsNone) {
    for (const char* body : {"", "null", "[]", "{}", "\"x\"", "{\"update_id\":\"7\"}", "{\"update_id\":7.5}",
                             "{\"update_id\":99999999999999999999}", "{\"update_id\":18446744073709551615}",
                             "{\"update", "<html></html>", "\xff\xfe"}) {
        EXPECT_FALSE(read_update(self, body)) << body;
    }
}

TEST(TelegramUpdates, AHundredThousandLevelsDoNoHarmAndDoNotHideTheUpdate) {
    constexpr std::size_t deep = 100'000;
    for (const auto& [open, close] : {std::pair<std::string, std::string>{"[", "]"}, {"{\"a\":", "}"}}) {
        std::string nest;
        for (std::size_t i = 0; i < deep; ++i) nest += open;
        nest += "1";
        for (std::size_t i = 0; i < deep; ++i) nest += close;
        const auto got = read_update(self, "{\"update_id\":9,\"telepathy\":" + nest + "}");
        ASSERT_TRUE(got);
        EXPECT_EQ(got->update_id, 9);
        EXPECT_FALSE(got->event);
        EXPECT_FALSE(read_update(self, nest));
        EXPECT_FALSE(read_update(self, nest.substr(0, deep)));
    }
}

TEST(TelegramUpdates, AnUpdateCutAnywhereIsNone) {
    const std::string body = cases()[1]["update"].dump();
    for (std::size_t length = 0; length < body.size(); ++length) {
        EXPECT_FALSE(read_update(self, body.substr(0, length))) << length;
    }
}

TEST(TelegramWebhook, OnlyTheSecretThatWasSetIsAccepted) {
    const std::string secret = "0123456789abcdef0123456789ABCDEF";
    EXPECT_TRUE(is_webhook_secret(secret, secret));
    for (const std::string& wrong : {std::string(), secret + "x", secret.substr(1), secret.substr(0, 31),
                                     std::string("0123456789ABCDEF0123456789abcdef")}) {
        EXPECT_FALSE(is_webhook_secret(wrong, secret)) << wrong;
    }
    EXPECT_FALSE(is_webhook_secret("", "")) << "no secret set: nobody may in";
}

}  // namespace
}  // namespace nudged::telegram
