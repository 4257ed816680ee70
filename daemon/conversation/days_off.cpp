#include "daemon/conversation/days_off.hpp"

#include <utility>

#include "daemon/followup/important_dates.hpp"
#include "daemon/messages/nudge.hpp"

namespace nudged::conversation {

std::vector<Message> dates_of_a_day_off(const Exchange& exchange, bool veiled) {
    const auto& owner = exchange.owner;
    const auto today = exchange.today();
    if (followup::is_nudge_day(owner, today)) return {};
    if (followup::in_pause(owner, today) && owner.dates_quiet) return {};
    const std::chrono::year_month_day date{today};
    std::vector<std::pair<unsigned, unsigned>> wanted{{unsigned(date.month()), unsigned(date.day())}};
    if (date.month() == std::chrono::February && date.day() == std::chrono::day{28}) wanted.emplace_back(2, 29);
    std::vector<Message> dates;
    for (const auto& contact : exchange.tables.contacts.with_dates(owner.id, wanted))
        for (const auto& told : followup::dates_between(contact, today, today))
            dates.push_back(messages::date_today(contact, told.date, veiled));
    return dates;
}

}  // namespace nudged::conversation
