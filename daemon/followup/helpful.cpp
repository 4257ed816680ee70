#include "daemon/followup/helpful.hpp"

#include <algorithm>
#include <utility>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/deciding.hpp"

namespace nudged::followup {

namespace {

constexpr days left_alone_before{14};  // the day of the wait
constexpr int nudge_days_due = 10;
constexpr int longest_wait = 1'200;  // months

// On the same day of a later month, or on the last of a shorter one.
Date months_after(Date day, int count) {
    const auto date = std::chrono::year_month_day(day) + std::chrono::months(count);
    return date.ok() ? Date(date) : Date(date.year() / date.month() / std::chrono::last);
}

Outcome from(const Contact& contact, Date day, std::string what, const Plan& plan) {
    auto decision = decided(contact, std::move(what), plan);
    decision.after.helpful_from = day;
    if (snoozes_only_help(contact)) decision.after.snooze.reset();
    const auto next = first_helpful_day(decision.after).value_or(contact.check_back->date);
    decision.until = nudge_day_from(plan.owner, next).value_or(next);
    return decision;
}

}  // namespace

std::vector<Date> helpful_days(const Contact& contact) {
    const auto& wait = contact.check_back;
    if (contact.state != ContactState::waiting || !wait || wait->said == Date{}) return {};
    const auto last = wait->date - left_alone_before;
    const auto& from = contact.helpful_from;
    std::vector<Date> found;
    if (from && *from <= last) found.push_back(*from);
    for (int month = 1; month <= longest_wait; ++month) {
        const auto day = months_after(wait->said, month);
        if (day > last) break;
        if (!from || day > *from) found.push_back(day);
    }
    return found;
}

std::optional<Date> first_helpful_day(const Contact& contact) {
    for (const auto day : helpful_days(contact))
        if (!contact.last_outward || *contact.last_outward < day) return day;
    return std::nullopt;
}

std::optional<Date> helpful_since(const Contact& contact, const Plan& plan) {
    const bool snoozed = contact.snooze && contact.snooze->until >= plan.today;
    if (snoozed || contact.your_turn || state_of(contact, plan.today) != ContactState::waiting) return std::nullopt;
    const auto fell_due = helpful_days(contact);
    const auto after = std::ranges::upper_bound(fell_due, plan.today);
    if (after == fell_due.begin() || plan.today > contact.check_back->date - left_alone_before) return std::nullopt;
    const auto since = *std::prev(after);
    const auto& outward = contact.last_outward;
    if (outward && (*outward >= since || *outward + days(plan.settings.min_gap_days) > plan.today)) return std::nullopt;
    if (nudge_days_between(plan.owner, since - days(1), plan.today) > nudge_days_due) return std::nullopt;
    return since;
}

Outcome helpful_put_off(const Contact& contact, std::optional<Date> until, const Plan& plan) {
    if (state_of(contact, plan.today) != ContactState::waiting) return Inapplicable::nothing_to_do;
    const auto day = until.value_or(plan.today + days(plan.settings.snooze_days));
    return from(contact, std::max(day, plan.today + days(1)), "snoozed", plan);
}

Outcome helpful_put_off(const Contact& contact, const SnoozeSaid& said, const Plan& plan) {
    if (!said.at) return helpful_put_off(contact, said.until, plan);
    if (state_of(contact, plan.today) != ContactState::waiting) return Inapplicable::nothing_to_do;
    auto decision = std::get<Decision>(snoozed(contact, said, plan));
    const bool reminds = decision.after.snooze->at && decision.after.snooze->until < contact.check_back->date;
    if (!reminds) return helpful_put_off(contact, decision.until, plan);  // in the quiet hours, or in a pause
    decision.after.check_back = contact.check_back;
    return decision;
}

Outcome helpful_left_out(const Contact& contact, const Plan& plan) {
    if (state_of(contact, plan.today) != ContactState::waiting) return Inapplicable::nothing_to_do;
    const auto all = helpful_days(contact);
    const auto next = std::ranges::upper_bound(all, plan.today);
    return from(contact, next == all.end() ? contact.check_back->date : *next, "skipped", plan);
}

Outcome came_via(const Contact& contact, const std::string& name, const Plan& plan) {
    auto after = contact;
    after.via = name;
    return edited(contact, std::move(after), "via " + name, plan);
}

Outcome brought(const Contact& contact, const std::string& whom, const Plan& plan) {
    auto after = contact;
    if (std::ranges::find(after.thank_for, whom) == after.thank_for.end()) after.thank_for.push_back(whom);
    return edited(contact, std::move(after), "brought " + whom, plan);
}

}  // namespace nudged::followup
