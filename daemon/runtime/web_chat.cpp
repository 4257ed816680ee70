#include "daemon/runtime/web_chat.hpp"

#include <openssl/crypto.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <system_error>

#include "connectors/message_json.hpp"
#include "connectors/webchat/page_assets.hpp"
#include "daemon/conversation/conversation.hpp"
#include "daemon/conversation/pairing.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/travelling.hpp"
#include "daemon/runtime/kept_secret.hpp"
#include "daemon/runtime/web_chat_import.hpp"
#include "daemon/runtime/web_chat_json.hpp"
#include "daemon/runtime/web_chat_setup.hpp"

namespace nudged::runtime {

using conversation::hash_of;
using conversation::random_text;
using Json = nlohmann::json;

namespace {

constexpr std::size_t secret_bytes = 20;
constexpr std::size_t longest_text = 1 << 20;
constexpr std::size_t longest_words_body = 2 * longest_text + 4'096;  // line breaks and quotation marks are escaped
constexpr std::size_t longest_act_body = 8'192;
constexpr std::size_t longest_import = 256 << 20;
constexpr std::size_t longest_action = 64;
constexpr std::size_t longest_zone = 64;
constexpr std::size_t history_at_once = 100;
constexpr std::size_t longest_history = 5'000;
constexpr std::size_t changes_at_once = 100;
constexpr std::chrono::seconds beat{20};  // a page that hears nothing for longer knows that it is cut off

constexpr const char* not_written =
    "I can't write anything down at the moment; is the disk full? Please try again in a minute: nothing happens twice.";
constexpr const char* not_let_in = "This page has lost its key. Open the address that nudged printed at its start.";

bool same_secret(const std::string& one, const std::string& other) {
    const auto a = hash_of(one), b = hash_of(other);
    return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

const webchat::Asset& asset(std::string_view path) {
    const auto assets = webchat::page_assets();
    return *std::ranges::find(assets, path, &webchat::Asset::path);
}

web::Response document(std::string_view path, int status) {
    web::Response response;
    response.status = status;
    response.content_type = asset(path).type;
    response.body = asset(path).bytes;
    return response;
}

web::Response unchanged_or(const web::Request& request, const webchat::Asset& file) {
    web::Response response;
    response.headers = {{"Cache-Control", "no-cache"}, {"ETag", std::string(file.etag)}};
    response.content_type = file.type;
    if (request.header("if-none-match") == file.etag)
        response.status = 304;
    else
        response.body = file.bytes;
    return response;
}

std::string sent_event(const ChatLine& line) {
    return "data: " + to_page(line).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n\n";
}

// The handler, with an answer for when the store or the data folder cannot be written: no fault of the request.
template <class... Arguments>
auto answering(std::function<web::Response(const web::Request&, Arguments...)> handler) {
    return [handler = std::move(handler)](const web::Request& request, Arguments... more) {
        std::string why;
        try {
            return handler(request, more...);
        } catch (const StoreError& error) {
            why = error.what();
        } catch (const std::system_error& error) {
            why = error.what();
        }
        spdlog::error("web chat: {}", why);
        if (request.path.starts_with("/api/")) return json_refusal(503, not_written);
        web::Response response;
        response.status = 503;
        response.body = std::string(not_written) + "\n";
        return response;
    };
}

// Part of a page of another site, such as its picture. A link that a person follows from there navigates.
bool is_part_of_elsewhere(const web::Request& request) {
    return request.header("sec-fetch-site") == "cross-site" && request.header("sec-fetch-mode") != "navigate";
}

std::string as_text(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

Secret webchat_token(const std::filesystem::path& data) { return kept_secret(data / "webchat-token"); }

void serve_page_files(web::WebServer& server) {
    for (const auto& file : webchat::page_assets())
        if (!file.path.ends_with(".html"))
            server.get(std::string(file.path),
                       [&file](const web::Request& request) { return unchanged_or(request, file); });
}

WebChat::WebChat(Store& store, const Clock& clock, const conversation::Rules& rules, Setting setting,
                 std::function<void()> changed)
    : store_(store),
      clock_(clock),
      rules_(rules),
      setting_(std::move(setting)),
      cookie_("nudged_" + hash_of(setting_.token.reveal()).substr(0, 8)),
      changed_(std::move(changed)) {}

void WebChat::serve(web::WebServer& server) {
    server_ = &server;
    const auto handler = [this](web::Response (WebChat::*answer)(const web::Request&)) {
        return answering(
            web::Handler([this, answer](const web::Request& request) { return (this->*answer)(request); }));
    };
    server.get("/", handler(&WebChat::page));
    serve_page_files(server);
    server.get("/api/history", handler(&WebChat::history));
    server.get("/api/picture", handler(&WebChat::picture));
    server.post("/api/say", longest_words_body, handler(&WebChat::say));
    server.post("/api/tap", longest_act_body, handler(&WebChat::tap));
    server.post("/api/zone", longest_act_body, handler(&WebChat::told_of_zone));
    server.post("/api/setup", longest_act_body, handler(&WebChat::set_up));
    server.upload("/api/import", longest_import,
                  answering(web::UploadHandler(
                      [this](const web::Request& request, web::Upload& upload) { return import(request, upload); })));
    server.events(
        "/api/events",
        [this](const web::Request& request) -> std::optional<web::Response> {
            if (owner_of(request)) return std::nullopt;
            return json_refusal(401, not_let_in);
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

std::optional<std::int64_t> WebChat::owner_of(const web::Request& request) {
    const auto cookie = request.cookie(cookie_);
    if (!cookie) return std::nullopt;
    return store_.transact([&](Tables& tables) { return tables.access.session(hash_of(*cookie)); });
}

web::Response WebChat::page(const web::Request& request) {
    if (is_part_of_elsewhere(request)) return document("/locked.html", 401);
    if (const auto token = web::form_value(request.query, "token");
        token && same_secret(*token, setting_.token.reveal())) {
        const auto owners = store_.transact([](Tables& tables) { return tables.owners.all(); });
        if (owners.empty()) return document("/locked.html", 401);
        const auto first = std::ranges::min(owners, {}, &Owner::id).id;
        return owner_of(request) == first ? document("/index.html", 200) : let_in(first);
    }
    // HEAD and a second GET of the same link leave the code as it is: it works once, for who is not in yet. A wrong one
    // costs nothing: 80 bits cannot be guessed in ten minutes, and anybody who reaches this port could else use up the
    // tries of those who are waited for.
    if (const auto code = web::form_value(request.query, "code"); code && request.method == "GET") {
        const auto redeemed = store_.transact([&](Tables& tables) {
            return tables.access.redeem(hash_of(*code), std::string(conversation::webchat), clock_.real());
        });
        if (redeemed) return let_in(redeemed->owner);
    }
    return owner_of(request) ? document("/index.html", 200) : document("/locked.html", 401);
}

web::Response WebChat::let_in(std::int64_t owner) {
    const auto session = random_text(secret_bytes);
    store_.transact([&](Tables& tables) { tables.access.put_session(hash_of(session), owner, clock_.real()); });
    auto response = document("/index.html", 200);
    response.headers.emplace_back("Set-Cookie", cookie_ + "=" + session +
                                                    "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict" +
                                                    (setting_.secure_cookies ? "; Secure" : ""));
    return response;
}

web::Response WebChat::history(const web::Request& request) {
    const auto id = owner_of(request);
    if (!id) return json_refusal(401, not_let_in);
    const auto asked = whole_number(web::form_value(request.query, "lines").value_or(""));
    const auto most =
        std::clamp<std::size_t>(static_cast<std::size_t>(asked.value_or(history_at_once)), 1, longest_history);
    return store_.transact([&](Tables& tables) {
        const auto owner = tables.owners.find(*id);
        if (!owner) return json_refusal(401, not_let_in);
        auto lines = tables.chat.newest(*id, most + 1);
        const bool more = lines.size() > most;
        if (more) lines.erase(lines.begin());
        std::int64_t version = 0;
        for (const auto& line : lines) version = std::max(version, line.version);
        return json_answer({{"owner", to_page(*owner)},
                            {"fresh", lines.empty()},
                            {"more", more && most < longest_history},
                            {"version", version},
                            {"lines", to_page(lines)}});
    });
}

web::Response WebChat::picture(const web::Request& request) {
    const auto owner = owner_of(request);
    if (!owner) return json_refusal(401, not_let_in);
    const auto id = whole_number(web::form_value(request.query, "line").value_or(""));
    const auto line =
        store_.transact([&](Tables& tables) { return id ? tables.chat.find(*owner, *id) : std::nullopt; });
    const auto message = line && !line->mine ? message_from_json(line->body) : std::nullopt;
    web::Response response;
    if (message && message->picture && setting_.draw) response.body = setting_.draw(*message->picture);
    if (response.body.empty()) return json_refusal(404, "There is no picture here.");
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
                [&](Tables& tables) { return tables.chat.changed_since(*owner, seen, changes_at_once); });
            more = lines.size() == changes_at_once;
            for (const auto& line : lines) {
                if (!events.send(sent_event(line))) return;
                seen = line.version;
            }
        }
        if (!events.send("event: beat\ndata:\n\n")) return;
    } while (events.wait(beat));
}

web::Response WebChat::say(const web::Request& request) {
    const auto owner = owner_of(request);
    if (!owner) return json_refusal(401, not_let_in);
    const auto json = json_of(request);
    const auto act = act_from(json);
    auto text = as_text(json, "text");
    std::erase(text, '\0');
    if (!act || text.empty())
        return json_refusal(400, "That reached me in a shape that I can't read. Nothing changed.");
    if (text.size() > longest_text)
        return json_refusal(
            413, "That is longer than I can read at once (1 MiB). Nothing changed; could you send a part of it?");
    return hear(*owner, act->key, act->since, TextSaid{std::move(text), {}});
}

web::Response WebChat::tap(const web::Request& request) {
    const auto owner = owner_of(request);
    if (!owner) return json_refusal(401, not_let_in);
    const auto json = json_of(request);
    const auto act = act_from(json);
    const auto action = as_text(json, "action"), message = as_text(json, "message");
    if (!act || action.empty() || action.size() > longest_action || !whole_number(message))
        return json_refusal(400, "That tap reached me in a shape that I can't read. Nothing changed.");
    return hear(*owner, act->key, act->since, ButtonPressed{action, message, {}});
}

web::Response WebChat::hear(std::int64_t owner, const std::string& key, std::int64_t since, EventBody body) {
    const auto channel = conversation::webchat_of(owner);
    Event event;
    event.connector = channel.connector;
    event.account = channel.account;
    event.chat = event.user = channel.chat;
    event.key = channel.chat + ":" + key;
    event.body = std::move(body);
    auto response = store_.transact([&](Tables& tables) {
        const auto notice = conversation::receive(tables, event, rules_, moment());
        return json_answer(
            {{"notice", notice}, {"lines", to_page(tables.chat.changed_since(owner, since, changes_at_once))}});
    });
    committed();
    return response;
}

// No act of the owner's: it has no key, and said again it is the same.
web::Response WebChat::told_of_zone(const web::Request& request) {
    const auto id = owner_of(request);
    if (!id) return json_refusal(401, not_let_in);
    const auto json = json_of(request);
    const auto zone = as_text(json, "zone");
    if (zone.empty() || zone.size() > longest_zone)
        return json_refusal(400, "That reached me in a shape that I can't read. Nothing changed.");
    const auto since = json.find("since");
    const std::int64_t seen = since != json.end() && since->is_number_integer() ? since->get<std::int64_t>() : 0;
    auto response = store_.transact([&](Tables& tables) {
        const auto channel = conversation::webchat_of(*id);
        conversation::Exchange exchange(tables, tables.owners.find(*id).value(), rules_, moment(), channel.connector);
        if (const auto question = conversation::zone_told(exchange, zone))
            conversation::post(tables, *id, channel, *question, {}, moment());
        return json_answer({{"lines", to_page(tables.chat.changed_since(*id, seen, changes_at_once))}});
    });
    committed();
    return response;
}

web::Response WebChat::set_up(const web::Request& request) {
    const auto owner = owner_of(request);
    if (!owner) return json_refusal(401, not_let_in);
    const auto json = json_of(request);
    const auto act = act_from(json);
    if (!act) return json_refusal(400, "That reached me in a shape that I can't read. Nothing changed.");
    const auto refused =
        store_.transact([&](Tables& tables) { return set_up_owner(tables, *owner, act->key, json, rules_, moment()); });
    if (refused) return json_refusal(400, *refused);
    committed();
    return store_.transact([&](Tables& tables) {
        return json_answer({{"owner", to_page(tables.owners.find(*owner).value())},
                            {"lines", to_page(tables.chat.changed_since(*owner, act->since, changes_at_once))}});
    });
}

web::Response WebChat::import(const web::Request& request, web::Upload& upload) {
    const auto owner = owner_of(request);
    if (!owner) return json_refusal(401, not_let_in);
    const auto key = web::form_value(request.query, "key").value_or("");
    // A type that no page elsewhere may send without asking.
    if (!is_key(key) || request.header("content-type") != "application/octet-stream")
        return json_refusal(400, "That file reached me in a shape that I can't read. Nothing changed.");
    SpooledFile file(setting_.data);
    for (auto piece = upload.next(); !piece.empty(); piece = upload.next()) file.append(piece);
    if (!upload.complete()) return {};
    const auto name = web::form_value(request.query, "name").value_or("");
    try {
        const auto is_wanted = [&] { return upload.is_wanted(); };
        const auto refused = import_file(store_, *owner, key, file, name, rules_, moment(), is_wanted);
        if (refused) return json_refusal(422, *refused);
    } catch (const ImportStopped& stopped) {
        committed();
        return json_refusal(503, stopped.what());
    }
    committed();
    return json_answer({{"imported", true}});
}

}  // namespace nudged::runtime
