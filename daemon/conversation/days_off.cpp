#include "daemon/conversation/days_off.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "daemon/conversation/next_people.hpp"
#include "daemon/followup/important_dates.hpp"
#include "daemon/messages/nudge.hpp"
#include "daemon/messages/welcome.hpp"
#include "daemon/messages/wording.hpp"

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

Message message_of_today(const Exchange& exchange, const DayList& list, messages::NudgeView view) {
    const auto& owner = exchange.owner;
    const auto today = exchange.today();
    std::optional<Message> message;
    if (!list.items.empty()) {
        message = messages::nudge(list, view);
        view.private_mode = owner.private_mode;  // also once the names have been shown
        message->notification = messages::nudge(list, view).notification;
    } else if (followup::waits_for_resume(owner, today)) {
        message = messages::plain(messages::paused(*owner.pause, today));
    }
    const auto dates = dates_of_a_day_off(exchange, false);
    if (!message && !dates.empty()) {
        message = Message{};
        message->notification = dates_of_a_day_off(exchange, owner.private_mode).front().notification;
    }
    for (const auto& date : dates) std::ranges::copy(date.blocks, std::back_inserter(message->blocks));
    return message ? *std::move(message) : messages::nobody_today(next_after_today(exchange), today);
}

}  // namespace nudged::conversation
