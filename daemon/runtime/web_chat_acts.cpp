// What the page sends: words and taps, where its device is, settings, address books.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "daemon/conversation/conversation.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/travelling.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/page.hpp"
#include "daemon/runtime/web_chat.hpp"
#include "daemon/runtime/web_chat_import.hpp"
#include "daemon/runtime/web_chat_json.hpp"
#include "daemon/runtime/web_chat_setup.hpp"

namespace nudged::runtime {

using Json = nlohmann::json;

namespace {

constexpr std::size_t longest_action = 64;
constexpr std::size_t longest_zone = 64;

std::string as_text(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

web::Response unreadable() { return json_refusal(400, messages::page_sent_unreadable()); }

}  // namespace

web::Response WebChat::say(const Owner& owner, const web::Request& request) {
    const auto json = json_of(request);
    const auto act = act_from(json);
    auto text = as_text(json, "text");
    std::erase(text, '\0');
    if (!act || text.empty()) return unreadable();
    if (text.size() > longest_text) return json_refusal(413, messages::page_sent_too_much());
    return hear(owner.id, act->key, act->since, TextSaid{std::move(text), {}});
}

web::Response WebChat::tap(const Owner& owner, const web::Request& request) {
    const auto json = json_of(request);
    const auto act = act_from(json);
    const auto action = as_text(json, "action"), message = as_text(json, "message");
    if (!act || action.empty() || action.size() > longest_action || !whole_number(message)) return unreadable();
    return hear(owner.id, act->key, act->since, ButtonPressed{action, message, {}});
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
        return json_answer({{"notice", notice},
                            {"language", messages::code_of(tables.owners.find(owner).value().language)},
                            {"lines", to_page(tables.chat.changed_since(owner, since, changes_at_once))}});
    });
    committed();
    return response;
}

// No act of the owner's: it has no key, and said again it is the same.
web::Response WebChat::told_of_zone(const Owner& owner, const web::Request& request) {
    const auto json = json_of(request);
    const auto zone = as_text(json, "zone");
    if (zone.empty() || zone.size() > longest_zone) return unreadable();
    const auto since = json.find("since");
    const std::int64_t seen = since != json.end() && since->is_number_integer() ? since->get<std::int64_t>() : 0;
    auto response = store_.transact([&](Tables& tables) {
        const auto channel = conversation::webchat_of(owner.id);
        conversation::Exchange exchange(tables, tables.owners.find(owner.id).value(), rules_, moment(),
                                        channel.connector);
        if (const auto question = conversation::zone_told(exchange, zone))
            conversation::post(tables, owner.id, channel, *question, {}, moment());
        return json_answer({{"lines", to_page(tables.chat.changed_since(owner.id, seen, changes_at_once))}});
    });
    committed();
    return response;
}

web::Response WebChat::set_up(const Owner& owner, const web::Request& request) {
    const auto json = json_of(request);
    const auto act = act_from(json);
    if (!act) return unreadable();
    const auto refused = store_.transact(
        [&](Tables& tables) { return set_up_owner(tables, owner.id, act->key, json, rules_, moment()); });
    if (refused) return json_refusal(400, *refused);
    committed();
    return store_.transact([&](Tables& tables) {
        return json_answer({{"owner", to_page(tables.owners.find(owner.id).value())},
                            {"lines", to_page(tables.chat.changed_since(owner.id, act->since, changes_at_once))}});
    });
}

web::Response WebChat::import(const Owner& owner, const web::Request& request, web::Upload& upload) {
    const auto key = web::form_value(request.query, "key").value_or("");
    // A type that no page elsewhere may send without asking.
    if (!is_key(key) || request.header("content-type") != "application/octet-stream") return unreadable();
    SpooledFile file(setting_.data);
    for (auto piece = upload.next(); !piece.empty(); piece = upload.next()) file.append(piece);
    if (!upload.complete()) return {};
    const auto name = web::form_value(request.query, "name").value_or("");
    try {
        const auto is_wanted = [&] { return upload.is_wanted(); };
        const auto refused = import_file(store_, owner.id, key, file, name, rules_, moment(), is_wanted);
        if (refused) return json_refusal(422, *refused);
    } catch (const ImportStopped& stopped) {
        committed();
        return json_refusal(503, stopped.what());
    }
    committed();
    return json_answer({{"imported", true}});
}

}  // namespace nudged::runtime
