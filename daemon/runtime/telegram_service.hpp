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

    void add_lane(Dispatcher& dispatcher) const;
    void add_route(web::WebServer& server);  // in webhook mode
    void start() { receiver_.start(); }
    void stop() { receiver_.stop(); }
    [[nodiscard]] const TelegramReceiver& receiver() const { return receiver_; }

private:
    TelegramService(std::string api_url, std::string token, std::optional<TelegramReceiver::Webhook> webhook, Store& store,
                    const Clock& clock, const conversation::Rules& rules, std::function<void()> heard);

    std::string account_;
    std::string secret_;  // of the webhook; empty while polling
    telegram::TelegramConnector connector_;
    TelegramReceiver receiver_;
};

}  // namespace nudged::runtime
