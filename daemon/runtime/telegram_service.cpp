#include "daemon/runtime/telegram_service.hpp"

#include <spdlog/spdlog.h>

#include "daemon/runtime/secret.hpp"

namespace nudged::runtime {

namespace {

constexpr std::string_view webhook_path = "/telegram/webhook";
constexpr std::size_t largest_update = 1 << 20;

std::optional<Secret> token_of(const Config& config) {
    if (!config.telegram.token_file.empty()) return read_secret(config.telegram.token_file);
    return read_credential("telegram-token");
}

std::optional<TelegramReceiver::Webhook> webhook_of(const Config& config) {
    if (config.telegram.mode != Config::Telegram::Mode::webhook) return std::nullopt;
    if (!config.http.public_url || !config.http.public_url->https)
        throw std::runtime_error("telegram.mode is \"webhook\", which needs http.public_url: the https address at which "
                                 "Telegram reaches this machine");
    std::optional<Secret> secret = config.telegram.webhook_secret_file.empty()
                                       ? read_credential("telegram-webhook-secret")
                                       : read_secret(config.telegram.webhook_secret_file);
    if (!secret)
        throw std::runtime_error("telegram.mode is \"webhook\", which needs telegram.webhook_secret_file: a file with 32 or "
                                 "more letters and digits");
    return TelegramReceiver::Webhook{config.http.public_url->text + std::string(webhook_path), secret->reveal()};
}

}  // namespace

std::unique_ptr<TelegramService> TelegramService::from(const Config& config, Store& store, const Clock& clock,
                                                       const conversation::Rules& rules, std::function<void()> heard) {
    const auto token = token_of(config);
    if (!token) return nullptr;
    if (telegram::bot_id(token->reveal()).empty())
        throw std::runtime_error("the Telegram token in " + config.telegram.token_file.string() +
                                 " is not one: BotFather gives them as 123456789:AAH...");
    return std::unique_ptr<TelegramService>(new TelegramService(config.telegram.api_url.text, token->reveal(),
                                                                webhook_of(config), store, clock, rules, std::move(heard)));
}

TelegramService::TelegramService(std::string api_url, std::string token, std::optional<TelegramReceiver::Webhook> webhook,
                                 Store& store, const Clock& clock, const conversation::Rules& rules,
                                 std::function<void()> heard)
    : account_(telegram::bot_id(token)),
      secret_(webhook ? webhook->secret : ""),
      connector_(api_url, token),
      receiver_(store, clock, rules, {api_url, token}, std::move(webhook), std::move(heard)) {}

void TelegramService::add_lane(Dispatcher& dispatcher) const { dispatcher.add_lane(account_, connector_, PaceLimits{}); }

void TelegramService::add_route(web::WebServer& server) {
    if (secret_.empty()) return;
    server.post(std::string(webhook_path), largest_update, [this](const web::Request& request) {
        web::Response response;
        // Verified before anything is parsed; answered 200 only after the effect is committed.
        if (!telegram::is_webhook_secret(request.header("x-telegram-bot-api-secret-token"), secret_)) {
            response.status = 401;
            return response;
        }
        try {
            response.status = receiver_.receive_webhook(request.body) ? 200 : 503;
        } catch (const std::exception& error) {
            spdlog::error("a webhook could not be written down: {}", error.what());
            response.status = 503;
        }
        return response;
    });
}

}  // namespace nudged::runtime
