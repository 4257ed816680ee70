#include "connectors/slack/socket_envelopes.hpp"

#include <algorithm>

#include "connectors/slack/payloads.hpp"
#include "connectors/wire/json.hpp"

namespace nudged::slack {

namespace {

using wire::member;
using wire::string_at;

Disconnect::Why why(const std::string& reason) {
    if (reason == "link_disabled") return Disconnect::Why::switched_off;
    if (reason == "too_many_websockets") return Disconnect::Why::too_many;
    return Disconnect::Why::renewed;  // "warning", "refresh_requested", and whatever else may come
}

Form fields_of(const ParsedJson& payload) {
    Form fields;
    for (const auto& [name, value] : wire::members(payload)) {
        if (value.is_string()) fields.emplace_back(name, wire::text_of(value));
    }
    return fields;
}

Received received(const std::string& type, const ParsedJson& payload) {
    if (type == "events_api") return from_event(payload);
    if (type == "interactive") return from_interaction(payload);
    if (type == "slash_commands") return from_command(fields_of(payload));
    return Ignored{"an envelope of another kind"};
}

// The id of a frame that is no JSON, so that it need not come again for ever; empty when it has none. In what people
// wrote a quotation mark has a backslash before it, so that no word of theirs is taken for it.
std::string id_of_unreadable(std::string_view text) {
    constexpr std::string_view name = "\"envelope_id\"";
    constexpr std::string_view white = " \t\r\n";
    constexpr std::string_view letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.";
    constexpr std::size_t longest = 128;
    for (auto place = text.find(name); place != text.npos; place = text.find(name, place + 1)) {
        if (place > 0 && text[place - 1] == '\\') continue;
        auto rest = text.substr(place + name.size());
        for (const char wanted : {':', '"'}) {
            rest.remove_prefix(std::min(rest.find_first_not_of(white), rest.size()));
            if (!rest.starts_with(wanted)) return {};
            rest.remove_prefix(1);
        }
        const auto end = std::min(rest.find_first_not_of(letters), rest.size());
        return end <= longest && rest.substr(end).starts_with('"') ? std::string(rest.substr(0, end)) : std::string();
    }
    return {};
}

}  // namespace

Frame read_frame(std::string_view text) {
    const auto frame = wire::parse_json(text);
    if (!frame) {
        std::string id = id_of_unreadable(text);
        return id.empty() ? Frame(UnknownFrame{}) : Envelope{std::move(id), Unreadable{}};
    }
    const std::string type = string_at(*frame, "type");
    if (type == "hello") {
        const auto lasts = wire::integer_at(member(*frame, "debug_info"), "approximate_connection_time").value_or(0);
        return Hello{string_at(member(*frame, "connection_info"), "app_id"),
                     std::chrono::seconds(std::clamp<std::int64_t>(lasts, 0, 7 * 24 * 3'600)),
                     wire::integer_at(*frame, "num_connections").value_or(0)};
    }
    if (type == "disconnect") return Disconnect{why(string_at(*frame, "reason"))};
    std::string id = string_at(*frame, "envelope_id");
    if (id.empty()) return UnknownFrame{};
    return Envelope{std::move(id), received(type, member(*frame, "payload"))};
}

std::string acknowledgement(const Envelope& envelope) { return wire::dump({{"envelope_id", envelope.id}}); }

}  // namespace nudged::slack
