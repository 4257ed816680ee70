#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "connectors/slack/form.hpp"
#include "tests/slack/answers.hpp"

namespace nudged::slack {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

const Connector::RealTime since{1'790'000'000'500ms};

std::string show(const LookBack& what) {
    struct Show {
        std::string operator()(const Found& o) const { return "found " + o.reference; }
        std::string operator()(const Absent&) const { return "absent"; }
        std::string operator()(const AskOn& o) const {
            return "ask '" + o.place + "' after " + std::to_string(o.after.count());
        }
        std::string operator()(const CannotTell&) const { return "cannot tell"; }
    };
    return std::visit(Show{}, what);
}

std::string looked(const std::string& place, const HttpResponse& response) {
    return show(slack.looked_back(outgoing(), place, response));
}

json ours(const std::string& ts, const std::string& delivery) {
    return {{"type", "message"},
            {"ts", ts},
            {"bot_id", "BBOT"},
            {"metadata", {{"event_type", "nudged_delivery"}, {"event_payload", {{"delivery_id", delivery}}}}}};
}
HttpResponse history(const json& messages, const std::string& cursor = "") {
    return answer(200, json{{"ok", true},
                            {"messages", messages},
                            {"has_more", !cursor.empty()},
                            {"response_metadata", {{"next_cursor", cursor}}}}
                           .dump());
}

TEST(SlackLookBack, FirstFindsTheConversationThenReadsItsHistory) {
    const auto first = slack.look_back(outgoing(), since, "");
    ASSERT_TRUE(first);
    EXPECT_EQ(first->url, "https://slack.com/api/conversations.open");
    EXPECT_EQ(first->body, "users=U1");
    EXPECT_TRUE(first->repeatable);
    EXPECT_EQ(looked("", answer(200, R"({"ok":true,"no_op":true,"channel":{"id":"D1"}})")), "ask 'D1' after 0");
    const auto second = slack.look_back(outgoing(), since, "D1");
    ASSERT_TRUE(second);
    EXPECT_EQ(second->url, "https://slack.com/api/conversations.history");
    const Form form = read_form(second->body);
    EXPECT_EQ(field(form, "channel"), "D1");
    EXPECT_EQ(field(form, "include_all_metadata"), "true");
    EXPECT_EQ(field(form, "oldest"), "1789999400.000000") << "ten minutes earlier: clocks differ";
    EXPECT_EQ(field(form, "cursor"), "");
}

TEST(SlackLookBack, AConversationThatIsKnownIsReadAtOnce) {
    auto out = outgoing();
    out.chat = "D9";
    EXPECT_EQ(slack.look_back(out, since, "")->url, "https://slack.com/api/conversations.history");
    EXPECT_EQ(show(slack.looked_back(out, "", history(json::array({ours("1790000001.000200", "outbox-7")})))),
              "found D9:1790000001.000200");
}

TEST(SlackLookBack, OnlyOurMessageWithThisDeliveryIsIt) {
    json others = json::array({ours("1790000003.000000", "outbox-70"), ours("1790000002.000000", "outbox-7")});
    others[1]["bot_id"] = "BOTHER";
    others.push_back({{"type", "message"}, {"user", "U1"}, {"ts", "1790000001.000000"}, {"text", "outbox-7"}});
    others.push_back(ours("1790000001.000000", "outbox-7"));
    others[3].erase("bot_id");
    others.push_back(ours("1790000001.000000", "outbox-7"));
    others[4]["metadata"]["event_type"] = "nudge_sent";
    EXPECT_EQ(looked("D1", history(others)), "absent");
    others.push_back(ours("1790000000.900000", "outbox-7"));
    EXPECT_EQ(looked("D1", history(others)), "found D1:1790000000.900000");
}

TEST(SlackLookBack, WhoeverWeAreAPersonsMessageIsNotOurs) {
    const SlackConnector nobody_yet{{"https://slack.com/api", "xoxb-1"}, ""};
    json message = ours("1790000001.000000", "outbox-7");
    EXPECT_EQ(show(nobody_yet.looked_back(outgoing(), "D1", history(json::array({message})))),
              "found D1:1790000001.000000");
    message.erase("bot_id");
    EXPECT_EQ(show(nobody_yet.looked_back(outgoing(), "D1", history(json::array({message})))), "absent");
}

TEST(SlackLookBack, IsAbsentOnlyWhenEveryPageWasRead) {
    EXPECT_EQ(looked("D1", history(json::array(), "abc=")), "ask 'D1 abc=' after 0");
    EXPECT_EQ(field(read_form(slack.look_back(outgoing(), since, "D1 abc=")->body), "cursor"), "abc=");
    EXPECT_EQ(looked("D1 abc=", history(json::array(), "abc=")), "cannot tell") << "it goes round in a circle";
    EXPECT_EQ(looked("D1 abc=", history(json::array())), "absent");
    EXPECT_EQ(looked("D1", answer(200, R"({"ok":true,"messages":[],"has_more":true})")), "cannot tell");
    EXPECT_EQ(looked("D1", answer(200, R"({"ok":true})")), "cannot tell");
}

TEST(SlackLookBack, ATroubleOnTheWayIsNoAnswer) {
    EXPECT_EQ(looked("D1 a", failure(true)), "ask 'D1 a' after 30000");
    EXPECT_EQ(looked("D1 a", failure(false)), "ask 'D1 a' after 30000");
    EXPECT_EQ(looked("D1 a", answer(200, "{\"ok\":tr")), "ask 'D1 a' after 30000");
    EXPECT_EQ(looked("D1 a", answer(502, "<html>")), "ask 'D1 a' after 30000");
    EXPECT_EQ(looked("D1 a", refusal("internal_error")), "ask 'D1 a' after 30000");
    EXPECT_EQ(looked("D1 a", answer(429, "", {{"retry-after", "60"}})), "ask 'D1 a' after 60000");
    EXPECT_EQ(looked("D1 a", refusal("token_revoked")), "ask 'D1 a' after 300000");
    EXPECT_EQ(looked("D1 a", refusal("invalid_cursor")), "ask 'D1' after 30000");
    EXPECT_EQ(looked("D1 a", refusal("missing_scope")), "cannot tell");
    EXPECT_EQ(looked("D1 a", refusal("channel_not_found")), "cannot tell");
    EXPECT_EQ(looked("", refusal("user_disabled")), "cannot tell");
}

TEST(SlackLookBack, OnlyAMessageThatCarriesItsIdCanBeFound) {
    EXPECT_FALSE(slack.look_back(outgoing(SendKind::edit), since, ""));
    EXPECT_FALSE(slack.look_back(outgoing(SendKind::ack), since, ""));
    auto unnamed = outgoing();
    unnamed.delivery.clear();
    EXPECT_FALSE(slack.look_back(unnamed, since, ""));
    EXPECT_FALSE(json::parse(slack.request(unnamed).body).contains("metadata"));
    EXPECT_TRUE(slack.look_back(outgoing(SendKind::message, true), since, ""));
    const json sent = json::parse(slack.request(outgoing(SendKind::message)).body);
    EXPECT_EQ(sent["metadata"]["event_payload"]["delivery_id"], "outbox-7");
    EXPECT_EQ(json::parse(slack.request(outgoing(SendKind::message, true)).body)["metadata"], sent["metadata"]);
}

}  // namespace
}  // namespace nudged::slack
