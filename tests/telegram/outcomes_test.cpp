#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {
namespace {

using nlohmann::json;
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
                   (o.new_chat.empty() ? "" : " to " + o.new_chat);
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

const TelegramConnector telegram{"https://api.telegram.org", "6000000001:very-secret"};

HttpResponse answer(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers = {}) {
    HttpResponse response;
    response.status = status;
    response.body = std::move(body);
    response.headers = std::move(headers);
    return response;
}
HttpResponse refusal(int code, const std::string& description, const json& parameters = nullptr) {
    json body{{"ok", false}, {"error_code", code}, {"description", description}};
    if (!parameters.is_null()) body["parameters"] = parameters;
    return answer(code, body.dump());
}
HttpResponse failure(bool surely_not_sent) {
    HttpResponse response;
    response.surely_not_sent = surely_not_sent;
    response.error = "api.telegram.org: no";
    return response;
}
Outgoing outgoing(SendKind kind = SendKind::message, bool plain = false) {
    Outgoing out;
    out.kind = kind;
    out.chat = "7012345678";
    out.reference = kind == SendKind::message ? "" : "55";
    out.plain = plain;
    return out;
}
std::string outcome(const HttpResponse& response, SendKind kind = SendKind::message, bool plain = false) {
    return show(telegram.outcome(outgoing(kind, plain), response));
}

TEST(TelegramOutcomes, AnAcceptedMessageBringsItsReference) {
    const std::string accepted =
        R"({"ok":true,"result":{"message_id":58,"chat":{"id":7012345678},"date":1,"text":"x"}})";
    EXPECT_EQ(outcome(answer(200, accepted)), "sent 58");
    EXPECT_EQ(outcome(answer(200, accepted), SendKind::edit), "sent ");
    EXPECT_EQ(outcome(answer(200, R"({"ok":true,"result":true})"), SendKind::ack), "sent ");
    EXPECT_EQ(outcome(answer(200, R"({"ok":true})")), "sent ");
}

TEST(TelegramOutcomes, EveryRefusalOfTheServiceIsOneOfTheClosedSet) {
    struct Row {
        int code;
        const char* description;
        const char* expected;
    };
    constexpr Row rows[] = {
        {400, "Bad Request: chat not found", "recipient gone"},
        {400, "Bad Request: private chat not found", "recipient gone"},
        {400, "Bad Request: PEER_ID_INVALID", "recipient gone"},
        {400, "Bad Request: chat_id is empty", "refused"},
        {400, "Bad Request: message text is empty", "refused"},
        {400, "Bad Request: text must be non-empty", "refused"},
        {400, "Bad Request: strings must be encoded in UTF-8", "refused"},
        {400, "Bad Request: message is too long", "refused"},
        {400, "Bad Request: text is too long", "refused"},
        {400, "Bad Request: message caption is too long", "refused"},
        {400, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 3", "resend plain"},
        {400, "BAD REQUEST: CAN'T PARSE ENTITIES: x", "resend plain"},
        {400, "Bad Request: unsupported parse_mode", "resend plain"},
        {400, "Bad Request: BUTTON_URL_INVALID", "resend plain"},
        {400, "Bad Request: inline keyboard button URL 'x:y' is invalid: Unsupported URL protocol", "resend plain"},
        {400, "Bad Request: BUTTON_DATA_INVALID", "resend plain"},
        {400, "Bad Request: reply markup is too long", "resend plain"},
        {400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
         "resend plain"},
        {400, "Bad Request: message to be replied not found", "refused"},
        {400, "Bad Request: something new", "refused"},
        {401, "Unauthorized", "held"},
        {401, "Unauthorized: invalid token specified", "held"},
        {403, "Forbidden: bot was blocked by the user", "recipient gone"},
        {403, "Forbidden: user is deactivated", "recipient gone"},
        {403, "Forbidden: bot can't initiate conversation with a user", "recipient gone"},
        {403, "Forbidden: the bot can't send messages to the bot", "recipient gone"},
        {403, "Forbidden: bot was kicked from the group chat", "recipient gone"},
        {404, "Not Found", "held"},
        {404, "Not Found: method not found", "held"},
        {409, "Conflict: terminated by other setWebhook", "not sent"},
        {413, "Request Entity Too Large: too many parameters", "refused"},
        {421, "Misdirected Request: unallowed token specified", "held"},
        {429, "Too Many Requests: retry after 7", "wait 7000 ms, lane"},
        {500, "Internal Server Error: restart", "maybe sent"},
        {502, "Bad Gateway", "maybe sent"},
        {503, "Service Unavailable", "maybe sent"},
    };
    for (const Row& row : rows) {
        const HttpResponse response = refusal(row.code, row.description);
        EXPECT_EQ(outcome(response), row.expected) << row.description;
        const Outcome is = telegram.outcome(outgoing(), response);
        if (!std::holds_alternative<Wait>(is)) {
            EXPECT_EQ(reason(is), row.description);
        }
    }
}

TEST(TelegramOutcomes, WhatIsRefusedPlainIsNotSentPlainAgain) {
    EXPECT_EQ(outcome(refusal(400, "Bad Request: can't parse entities: x"), SendKind::message, true), "refused");
}

TEST(TelegramOutcomes, AnEditThatChangesNothingIsDone) {
    EXPECT_EQ(outcome(refusal(400,
                              "Bad Request: message is not modified: specified new message content and reply "
                              "markup are exactly the same as a current content and reply markup of the message"),
                      SendKind::edit),
              "sent ");
}

TEST(TelegramOutcomes, AnEditOfALostMessageIsSentAnew) {
    for (const char* text : {"message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"}) {
        EXPECT_EQ(outcome(refusal(400, std::string("Bad Request: ") + text), SendKind::edit), "resend as new") << text;
    }
    EXPECT_EQ(outcome(refusal(400, "Bad Request: message to edit not found")), "refused");
}

TEST(TelegramOutcomes, ATapThatWaitedTooLongNeedsNoNotice) {
    EXPECT_EQ(outcome(refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
                      SendKind::ack),
              "sent ");
}

TEST(TelegramOutcomes, AChatThatMovedIsWrittenToWhereItIs) {
    EXPECT_EQ(outcome(refusal(400, "Bad Request: group chat was upgraded to a supergroup chat",
                              {{"migrate_to_chat_id", -1'001'234'567'890}})),
              "resend to -1001234567890");
}

TEST(TelegramOutcomes, TheTimeToWaitIsInTheBodyElseTheHeaderElseTheText) {
    EXPECT_EQ(outcome(refusal(429, "Too Many Requests: retry after 9", {{"retry_after", 7}})), "wait 7000 ms, lane");
    EXPECT_EQ(outcome(answer(429, "<html>slow</html>", {{"date", "x"}, {"retry-after", "8"}})), "wait 8000 ms, lane");
    EXPECT_EQ(outcome(answer(429, "")), "wait 5000 ms, lane");
    EXPECT_EQ(outcome(refusal(429, "Too Many Requests: retry after -9")), "wait 1000 ms, lane");
    EXPECT_EQ(outcome(refusal(429, "x", {{"retry_after", 99'999'999'999}})), "wait 86400000 ms, lane");
    EXPECT_EQ(outcome(answer(200, R"({"ok":false,"error_code":429,"description":"Too Many Requests: retry after 3"})")),
              "wait 3000 ms, lane");
}

TEST(TelegramOutcomes, APageOfAProxyNeverCameFromTelegram) {
    const std::string page = "<html><body>Sign in to the Wi-Fi</body></html>";
    EXPECT_EQ(outcome(answer(302, "")), "not sent");
    EXPECT_EQ(outcome(answer(403, page)), "not sent");
    EXPECT_EQ(outcome(answer(404, page)), "not sent");
    EXPECT_EQ(outcome(answer(407, page)), "not sent");
    EXPECT_EQ(outcome(answer(413, page)), "refused");
    EXPECT_EQ(outcome(answer(502, page)), "maybe sent");
    EXPECT_EQ(outcome(answer(504, "")), "maybe sent");
    EXPECT_EQ(outcome(answer(200, page)), "maybe sent");
}

TEST(TelegramOutcomes, AnUnreadableAnswerIsDoubtful) {
    const std::string accepted = R"({"ok":true,"result":{"message_id":58}})";
    for (std::size_t length = 0; length < accepted.size(); ++length) {
        EXPECT_EQ(outcome(answer(200, accepted.substr(0, length))), "maybe sent") << length;
    }
    for (const char* body : {"null", "[]", "{}", R"({"ok":"true"})", "\xff"}) {
        EXPECT_EQ(outcome(answer(200, body)), "maybe sent") << body;
    }
}

TEST(TelegramOutcomes, AFailureOfTheNetworkIsDoubtfulUnlessNothingLeft) {
    EXPECT_EQ(outcome(failure(true)), "not sent");
    EXPECT_EQ(outcome(failure(false)), "maybe sent");
}

// ---- calls ----------------------------------------------------------------------------------------------------------

Trouble trouble(const HttpResponse& response) {
    const auto got = read_updates({1, "b"}, response);
    const auto* found = std::get_if<Trouble>(&got);
    return found ? *found : Trouble{Trouble::Kind::wait, -1ms, "none"};
}

TEST(TelegramTroubles, EachHasItsOwnAnswer) {
    using Kind = Trouble::Kind;
    EXPECT_EQ(trouble(failure(true)), (Trouble{Kind::back_off, 0ms, "api.telegram.org: no"}));
    EXPECT_EQ(trouble(failure(false)).kind, Kind::back_off);
    EXPECT_EQ(trouble(refusal(500, "Internal Server Error: restart")).kind, Kind::back_off);
    EXPECT_EQ(trouble(answer(502, "<html></html>")).kind, Kind::back_off);
    EXPECT_EQ(trouble(answer(200, "{\"ok\":tr")).kind, Kind::back_off);
    EXPECT_EQ(trouble(answer(200, R"({"ok":true,"result":{}})")).kind, Kind::back_off);
    EXPECT_EQ(trouble(answer(404, "<html></html>")).kind, Kind::back_off) << "a proxy's";
    EXPECT_EQ(trouble(refusal(429, "Too Many Requests: retry after 7", {{"retry_after", 7}})),
              (Trouble{Kind::wait, 7s, "Too Many Requests: retry after 7"}));
    EXPECT_EQ(trouble(refusal(401, "Unauthorized")).kind, Kind::refused);
    EXPECT_EQ(trouble(refusal(404, "Not Found")).kind, Kind::refused);
    EXPECT_EQ(trouble(refusal(409,
                              "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook "
                              "to delete the webhook first"))
                  .kind,
              Kind::webhook_active);
    EXPECT_EQ(trouble(refusal(409, "Conflict: terminated by setWebhook request")).kind, Kind::webhook_active);
    EXPECT_EQ(trouble(refusal(409,
                              "Conflict: terminated by other getUpdates request; make sure that only one bot "
                              "instance is running"))
                  .kind,
              Kind::other_poller);
}

TEST(TelegramResults, AreReadOrAreTrouble) {
    EXPECT_EQ(std::get<Identity>(read_identity(
                  answer(200, R"({"ok":true,"result":{"id":6000000001,"is_bot":true,"username":"nudgebot"}})"))),
              (Identity{6'000'000'001, "nudgebot"}));
    EXPECT_TRUE(std::holds_alternative<Trouble>(read_identity(answer(200, R"({"ok":true,"result":[]})"))));
    EXPECT_EQ(std::get<Trouble>(read_identity(refusal(401, "Unauthorized"))).kind, Trouble::Kind::refused);
    EXPECT_EQ(
        std::get<WebhookInfo>(read_webhook_info(answer(
            200,
            R"({"ok":true,"result":{"url":"https://a/b","pending_update_count":3,"last_error_message":"Wrong"}})"))),
        (WebhookInfo{"https://a/b", 3, "Wrong"}));
    EXPECT_FALSE(read_done(answer(200, R"({"ok":true,"result":true,"description":"Webhook was set"})")));
    EXPECT_EQ(read_done(refusal(400, "Bad Request: bad webhook: x"))->reason, "Bad Request: bad webhook: x");
}

}  // namespace
}  // namespace nudged::telegram
