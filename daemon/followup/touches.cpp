// What passes between the two: touches, answers, how it felt.
#include <algorithm>
#include <cmath>
#include <utility>

#include "daemon/followup/day_list.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/deciding.hpp"
#include "daemon/followup/silence.hpp"

namespace nudged::followup {

namespace {

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

// "done", and once more "done" on the same day: one word to them, of which more is said.
bool says_more_of_the_day(const Contact& before, const TouchSaid& said, Date day) {
    return said.channel.empty() && before.last_outward == day;
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
    else if (!says_more_of_the_day(before, said, day) && expects_answer(before, said, day, plan) && ++after.silence == 1)
        after.silent_since = day;
    after.help_next = false;
    after.felt.reset();
    if (said.kind == TouchKind::straight && !heard && !before.deal) after.straight_on = day;
    if (said.kind == TouchKind::help) after.asks = 0;
    if (said.kind == TouchKind::ask) ++after.asks;
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

Outcome needs_no_answer(const Contact& contact, const Plan& plan) {
    if (!contact.your_turn) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "edited", plan);
    decision.after.your_turn.reset();
    begin_deal_again(decision.after, plan.today);
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

}  // namespace nudged::followup
