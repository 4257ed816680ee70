// All that the daemon has of Slack when it is set up: its workspaces, the door it is heard by, and how it is installed.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <thread>

#include "daemon/runtime/config.hpp"
#include "daemon/runtime/dispatcher.hpp"
#include "daemon/runtime/slack_hearing.hpp"
#include "daemon/runtime/slack_install.hpp"
#include "daemon/runtime/slack_refusals.hpp"
#include "daemon/runtime/slack_secrets.hpp"
#include "daemon/runtime/slack_socket.hpp"
#include "daemon/runtime/web_server.hpp"

namespace nudged::runtime {

class SlackService {
public:
    struct Ports {
        std::function<void()> changed;  // something was written down
        // Called on the thread that hears; may be empty.
        std::function<void(const slack::HomeOpened&)> home_opened;
        std::function<void(const slack::SettingChosen&)> setting_chosen;
    };

    // Null when Slack is not set up. Throws SecretError or std::runtime_error with a sentence when what is configured
    // cannot work. All that is given outlives it.
    static std::unique_ptr<SlackService> from(const Config& config, Store& store, const Clock& clock,
                                              const conversation::Rules& rules, Dispatcher& dispatcher, Ports ports);
    ~SlackService();  // stops

    void add_routes(web::WebServer& server);  // before both have started
    void start();
    // At once, also out of calls that hang. What comes by HTTP is heard until the web server stops.
    void stop();

    // Any thread. The first: one sentence for the operator; empty while all is well.
    [[nodiscard]] std::string trouble() const;
    // Over HTTP, since the start; absent with a socket.
    [[nodiscard]] std::optional<std::uint64_t> refused_requests() const {
        return socket_ ? std::nullopt : std::optional(refusals_.count());
    }
    [[nodiscard]] std::vector<std::string> workspace_names() const { return workspaces_.names(); }
    // Where to call, as the bot of that workspace; absent while it is not known or has left.
    [[nodiscard]] std::optional<slack::Api> api(const std::string& account) const { return workspaces_.api(account); }
    // Whoever writes to the bot there is welcome.
    [[nodiscard]] bool is_open(const std::string& account) const {
        return workspaces_.standing(account) == SlackWorkspaces::Standing::installed;
    }

private:
    SlackService(const Config& config, const SlackSecrets& secrets, Store& store, const Clock& clock,
                 const conversation::Rules& rules, Dispatcher& dispatcher, Ports ports);

    SlackWorkspaces::Ports workspace_ports(Dispatcher& dispatcher);
    SlackSocket::Ports socket_ports();
    std::variant<std::string, slack::Trouble> ask_for_socket();
    void look();

    const Config::Slack where_;
    const Clock& clock_;
    const std::function<void()> changed_;
    std::vector<std::string> signing_secrets_;
    SlackWorkspaces workspaces_;
    SlackNewcomers newcomers_;
    SlackHearing hearing_;
    SlackRefusals refusals_;
    std::optional<SlackInstall> install_;

    Caller looking_;  // the looking thread's
    std::thread thread_;
    Caller asking_;  // the socket's asking thread's
    std::minstd_rand random_{std::random_device{}()};
    std::unique_ptr<SlackSocket> socket_;  // null in HTTP mode
};

}  // namespace nudged::runtime
