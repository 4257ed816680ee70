// What is put off, or left out this time.
#include <algorithm>
#include <utility>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/deciding.hpp"

namespace nudged::followup {

namespace {

// A day that was named is kept; a count of days ends on a nudge day; an hour in the quiet hours gives way to their end,
// and to the next nudge when they end on another day. A pause is quiet altogether.
Snooze end_of_snooze(const SnoozeSaid& said, Date wanted, const Plan& plan) {
    const auto& quiet = plan.owner.quiet;
    Snooze end{wanted, said.named_day, said.at};
    if (in_pause(plan.owner, wanted))
        if (const auto after_pause = nudge_day_from(plan.owner, wanted)) return {*after_pause, false, std::nullopt};
    if (said.at && is_quiet(quiet, *said.at)) {
        if (*said.at < quiet.end)
            end.at = quiet.end;
        else
            end = {wanted + days(1), false, std::nullopt};
    }
    if (!end.named_day && !end.at) end.until = nudge_day_from(plan.owner, end.until).value_or(end.until);
    return end;
}

}  // namespace

Outcome snoozed(const Contact& contact, const SnoozeSaid& said, const Plan& plan) {
    if (off_round(contact.state)) return Inapplicable::not_on_round;
    const auto wanted = std::max(said.until.value_or(plan.today + days(plan.settings.snooze_days)),
                                 said.at ? plan.today : plan.today + days(1));
    const auto snooze = end_of_snooze(said, wanted, plan);

    auto decision = decided(contact, "snoozed", plan);
    decision.until = snooze.until;
    const bool paused = in_pause(plan.owner, wanted);
    if (snooze.at != said.at && !paused)
        decision.wanted_at = said.at;
    else if (snooze.until != wanted)
        decision.wanted = wanted;
    auto& after = decision.after;
    if (still_waiting(contact, plan)) {
        after.check_back->date = snooze.until;
        after.check_back->put_off = true;
        after.snooze = snooze;
        return decision;
    }
    // Another date for a snooze that still runs is the same snooze, not one more in a row.
    if (!contact.snooze || contact.snooze->until <= plan.today) ++after.skips;
    if (contact.state == ContactState::book) due_from(after, plan.today);
    begin_anew_after_a_wait(after, contact, plan);
    if (wait_is_over(contact, plan)) due_from(after, contact.check_back->date, 0);  // their words stay until a touch
    after.state = ContactState::open;
    after.snooze = snooze;
    return decision;
}

Outcome wished_for(const Contact& contact, Date day, const Plan& plan) {
    auto outcome = snoozed(contact, {day, true, std::nullopt}, plan);
    if (auto* decision = std::get_if<Decision>(&outcome)) {
        decision->after.skips = contact.skips;
        decision->note = wished;
    }
    return outcome;
}

Outcome skipped(const Contact& contact, const Plan& plan) {
    const auto state = state_of(contact, plan.today);
    if (off_round(state)) return Inapplicable::not_on_round;
    if (state == ContactState::waiting) return Inapplicable::waiting;
    auto decision = decided(contact, "skipped", plan);
    auto& after = decision.after;
    after.snooze.reset();
    after.your_turn.reset();
    if (after.deal) after.deal->from = plan.today;
    if (state == ContactState::open) {
        begin_anew_after_a_wait(after, contact, plan);
        open_up(after);
        due_from(after, plan.today);
        ++after.skips;
    }
    return decision;
}

}  // namespace nudged::followup
