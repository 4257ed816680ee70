#include "daemon/runtime/slack_newcomers.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace nudged::runtime {

using namespace std::chrono_literals;
using slack::Trouble;

namespace {

constexpr std::chrono::milliseconds first_pause = 1s;
constexpr std::chrono::milliseconds longest_back_off = 60s;
constexpr std::chrono::milliseconds refused_tried_again = 5min;
constexpr std::chrono::milliseconds nothing_to_do = 1h;
constexpr int waited_for = 6;  // tries that fail, about a minute; then the welcome says what is known

bool is_one_of_theirs(const slack::Person& person, const std::string& account) {
    const bool elsewhere = !person.teams.empty() && std::ranges::find(person.teams, account) == person.teams.end();
    return !person.is_bot && !person.gone && !person.is_stranger && !elsewhere;
}

}  // namespace

void SlackNewcomers::begin() {
    for (const auto& owner : store_.transact([](Tables& tables) { return tables.owners.all(); })) met(owner);
}

void SlackNewcomers::met(const Owner& owner) {
    const auto* pairing = conversation::newcomer_pairing(owner);
    if (pairing == nullptr || pairing->connector != "slack") return;
    const std::lock_guard lock(mutex_);
    if (std::ranges::find(waiting_, owner.id, &Newcomer::owner) == waiting_.end())
        waiting_.push_back({owner.id, *pairing, 0, {}});
}

std::chrono::milliseconds SlackNewcomers::step(Caller& caller) {
    std::chrono::milliseconds idle = nothing_to_do;
    std::unique_lock lock(mutex_);
    for (auto next = waiting_.begin(); next != waiting_.end(); ++next) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(next->next - Steady::now());
        if (left > 0ms) {
            idle = std::min(idle, left);
            continue;
        }
        const auto api = workspaces_.api(next->pairing.account);
        if (!api) continue;  // until the workspace is known, which wakes this thread or is done by it
        const auto newcomer = *next;
        waiting_.erase(next);
        lock.unlock();
        try {
            introduce(newcomer, *api, caller);
        } catch (...) {
            met_again(newcomer, first_pause);
            throw;
        }
        return 0ms;
    }
    return idle;
}

void SlackNewcomers::met_again(Newcomer newcomer, std::chrono::milliseconds pause) {
    newcomer.next = Steady::now() + pause;
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(newcomer));
}

// A refusal is the operator's to mend and may last: the welcome does not wait for that, their name does.
void SlackNewcomers::introduce(Newcomer newcomer, const slack::Api& api, Caller& caller) {
    const auto answer = slack::read_person(caller.call(slack::user_info(api, newcomer.pairing.user)));
    if (caller.stopped()) return;  // the store knows whom to ask about after the next start
    const auto* trouble = std::get_if<Trouble>(&answer);
    const bool refused = trouble != nullptr && trouble->kind == Trouble::Kind::refused;
    if (trouble == nullptr || refused) say(newcomer.pairing.account, refused ? trouble->reason : std::string());
    if (trouble == nullptr) return write_down(newcomer, std::get<slack::Person>(answer));
    if (trouble->kind == Trouble::Kind::in_vain) {
        spdlog::warn("Slack does not say who {} is: {}", newcomer.pairing.user, trouble->reason);
        return write_down(newcomer, {});
    }
    if (trouble->kind != Trouble::Kind::wait) ++newcomer.failures;
    if (refused || newcomer.failures == waited_for) write_down(newcomer, {});
    std::chrono::milliseconds pause = std::min<std::chrono::milliseconds>(
        first_pause * (1 << std::clamp(newcomer.failures - 1, 0, 6)), longest_back_off);
    if (refused) pause = refused_tried_again;
    if (trouble->kind == Trouble::Kind::wait) pause = trouble->retry_after;
    met_again(newcomer, pause);
}

void SlackNewcomers::write_down(const Newcomer& newcomer, const slack::Person& person) {
    store_.transact([&](Tables& tables) {
        if (!is_one_of_theirs(person, newcomer.pairing.account))
            return conversation::turn_away_newcomer(tables, newcomer.owner, person.name);
        conversation::introduce_newcomer(tables, newcomer.owner, person.name, person.zone,
                                         {clock_.now(), clock_.real()});
    });
    welcomed_();
}

// Said once, not at each try.
void SlackNewcomers::say(const std::string& account, const std::string& refusal) {
    const std::lock_guard lock(mutex_);
    if (refusal.empty()) {
        if (refused_.erase(account) > 0) spdlog::info("Slack: {} tells who people are again", account);
    } else if (std::exchange(refused_[account], refusal) != refusal) {
        spdlog::warn("Slack: {} does not tell who people are ({}): they are welcomed without their name and zone",
                     account, refusal);
    }
}

std::string SlackNewcomers::trouble() const {
    const std::lock_guard lock(mutex_);
    std::string all;
    for (const auto& [account, why] : refused_)
        all += (all.empty() ? "" : "; ") + account + ": who people are is not told (" + why + ")";
    return all;
}

}  // namespace nudged::runtime
