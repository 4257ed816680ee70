#include "daemon/followup/fairness.hpp"

#include <algorithm>
#include <cmath>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/silence.hpp"

namespace nudged::followup {

// The reasoning. Somebody of rhythm R and importance w who has been due for t days has a ratio of t x w / R. While they
// are passed over, every place goes to somebody of a higher ratio. Who was offered and answered begins at zero again:
// with a rhythm of r and an importance of at most 3 they are ahead once more after r days, and as many again as it
// takes to a higher ratio: r x (1 + ratio / 3). So within T days each of the others is offered at most
//     1 + (the integral of 1 / (r x (1 + ratio(t) / 3)) from 0 to T) = 1 + a / r x ln(1 + T / a),  a = 3 R / w
// times, where a helpful touch, which counts half a ratio more, only shifts the beginning by R / 2w. The sum of the
// 1 / r is what everybody wants a day, at most all places; a rhythm is rounded to whole days, so it may be half as much
// again. The places grow in proportion to T, what can be ahead only with its logarithm: from some T on there is one
// left. Up to a week of places may lie outside of whole weeks, and one to the other queue.
//
// Straight questions go by the same ratio, one a morning or, where the cap is one, every other; each may need two
// places, as it is asked first whether they have answered.
std::optional<int> fairness_bound(const Contact& contact, std::size_t people, std::int64_t demand_of_all,
                                  const Plan& plan) {
    constexpr double highest_importance = 3, rounding = 1.5, a_week = 7;
    constexpr int no_longer_looked_for = 100 * 365;
    const auto rung = rung_of(contact, plan.owner, plan.settings);
    if (contact.state != ContactState::open || contact.deal || rung == Rung::walk_away) return std::nullopt;

    const bool straight = rung == Rung::straight;
    const double of_questions = nudge_days_a_week(plan.owner) / 2.0;
    const double places = straight ? of_questions : places_of_the_round(plan.owner, Questions::open);
    const double for_each = straight ? 2 : 1;
    const double all_places = places_of_the_round(plan.owner, Questions::none);
    const double wanted_a_day = rounding * std::min(places_wanted(demand_of_all), all_places) / a_week;
    const double a = highest_importance * rhythm_of(contact, plan) / contact.importance;
    const double begins = a / (2 * highest_importance);
    const auto others = static_cast<double>(people > 0 ? people - 1 : 0);
    const auto is_reached = [&](double t) {
        const double ahead = begins + a * std::log1p(std::max(t - begins, 0.0) / a);
        return places / a_week * t - places - 1 > for_each * (others + wanted_a_day * ahead);
    };
    int bound = 1;
    while (bound < no_longer_looked_for && !is_reached(bound)) bound *= 2;
    if (bound >= no_longer_looked_for) return std::nullopt;
    int short_of = bound / 2;
    while (bound - short_of > 1) {
        const int middle = (bound + short_of) / 2;
        (is_reached(middle) ? bound : short_of) = middle;
    }
    return bound;
}

}  // namespace nudged::followup
