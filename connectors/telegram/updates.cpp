// What people do in the chat with the bot, as events.
#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/telegram/json.hpp"
#include "connectors/telegram/results.hpp"
#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {

namespace {

std::string with_space(const std::string& first, const std::string& last) {
    return first.empty() || last.empty() ? first + last : first + " " + last;
}

bool same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

// The text without the @name in its command; absent when the command is for another bot.
std::optional<std::string> said_to(const Identity& self, std::string text) {
    if (!text.starts_with('/')) return text;
    const auto end = std::min(text.find_first_of(" \t\r\n"), text.size());
    const auto at = text.find('@');
    if (at >= end) return text;
    if (!same_name(std::string_view(text).substr(at + 1, end - at - 1), self.username)) return std::nullopt;
    return text.erase(at, end - at);
}

// Who wrote what was passed on, as far as the service tells.
std::string origin_name(const ParsedJson& origin) {
    const ParsedJson user = member(origin, "sender_user");
    if (user.is_object()) return with_space(string_at(user, "first_name"), string_at(user, "last_name"));
    if (std::string hidden = string_at(origin, "sender_user_name"); !hidden.empty()) return hidden;
    if (std::string author = string_at(origin, "author_signature"); !author.empty()) return author;
    const ParsedJson chat =
        member(origin, "sender_chat").is_object() ? member(origin, "sender_chat") : member(origin, "chat");
    return string_at(chat, "title");
}

std::optional<EventBody> without_words(const ParsedJson& message) {
    // An animation is a document too, and a venue a location: the more telling name comes first.
    constexpr std::pair<const char*, const char*> kinds[] = {
        {"voice", "voice"},      {"audio", "audio"},      {"video_note", "video"}, {"video", "video"},
        {"photo", "photo"},      {"live_photo", "photo"}, {"sticker", "sticker"},  {"animation", "animation"},
        {"document", "file"},    {"venue", "place"},      {"location", "place"},   {"poll", "poll"},
        {"dice", "dice"},        {"story", "story"},      {"game", "game"},        {"checklist", "checklist"},
        {"paid_media", "photo"},
    };
    for (const auto& [key, what] : kinds) {
        if (!member(message, key).is_null()) return WordsNeeded{what};
    }
    return std::nullopt;  // a service message, or a kind that is newer than this program
}

std::optional<EventBody> body_of(const Identity& self, const ParsedJson& message) {
    if (const ParsedJson card = member(message, "contact"); card.is_object()) {
        return CardShared{with_space(string_at(card, "first_name"), string_at(card, "last_name")),
                          string_at(card, "phone_number"), string_at(card, "vcard")};
    }
    std::string text = string_at(message, "text");
    if (text.empty()) text = string_at(message, "caption");
    if (text.empty()) return without_words(message);
    if (const ParsedJson origin = member(message, "forward_origin"); origin.is_object()) {
        return Forwarded{origin_name(origin), std::move(text)};
    }
    auto words = said_to(self, std::move(text));
    if (!words) return std::nullopt;
    TextSaid said{std::move(*words), ""};
    const ParsedJson quoted = member(message, "reply_to_message");
    const auto reference = integer_at(quoted, "message_id");
    if (reference && integer_at(member(quoted, "from"), "id") == self.id) said.in_reply_to = std::to_string(*reference);
    return said;
}

// Who and where; absent unless it is a person in a chat of their own with the bot.
std::optional<Event> event_from(const Identity& self, const ParsedJson& user, const ParsedJson& chat) {
    const auto user_id = integer_at(user, "id");
    const auto chat_id = integer_at(chat, "id");
    if (!user_id || user_id != chat_id || true_at(user, "is_bot") || string_at(chat, "type") != "private") {
        return std::nullopt;
    }
    Event event;
    event.connector = "telegram";
    event.account = std::to_string(self.id);
    event.chat = std::to_string(*chat_id);
    event.user = std::to_string(*user_id);
    event.user_name = with_space(string_at(user, "first_name"), string_at(user, "last_name"));
    event.language = string_at(user, "language_code");
    return event;
}

std::optional<Event> with(std::optional<Event> event, std::string key, std::optional<EventBody> body) {
    if (!event || !body) return std::nullopt;
    event->key = std::move(key);
    event->body = std::move(*body);
    return event;
}

std::optional<Event> event_of(const Identity& self, const ParsedJson& update, const std::string& key) {
    if (const ParsedJson message = member(update, "message"); message.is_object()) {
        if (!member(message, "via_bot").is_null() || !member(message, "sender_chat").is_null()) return std::nullopt;
        const auto id = integer_at(message, "message_id");
        if (!id) return std::nullopt;
        return with(event_from(self, member(message, "from"), member(message, "chat")), key + ":" + std::to_string(*id),
                    body_of(self, message));
    }
    if (const ParsedJson tap = member(update, "callback_query"); tap.is_object()) {
        const ParsedJson message = member(tap, "message");
        const auto id = integer_at(message, "message_id");
        std::string callback = string_at(tap, "id");
        std::string action = string_at(tap, "data");
        if (!id || callback.empty() || action.empty()) return std::nullopt;
        std::string its_key = key + ":" + callback;
        return with(event_from(self, member(tap, "from"), member(message, "chat")), std::move(its_key),
                    ButtonPressed{std::move(action), std::to_string(*id), std::move(callback)});
    }
    if (const ParsedJson change = member(update, "my_chat_member"); change.is_object()) {
        const std::string status = string_at(member(change, "new_chat_member"), "status");
        if (status != "kicked" && status != "member") return std::nullopt;
        return with(event_from(self, member(change, "from"), member(change, "chat")), key + ":" + status,
                    ReachChanged{status == "member"});
    }
    return std::nullopt;
}

std::optional<ReceivedUpdate> received(const Identity& self, const ParsedJson& update) {
    const auto id = integer_at(update, "update_id");
    if (!id) return std::nullopt;
    // Update ids may start anew after a week of silence: what they carry is a part of the key.
    return ReceivedUpdate{*id, event_of(self, update, "update:" + std::to_string(*id))};
}

}  // namespace

std::optional<ReceivedUpdate> read_update(const Identity& self, std::string_view body) {
    const auto update = parse_json(body);
    return update ? received(self, *update) : std::nullopt;
}

std::variant<std::vector<ReceivedUpdate>, Trouble> read_updates(const Identity& self, const HttpResponse& response) {
    auto result = result_of(response);
    if (auto* trouble = std::get_if<Trouble>(&result)) return std::move(*trouble);
    const ParsedJson& list = std::get<ParsedJson>(result);
    if (!list.is_array()) return unexpected("a list of updates");
    std::vector<ReceivedUpdate> updates;
    for (const ParsedJson& update : wire::elements(list)) {
        if (auto one = received(self, update)) updates.push_back(std::move(*one));
    }
    return updates;
}

bool is_webhook_secret(std::string_view given, std::string_view expected) {
    if (expected.empty()) return false;
    // Of hashes: neither the time nor the length tells how much was right.
    const auto digest = [](std::string_view text) {
        std::array<unsigned char, SHA256_DIGEST_LENGTH> out{};
        SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data());
        return out;
    };
    const auto one = digest(given);
    const auto other = digest(expected);
    return CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace nudged::telegram
