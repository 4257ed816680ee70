#include "daemon/followup/promises.hpp"

#include <algorithm>
#include <utility>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/deciding.hpp"

namespace nudged::followup {

namespace {

void insert(std::vector<Promise>& promises, Promise promise) {
    const auto place = std::ranges::upper_bound(promises, promise.due, {}, &Promise::due);
    promises.insert(place, std::move(promise));
}

}  // namespace

const Promise* next_promise(const Contact& contact) {
    return contact.promises.empty() || off_round(contact.state) ? nullptr : &contact.promises.front();
}

Date told_first(const Promise& promise, const Owner& owner) {
    if (is_nudge_day(owner, promise.due)) return promise.due;
    return nudge_day_before(owner, promise.due).value_or(promise.due);
}

Outcome promised(const Contact& contact, std::string what, Date due, const Plan& plan) {
    if (off_round(contact.state)) return Inapplicable::not_on_round;
    if (what.empty()) return Inapplicable::not_valid;
    auto decision = decided(contact, "promised", plan);
    auto& promises = decision.after.promises;
    std::erase_if(promises, [&](const Promise& known) { return known.what == what; });
    insert(promises, {what, std::max(due, plan.today)});
    if (promises == contact.promises) return Inapplicable::nothing_to_do;
    decision.note = std::move(what);
    decision.until = std::max(due, plan.today);
    return decision;
}

Outcome kept(const Contact& contact, const TouchSaid& said, const Plan& plan) {
    const auto* promise = next_promise(contact);
    if (promise == nullptr) return Inapplicable::nothing_to_do;
    auto outcome = touched(contact, said, plan);
    if (auto* decision = std::get_if<Decision>(&outcome)) {
        decision->what = "kept";
        decision->note = promise->what + (said.note.empty() ? "" : ", " + said.note);
        decision->after.promises.erase(decision->after.promises.begin());
    }
    return outcome;
}

Outcome put_off(const Contact& contact, Date due, const Plan& plan) {
    const auto* promise = next_promise(contact);
    if (promise == nullptr) return Inapplicable::nothing_to_do;
    return promised(contact, promise->what, std::max(due, plan.today + days(1)), plan);
}

Outcome dropped(const Contact& contact, const Plan& plan) {
    const auto* promise = next_promise(contact);
    if (promise == nullptr) return Inapplicable::nothing_to_do;
    auto decision = decided(contact, "edited", plan);
    decision.note = promise->what;
    decision.after.promises.erase(decision.after.promises.begin());
    return decision;
}

}  // namespace nudged::followup
