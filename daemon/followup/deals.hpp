// A deal is a question, not a person. While it is quiet it follows a plan of gaps, counted from the last outward touch,
// and that plan alone says when there is a word, and of what kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/followup/decisions.hpp"

namespace nudged::followup {

// Its own, else of the plans by tag the one that begins soonest, else the configured one.
[[nodiscard]] const std::vector<int>& plan_of(const Contact&, const Owner&, const Settings&);

// There is a deal, and it neither sleeps in a wait nor is suspended while it is the owner's turn.
[[nodiscard]] bool runs_a_deal(const Contact&);
// The day of its next step; behind the last one of the question whether to let it go. Not sooner by any minimum gap.
[[nodiscard]] Date step_date(const Contact&, const Owner&, const Settings&);
// Soft and help by turns, and in the end straight; never straight with a friend. Absent behind the last step.
[[nodiscard]] std::optional<TouchKind> kind_of_step(const Contact&, const Owner&, const Settings&);
// That of a word of today, when a step is due.
[[nodiscard]] std::optional<TouchKind> kind_due(const Contact&, const Plan&);
// The shortest gap, when it is shorter than the minimum gap.
[[nodiscard]] std::optional<int> too_short(const std::vector<int>& gaps, const Settings&);

// `deal NAME what`. In the journal "deal". Of a book contact it makes an open one. Another question takes the place of
// the one before.
[[nodiscard]] Outcome deal_opened(const Contact&, std::string what, const Plan&);
// "won": the deal ends with a yes, the person stays.
[[nodiscard]] Outcome deal_won(const Contact&, const Plan&);
// The question is let go, the person stays. In the journal "deal".
[[nodiscard]] Outcome deal_let_go(const Contact&, const Plan&);
// Instead of that, its plan has one more step, today. The journal notes it by these words.
inline constexpr std::string_view last_word = "one last word";
[[nodiscard]] Outcome one_last_word(const Contact&, const Plan&);
// A plan of its own, from its first step on.
[[nodiscard]] Outcome with_deal_plan(const Contact&, std::vector<int> gaps, const Plan&);
[[nodiscard]] Outcome without_deal_plan(const Contact&, const Plan&);  // that by tag again, or the usual one
// The reason of a `no` that ended a deal, told afterwards: for the journal, the contact stays as it is.
[[nodiscard]] Decision deal_refused_because(const Contact&, std::string what, std::string reason, const Plan&);

// What a touch of that day is for the deal: a step, when one is due.
void take_step(Contact&, const Contact& before, Date day, const Plan&);
// From the first step on, which is counted from the next outward touch, or from that day.
void begin_deal_again(Contact&, Date from);
// Ended for whatever reason: nothing else is asked of the person, who is on the round, counted from today.
void end_deal(Contact&, Date today);

}  // namespace nudged::followup
