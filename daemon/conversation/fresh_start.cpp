#include "daemon/conversation/fresh_start.hpp"

#include <algorithm>

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/questions.hpp"

namespace nudged::conversation {

namespace {

constexpr std::size_t page_size = 1'000;

bool is_first_of_the_month(const Exchange& exchange) {
    const std::chrono::year_month_day today{exchange.today()};
    return followup::nudge_day_from(exchange.owner, Date{today.year() / today.month() / 1}) == exchange.today();
}

}  // namespace

std::vector<followup::FreshStart::Spread> fresh_start_of(const Exchange& exchange) {
    const auto plan = exchange.plan();
    const auto listed = open_items(list_of_today(exchange));
    const auto stands = [&](std::int64_t id) {
        return std::ranges::any_of(listed, [&](const ListItem& item) { return item.contact == id; });
    };
    followup::FreshStart start(plan, exchange.today() + days{1});
    for (std::int64_t last = 0;;) {
        const auto page =
            exchange.tables.contacts.due_page(exchange.owner.id, exchange.today(), plan.stretch, last, page_size);
        for (const auto& contact : page)
            if (!stands(contact.id)) start.offer(contact);
        if (page.size() < page_size) break;
        last = page.back().id;
    }
    return std::move(start).spread();
}

std::optional<Message> offer_of_a_fresh_start(Exchange& exchange) {
    constexpr days left_for{180};
    if (!is_first_of_the_month(exchange)) return std::nullopt;
    const auto left = exchange.tables.owners.nudge_state(exchange.owner.id).no_fresh_start;
    if (left && exchange.today() - *left < left_for) return std::nullopt;
    const auto week_of_places =
        static_cast<std::size_t>(exchange.owner.daily_cap * followup::nudge_days_a_week(exchange.owner));
    const auto open = exchange.tables.contacts.count(exchange.owner.id, ContactState::open);
    const auto waiting = fresh_start_of(exchange).size();
    if (waiting * 2 <= open || waiting <= week_of_places) return std::nullopt;
    Reply reply;
    return ask(exchange, reply, messages::many_are_waiting());
}

Reply leave_the_fresh_start(Exchange& exchange) {
    auto state = exchange.tables.owners.nudge_state(exchange.owner.id);
    state.no_fresh_start = exchange.today();
    exchange.tables.owners.put_nudge_state(exchange.owner.id, state);
    Reply reply;
    reply.message = messages::answer({messages::nothing_changed()}, {});
    return reply;
}

}  // namespace nudged::conversation
