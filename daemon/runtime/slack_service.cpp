#include "daemon/runtime/slack_service.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "daemon/runtime/rules.hpp"
#include "daemon/runtime/slack_requests.hpp"

namespace nudged::runtime {

using namespace std::chrono_literals;
using slack::Trouble;

namespace {

constexpr std::chrono::milliseconds after_a_failure = 5s;

std::vector<std::string> revealed(const std::vector<Secret>& secrets) {
    std::vector<std::string> texts;
    for (const auto& secret : secrets) texts.push_back(secret.reveal());
    return texts;
}

}  // namespace

std::unique_ptr<SlackService> SlackService::from(const Config& config, Store& store, const Clock& clock,
                                                 const conversation::Rules& rules, Dispatcher& dispatcher,
                                                 Ports ports) {
    if (!slack_is_set_up(config)) return nullptr;
    return std::unique_ptr<SlackService>(
        new SlackService(config, read_slack_secrets(config), store, clock, rules, dispatcher, std::move(ports)));
}

SlackService::SlackService(const Config& config, const SlackSecrets& secrets, Store& store, const Clock& clock,
                           const conversation::Rules& rules, Dispatcher& dispatcher, Ports ports)
    : where_(config.slack),
      clock_(clock),
      changed_(ports.changed),
      signing_secrets_(revealed(secrets.signing_secrets)),
      workspaces_(where_.api_url.text, secrets.bot_token, SlackTokens(config.data / "slack"),
                  workspace_ports(dispatcher)),
      newcomers_(store, clock, workspaces_, changed_),
      hearing_(store, clock, rules, new_owner(config, {}, Zone::of_this_machine().name(), {}), workspaces_, newcomers_,
               {changed_, [this] { looking_.wake(); }, std::move(ports.home_opened), std::move(ports.setting_chosen)}) {
    if (secrets.client_secret)
        install_.emplace(where_.api_url.text, slack::Client{where_.client_id, secrets.client_secret->reveal()},
                         *config.http.public_url, workspaces_, [this] { looking_.wake(); });
    if (where_.mode == Config::Slack::Mode::socket) socket_ = std::make_unique<SlackSocket>(socket_ports());
}

SlackService::~SlackService() { stop(); }

SlackWorkspaces::Ports SlackService::workspace_ports(Dispatcher& dispatcher) {
    constexpr PaceLimits limits{.messages_per_second = 20, .between_in_chat = 1s, .chat_burst = 3};
    return {[this] { return read_slack_bot_token(where_); },
            [this, &dispatcher, limits](const std::string& account, std::shared_ptr<const Connector> connector) {
                dispatcher.add_lane(account, std::move(connector), limits);
                changed_();
            },
            [&dispatcher](const std::string& account) { dispatcher.remove_lane("slack", account); }};
}

SlackSocket::Ports SlackService::socket_ports() {
    return {[this] { return ask_for_socket(); }, [this](const slack::Received& received) { hearing_.apply(received); },
            [this] {
                return std::uniform_real_distribution<double>{0, 1}(random_);
            }};
}

// The token is read anew each time: one that takes the place of a refused one is used at the next try.
std::variant<std::string, Trouble> SlackService::ask_for_socket() {
    try {
        const auto token = read_slack_app_token(where_);
        if (!token) return Trouble{Trouble::Kind::refused, {}, "the app-level token is gone"};
        auto answer = slack::read_socket_url(asking_.call(slack::open_socket({where_.api_url.text, token->reveal()})));
        if (auto* trouble = std::get_if<Trouble>(&answer);
            trouble != nullptr && trouble->kind == Trouble::Kind::refused)
            trouble->reason = "the app-level token is refused (" + trouble->reason + ")";
        return answer;
    } catch (const std::exception& error) {
        return Trouble{Trouble::Kind::refused, {}, error.what()};
    }
}

void SlackService::add_routes(web::WebServer& server) {
    if (!socket_) add_slack_routes(server, hearing_, refusals_, clock_, signing_secrets_);
    if (install_) install_->add_routes(server);
}

void SlackService::start() {
    workspaces_.begin();
    newcomers_.begin();
    thread_ = std::thread([this] { look(); });
    if (socket_) socket_->start();
}

void SlackService::look() {
    while (!looking_.stopped()) {
        try {
            const auto idle = workspaces_.step(looking_);
            if (const auto also = std::min(idle, newcomers_.step(looking_)); also > 0ms) looking_.rest(also);
        } catch (const std::exception& error) {
            spdlog::error("Slack: {}", error.what());
            looking_.rest(after_a_failure);
        }
    }
}

void SlackService::stop() {
    looking_.stop();
    asking_.stop();
    if (install_) install_->stop();
    if (thread_.joinable()) thread_.join();
    if (socket_) socket_->stop();
}

std::string SlackService::trouble() const {
    auto all = workspaces_.trouble();
    for (const auto& more : {newcomers_.trouble(), socket_ ? socket_->trouble() : std::string()})
        if (!more.empty()) all += (all.empty() ? "" : "; ") + more;
    return all;
}

}  // namespace nudged::runtime
