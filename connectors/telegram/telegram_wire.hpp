// Telegram's Bot API: messages become requests, responses become outcomes, updates become events. All of it is pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "connectors/connector.hpp"

namespace nudged::telegram {

// Where the Bot API is and as which bot we speak. The token is a secret, and a part of every URL.
struct Api {
    std::string url;    // "https://api.telegram.org"
    std::string token;  // "<bot id>:<secret>"
};

// The bot's id, which the token begins with; the account of events and pairings. Empty when the token is malformed.
[[nodiscard]] std::string bot_id(std::string_view token);

// ---- out ------------------------------------------------------------------------------------------------------------

// How a Message looks here:
// - blocks are paragraphs of one HTML text with an empty line between them; their buttons follow one another in one
//   keyboard below it; link previews are off.
// - the lock screen shows a message's first line whatever we do, so `notification` is sent only where there are no
//   blocks: the first block is expected to say the same. Of an ack it is the small notice (at most 200 characters).
// - only http, https and tg links open from a button: of another (tel:, mailto:) the address is copied instead. A copy
//   of more than 256 characters is not offered: the words stand in the text.
// - `plain` has no styles, and no buttons but those with an action: the rest may be what was refused.
// - a picture is a photo, with the text below it when that is at most 1,024 UTF-16 units long; else it follows by
//   itself, with its words. A photo that is refused is said in words. No photo of ours is edited.
// - what is `accessible` has no place here.
// An edit without buttons takes away those that are there. References and chats are decimal numbers as strings.
class TelegramConnector final : public Connector {
public:
    TelegramConnector(std::string api_url, std::string token) : api_{std::move(api_url), std::move(token)} {}

    [[nodiscard]] std::string_view name() const override { return "telegram"; }
    [[nodiscard]] HttpRequest request(const Outgoing&) const override;
    [[nodiscard]] Outcome outcome(const Outgoing&, const HttpResponse&) const override;
    // At most 4,096 UTF-16 units of shown text and 100 buttons each. Cut between blocks where possible, else between
    // lines, else between words; a styled span, such as a name, stays whole; buttons stay with the end of their block.
    [[nodiscard]] std::vector<Message> split(const Message&) const override;

private:
    Api api_;
};

// ---- in -------------------------------------------------------------------------------------------------------------

struct Identity {
    std::int64_t id = 0;
    std::string username;  // without '@'
    bool operator==(const Identity&) const = default;
};

// Every update moves the cursor, also one that holds nothing for us (an edited message, a group, another bot, a kind
// that is not known here).
struct ReceivedUpdate {
    std::int64_t update_id = 0;
    std::optional<Event> event;
};

// The body of a webhook; absent when it is no update. It is answered 200 all the same: it would come again and again.
// Commands keep their slash and lose the @name of this bot ("/done 2"); a command to another bot is no event.
[[nodiscard]] std::optional<ReceivedUpdate> read_update(const Identity& self, std::string_view body);

// Whether a webhook's X-Telegram-Bot-Api-Secret-Token is the one we set. Takes the same time for every wrong one. False
// when no secret is set.
[[nodiscard]] bool is_webhook_secret(std::string_view given, std::string_view expected);

// Why a call (not a send) has brought nothing, and what the caller does about it.
struct Trouble {
    enum class Kind {
        wait,            // told to: after `retry_after`
        back_off,        // network, 5xx, unreadable: with a growing pause
        webhook_active,  // delete the webhook, then poll again
        other_poller,    // somebody else polls with this token: tell the operator, back off
        refused,         // the token is not accepted: hold the account, poll no more
    };
    Kind kind = Kind::back_off;
    std::chrono::milliseconds retry_after{0};  // of `wait` only
    std::string reason;                        // one sentence, without token
    bool operator==(const Trouble&) const = default;
};

struct WebhookInfo {
    std::string url;  // empty while polling
    std::int64_t pending = 0;
    std::string last_error;  // empty = none
    bool operator==(const WebhookInfo&) const = default;
};

[[nodiscard]] std::variant<std::vector<ReceivedUpdate>, Trouble> read_updates(const Identity& self,
                                                                              const HttpResponse&);
[[nodiscard]] std::variant<Identity, Trouble> read_identity(const HttpResponse&);
[[nodiscard]] std::variant<WebhookInfo, Trouble> read_webhook_info(const HttpResponse&);
// Of set_webhook, delete_webhook, set_my_commands; absent = done.
[[nodiscard]] std::optional<Trouble> read_done(const HttpResponse&);

// ---- calls ----------------------------------------------------------------------------------------------------------

[[nodiscard]] HttpRequest get_me(const Api&);
// `offset` is one more than the last update that is committed; 0 = the oldest there is. Telegram waits at most 50 s;
// the request may last 10 s longer than `timeout`. Always take the next offset from the batch: ids may start anew,
// lower.
[[nodiscard]] HttpRequest get_updates(const Api&, std::int64_t offset, std::chrono::seconds timeout);
// The secret is 1 to 256 of A-Z a-z 0-9 _ -.
[[nodiscard]] HttpRequest set_webhook(const Api&, const std::string& url, const std::string& secret);
// What is waiting stays waiting.
[[nodiscard]] HttpRequest delete_webhook(const Api&);
[[nodiscard]] HttpRequest get_webhook_info(const Api&);
// The menu of commands in private chats.
[[nodiscard]] HttpRequest set_my_commands(const Api&);

}  // namespace nudged::telegram
