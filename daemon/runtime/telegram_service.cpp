#include "daemon/runtime/telegram_service.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace nudged::runtime {

namespace {

constexpr std::string_view webhook_path = "/telegram/webhook";
constexpr std::size_t largest_update = 1 << 20;

// Says of each send that was refused because we are not let in.
class WatchedTelegram final : public Connector {
public:
    WatchedTelegram(const std::string& api_url, const std::string& token, std::function<void()> refused)
        : telegram_(api_url, token), refused_(std::move(refused)) {}

    [[nodiscard]] std::string_view name() const override { return telegram_.name(); }
    [[nodiscard]] HttpRequest request(const Outgoing& outgoing) const override { return telegram_.request(outgoing); }
    [[nodiscard]] Outcome outcome(const Outgoing& outgoing, const HttpResponse& response) const override {
        auto outcome = telegram_.outcome(outgoing, response);
        if (std::holds_alternative<Held>(outcome)) refused_();
        return outcome;
    }
    [[nodiscard]] std::vector<Message> split(const Message& message) const override { return telegram_.split(message); }

private:
    telegram::TelegramConnector telegram_;
    std::function<void()> refused_;
};

std::optional<Secret> token_of(const Config::Telegram& where) {
    if (!where.token_file.empty()) return read_secret(where.token_file);
    return read_credential("telegram-token");
}

std::optional<TelegramReceiver::Webhook> webhook_of(const Config& config) {
    if (config.telegram.mode != Config::Telegram::Mode::webhook) return std::nullopt;
    if (!config.http.public_url || !config.http.public_url->https)
        throw SecretError(
            "telegram.mode is \"webhook\", which needs http.public_url: the https address at which "
            "Telegram reaches this machine");
    std::optional<Secret> secret = config.telegram.webhook_secret_file.empty()
                                       ? read_credential("telegram-webhook-secret")
                                       : read_secret(config.telegram.webhook_secret_file);
    if (!secret)
        throw SecretError(
            "telegram.mode is \"webhook\", which needs telegram.webhook_secret_file: a file with 32 or "
            "more letters and digits");
    return TelegramReceiver::Webhook{config.http.public_url->text + std::string(webhook_path), secret->reveal()};
}

}  // namespace

std::unique_ptr<TelegramService> TelegramService::from(const Config& config, Store& store, const Clock& clock,
                                                       const conversation::Rules& rules, std::function<void()> heard) {
    const auto token = token_of(config.telegram);
    if (!token) return nullptr;
    if (telegram::bot_id(token->reveal()).empty())
        throw SecretError("the Telegram token in " + config.telegram.token_file.string() +
                          " is not one: BotFather gives them as 123456789:AAH...");
    return std::unique_ptr<TelegramService>(new TelegramService(config, *token, store, clock, rules, std::move(heard)));
}

TelegramService::TelegramService(const Config& config, const Secret& token, Store& store, const Clock& clock,
                                 const conversation::Rules& rules, std::function<void()> heard)
    : where_(config.telegram),
      token_(token.reveal()),
      account_(telegram::bot_id(token_)),
      heard_(std::move(heard)),
      receiver_(store, clock, rules, {where_.api_url.text, token_}, webhook_of(config), heard_,
                [this] { return new_token(); }) {
    if (const auto webhook = webhook_of(config)) secret_ = webhook->secret;
}

// A file that is being written, or is another bot's, changes nothing.
std::optional<std::string> TelegramService::new_token() {
    std::string why;
    try {
        const auto token = token_of(where_);
        if (token && token->reveal() == token_) return unusable_.clear(), std::nullopt;
        if (token && telegram::bot_id(token->reveal()) == account_) {
            token_ = token->reveal();
            renew_lane();
            heard_();
            return token_;
        }
        why = token ? "the token is another bot's now; start nudged again to be that bot" : "the token is gone";
    } catch (const SecretError& error) {
        why = error.what();
    }
    if (std::exchange(unusable_, why) != why) spdlog::warn("Telegram goes on with the token it has: {}", why);
    return std::nullopt;
}

void TelegramService::add_lane(Dispatcher& dispatcher) {
    dispatcher_ = &dispatcher;
    renew_lane();
}

void TelegramService::renew_lane() {
    if (dispatcher_ == nullptr) return;
    dispatcher_->add_lane(
        account_,
        std::make_shared<const WatchedTelegram>(where_.api_url.text, token_, [this] { receiver_.doubt_token(); }),
        PaceLimits{});
}

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
