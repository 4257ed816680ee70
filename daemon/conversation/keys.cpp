#include "daemon/conversation/keys.hpp"

namespace nudged::conversation {

namespace {

constexpr std::size_t page_size = 1'000;

std::string in_words(const followup::Settings& settings) {
    auto words = "cadence " + std::to_string(settings.cadence_days) + ", gap " + std::to_string(settings.min_gap_days) +
                 ", snooze " + std::to_string(settings.snooze_days) + ", patience " +
                 std::to_string(settings.patience) + ", plan";
    for (const auto gap : settings.deal_plan) words += ' ' + std::to_string(gap);
    return words;
}

void make_anew(Store& store, std::int64_t owner, const followup::Settings& settings) {
    for (std::int64_t last = 0;;) {
        const auto page = store.transact([&](Tables& tables) {
            auto contacts = tables.contacts.page(owner, last, page_size);
            if (const auto theirs = tables.owners.find(owner))
                for (const auto& contact : contacts) tables.contacts.put(contact, keys_of(contact, *theirs, settings));
            return contacts;
        });
        if (page.size() < page_size) return;
        last = page.back().id;
    }
}

}  // namespace

void keys_begin(Tables& tables, std::int64_t owner, const Rules& rules) {
    auto state = tables.owners.nudge_state(owner);
    state.keys_by = in_words(rules.followup);
    tables.owners.put_nudge_state(owner, state);
}

void bring_keys_up_to_date(Store& store, const Rules& rules) {
    const auto now = in_words(rules.followup);
    const auto owners = store.transact([](Tables& tables) { return tables.owners.all(); });
    for (const auto& owner : owners) {
        const auto made_by =
            store.transact([&](Tables& tables) { return tables.owners.nudge_state(owner.id).keys_by; });
        if (made_by == now) continue;
        make_anew(store, owner.id, rules.followup);
        store.transact([&](Tables& tables) {
            keys_begin(tables, owner.id, rules);
            tables.owners.set_wake(owner.id, Instant{});  // the next day of theirs may be another
        });
    }
}

}  // namespace nudged::conversation
