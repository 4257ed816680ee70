#include "daemon/conversation/refused.hpp"

#include <charconv>

#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/silence.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/remarks.hpp"

namespace nudged::conversation {

namespace {

constexpr std::string_view refused = "refused ";

std::string without_quotes(std::string text) {
    const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
    return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

bool may_be_to_something(const Exchange& exchange, const Contact& contact) {
    const bool on_the_list = contact.state == ContactState::open || contact.state == ContactState::waiting;
    return on_the_list && !contact.deal && followup::is_friend(contact, exchange.owner);
}

std::string about_the_no(const Contact& after, std::int64_t batch) {
    if (after.state == ContactState::closed) return "no contact:" + std::to_string(after.id) + " ";
    return std::string(refused) + std::to_string(batch) + " ";
}

bool is_about_a_refusal(const std::string& says) { return says.starts_with(refused); }

Reply respond_to_refusal(Exchange& exchange, const std::string& says) {
    Reply reply;
    std::int64_t batch = 0;
    const auto* const end = says.data() + says.size();
    const auto* const words = std::from_chars(says.data() + refused.size(), end, batch).ptr;
    const auto entries = exchange.tables.journal.batch(exchange.owner.id, batch);
    const auto contact =
        entries.empty() || !entries.front().contact ? std::nullopt : exchange.contact(*entries.front().contact);
    if (!contact || !can_take_back(exchange, batch)) {
        const auto said = entries.empty() ? messages::no_longer_there() : messages::changed_since(entries.front().name);
        reply.message = messages::answer({said}, {});
        return reply;
    }
    const auto plan = exchange.plan();
    const auto reason = without_quotes(std::string(words == end ? words : words + 1, end));
    const auto decision = followup::deal_refused_because(*contact, entries.front().note, reason, plan);
    const auto said = messages::said(*contact, decision, plan);
    Ledger ledger(exchange, reply);
    ledger.write(*contact, decision, said.settled);
    reply.message = messages::answer(
        {said.line}, messages::chips(decision, messages::OfBatch{ledger.batch()}, ledger.batch(), plan));
    return reply;
}

}  // namespace nudged::conversation
