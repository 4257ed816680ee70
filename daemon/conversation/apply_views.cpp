// What only looks, or takes back.
#include <algorithm>

#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/morning.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/messages/cards.hpp"
#include "daemon/messages/nudge.hpp"

namespace nudged::conversation {

namespace {

// Those whose next date, as it is told, comes first. The store knows only the earliest that it could be.
std::vector<Contact> next_people(const Exchange& exchange) {
    constexpr std::size_t shown = 10;
    const auto plan = exchange.plan();
    const auto order = [&](const Contact& contact) {
        return std::pair(std::max(followup::next_date(contact, plan).value_or(Date::max()), plan.today), contact.name);
    };
    for (auto looked_at = 10 * shown;; looked_at *= 10) {
        auto people = exchange.tables.contacts.soonest(exchange.owner.id, looked_at);
        const bool all = people.size() < looked_at;
        const auto wake = all ? std::nullopt : followup::wake_of(people.back(), exchange.owner, plan.settings);
        std::ranges::sort(people, {}, order);
        const bool sure = all || (wake && order(people[shown - 1]).first < wake->date);
        if (!sure) continue;
        people.resize(std::min(people.size(), shown));
        std::ranges::stable_sort(people, {}, [&](const Contact& one) { return followup::told_date(one, plan); });
        return people;
    }
}

}  // namespace

void Applier::today() {
    const auto list = show_today(exchange_);
    if (list.items.empty()) {
        const auto soonest = exchange_.tables.contacts.soonest(exchange_.owner.id, 1);
        const auto next = soonest.empty() ? std::nullopt : std::optional(soonest.front());
        shown_ = messages::nobody_today(next, next ? next_listed(exchange_, *next) : std::nullopt, exchange_.today());
        return;
    }
    shown_ = messages::nudge(list, view_of(exchange_, list, exchange_.source));
    reply_.carries = list.date;
}

void Applier::list_all() {
    auto& contacts = exchange_.tables.contacts;
    const auto id = exchange_.owner.id;
    shown_ = messages::coming(next_people(exchange_), contacts.count(id, ContactState::open),
                              contacts.count(id, ContactState::waiting), contacts.count(id, ContactState::book),
                              exchange_.plan());
}

void Applier::status() {
    const auto state = exchange_.tables.owners.nudge_state(exchange_.owner.id);
    messages::Status status;
    if (state.last_looked != Instant{}) status.looked = state.last_looked;
    if (state.last_sent != Instant{}) status.sent = state.last_sent;
    status.outcome = state.last_outcome;
    if (const auto next = next_nudge(exchange_)) {
        status.next = next->due;
        status.next_people = people_due_by(exchange_, next->date);
    }
    status.people = exchange_.tables.contacts.count(exchange_.owner.id, ContactState::open);
    status.pause = exchange_.owner.pause;
    shown_ = messages::status(status, exchange_.plan(), exchange_.zone);
}

void Applier::undo() {
    const auto batch = exchange_.tables.journal.last_standing_batch(exchange_.owner.id);
    if (!batch) return say(messages::nothing_to_take_back());
    say(take_back(exchange_, ledger_, *batch));
}

}  // namespace nudged::conversation
