// What the decisions are made of.
#pragma once

#include <optional>
#include <string>

#include "daemon/followup/decisions.hpp"

namespace nudged::followup {

// The contact as it is, to be changed by the decision.
[[nodiscard]] Decision decided(const Contact& before, std::string what, const Plan&, std::string note = {});
// Nothing to do where `after` is as it was.
[[nodiscard]] Outcome edited(const Contact& before, Contact after, std::string note, const Plan&,
                             std::string what = "edited");

[[nodiscard]] bool on_round(ContactState);
[[nodiscard]] bool off_round(ContactState);
[[nodiscard]] bool still_waiting(const Contact&, const Plan&);
// A wait whose day has come; nobody has been in touch since.
[[nodiscard]] bool wait_is_over(const Contact&, const Plan&);

void due_from(Contact&, Date base, std::optional<int> offset = {});
void open_up(Contact&);
// Whatever was to bring the contact back is settled by what the owner says now.
void settle(Contact&);
// On the day they had asked for, silence starts from nothing, whatever was sent during the wait.
void begin_anew_after_a_wait(Contact& after, const Contact& before, const Plan&);

}  // namespace nudged::followup
