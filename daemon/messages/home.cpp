#include "daemon/messages/home.hpp"

#include <algorithm>
#include <array>

#include "daemon/messages/actions.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/welcome.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

using Kind = HomeSetting::Kind;

constexpr int caps_offered = 5;
constexpr std::size_t longest_call = 24;
constexpr std::size_t longest_line = 89;
constexpr std::size_t shortest_quote = 12;  // what is cut shorter says nothing

// The name stands out where the line begins with it.
Text with_name(const std::string& shown, std::string_view line) {
    if (!line.starts_with(shown)) return {{std::string(line), Style::plain}};
    return {{shown, Style::bold}, {std::string(line.substr(shown.size())), Style::plain}};
}

std::vector<int> days_wished(std::uint8_t weekdays) {  // Monday first; bit 0 is Sunday
    std::vector<int> wished;
    for (int i = 1; i <= 7; ++i)
        if ((weekdays >> (i % 7) & 1U) != 0) wished.push_back(i % 7);
    return wished;
}

std::string name_of_weekday(int day) {
    const Date sunday = Date{std::chrono::year{2026} / std::chrono::March / 1};
    return weekday_name(sunday + days{day});
}

HomeSetting time_setting(const char* key, Key label, TimeOfDay at) {
    return {Kind::time, key, worded(label), {}, {time_text(at)}};
}

HomeSetting weekdays_setting(const Owner& owner) {
    HomeSetting setting{Kind::some_of, "weekdays", worded("home.weekdays"), {}, {}};
    for (const int day : days_wished(0x7f)) setting.choices.push_back({name_of_weekday(day), std::to_string(day)});
    for (const int day : days_wished(owner.weekdays)) setting.chosen.push_back(std::to_string(day));
    return setting;
}

HomeSetting cap_setting(const Owner& owner) {
    HomeSetting setting{Kind::one_of, "cap", worded("home.cap"), {}, {std::to_string(owner.daily_cap)}};
    const auto offer = [&](int cap) {
        setting.choices.push_back({worded("home.people", {{"n", long{cap}}}), std::to_string(cap)});
    };
    for (int cap = 1; cap <= caps_offered; ++cap) offer(cap);
    if (owner.daily_cap > caps_offered) offer(owner.daily_cap);
    return setting;
}

HomeSetting zone_setting(const Owner& owner, const std::string& other) {
    HomeSetting setting{Kind::one_of, "zone", worded("home.zone"), {{owner.zone, owner.zone}}, {owner.zone}};
    if (!other.empty() && other != owner.zone)
        setting.choices.push_back({worded("home.zone_there", {{"zone", other}}), other});
    return setting;
}

// "Deutsch", for who cannot read the one that is spoken.
std::string own_name_of(Language language) {
    const Speaking speaking(language);
    return worded("language.name");
}

HomeSetting language_setting(const Owner& owner) {
    const std::string label = worded("home.language");
    HomeSetting setting{Kind::one_of, "language", label, {}, {std::string(code_of(owner.language))}};
    for (const Language language : languages)
        setting.choices.push_back({own_name_of(language), std::string(code_of(language))});
    return setting;
}

// The days are absolute, so that a page that was opened yesterday means what it says.
HomeSetting pause_setting(const Owner& owner, Date today) {
    HomeSetting setting{Kind::one_of, "pause", worded("home.pause"), {{worded("home.pause_none"), "none"}}, {"none"}};
    if (owner.pause && owner.pause->last >= today) {
        std::string sentence = paused(*owner.pause, today);
        if (sentence.ends_with('.')) sentence.pop_back();
        std::erase(sentence, '`');
        setting.choices.push_back({sentence, "as_it_is"});
        setting.chosen = {"as_it_is"};
    }
    struct Length {
        Key label;
        days span;
    };
    constexpr std::array<Length, 4> spans{{{"home.pause_days", days{3}},
                                           {"home.pause_week", days{7}},
                                           {"home.pause_weeks", days{14}},
                                           {"home.pause_month", days{30}}}};
    for (const auto& [label, span] : spans)
        setting.choices.push_back({worded(label, {{"day", day_text(today + span, today)}}), encode_date(today + span)});
    return setting;
}

}  // namespace

