// A word on the spot: what is proposed, and the ways that one tap opens.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connectors/message_json.hpp"
#include "daemon/messages/drafts.hpp"
#include "daemon/messages/ways.hpp"
#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

using ::testing::ElementsAre;

std::string text_of(const Message& message) {
    std::string text;
    for (const auto& block : message.blocks)
        for (const auto& span : block.text) text += span.text;
    return text;
}

std::vector<std::string> labels_of(const Message& message) {
    std::vector<std::string> labels;
    for (const auto& block : message.blocks)
        for (const auto& row : block.rows)
            for (const auto& button : row) labels.push_back(button.label);
    return labels;
}

std::vector<std::string> urls(const Addresses& addresses, std::string_view words = "") {
    std::vector<std::string> all;
    for (const auto& way : ways_to(addresses, words)) all.push_back(way.url);
    return all;
}

TEST(SoftTouch, TheDraftsOfAMomentMissedAndOfNews) {
    const auto nicole = person("Nicole Ortiz");
    const auto missed = [&](std::string_view moment) { return draft_for(nicole, Occasion::missed, moment); };
    EXPECT_EQ(missed("at lunch"), "No Nicole at lunch today. Hope all is well.");
    EXPECT_EQ(missed("at lunch yesterday"), "No Nicole at lunch yesterday. Hope all is well.");
    EXPECT_EQ(missed(""), "Missed you today, Nicole. Hope all is well.");
    const auto noticed = [](std::string_view moment) {
        return draft_for(person("Sam Lee"), Occasion::noticed, moment);
    };
    EXPECT_EQ(noticed("new job"), "Sam, I saw the news. Congratulations. What are you most looking forward to?");
    EXPECT_EQ(noticed("lost his job"), "Sam, I heard, and I'm thinking of you. No need to answer.");
    EXPECT_EQ(noticed("illustrations"), "Sam, you came to mind today. How are things with you?");
}

TEST(SoftTouch, IsOneLineToCopyAndAOneTapWayForEachAddress) {
    auto nicole = person("Nicole Ortiz", 7);
    nicole.addresses = {{"phone", "+351 912 345 678"}};
    const auto message = soft_touch(nicole, "No Nicole at lunch today. Hope all is well.");
    EXPECT_EQ(text_of(message), "For Nicole, to copy:\nNo Nicole at lunch today. Hope all is well.");
    EXPECT_THAT(labels_of(message), ElementsAre("Copy", "Call", "Text", "WhatsApp", "Sent it"));
    EXPECT_EQ(message.blocks[0].rows[1].back().action, "done:c7") << "by text or by WhatsApp, who knows";
    nicole.addresses = {{"email", "n@example.org"}};
    EXPECT_EQ(soft_touch(nicole, "Hello").blocks[0].rows[0].back().action, "done:c7/email");
}

TEST(SoftTouch, AWayMayLeadThroughTheDaemonWithTheWordsOfTheDraft) {
    auto nicole = person("Nicole Ortiz", 7);
    nicole.addresses = {{"phone", "0170 1234567"}, {"email", "n@example.org"}};
    const Passages passages = [](std::int64_t contact, const Way& way, std::string_view words) {
        return Passage{"https://here/" + std::to_string(contact) + way.key + "?" + std::string(words), ""};
    };
    const auto rows = soft_touch(nicole, "Hi", false, passages).blocks[0].rows;
    EXPECT_EQ(rows[0][1].url, "https://here/7call?Hi");
    EXPECT_EQ(rows[1][0].url, "https://here/7email?Hi");
}

TEST(SoftTouch, EveryWayIsKnownByItsKey) {
    for (const auto& way : ways_to({{"phone", "+351912345678"},
                                    {"email", "n@example.org"},
                                    {"telegram", "@nicole_o"},
                                    {"linkedin", "nicole-ortiz"}},
                                   ""))
        EXPECT_EQ(channel_of_way(way.key), way.channel) << way.key;
    EXPECT_EQ(channel_of_way("pigeon"), "");
}

TEST(SoftTouch, OffersNoWordsForThoseWhoDied) {
    auto oma = person("Oma");
    oma.died = true;
    EXPECT_TRUE(labels_of(soft_touch(oma, "Missed you today, Oma.")).empty());
}

TEST(SoftTouch, ANumberIsDialledAsItIsWritten) {
    EXPECT_EQ(dialled("+49 (0)170 / 123-45 67"), "+491701234567");
    EXPECT_EQ(dialled("0049 170 1234567"), "+491701234567");
    EXPECT_EQ(dialled("0170 1234567"), "01701234567");
    EXPECT_EQ(dialled("(415) 555-0100 ext. 12"), "4155550100");
    EXPECT_EQ(dialled("ask Mum"), "");
}

TEST(SoftTouch, ThereIsNoWhatsAppWithoutTheInternationalPrefix) {
    EXPECT_THAT(urls({{"phone", "0170 1234567"}}), ElementsAre("tel:01701234567", "sms:01701234567"));
    EXPECT_THAT(urls({{"phone", "+351912345678"}}, "Hi, you & me?"),
                ElementsAre("tel:+351912345678", "sms:+351912345678?body=Hi%2C%20you%20%26%20me%3F",
                            "https://wa.me/351912345678?text=Hi%2C%20you%20%26%20me%3F"));
}

TEST(SoftTouch, PagesAreFoundByAnAddressOrByAHandle) {
    EXPECT_THAT(urls({{"telegram", "@nicole_o"}, {"linkedin", "nicole-ortiz"}}),
                ElementsAre("https://t.me/nicole_o", "https://www.linkedin.com/in/nicole-ortiz"));
    EXPECT_THAT(urls({{"telegram", "https://t.me/nicole_o"}, {"linkedin", "https://www.linkedin.com/in/nicole/"}}),
                ElementsAre("https://t.me/nicole_o", "https://www.linkedin.com/in/nicole/"));
    EXPECT_TRUE(urls({{"linkedin", "javascript:alert(1) x"}, {"email", "nowhere"}}).empty());
}

}  // namespace
}  // namespace nudged::messages
