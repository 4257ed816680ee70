#include "daemon/conversation/pausing.hpp"

#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::conversation {

namespace {

constexpr std::string_view with_birthdays = "pause with birthdays";
constexpr std::string_view without_birthdays = "pause without birthdays";

}  // namespace

std::optional<DateRange> pause_of(const replies::Command& command, const Owner& owner, Date today) {
    if (!command.until) return DateRange{today, followup::for_good};
    if (command.whole_days > 0) return DateRange{*command.until, *command.until + days{command.whole_days - 1}};
    // Until an hour behind the nudge of that day, it is quiet on that day too.
    const bool that_day_too = command.time && *command.time > owner.nudge_at;
    const DateRange range{today, that_day_too ? *command.until : *command.until - days{1}};
    return range.last < today ? std::nullopt : std::optional(range);
}

bool is_about_the_pause(const std::string& says) { return says == with_birthdays || says == without_birthdays; }

Reply respond_to_pause(Exchange& exchange, const std::string& says) {
    Reply reply;
    auto owner = exchange.owner;
    if (!owner.pause || owner.pause->last < exchange.today()) {
        reply.message = messages::answer({messages::not_paused()}, {});
        return reply;
    }
    owner.dates_quiet = says == without_birthdays;
    std::vector<ButtonRow> rows;
    if (owner != exchange.owner) {
        Ledger ledger(exchange, reply);
        ledger.change_owner(owner, "edited", owner.dates_quiet ? "birthdays quiet" : "birthdays kept");
        rows = {{messages::undo_button(ledger.batch())}};
    }
    reply.message = messages::answer({messages::paused_with_dates(*owner.pause, owner.dates_quiet, exchange.today())},
                                     std::move(rows));
    return reply;
}

}  // namespace nudged::conversation
