#include "daemon/followup/rhythm.hpp"

#include <algorithm>
#include <cmath>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/followup/silence.hpp"

namespace nudged::followup {

namespace {

constexpr std::int64_t one_place = 1'000'000;
// More than the places that a million people want, every day each; and a million of them still are one number.
constexpr std::int64_t one_question = std::int64_t{1} << 43U;

Date earliest_by_gap(const Contact& contact, const Settings& settings, Date date) {
    if (!contact.last_outward) return date;
    return std::max(date, *contact.last_outward + days(settings.min_gap_days));
}

std::optional<Date> end_of_wait(const Contact& contact) {
    if (contact.state != ContactState::waiting || !contact.check_back) return std::nullopt;
    return contact.check_back->date;
}

// Before the day itself, because a day off may still come there; a promise is told on the last nudge before that.
std::optional<Date> promise_wakes_on(const Contact& contact) {
    constexpr days days_off_before{60};  // as far as calendar.hpp looks back
    if (contact.promises.empty()) return std::nullopt;
    return contact.promises.front().due - days_off_before;
}

}  // namespace

bool snoozes_only_help(const Contact& contact) {
    return contact.snooze && contact.state == ContactState::waiting && contact.check_back &&
           contact.snooze->until < contact.check_back->date;
}

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
    const bool question = runs_a_deal(contact) || has_open_question(contact, owner, settings);
    const auto round = runs_a_deal(contact) ? 0 : 7 * one_place / cadence_of(contact, owner, settings);
    return round + (question ? one_question : 0);
}

double places_wanted(std::int64_t demand_of_all) {
    return static_cast<double>(demand_of_all % one_question) / static_cast<double>(one_place);
}

Questions questions_of(std::int64_t demand_of_all) {
    return demand_of_all >= one_question ? Questions::open : Questions::none;
}

double places_of_the_round(const Owner& owner, Questions questions) {
    const auto all = static_cast<double>(owner.daily_cap * nudge_days_a_week(owner));
    return questions == Questions::open ? all / 2 : all;
}

double stretch(const Owner& owner, std::int64_t demand_of_all) {
    const double places = places_of_the_round(owner, questions_of(demand_of_all));
    const double wanted = places_wanted(demand_of_all);
    return places <= 0 || wanted <= places ? 1 : wanted / places;
}

ContactState state_of(const Contact& contact, Date today) {
    if (contact.state != ContactState::waiting) return contact.state;
    return contact.check_back && contact.check_back->date > today ? ContactState::waiting : ContactState::open;
}

int rhythm_of(const Contact& contact, const Plan& plan) {
    const double slowed = slowed_by(contact, plan.owner, plan.settings);
    return static_cast<int>(std::lround(cadence_of(contact, plan.owner, plan.settings) * plan.stretch * slowed));
}

Date round_date(const Contact& contact, const Plan& plan) {
    const int rhythm = rhythm_of(contact, plan);
    if (!contact.offset_days) return contact.base + days(rhythm);
    const auto offset = static_cast<int>(std::lround(*contact.offset_days * plan.stretch));
    return contact.base + days(std::min(offset, rhythm));
}

Date suggested_on(const Contact& contact, const Plan& plan) {
    if (runs_a_deal(contact)) return step_date(contact, plan.owner, plan.settings);
    const auto round = round_date(contact, plan);
    const auto rung = rung_of(contact, plan.owner, plan.settings);
    if (rung == Rung::walk_away) {
        const auto given = *contact.straight_on + patience_with_a_question;
        return contact.base <= *contact.straight_on ? given : std::max(given, round);
    }
    if (rung == Rung::straight && contact.once_more > 0 && contact.last_outward)
        return std::max(round, *contact.last_outward + patience_with_a_question);
    return round;
}

std::optional<Date> next_date(const Contact& contact, const Plan& plan) {
    switch (contact.state) {
        case ContactState::waiting:
        case ContactState::open:
            if (contact.snooze && !snoozes_only_help(contact)) return contact.snooze->until;
            if (const auto wait = end_of_wait(contact)) return nudge_day_from(plan.owner, *wait).value_or(*wait);
            return earliest_by_gap(contact, plan.settings, suggested_on(contact, plan));
        default:
            return std::nullopt;
    }
}

std::optional<Date> told_date(const Contact& contact, const Plan& plan) {
    const auto next = next_date(contact, plan);
    if (!next) return std::nullopt;
    const auto first = std::max(plan.today, plan.soonest);
    const auto& snooze = contact.snooze;
    const bool to_come = snooze && !snoozes_only_help(contact) &&
                         snooze->until >= (snooze->at ? plan.today : first);  // an hour needs no nudge
    if (to_come && (snooze->named_day || snooze->at) && !in_pause(plan.owner, snooze->until)) return snooze->until;
    const auto from = std::max(*next, first);
    return nudge_day_from(plan.owner, from).value_or(from);
}

std::optional<Wake> wake_of(const Contact& contact, const Owner& owner, const Settings& settings) {
    if (contact.state == ContactState::closed || contact.state == ContactState::parted) return std::nullopt;
    std::optional<Wake> wake;
    if (contact.snooze) {
        wake = Wake{contact.snooze->until, 0};
    } else if (const auto wait = end_of_wait(contact)) {
        wake = Wake{*wait, 0};  // as it stands: which days are off may change until then
    } else if (const Plan own{owner, settings, 1, {}}; const auto next = next_date(contact, own)) {
        const auto round = round_date(contact, own);
        // What silence makes of a cadence may be half a day, which stretches too.
        const auto exact = cadence_of(contact, owner, settings) * slowed_by(contact, owner, settings);
        const int span = std::min(static_cast<int>((round - contact.base).count()), static_cast<int>(exact));
        const bool stretches =
            *next == round && rung_of(contact, owner, settings) != Rung::walk_away && !runs_a_deal(contact);
        wake = stretches ? Wake{contact.base + days(span), span} : Wake{*next, 0};
    }
    const auto not_after = [&](std::optional<Date> day) {
        if (!day) return;
        if (!wake || *day < wake->date)
            wake = Wake{*day, 0};
        else
            wake->span = 0;  // as the plan stretches, that day comes before the round
    };
    if (contact.your_turn && !contact.snooze) not_after(*contact.your_turn + days(1));
    if (!contact.snooze) not_after(first_helpful_day(contact));
    not_after(promise_wakes_on(contact));
    return wake;
}

}  // namespace nudged::followup
