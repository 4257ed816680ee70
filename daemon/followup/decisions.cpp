// Off the round and on it again: a no, a parting, a wait; the rhythm and the first date.
#include "daemon/followup/decisions.hpp"

#include <algorithm>
#include <utility>

#include "daemon/followup/deals.hpp"
#include "daemon/followup/deciding.hpp"
#include "daemon/followup/silence.hpp"

namespace nudged::followup {

namespace {

// A deal is a question, not a person: whatever is said against it ends the deal, and the person stays.
void leave_only_the_deal(Decision& decision, const Plan& plan) {
    decision.note = decision.after.deal->what;
    decision.person_stays = true;
    end_deal(decision.after, plan.today);
}

}  // namespace

Outcome said_no(const Contact& contact, std::string reason, const Plan& plan) {
    if (contact.state == ContactState::closed)
        return reason.empty() ? Inapplicable::nothing_to_do : no_reason(contact, std::move(reason), plan);
    auto decision = decided(contact, "closed", plan);
    decision.reason = reason;
    auto& after = decision.after;
    if (contact.deal) {
        leave_only_the_deal(decision, plan);
        heard_from(after);
        return decision;
    }
    settle(after);
    after.state = ContactState::closed;
    after.check_back.reset();
    after.helpful_from.reset();
    after.closed_reason = std::move(reason);
    heard_from(after);
    return decision;
}

Outcome no_reason(const Contact& contact, std::string reason, const Plan& plan) {
    if (contact.state != ContactState::closed || reason == contact.closed_reason) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "edited", plan);
    decision.reason = reason;
    decision.after.closed_reason = std::move(reason);
    return decision;
}

Outcome parted(const Contact& contact, std::string reason, bool died, const Plan& plan) {
    if (contact.state == ContactState::parted && (contact.died || !died)) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "parted", plan);
    decision.reason = reason;
    auto& after = decision.after;
    if (contact.deal && !died) {
        leave_only_the_deal(decision, plan);
        return decision;
    }
    after.deal.reset();
    settle(after);
    after.state = ContactState::parted;
    after.check_back.reset();
    after.helpful_from.reset();
    if (!reason.empty() || contact.state != ContactState::parted) after.closed_reason = std::move(reason);
    after.died = died;
    return decision;
}

Outcome later(const Contact& contact, Date until, std::string words, const Plan& plan) {
    if (off_round(contact.state)) return Inapplicable::not_on_round;
    auto decision = decided(contact, "waiting", plan);
    const auto asked_for = std::max(until, plan.today + days(1));
    auto& after = decision.after;
    settle(after);
    after.state = ContactState::waiting;
    after.helpful_from.reset();
    heard_from(after);
    begin_deal_again(after, asked_for + days{1});
    if (!words.empty() || !after.check_back) after.check_back = CheckBack{{}, std::move(words), plan.today};
    after.check_back->date = asked_for;
    after.check_back->put_off = false;
    decision.until = next_date(after, plan);
    if (decision.until != asked_for) decision.wanted = asked_for;
    decision.note = after.check_back->words;
    return decision;
}

Outcome talk_now(const Contact& contact, const Plan& plan) {
    if (!still_waiting(contact, plan)) return Inapplicable::nothing_to_do;
    return reopened(contact, plan.today, plan);
}

Outcome reopened(const Contact& contact, std::optional<Date> when, const Plan& plan) {
    if (!off_round(contact.state) && !still_waiting(contact, plan)) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "reopened", plan);
    auto& after = decision.after;
    open_up(after);
    after.snooze.reset();
    heard_from(after);
    after.skips = 0;
    const auto day = std::max(when.value_or(plan.today + days(1)), plan.today);
    due_from(after, day, 0);
    if (after.deal) begin_deal_again(after, day - days(plan_of(after, plan.owner, plan.settings).front()));
    decision.until = next_date(after, plan);
    return decision;
}

Outcome with_cadence(const Contact& contact, int cadence, const Plan& plan) {
    if (off_round(contact.state)) return Inapplicable::not_on_round;
    if (cadence < 1) return Inapplicable::not_valid;
    if (on_round(contact.state) && contact.cadence_days == cadence) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "edited", plan);
    auto& after = decision.after;
    after.cadence_days = cadence;
    if (contact.state == ContactState::book) {
        after.state = ContactState::open;
        due_from(after, contact.last_touch.value_or(plan.today));
    }
    return decision;
}

Outcome into_book(const Contact& contact, const Plan& plan) {
    if (off_round(contact.state)) return Inapplicable::not_on_round;
    if (contact.state == ContactState::book) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "edited", plan);
    auto& after = decision.after;
    after.state = ContactState::book;
    after.check_back.reset();
    after.helpful_from.reset();
    after.snooze.reset();
    after.skips = 0;
    after.deal.reset();
    after.cadence_days.reset();
    after.offset_days.reset();
    return decision;
}

void spread_first_date(Contact& contact, std::size_t i, std::size_t n, Date d0, const Owner& owner,
                       const Settings& settings) {
    const auto cadence = static_cast<std::size_t>(cadence_of(contact, owner, settings));
    due_from(contact, d0, static_cast<int>(i * cadence / std::max<std::size_t>(n, 1)));
}

// Counted from the day itself, so that no stretching moves it.
void first_date(Contact& contact, Date day) { due_from(contact, day, 0); }

}  // namespace nudged::followup
