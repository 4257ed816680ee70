#include "daemon/conversation/asking_why.hpp"

#include <algorithm>

#include "daemon/conversation/asking.hpp"

namespace nudged::conversation {

namespace {

constexpr days between_questions{7};
constexpr std::size_t looked_at = 200;
constexpr int good_enough = 2;

bool felt_good(const Contact& before, const followup::Decision& decision) {
    return decision.what == "felt" && decision.after.good > before.good && decision.after.good >= good_enough;
}

// Also when that was taken back since: the owner has read the question.
bool asked_why(const JournalEntry& entry) {
    if (!entry.contact) return false;
    Contact any;
    any.id = *entry.contact;
    const auto then = with_changes(std::optional(any), entry.changes);
    return then && then->why_asked;
}

}  // namespace

bool may_ask_why(const Exchange& exchange, const Contact& before, const followup::Decision& decision) {
    const auto& after = decision.after;
    if (!after.why.empty() || after.why_asked) return false;
    if (!felt_good(before, decision) && after.importance <= before.importance) return false;
    auto& journal = exchange.tables.journal;
    if (std::ranges::any_of(journal.newest(exchange.owner.id, after.id, looked_at), asked_why)) return false;
    return std::ranges::none_of(journal.newest(exchange.owner.id, std::nullopt, looked_at), [&](const auto& entry) {
        return exchange.moment.now - entry.at < between_questions && asked_why(entry);
    });
}

Message ask_why(Exchange& exchange, Reply& reply, const followup::Decision& decision) {
    const auto text = messages::why_they_matter(decision.after, decision.what == "felt");
    replies::Ask about;
    about.code = replies::AskCode::what;
    about.fill = "why contact:" + std::to_string(decision.after.id) + " \uFFFC";
    for (const auto& offer : text.offers) about.choices.push_back({offer.label, offer.says, 0, {"not now"}});
    return ask(exchange, reply, about, text);
}

}  // namespace nudged::conversation
