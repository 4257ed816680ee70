// A picture as a file of its own, in four calls.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connectors/slack/form.hpp"
#include "tests/slack/answers.hpp"

namespace nudged::slack {
namespace {

using nlohmann::json;
using testing::EndsWith;

Message review() {
    Message message;
    message.notification = "A good week: 2 people.";
    message.blocks = {{{{"A good week: 2 people.", Style::bold}},
                       {{Button{"Put Ines on Monday", "pick:review/c1_20260309", "", "", ""}}}}};
    message.picture = Picture{"A good week: 2 people.", "People by day: Mon 2.", {}};
    return message;
}
Outgoing file(const std::string& place) {
    auto out = outgoing();
    out.message = slack.split(review()).at(1);
    out.png = "\x89PNG";
    out.place = place;
    return out;
}
const std::string to_put = "D1 F1 https://files.slack.com/upload/v1/x";
const std::string to_share = "D1 F1";

std::string show(const Outcome& outcome) {
    if (const auto* resend = std::get_if<Resend>(&outcome)) return resend->in_words ? "in words" : "resend";
    if (std::holds_alternative<Sent>(outcome)) return "sent";
    if (std::holds_alternative<NotSent>(outcome)) return "not sent";
    if (std::holds_alternative<MaybeSent>(outcome)) return "maybe sent";
    return std::holds_alternative<Wait>(outcome) ? "wait" : "other";
}

TEST(SlackFile, FollowsTheTextWhichKeepsTheButtons) {
    const auto parts = slack.split(review());
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_FALSE(parts[0].picture);
    EXPECT_EQ(parts[0].blocks, review().blocks);
    EXPECT_EQ(parts[1].picture, review().picture);
    EXPECT_EQ(slack.split(parts[1]).size(), 1U);
}

TEST(SlackFile, GoesFromCallToCall) {
    auto request = slack.request(file(""));
    EXPECT_THAT(request.url, EndsWith("/conversations.open"));
    EXPECT_EQ(read_form(request.body), (Form{{"users", "U1"}}));
    EXPECT_EQ(slack.onward(file(""), answer(200, R"({"ok":true,"channel":{"id":"D1"}})")), "D1");

    request = slack.request(file("D1"));
    EXPECT_THAT(request.url, EndsWith("/files.getUploadURLExternal"));
    EXPECT_EQ(read_form(request.body),
              (Form{{"filename", "picture.png"}, {"length", "4"}, {"alt_txt", "People by day: Mon 2."}}));
    const std::string place = R"({"ok":true,"upload_url":"https://files.slack.com/upload/v1/x","file_id":"F1"})";
    EXPECT_EQ(slack.onward(file("D1"), answer(200, place)), to_put);

    request = slack.request(file(to_put));
    EXPECT_EQ(request.url, "https://files.slack.com/upload/v1/x");
    EXPECT_EQ(request.body, "\x89PNG");
    for (const auto& [name, value] : request.headers) EXPECT_NE(name, "Authorization") << "the token stays here";
    EXPECT_EQ(slack.onward(file(to_put), answer(200, "OK - 4")), to_share);

    request = slack.request(file(to_share));
    EXPECT_THAT(request.url, EndsWith("/files.completeUploadExternal"));
    EXPECT_EQ(json::parse(request.body),
              json::parse(R"({"channel_id":"D1","files":[{"id":"F1","title":"A good week: 2 people."}]})"));
    const auto done = answer(200, R"({"ok":true,"files":[{"id":"F1"}]})");
    EXPECT_FALSE(slack.onward(file(to_share), done));
    EXPECT_EQ(show(slack.outcome(file(to_share), done)), "sent");
}

TEST(SlackFile, ThatIsRefusedIsSaidInWords) {
    for (const auto& place : {std::string(), std::string("D1"), to_share})
        for (const char* why : {"missing_scope", "unknown_method", "file_uploads_disabled", "storage_limit_reached",
                                "channel_not_found", "invalid_auth", "a_code_of_next_year"}) {
            EXPECT_FALSE(slack.onward(file(place), refusal(why))) << place;
            EXPECT_EQ(show(slack.outcome(file(place), refusal(why))), "in words") << place << why;
        }
    EXPECT_FALSE(slack.onward(file(to_put), answer(400, "invalid upload")));
    EXPECT_EQ(show(slack.outcome(file(to_put), answer(400, "invalid upload"))), "in words");
    EXPECT_EQ(show(slack.outcome(file("D1"), answer(200, R"({"ok":true})"))), "in words")
        << "there is nowhere to put it";
}

TEST(SlackFile, IsInDoubtOnlyOnceItIsShared) {
    for (const auto& place : {std::string(), std::string("D1"), to_put}) {
        EXPECT_EQ(show(slack.outcome(file(place), failure(false))), "not sent") << place;
        EXPECT_EQ(show(slack.outcome(file(place), answer(503, "busy"))), "not sent") << place;
    }
    EXPECT_EQ(show(slack.outcome(file(to_share), failure(true))), "not sent");
    EXPECT_EQ(show(slack.outcome(file(to_share), failure(false))), "maybe sent");
    EXPECT_EQ(show(slack.outcome(file(to_share), answer(503, "busy"))), "maybe sent");
    EXPECT_EQ(show(slack.outcome(file(to_share), refusal("ratelimited", 429))), "wait");
    EXPECT_FALSE(slack.look_back(file(""), {}, "")) << "the history does not know it by our id";
}

TEST(SlackFile, ThatCannotBeDrawnIsSaidInWords) {
    auto out = file("");
    out.png.clear();
    const auto request = slack.request(out);
    EXPECT_THAT(request.url, EndsWith("/chat.postMessage"));
    EXPECT_EQ(json::parse(request.body)["blocks"][0]["text"]["text"], "People by day: Mon 2.");
}

}  // namespace
}  // namespace nudged::slack
