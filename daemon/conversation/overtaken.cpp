#include "daemon/conversation/overtaken.hpp"

#include <algorithm>

namespace nudged::conversation {

namespace {

constexpr std::size_t looked_at = 200;

bool contradict(const JournalEntry& one, const JournalEntry& other) {
    if (one.what == "undone" || other.what == "undone") return true;
    return one.contact == other.contact && one.what != "noted" && other.what != "noted";
}

}  // namespace

std::optional<Instant> overtaken_since(Tables& tables, const Event& event) {
    if (event.next_keys_end.empty()) return std::nullopt;
    return tables.inbox.first_between(event.connector, event.account, event.key, event.next_keys_end);
}

bool contradicts_what_was_said_later(Exchange& exchange, std::int64_t last, Instant since) {
    std::vector<JournalEntry> now, later;
    for (auto& entry : exchange.tables.journal.newest(exchange.owner.id, std::nullopt, looked_at)) {
        if (entry.seq > last)
            now.push_back(std::move(entry));
        else if (entry.at >= since && entry.source == exchange.source)
            later.push_back(std::move(entry));
    }
    return std::ranges::any_of(now, [&](const JournalEntry& one) {
        return std::ranges::any_of(later, [&](const JournalEntry& other) { return contradict(one, other); });
    });
}

}  // namespace nudged::conversation
