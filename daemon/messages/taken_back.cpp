// What an undo took back, and what the next one would.
#include <algorithm>

#include "daemon/messages/answers.hpp"
#include "daemon/messages/channels.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t told_one_by_one = 3;

// `"called Mum, knee is better"` when there is a note, else "Nicole's done".
std::string touch_of(const JournalEntry& entry, const std::string& call) {
    const std::string note = one_line(entry.note);
    std::string how = past_of(entry.channel);
    if (how.empty()) how = channel_word(note);
    const std::string rest = without_channel_word(note);
    if (rest.empty()) return how.empty() ? possessive(call) + " done" : '"' + how + " " + call + '"';
    return quoted(how.empty() ? call + ": " + rest : how + " " + call + ", " + rest);
}

std::string named(const JournalEntry& entry, const std::string& settings) {
    const std::string call = entry.name.empty() ? "" : short_name(entry.name);
    const std::string& what = entry.what;
    if (what == "paused") return "the pause";
    if (what == "resumed") return "the end of the pause";
    if (entry.kind == "shelf")
        return what == "added" ? "putting " + quoted(entry.note) + " on your shelf"
                               : "the change to " + quoted(entry.note);
    if (call.empty()) return settings.empty() ? "a change of your settings" : settings;
    if (what == "edited" && !entry.reason.empty()) return possessive(call) + " reason";
    if (what == "edited" && !settings.empty()) return settings;
    if (what == "touched") return touch_of(entry, call);
    if (what == "gave") return "what you gave " + call;
    if (what == "snoozed") return possessive(call) + " snooze";
    if (what == "skipped") return "leaving " + call + " out this time";
    if (what == "replied" || what == "answered") return possessive(call) + " answer";
    if (what == "closed") return possessive(call) + " no";
    if (what == "promised") return "the promise to " + call;
    if (what == "kept") return "that the promise to " + call + " is kept";
    if (what == "felt") return "how it felt with " + call;
    if (what == "not_answered") return "that " + call + " has not answered";
    if (what == "deal")
        return (entry.reason.empty() ? "the open question with " : "letting go of the question with ") + call;
    if (what == "won") return possessive(call) + " yes";
    if (what == "parted")  // with a note, only from an open question
        return entry.note.empty() ? "taking " + call + " off the list" : "letting go of the question with " + call;
    if (what == "waiting") return possessive(call) + " wait";
    if (what == "reopened") return "putting " + call + " back on the list";
    if (what == "noted") return "the note about " + call;
    if (what == "added") return "adding " + call;
    return "the change to " + call;
}

std::string named(const std::vector<JournalEntry>& batch, const std::string& settings) {
    if (batch.size() > told_one_by_one) return counted(static_cast<long>(batch.size()), "change", "changes");
    std::vector<std::string> parts;
    for (const JournalEntry& entry : batch) parts.push_back(named(entry, settings));
    return joined(parts);
}

}  // namespace

std::string settings_again(const Owner& from, const Owner& to) {
    std::vector<std::string> parts;
    const auto again = [&](bool changed, const std::string& what, const std::string& value) {
        if (changed) parts.push_back(what + " (" + value + " again)");
    };
    again(from.name != to.name, "your name", to.name);
    again(from.nudge_at != to.nudge_at, "your nudge time", time_text(to.nudge_at));
    again(from.weekdays != to.weekdays, "your days", weekdays_text(to.weekdays));
    again(from.daily_cap != to.daily_cap, "how many a morning", std::to_string(to.daily_cap));
    again(from.zone != to.zone, "your time zone", to.zone);
    again(from.quiet != to.quiet, "your quiet hours", time_text(to.quiet.begin) + " to " + time_text(to.quiet.end));
    again(from.cadence_days != to.cadence_days, "your rhythm",
          to.cadence_days ? every_text(*to.cadence_days) : "the usual one");
    again(from.dates_quiet != to.dates_quiet && from.pause == to.pause, "birthdays in the pause",
          to.dates_quiet ? "quiet" : "told");
    again(from.private_mode != to.private_mode, "private mode", to.private_mode ? "on" : "off");
    again(from.dates_told_once != to.dates_told_once, "dates on a day off",
          to.dates_told_once ? "only before it" : "also on the day");
    again(from.no_review != to.no_review, "the weekly review", to.no_review ? "off" : "on");
    if (from.friend_tags != to.friend_tags) parts.push_back("who is treated as a friend");
    if (from.tag_cadences != to.tag_cadences) parts.push_back("the rhythm of a tag");
    if (from.tag_plans != to.tag_plans) parts.push_back("the plan of a tag");
    if (from.holidays != to.holidays) parts.push_back("your holidays");
    return joined(parts);
}

std::string details_again(const std::string& call, const Contact& from, const Contact& to) {
    std::vector<std::string> parts;
    const auto again = [&](bool changed, const std::string& what, const std::string& value) {
        if (changed)
            parts.push_back(possessive(call) + " " + what + (value.empty() ? "" : " (" + one_line(value) + " again)"));
    };
    std::string tags;
    for (const auto& tag : to.tags) tags += (tags.empty() ? "#" : " #") + tag;
    again(from.name != to.name, "name", to.name);
    again(from.tags != to.tags, "tags", tags.empty() ? "none" : tags);
    again(from.cadence_days != to.cadence_days, "rhythm",
          to.cadence_days ? every_text(*to.cadence_days) : "the usual one");
    again(from.importance != to.importance, "importance", "");
    again(from.addresses != to.addresses, "addresses", "");
    again(from.zone != to.zone, "time zone", to.zone.value_or("none"));
    again(from.needs != to.needs, "needs", to.needs);
    again(from.why != to.why, "reason to stay in touch", to.why);
    again(from.dates != to.dates, "dates", "");
    again(from.lead_days != to.lead_days, "dates",
          to.lead_days ? span_text(*to.lead_days) + " ahead" : "only on the day");
    again(from.deal != to.deal, "open question", "");
    if (from.is_friend != to.is_friend) parts.push_back("whether " + call + " is a friend");
    if (from.brings != to.brings || from.gets != to.gets) parts.push_back("what you and " + call + " give each other");
    if (from.via != to.via) parts.push_back("who brought you and " + call + " together");
    if (from.thank_for != to.thank_for) parts.push_back("the thanks to " + call);
    return joined(parts);
}

std::string taken_back(const std::vector<JournalEntry>& batch, const std::vector<JournalEntry>& next_to_undo,
                       const std::string& settings, const std::string& next_settings) {
    if (batch.empty()) return nothing_to_take_back();
    const std::string next = next_to_undo.empty() ? "" : " Next `undo`: " + named(next_to_undo, next_settings) + ".";
    return "Taken back: " + named(batch, settings) + "." + next;
}

}  // namespace nudged::messages
