// What people press and choose, and slash commands.
#include <utility>

#include "connectors/slack/blocks.hpp"
#include "connectors/slack/events.hpp"
#include "connectors/slack/home.hpp"
#include "connectors/slack/payloads.hpp"
#include "connectors/slack/spoken.hpp"

namespace nudged::slack {

namespace {

using wire::member;
using wire::string_at;

std::string account_of(const ParsedJson& payload) {
    // No team in an organisation that has installed it for all of its own.
    for (const char* place : {"team", "enterprise"}) {
        if (std::string id = string_at(member(payload, place), "id"); !id.empty()) return id;
    }
    return string_at(member(payload, "user"), "team_id");
}

// What the person chose, whichever element it was.
std::vector<std::string> values_of(const ParsedJson& action) {
    std::vector<std::string> values;
    const auto add = [&](std::string value) {
        if (!value.empty()) values.push_back(std::move(value));
    };
    add(string_at(action, "selected_time"));
    add(string_at(member(action, "selected_option"), "value"));
    for (const ParsedJson& one : wire::elements(member(action, "selected_options"))) add(string_at(one, "value"));
    return values;
}

// The action of a button, or of the chosen one of a menu.
std::string pressed_action(const ParsedJson& action) {
    const std::string type = string_at(action, "type");
    if (type == "button") return string_at(action, "action_id");
    if (type == "overflow") return string_at(member(action, "selected_option"), "value");
    return {};
}

Received pressed(const ParsedJson& payload, const ParsedJson& action) {
    const ParsedJson user = member(payload, "user");
    const ParsedJson container = member(payload, "container");
    const std::string channel = string_at(container, "channel_id");
    const std::string ts = string_at(container, "message_ts");
    std::string what = pressed_action(action);
    if (what.empty()) return Ignored{"an element of another kind"};
    if (what.starts_with(opens_only)) return Ignored{"an address was opened"};
    const bool on_message = !channel.empty() && !ts.empty();
    if (!on_message && string_at(container, "type") != "view") return Ignored{"a press on nothing"};
    Event event;
    event.connector = "slack";
    event.account = account_of(payload);
    event.user = string_at(user, "id");
    event.chat = event.user;
    event.user_name = string_at(user, "name");
    // The time first: what is received together is then written together.
    event.key = "press:" + string_at(action, "action_ts") + ":" + event.user + ":" +
                (on_message ? ts : string_at(container, "view_id")) + ":" + what;
    ButtonPressed press{std::move(what), "", "", false};
    if (on_message) {
        press.message = channel + ":" + ts;
        press.callback = channel;  // where a notice can be shown to this person alone
    }
    event.body = std::move(press);
    return event;
}

Received acted(const ParsedJson& payload) {
    const auto actions = wire::elements(member(payload, "actions"));
    if (actions.empty()) return Ignored{"actions without one"};
    const ParsedJson& action = actions[0];
    const std::string account = account_of(payload);
    const std::string user = string_at(member(payload, "user"), "id");
    if (account.empty() || user.empty()) return Ignored{"an action of nobody"};
    const std::string id = string_at(action, "action_id");
    if (!id.starts_with(sets)) return pressed(payload, action);
    const std::string view = string_at(member(payload, "container"), "view_id");
    return SettingChosen{account, user, "choice:" + user + ":" + view + ":" + id + ":" + string_at(action, "action_ts"),
                         id.substr(sets.size()), values_of(action)};
}

}  // namespace

Received from_interaction(const ParsedJson& payload) {
    if (!payload.is_object()) return Unreadable{};
    if (string_at(payload, "type") == "block_actions") return acted(payload);
    return Ignored{"an interaction of another kind"};
}

Received read_interaction(std::string_view body) {
    const Form form = read_form(body);
    if (field(form, "ssl_check") == "1") return TlsProbe{};
    const auto payload = wire::parse_json(field(form, "payload"));
    return payload ? from_interaction(*payload) : Received(Unreadable{});
}

Received from_command(const Form& fields) {
    if (field(fields, "ssl_check") == "1") return TlsProbe{};
    const std::string trigger = field(fields, "trigger_id");
    std::string account = field(fields, "team_id");
    if (account.empty()) account = field(fields, "enterprise_id");
    Event event;
    event.connector = "slack";
    event.account = std::move(account);
    event.user = field(fields, "user_id");
    event.chat = event.user;
    event.user_name = field(fields, "user_name");
    event.key = "command:" + trigger;
    if (event.account.empty() || event.user.empty() || trigger.empty()) return Unreadable{};
    std::string text = spoken(field(fields, "text"), "");
    if (text.empty()) text = "help";
    event.body = TextSaid{std::move(text), ""};
    return event;
}

Received read_command(std::string_view body) { return from_command(read_form(body)); }

}  // namespace nudged::slack
