#include "daemon/conversation/post.hpp"

#include <algorithm>

#include "connectors/message_json.hpp"
#include "daemon/conversation/parts.hpp"
#include "daemon/conversation/passages.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/conversation/undelivered.hpp"
#include "daemon/followup/silence.hpp"

namespace nudged::conversation {

namespace {

constexpr days hint_shown{7};  // after the owner was made
constexpr std::string_view with_menus = "slack";

OutboxRow row_for(std::int64_t owner, const Channel& channel, OutboxKind kind, std::string body, const Moment& moment) {
    OutboxRow row;
    row.owner = owner;
    row.connector = channel.connector;
    row.account = channel.account;
    row.chat = channel.chat;
    row.kind = kind;
    row.body = std::move(body);
    row.not_before = moment.real;
    return row;
}

void edit_row(Exchange& exchange, const OutboxRow& carrying, const Message& message) {
    if (carrying.connector == webchat) {
        exchange.tables.chat.replace(carrying.owner, std::stoll(carrying.reference), to_json(message));
        return;
    }
    auto row = row_for(carrying.owner, {carrying.connector, carrying.account, carrying.chat}, OutboxKind::edit,
                       to_json(message), exchange.moment);
    row.target = carrying.reference;
    row.edit_of = carrying.id;
    // One may wait from a try that did not succeed, and must not undo what is shown when the next one does.
    const bool waits = exchange.tables.outbox.replace_waiting_edit(row);
    if (carrying.state == OutboxState::ready)
        exchange.tables.outbox.replace_body(carrying.id, with_mark_of(carrying.body, row.body));
    else if (!waits)
        exchange.tables.outbox.enqueue(std::move(row));
}

}  // namespace

Channel webchat_of(std::int64_t owner) { return {std::string(webchat), "", std::to_string(owner)}; }

Channel preferred_channel(const Owner& owner) {
    for (auto pairing = owner.pairings.rbegin(); pairing != owner.pairings.rend(); ++pairing)
        if (pairing->connector != webchat) return {pairing->connector, pairing->account, pairing->chat};
    return webchat_of(owner.id);
}

bool post(Tables& tables, std::int64_t owner, const Channel& channel, const Message& message, const Posting& posting,
          const Moment& moment) {
    auto row = row_for(owner, channel, posting.kind, to_json(message), moment);
    row.list_date = posting.list;
    row.cut_off = posting.cut_off;
    row.target = posting.target;
    if (channel.connector != webchat) return tables.outbox.enqueue(std::move(row)).has_value();

    // The web chat is our own: in its history means delivered.
    if (row.kind == OutboxKind::nudge && tables.outbox.find_nudge(owner, row.list_date.value())) return false;
    row.state = OutboxState::sent;
    row.sent_at = moment.now;
    row.reference = std::to_string(tables.chat.append(owner, moment.now, false, row.body));
    return tables.outbox.enqueue(std::move(row)).has_value();
}

void refresh_list(Exchange& exchange, Date date) {
    const auto list = exchange.tables.lists.find(exchange.owner.id, date);
    if (!list) return;
    for (const auto& row : exchange.tables.outbox.carrying(exchange.owner.id, date)) {
        if (row.kind == OutboxKind::review) continue;  // it is of that day, and shows no list
        auto view = view_of(exchange, *list, row.connector);
        view.numbers = numbers_in(row.target);
        const bool all = row.target.empty() || names_numbers(row.target);
        const auto* item = all ? nullptr : item_numbered(*list, std::stoi(row.target));
        edit_row(exchange, row, item != nullptr ? messages::reminder(*item, view, date) : messages::nudge(*list, view));
    }
}

std::string last_settled(Tables& tables, std::int64_t owner, Date date) {
    const auto list = tables.lists.find(owner, date);
    if (!list || list->items.empty()) return {};
    return std::ranges::max(list->items, {}, &ListItem::batch).settled;
}

bool is_shown_in(Exchange& exchange, Date date, const Channel& channel) {
    return std::ranges::any_of(exchange.tables.outbox.carrying(exchange.owner.id, date), [&](const OutboxRow& row) {
        return row.kind != OutboxKind::review && Channel{row.connector, row.account, row.chat} == channel;
    });
}

void edit(Exchange& exchange, const Channel& channel, const std::string& reference, const Message& message) {
    OutboxRow carrying = row_for(exchange.owner.id, channel, OutboxKind::answer, {}, exchange.moment);
    carrying.state = OutboxState::sent;
    carrying.reference = reference;
    edit_row(exchange, carrying, message);
}

void acknowledge(Tables& tables, std::int64_t owner, const Channel& channel, const std::string& callback,
                 const std::string& notice, const Moment& moment) {
    if (callback.empty() || channel.connector == webchat) return;
    Message message;
    message.notification = notice;
    auto row = row_for(owner, channel, OutboxKind::ack, to_json(message), moment);
    row.target = callback;
    tables.outbox.enqueue(std::move(row));
}

void add_addresses(const Exchange& exchange, const ListItem& item, messages::NudgeView& view) {
    if (const auto contact = exchange.contact(item.contact); contact && !contact->addresses.empty())
        view.addresses[item.contact] = contact->addresses;
}

messages::NudgeView view_of(const Exchange& exchange, const DayList& list, std::string_view connector) {
    messages::NudgeView view;
    // The first tap on a private nudge has shown the names.
    const auto is_open = [](const ListItem& item) { return item.settled.empty(); };
    view.private_mode = exchange.owner.private_mode && std::ranges::all_of(list.items, is_open);
    view.hint = exchange.moment.now - exchange.owner.created < hint_shown;
    view.today = list.date;
    const auto state = exchange.tables.owners.nudge_state(exchange.owner.id);
    if (state.introduced_on == list.date && !state.introduced.empty()) view.new_word = state.introduced.back();
    for (const auto& item : list.items)
        if (item.asked == Asked::deal || item.settled_what.ends_with(" deal"))
            if (const auto contact = exchange.contact(item.contact))
                view.onward[item.contact] = {followup::cadence_of(*contact, exchange.owner, exchange.rules.followup),
                                             followup::is_friend(*contact, exchange.owner)};
    view.passages = passages_in(exchange, connector);
    view.menus = connector == with_menus;
    if (view.menus)  // they hold the further buttons of everybody
        for (const auto& item : list.items)
            if (is_open(item)) add_addresses(exchange, item, view);
    return view;
}

}  // namespace nudged::conversation
