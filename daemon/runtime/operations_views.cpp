// What only looks: the day's list, and what the store holds.
#include <algorithm>
#include <array>
#include <utility>

#include "connectors/message_json.hpp"
#include "daemon/conversation/days_off.hpp"
#include "daemon/conversation/next_people.hpp"
#include "daemon/conversation/outcomes.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/followup/silence.hpp"
#include "daemon/runtime/operations_desk.hpp"
#include "daemon/runtime/rfc3339.hpp"
#include "storage/record_json.hpp"

namespace nudged::runtime {

using conversation::Exchange;
using nlohmann::json;

namespace {

constexpr std::int64_t page_size = 1'000;
constexpr std::size_t most_rows = 100'000;  // of the outbox, which is pruned
constexpr std::array kinds{"nudge", "review", "reminder", "answer", "notice", "edit", "ack"};
constexpr std::array states{"ready", "sending", "sent", "dropped"};

json or_null(const std::string& text) { return text.empty() ? json() : json(text); }
json or_null(const std::optional<Date>& date) { return date ? json(format_date(*date)) : json(); }
json or_null(const std::optional<Instant>& at) { return at ? json(format_rfc3339(*at)) : json(); }
json or_null(const std::optional<int>& number) { return number ? json(*number) : json(); }

// The day as planned while its nudge can still come and nothing else brings them up; else as the owner is told.
std::optional<Date> next_of(const Contact& contact, std::optional<Date> listed, const followup::Plan& plan) {
    const auto due = followup::next_date(contact, plan);
    const bool to_come = due && *due >= std::max(plan.today, plan.soonest) && !followup::in_pause(plan.owner, *due);
    return to_come && listed == followup::told_date(contact, plan) ? due : listed;
}

json shown(const std::vector<followup::ChannelOutcomes>& outcomes) {
    constexpr std::chrono::hours an_hour{1};
    auto channels = json::array();
    for (const auto& [channel, known, answered, median] : outcomes)
        channels.push_back({{"channel", channel},
                            {"known", known},
                            {"answered", answered},
                            {"reply_rate", static_cast<double>(answered) / known},
                            {"median_hours", answered == 0 ? json() : json(median / an_hour)}});
    return channels;
}

json shown(const followup::Listed& listed, const std::vector<followup::ChannelOutcomes>& outcomes,
           const followup::Plan& plan) {
    const auto& contact = listed.contact;
    const auto state = followup::state_of(contact, plan.today);
    json row{
        {"id", contact.id},
        {"owner", contact.owner},
        {"name", contact.name},
        {"state", name_of(state)},
        {"circle", followup::is_friend(contact, plan.owner) ? "friend" : "work"},
        {"cadence_days", state == ContactState::book ? or_null(contact.cadence_days)
                                                     : json(followup::cadence_of(contact, plan.owner, plan.settings))},
        {"rhythm_days", state == ContactState::book ? json() : json(followup::rhythm_of(contact, plan))},
        {"importance", contact.importance},
        {"tags", contact.tags},
        {"addresses", contact.addresses},
        {"zone", contact.zone ? json(*contact.zone) : json()},
        {"needs", or_null(contact.needs)},
        {"why", or_null(contact.why)},
        {"note", or_null(contact.note)},
        {"last_touch", or_null(contact.last_touch)},
        {"next", or_null(next_of(contact, listed.next, plan))},
        {"silence", contact.silence},
        {"your_turn", contact.your_turn.has_value()},
        {"closed_reason", or_null(contact.closed_reason)},
        {"deal", contact.deal ? json{{"what", or_null(contact.deal->what)}, {"step", contact.deal->step}} : json()},
        {"check_back", contact.check_back ? json(format_date(contact.check_back->date)) : json()},
        {"lead_days", or_null(contact.lead_days)},
        {"channels", shown(outcomes)},
    };
    // What the interface does not name is there only for those of whom it is known.
    if (!contact.brings.empty()) row["brings"] = contact.brings;
    if (!contact.gets.empty()) row["gets"] = contact.gets;
    if (!contact.via.empty()) row["via"] = contact.via;
    if (!contact.given.empty()) row["given"] = contact.given;
    return row;
}

json shown(const JournalEntry& entry) {
    return {
        {"seq", entry.seq},
        {"at", format_rfc3339(entry.at)},
        {"owner", entry.owner},
        {"contact", entry.contact ? json(*entry.contact) : json()},
        {"name", or_null(entry.name)},
        {"what", entry.what},
        {"kind", or_null(entry.kind)},
        {"channel", or_null(entry.channel)},
        {"note", or_null(entry.note)},
        {"reason", or_null(entry.reason)},
        {"until", or_null(entry.until)},
        {"source", or_null(entry.source)},
        {"undone", entry.undone_by != 0},
    };
}

json shown(const OutboxRow& row) {
    return {
        {"id", row.id},
        {"owner", row.owner == 0 ? json() : json(row.owner)},
        {"connector", row.connector},
        {"kind", kinds[static_cast<std::size_t>(row.kind)]},
        {"state", states[static_cast<std::size_t>(row.state)]},
        {"doubtful", row.doubtful},
        {"attempts", row.attempts},
        {"not_before", format_rfc3339(row.not_before)},
        {"sent_at", or_null(row.sent_at)},
        {"reference", or_null(row.reference)},
        {"reason", or_null(row.reason)},
    };
}

json shown(const ListItem& item) {
    return {
        {"number", item.number},   {"contact", item.contact},
        {"name", item.name},       {"reason", name_of(item.reason)},
        {"fixed", item.fixed},     {"days_overdue", item.days_overdue},
        {"why_now", item.why_now}, {"suggestion", or_null(item.suggestion)},
    };
}

std::string as_sent(const Exchange& exchange, const DayList& list) {
    auto view = conversation::view_of(exchange, list);
    view.private_mode = false;  // that is for notifications
    return plain_text(conversation::message_of_today(exchange, list, std::move(view)));
}

// The one of that name, or of the only name that begins like it.
std::int64_t contact_called(Tables& tables, const Owner& owner, const std::string& name) {
    const auto folded = replies::fold(name);
    auto named = tables.contacts.names(owner.id);
    const auto all = named;
    std::erase_if(named, [&](const NamedContact& contact) { return contact.folded != folded; });
    if (named.empty())
        std::ranges::copy_if(all, std::back_inserter(named),
                             [&](const NamedContact& contact) { return contact.folded.starts_with(folded); });
    if (named.size() == 1) return named.front().id;
    if (named.empty()) throw OperationError("nobody is called " + name);
    throw OperationError(std::to_string(named.size()) + " people are called " + name +
                         "; write the whole name (the first is " + named.front().name + ")");
}

}  // namespace

// Whoever names an instant only looks: what is due then is nothing that was shown today.
json show_list(Desk& desk, const Arguments& arguments) {
    const auto moment = desk.moment(arguments);
    return desk.store.transact([&](Tables& tables) {
        Exchange exchange(tables, desk.owner(tables, arguments, moment), desk.rules, moment, "command");
        const auto list =
            arguments.has("at") ? conversation::list_of_today(exchange) : conversation::show_today(exchange);
        auto items = json::array();
        for (const auto& item : conversation::open_items(list)) items.push_back(shown(item));
        return json{{"list",
                     {{"owner", exchange.owner.name},
                      {"date", format_date(list.date)},
                      {"items", std::move(items)},
                      {"fixed_left_over", list.fixed_left_over}}},
                    {"text", as_sent(exchange, list)}};
    });
}

json list_contacts(Desk& desk, const Arguments& arguments) {
    const auto moment = desk.moment(arguments);
    return desk.store.transact([&](Tables& tables) {
        const Exchange exchange(tables, desk.owner(tables, arguments, moment), desk.rules, moment, "command");
        const auto plan = exchange.plan();
        const auto page =
            tables.contacts.page(exchange.owner.id, arguments.number("after").value_or(0), std::size_t{page_size});
        auto rows = json::array();
        for (const auto& contact : page)
            rows.push_back(
                shown(conversation::listed(exchange, contact), conversation::outcomes_of(exchange, contact), plan));
        return json{{"rows", std::move(rows)}, {"next", page.size() == page_size ? json(page.back().id) : json()}};
    });
}

json list_journal(Desk& desk, const Arguments& arguments) {
    const auto moment = desk.moment(arguments);
    const auto limit = std::clamp<std::int64_t>(arguments.number("limit").value_or(page_size), 1, page_size);
    return desk.store.transact([&](Tables& tables) {
        const auto owner = desk.owner(tables, arguments, moment);
        std::optional<std::int64_t> contact;
        if (const auto name = arguments.text("contact")) contact = contact_called(tables, owner, *name);
        const auto page = tables.journal.newest(owner.id, contact, static_cast<std::size_t>(limit),
                                                arguments.number("before").value_or(0));
        auto rows = json::array();
        for (const auto& entry : page) rows.push_back(shown(entry));
        const bool more = page.size() == static_cast<std::size_t>(limit);
        return json{{"rows", std::move(rows)}, {"next", more ? json(page.back().seq) : json()}};
    });
}

json list_outbox(Desk& desk, const Arguments&) {
    return desk.store.transact([&](Tables& tables) {
        auto rows = json::array();
        for (const auto& row : tables.outbox.newest(most_rows)) rows.push_back(shown(row));
        return rows;
    });
}

}  // namespace nudged::runtime
