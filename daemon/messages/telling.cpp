#include "daemon/messages/telling.hpp"

#include <algorithm>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/silence.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/drafts.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {

Telling::Telling(const Contact& before_, const followup::Decision& decision_, const followup::Plan& plan_,
                 std::string_view called)
    : before(before_),
      decision(decision_),
      plan(plan_),
      whole(shown_name(before_.name)),
      call(called.empty() ? short_name(before_.name) : std::string(called)) {}

std::string Telling::next_around() const {
    const auto next = followup::told_date(decision.after, plan);
    if (!next) return "";
    const bool waits = followup::state_of(decision.after, plan.today) == ContactState::waiting;
    if (until_resume(*next))
        return " " + (waits ? worded("answer.back_when_you_resume") : worded("answer.next_when_you_resume"));
    return " " + (waits ? worded("answer.back_on", {{"day", day(*next)}})
                        : worded("answer.next_around", {{"day", day(*next)}}));
}

bool Telling::until_resume(Date date) const { return followup::waits_for_resume(plan.owner, date); }

std::string Telling::day(Date date) const { return day_text(date, plan.today); }

std::string Telling::note() const { return note_told(decision.note); }

std::string Telling::to_copy(std::string_view reason) const {
    if (followup::is_friend(before, plan.owner)) return "";  // who is not written to like that
    return " " + worded("answer.to_copy", {{"words", words_after_no(before, reason)}});
}

std::string Telling::no_nudge_day(Date date) const {
    const Owner& owner = plan.owner;
    const unsigned weekday = std::chrono::weekday{date}.c_encoding();
    if (followup::in_pause(owner, date)) return "pause";
    if ((owner.weekdays >> weekday & 1U) == 0) return "day_off";
    if (std::binary_search(owner.holidays.begin(), owner.holidays.end(), date)) return "holiday";
    return "no";
}

std::string Telling::wanted_day() const {
    const Date wanted = *decision.wanted;
    return worded("answer.wanted_day", {{"day", (wanted - plan.today).count() < 7 ? weekday_name(wanted) : day(wanted)},
                                        {"why", no_nudge_day(wanted)}});
}

std::string Telling::settled_done() const { return worded("settled.done", {{"name", whole}}) + next_around(); }

DayToCome day_to_come(Date date, Date today) {
    const auto away = (date - today).count();
    if (away == 1) return {"tomorrow", ""};
    return away < 7 ? DayToCome{"weekday", weekday_name(date)} : DayToCome{"date", day_text(date, today)};
}

std::string note_told(std::string_view note) {
    return one_line(note).empty() ? "" : worded("answer.note", {{"words", quoted(note)}});
}

}  // namespace nudged::messages
