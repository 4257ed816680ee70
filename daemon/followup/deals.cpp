#include "daemon/followup/deals.hpp"

#include <algorithm>
#include <utility>

#include "daemon/followup/deciding.hpp"
#include "daemon/followup/silence.hpp"

namespace nudged::followup {

namespace {

constexpr days after_the_last_step{14};

bool is_behind_the_last(const Deal& deal, const std::vector<int>& gaps) {
    return static_cast<std::size_t>(deal.step) >= gaps.size();
}

days gap_to(const Deal& deal, const std::vector<int>& gaps) {
    return is_behind_the_last(deal, gaps) ? after_the_last_step : days{gaps[static_cast<std::size_t>(deal.step)]};
}

}  // namespace

const std::vector<int>& plan_of(const Contact& contact, const Owner& owner, const Settings& settings) {
    if (contact.deal && !contact.deal->plan.empty()) return contact.deal->plan;
    const std::vector<int>* of_tags = nullptr;
    for (const auto& tag : contact.tags)
        if (const auto found = owner.tag_plans.find(tag); found != owner.tag_plans.end() && !found->second.empty())
            if (of_tags == nullptr || found->second < *of_tags) of_tags = &found->second;
    return of_tags != nullptr ? *of_tags : settings.deal_plan;
}

bool runs_a_deal(const Contact& contact) {
    return contact.deal && contact.state == ContactState::open && !contact.your_turn && !contact.check_back;
}

Date step_date(const Contact& contact, const Owner& owner, const Settings& settings) {
    const auto& deal = *contact.deal;
    const auto from = std::max(deal.from.value_or(Date::min()), contact.last_outward.value_or(Date::min()));
    // Both are absent only of somebody restored: then from the last that is known of them.
    return (from == Date::min() ? contact.base : from) + gap_to(deal, plan_of(contact, owner, settings));
}

std::optional<TouchKind> kind_of_step(const Contact& contact, const Owner& owner, const Settings& settings) {
    const auto& gaps = plan_of(contact, owner, settings);
    const auto& deal = *contact.deal;
    if (is_behind_the_last(deal, gaps)) return std::nullopt;
    const bool last = static_cast<std::size_t>(deal.step) + 1 == gaps.size();
    if (last && deal.step > 0 && !is_friend(contact, owner)) return TouchKind::straight;
    return deal.step % 2 == 0 ? TouchKind::soft : TouchKind::help;
}

std::optional<TouchKind> kind_due(const Contact& contact, const Plan& plan) {
    if (!runs_a_deal(contact) || step_date(contact, plan.owner, plan.settings) > plan.today) return std::nullopt;
    return kind_of_step(contact, plan.owner, plan.settings);
}

std::optional<int> too_short(const std::vector<int>& gaps, const Settings& settings) {
    const auto shortest = std::ranges::min_element(gaps);
    return shortest != gaps.end() && *shortest < std::max(settings.min_gap_days, 1) ? std::optional(*shortest)
                                                                                    : std::nullopt;
}

// The question was put with the last outward touch; where its first step would be over already, it is put today.
Outcome deal_opened(const Contact& contact, std::string what, const Plan& plan) {
    if (contact.state == ContactState::closed || contact.state == ContactState::parted)
        return Inapplicable::not_on_round;
    if (contact.deal && (what.empty() || contact.deal->what == what)) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "deal", plan, what);
    auto& after = decision.after;
    after.deal = Deal{std::move(what), plan.today, 0, std::nullopt, {}};
    if (contact.state == ContactState::book) {
        after.state = ContactState::open;
        after.base = contact.last_touch.value_or(plan.today);
        after.offset_days.reset();
    }
    if (contact.state == ContactState::waiting)
        begin_deal_again(after, contact.check_back->date + days{1});
    else if (!contact.last_outward || step_date(after, plan.owner, plan.settings) < plan.today)
        after.deal->from = plan.today;
    return decision;
}

Outcome deal_won(const Contact& contact, const Plan& plan) {
    if (!contact.deal) return Inapplicable::no_deal;
    auto decision = decided(contact, "won", plan, contact.deal->what);
    decision.person_stays = true;
    end_deal(decision.after, plan.today);
    heard_from(decision.after);
    return decision;
}

Outcome deal_let_go(const Contact& contact, const Plan& plan) {
    if (!contact.deal) return Inapplicable::no_deal;
    auto decision = decided(contact, "deal", plan, contact.deal->what);
    decision.reason = "let go";
    end_deal(decision.after, plan.today);
    return decision;
}

Outcome one_last_word(const Contact& contact, const Plan& plan) {
    if (!contact.deal) return Inapplicable::no_deal;
    auto gaps = plan_of(contact, plan.owner, plan.settings);
    if (!is_behind_the_last(*contact.deal, gaps)) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "edited", plan, std::string(last_word));
    auto& deal = *decision.after.deal;
    deal.step = static_cast<int>(gaps.size());
    const auto since = plan.today - (step_date(contact, plan.owner, plan.settings) - after_the_last_step);
    gaps.push_back(std::max(1, static_cast<int>(since.count())));
    deal.plan = std::move(gaps);
    return decision;
}

Outcome with_deal_plan(const Contact& contact, std::vector<int> gaps, const Plan& plan) {
    if (!contact.deal) return Inapplicable::no_deal;
    if (gaps.empty() || too_short(gaps, plan.settings)) return Inapplicable::not_valid;
    if (contact.deal->plan == gaps) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "edited", plan, contact.deal->what);
    decision.after.deal->plan = std::move(gaps);
    decision.after.deal->step = 0;
    return decision;
}

Outcome without_deal_plan(const Contact& contact, const Plan& plan) {
    if (!contact.deal) return Inapplicable::no_deal;
    if (contact.deal->plan.empty()) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "edited", plan, contact.deal->what);
    decision.after.deal->plan.clear();
    decision.after.deal->step = 0;
    return decision;
}

Decision deal_refused_because(const Contact& contact, std::string what, std::string reason, const Plan& plan) {
    auto decision = decided(contact, "edited", plan, std::move(what));
    decision.reason = std::move(reason);
    decision.person_stays = true;
    return decision;
}

void take_step(Contact& after, const Contact& before, Date day, const Plan& plan) {
    if (!runs_a_deal(before) || day < step_date(before, plan.owner, plan.settings)) return;
    if (kind_of_step(before, plan.owner, plan.settings)) ++after.deal->step;
}

void begin_deal_again(Contact& contact, Date from) {
    if (!contact.deal) return;
    contact.deal->step = 0;
    contact.deal->from = from;
}

void end_deal(Contact& contact, Date today) {
    contact.deal.reset();
    contact.state = ContactState::open;
    contact.check_back.reset();
    contact.snooze.reset();
    contact.your_turn.reset();
    contact.skips = 0;
    contact.straight_on.reset();
    contact.once_more = 0;
    contact.help_next = false;
    contact.base = today;
    contact.offset_days.reset();
}

}  // namespace nudged::followup
