// The calls that are no sends.
#include <algorithm>

#include "connectors/telegram/json.hpp"
#include "connectors/telegram/telegram_wire.hpp"

namespace nudged::telegram {

namespace {

// Remembered by the service and shared by polling and webhook: always said. Edited messages are not asked for.
Json wanted_updates() { return {"message", "callback_query", "my_chat_member"}; }

// An answer is cut at 4 MiB by the service and by us alike; so many updates of the longest texts stay well below.
constexpr int updates_at_once = 50;

HttpRequest repeatable(HttpRequest request) {
    request.repeatable = true;
    return request;
}

}  // namespace

HttpRequest get_me(const Api& api) { return repeatable(call(api, "getMe", Json::object())); }

HttpRequest get_updates(const Api& api, std::int64_t offset, std::chrono::seconds timeout) {
    using namespace std::chrono_literals;
    Json parameters = {{"limit", updates_at_once},
                       {"timeout", std::clamp<std::chrono::seconds>(timeout, 0s, 50s).count()},
                       {"allowed_updates", wanted_updates()}};
    if (offset > 0) parameters["offset"] = offset;  // a negative one would throw updates away
    HttpRequest request = repeatable(call(api, "getUpdates", parameters));
    request.timeout = timeout + 10s;
    return request;
}

HttpRequest set_webhook(const Api& api, const std::string& url, const std::string& secret) {
    return repeatable(
        call(api, "setWebhook", {{"url", url}, {"secret_token", secret}, {"allowed_updates", wanted_updates()}}));
}

HttpRequest delete_webhook(const Api& api) {
    return repeatable(call(api, "deleteWebhook", {{"drop_pending_updates", false}}));
}

HttpRequest get_webhook_info(const Api& api) { return repeatable(call(api, "getWebhookInfo", Json::object())); }

HttpRequest set_my_commands(const Api& api) {
    constexpr std::pair<const char*, const char*> commands[] = {
        {"today", "who is on today's list"},
        {"done", "you were in touch: /done 2"},
        {"snooze", "not today: /snooze 2 fri"},
        {"who", "what you know about someone: /who nicole"},
        {"add", "someone new: /add Sam Lee every 60d"},
        {"list", "everyone, by next date"},
        {"pause", "quiet for a while: /pause until 15 apr"},
        {"resume", "mornings as before"},
        {"undo", "take the last thing back"},
        {"status", "when the next morning is"},
        {"help", "what you can write"},
    };
    Json list = Json::array();
    for (const auto& [command, description] : commands) {
        list.push_back({{"command", command}, {"description", description}});
    }
    return repeatable(
        call(api, "setMyCommands", {{"commands", std::move(list)}, {"scope", {{"type", "all_private_chats"}}}}));
}

}  // namespace nudged::telegram
