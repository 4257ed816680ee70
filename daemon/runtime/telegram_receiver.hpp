// Hears what is said to the Telegram bot, by long polling or by webhook, on a thread of its own.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "connectors/telegram/telegram_wire.hpp"
#include "daemon/conversation/exchange.hpp"
#include "daemon/runtime/caller.hpp"
#include "daemon/runtime/clock.hpp"
#include "storage/store.hpp"

namespace nudged::runtime {

class TelegramReceiver {
public:
    struct Webhook {  // absent: long polling
        std::string url;
        std::string secret;
    };
    // A token that has taken the place of ours, of the same bot; absent = there is none.
    using NewToken = std::function<std::optional<std::string>()>;

    // `heard` is called after each batch that was committed, `new_token` at least once a minute; both on the receiver's
    // thread.
    TelegramReceiver(
        Store& store, const Clock& clock, const conversation::Rules& rules, telegram::Api api,
        std::optional<Webhook> webhook, std::function<void()> heard, NewToken new_token = [] { return std::nullopt; });
    ~TelegramReceiver();  // stops

    void start();
    void stop();  // at once, also out of a poll that hangs
    // A send was refused: whether we are still let in is asked now. Any thread.
    void doubt_token();

    // The body of a webhook whose secret was found right. Returns after its effect is committed; any thread. False
    // while the bot's own name is not known yet: the update is to come again.
    [[nodiscard]] bool receive_webhook(const std::string& body);

    // As Telegram says it; absent until it was first reached.
    [[nodiscard]] std::optional<telegram::Identity> identity() const;
    // Empty while all is well; else one sentence for the operator.
    [[nodiscard]] std::string trouble() const;

private:
    void loop();
    bool introduce();
    void poll();
    void listen();
    void receive(const std::vector<telegram::ReceivedUpdate>& updates, bool move_cursor);
    void look_for_new_token();
    void wait_out(const telegram::Trouble& trouble);
    void set_trouble(std::string sentence);

    Store& store_;
    const Clock& clock_;
    const conversation::Rules& rules_;
    telegram::Api api_;
    std::string account_;
    std::optional<Webhook> webhook_;
    std::function<void()> heard_;
    NewToken new_token_;
    Caller caller_;

    int failures_ = 0;
    bool introduced_ = false;
    std::chrono::steady_clock::time_point ask_again_{};  // with a webhook
    std::atomic<bool> doubted_ = false;
    mutable std::mutex mutex_;  // of the two below
    std::optional<telegram::Identity> identity_;
    std::string trouble_;
    std::thread thread_;
};

}  // namespace nudged::runtime
