// What of the shelf there is to give, and to whom it was named.
#pragma once

#include <optional>
#include <vector>

#include "daemon/conversation/exchange.hpp"
#include "daemon/followup/decisions.hpp"
#include "daemon/followup/shelf.hpp"

namespace nudged::conversation {

// Reads the shelf when it is first asked, once.
class Things {
public:
    explicit Things(const Exchange& exchange) : exchange_(exchange) {}

    // What fits them best and was never given or named to them; null = nothing. Lives as long as this.
    [[nodiscard]] const ShelfItem* fitting(const Contact& contact);
    [[nodiscard]] const ShelfItem* numbered(std::int64_t id);  // null = there is none; also when it was dropped

private:
    [[nodiscard]] const std::vector<followup::Thing>& all();

    const Exchange& exchange_;
    std::optional<std::vector<followup::Thing>> things_;
};

// By its number.
[[nodiscard]] std::vector<ShelfItem> whole_shelf(const Exchange& exchange);

// What the list names is named to nobody twice.
void remember_named(const Exchange& exchange, const DayList& list);

// Is there something to give in a wait that begins?
void look_for_a_thing(const Exchange& exchange, followup::Decision& decision);

// Who is done with a helpful item has given what it names.
void add_thing(const Exchange& exchange, const ListItem& item, followup::TouchSaid& said);

// Is the contact on the list with something helpful during a wait, open or put off? The wait itself goes on whatever
// becomes of that.
[[nodiscard]] bool is_of_a_wait(const Exchange& exchange, const DayList& list, const Contact& contact);

}  // namespace nudged::conversation
