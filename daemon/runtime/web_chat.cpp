#include "daemon/runtime/web_chat.hpp"

#include <openssl/crypto.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <system_error>

#include "connectors/message_json.hpp"
#include "daemon/conversation/pairing.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/page.hpp"
#include "daemon/messages/welcome.hpp"
#include "daemon/runtime/kept_secret.hpp"
#include "daemon/runtime/web_chat_json.hpp"
#include "daemon/runtime/web_page.hpp"

namespace nudged::runtime {

using conversation::hash_of;
using conversation::random_text;
using Json = nlohmann::json;

namespace {

constexpr std::size_t secret_bytes = 20;
constexpr std::size_t longest_act_body = 8'192;
constexpr std::size_t longest_import = 256 << 20;
constexpr std::size_t history_at_once = 100;
constexpr std::size_t longest_history = 5'000;
constexpr std::chrono::seconds beat{20};  // a page that hears nothing for longer knows that it is cut off

bool same_secret(const std::string& one, const std::string& other) {
    const auto a = hash_of(one), b = hash_of(other);
    return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string sent_event(const ChatLine& line) {
    return "data: " + to_page(line).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n\n";
}

// The handler, with an answer for when the store or the data folder cannot be written: no fault of the request.
template <class... Arguments>
auto answering(std::function<web::Response(const web::Request&, Arguments...)> handler) {
    return [handler = std::move(handler)](const web::Request& request, Arguments... more) {
        const messages::Speaking speaking(language_of(request));  // until it is known who asks
        std::string why;
        try {
            return handler(request, more...);
        } catch (const StoreError& error) {
            why = error.what();
        } catch (const std::system_error& error) {
            why = error.what();
        }
        spdlog::error("web chat: {}", why);
        if (request.path.starts_with("/api/")) return json_refusal(503, messages::page_cannot_be_served());
        web::Response response;
        response.status = 503;
        response.body = messages::page_cannot_be_served() + "\n";
        return response;
    };
}

// Part of a page of another site, such as its picture. A link that a person follows from there navigates.
bool is_part_of_elsewhere(const web::Request& request) {
    return request.header("sec-fetch-site") == "cross-site" && request.header("sec-fetch-mode") != "navigate";
}

web::Response locked() { return page_document("/locked.html", 401); }
web::Response not_let_in() { return json_refusal(401, messages::page_has_lost_its_key()); }

}  // namespace

Secret webchat_token(const std::filesystem::path& data) { return kept_secret(data / "webchat-token"); }

WebChat::WebChat(Store& store, const Clock& clock, const conversation::Rules& rules, Setting setting,
                 std::function<void()> changed)
    : store_(store),
      clock_(clock),
      rules_(rules),
      setting_(std::move(setting)),
      cookie_("nudged_" + hash_of(setting_.token.reveal()).substr(0, 8)),
      changed_(std::move(changed)) {}

void WebChat::serve(web::WebServer& server) {
    constexpr std::size_t longest_words_body = 2 * longest_text + 4'096;  // line breaks and quotation marks are escaped
    server_ = &server;
    server.get("/", answering(web::Handler([this](const web::Request& request) { return page(request); })));
    serve_page_files(server);
    const auto owners = [this](web::Response (WebChat::*answer)(const Owner&, const web::Request&)) {
        return answering(web::Handler([this, answer](const web::Request& request) {
            const auto owner = owner_of(request);
            if (!owner) return not_let_in();
            const messages::Speaking speaking(owner->language);
            return (this->*answer)(*owner, request);
        }));
    };
    server.get("/api/history", owners(&WebChat::history));
    server.get("/api/picture", owners(&WebChat::picture));
    server.post("/api/say", longest_words_body, owners(&WebChat::say));
    server.post("/api/tap", longest_act_body, owners(&WebChat::tap));
    server.post("/api/zone", longest_act_body, owners(&WebChat::told_of_zone));
    server.post("/api/setup", longest_act_body, owners(&WebChat::set_up));
    server.upload("/api/import", longest_import,
                  answering(web::UploadHandler([this](const web::Request& request, web::Upload& upload) {
                      const auto owner = owner_of(request);
                      if (!owner) return not_let_in();
                      const messages::Speaking speaking(owner->language);
                      return import(*owner, request, upload);
                  })));
    server.events(
        "/api/events",
        [this](const web::Request& request) -> std::optional<web::Response> {
            const messages::Speaking speaking(language_of(request));
            if (owner_of(request)) return std::nullopt;
            return not_let_in();
        },
        [this](const web::Request& request, web::EventStream& events) { stream(request, events); });
}

void WebChat::notify() {
    if (server_ != nullptr) server_->notify();
}

void WebChat::committed() {
    notify();
    changed_();
}

std::optional<Owner> WebChat::owner_of(const web::Request& request) {
    const auto cookie = request.cookie(cookie_);
    if (!cookie) return std::nullopt;
    return store_.transact([&](Tables& tables) {
        const auto id = tables.access.session(hash_of(*cookie));
        return id ? tables.owners.find(*id) : std::nullopt;
    });
}

web::Response WebChat::page(const web::Request& request) {
    if (is_part_of_elsewhere(request)) return locked();
    const auto owner = owner_of(request);
    if (const auto token = web::form_value(request.query, "token");
        token && same_secret(*token, setting_.token.reveal())) {
        const auto all = store_.transact([](Tables& tables) { return tables.owners.all(); });
        if (all.empty()) return locked();
        const auto& first = std::ranges::min(all, {}, &Owner::id);
        return owner && owner->id == first.id ? page_of(first, request) : let_in(first, request);
    }
    // HEAD and a second GET of the same link leave the code as it is: it works once, for who is not in yet. A wrong one
    // costs nothing: 80 bits cannot be guessed in ten minutes, and anybody who reaches this port could else use up the
    // tries of those who are waited for.
    if (const auto code = web::form_value(request.query, "code"); code && request.method == "GET") {
        const auto invited = store_.transact([&](Tables& tables) {
            const auto redeemed =
                tables.access.redeem(hash_of(*code), std::string(conversation::webchat), clock_.real());
            return redeemed ? tables.owners.find(redeemed->owner) : std::nullopt;
        });
        if (invited) return let_in(*invited, request);
    }
    return owner ? page_of(*owner, request) : locked();
}

// Whom the first run made, and who has not said anything yet, has not chosen a language: their browser has one.
web::Response WebChat::page_of(const Owner& owner, const web::Request& request) {
    const bool is_new = !messages::has_a_name(owner) && owner.language == Language::english &&
                        store_.transact([&](Tables& tables) { return tables.chat.newest(owner.id, 1).empty(); });
    const messages::Speaking speaking(is_new ? language_of(request) : owner.language);
    return page_document("/index.html");
}

web::Response WebChat::let_in(const Owner& owner, const web::Request& request) {
    const auto session = random_text(secret_bytes);
    store_.transact([&](Tables& tables) { tables.access.put_session(hash_of(session), owner.id, clock_.real()); });
    auto response = page_of(owner, request);
    response.headers.emplace_back("Set-Cookie", cookie_ + "=" + session +
                                                    "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict" +
                                                    (setting_.secure_cookies ? "; Secure" : ""));
    return response;
}

web::Response WebChat::history(const Owner& owner, const web::Request& request) {
    const auto asked = whole_number(web::form_value(request.query, "lines").value_or(""));
    const auto most =
        std::clamp<std::size_t>(static_cast<std::size_t>(asked.value_or(history_at_once)), 1, longest_history);
    auto lines = store_.transact([&](Tables& tables) { return tables.chat.newest(owner.id, most + 1); });
    const bool more = lines.size() > most;
    if (more) lines.erase(lines.begin());
    std::int64_t version = 0;
    for (const auto& line : lines) version = std::max(version, line.version);
    return json_answer({{"owner", to_page(owner)},
                        {"fresh", lines.empty()},
                        {"more", more && most < longest_history},
                        {"version", version},
                        {"lines", to_page(lines)}});
}

web::Response WebChat::picture(const Owner& owner, const web::Request& request) {
    const auto id = whole_number(web::form_value(request.query, "line").value_or(""));
    const auto line =
        store_.transact([&](Tables& tables) { return id ? tables.chat.find(owner.id, *id) : std::nullopt; });
    const auto message = line && !line->mine ? message_from_json(line->body) : std::nullopt;
    web::Response response;
    if (message && message->picture && setting_.draw) response.body = setting_.draw(*message->picture);
    if (response.body.empty()) return json_refusal(404, messages::no_picture_here());
    response.content_type = "image/png";
    response.headers = {{"Cache-Control", "private, max-age=86400"}};
    return response;
}

void WebChat::stream(const web::Request& request, web::EventStream& events) {
    const auto owner = owner_of(request);
    auto seen = whole_number(web::form_value(request.query, "since").value_or("")).value_or(0);
    do {
        for (bool more = owner.has_value(); more;) {
            const auto lines = store_.transact(
                [&](Tables& tables) { return tables.chat.changed_since(owner->id, seen, changes_at_once); });
            more = lines.size() == changes_at_once;
            for (const auto& line : lines) {
                if (!events.send(sent_event(line))) return;
                seen = line.version;
            }
        }
        if (!events.send("event: beat\ndata:\n\n")) return;
    } while (events.wait(beat));
}

}  // namespace nudged::runtime
