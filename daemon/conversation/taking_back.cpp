#include "daemon/conversation/taking_back.hpp"

#include <algorithm>

#include "daemon/conversation/todays_list.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/names.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::conversation {
namespace {

// What of a detail is again as it was once the one entry of the batch is taken back; empty when it is no such batch.
std::string detail_again(const std::vector<JournalEntry>& batch) {
    if (batch.size() != 1 || batch.front().what != "edited" || !batch.front().contact) return {};
    const auto& entry = batch.front();
    Contact any;
    any.id = *entry.contact;
    const auto after = with_changes(any, entry.changes), before = without_changes(any, entry.changes);
    if (!after || !before) return {};
    return messages::details_again(messages::short_name(entry.name), *after, *before);
}

// What holds now where an older pause or snooze does so again.
std::string holds_again(const Exchange& exchange, const std::vector<JournalEntry>& undone) {
    if (undone.size() != 1) return {};
    const auto& entry = undone.front();
    const auto today = exchange.today();
    const auto& pause = exchange.owner.pause;
    if (entry.what == "paused" || entry.what == "resumed")
        return pause && pause->last >= today ? messages::paused(*pause, today) : "";
    const auto contact = entry.what == "snoozed" && entry.contact ? exchange.contact(*entry.contact) : std::nullopt;
    if (!contact) return {};
    const auto list = exchange.tables.lists.find(exchange.owner.id, today);
    return messages::no_longer_snoozed(*contact, list && item_of(*list, contact->id) != nullptr, exchange.plan());
}

std::string or_else(std::string settings, std::string detail) { return detail.empty() ? settings : detail; }

}  // namespace

std::string take_back(Exchange& exchange, Ledger& ledger, std::int64_t batch) {
    const Owner before = exchange.owner;
    const auto undone = ledger.undo(batch);
    auto& journal = exchange.tables.journal;
    const auto last = journal.last_standing_batch(exchange.owner.id);
    const auto next = last ? journal.batch(exchange.owner.id, *last) : std::vector<JournalEntry>{};
    Owner then = exchange.owner;
    for (auto entry = next.rbegin(); entry != next.rend(); ++entry)
        if (!entry->contact) then = without_changes(then, entry->changes);
    return messages::taken_back(undone, next,
                                or_else(messages::settings_again(before, exchange.owner), detail_again(undone)),
                                or_else(messages::settings_again(exchange.owner, then), detail_again(next)),
                                holds_again(exchange, undone));
}

bool can_take_back(const Exchange& exchange, std::int64_t batch) {
    constexpr std::size_t looked_at = 50;
    auto& journal = exchange.tables.journal;
    const auto stands = [](const JournalEntry& entry) { return entry.undone_by == 0 && entry.what != "undone"; };
    const auto blocks = [&](const JournalEntry& entry) { return stands(entry) && entry.what != "felt"; };
    const auto entries = journal.batch(exchange.owner.id, batch);
    if (entries.empty() || !std::ranges::all_of(entries, stands)) return false;
    for (const auto& entry : entries) {
        for (const auto& later : journal.newest(exchange.owner.id, entry.contact, looked_at)) {
            if (later.batch == batch) break;
            const bool same = later.contact == entry.contact &&
                              (entry.contact || shelf_item_in(later.changes) == shelf_item_in(entry.changes));
            if (same && blocks(later)) return false;
        }
    }
    return true;
}

}  // namespace nudged::conversation
