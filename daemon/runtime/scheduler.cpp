#include "daemon/runtime/scheduler.hpp"

#include <spdlog/spdlog.h>

#include "daemon/conversation/morning.hpp"

namespace nudged::runtime {

namespace {

using namespace std::chrono_literals;
using conversation::Moment;

constexpr std::size_t owners_at_once = 100;
constexpr auto after_a_failure = 15min;  // of one owner; the others go on
constexpr auto housekeeping_every = 24h;
constexpr auto acts_remembered = 24h * 30;  // a service repeats itself within hours, an operator within days
constexpr auto outbox_kept = 24h * 90;
constexpr auto sessions_kept = 24h * 366;  // its cookie lives a year
constexpr auto longest_sleep = 48h;        // of an owner: from one day's nudge to the next, however the clocks change

}  // namespace

std::chrono::milliseconds Scheduler::step() {
    while (look_after_some()) {
    }
    const auto real = clock_.real();
    if (real >= housekeeping_due_ || real + housekeeping_every < housekeeping_due_) housekeeping();
    const auto next = store_.transact([&](Tables& tables) {
        // Whoever was looked after while the clock stood in a wrong future would sleep until then.
        tables.owners.wake_those_after(clock_.now() + longest_sleep, clock_.now());
        return tables.owners.next_wake();
    });
    const auto until_housekeeping = housekeeping_due_ - clock_.real();
    return next ? std::min(clock_.real_until(*next), until_housekeeping) : until_housekeeping;
}

bool Scheduler::look_after_some() {
    const Moment moment{clock_.now(), clock_.real()};
    const auto due =
        store_.transact([&](Tables& tables) { return tables.owners.awake_at(moment.now, owners_at_once); });
    for (const auto id : due) {
        try {
            store_.transact([&](Tables& tables) {
                auto owner = tables.owners.find(id);
                if (!owner) return;
                conversation::Exchange exchange(tables, std::move(*owner), rules_, moment, "nudge");
                conversation::look_after(exchange);
            });
        } catch (const StoreError&) {
            throw;
        } catch (const std::exception& error) {
            spdlog::error("owner {} could not be looked after: {}; trying again in {} min", id, error.what(),
                          after_a_failure / 1min);
            store_.transact([&](Tables& tables) { tables.owners.set_wake(id, moment.now + after_a_failure); });
        }
    }
    return due.size() == owners_at_once;
}

void Scheduler::housekeeping() {
    housekeeping_due_ = clock_.real() + housekeeping_every;
    for (const auto& trouble : store_.check())
        spdlog::error("the store is damaged: {}. Stop nudged and restore a backup", trouble);
    const auto now = clock_.now();
    store_.transact([&](Tables& tables) {
        tables.inbox.prune(now - acts_remembered);
        tables.outbox.prune(now - outbox_kept);
        tables.access.prune(clock_.real() - sessions_kept, clock_.real());
    });
}

}  // namespace nudged::runtime
