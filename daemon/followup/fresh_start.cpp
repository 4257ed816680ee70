#include "daemon/followup/fresh_start.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/deals.hpp"

namespace nudged::followup {

bool waits_for_a_fresh_start(const Contact& contact, const Plan& plan) {
    if (contact.state != ContactState::open || contact.your_turn || contact.check_back || runs_a_deal(contact))
        return false;
    if (contact.snooze && contact.snooze->until >= plan.today) return false;  // at an hour that is still to come
    const auto next = next_date(contact, plan);
    return next && *next <= plan.today;
}

FreshStart::FreshStart(const Plan& plan, Date first) : plan_(plan), first_(first) {}

void FreshStart::offer(const Contact& contact) {
    if (!waits_for_a_fresh_start(contact, plan_)) return;
    const auto late = (plan_.today - round_date(contact, plan_)).count();
    waiting_.push_back({contact.id, contact.importance,
                        static_cast<double>(late) / static_cast<double>(rhythm_of(contact, plan_)), contact.name});
}

std::vector<FreshStart::Spread> FreshStart::spread() && {
    std::sort(waiting_.begin(), waiting_.end(), [](const Waiting& a, const Waiting& b) {
        return std::tuple(-a.importance, -a.ratio, std::string_view(a.name), a.contact) <
               std::tuple(-b.importance, -b.ratio, std::string_view(b.name), b.contact);
    });
    const int a_morning = std::max(1, plan_.owner.daily_cap - 1);
    std::vector<Spread> all;
    Date day = nudge_day_from(plan_.owner, first_).value_or(first_);
    int taken = 0;
    for (const Waiting& one : waiting_) {
        if (taken == a_morning) {
            day = nudge_day_from(plan_.owner, day + days{1}).value_or(day + days{1});
            taken = 0;
        }
        all.push_back({one.contact, day});
        ++taken;
    }
    return all;
}

// Counted from that day itself, so that no stretching moves it.
Decision started_afresh(const Contact& contact, Date day, const Plan& plan) {
    Decision decision;
    decision.after = contact;
    decision.what = "edited";
    decision.note = "fresh start";
    decision.until = day;
    decision.day = plan.today;
    decision.after.base = day;
    decision.after.offset_days = 0;
    decision.after.snooze.reset();
    decision.after.skips = 0;
    return decision;
}

}  // namespace nudged::followup
