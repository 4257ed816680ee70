#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "connectors/slack/mrkdwn.hpp"
#include "tests/slack/answers.hpp"

namespace nudged::slack {
namespace {

using nlohmann::json;

Button button(std::string label, std::string action) {
    Button made;
    made.label = std::move(label);
    made.action = std::move(action);
    return made;
}
Button link(std::string label, std::string url) {
    Button made;
    made.label = std::move(label);
    made.url = std::move(url);
    return made;
}
Button copy(std::string label, std::string words) {
    Button made;
    made.label = std::move(label);
    made.copy = std::move(words);
    return made;
}

json sent(const Message& message, SendKind kind = SendKind::message, bool plain = false) {
    Outgoing out = outgoing(kind, plain);
    out.message = message;
    return json::parse(slack.request(out).body);
}

Message one(Text text, std::vector<ButtonRow> rows = {}) {
    Message message;
    message.blocks = {{std::move(text), std::move(rows)}};
    return message;
}
std::string text_of(const json& block) {
    return block["type"] == "context" ? block["elements"][0]["text"] : block["text"]["text"];
}
// "section: words", "actions: done:1 [more:1 skip:1 no:1]"
std::vector<std::string> outline(const json& body) {
    std::vector<std::string> lines;
    for (const json& block : body["blocks"]) {
        std::string line = block["type"].get<std::string>() + ":";
        if (block["type"] != "actions") line += " " + text_of(block);
        for (const json& element : block["type"] == "actions" ? block["elements"] : json::array()) {
            line += " " + element["action_id"].get<std::string>();
            if (element["type"] != "overflow") continue;
            line += " [";
            for (const json& option : element["options"])
                line += (line.back() == '[' ? "" : " ") + option["value"].get<std::string>();
            line += "]";
        }
        lines.push_back(line);
    }
    return lines;
}
using Lines = std::vector<std::string>;

Message nudge() {
    Message message;
    message.notification = "Nicole answered you. Also Mum.";
    message.blocks = {
        {{{"Nicole answered you. Also Mum.", Style::bold}}, {}},
        {{{"1 "}, {"Nicole Ortiz", Style::bold}, {" wrote yesterday: \"send me two dates\"\nSend her two dates."}},
         {{button("✓ Nicole", "done:20260304.1"), button("Snooze", "snooze:20260304.1"),
           button("···", "more:20260304.1")}}},
        {{{"2 "}, {"Mum", Style::strike}, {" done. Next around Fri 3 Apr."}}, {{button("Undo", "undo:b45")}}},
        {{{"Tap, or just write:  "}, {"done 1", Style::code}}, {}},
    };
    message.blocks[1].rows[0][0].accessible = "Done Nicole Ortiz";
    return message;
}

TEST(SlackBlocks, ANudgeIsSectionsWithTheirActionsAndSmallPrint) {
    const json body = sent(nudge());
    EXPECT_EQ(body["text"], "Nicole answered you. Also Mum.");
    EXPECT_EQ(body["channel"], "U1");
    EXPECT_EQ(body["unfurl_links"], false);
    EXPECT_EQ(outline(body),
              (Lines{"section: *Nicole answered you. Also Mum.*",
                     "section: 1 *Nicole Ortiz* wrote yesterday: \"send me two dates\"\nSend her two dates.",
                     "actions: done:20260304.1 snooze:20260304.1 more:20260304.1",
                     "section: 2 ~Mum~ done. Next around Fri 3 Apr.", "actions: undo:b45",
                     "context: Tap, or just write:  `done 1`"}));
    const json& done = body["blocks"][2]["elements"][0];
    EXPECT_EQ(done, json({{"type", "button"},
                          {"action_id", "done:20260304.1"},
                          {"style", "primary"},
                          {"accessibility_label", "Done Nicole Ortiz"},
                          {"text", {{"type", "plain_text"}, {"text", "✓ Nicole"}, {"emoji", true}}}}));
    EXPECT_FALSE(body["blocks"][2]["elements"][1].contains("style"));
    EXPECT_EQ(body["blocks"][0]["text"]["verbatim"], true);
}

TEST(SlackBlocks, WhatStandsBelowAMoreIsInItsMenu) {
    const ButtonRow first{button("✓", "done:1"), button("Snooze", "snooze:1"), button("···", "more:1")};
    EXPECT_EQ(outline(sent(one({{"a"}}, {first,
                                         {button("They answered", "replied:1"), link("Open", "https://a.b")},
                                         {button("Skip", "skip:1"), button("No", "no:1")}}))),
              (Lines{"section: a", "actions: done:1 snooze:1 more:1 [replied:1 open:1 skip:1 no:1]"}));
    EXPECT_EQ(outline(sent(one({{"a"}}, {first,
                                         {button("1", "pick:1"), button("2", "pick:2"), button("3", "pick:3")},
                                         {button("4", "pick:4"), button("5", "pick:5"), button("6", "pick:6")},
                                         {button("7", "pick:7")}}))),
              (Lines{"section: a", "actions: done:1 snooze:1 more:1 [pick:1 pick:2 pick:3 pick:4 pick:5]",
                     "actions: pick:6", "actions: pick:7"}))
        << "a menu holds five";
    EXPECT_EQ(outline(sent(one({{"a"}}, {{button("Skip", "skip:1"), button("Back", "more:0")}}))),
              (Lines{"section: a", "actions: skip:1 more:0"}));
    EXPECT_EQ(
        outline(sent(one({{"a"}}, {{button("Ana", "more:c1"), button("Bo", "more:c2")}, {button("Cy", "more:c3")}}))),
        (Lines{"section: a", "actions: more:c1 more:c2", "actions: more:c3"}))
        << "a list of people";
}

TEST(SlackBlocks, AnActionStandsOnlyOnceInItsBlock) {
    ButtonRow row;
    for (int i = 0; i < 60; ++i) row.push_back(button("x", "pick:q1." + std::to_string(i % 10)));
    const json body = sent(one({{"a"}}, {row}));
    std::size_t buttons = 0;
    for (const json& block : body["blocks"]) {
        if (block["type"] != "actions") continue;
        std::set<std::string> ids;
        for (const json& element : block["elements"]) ids.insert(element["action_id"].get<std::string>());
        EXPECT_EQ(ids.size(), block["elements"].size());
        EXPECT_LE(ids.size(), 25U);
        buttons += ids.size();
    }
    EXPECT_EQ(buttons, 60U);
}

TEST(SlackBlocks, TheIdsOfBlocksAreThoseOfTheDelivery) {
    const json body = sent(nudge());
    std::set<std::string> ids;
    for (const json& block : body["blocks"]) ids.insert(block["block_id"].get<std::string>());
    EXPECT_EQ(ids.size(), body["blocks"].size());
    EXPECT_TRUE(ids.contains("outbox-7:0"));
    Outgoing next = outgoing(SendKind::edit);
    next.message = nudge();
    next.delivery = "outbox-8";
    EXPECT_FALSE(ids.contains(json::parse(slack.request(next).body)["blocks"][0]["block_id"].get<std::string>()));
}

TEST(SlackBlocks, AnAddressOpensFromAButtonElseItIsRead) {
    EXPECT_EQ(sent(one({{"a"}}, {{link("Open", "https://a.b/c?d=1&e=2")}}))["blocks"][1]["elements"][0]["url"],
              "https://a.b/c?d=1&e=2");
    EXPECT_EQ(outline(sent(one({{"a"}}, {{link("Call", "tel:+351 912"), button("Done", "done:1")}}))),
              (Lines{"section: a\nCall: `+351 912`", "actions: done:1"}));
    EXPECT_EQ(outline(sent(one({{"a"}}, {{link("Mail", "mailto:a@b.c?subject=x")}}))),
              (Lines{"section: a\nMail: `a@b.c`"}));
}

TEST(SlackBlocks, WordsToCopyAreCodeWhereTheyStand) {
    EXPECT_EQ(
        outline(sent(one({{"Ask:\n\"Hi Sam, how is it?\" Soon."}}, {{copy("Copy the words", "Hi Sam, how is it?")}}))),
        (Lines{"section: Ask:\n\"`Hi Sam, how is it?`\" Soon."}));
    EXPECT_EQ(outline(sent(one({{"Ask"}}, {{copy("Copy", "Hi\nSam")}}))), (Lines{"section: Ask\n`Hi`\n`Sam`"}));
    EXPECT_EQ(outline(sent(one({}, {{copy("Copy", "Hi")}}))), (Lines{"section: `Hi`"}));
}

TEST(SlackBlocks, NothingThatWasTypedIsRead) {
    const auto marked = [](const std::string& text) { return mrkdwn(Text{{text, Style::plain}}); };
    EXPECT_EQ(marked("R&D <!channel> > you"), "R&amp;D &lt;!channel&gt; &gt; you");
    EXPECT_EQ(marked("*Max*"), "\u200B*\u200BMax\u200B*\u200B");
    EXPECT_EQ(marked("a_b~c`d"), "a\u200B_\u200Bb\u200B~\u200Bc\u200B`\u200Bd");
    EXPECT_EQ(marked("> not a quote\n> nor this"), "\u200B&gt; not a quote\n\u200B&gt; nor this");
    EXPECT_EQ(marked("see https://a.b/c_d?x=1&y=2."), "see <https://a.b/c_d?x=1&amp;y=2>.");
    EXPECT_EQ(marked("(http://a.b/c)"), "(<http://a.b/c>)");
    EXPECT_EQ(marked("https:// and http://x"), "https:// and http://x");
    EXPECT_EQ(mrkdwn(Text{{"Ni*co*le", Style::bold}}), "*Ni\u200B*\u200Bco\u200B*\u200Ble*");
    EXPECT_EQ(mrkdwn(Text{{"a`b *c*", Style::code}}), "`a\u02CBb *c*`");
}

TEST(SlackBlocks, AStyleHugsItsWordsAndEndsWithItsLine) {
    EXPECT_EQ(mrkdwn(Text{{" Nicole ", Style::bold}, {"x"}}), " *Nicole* x");
    EXPECT_EQ(mrkdwn(Text{{"a\nb\n\nc", Style::bold}}), "*a*\n*b*\n\n*c*");
    EXPECT_EQ(mrkdwn(Text{{"Nicole", Style::bold}, {"s"}}), "*Nicole*\u200Bs");
    EXPECT_EQ(mrkdwn(Text{{"x"}, {"Nicole", Style::bold}, {", 9 days"}}), "x\u200B*Nicole*, 9 days");
    EXPECT_EQ(mrkdwn(Text{{"José", Style::bold}, {"é"}}), "*José*\u200Bé");
    EXPECT_EQ(mrkdwn(Text{{"a", Style::bold}, {"b", Style::strike}}), "*a*\u200B~b~");
    EXPECT_EQ(mrkdwn(Text{{"  ", Style::bold}, {"", Style::code}}), "  ");
}

TEST(SlackBlocks, ALabelNeedsNoEscape) {
    const json body = sent(one({{"a"}}, {{button("R&D <3> " + std::string(80, 'x'), "done:1")}}));
    const std::string label = body["blocks"][1]["elements"][0]["text"]["text"];
    EXPECT_EQ(label, "R＆D ‹3› " + std::string(66, 'x') + "…");
}

TEST(SlackBlocks, TheNotificationIsTheFirstLineWhereThereIsNone) {
    EXPECT_EQ(sent(one({{"\n"}, {"R&D ", Style::bold}, {"answered\nmore"}}))["text"], "R&amp;D answered");
    Message words;
    words.notification = "Only <this>";
    const json body = sent(words);
    EXPECT_EQ(body["text"], "Only &lt;this&gt;");
    EXPECT_EQ(body["mrkdwn"], false);
    EXPECT_FALSE(body.contains("blocks"));
}

TEST(SlackBlocks, PlainIsTheWordsAlone) {
    Message message = nudge();
    message.blocks[1].rows.push_back({link("Open", "https://a.b"), copy("Copy", "Hi <you>")});
    const json body = sent(message, SendKind::message, true);
    EXPECT_EQ(body["text"],
              "Nicole answered you. Also Mum.\n\n"
              "1 Nicole Ortiz wrote yesterday: \"send me two dates\"\nSend her two dates.\nOpen: https://a.b\n"
              "Copy: Hi &lt;you&gt;\n\n2 Mum done. Next around Fri 3 Apr.\n\nTap, or just write:  done 1");
    EXPECT_EQ(body["mrkdwn"], false);
    EXPECT_FALSE(body.contains("blocks"));
}

TEST(SlackBlocks, AnEditNamesTheChannelAndTheTimeAndTakesOldButtonsAway) {
    Outgoing out = outgoing(SendKind::edit);
    out.message = one({{"done"}});
    const HttpRequest request = slack.request(out);
    EXPECT_EQ(request.url, "https://slack.com/api/chat.update");
    EXPECT_TRUE(request.repeatable);
    const json body = json::parse(request.body);
    EXPECT_EQ(body["channel"], "D1");
    EXPECT_EQ(body["ts"], "1790000000.000100");
    EXPECT_FALSE(body.contains("metadata")) << "that of the message stays";
    EXPECT_EQ(sent(one({{"done"}}), SendKind::edit, true)["blocks"], json::array());
}

TEST(SlackBlocks, ANoticeIsForThePersonAlone) {
    Outgoing out = outgoing(SendKind::ack);
    out.message.notification = "Already noted & kept.";
    const HttpRequest request = slack.request(out);
    EXPECT_EQ(request.url, "https://slack.com/api/chat.postEphemeral");
    EXPECT_EQ(json::parse(request.body),
              json({{"channel", "D1"}, {"user", "U1"}, {"text", "Already noted &amp; kept."}}));
}

TEST(SlackBlocks, ARequestCarriesTheTokenInItsHeaderAlone) {
    for (const auto kind : {SendKind::message, SendKind::edit, SendKind::ack}) {
        const HttpRequest request = slack.request(outgoing(kind));
        EXPECT_EQ(request.url.find("xoxb"), std::string::npos);
        EXPECT_EQ(request.body.find("xoxb"), std::string::npos);
        ASSERT_EQ(request.headers.size(), 2U);
        EXPECT_EQ(request.headers[0].second, "application/json; charset=utf-8");
        EXPECT_EQ(request.headers[1].second, "Bearer xoxb-very-secret");
        EXPECT_EQ(request.repeatable, kind == SendKind::edit);
    }
}

TEST(SlackBlocks, BytesThatAreNoTextGoAsTheSignForIt) {
    EXPECT_EQ(text_of(sent(one({{"a\xFFz"}}))["blocks"][0]), "a\uFFFDz");
}

}  // namespace
}  // namespace nudged::slack
