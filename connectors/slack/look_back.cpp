// Whether a doubtful message is in the history of its chat.
#include "connectors/slack/answer.hpp"
#include "connectors/slack/blocks.hpp"
#include "connectors/slack/slack_wire.hpp"

namespace nudged::slack {

namespace {

using namespace std::chrono_literals;

constexpr auto clocks_differ = 10min;  // ours and the service's
constexpr auto ask_again = 30s;
constexpr auto account_tried = 5min;
constexpr const char* page_size = "100";

// Where the reading is: nowhere yet, in a channel, at a page of it.
struct Place {
    std::string channel;
    std::string cursor;
};

Place read_place(const Outgoing& outgoing, const std::string& text) {
    if (text.empty())
        return {outgoing.chat.starts_with('U') || outgoing.chat.starts_with('W') ? "" : outgoing.chat, ""};
    const auto space = text.find(' ');
    return {text.substr(0, space), space == std::string::npos ? "" : text.substr(space + 1)};
}

bool is_ours(const ParsedJson& message, const std::string& bot_id, const std::string& delivery) {
    const std::string bot = wire::string_at(message, "bot_id");
    if (bot.empty() || (!bot_id.empty() && bot != bot_id)) return false;
    const ParsedJson metadata = wire::member(message, "metadata");
    return wire::string_at(metadata, "event_type") == metadata_type &&
           wire::string_at(wire::member(metadata, "event_payload"), metadata_key) == delivery;
}

LookBack in_page(const ParsedJson& page, const Place& place, const std::string& bot_id, const std::string& delivery) {
    const ParsedJson messages = wire::member(page, "messages");
    if (!messages.is_array()) return CannotTell{"Slack's answer is not a history"};
    for (const ParsedJson& message : wire::elements(messages)) {
        const std::string ts = wire::string_at(message, "ts");
        if (!ts.empty() && is_ours(message, bot_id, delivery)) return Found{place.channel + ":" + ts};
    }
    const std::string next = wire::string_at(wire::member(page, "response_metadata"), "next_cursor");
    if (next.empty()) {
        if (wire::true_at(page, "has_more")) return CannotTell{"Slack's history does not say how it goes on"};
        return Absent{};
    }
    if (next == place.cursor) return CannotTell{"Slack's history does not end"};
    return AskOn{place.channel + " " + next, 0ms, ""};
}

}  // namespace

std::optional<HttpRequest> SlackConnector::look_back(const Outgoing& outgoing, RealTime since,
                                                     const std::string& text) const {
    if (outgoing.kind != SendKind::message || outgoing.delivery.empty()) return std::nullopt;
    if (outgoing.message.picture) return std::nullopt;  // a file carries no id of ours
    const Place place = read_place(outgoing, text);
    if (place.channel.empty()) return ask(api_, "conversations.open", {{"users", outgoing.chat}});
    const auto oldest = std::chrono::floor<std::chrono::seconds>(since - clocks_differ).time_since_epoch().count();
    Form arguments{{"channel", place.channel},
                   {"oldest", std::to_string(oldest) + ".000000"},
                   {"inclusive", "true"},
                   {"include_all_metadata", "true"},
                   {"limit", page_size}};
    if (!place.cursor.empty()) arguments.emplace_back("cursor", place.cursor);
    return ask(api_, "conversations.history", arguments);
}

LookBack SlackConnector::looked_back(const Outgoing& outgoing, const std::string& text,
                                     const HttpResponse& response) const {
    const Place place = read_place(outgoing, text);
    if (response.status == 0) return AskOn{text, ask_again, response.error};
    const Answer answer = read_answer(response);
    const std::string reason = answer.ok ? "" : reason_of(answer);
    if (is_too_fast(answer)) return AskOn{text, retry_after(response), reason};
    if (!answer.readable || answer.status >= 500) return AskOn{text, ask_again, reason};
    if (answer.error == "invalid_cursor") return AskOn{place.channel, ask_again, reason};  // from the newest again
    if (answer.error == "internal_error" || answer.error == "fatal_error" || answer.error == "service_unavailable" ||
        answer.error == "request_timeout") {
        return AskOn{text, ask_again, reason};
    }
    const bool may_read_nothing = answer.error == "missing_scope" || answer.error == "not_allowed_token_type";
    if (refuses_account(answer.error) && !may_read_nothing) return AskOn{text, account_tried, reason};
    if (!answer.ok) return CannotTell{reason};
    if (!place.channel.empty()) return in_page(answer.body, place, bot_id_, outgoing.delivery);
    const std::string channel = wire::string_at(wire::member(answer.body, "channel"), "id");
    if (channel.empty()) return CannotTell{"Slack's answer names no conversation"};
    return AskOn{channel, 0ms, ""};
}

}  // namespace nudged::slack
