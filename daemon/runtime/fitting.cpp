// What does not fit into one message.
#include "connectors/message_json.hpp"
#include "daemon/conversation/parts.hpp"
#include "daemon/messages/tightened.hpp"
#include "daemon/runtime/delivery.hpp"
#include "daemon/runtime/dispatcher.hpp"

namespace nudged::runtime {

namespace {

// The message that carries what the row shows: the row itself, or the one that it changes.
std::optional<OutboxRow> carrier_of(Tables& tables, const OutboxRow& row) {
    if (row.kind != OutboxKind::edit) return row;
    if (row.edit_of != 0) return tables.outbox.find(row.edit_of);
    return tables.outbox.find_sent(row.connector, row.account, row.chat, row.target);
}

std::vector<Message> tight_parts(const Connector& connector, const Message& message) {
    auto parts = connector.split(message);
    auto tight = message;
    for (int step = 1; step <= messages::tightest && parts.size() > 1; ++step) {
        tight = messages::tightened(std::move(tight), step);
        if (auto fewer = connector.split(tight); fewer.size() <= 1) return fewer;
    }
    return parts;
}

}  // namespace

// A message that changes is said tighter, so that a tap sends no further one. What does not fit even so goes on in the
// next, in the same chat and after it; also of a list that is changed, such as a private one whose names are asked for.
Message Dispatcher::fitted(Tables& tables, const Lane& lane, OutboxRow& row) {
    auto message = message_from_json(row.body).value_or(Message{});
    const bool is_edit = row.kind == OutboxKind::edit;
    auto parts = is_edit ? tight_parts(*lane.connector, message) : lane.connector->split(message);
    if (parts.empty()) return message;
    if (parts.size() == 1) return std::move(parts.front());

    const auto carrier = carrier_of(tables, row);
    const bool is_list =
        carrier && carrier->list_date && (carrier->target.empty() || conversation::names_numbers(carrier->target));
    if (is_edit && !is_list) return std::move(parts.front());  // a short word that became a card: its beginning will do
    const auto targets = is_list ? conversation::targets_of(parts, conversation::numbers_in(carrier->target))
                                 : std::vector<std::string>(parts.size());
    row.body = to_json(parts.front());
    if (is_list && !is_edit) row.target = targets.front();
    if (is_list && is_edit) tables.outbox.begins(carrier->id, carrier->body, targets.front());
    if (is_edit)
        tables.outbox.replace_body(row.id, row.body);  // its target is the message that it changes
    else
        tables.outbox.begins(row.id, row.body, row.target);
    for (std::size_t part = 1; part < parts.size(); ++part) {
        OutboxRow rest;
        rest.owner = row.owner;
        rest.connector = row.connector;
        rest.account = row.account;
        rest.chat = row.chat;
        rest.body = to_json(parts[part]);
        // There is one nudge a day. A picture that may have arrived is not shown twice.
        if (is_proactive(row.kind) && !parts[part].picture) rest.kind = OutboxKind::reminder;
        if (!is_edit) rest.edit_of = row.id;
        rest.cut_off = row.cut_off;
        rest.target = targets[part];
        if (!rest.target.empty()) rest.list_date = carrier->list_date;
        rest.not_before = clock_.real();
        tables.outbox.enqueue(std::move(rest));
    }
    return std::move(parts.front());
}

}  // namespace nudged::runtime
