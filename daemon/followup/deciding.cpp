#include "daemon/followup/deciding.hpp"

#include <utility>

#include "daemon/followup/silence.hpp"

namespace nudged::followup {

Decision decided(const Contact& before, std::string what, const Plan& plan, std::string note) {
    Decision decision;
    decision.after = before;
    decision.what = std::move(what);
    decision.note = std::move(note);
    decision.day = plan.today;
    return decision;
}

Outcome edited(const Contact& before, Contact after, std::string note, const Plan& plan, std::string what) {
    if (after == before) return Inapplicable::nothing_to_do;
    auto decision = decided(before, std::move(what), plan, std::move(note));
    decision.after = std::move(after);
    return decision;
}

bool on_round(ContactState state) { return state == ContactState::open || state == ContactState::waiting; }
bool off_round(ContactState state) { return state == ContactState::closed || state == ContactState::parted; }

bool still_waiting(const Contact& contact, const Plan& plan) {
    return state_of(contact, plan.today) == ContactState::waiting;
}

bool wait_is_over(const Contact& contact, const Plan& plan) {
    return contact.check_back && contact.check_back->date <= plan.today;
}

void due_from(Contact& contact, Date base, std::optional<int> offset) {
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

void settle(Contact& contact) {
    contact.snooze.reset();
    contact.your_turn.reset();
    contact.skips = 0;
}

void begin_anew_after_a_wait(Contact& after, const Contact& before, const Plan& plan) {
    if (before.state == ContactState::waiting && wait_is_over(before, plan)) heard_from(after);
}

}  // namespace nudged::followup
