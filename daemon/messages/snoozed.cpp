// To another day, and why it is that one.
#include "daemon/followup/calendar.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/telling.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

// " (3 days is Saturday, one of your days off.)", " (23:00 is in your quiet hours, so with tomorrow's nudge.)"
std::string moved(const Telling& told) {
    const auto& decision = told.decision;
    const Date today = told.plan.today;
    if (decision.wanted && followup::in_pause(told.plan.owner, *decision.wanted))
        return " " + worded("answer.moved_in_pause", {{"day", told.day(*decision.wanted)}});
    if (decision.wanted_at) {
        const Argument time{"time", time_text(*decision.wanted_at)};
        const bool same_day = decision.after.snooze && decision.after.snooze->at;
        if (same_day) return " " + worded("answer.moved_in_quiet_hours", {time});
        const auto [how, day] = day_to_come(*decision.until, today);
        return " " + worded("answer.moved_to_nudge", {time, {"when", how}, {"day", day}});
    }
    if (!decision.wanted) return "";
    return " " + worded("answer.moved_days",
                        {{"n", static_cast<long>((*decision.wanted - today).count())}, {"wanted", told.wanted_day()}});
}

}  // namespace

Said snoozed(const Telling& told) {
    const Contact& after = told.decision.after;
    const Date until = told.decision.until.value_or(told.plan.today);
    const Argument name{"name", told.call}, whole{"name", told.whole}, day{"day", told.day(until)};
    if (told.until_resume(until))
        return {worded("answer.snoozed_when_you_resume", {name, day}),
                worded("settled.snoozed_when_you_resume", {whole})};
    if (after.snooze && after.snooze->at) {
        const Argument time{"time", time_text(*after.snooze->at)};
        if (until == told.plan.today)
            return {worded("answer.snoozed_today_at", {name, time}) + moved(told),
                    worded("settled.snoozed_today_at", {whole, time})};
        return {worded("answer.snoozed_at", {name, day, time}) + moved(told),
                worded("settled.snoozed_at", {whole, day, time})};
    }
    const bool kept = after.snooze && after.snooze->named_day;
    return {worded("answer.snoozed", {name, day, {"although", kept ? told.no_nudge_day(until) : "no"}}) + moved(told),
            worded("settled.snoozed", {whole, day})};
}

}  // namespace nudged::messages
