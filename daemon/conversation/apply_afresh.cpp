// What reaches everybody at once.
#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/fresh_start.hpp"
#include "daemon/messages/remarks.hpp"

namespace nudged::conversation {

void Applier::fresh_start() {
    const auto plan = exchange_.plan();
    const auto spread = fresh_start_of(exchange_);
    if (spread.empty()) return say(messages::nobody_to_spread());
    std::string first;
    for (const auto& one : spread) {
        const auto contact = exchange_.contact(one.contact);
        if (!contact) continue;
        if (first.empty()) first = contact->name;
        ledger_.write(*contact, followup::started_afresh(*contact, one.day, plan), "");
        exchange_.tables.contacts.forget_attention(exchange_.owner.id, contact->id);  // their rest is over too
        ++decisions_;
    }
    say(messages::spread_afresh(first, spread.front().day, spread.back().day, exchange_.today()));
}

}  // namespace nudged::conversation
