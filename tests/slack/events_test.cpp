#include "connectors/slack/events.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "connectors/slack/form.hpp"
#include "connectors/slack/socket_envelopes.hpp"
#include "tests/slack/received.hpp"

namespace nudged::slack {
namespace {

using nlohmann::json;

json read(const std::string& name) {
    std::ifstream file(NUDGED_TEST_DATA "/slack/" + name);
    return json::parse(file);
}

std::string form_of(const json& fields) {
    Form form;
    for (const auto& [name, value] : fields.items()) form.emplace_back(name, value.get<std::string>());
    return write_form(form);
}

// What came in by a door.
Received received(const json& row) {
    const json& body = row["body"];
    if (row["door"] == "events") return read_event(body.is_string() ? body.get<std::string>() : body.dump());
    if (row["door"] == "commands") return read_command(body.is_string() ? body.get<std::string>() : form_of(body));
    return read_interaction(body.is_string() ? body.get<std::string>() : write_form({{"payload", body.dump()}}));
}

TEST(SlackEvents, EachKindIsHeardAsTheEventItIs) {
    const json table = read("events.json");
    ASSERT_GT(table.size(), 45U);
    for (const json& row : table) EXPECT_EQ(show(received(row)), row["heard"]) << row["name"];
}

TEST(SlackEvents, TheSocketCarriesTheSame) {
    const json table = read("events.json");
    for (const json& row : table) {
        if (row["body"].is_string()) continue;
        const std::string type = row["door"] == "events"     ? "events_api"
                                 : row["door"] == "commands" ? "slash_commands"
                                                             : "interactive";
        const Frame frame = read_frame(json{{"envelope_id", "e1"}, {"type", type}, {"payload", row["body"]}}.dump());
        ASSERT_TRUE(std::holds_alternative<Envelope>(frame)) << row["name"];
        EXPECT_EQ(show(std::get<Envelope>(frame).received), row["heard"]) << row["name"];
    }
}

TEST(SlackEvents, TheSameMessageUnderAnotherEventIdIsTheSameAct) {
    json body = read("events.json")[0]["body"];
    const auto event = [&] { return std::get<Event>(read_event(body.dump())); };
    const auto first = event();
    body["event_id"] = "EvOther";
    body["event"]["client_msg_id"] = "other";
    EXPECT_EQ(event().key, first.key);
    body["event"]["ts"] = "1790000050.000201";
    EXPECT_NE(event().key, first.key);
}

TEST(SlackEvents, WhatWasSaidWithinAnHourAfterIsToldByTheKeys) {
    json body = read("events.json")[0]["body"];
    const auto at = [&](const std::string& ts) {
        body["event"]["ts"] = ts;
        return std::get<Event>(read_event(body.dump()));
    };
    const auto first = at("1790000050.000200");
    for (const char* ts : {"1790000050.000201", "1790000051.000100", "1790003649.999999"}) {
        EXPECT_LT(first.key, at(ts).key) << ts;
        EXPECT_LT(at(ts).key, first.next_keys_end) << ts;
    }
    EXPECT_GT(at("1790003650.000000").key, first.next_keys_end);
    EXPECT_LT(at("1790000050.000199").key, first.key);
    for (const char* ts : {"x", "1.2", "1790000050", "99999999999999999999.1"})
        EXPECT_EQ(at(ts).next_keys_end, "") << ts;
}

TEST(SlackEvents, AMessageIsKnownByItsEventAndByWhoTypedItToo) {
    json body = read("events.json")[0]["body"];
    const auto keys = [&] { return std::get<Event>(read_event(body.dump())).other_keys; };
    EXPECT_EQ(keys(), (std::vector<std::string>{"typed:U1:f0582a78", "event:Ev1"}));
    body["event"]["user"] = "U2";
    EXPECT_EQ(keys()[0], "typed:U2:f0582a78") << "nobody takes the id of somebody else's words";
    body["event"].erase("client_msg_id");
    body.erase("event_id");
    EXPECT_TRUE(keys().empty());
}

TEST(SlackEvents, TheRecordedPayloadsAreReadAsWhatTheyAre) {
    const json recorded = read("recorded_python.json");
    const auto event = [&](const char* name) { return show(read_event(recorded[name].dump())); };
    EXPECT_EQ(event("bolt-test_events-7-app_uninstalled_body"), "uninstalled from T111");
    EXPECT_EQ(event("bolt-test_events-8-tokens_revoked_body"), "uninstalled from T111");
    EXPECT_TRUE(event("bolt-test_events_url_verification-0-event_body").starts_with("challenge ")) << "the challenge";
    for (const char* name :
         {"bolt-test_message_bot-0-user_message_event_payload", "bolt-test_message_changed-0-event_payload",
          "bolt-test_message_deleted-0-event_payload", "bolt-test_events-2-message_file_share_body"})
        EXPECT_TRUE(event(name).starts_with("ignored")) << name << ": in a channel";
    json file = recorded["bolt-test_message_file_share-0-event_payload"];
    file["event"]["channel_type"] = "im";
    EXPECT_TRUE(show(read_event(file.dump())).find(": said '") != std::string::npos);
    file["event"]["text"] = "";
    EXPECT_TRUE(show(read_event(file.dump())).find(": needs words, not photo") != std::string::npos);
    const json& press = recorded["bolt-test_block_actions-0-body"];
    EXPECT_EQ(show(read_interaction(write_form({{"payload", press.dump()}}))),
              "slack T111 chat W111 user W111 (primary-owner, ) key press:1596530385.194939:W111:111.222:a: "
              "pressed 'a' on C111:111.222, callback C111, waits not");
    EXPECT_EQ(
        show(read_command(recorded["bolt-test_slash_command-0-slash_command_body"]["raw_body"].get<std::string>())),
        "slack T111 chat W111 user W111 (primary-owner, ) key command:111.111.xxx: said 'Hi'");
    EXPECT_EQ(show(std::get<Envelope>(read_frame(recorded["socket-envelope-0-slash_commands-slash"].dump())).received),
              "slack T111 chat U111 user U111 (testxyz, ) key command:111.222.xxx: said 'help'");
}

TEST(SlackEvents, AnyRecordedPayloadIsReadThroughAnyDoor) {
    for (const char* file : {"recorded_python.json", "recorded_java.json"}) {
        const json recorded = read(file);
        for (const auto& [name, body] : recorded.items()) {
            const std::string text = body.dump();
            EXPECT_FALSE(show(read_event(text)).empty()) << name;
            EXPECT_FALSE(show(read_interaction(write_form({{"payload", text}}))).empty()) << name;
            EXPECT_FALSE(show(read_command(text)).empty()) << name;
            (void)read_frame(text);
            for (const char* type : {"events_api", "interactive", "slash_commands", "new"})
                EXPECT_TRUE(std::holds_alternative<Envelope>(
                    read_frame(json{{"envelope_id", "e"}, {"type", type}, {"payload", body}}.dump())))
                    << name;
        }
    }
}

// Each value of a body in turn becomes one of another kind.
void with_each_value_replaced(const json& whole, json& place, const std::function<void(const std::string&)>& use) {
    const json kept = place;
    for (const json& other : {json(nullptr), json(7), json("x"), json::array(), json::object()}) {
        place = other;
        use(whole.dump());
    }
    place = kept;
    if (place.is_structured())
        for (auto& inner : place) with_each_value_replaced(whole, inner, use);
}

TEST(SlackEvents, NoValueOfAnotherKindDoesHarm) {
    const json table = read("events.json");
    for (const json& row : table) {
        if (!row["body"].is_object() || row["door"] == "commands") continue;
        json body = row["body"];
        with_each_value_replaced(body, body, [&](const std::string& text) {
            if (row["door"] == "events")
                (void)read_event(text);
            else
                (void)read_interaction(write_form({{"payload", text}}));
        });
    }
}

TEST(SlackEvents, WhatIsTornIsUnreadableNotWrong) {
    const std::string whole = read("events.json")[0]["body"].dump();
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_EQ(show(read_event(whole.substr(0, length))), "unreadable") << length;
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    EXPECT_EQ(show(read_event(deep)), "unreadable");
    EXPECT_EQ(show(read_event(std::string(5 << 20, ' ') + whole)), "unreadable");
}

TEST(SlackEvents, HalfALetterMakesNothingElseUnreadable) {
    const auto heard = [](const std::string& text) {
        const auto received = read_event(
            R"({"type":"event_callback","team_id":"T1","event":{"type":"message","channel_type":"im","channel":"D1",)"
            R"("user":"U1","ts":"1.2","text":")" +
            text + R"("}})");
        const auto* event = std::get_if<Event>(&received);
        return event == nullptr ? show(received) : std::get<TextSaid>(event->body).text;
    };
    EXPECT_EQ(heard(R"(done 2 \ud83d)"), "done 2 \uFFFD");
    EXPECT_EQ(heard(R"(\uD83D done)"), "\uFFFD done");
    EXPECT_EQ(heard(R"(\ude00\ud83d)"), "\uFFFD\uFFFD");
    EXPECT_EQ(heard(R"(\ud83d\ud83d\ude00)"), "\uFFFD\U0001F600") << "a pair stays one";
    EXPECT_EQ(heard(R"(\ud83d\n2)"), "\uFFFD\n2");
    EXPECT_EQ(heard(R"(\\ud83d \\\ude00)"), R"(\ud83d \)"
                                            "\uFFFD")
        << "a backslash is none of it";
    EXPECT_EQ(heard(R"(\ud83)"), "unreadable");
}

TEST(SlackForms, AreReadAsTheyAreWritten) {
    EXPECT_EQ(read_form("a=1&b=x+y%20z%26&c&=d&&e=%zz%4"),
              (Form{{"a", "1"}, {"b", "x y z&"}, {"c", ""}, {"", "d"}, {"e", "%zz%4"}}));
    const Form form{{"a b", "c&d=e"}, {"é", "%+"}, {"", ""}};
    EXPECT_EQ(read_form(write_form(form)), form);
    EXPECT_EQ(field(read_form("a=1&a=2"), "a"), "1");
    EXPECT_EQ(field({}, "a"), "");
}

}  // namespace
}  // namespace nudged::slack
