// The web chat as a browser meets it: the real backend, server and store, spoken to on loopback.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "daemon/runtime/web_chat.hpp"
#include "tests/settings/temporary_folder.hpp"
#include "tests/web/raw_client.hpp"

namespace nudged::test {

using Json = nlohmann::json;

// Wednesday 4 March 2026, 08:00 in Lisbon.
class StandingClock final : public runtime::Clock {
public:
    [[nodiscard]] Instant now() const override {
        return std::chrono::sys_days{std::chrono::year{2026} / 3 / 4} + std::chrono::hours{8};
    }
    [[nodiscard]] Instant real() const override { return now(); }
    [[nodiscard]] std::chrono::milliseconds real_until(Instant) const override { return {}; }
};

class WebChatTest : public testing::Test {
protected:
    void SetUp() override { serve(false); }

    void serve(bool secure) {
        server_.reset();
        web_chat_ = std::make_unique<runtime::WebChat>(
            store(), clock_, rules_,
            runtime::WebChat::Setting{folder_.path(), runtime::webchat_token(folder_.path()), secure,
                                      [](const Picture& picture) { return "PNG of " + picture.words; }},
            [this] { ++changes_; });
        server_ = std::make_unique<web::WebServer>();
        web_chat_->serve(*server_);
        server_->listen("127.0.0.1", 0);
        server_->start();
    }
    Store& store() {
        if (!store_) {
            store_ = open_sqlite_store((folder_.path() / "nudged.db").string());
            Owner ana;
            ana.name = "Ana";
            ana.zone = "Europe/Lisbon";
            ana.created = clock_.now();
            ana_ = store_->transact([&](Tables& tables) { return tables.owners.add(ana); });
        }
        return *store_;
    }
    [[nodiscard]] std::string token() const { return runtime::webchat_token(folder_.path()).reveal(); }
    [[nodiscard]] Owner ana() {
        return store().transact([&](Tables& tables) { return tables.owners.find(ana_).value(); });
    }

    RawClient client() { return RawClient(server_->port()); }
    std::string ask(const std::string& bytes) {
        auto one = client();
        one.send(bytes);
        return one.receive_answer();
    }
    std::string get(const std::string& target, const std::string& headers = "") {
        return ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
    }
    std::string post(const std::string& target, const std::string& body, std::string headers = "",
                     const std::string& type = "application/json") {
        headers += "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        return ask("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body);
    }

    // What a page that was let in sends along.
    std::string in() {
        if (cookie_.empty()) cookie_ = "Cookie: " + cookie_of(get("/?token=" + token())) + "\r\n";
        return cookie_;
    }
    static std::string cookie_of(const std::string& answer) {
        const auto begin = answer.find("Set-Cookie: ");
        return begin == answer.npos ? "" : answer.substr(begin + 12, answer.find_first_of(";\r", begin) - begin - 12);
    }
    static int status_of(const std::string& answer) { return answer.size() < 12 ? 0 : std::stoi(answer.substr(9, 3)); }
    static Json json_of(const std::string& answer) {
        const auto end = answer.find("\r\n\r\n");
        return Json::parse(answer.substr(end + 4), nullptr, false);
    }

    Json say(const std::string& text, const std::string& key) {
        return json_of(post("/api/say", Json{{"text", text}, {"key", key}}.dump(), in()));
    }
    Json history() { return json_of(get("/api/history", in())); }
    // Of the newest message: every text and label in it.
    std::string newest() { return history().at("lines").back().dump(); }

    TemporaryFolder folder_;
    StandingClock clock_;
    conversation::Rules rules_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<runtime::WebChat> web_chat_;
    std::unique_ptr<web::WebServer> server_;  // ends first
    std::int64_t ana_ = 0;
    std::atomic<int> changes_ = 0;

private:
    std::string cookie_;
};

}  // namespace nudged::test
