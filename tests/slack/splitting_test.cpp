#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/slack/answers.hpp"

namespace nudged::slack {
namespace {

using nlohmann::json;

std::size_t units(const std::string& text) {
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80) count += byte >= 0xF0 ? 2 : 1;
    }
    return count;
}

struct Seen {
    std::string text;
    std::vector<std::string> actions;
    std::size_t total = 0;
};

// All limits, asserted on what is really sent.
void check(const json& blocks, Seen& seen) {
    EXPECT_LE(blocks.size(), 50U);
    seen.total = 0;
    for (const json& block : blocks) {
        if (block["type"] == "actions") {
            EXPECT_LE(block["elements"].size(), 25U);
            EXPECT_GE(block["elements"].size(), 1U);
            for (const json& element : block["elements"]) {
                if (element["type"] == "overflow") {
                    EXPECT_LE(element["options"].size(), 5U);
                    for (const json& option : element["options"]) seen.actions.push_back(option["value"]);
                } else {
                    seen.actions.push_back(element["action_id"]);
                    const std::string label = element["text"]["text"];
                    EXPECT_LE(units(label), 75U);
                    seen.total += units(label);
                }
            }
            continue;
        }
        const std::string text = block["type"] == "context" ? block["elements"][0]["text"] : block["text"]["text"];
        EXPECT_GE(units(text), 1U);
        EXPECT_LE(units(text), 3'000U);
        seen.text += text;
        seen.total += units(text);
    }
    EXPECT_LE(seen.total, 12'000U);
}

Seen sent(const std::vector<Message>& parts) {
    Seen seen;
    for (const Message& part : parts) {
        Outgoing out = outgoing();
        out.message = part;
        check(json::parse(slack.request(out).body)["blocks"], seen);
        EXPECT_EQ(slack.split(part).size(), 1U) << "a part is not split again";
    }
    return seen;
}

Button button(const std::string& action) {
    Button made;
    made.label = action;
    made.action = action;
    return made;
}

std::string without(std::string text, const std::string& what) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what)) text.erase(at, what.size());
    return text;
}

TEST(SlackSplitting, WhatFitsIsLeftAlone) {
    Message message;
    EXPECT_EQ(slack.split(message), std::vector{message});
    message.notification = "n";
    message.blocks = {{{{std::string(9'000, 'a')}}, {{button("done:1")}}}};
    EXPECT_EQ(slack.split(message), std::vector{message}) << "three sections of one message";
    const Seen seen = sent({message});
    EXPECT_EQ(seen.text, std::string(9'000, 'a'));
}

TEST(SlackSplitting, OneTooManyGoesIntoTheNextMessageWithItsButtons) {
    Message message;
    message.notification = "first";
    for (int i = 0; i < 60; ++i)
        message.blocks.push_back({{{"person " + std::to_string(i)}}, {{button("done:" + std::to_string(i))}}});
    const auto parts = slack.split(message);
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts[0].notification, "first");
    EXPECT_EQ(parts[1].notification, "");
    EXPECT_EQ(parts[0].blocks.size(), 25U);
    EXPECT_EQ(parts[1].blocks.front(), message.blocks[25]);
    EXPECT_EQ(sent(parts).actions.size(), 60U);
}

TEST(SlackSplitting, ANameIsNeverCut) {
    Message message;
    Text text;
    for (int i = 0; i < 400; ++i) {
        text.push_back({"Maria do Carmo da Silva " + std::to_string(i), Style::bold});
        text.push_back({", 9 days & counting. ", Style::plain});
    }
    message.blocks = {{text, {{button("done:1")}}}};
    const auto parts = slack.split(message);
    EXPECT_GT(parts.size(), 1U);
    const Seen seen = sent(parts);
    for (int i = 0; i < 400; ++i)
        EXPECT_NE(seen.text.find("*Maria do Carmo da Silva " + std::to_string(i) + "*"), std::string::npos) << i;
    EXPECT_EQ(seen.actions, std::vector<std::string>{"done:1"});
}

TEST(SlackSplitting, LinesStayWholeWherePossible) {
    Message message;
    std::string text;
    for (int i = 0; i < 100; ++i) text += "line " + std::to_string(1000 + i) + " " + std::string(50, 'x') + "\n";
    message.blocks = {{{{text}}, {}}};
    Outgoing out = outgoing();
    out.message = message;
    for (const json& block : json::parse(slack.request(out).body)["blocks"]) {
        const std::string section = block["text"]["text"];
        EXPECT_TRUE(section.starts_with("line 1")) << section.substr(0, 20);
    }
}

TEST(SlackSplitting, WhatGrowsWhenEscapedFitsEvenSo) {
    for (const std::string& unit : {std::string("&"), std::string("*"), std::string("_`~"), std::string(">\n"),
                                    std::string("👍"), std::string("é "), std::string("\xFF")}) {
        std::string text;
        while (text.size() < 6'000) text += unit;
        Message message;
        message.blocks = {{{{text}}, {{button("done:1")}}}};
        EXPECT_EQ(sent(slack.split(message)).actions.size(), 1U) << unit;
        message.blocks = {{{{text, Style::bold}}, {{button("done:1")}}}};
        EXPECT_EQ(sent(slack.split(message)).actions.size(), 1U) << unit;
    }
}

TEST(SlackSplitting, NoButtonIsLostHoweverManyThereAre) {
    Message message;
    std::vector<ButtonRow> rows;
    for (int i = 0; i < 300; ++i)
        rows.push_back({button("pick:q1." + std::to_string(i)), button("no:" + std::to_string(i))});
    message.blocks = {{{{"Which?"}}, rows}};
    EXPECT_EQ(sent(slack.split(message)).actions.size(), 600U);
    ButtonRow wide;
    for (int i = 0; i < 700; ++i) wide.push_back(button("pick:q1." + std::to_string(i)));
    message.blocks = {{{{"Which?"}}, {wide}}};
    EXPECT_EQ(sent(slack.split(message)).actions.size(), 700U);
}

TEST(SlackSplitting, AnyMessageIsCarriedWithinTheLimits) {
    std::mt19937 random(7);
    const std::vector<std::string> words{"Nicole ", "&<>", "*_~` ", "\n", "\n\n", "😀", "https://a.b/c_d?x=1&y=2 ",
                                         "a",       "  "};
    for (int round = 0; round < 12; ++round) {
        Message message;
        std::size_t buttons = 0;
        for (auto b = random() % 40; b > 0; --b) {
            Block block;
            for (auto s = random() % 6; s > 0; --s) {
                std::string text;
                for (auto w = random() % (random() % 20 == 0 ? 1'000 : 40); w > 0; --w)
                    text += words[random() % words.size()];
                block.text.push_back({text, static_cast<Style>(random() % 4)});
            }
            for (auto r = random() % 4; r > 0; --r) {
                ButtonRow row;
                for (auto c = 1 + random() % 5; c > 0; --c) row.push_back(button("pick:" + std::to_string(++buttons)));
                block.rows.push_back(row);
            }
            message.blocks.push_back(block);
        }
        if (message.blocks.empty()) continue;
        EXPECT_EQ(sent(slack.split(message)).actions.size(), buttons);
    }
}

TEST(SlackSplitting, NothingIsLostInTheText) {
    std::string text;
    for (int i = 0; i < 3'000; ++i) text += "word" + std::to_string(i) + (i % 7 == 0 ? "\n" : " ");
    Message message;
    message.blocks = {{{{text}}, {}}};
    EXPECT_EQ(without(without(sent(slack.split(message)).text, " "), "\n"), without(without(text, " "), "\n"));
}

}  // namespace
}  // namespace nudged::slack
