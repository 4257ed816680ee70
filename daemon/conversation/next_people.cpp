#include "daemon/conversation/next_people.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "daemon/conversation/todays_list.hpp"

namespace nudged::conversation {

namespace {

// Who stands open on today's list is on it.
bool is_on_todays_list(const std::optional<DayList>& list, std::int64_t contact) {
    return list && item_of(*list, contact) != nullptr;
}

followup::Listed listed_from(const Exchange& exchange, Contact contact, const std::optional<DayList>& todays,
                             Date from) {
    if (from <= exchange.today() && is_on_todays_list(todays, contact.id))
        return {std::move(contact), exchange.today()};
    auto plan = exchange.plan();
    plan.soonest = std::max(plan.soonest, from);
    const auto attention = exchange.tables.contacts.attention(exchange.owner.id, contact.id);
    const auto next = followup::listed_date(contact, attention, plan);
    return {std::move(contact), next};
}

}  // namespace

followup::Listed listed(const Exchange& exchange, Contact contact) {
    const auto todays = exchange.tables.lists.find(exchange.owner.id, exchange.today());
    return listed_from(exchange, std::move(contact), todays, Date::min());
}

// The store knows only the earliest day on which somebody could be listed: more are read until nobody unread could come
// before the last one found.
std::vector<followup::Listed> next_people(const Exchange& exchange, std::size_t count, Date from) {
    const auto plan = exchange.plan();
    const auto todays = exchange.tables.lists.find(exchange.owner.id, exchange.today());
    const auto order = [&](const followup::Listed& one) {
        const auto due = std::max(followup::next_date(one.contact, plan).value_or(Date::max()), plan.today);
        return std::tuple(one.next.value_or(Date::max()), due, std::string_view(one.contact.name));
    };
    const auto first = std::max(plan.today, from);
    const auto first_nudge = followup::nudge_day_from(exchange.owner, first).value_or(first);
    for (auto looked_at = 10 * count;; looked_at *= 10) {
        auto contacts = exchange.tables.contacts.soonest(exchange.owner.id, looked_at);
        const bool all = contacts.size() < looked_at;
        const auto wake = all ? std::nullopt : followup::wake_of(contacts.back(), exchange.owner, plan.settings);
        std::vector<followup::Listed> people;
        people.reserve(contacts.size());
        for (auto& contact : contacts) people.push_back(listed_from(exchange, std::move(contact), todays, from));
        std::erase_if(people, [](const followup::Listed& one) { return !one.next; });
        std::ranges::sort(people, {}, order);
        const bool sure =
            wake && people.size() >= count && *people[count - 1].next <= std::max(wake->date, first_nudge);
        if (!all && !sure) continue;
        if (people.size() > count) people.resize(count);
        return people;
    }
}

Date first_free_day(const Exchange& exchange, const Contact& contact, Date from) {
    constexpr std::size_t looked_at = 1'000;  // more than the mornings of a year have room for
    const auto& owner = exchange.owner;
    const auto next = std::min(from, exchange.today() + days{1});  // from then on the mornings have places
    const auto first = followup::nudge_day_from(owner, next).value_or(next);
    const auto last = std::max(first, from) + days{followup::cadence_of(contact, owner, exchange.rules.followup)};
    auto plan = exchange.plan();
    plan.soonest = first;
    const auto attentions = exchange.tables.contacts.attentions(owner.id);
    std::vector<Date> taken;
    for (const auto& other : exchange.tables.contacts.soonest(owner.id, looked_at)) {
        const auto known = attentions.find(other.id);
        const auto attention = known == attentions.end() ? Attention{} : known->second;
        if (const auto day = followup::listed_date(other, attention, plan)) taken.push_back(*day);
    }
    std::ranges::sort(taken);
    std::ptrdiff_t places = 0;
    for (auto day = std::optional(first); day && *day < last; day = followup::nudge_day_from(owner, *day + days{1})) {
        places += owner.daily_cap;
        if (*day >= from && std::ranges::upper_bound(taken, *day) - taken.begin() < places) return *day;
    }
    return last;
}

std::optional<followup::Listed> next_after_today(const Exchange& exchange) {
    auto people = next_people(exchange, 1, exchange.today() + days{1});
    const bool any_day = !people.empty() && !followup::waits_for_resume(exchange.owner, *people.front().next);
    return any_day ? std::optional(std::move(people.front())) : std::nullopt;
}

}  // namespace nudged::conversation
