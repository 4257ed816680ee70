#include "connectors/slack/socket_envelopes.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/slack/received.hpp"

namespace nudged::slack {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

json recorded(const char* name) {
    std::ifstream file(NUDGED_TEST_DATA "/slack/recorded_python.json");
    return json::parse(file)[name];
}

Disconnect::Why why(const std::string& reason) {
    return std::get<Disconnect>(read_frame(json{{"type", "disconnect"}, {"reason", reason}}.dump())).why;
}

TEST(SlackSocket, HelloSaysHowLongItLasts) {
    EXPECT_EQ(std::get<Hello>(read_frame(recorded("socket_mode_hello_message").dump())), (Hello{"A111", 18'060s, 2}));
    EXPECT_EQ(std::get<Hello>(read_frame(R"({"type":"hello"})")), (Hello{"", 0s, 0}));
    EXPECT_EQ(std::get<Hello>(read_frame(R"({"type":"hello","debug_info":{"approximate_connection_time":-1}})")).lasts,
              0s);
}

TEST(SlackSocket, ADisconnectSaysWhatToDo) {
    using Why = Disconnect::Why;
    EXPECT_EQ(why("warning"), Why::renewed);
    EXPECT_EQ(why("refresh_requested"), Why::renewed);
    EXPECT_EQ(why("link_disabled"), Why::switched_off);
    EXPECT_EQ(why("too_many_websockets"), Why::too_many);
    EXPECT_EQ(why("a reason of next year"), Why::renewed);
    EXPECT_EQ(std::get<Disconnect>(read_frame(recorded("socket_mode_disconnect_message").dump())).why, Why::too_many);
}

TEST(SlackSocket, WhatHasAnIdIsAcknowledgedWhateverItIs) {
    const auto frame = read_frame(R"({"envelope_id":"1d3c-\"79ab","type":"new","payload":{}})");
    const auto& envelope = std::get<Envelope>(frame);
    EXPECT_EQ(show(envelope.received), "ignored: an envelope of another kind");
    EXPECT_EQ(acknowledgement(envelope), R"({"envelope_id":"1d3c-\"79ab"})");
    EXPECT_EQ(show(std::get<Envelope>(read_frame(R"({"envelope_id":"e","type":"events_api"})")).received),
              "unreadable");
}

TEST(SlackSocket, WhatCannotBeReadIsAcknowledgedByTheIdThatStandsInIt) {
    const auto id = [](const std::string& text) {
        const auto frame = read_frame(text);
        const auto* envelope = std::get_if<Envelope>(&frame);
        if (envelope == nullptr) return std::string("none");
        EXPECT_EQ(show(envelope->received), "unreadable") << text;
        return envelope->id;
    };
    EXPECT_EQ(id(R"({"envelope_id":"1d3c-79ab","type":"events_api","payload":{"n":1e400}})"), "1d3c-79ab");
    EXPECT_EQ(id(R"({"payload":{"text":"torn}, "envelope_id" : "1d3c-79ab"})"), "1d3c-79ab");
    EXPECT_EQ(id(R"({"payload":{"text":"\"envelope_id\":\"a\" x"},"envelope_id":"b",})"), "b") << "nobody's words";
    EXPECT_EQ(id(R"({"envelope_id":"1d3c","payload":")" + std::string(5 << 20, 'x') + R"("})"), "1d3c");
    for (const char* text :
         {R"({"envelope_id")", R"({"envelope_id":)", R"({"envelope_id":")", R"({"envelope_id":"a b",)",
          R"({"envelope_id":"a)", R"({"envelope_id":7,)", R"({"envelope_id":"",)"})
        EXPECT_EQ(id(text), "none") << text;
    EXPECT_EQ(id(R"({"envelope_id":")" + std::string(200, 'a') + R"(",)"), "none");
}

TEST(SlackSocket, ALargeEnvelopeIsReadWhole) {
    const json large = recorded("socket-envelope-4-interactive-block_actions");
    EXPECT_GT(large.dump().size(), 50'000U);
    const auto frame = read_frame(large.dump(1));
    EXPECT_EQ(std::get<Envelope>(frame).id, "dfb98ec6-45a8-4200-98af-7d05fb6fb44f");
}

TEST(SlackSocket, WhatIsNoFrameIsUnknown) {
    for (const char* text : {"", "x", "{}", "[]", "null", "7", R"({"type":7})", R"({"envelope_id":""})", "\xff"})
        EXPECT_TRUE(std::holds_alternative<UnknownFrame>(read_frame(text))) << text;
}

}  // namespace
}  // namespace nudged::slack
