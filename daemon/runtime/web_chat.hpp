// The backend of the web chat: who may come in, and what the page asks for. The page is in connectors/webchat/page.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/secret.hpp"
#include "daemon/runtime/web_server.hpp"
#include "storage/store.hpp"

namespace nudged::runtime {

// The token that lets the first owner in: read from DATA/webchat-token, made there when it is missing. Throws
// SecretError, or std::runtime_error when it cannot be made.
[[nodiscard]] Secret webchat_token(const std::filesystem::path& data);

class WebChat {
public:
    struct Setting {
        std::filesystem::path data;  // a folder of ours alone: uploads rest there while they are read
        Secret token;
        bool secure_cookies = false;                           // the page is reached by https
        std::function<std::string(const Picture&)> draw = {};  // a PNG; empty when it cannot be drawn
    };

    // `changed` is called after each transaction that may have given somebody else work, from handler threads.
    WebChat(Store& store, const Clock& clock, const conversation::Rules& rules, Setting setting,
            std::function<void()> changed);

    // Registers its routes. Before the server starts; the server ends before this does.
    void serve(web::WebServer& server);
    // The history may have changed: the open pages look. Any thread.
    void notify();

private:
    static constexpr std::size_t longest_text = 1 << 20;
    static constexpr std::size_t changes_at_once = 100;

    [[nodiscard]] std::optional<Owner> owner_of(const web::Request& request);
    [[nodiscard]] conversation::Moment moment() const { return {clock_.now(), clock_.real()}; }
    void committed();

    web::Response page(const web::Request& request);
    web::Response page_of(const Owner& owner, const web::Request& request);
    web::Response let_in(const Owner& owner, const web::Request& request);
    void stream(const web::Request& request, web::EventStream& events);
    // For a page that was let in, in its owner's language.
    web::Response history(const Owner& owner, const web::Request& request);
    web::Response picture(const Owner& owner, const web::Request& request);
    web::Response say(const Owner& owner, const web::Request& request);
    web::Response tap(const Owner& owner, const web::Request& request);
    web::Response hear(std::int64_t owner, const std::string& key, std::int64_t since, EventBody body);
    web::Response told_of_zone(const Owner& owner, const web::Request& request);
    web::Response set_up(const Owner& owner, const web::Request& request);
    web::Response import(const Owner& owner, const web::Request& request, web::Upload& upload);

    Store& store_;
    const Clock& clock_;
    const conversation::Rules& rules_;
    const Setting setting_;
    const std::string cookie_;  // its name; browsers keep the ports of a machine together, so each store has its own
    std::function<void()> changed_;
    web::WebServer* server_ = nullptr;
};

}  // namespace nudged::runtime
