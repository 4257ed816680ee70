// The workspaces that nudged speaks in: who it is there, and whether it is still let in.
#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "connectors/slack/calls.hpp"
#include "daemon/runtime/caller.hpp"
#include "daemon/runtime/slack_tokens.hpp"

namespace nudged::runtime {

// One comes from bot_token_file, whose id is learned by asking; the others were installed by OAuth. A workspace has a
// lane from when we know who we are there until Slack says that we are out.
class SlackWorkspaces {
public:
    struct Ports {
        // What bot_token_file holds now. Throws SecretError.
        std::function<std::optional<Secret>()> bot_token;
        // Any thread. A lane that is there goes on with the connector given anew.
        std::function<void(const std::string& account, std::shared_ptr<const Connector>)> add_lane;
        std::function<void(const std::string& account)> remove_lane;
    };
    enum class Standing {
        unknown,    // not here: what comes from there is not for us
        ours,       // of bot_token_file: nobody is let in but by a code
        installed,  // whoever writes to the bot there is welcome
    };

    // `bot_token` is what the port gave at first; absent = there is none, and there will be none.
    SlackWorkspaces(std::string api_url, const std::optional<Secret>& bot_token, SlackTokens tokens, Ports ports);

    // Adds the lanes of those that are known already. Once, before all else.
    void begin();
    // Looks at bot_token_file, and asks who we are where that is not known. Blocks for the calls. Returns after how
    // long there is more to do; nothing at all when it has called. One thread.
    std::chrono::milliseconds step(Caller& caller);

    // ---- any thread
    [[nodiscard]] Standing standing(const std::string& account) const;
    // Where to call, as the bot of that workspace; absent while there is no lane.
    [[nodiscard]] std::optional<slack::Api> api(const std::string& account) const;
    // Durable when it returns; then step() is to be called soon. False: the workspace is bot_token_file's already.
    [[nodiscard]] bool install(InstalledWorkspace workspace);
    // Slack says that we are out. It may say so late, so the token is tried before it is thrown away: step() is to be
    // called soon. Durable when it returns.
    void left(const std::string& account);
    // One sentence for the operator about all of them; empty while all is well.
    [[nodiscard]] std::string trouble() const;
    [[nodiscard]] std::vector<std::string> names() const;

private:
    using Steady = std::chrono::steady_clock;
    struct Workspace {
        InstalledWorkspace at;   // of bot_token_file: account and bot are empty until we know
        bool installed = false;  // by OAuth
        bool has_lane = false;
        bool is_covered = false;  // the token of bot_token_file is of this workspace too, and used instead
        int failures = 0;
        Steady::time_point next{};  // when to ask who we are, while there is no lane
        std::string trouble;
    };
    using Answer = std::variant<slack::Identity, slack::Trouble>;

    void look_for_new_token();
    [[nodiscard]] std::optional<std::string> next_token(std::chrono::milliseconds& idle) const;
    void take(const std::string& token, const Answer& answer);
    void known(Workspace& workspace, const slack::Identity& who);
    void cover(const std::string& account);
    void failed(std::list<Workspace>::iterator workspace, const slack::Trouble& trouble);
    void open_lane(Workspace& workspace);
    void close_lane(Workspace& workspace);
    void sent(const std::string& account, const std::string& refusal);
    void say(Workspace& workspace, std::string trouble);
    [[nodiscard]] Workspace* find(const std::string& account);
    [[nodiscard]] const Workspace* find(const std::string& account) const;

    const std::string api_url_;
    const SlackTokens tokens_;
    const Ports ports_;
    std::string unusable_;  // why the present content of bot_token_file is not used; said once

    mutable std::mutex mutex_;         // of the workspaces
    std::list<Workspace> workspaces_;  // bot_token_file's first
};

}  // namespace nudged::runtime
