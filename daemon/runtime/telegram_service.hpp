// All that the daemon has of Telegram when a token is configured: the lane, the receiver, the webhook's route.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "connectors/telegram/telegram_wire.hpp"
#include "daemon/conversation/exchange.hpp"
#include "daemon/runtime/config.hpp"
#include "daemon/runtime/dispatcher.hpp"
#include "daemon/runtime/secret.hpp"
#include "daemon/runtime/telegram_receiver.hpp"
#include "daemon/runtime/web_server.hpp"
#include "storage/store.hpp"

namespace nudged::runtime {

class TelegramService {
public:
    // Absent when no token is configured. Throws SecretError or std::runtime_error with a sentence when what is
    // configured cannot work.
    static std::unique_ptr<TelegramService> from(const Config& config, Store& store, const Clock& clock,
                                                 const conversation::Rules& rules, std::function<void()> heard);

    void add_lane(Dispatcher& dispatcher);   // which outlives this; before start
    void add_route(web::WebServer& server);  // in webhook mode
    void start() { receiver_.start(); }
    void stop() { receiver_.stop(); }
    [[nodiscard]] const TelegramReceiver& receiver() const { return receiver_; }

private:
    TelegramService(const Config& config, const Secret& token, Store& store, const Clock& clock,
                    const conversation::Rules& rules, std::function<void()> heard);
    void renew_lane();  // with the token that is known now
    // What the token's file holds now, when that is another token of the same bot.
    [[nodiscard]] std::optional<std::string> new_token();

    const Config::Telegram where_;
    std::string token_;     // as last read; the receiver's thread's alone once that has started
    std::string unusable_;  // why the file's present content is not used; said once
    std::string account_;
    std::function<void()> heard_;
    Dispatcher* dispatcher_ = nullptr;
    std::string secret_;  // of the webhook; empty while polling
    TelegramReceiver receiver_;
};

}  // namespace nudged::runtime
