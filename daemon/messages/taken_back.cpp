// What an undo took back, and what the next one would.
#include <algorithm>
#include <array>

#include "daemon/followup/calendar.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/channels.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t told_one_by_one = 3;

// What the journal calls it, and how it is told of somebody.
struct OfSomebody {
    std::string_view what;
    Key told;
};
constexpr std::array<OfSomebody, 17> of_somebody{{{"gave", "taken.gave"},
                                                  {"snoozed", "taken.snooze"},
                                                  {"skipped", "taken.skip"},
                                                  {"replied", "taken.answer"},
                                                  {"answered", "taken.answer"},
                                                  {"closed", "taken.no"},
                                                  {"promised", "taken.promise"},
                                                  {"kept", "taken.promise_kept"},
                                                  {"felt", "taken.felt"},
                                                  {"not_answered", "taken.not_answered"},
                                                  {"won", "taken.yes"},
                                                  {"parted", "taken.leave"},
                                                  {"waiting", "taken.wait"},
                                                  {"reopened", "taken.return"},
                                                  {"noted", "taken.note"},
                                                  {"added", "taken.added"},
                                                  {"deal", "taken.deal"}}};

// `"called Mum, knee is better"` when there is a note, else "Nicole's done".
std::string touch_of(const JournalEntry& entry, const std::string& call) {
    const std::string note = one_line(entry.note);
    std::string said = past_of(entry.channel);
    if (said.empty()) said = channel_word(note);
    const std::string rest = without_channel_word(note, entry.channel);
    const Argument name{"name", call}, how{"how", said}, words{"words", rest};
    if (rest.empty()) return said.empty() ? worded("taken.done", {name}) : worded("taken.done_how", {name, how});
    return quoted(said.empty() ? worded("taken.done_words", {name, words})
                               : worded("taken.done_how_words", {name, how, words}));
}

std::string named(const JournalEntry& entry, const std::string& call, const std::string& settings) {
    const std::string& what = entry.what;
    if (what == "paused") return worded("taken.pause");
    if (what == "resumed") return worded("taken.end_of_pause");
    if (entry.kind == "shelf")
        return worded(what == "added" ? Key("taken.shelved") : Key("taken.shelf"), {{"thing", quoted(entry.note)}});
    if (call.empty()) return settings.empty() ? worded("taken.settings") : settings;
    const Argument name{"name", call};
    if (what == "edited" && !entry.reason.empty()) return worded("taken.reason", {name});
    if (what == "edited" && !settings.empty()) return settings;
    if (what == "touched") return touch_of(entry, call);
    // A leave with a note is only from an open question.
    if ((what == "deal" && !entry.reason.empty()) || (what == "parted" && !entry.note.empty()))
        return worded("taken.deal_let_go", {name});
    const auto known = std::ranges::find(of_somebody, what, &OfSomebody::what);
    return worded(known == of_somebody.end() ? Key("taken.change") : known->told, {name});
}

std::string named(const std::vector<JournalEntry>& batch, const std::string& settings) {
    if (batch.size() > told_one_by_one) return worded("taken.changes", {{"n", static_cast<long>(batch.size())}});
    std::vector<std::string> parts;
    std::vector<std::string> names;
    for (const JournalEntry& entry : batch) names.push_back(entry.name);
    const auto calls = call_names(names);
    for (std::size_t i = 0; i < batch.size(); ++i)
        parts.push_back(named(batch[i], names[i].empty() ? "" : calls[i], settings));
    return joined(parts);
}

std::string rhythm_again(std::optional<int> days) { return days ? every_text(*days) : worded("taken.usual"); }

Argument yes_or_no(const char* name, bool yes) { return {name, yes ? "yes" : "no"}; }

}  // namespace

