#include "daemon/followup/decisions.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/day_list.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/silence.hpp"

namespace nudged::followup {

namespace {

bool on_round(ContactState state) { return state == ContactState::open || state == ContactState::waiting; }
bool off_round(ContactState state) { return state == ContactState::closed || state == ContactState::parted; }
bool still_waiting(const Contact& contact, const Plan& plan) {
    return state_of(contact, plan.today) == ContactState::waiting;
}

// A wait whose day has come; nobody has been in touch since.
bool wait_is_over(const Contact& contact, const Plan& plan) {
    return contact.check_back && contact.check_back->date <= plan.today;
}

Decision decided(const Contact& before, std::string what, const Plan& plan) {
    Decision decision;
    decision.after = before;
    decision.what = std::move(what);
    decision.day = plan.today;
    return decision;
}

void due_from(Contact& contact, Date base, std::optional<int> offset = {}) {
    contact.base = base;
    contact.offset_days = offset;
}

void open_up(Contact& contact) {
    contact.state = ContactState::open;
    contact.check_back.reset();
    contact.helpful_from.reset();
    contact.closed_reason.clear();
    contact.died = false;
}

// Whatever was to bring the contact back is settled by what the owner says now.
void settle(Contact& contact) {
    contact.snooze.reset();
    contact.your_turn.reset();
    contact.skips = 0;
}

// A deal is a question, not a person: whatever is said against it ends the deal, and the person stays.
void leave_only_the_deal(Decision& decision, const Plan& plan) {
    decision.note = decision.after.deal->what;
    decision.person_stays = true;
    end_deal(decision.after, plan.today);
}

bool brings_a_sign_of_life(const TouchSaid& said) {
    return (said.channel == "call" || said.channel == "in person") && !said.unanswered;
}

// Whether an outward touch of that day hopes for a sign of life. What expects no answer does not count: a greeting on a
// date, something helpful during a wait, the answer to their reply, a card.
bool expects_answer(const Contact& before, const TouchSaid& said, Date day, const Plan& plan) {
    if (said.channel == "card" || (before.your_turn && day >= *before.your_turn)) return false;
    if (said.kind == TouchKind::help) return !still_waiting(before, plan);
    return said.kind != TouchKind::soft || dates_told(before, plan.owner, day).empty();
}

// On the day they had asked for, silence starts from nothing, whatever was sent during the wait.
void begin_anew_after_a_wait(Contact& after, const Contact& before, const Plan& plan) {
    if (before.state == ContactState::waiting && wait_is_over(before, plan)) heard_from(after);
}

void give(Contact& contact, std::int64_t thing) {
    const auto place = std::ranges::lower_bound(contact.given, thing);
    if (thing != 0 && (place == contact.given.end() || *place != thing)) contact.given.insert(place, thing);
}

// What an outward touch says about silence, and about giving and asking.
void count(Contact& after, const Contact& before, const TouchSaid& said, Date day, const Plan& plan) {
    const bool heard = brings_a_sign_of_life(said);
    if (heard)
        heard_from(after);
    else if (expects_answer(before, said, day, plan) && ++after.silence == 1)
        after.silent_since = day;
    after.help_next = false;
    after.felt.reset();
    if (said.kind == TouchKind::straight && !heard && !before.deal) after.straight_on = day;
    if (said.kind == TouchKind::help) after.asks = 0;
    if (said.kind == TouchKind::ask) ++after.asks;
}

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

Outcome touched(const Contact& contact, const TouchSaid& said, const Plan& plan) {
    auto decision = decided(contact, said.kind == TouchKind::help ? "gave" : "touched", plan);
    decision.kind = said.kind;
    decision.channel = said.channel;
    decision.note = said.note;
    decision.day = std::min(said.day.value_or(plan.today), plan.today);

    auto& after = decision.after;
    const auto day = decision.day;
    after.last_outward = std::max(contact.last_outward.value_or(day), day);
    give(after, said.thing);
    if (contact.last_touch && day < *contact.last_touch) {  // something newer is known
        if (brings_a_sign_of_life(said)) heard_from_on(after, day);
        return decision;
    }

    begin_anew_after_a_wait(after, contact, plan);
    count(after, contact, said, day, plan);
    after.thank_for.clear();
    take_step(after, contact, day, plan);
    after.last_touch = day;
    due_from(after, day);
    after.snooze.reset();
    after.skips = 0;
    if (contact.your_turn && day >= *contact.your_turn) after.your_turn.reset();
    // The touch on or after the day they had asked for is what they had asked for.
    if (on_round(contact.state) && wait_is_over(contact, plan) && day >= contact.check_back->date) {
        open_up(after);
        if (after.deal) after.deal->from.reset();
    }
    return decision;
}

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

Outcome replied(const Contact& contact, std::string words, std::string channel, const Plan& plan,
                std::optional<Date> day) {
    auto decision = decided(contact, "replied", plan);
    decision.kind = TouchKind::reply;
    decision.channel = std::move(channel);
    decision.note = words;
    decision.day = std::min(day.value_or(plan.today), plan.today);
    auto& after = decision.after;
    if (contact.last_touch && decision.day < *contact.last_touch && decision.day < plan.today) {
        if (contact.last_outward && decision.day < *contact.last_outward) {  // answered since
            heard_from_on(after, decision.day);
            if (after.deal && decision.day >= after.deal->opened.value_or(Date::min())) after.deal->step = 0;
            return decision;
        }
    } else {
        after.last_touch = decision.day;
        due_from(after, decision.day);
    }
    settle(after);
    if (off_round(contact.state) || wait_is_over(contact, plan)) open_up(after);
    after.their_words = std::move(words);
    after.your_turn = decision.day;
    heard_from(after);
    if (after.deal) after.deal->step = 0;
    return decision;
}

Outcome answered(const Contact& contact, const Plan& plan) {
    const bool quiet_deal = runs_a_deal(contact) && contact.deal->step > 0;
    if (contact.silence == 0 && !quiet_deal) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "answered", plan);
    heard_from(decision.after);
    if (runs_a_deal(contact)) begin_deal_again(decision.after, plan.today);
    return decision;
}

Outcome not_answered(const Contact& contact, const Plan& plan) {
    if (contact.silence == 0) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "not_answered", plan);
    decision.after.not_yet = plan.today;
    return decision;
}

