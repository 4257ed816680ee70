#include "daemon/runtime/slack_workspaces.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace nudged::runtime {

using namespace std::chrono_literals;
using slack::Identity;
using slack::Trouble;

namespace {

constexpr std::chrono::milliseconds longest_back_off = 60s;
constexpr std::chrono::milliseconds refused_tried_again = 5min;
constexpr std::chrono::milliseconds file_looked_at = 30s;
constexpr std::chrono::milliseconds file_awaited = 3s;  // while what is in it is refused

// Says of each send whether the account was refused.
class WatchedSlack final : public Connector {
public:
    using Told = std::function<void(const std::string& refusal)>;  // empty = it was taken

    WatchedSlack(slack::Api api, std::string bot, Told told)
        : slack_(std::move(api), std::move(bot)), told_(std::move(told)) {}

    [[nodiscard]] std::string_view name() const override { return slack_.name(); }
    [[nodiscard]] HttpRequest request(const Outgoing& outgoing) const override { return slack_.request(outgoing); }
    [[nodiscard]] Outcome outcome(const Outgoing& outgoing, const HttpResponse& response) const override {
        auto outcome = slack_.outcome(outgoing, response);
        if (const auto* held = std::get_if<Held>(&outcome)) told_(held->reason);
        if (std::holds_alternative<Sent>(outcome)) told_({});
        return outcome;
    }
    [[nodiscard]] std::optional<std::string> onward(const Outgoing& outgoing,
                                                    const HttpResponse& response) const override {
        return slack_.onward(outgoing, response);
    }
    [[nodiscard]] std::vector<Message> split(const Message& message) const override { return slack_.split(message); }
    [[nodiscard]] std::optional<HttpRequest> look_back(const Outgoing& outgoing, RealTime since,
                                                       const std::string& place) const override {
        return slack_.look_back(outgoing, since, place);
    }
    [[nodiscard]] LookBack looked_back(const Outgoing& outgoing, const std::string& place,
                                       const HttpResponse& response) const override {
        return slack_.looked_back(outgoing, place, response);
    }

private:
    slack::SlackConnector slack_;
    Told told_;
};

std::string shown(const InstalledWorkspace& workspace) {
    if (!workspace.name.empty()) return workspace.name;
    return workspace.account.empty() ? "the workspace of bot_token_file" : workspace.account;
}

}  // namespace

SlackWorkspaces::SlackWorkspaces(std::string api_url, const std::optional<Secret>& bot_token, SlackTokens tokens,
                                 Ports ports)
    : api_url_(std::move(api_url)), tokens_(std::move(tokens)), ports_(std::move(ports)) {
    if (bot_token) workspaces_.emplace_back().at.token = *bot_token;
    for (auto& installed : tokens_.all()) {
        auto& workspace = workspaces_.emplace_back();
        workspace.at = std::move(installed);
        workspace.installed = true;
    }
}

void SlackWorkspaces::begin() {
    const std::lock_guard lock(mutex_);
    for (auto& workspace : workspaces_)
        if (!workspace.at.bot.empty() && !workspace.at.leaving) open_lane(workspace);
}

// ---- on the thread that steps ---------------------------------------------------------------------------------------

std::chrono::milliseconds SlackWorkspaces::step(Caller& caller) {
    look_for_new_token();
    std::chrono::milliseconds idle = file_looked_at;
    const auto token = next_token(idle);
    if (!token) return idle;
    const auto answer = slack::read_identity(caller.call(slack::auth_test({api_url_, *token})));
    if (!caller.stopped()) take(*token, answer);
    return 0ms;
}