HomePart home_today(const DayList& list, const NudgeView& view, const std::optional<followup::Listed>& next) {
    const auto message = list.items.empty() ? nobody_today(next, list.date) : nudge(list, view);
    return {long_day(list.date), message.blocks};
}

HomePart home_waiting(const std::vector<Contact>& people, Date today) {
    HomePart part{worded("home.waiting"), {}};
    for (const auto& contact : people) {
        if (!contact.check_back) continue;
        const auto name = shown_name(contact.name);
        const auto line = [&](const std::string& note) {
            return worded("home.back",
                          {{"name", name}, {"day", day_text(contact.check_back->date, today)}, {"note", note}});
        };
        const auto note = [](const std::string& words) { return worded("answer.note", {{"words", words}}); };
        const auto room = longest_line - length(line(note("")));
        const auto words = one_line(contact.check_back->words);
        const bool told = !words.empty() && room >= shortest_quote;
        part.blocks.push_back({with_name(name, line(told ? note(quoted(words, room)) : "")), {}});
    }
    return part;
}

HomePart home_not_lately(const std::vector<NotLately>& people, const followup::Plan& plan) {
    HomePart part{worded("home.not_lately"), {}};
    for (const auto& [contact, last_touch] : people) {
        followup::Candidate candidate;
        candidate.contact = contact;
        const auto name = shown_name(contact.name);
        const auto call = shortened(short_name(contact.name), longest_call);
        const OfContact about{contact.id};
        part.blocks.push_back({with_name(name, lines_of(candidate, plan, last_touch).why_now),
                               {{tap(worded("nudge.button.done", {{"name", call}}), encode({"done", about, {}}),
                                     worded("nudge.button.done.whom", {{"name", name}})),
                                 tap(worded("nudge.button.snooze"), encode({"snooze", about, {}}),
                                     worded("nudge.button.snooze.whom", {{"name", name}}))}}});
    }
    return part;
}

std::string home_not_all() { return worded("home.not_all"); }

std::string home_settings_title() { return worded("home.settings"); }

std::vector<HomeSetting> home_settings(const Owner& owner, const std::string& other_zone, Date today) {
    return {time_setting("nudge_at", "home.nudge_at", owner.nudge_at),
            weekdays_setting(owner),
            cap_setting(owner),
            time_setting("quiet_begin", "home.quiet_begin", owner.quiet.begin),
            time_setting("quiet_end", "home.quiet_end", owner.quiet.end),
            zone_setting(owner, other_zone),
            pause_setting(owner, today),
            language_setting(owner)};
}

std::string setting_noted(const std::string& key, const Owner& after) {
    if (key == "nudge_at") return worded("home.set_nudge_at", {{"time", time_text(after.nudge_at)}});
    if (key == "cap") return worded("home.set_cap", {{"n", long{after.daily_cap}}});
    if (key == "zone") return worded("home.set_zone", {{"zone", after.zone}});
    if (key == "weekdays") {
        std::vector<std::string> names;
        for (const int day : days_wished(after.weekdays)) names.push_back(name_of_weekday(day));
        return worded("home.set_weekdays", {{"days", joined(names)}});
    }
    if (key == "pause") return "";
    if (key == "language") return own_name_of(after.language);
    if (after.quiet.begin == after.quiet.end) return worded("home.set_no_quiet");
    return worded("home.set_quiet", {{"begin", time_text(after.quiet.begin)}, {"end", time_text(after.quiet.end)}});
}

std::string setting_refused(std::string_view why) { return worded("home.refused", {{"why", std::string(why)}}); }

std::string a_day_is_needed() { return worded("home.a_day_needed"); }

std::string home_of_a_stranger(bool is_welcome) { return is_welcome ? worded("home.welcome") : stranger(); }

}  // namespace nudged::messages
