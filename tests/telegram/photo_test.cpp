// A message with a picture: a photo with its text below.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const TelegramConnector telegram{"https://api.telegram.org", "6000000001:secret"};

Message review(const std::string& more = "") {
    Message message;
    message.notification = "A good week: 2 people.";
    message.blocks = {{{{"A good week: 2 people.", Style::bold}, {more}},
                       {{Button{"Put Ines on Monday", "pick:review/c1_20260309", "", "", ""}}}}};
    message.picture = Picture{"A good week", "People by day: Mon 2.", {}};
    return message;
}
Outgoing with_png(const Message& message, std::string png = "\x89PNG...") {
    Outgoing out;
    out.chat = "7";
    out.message = message;
    out.png = std::move(png);
    return out;
}
HttpResponse refusal(int code, const std::string& description) {
    HttpResponse response;
    response.status = code;
    response.body = json{{"ok", false}, {"error_code", code}, {"description", description}}.dump();
    return response;
}
bool is_said_in_words(const Outcome& outcome) {
    const auto* resend = std::get_if<Resend>(&outcome);
    return resend != nullptr && resend->in_words;
}

TEST(TelegramPhoto, GoesInOneMessageWithTheTextTheWordsAndTheButtons) {
    ASSERT_EQ(telegram.split(review()).size(), 1U);
    const auto request = telegram.request(with_png(review()));
    EXPECT_THAT(request.url, testing::EndsWith("/sendPhoto"));
    EXPECT_FALSE(request.repeatable);
    EXPECT_EQ(request.headers.at(0).second, "multipart/form-data; boundary=nudged-part");
    EXPECT_THAT(request.body,
                HasSubstr("--nudged-part\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n"));
    EXPECT_THAT(request.body,
                HasSubstr("name=\"caption\"\r\n\r\n<b>A good week: 2 people.</b>\n\nPeople by day: Mon 2.\r\n"));
    EXPECT_THAT(request.body, HasSubstr("name=\"parse_mode\"\r\n\r\nHTML\r\n"));
    EXPECT_THAT(request.body, HasSubstr("{\"inline_keyboard\":[[{\"callback_data\":\"pick:review/c1_20260309\""));
    EXPECT_THAT(request.body,
                HasSubstr("name=\"photo\"; filename=\"picture.png\"\r\nContent-Type: image/png\r\n\r\n\x89PNG...\r\n"));
    EXPECT_THAT(request.body, testing::EndsWith("\r\n--nudged-part--\r\n"));
}

TEST(TelegramPhoto, IsPartedByWhatIsInNoneOfItsParts) {
    const auto request = telegram.request(with_png(review("nudged-part-"), "nudged-part"));
    EXPECT_EQ(request.headers.at(0).second, "multipart/form-data; boundary=nudged-part--");
}

TEST(TelegramPhoto, ThatCannotBeDrawnIsSaidInWords) {
    const auto request = telegram.request(with_png(review(), ""));
    EXPECT_THAT(request.url, testing::EndsWith("/sendMessage"));
    EXPECT_EQ(json::parse(request.body)["text"], "<b>A good week: 2 people.</b>\n\nPeople by day: Mon 2.");
}

TEST(TelegramPhoto, FollowsATextThatIsTooLongForIt) {
    const auto parts = telegram.split(review(std::string(1'000, 'x')));
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_FALSE(parts[0].picture);
    EXPECT_EQ(parts[0].blocks[0].rows.size(), 1U) << "the buttons stay with the text";
    EXPECT_TRUE(parts[1].picture && parts[1].silent);
    EXPECT_THAT(telegram.request(with_png(parts[1])).body,
                HasSubstr("name=\"caption\"\r\n\r\nPeople by day: Mon 2.\r\n"));
    EXPECT_EQ(telegram.split(parts[1]).size(), 1U);
}

TEST(TelegramPhoto, ThatIsRefusedIsSaidInWords) {
    const auto photo = with_png(review());
    for (const char* why : {"Bad Request: PHOTO_INVALID_DIMENSIONS", "Bad Request: message caption is too long",
                            "Bad Request: there is no photo in the request", "Bad Request: something of next year"})
        EXPECT_TRUE(is_said_in_words(telegram.outcome(photo, refusal(400, why)))) << why;
    EXPECT_TRUE(is_said_in_words(telegram.outcome(photo, refusal(404, "Not Found: method not found"))));
    EXPECT_TRUE(is_said_in_words(telegram.outcome(photo, refusal(413, "Request Entity Too Large"))));
    HttpResponse proxy;
    proxy.status = 413;
    EXPECT_TRUE(is_said_in_words(telegram.outcome(photo, proxy)));
}

TEST(TelegramPhoto, IsElseJudgedAsAnyMessage) {
    const auto photo = with_png(review());
    EXPECT_TRUE(std::holds_alternative<Held>(telegram.outcome(photo, refusal(401, "Unauthorized"))));
    EXPECT_TRUE(
        std::holds_alternative<Wait>(telegram.outcome(photo, refusal(429, "Too Many Requests: retry after 7"))));
    EXPECT_TRUE(std::holds_alternative<MaybeSent>(telegram.outcome(photo, refusal(502, "Bad Gateway"))));
    const auto gone = telegram.outcome(photo, refusal(403, "Forbidden: bot was blocked by the user"));
    ASSERT_TRUE(std::holds_alternative<Refused>(gone));
    EXPECT_TRUE(std::get<Refused>(gone).recipient_gone);
    HttpResponse sent;
    sent.status = 200;
    sent.body = R"({"ok":true,"result":{"message_id":101}})";
    EXPECT_EQ(std::get<Sent>(telegram.outcome(photo, sent)).reference, "101");
}

}  // namespace
}  // namespace nudged::telegram