// A file that is being written, or holds something else, changes nothing.
void SlackWorkspaces::look_for_new_token() {
    const std::lock_guard lock(mutex_);
    if (workspaces_.empty() || workspaces_.front().installed) return;
    auto& workspace = workspaces_.front();
    std::string why;
    try {
        const auto token = ports_.bot_token();
        if (token && token->reveal() != workspace.at.token.reveal()) {
            spdlog::info("Slack: the token in bot_token_file was replaced; the new one is used from now on");
            workspace.at.token = *token;
            workspace.has_lane = false;  // the lane itself stays; it goes on once we know who the new token is
            workspace.failures = 0;
            workspace.next = {};
        }
        if (!token) why = "the token is gone";
    } catch (const SecretError& error) {
        why = error.what();
    }
    if (std::exchange(unusable_, why) != why && !why.empty())
        spdlog::warn("Slack goes on with the token it has: {}", why);
}

std::optional<std::string> SlackWorkspaces::next_token(std::chrono::milliseconds& idle) const {
    const std::lock_guard lock(mutex_);
    const auto now = Steady::now();
    for (const auto& workspace : workspaces_) {
        if (workspace.has_lane || workspace.is_covered) continue;
        if (workspace.next <= now) return workspace.at.token.reveal();
        idle = std::min(idle, std::chrono::ceil<std::chrono::milliseconds>(workspace.next - now));
        if (!workspace.installed) idle = std::min(idle, file_awaited);
    }
    return std::nullopt;
}

// The token may have been replaced, and the workspace have gone, while the answer was awaited.
void SlackWorkspaces::take(const std::string& token, const Answer& answer) {
    const std::lock_guard lock(mutex_);
    const auto asked = [&](const Workspace& one) {
        return !one.has_lane && !one.is_covered && one.at.token.reveal() == token;
    };
    const auto found = std::ranges::find_if(workspaces_, asked);
    if (found == workspaces_.end()) return;
    if (const auto* trouble = std::get_if<Trouble>(&answer)) return failed(found, *trouble);
    known(*found, std::get<Identity>(answer));
}

void SlackWorkspaces::known(Workspace& workspace, const Identity& who) {
    auto& at = workspace.at;
    const auto before = at;
    if (!workspace.installed) {
        if (!at.account.empty() && at.account != who.account) {
            spdlog::warn("Slack: the token in bot_token_file is of {} now; what waits for {} stays where it is",
                         who.account_name, shown(at));
            ports_.remove_lane(at.account);
        }
        at.account = who.account;
        cover(who.account);
    }
    at.name = who.account_name.empty() ? at.name : who.account_name;
    at.bot = who.bot;
    at.leaving = false;
    if (workspace.installed && (at.bot != before.bot || at.name != before.name || before.leaving)) tokens_.put(at);
    workspace.failures = 0;
    say(workspace, {});
    open_lane(workspace);
}

// One lane a workspace, and the operator's own token is the one to use there; where it was used before, the one that we
// were given is good again.
void SlackWorkspaces::cover(const std::string& account) {
    for (auto& other : workspaces_) {
        if (!other.installed) continue;
        const bool was_covered = std::exchange(other.is_covered, other.at.account == account);
        if (other.is_covered) {
            other.has_lane = false;
            other.trouble.clear();
        } else if (was_covered && !other.at.bot.empty() && !other.at.leaving) {
            open_lane(other);
        }
    }
}

void SlackWorkspaces::failed(std::list<Workspace>::iterator workspace, const Trouble& trouble) {
    const bool refused = trouble.kind == Trouble::Kind::refused || trouble.kind == Trouble::Kind::in_vain;
    if (refused && workspace->at.leaving) {
        spdlog::warn("Slack: nudged is no longer installed in {} ({}); its token is thrown away", shown(workspace->at),
                     trouble.reason);
        tokens_.remove(workspace->at.account);
        workspaces_.erase(workspace);
        return;
    }
    std::chrono::milliseconds pause =
        std::min<std::chrono::milliseconds>(1s * (1 << std::min(workspace->failures++, 6)), longest_back_off);
    if (refused) pause = refused_tried_again;
    if (trouble.kind == Trouble::Kind::wait) pause = trouble.retry_after;
    workspace->next = Steady::now() + pause;
    say(*workspace, refused ? "the token is refused (" + trouble.reason + ")" : trouble.reason);
}

// ---- any thread -----------------------------------------------------------------------------------------------------