Outcome felt(const Contact& contact, Feeling feeling, const Plan& plan) {
    if (contact.felt == feeling) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "felt", plan);
    decision.note = feeling == Feeling::good ? "good" : feeling == Feeling::fair ? "fair" : "heavy";
    auto& after = decision.after;
    if (contact.felt == Feeling::heavy) --after.heavy;  // it was not, after all
    if (contact.felt == Feeling::good) --after.good;
    if (feeling == Feeling::good) ++after.good;
    after.felt = feeling;
    after.heavy = feeling == Feeling::heavy ? after.heavy + 1 : 0;
    return decision;
}

Outcome once_more(const Contact& contact, const Plan& plan) {
    if (rung_of(contact, plan.owner, plan.settings) != Rung::walk_away) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "edited", plan);
    decision.note = "once more";
    auto& after = decision.after;
    after.straight_on.reset();
    after.help_next = true;
    ++after.once_more;
    const auto cadence = cadence_of(contact, plan.owner, plan.settings);
    due_from(after, plan.today, static_cast<int>(std::lround(cadence * once_more_after)));
    return decision;
}

Outcome needs_no_answer(const Contact& contact, const Plan& plan) {
    if (!contact.your_turn) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "edited", plan);
    decision.after.your_turn.reset();
    begin_deal_again(decision.after, plan.today);
    return decision;
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

// Counted from tomorrow itself, so that no stretching moves it.
void first_date_tomorrow(Contact& contact, Date today) { due_from(contact, today + days(1), 0); }

}  // namespace nudged::followup
