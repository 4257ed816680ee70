// Our own client of Telegram against the fake that grammY has proved: the same bytes, over a real socket.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

#include "connectors/http/http_engine.hpp"
#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

class FakeTelegram {
public:
    FakeTelegram() {
        int out[2];
        if (pipe(out) != 0) throw std::runtime_error("no pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, out[0]);
        std::string node = "node";
        std::string script = NUDGED_TEST_DATA "/../support/fake_telegram.mjs";
        char* const arguments[] = {node.data(), script.data(), nullptr};
        const int failed = posix_spawnp(&process_, "node", &actions, nullptr, arguments, environ);
        posix_spawn_file_actions_destroy(&actions);
        close(out[1]);
        char line[128] = "";
        FILE* const from = fdopen(out[0], "r");
        if (failed == 0 && std::fgets(line, sizeof line, from) != nullptr) url = line;
        std::fclose(from);
        while (url.ends_with('\n')) url.pop_back();
    }
    ~FakeTelegram() {
        kill(process_, SIGTERM);
        waitpid(process_, nullptr, 0);
    }
    FakeTelegram(const FakeTelegram&) = delete;
    FakeTelegram& operator=(const FakeTelegram&) = delete;

    std::string url;

private:
    pid_t process_ = 0;
};

class TelegramPeer : public testing::Test {
protected:
    HttpResponse fetch(HttpRequest request) {
        std::optional<HttpResponse> got;
        engine.start(std::move(request), [&](HttpResponse response) { got = std::move(response); });
        while (!got) engine.run(10s);
        return *got;
    }
    json control(const std::string& name, const json& body) {
        HttpRequest request;
        request.url = fake.url + "/control/" + name;
        request.body = body.dump();
        const HttpResponse response = fetch(std::move(request));
        EXPECT_EQ(response.status, 200) << response.body;
        return json::parse(response.body, nullptr, false);
    }
    json seen() {
        HttpRequest request;
        request.method = "GET";
        request.url = fake.url + "/control/messages";
        return json::parse(fetch(std::move(request)).body)["messages"];
    }
    Outcome send(const Outgoing& outgoing) { return telegram.outcome(outgoing, fetch(telegram.request(outgoing))); }
    std::vector<ReceivedUpdate> poll(std::int64_t offset) {
        const auto got = read_updates(self, fetch(get_updates(api, offset, 1s)));
        return std::get<std::vector<ReceivedUpdate>>(got);
    }
    static Outgoing message(const std::string& text) {
        Outgoing out;
        out.chat = "7012345678";
        out.message.blocks = {{{{text, Style::bold}, {" & <more>"}}, {{Button{"✓ Mum", "done:1", "", "", ""}}}}};
        return out;
    }

    FakeTelegram fake;
    http::HttpEngine engine;
    const Api api{fake.url, "6000000001:FAKE-TOKEN-of-the-test"};
    const TelegramConnector telegram{api.url, api.token};
    const Identity self{6'000'000'001, "NudgeBot"};
};

TEST_F(TelegramPeer, AMorningWithTelegram) {
    EXPECT_EQ(std::get<Identity>(read_identity(fetch(get_me(api)))), self);
    EXPECT_FALSE(read_done(fetch(set_my_commands(api))));
    EXPECT_TRUE(std::get<Refused>(send(message("Mum"))).recipient_gone) << "not before /start";

    control("say", {{"text", "/start K7"}});
    auto updates = poll(0);
    ASSERT_EQ(updates.size(), 1U);
    EXPECT_EQ(std::get<TextSaid>(updates[0].event->body).text, "/start K7");

    const auto sent = std::get<Sent>(send(message("Mum")));
    EXPECT_EQ(seen()[1]["text"], "Mum & <more>");
    EXPECT_EQ(seen()[1]["entities"], json::parse(R"([{"type":"bold","offset":0,"length":3}])"));

    control("press", {{"label", "✓ Mum"}});
    updates = poll(updates[0].update_id + 1);
    ASSERT_EQ(updates.size(), 1U);
    const auto tap = std::get<ButtonPressed>(updates[0].event->body);
    EXPECT_EQ(tap.action, "done:1");
    EXPECT_EQ(tap.message, sent.reference);

    Outgoing ack;
    ack.kind = SendKind::ack;
    ack.reference = tap.callback;
    EXPECT_TRUE(std::holds_alternative<Sent>(send(ack)));
    Outgoing edit = message("Mum: done");
    edit.kind = SendKind::edit;
    edit.reference = sent.reference;
    edit.message.blocks[0].rows.clear();
    EXPECT_TRUE(std::holds_alternative<Sent>(send(edit)));
    EXPECT_TRUE(std::holds_alternative<Sent>(send(edit))) << "the same again changes nothing";
    EXPECT_EQ(seen()[1]["text"], "Mum: done & <more>");
    EXPECT_EQ(seen()[1]["buttons"].size(), 0U);
}

TEST_F(TelegramPeer, LongMessagesArriveInPartsThatTheServiceTakes) {
    control("say", {{"text", "hi"}});
    Outgoing out = message("");
    for (int i = 0; i < 3'000; ++i) out.message.blocks[0].text.push_back({"👍&<é> ", static_cast<Style>(i % 4)});
    const auto parts = telegram.split(out.message);
    EXPECT_GT(parts.size(), 3U);
    for (const Message& part : parts) {
        out.message = part;
        EXPECT_TRUE(std::holds_alternative<Sent>(send(out)));
    }
}

TEST_F(TelegramPeer, FaultsOnTheWayAreTakenForWhatTheyAre) {
    control("say", {{"text", "hi"}});
    control("faults", json::parse(R"([
        {"method":"sendMessage","reset":true,"accept":true}, {"method":"sendMessage","cut":30},
        {"method":"sendMessage","status":502,"body":"<html></html>"},
        {"method":"sendMessage","error_code":429,"description":"x","parameters":{"retry_after":7}}])"));
    EXPECT_TRUE(std::holds_alternative<MaybeSent>(send(message("reset"))));
    EXPECT_TRUE(std::holds_alternative<MaybeSent>(send(message("half"))));
    EXPECT_TRUE(std::holds_alternative<MaybeSent>(send(message("page"))));
    EXPECT_EQ(std::get<Wait>(send(message("flood"))).retry_after, 7s);
    EXPECT_EQ(seen().size(), 3U) << "what was accepted was sent once, and what was refused not at all";
    control("revoke", json::object());
    EXPECT_TRUE(std::holds_alternative<Held>(send(message("x"))));
    EXPECT_EQ(std::get<Trouble>(read_updates(self, fetch(get_updates(api, 0, 0s)))).kind, Trouble::Kind::refused);
}

TEST_F(TelegramPeer, AWebhookKeepsThePollerOut) {
    EXPECT_FALSE(read_done(fetch(set_webhook(api, "https://example.org/telegram/webhook", "abc"))));
    EXPECT_EQ(std::get<WebhookInfo>(read_webhook_info(fetch(get_webhook_info(api)))).url,
              "https://example.org/telegram/webhook");
    EXPECT_EQ(std::get<Trouble>(read_updates(self, fetch(get_updates(api, 0, 0s)))).kind,
              Trouble::Kind::webhook_active);
    EXPECT_FALSE(read_done(fetch(delete_webhook(api))));
    EXPECT_TRUE(poll(0).empty());
}

}  // namespace
}  // namespace nudged::telegram