void SlackWorkspaces::open_lane(Workspace& workspace) {
    const auto account = workspace.at.account;
    ports_.add_lane(account, std::make_shared<WatchedSlack>(
                                 slack::Api{api_url_, workspace.at.token.reveal()}, workspace.at.bot,
                                 [this, account](const std::string& refusal) { sent(account, refusal); }));
    workspace.has_lane = true;
}

void SlackWorkspaces::close_lane(Workspace& workspace) {
    if (!workspace.at.account.empty()) ports_.remove_lane(workspace.at.account);
    workspace.has_lane = false;
    workspace.failures = 0;
    workspace.next = {};
}

void SlackWorkspaces::sent(const std::string& account, const std::string& refusal) {
    const std::lock_guard lock(mutex_);
    if (auto* workspace = find(account); workspace != nullptr && workspace->has_lane)
        say(*workspace, refusal.empty() ? refusal : "sends are refused (" + refusal + ")");
}

void SlackWorkspaces::say(Workspace& workspace, std::string trouble) {
    if (trouble == workspace.trouble) return;  // said once, not at each try
    if (trouble.empty())
        spdlog::info("Slack: {} is reached again", shown(workspace.at));
    else
        spdlog::warn("Slack: {}: {}", shown(workspace.at), trouble);
    workspace.trouble = std::move(trouble);
}

const SlackWorkspaces::Workspace* SlackWorkspaces::find(const std::string& account) const {
    const auto found = std::ranges::find_if(workspaces_, [&](const auto& one) { return one.at.account == account; });
    return found == workspaces_.end() ? nullptr : &*found;
}

SlackWorkspaces::Workspace* SlackWorkspaces::find(const std::string& account) {
    return const_cast<Workspace*>(std::as_const(*this).find(account));
}

SlackWorkspaces::Standing SlackWorkspaces::standing(const std::string& account) const {
    const std::lock_guard lock(mutex_);
    if (const auto* workspace = find(account)) return workspace->installed ? Standing::installed : Standing::ours;
    // Until we know whose the token in bot_token_file is, it may be anybody's.
    const bool may_be_ours =
        !workspaces_.empty() && !workspaces_.front().installed && workspaces_.front().at.account.empty();
    return may_be_ours ? Standing::ours : Standing::unknown;
}

std::optional<slack::Api> SlackWorkspaces::api(const std::string& account) const {
    const std::lock_guard lock(mutex_);
    const auto* workspace = find(account);
    if (workspace == nullptr || !workspace->has_lane) return std::nullopt;
    return slack::Api{api_url_, workspace->at.token.reveal()};
}

bool SlackWorkspaces::install(InstalledWorkspace installed) {
    const std::lock_guard lock(mutex_);
    auto* workspace = find(installed.account);
    if (workspace != nullptr && !workspace->installed) return false;
    tokens_.put(installed);
    if (workspace == nullptr) workspace = &workspaces_.emplace_back();
    *workspace = {};
    workspace->at = std::move(installed);
    workspace->installed = true;
    return true;
}

void SlackWorkspaces::left(const std::string& account) {
    const std::lock_guard lock(mutex_);
    for (auto& workspace : workspaces_) {
        if (workspace.at.account != account) continue;
        if (workspace.installed && !workspace.at.leaving) {
            workspace.at.leaving = true;
            tokens_.put(workspace.at);
        }
        close_lane(workspace);
    }
}

std::string SlackWorkspaces::trouble() const {
    const std::lock_guard lock(mutex_);
    std::string all;
    for (const auto& workspace : workspaces_)
        if (!workspace.trouble.empty())
            all += (all.empty() ? "" : "; ") + shown(workspace.at) + ": " + workspace.trouble;
    return all;
}

std::vector<std::string> SlackWorkspaces::names() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> names;
    for (const auto& workspace : workspaces_)
        if (!workspace.at.name.empty() && !workspace.is_covered) names.push_back(workspace.at.name);
    return names;
}

}  // namespace nudged::runtime
