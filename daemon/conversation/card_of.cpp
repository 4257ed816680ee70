#include "daemon/conversation/card_of.hpp"

#include "daemon/conversation/next_people.hpp"
#include "daemon/conversation/outcomes.hpp"
#include "daemon/conversation/things.hpp"
#include "daemon/messages/cards.hpp"

namespace nudged::conversation {

Message card_of(const Exchange& exchange, const Contact& contact) {
    constexpr std::size_t touches_shown = 3;
    const bool something_to_give = Things(exchange).fitting(contact) != nullptr;
    return messages::card(listed(exchange, contact),
                          exchange.tables.journal.touches(exchange.owner.id, contact.id, touches_shown),
                          exchange.plan(), exchange.zone, outcomes_of(exchange, contact), something_to_give);
}

}  // namespace nudged::conversation
