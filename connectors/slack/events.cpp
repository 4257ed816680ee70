#include "connectors/slack/events.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "connectors/slack/payloads.hpp"
#include "connectors/slack/spoken.hpp"

namespace nudged::slack {

namespace {

using wire::member;
using wire::string_at;
using wire::true_at;

// Whom an event is delivered to: the workspace and the bot in it.
struct Recipient {
    std::string account;
    std::string bot;           // its user id; may be empty
    std::string organisation;  // of the workspace; may be empty
};

Recipient recipient_of(const ParsedJson& payload) {
    const auto all = wire::elements(member(payload, "authorizations"));
    const ParsedJson first = all.empty() ? ParsedJson() : all[0];
    Recipient recipient{string_at(first, "team_id"), true_at(first, "is_bot") ? string_at(first, "user_id") : "", ""};
    if (recipient.account.empty()) recipient.account = string_at(payload, "team_id");
    recipient.organisation = string_at(first, "enterprise_id");
    if (recipient.organisation.empty()) recipient.organisation = string_at(payload, "enterprise_id");
    if (recipient.account.empty()) recipient.account = recipient.organisation;
    return recipient;
}

// A file without words, by what a person would call it.
std::string kind_of(const ParsedJson& file) {
    const std::string type = string_at(file, "mimetype");
    if (string_at(file, "subtype") == "slack_audio" || type.starts_with("audio/")) return "voice";
    if (type.starts_with("image/")) return "photo";
    if (type.starts_with("video/")) return "video";
    return "file";
}

// A message of somebody else that was passed on; absent when it is none.
std::optional<Forwarded> passed_on(const ParsedJson& message, const std::string& bot) {
    const auto attachments = wire::elements(member(message, "attachments"));
    if (attachments.empty() || !true_at(attachments[0], "is_share")) return std::nullopt;
    std::string text = spoken(string_at(attachments[0], "text"), bot);
    if (text.empty()) return std::nullopt;
    return Forwarded{string_at(attachments[0], "author_name"), std::move(text)};
}

std::optional<EventBody> body_of(const ParsedJson& message, const Recipient& recipient) {
    if (auto forwarded = passed_on(message, recipient.bot)) return std::move(*forwarded);
    std::string text = spoken(string_at(message, "text"), recipient.bot);
    if (text.empty()) {
        const auto files = wire::elements(member(message, "files"));
        if (files.empty()) return std::nullopt;
        return WordsNeeded{kind_of(files[0])};
    }
    TextSaid said{std::move(text), ""};
    const std::string thread = string_at(message, "thread_ts");
    if (!thread.empty() && thread != string_at(message, "ts")) {
        said.in_reply_to = string_at(message, "channel") + ":" + thread;
    }
    return said;
}

// Of somebody whose workspace shares a conversation with ours (Slack Connect): they are none of our people.
bool is_of_another_workspace(const ParsedJson& message, const Recipient& recipient) {
    const std::string places[] = {string_at(message, "user_team"), string_at(message, "source_team"),
                                  string_at(message, "team"), string_at(member(message, "user_profile"), "team")};
    const bool is_any_team_ours = recipient.account == recipient.organisation;
    const auto is_foreign = [&](const std::string& team) {
        return !is_any_team_ours && !team.empty() && team != recipient.account && team != recipient.organisation;
    };
    return std::any_of(std::begin(places), std::end(places), is_foreign) || true_at(message, "is_stranger") ||
           true_at(member(message, "user_profile"), "is_stranger");
}

// Of a person, in their own conversation with the bot. What an app says in somebody's name names the app.
bool is_personal(const ParsedJson& message, const Recipient& recipient) {
    constexpr std::string_view kinds[] = {"", "file_share", "thread_broadcast", "me_message"};
    const std::string subtype = string_at(message, "subtype");
    const std::string user = string_at(message, "user");
    return std::find(std::begin(kinds), std::end(kinds), subtype) != std::end(kinds) &&
           string_at(message, "channel_type") == "im" && member(message, "bot_id").is_null() &&
           member(message, "app_id").is_null() && !true_at(message, "hidden") && !user.empty() &&
           user != recipient.bot && user != "USLACKBOT";
}

// Times are ten digits and six, so that keys are in their order.
std::string key_at(const std::string& channel, const std::string& ts) { return "message:" + channel + ":" + ts; }

// Slack tries for minutes to deliver a message, while the next ones arrive.
std::string end_of_next(const std::string& channel, const std::string& ts) {
    constexpr std::int64_t tries_for = 3'600;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(ts.data(), ts.data() + ts.size(), seconds);
    if (error != std::errc() || *end != '.' || seconds < 1'000'000'000) return {};
    return key_at(channel, std::to_string(seconds + tries_for));
}

Received said(const ParsedJson& message, const std::string& event_id, const Recipient& recipient) {
    const std::string channel = string_at(message, "channel");
    const std::string ts = string_at(message, "ts");
    if (!is_personal(message, recipient) || channel.empty() || ts.empty() || recipient.account.empty()) {
        return Ignored{"a message that is not for us"};
    }
    if (is_of_another_workspace(message, recipient)) return Ignored{"a message of another workspace's"};
    auto body = body_of(message, recipient);
    if (!body) return Ignored{"a message without words"};
    Event event;
    event.connector = "slack";
    event.account = recipient.account;
    event.key = key_at(channel, ts);
    event.next_keys_end = end_of_next(channel, ts);
    event.chat = string_at(message, "user");
    event.user = event.chat;
    event.body = std::move(*body);
    // The same words have come under another time with the id of the one who typed them, and the other way round.
    if (const std::string typed = string_at(message, "client_msg_id"); !typed.empty())
        event.other_keys.push_back("typed:" + event.user + ":" + typed);
    if (!event_id.empty()) event.other_keys.push_back("event:" + event_id);
    return event;
}

Received revoked(const ParsedJson& event, const Recipient& recipient) {
    if (wire::elements(member(member(event, "tokens"), "bot")).empty())
        return Ignored{"tokens of people, of which we hold none"};
    return Uninstalled{recipient.account};
}

Received happened(const ParsedJson& payload) {
    const Recipient recipient = recipient_of(payload);
    const ParsedJson event = member(payload, "event");
    const std::string type = string_at(event, "type");
    if (type == "message") return said(event, string_at(payload, "event_id"), recipient);
    if (type == "app_uninstalled") return Uninstalled{recipient.account};
    if (type == "tokens_revoked") return revoked(event, recipient);
    if (type != "app_home_opened") return Ignored{"an event of another kind"};
    const std::string user = string_at(event, "user");
    if (string_at(event, "tab") != "home" || user.empty()) return Ignored{"another tab was opened"};
    return HomeOpened{recipient.account, user};
}

}  // namespace

Received from_event(const ParsedJson& payload) {
    const std::string type = string_at(payload, "type");
    if (type == "event_callback") return happened(payload);
    if (type == "url_verification") return Challenge{string_at(payload, "challenge")};
    if (type == "app_rate_limited") {
        return LeftOut{string_at(payload, "team_id"), wire::integer_at(payload, "minute_rate_limited").value_or(0)};
    }
    if (!payload.is_object()) return Unreadable{};
    return Ignored{"a body of another kind"};
}

Received read_event(std::string_view body) {
    const auto payload = wire::parse_json(body);
    return payload ? from_event(*payload) : Received(Unreadable{});
}

}  // namespace nudged::slack
