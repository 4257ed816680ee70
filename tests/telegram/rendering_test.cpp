#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {
namespace {

using nlohmann::json;

const TelegramConnector telegram{"https://api.telegram.org/", "6000000001:secret"};

Button action(std::string label, std::string action) { return {std::move(label), std::move(action), "", "", ""}; }
Button link(std::string label, std::string url) { return {std::move(label), "", std::move(url), "", ""}; }
Button copy(std::string label, std::string text) { return {std::move(label), "", "", std::move(text), ""}; }

Message nudge() {
    Message message;
    message.notification = "One left: Mum.";
    message.blocks = {
        {{{"One left: Mum.", Style::bold}}, {}},
        {{{"1 "}, {"Nicole Ortiz", Style::strike}, {" done. Next around Fri 3 Apr."}}, {}},
        {{{"2 "}, {"Mum & <Dad>", Style::bold}, {", 9 days since you spoke\n"}, {"a < b", Style::code}},
         {{action("✓ Mum", "done:20260304.2"), action("Snooze", "snooze:20260304.2/20260309")},
          {copy("Copy the words", "Hi Mum"), link("WhatsApp", "https://wa.me/351123"), link("Call", "tel:+351123")}}},
    };
    return message;
}

json body(const Outgoing& outgoing) { return json::parse(telegram.request(outgoing).body); }

Outgoing sent(Message message) {
    Outgoing out;
    out.chat = "7012345678";
    out.message = std::move(message);
    return out;
}

TEST(TelegramRendering, AMessageIsOneTextWithItsButtonsBelow) {
    EXPECT_EQ(body(sent(nudge())), json::parse(R"json({
        "chat_id": 7012345678,
        "text": "<b>One left: Mum.</b>\n\n1 <s>Nicole Ortiz</s> done. Next around Fri 3 Apr.\n\n2 <b>Mum &amp; &lt;Dad&gt;</b>, 9 days since you spoke\n<code>a &lt; b</code>",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": true},
        "reply_markup": {"inline_keyboard": [
            [{"text": "✓ Mum", "callback_data": "done:20260304.2"}, {"text": "Snooze", "callback_data": "snooze:20260304.2/20260309"}],
            [{"text": "Copy the words", "copy_text": {"text": "Hi Mum"}}, {"text": "WhatsApp", "url": "https://wa.me/351123"},
             {"text": "Call", "copy_text": {"text": "+351123"}}]]}
    })json"));
}

TEST(TelegramRendering, APlainMessageHasNoMarkupAndOnlyTheButtonsThatMatter) {
    Outgoing out = sent(nudge());
    out.plain = true;
    const json got = body(out);
    EXPECT_FALSE(got.contains("parse_mode"));
    EXPECT_EQ(got["text"],
              "One left: Mum.\n\n1 Nicole Ortiz done. Next around Fri 3 Apr.\n\n"
              "2 Mum & <Dad>, 9 days since you spoke\na < b");
    EXPECT_EQ(got["reply_markup"]["inline_keyboard"].size(), 1U);
}

TEST(TelegramRendering, TheRequestSaysWhereAndHow) {
    const HttpRequest request = telegram.request(sent(nudge()));
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url, "https://api.telegram.org/bot6000000001:secret/sendMessage");
    EXPECT_THAT(request.headers,
                testing::ElementsAre(std::pair<std::string, std::string>("Content-Type", "application/json")));
    EXPECT_FALSE(request.repeatable) << "a message that arrives twice is read twice";
}

TEST(TelegramRendering, AnEditNamesItsMessageAndAlwaysItsButtons) {
    Outgoing out = sent(nudge());
    out.kind = SendKind::edit;
    out.reference = "55";
    out.message.silent = true;
    EXPECT_THAT(telegram.request(out).url, testing::EndsWith("/editMessageText"));
    EXPECT_TRUE(telegram.request(out).repeatable);
    EXPECT_EQ(body(out)["message_id"], 55);
    EXPECT_FALSE(body(out).contains("disable_notification")) << "an edit never makes a sound";
    EXPECT_EQ(body(out)["reply_markup"]["inline_keyboard"].size(), 2U);
    for (Block& block : out.message.blocks) block.rows.clear();
    EXPECT_EQ(body(out)["reply_markup"], json::parse(R"({"inline_keyboard":[]})"));
    out.kind = SendKind::message;
    EXPECT_FALSE(body(out).contains("reply_markup"));
}

TEST(TelegramRendering, ASilentMessageMakesNoSound) {
    Outgoing out = sent(nudge());
    out.message.silent = true;
    EXPECT_EQ(body(out)["disable_notification"], true);
}

TEST(TelegramRendering, AnAckIsASmallNotice) {
    Outgoing out;
    out.kind = SendKind::ack;
    out.reference = "4382998877665544332";
    EXPECT_EQ(body(out), json::parse(R"({"callback_query_id":"4382998877665544332"})"));
    out.message.notification = "Already noted.";
    EXPECT_EQ(body(out)["text"], "Already noted.");
    EXPECT_THAT(telegram.request(out).url, testing::EndsWith("/answerCallbackQuery"));
    std::string long_notice;
    for (int i = 0; i < 300; ++i) long_notice += "é";
    out.message.notification = long_notice;
    EXPECT_EQ(body(out)["text"].get<std::string>().size(), 400U) << "200 characters of two bytes";
}

TEST(TelegramRendering, TheNotificationIsTheTextWhereThereIsNoOther) {
    Message message;
    message.notification = "Nothing to take back <yet>.";
    EXPECT_EQ(body(sent(message))["text"], "Nothing to take back &lt;yet&gt;.");
    message.blocks = {{{{"Other"}}, {}}};
    EXPECT_EQ(body(sent(message))["text"], "Other");
}

TEST(TelegramRendering, AButtonThatWouldHaveTheMessageRefusedIsNotOffered) {
    Message message;
    message.blocks = {{{{"x"}},
                       {{action("fits", std::string(64, 'a')), action("too long", std::string(65, 'a'))},
                        {copy("too long", std::string(257, 'a'))},
                        {copy("fits", std::string(256, 'a')), link("nowhere", "tel:")}}}};
    const json rows = body(sent(message))["reply_markup"]["inline_keyboard"];
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].size(), 1U);
    EXPECT_EQ(rows[1].size(), 1U);
}

TEST(TelegramRendering, BytesThatAreNoUtf8AreReplacedAndEmptySpansLeaveNoTags) {
    Message message;
    message.blocks = {{{{"a\xff z"}, {"", Style::bold}}, {}}};
    EXPECT_EQ(body(sent(message))["text"], "a\xEF\xBF\xBD z");
}

}  // namespace
}  // namespace nudged::telegram
