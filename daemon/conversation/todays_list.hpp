// The list of an owner's local day, as it is first shown and then stands.
#pragma once

#include <optional>
#include <vector>

#include "daemon/conversation/exchange.hpp"

namespace nudged::conversation {

// The stored list of today with, while it was not nudged yet, those added who are due and not on it. Numbers stand.
// Nothing is stored: `show` does that.
[[nodiscard]] DayList list_of_today(const Exchange& exchange);

// The same, made to last: from now on its numbers mean these people. A list with nobody on it is not kept.
DayList show_today(Exchange& exchange);

// What kind of touch it was when somebody is done who was on a list for that reason.
[[nodiscard]] TouchKind kind_of_done(const Contact& contact, std::optional<Reason> reason, const followup::Plan& plan);
// The lines of somebody who is open on that list, as they are by now. False when nobody is.
bool draw_anew(Exchange& exchange, Date date, const Contact& contact);
// The same of everybody. False when there is no list of that day.
bool draw_all_anew(Exchange& exchange, Date date);
// Puts one person on today's list (a reminder at its hour), in the place they had when they were on it, and returns
// their item.
ListItem add_to_today(Exchange& exchange, const Contact& contact, Reason reason);

[[nodiscard]] const ListItem* item_of(const DayList& list, std::int64_t contact);  // the open one; null = none
[[nodiscard]] const ListItem* item_numbered(const DayList& list, int number);
[[nodiscard]] std::vector<ListItem> open_items(const DayList& list);

}  // namespace nudged::conversation