std::string settings_again(const Owner& from, const Owner& to) {
    std::vector<std::string> parts;
    const auto again = [&](bool changed, Key key, std::initializer_list<Argument> values = {}) {
        if (changed) parts.push_back(worded(key, values));
    };
    again(from.name != to.name, "taken.name", {{"value", to.name}});
    again(from.nudge_at != to.nudge_at, "taken.nudge_time", {{"value", time_text(to.nudge_at)}});
    again(from.weekdays != to.weekdays, "taken.days", {{"value", weekdays_text(to.weekdays)}});
    again(from.daily_cap != to.daily_cap, "taken.cap", {{"value", std::to_string(to.daily_cap)}});
    again(from.zone != to.zone, "taken.zone", {{"value", to.zone}});
    again(from.quiet != to.quiet, "taken.quiet",
          {{"begin", time_text(to.quiet.begin)}, {"end", time_text(to.quiet.end)}});
    again(from.cadence_days != to.cadence_days, "taken.rhythm", {{"value", rhythm_again(to.cadence_days)}});
    again(from.dates_quiet != to.dates_quiet && from.pause == to.pause, "taken.dates_in_pause",
          {yes_or_no("quiet", to.dates_quiet)});
    again(from.private_mode != to.private_mode, "taken.private", {yes_or_no("on", to.private_mode)});
    again(from.dates_told_once != to.dates_told_once, "taken.dates_once", {yes_or_no("once", to.dates_told_once)});
    again(from.language != to.language, "taken.language", {{"language", std::string(code_of(to.language))}});
    again(from.no_review != to.no_review, "taken.review", {yes_or_no("on", !to.no_review)});
    again(from.friend_tags != to.friend_tags, "taken.friends");
    again(from.tag_cadences != to.tag_cadences, "taken.tag_rhythms");
    again(from.tag_plans != to.tag_plans, "taken.tag_plans");
    again(from.holidays != to.holidays, "taken.holidays");
    return joined(parts);
}

std::string details_again(const std::string& call, const Contact& from, const Contact& to) {
    std::vector<std::string> parts;
    const auto again = [&](bool changed, const char* detail, const std::string& value) {
        if (!changed) return;
        const Argument name{"name", call}, what{"what", worded("taken.what", {{"what", detail}})};
        parts.push_back(value.empty() ? worded("taken.detail", {name, what})
                                      : worded("taken.detail_again", {name, what, {"value", one_line(value)}}));
    };
    const std::string none = worded("taken.none");
    std::string tags;
    for (const auto& tag : to.tags) tags += (tags.empty() ? "#" : " #") + tag;
    again(from.name != to.name, "name", to.name);
    again(from.tags != to.tags, "tags", tags.empty() ? none : tags);
    again(from.cadence_days != to.cadence_days, "rhythm", rhythm_again(to.cadence_days));
    again(from.importance != to.importance, "importance", "");
    again(from.addresses != to.addresses, "addresses", "");
    again(from.zone != to.zone, "zone", to.zone.value_or(none));
    again(from.needs != to.needs, "needs", to.needs);
    again(from.why != to.why, "why", to.why);
    again(from.dates != to.dates, "dates", "");
    again(from.lead_days != to.lead_days, "dates",
          to.lead_days ? worded("taken.ahead", {{"span", span_text(*to.lead_days)}}) : worded("taken.on_the_day"));
    again(from.deal != to.deal, "deal", "");
    const auto between = [&](bool changed, Key key) {
        if (changed) parts.push_back(worded(key, {{"name", call}}));
    };
    between(from.is_friend != to.is_friend, "taken.is_friend");
    between(from.brings != to.brings || from.gets != to.gets, "taken.give_and_take");
    between(from.via != to.via, "taken.via");
    between(from.thank_for != to.thank_for, "taken.thanks");
    return joined(parts);
}

std::string taken_back(const std::vector<JournalEntry>& batch, const std::vector<JournalEntry>& next_to_undo,
                       const std::string& settings, const std::string& next_settings, const std::string& holds) {
    if (batch.empty()) return nothing_to_take_back();
    const std::string back =
        worded("taken.back", {{"what", named(batch, settings)}}) + (holds.empty() ? "" : " " + holds);
    if (next_to_undo.empty()) return back;
    return back + " " + worded("taken.next", {{"what", named(next_to_undo, next_settings)}});
}

std::string no_longer_snoozed(const Contact& contact, bool on_todays_list, const followup::Plan& plan) {
    if (on_todays_list) return worded("taken.on_todays_list", {{"name", short_name(contact.name)}});
    const auto next = followup::told_date(contact, plan);
    if (!next || followup::waits_for_resume(plan.owner, *next)) return {};
    const Argument day{"day", day_text(*next, plan.today)};
    return contact.snooze ? worded("answer.back_on", {day}) : worded("answer.next_around", {day});
}

std::string nothing_to_take_back() { return worded("taken.nothing"); }

}  // namespace nudged::messages
