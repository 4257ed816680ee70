#include "daemon/conversation/delivered.hpp"

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/parts.hpp"
#include "daemon/followup/day_list.hpp"
#include "daemon/messages/questions.hpp"

namespace nudged::conversation {

namespace {

// After the third rest it is asked once whether the rhythm is off.
void named(Exchange& exchange, const DayList& list, const ListItem& item, const Channel& channel,
           std::optional<Instant> cut_off) {
    auto& contacts = exchange.tables.contacts;
    const auto after =
        followup::after_nudge(contacts.attention(list.owner, item.contact), item.reason, exchange.owner, list.date);
    const auto contact = exchange.contact(item.contact);
    if (!contact) return;
    contacts.put_attention(list.owner, item.contact, after.attention);
    if (!after.ask_rhythm) return;
    Reply reply;
    post(exchange.tables, list.owner, channel, ask(exchange, reply, messages::rhythm_off(*contact, exchange.plan())),
         {OutboxKind::reminder, std::nullopt, cut_off, {}}, exchange.moment);
}

}  // namespace

void nudge_arrived(Exchange& exchange, DayList list, messages::Numbers numbers, const Channel& channel,
                   std::optional<Instant> cut_off) {
    list.delivered = true;
    exchange.tables.lists.put(list);
    for (const auto& item : list.items)
        if (item.settled.empty() && numbers.first <= item.number && item.number <= numbers.last)
            named(exchange, list, item, channel, cut_off);
}

void delivered(Tables& tables, const OutboxRow& row, const Rules& rules, Moment moment) {
    const bool is_nudge = row.kind == OutboxKind::nudge ||
                          (row.kind == OutboxKind::reminder && (row.target.empty() || names_numbers(row.target)));
    if (!is_nudge || !row.list_date) return;
    auto list = tables.lists.find(row.owner, *row.list_date);
    auto owner = tables.owners.find(row.owner);
    if (!list || !list->nudged || !owner) return;
    Exchange exchange(tables, std::move(*owner), rules, moment, "nudge");
    nudge_arrived(exchange, std::move(*list), numbers_in(row.target), {row.connector, row.account, row.chat},
                  row.cut_off);
}

}  // namespace nudged::conversation
