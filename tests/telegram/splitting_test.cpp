#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {
namespace {

using nlohmann::json;

const TelegramConnector telegram{"https://api.telegram.org", "1:x"};

// Counted here once more, and otherwise than in the code under test.
std::size_t units(const std::string& utf8) {
    std::size_t count = 0;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80) ++count;
        if (byte >= 0xF0) ++count;
    }
    return count;
}

json sent(const Message& message, bool plain = false) {
    Outgoing out;
    out.chat = "7";
    out.message = message;
    out.plain = plain;
    return json::parse(telegram.request(out).body);
}

std::string words_of(const Message& message) {
    std::string all;
    for (const Block& block : message.blocks) {
        for (const Span& span : block.text) all += span.text;
    }
    return all;
}

std::vector<Button> buttons_of(const Message& message) {
    std::vector<Button> all;
    for (const Block& block : message.blocks) {
        for (const ButtonRow& row : block.rows) all.insert(all.end(), row.begin(), row.end());
    }
    return all;
}

void expect_carried(const Message& message) {
    std::string words;
    std::vector<Button> buttons;
    for (const Message& part : telegram.split(message)) {
        const std::string text = sent(part, true)["text"];
        EXPECT_LE(units(text), 4'096U);
        EXPECT_NE(text, "");
        EXPECT_LE(sent(part)["text"].get<std::string>().size(), 32'768U);
        EXPECT_EQ(text.find("\xEF\xBF\xBD"), std::string::npos) << "a character was cut";
        EXPECT_LE(buttons_of(part).size(), 100U);
        EXPECT_EQ(part.silent, message.silent);
        words += words_of(part);
        for (Button& button : buttons_of(part)) buttons.push_back(std::move(button));
    }
    EXPECT_TRUE(words == words_of(message));
    EXPECT_TRUE(buttons == buttons_of(message));
}

Block paragraph(std::string text, const std::string& label = "") {
    Block block{{{std::move(text)}}, {}};
    if (!label.empty()) block.rows = {{Button{label, "done:1", "", "", ""}}};
    return block;
}

TEST(TelegramSplitting, WhatFitsIsLeftAlone) {
    Message message;
    EXPECT_EQ(telegram.split(message), std::vector{message});
    message.blocks = {paragraph(std::string(2'047, 'a'), "a"), paragraph(std::string(2'047, 'b'), "b")};
    EXPECT_EQ(telegram.split(message), std::vector{message}) << "4,096 with the empty line between";
}

TEST(TelegramSplitting, OneTooManyGoesIntoTheNextMessageWithItsButtons) {
    Message message;
    message.silent = true;
    message.blocks = {paragraph(std::string(2'048, 'a'), "a"), paragraph(std::string(2'047, 'b'), "b")};
    const auto parts = telegram.split(message);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].blocks, std::vector{message.blocks[0]});
    EXPECT_EQ(parts[1].blocks, std::vector{message.blocks[1]});
    EXPECT_TRUE(parts[1].silent);
}

TEST(TelegramSplitting, AnEmojiOutsideTheBasicPlaneCountsTwo) {
    std::string emoji;
    for (int i = 0; i < 2'048; ++i) emoji += "👍";
    Message message;
    message.blocks = {paragraph(emoji)};
    EXPECT_EQ(telegram.split(message).size(), 1U);
    message.blocks = {paragraph(emoji + "👍")};
    EXPECT_EQ(telegram.split(message).size(), 2U);
    expect_carried(message);
}

TEST(TelegramSplitting, ALongBlockIsCutBetweenLinesAndItsButtonsStayWithItsEnd) {
    std::string lines;
    for (int i = 0; i < 100; ++i) lines += std::to_string(i) + std::string(97, 'x') + "\n";
    Message message;
    message.blocks = {paragraph(lines, "Undo")};
    const auto parts = telegram.split(message);
    ASSERT_EQ(parts.size(), 3U);
    for (const Message& part : parts) EXPECT_TRUE(words_of(part).ends_with("x\n"));
    EXPECT_TRUE(buttons_of(parts[0]).empty());
    EXPECT_TRUE(buttons_of(parts[1]).empty());
    EXPECT_EQ(buttons_of(parts[2]).size(), 1U);
    expect_carried(message);
}

TEST(TelegramSplitting, ANameIsNeverCut) {
    Message message;
    Block block;
    for (int i = 0; i < 1'000; ++i) {
        block.text.push_back({"Maria da Luz", Style::bold});
        block.text.push_back({i % 500 == 0 ? ",\n" : ", "});
    }
    message.blocks = {block};
    const auto parts = telegram.split(message);
    ASSERT_GT(parts.size(), 3U);
    for (const Message& part : parts) {
        for (const Span& span : part.blocks.at(0).text) {
            EXPECT_TRUE(span.style == Style::plain || span.text == "Maria da Luz") << span.text;
        }
    }
    expect_carried(message);
}

TEST(TelegramSplitting, MoreThanAHundredButtonsGoOnBelowTheNextMessage) {
    Message message;
    Block block = paragraph("Which ones?");
    for (int i = 0; i < 90; ++i) {
        const std::string n = std::to_string(i);
        block.rows.push_back({Button{n, "pick:" + n, "", "", ""}, Button{"x", "no:" + n, "", "", ""}});
    }
    message.blocks = {block};
    const auto parts = telegram.split(message);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(buttons_of(parts[0]).size(), 100U);
    EXPECT_EQ(buttons_of(parts[1]).size(), 80U);
    EXPECT_EQ(words_of(parts[1]), "…");
}

TEST(TelegramSplitting, ASpanWithoutAnyWhiteSpaceIsCutBetweenCharacters) {
    for (const Style style : {Style::plain, Style::bold, Style::code}) {
        std::string endless;
        for (int i = 0; i < 3'000; ++i) endless += "é👍&";
        Message message;
        message.blocks = {{{{endless, style}}, {}}};
        EXPECT_GE(telegram.split(message).size(), 3U);
        expect_carried(message);
    }
}

TEST(TelegramSplitting, ManyTagsAreCountedToo) {
    Message message;
    Block block;
    for (int i = 0; i < 2'000; ++i) block.text.push_back({"&", i % 2 == 0 ? Style::code : Style::strike});
    message.blocks = {block};
    expect_carried(message);
}

TEST(TelegramSplitting, WhateverIsSaidIsCarriedWholeAndInOrder) {
    std::mt19937 random(20'260'304);
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    constexpr const char* words[] = {
        "a", "two words", "\n", "é", "👨‍👩‍👧", "<&>", "    ", "x\n\ny", "averyveryverylongword"};
    for (int round = 0; round < 60; ++round) {
        Message message;
        message.silent = below(2) == 1;
        for (int blocks = below(8); blocks >= 0; --blocks) {
            Block block;
            block.text.push_back({"."});
            for (int spans = below(20); spans >= 0; --spans) {
                Span span{"", static_cast<Style>(below(4))};
                for (int n = below(round % 10 == 0 ? 200 : 20); n >= 0; --n)
                    span.text += words[below(std::size(words))];
                block.text.push_back(std::move(span));
            }
            for (int rows = below(13); rows > 0; --rows) {
                block.rows.emplace_back(static_cast<std::size_t>(1 + below(8)), Button{"b", "done:1", "", "", ""});
            }
            message.blocks.push_back(std::move(block));
        }
        expect_carried(message);
        if (testing::Test::HasFailure()) FAIL() << "round " << round;
    }
}

}  // namespace
}  // namespace nudged::telegram
