// Lets people install nudged into their workspaces: OAuth, from /slack/install to a token in its file.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "connectors/slack/calls.hpp"
#include "daemon/runtime/caller.hpp"
#include "daemon/runtime/config_values.hpp"
#include "daemon/runtime/slack_workspaces.hpp"
#include "daemon/runtime/web_server.hpp"

namespace nudged::runtime {

class SlackInstall {
public:
    // `public_url` is where a browser reaches us; `installed` is called when a workspace has come.
    SlackInstall(std::string api_url, slack::Client client, Url public_url, SlackWorkspaces& workspaces,
                 std::function<void()> installed);

    // GET /slack/install and /slack/oauth/callback; this outlives the server.
    void add_routes(web::WebServer& server);
    // Ends the calls that are under way; from now on nobody installs. Any thread.
    void stop();

private:
    web::Response begin();
    [[nodiscard]] std::string sign(const std::string& text) const;
    web::Response come_back(const web::Request& request);
    [[nodiscard]] bool redeem(const web::Request& request);
    web::Response exchange(const std::string& code);
    web::Response take(const slack::Installation& made);
    // Absent when too many are under way already.
    [[nodiscard]] std::optional<HttpResponse> call(HttpRequest request);

    const std::string api_url_;
    const slack::Client client_;
    const Url public_url_;
    SlackWorkspaces& workspaces_;
    const std::function<void()> installed_;
    const std::string key_;  // of this process alone: what was begun before a restart is begun again

    std::mutex mutex_;
    std::set<std::pair<std::int64_t, std::string>> used_;  // states that came back, by when they end
    std::set<Caller*> calling_;
    bool stopped_ = false;
};

}  // namespace nudged::runtime
