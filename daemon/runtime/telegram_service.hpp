// All that the daemon has of Telegram when a token is configured: the lane, the receiver, the webhook's route.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
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

// Telegram as the bot with the newest token: it may be replaced while messages are under way.
class RenewableTelegram final : public Connector {
public:
    RenewableTelegram(std::string api_url, const std::string& token) : api_url_(std::move(api_url)) { renew(token); }

    void renew(const std::string& token);  // any thread
    [[nodiscard]] std::string_view name() const override { return "telegram"; }
    [[nodiscard]] HttpRequest request(const Outgoing& outgoing) const override { return newest()->request(outgoing); }
    [[nodiscard]] Outcome outcome(const Outgoing& outgoing, const HttpResponse& response) const override {
        return newest()->outcome(outgoing, response);
    }
    [[nodiscard]] std::vector<Message> split(const Message& message) const override { return newest()->split(message); }

private:
    [[nodiscard]] std::shared_ptr<const telegram::TelegramConnector> newest() const;

    std::string api_url_;
    mutable std::mutex mutex_;
    std::shared_ptr<const telegram::TelegramConnector> newest_;
};

class TelegramService {
public:
    // Absent when no token is configured. Throws SecretError or std::runtime_error with a sentence when what is
    // configured cannot work.
    static std::unique_ptr<TelegramService> from(const Config& config, Store& store, const Clock& clock,
                                                 const conversation::Rules& rules, std::function<void()> heard);

    void add_lane(Dispatcher& dispatcher);   // which outlives this
    void add_route(web::WebServer& server);  // in webhook mode
    void start() { receiver_.start(); }
    void stop() { receiver_.stop(); }
    [[nodiscard]] const TelegramReceiver& receiver() const { return receiver_; }

private:
    TelegramService(const Config& config, const Secret& token, Store& store, const Clock& clock,
                    const conversation::Rules& rules, std::function<void()> heard);
    // What the token's file holds now, when that is another token of the same bot.
    [[nodiscard]] std::optional<std::string> new_token();

    const Config::Telegram where_;
    std::string token_;     // as last read; the receiver's thread's alone once that has started
    std::string unusable_;  // why the file's present content is not used; said once
    std::string account_;
    std::function<void()> heard_;
    Dispatcher* dispatcher_ = nullptr;
    std::string secret_;  // of the webhook; empty while polling
    RenewableTelegram connector_;
    TelegramReceiver receiver_;
};

}  // namespace nudged::runtime
