#include "daemon/followup/rhythm.hpp"

#include <algorithm>
#include <cmath>

#include "daemon/followup/calendar.hpp"

namespace nudged::followup {

namespace {

constexpr std::int64_t one_place = 1'000'000;

Date earliest_by_gap(const Contact& contact, const Settings& settings, Date date) {
    if (!contact.last_outward) return date;
    return std::max(date, *contact.last_outward + days(settings.min_gap_days));
}

std::optional<Date> end_of_wait(const Contact& contact) {
    if (contact.state != ContactState::waiting || !contact.check_back) return std::nullopt;
    return contact.check_back->date;
}

}  // namespace

int cadence_of(const Contact& contact, const Owner& owner, const Settings& settings) {
    if (contact.cadence_days) return std::max(1, *contact.cadence_days);
    std::optional<int> of_tags;
    for (const auto& tag : contact.tags)
        if (const auto found = owner.tag_cadences.find(tag); found != owner.tag_cadences.end())
            of_tags = std::min(of_tags.value_or(found->second), found->second);
    return std::max(1, of_tags.value_or(owner.cadence_days.value_or(settings.cadence_days)));
}

std::int64_t weekly_demand(const Contact& contact, const Owner& owner, const Settings& settings) {
    if (contact.state != ContactState::open) return 0;
    return 7 * one_place / cadence_of(contact, owner, settings);
}

double stretch(const Owner& owner, std::int64_t demand_of_all) {
    const std::int64_t places = std::int64_t{owner.daily_cap} * nudge_days_a_week(owner) * one_place;
    if (places <= 0 || demand_of_all <= places) return 1;
    return static_cast<double>(demand_of_all) / static_cast<double>(places);
}

ContactState state_of(const Contact& contact, Date today) {
    if (contact.state != ContactState::waiting) return contact.state;
    return contact.check_back && contact.check_back->date > today ? ContactState::waiting : ContactState::open;
}

int rhythm_of(const Contact& contact, const Plan& plan) {
    return static_cast<int>(std::lround(cadence_of(contact, plan.owner, plan.settings) * plan.stretch));
}

Date round_date(const Contact& contact, const Plan& plan) {
    const int rhythm = rhythm_of(contact, plan);
    if (!contact.offset_days) return contact.base + days(rhythm);
    const auto offset = static_cast<int>(std::lround(*contact.offset_days * plan.stretch));
    return contact.base + days(std::min(offset, rhythm));
}

std::optional<Date> next_date(const Contact& contact, const Plan& plan) {
    switch (contact.state) {
        case ContactState::waiting:
        case ContactState::open:
            if (contact.snooze) return contact.snooze->until;
            if (const auto wait = end_of_wait(contact)) return nudge_day_from(plan.owner, *wait).value_or(*wait);
            return earliest_by_gap(contact, plan.settings, round_date(contact, plan));
        default:
            return std::nullopt;
    }
}

std::optional<Date> told_date(const Contact& contact, const Plan& plan) {
    const auto next = next_date(contact, plan);
    if (!next) return std::nullopt;
    const auto first = std::max(plan.today, plan.soonest);
    const auto& snooze = contact.snooze;
    const bool to_come = snooze && snooze->until >= (snooze->at ? plan.today : first);  // an hour needs no nudge
    if (to_come && (snooze->named_day || snooze->at) && !in_pause(plan.owner, snooze->until)) return snooze->until;
    const auto from = std::max(*next, first);
    return nudge_day_from(plan.owner, from).value_or(from);
}

std::optional<Wake> wake_of(const Contact& contact, const Owner& owner, const Settings& settings) {
    if (contact.state == ContactState::closed || contact.state == ContactState::parted) return std::nullopt;
    if (contact.snooze) return Wake{contact.snooze->until, 0};
    std::optional<Wake> wake;
    if (const auto wait = end_of_wait(contact)) {
        wake = Wake{*wait, 0};  // as it stands: which days are off may change until then
    } else if (const Plan own{owner, settings, 1, {}}; const auto next = next_date(contact, own)) {
        const auto round = round_date(contact, own);
        wake = Wake{*next, *next == round ? static_cast<int>((round - contact.base).count()) : 0};
    }
    const auto turn = contact.your_turn.value_or(Date::max() - days(1)) + days(1);
    if (contact.your_turn && (!wake || turn < wake->date)) wake = Wake{turn, 0};
    return wake;
}

}  // namespace nudged::followup
