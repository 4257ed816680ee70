#include "daemon/conversation/third_time.hpp"

#include <algorithm>

namespace nudged::conversation {

namespace {

constexpr int in_a_row = 3;
constexpr days asked_once_in{60};
constexpr std::size_t looked_at = 100;

bool is_putting_off(const std::string& what) { return what == "snoozed" || what == "skipped"; }

bool was_third(const JournalEntry& entry) {
    if (!is_putting_off(entry.what) || entry.undone_by != 0) return false;
    Contact any;
    any.id = entry.contact.value_or(0);
    const auto then = with_changes(std::optional(any), entry.changes);
    return then && then->skips == in_a_row;
}

}  // namespace

std::optional<messages::QuestionText> third_time(const Exchange& exchange, const Contact& before,
                                                 const followup::Decision& decision) {
    const auto& after = decision.after;
    if (!is_putting_off(decision.what) || after.skips != in_a_row || before.skips == in_a_row) return std::nullopt;
    const auto lately = exchange.tables.journal.newest(exchange.owner.id, before.id, looked_at);
    const bool asked = std::ranges::any_of(lately, [&](const JournalEntry& entry) {
        return exchange.moment.now - entry.at < asked_once_in && was_third(entry);
    });
    if (asked) return std::nullopt;
    return messages::rhythm_off(after, exchange.plan());
}

}  // namespace nudged::conversation
