// Talking from the command line, and letting a chat in.
#include "connectors/message_json.hpp"
#include "daemon/conversation/conversation.hpp"
#include "daemon/conversation/pairing.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/conversation/typed.hpp"
#include "daemon/messages/wording.hpp"
#include "daemon/runtime/operations_desk.hpp"
#include "daemon/runtime/secret.hpp"
#include "daemon/runtime/slack_secrets.hpp"

namespace nudged::runtime {

using conversation::Exchange;
using nlohmann::json;

namespace {

// At an instant that was named, no daemon has sent that day's nudge. From its time on, numbers mean the list that it
// would have shown.
void show_what_was_due(Exchange& exchange) {
    const auto due = followup::nudge_time(exchange.owner, exchange.zone, exchange.today()).due;
    if (exchange.moment.now < due) return;
    const auto latest = exchange.tables.lists.latest(exchange.owner.id);
    if (!latest || latest->date < exchange.today()) (void)conversation::show_today(exchange);
}

json choices_of(const Message& message) {
    auto rows = json::array();
    for (const auto& block : message.blocks)
        for (const auto& row : block.rows) {
            auto labels = json::array();
            for (const auto& button : row) labels.push_back(button.label);
            rows.push_back(std::move(labels));
        }
    return rows;
}

bool telegram_is_set_up(const Config& config) {
    return !config.telegram.token_file.empty() || read_credential("telegram-token");
}

json telegram_link(const Desk& desk, const std::string& code) {
    if (!telegram_is_set_up(desk.config))
        throw OperationError(
            "Telegram is not set up here: get a token from @BotFather, put it into a file that only "
            "you can read, and name the file in the config as token_file of [telegram]");
    const auto bot = desk.ports.telegram_username ? desk.ports.telegram_username() : std::string();
    return bot.empty() ? json() : json("https://t.me/" + bot + "?start=" + code);
}

json webchat_link(const Desk& desk, const std::string& code) {
    if (!desk.config.webchat.enabled)
        throw OperationError("the web chat is switched off here: set enabled = true under [webchat] in the config");
    auto base = desk.ports.web_address ? desk.ports.web_address() : std::string();
    if (base.empty()) {
        const auto& http = desk.config.http;
        base = http.public_url ? http.public_url->text : "http://" + format_listen(http.listen);
    }
    return base + "/?code=" + code;
}

// There is no link that opens a conversation with the bot: which workspace it is helps to find it.
json slack_workspaces(const Desk& desk) {
    if (!slack_is_set_up(desk.config))
        throw OperationError(
            "Slack is not set up here: make an app from deploy/slack-manifest.yaml, put its tokens into files that "
            "only you can read, and name them in the config under [slack]");
    const auto names = desk.ports.slack_workspaces ? desk.ports.slack_workspaces() : std::vector<std::string>();
    return names.empty() ? json() : json(messages::joined(names));
}

json link_of(const Desk& desk, const std::string& connector, const std::string& code) {
    if (connector == "slack") return {};
    return connector == "telegram" ? telegram_link(desk, code) : webchat_link(desk, code);
}

}  // namespace

json say_text(Desk& desk, const Arguments& arguments) {
    const auto moment = desk.moment(arguments);
    const auto text = arguments.needed_text("text");
    auto result = desk.store.transact([&](Tables& tables) {
        Exchange exchange(tables, desk.owner(tables, arguments, moment), desk.rules, moment, "say");
        if (arguments.has("at")) show_what_was_due(exchange);
        const auto reply = conversation::say(exchange, text);
        return json{{"answer", reply.message ? plain_text(*reply.message) : reply.notice},
                    {"asked", reply.asked},
                    {"journal", reply.entries},
                    {"choices", reply.asked && reply.message ? choices_of(*reply.message) : json::array()}};
    });
    desk.changed();
    return result;
}

json explain_text(Desk& desk, const Arguments& arguments) {
    const auto moment = desk.moment(arguments);
    return desk.store.transact([&](Tables& tables) {
        const Exchange exchange(tables, desk.owner(tables, arguments, moment), desk.rules, moment, "say");
        return json(conversation::explained(exchange, arguments.needed_text("text")));
    });
}

json pair_chat(Desk& desk, const Arguments& arguments) {
    const auto moment = desk.moment(arguments);
    const auto connector = arguments.needed_text("connector");
    if (connector != "telegram" && connector != "slack" && connector != "webchat")
        throw OperationError("there is no chat called " + connector + " to pair; telegram, slack and webchat are",
                             OperationError::wrong_usage);
    const auto where = connector == "slack" ? slack_workspaces(desk) : json();
    return desk.store.transact([&](Tables& tables) {
        const auto owner = desk.owner(tables, arguments, moment);
        const auto code = conversation::make_pairing_code(tables, owner.id, connector, moment.real);
        return json{{"owner", owner.name}, {"connector", connector},
                    {"code", code},        {"link", link_of(desk, connector, code)},
                    {"workspace", where},  {"minutes", conversation::code_lives.count()}};
    });
}

}  // namespace nudged::runtime
