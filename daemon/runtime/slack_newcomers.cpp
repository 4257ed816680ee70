#include "daemon/runtime/slack_newcomers.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace nudged::runtime {

using namespace std::chrono_literals;
using slack::Trouble;

namespace {

constexpr std::chrono::milliseconds first_pause = 1s;
constexpr std::chrono::milliseconds longest_back_off = 60s;
constexpr std::chrono::milliseconds refused_tried_again = 5min;
constexpr std::chrono::milliseconds nothing_to_do = 1h;

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

void SlackNewcomers::introduce(Newcomer newcomer, const slack::Api& api, Caller& caller) {
    const auto answer = slack::read_person(caller.call(slack::user_info(api, newcomer.pairing.user)));
    if (caller.stopped()) return;  // the store knows whom to ask about after the next start
    const auto* trouble = std::get_if<Trouble>(&answer);
    if (trouble != nullptr && trouble->kind != Trouble::Kind::in_vain) {
        std::chrono::milliseconds pause = std::min<std::chrono::milliseconds>(
            first_pause * (1 << std::min(newcomer.failures++, 6)), longest_back_off);
        if (trouble->kind == Trouble::Kind::refused) pause = refused_tried_again;
        if (trouble->kind == Trouble::Kind::wait) pause = trouble->retry_after;
        return met_again(newcomer, pause);
    }
    if (trouble != nullptr) spdlog::warn("Slack does not say who {} is: {}", newcomer.pairing.user, trouble->reason);
    const auto person = trouble != nullptr ? slack::Person{} : std::get<slack::Person>(answer);
    store_.transact([&](Tables& tables) {
        conversation::introduce_newcomer(tables, newcomer.owner, person.name, person.zone,
                                         {clock_.now(), clock_.real()});
    });
    welcomed_();
}

}  // namespace nudged::runtime
