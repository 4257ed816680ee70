// The taps that stand behind a decision.
#include <algorithm>

#include "daemon/followup/silence.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::string_view only_the_deal = " deal";
constexpr int a_quarter = 90;

std::string aloud_of(const std::string& button, std::string_view name) {
    return worded("nudge.button.whom", {{"label", button}, {"name", shown_name(name)}});
}

std::string whose_button(const std::string& name, const std::string& button) {
    return worded("button.whose", {{"name", name}, {"button", button}});
}

Date next_weekday(Date after, std::chrono::weekday wanted) {
    const days away = wanted - std::chrono::weekday{after};
    return after + (away == days{0} ? days{7} : away);
}

// The coming Friday, from Friday on the coming Monday; the other one when that is what was chosen.
Date end_or_beginning_of_week(Date today, std::optional<Date> chosen) {
    const unsigned day = std::chrono::weekday{today}.iso_encoding();
    const Date friday = next_weekday(today, std::chrono::Friday);
    const Date monday = next_weekday(today, std::chrono::Monday);
    const Date likely = day < 5 ? friday : monday;
    return likely == chosen ? (likely == friday ? monday : friday) : likely;
}

ButtonRow other_dates(const About& about, Date today, std::optional<Date> until) {
    const auto to = [&](const std::string& label, const std::string& argument, Key aloud, const std::string& day) {
        return tap(label, encode({"snooze", about, argument}), worded(aloud, {{"button", label}, {"day", day}}));
    };
    ButtonRow row;
    if (until != today) row.push_back(to(worded("button.this_evening"), "evening", "aloud.snooze_to_evening", ""));
    const Date near = end_or_beginning_of_week(today, until);
    row.push_back(to(short_weekday(near), encode_date(near), "aloud.snooze_to_day", day_text(near, today)));
    const Date far = today + days{14};
    if (until != far)
        row.push_back(to(worded("button.in_two_weeks"), encode_date(far), "aloud.snooze_to_day", day_text(far, today)));
    row.push_back(to(worded("button.other"), "other", "aloud.snooze_to_other", ""));
    return row;
}

// The day that somebody on a list was snoozed to, where one of the other dates is that very day.
std::optional<Date> chosen_day(const ListItem& item, Date today) {
    for (const Date day :
         {next_weekday(today, std::chrono::Friday), next_weekday(today, std::chrono::Monday), today + days{14}})
        if (item.settled == worded("settled.snoozed", {{"name", shown_name(item.name)}, {"day", day_text(day, today)}}))
            return day;
    return std::nullopt;
}

ButtonRow reasons(const About& about) {
    ButtonRow row;
    for (const auto* argument : {"price", "timing", "someone", "unknown"})
        row.push_back(tap(reason_label(argument), encode({"no", about, argument})));
    return row;
}

ButtonRow feelings(const About& about) {
    const auto feel = [&](const char* label, const char* argument, Key aloud) {
        return tap(label, encode({"feel", about, argument}), worded(aloud));
    };
    return {feel("🙂", "good", "button.felt_good"), feel("😐", "fair", "button.felt_fair"),
            feel("🙁", "heavy", "button.felt_heavy")};
}

// Where only a deal has ended: after a no a slower rhythm is offered, and the person may go with it; as somebody who
// said no, if they did. A friend is not left.
ButtonRow behind_a_deal(std::string_view what, const Onward& onward, const About& about) {
    const bool walked_away = what == "parted" || what == "won";
    ButtonRow row;
    if (!walked_away && onward.rhythm < a_quarter)
        row.push_back(tap(worded("button.stay_in_touch", {{"n", std::to_string(a_quarter)}}),
                          encode({"again", about, "quarter"})));
    if (!onward.is_friend)
        row.push_back(tap(worded("button.leave_it_there"),
                          walked_away ? encode({"part", about, {}}) : encode({"no", about, "leave"})));
    return row;
}

std::vector<ButtonRow> behind(std::string_view what, bool reason_known, std::optional<Date> until, const Onward& onward,
                              const About& about, std::int64_t batch, Date today) {
    ButtonRow row;
    if (const auto deal = what.find(only_the_deal); deal != std::string_view::npos) {
        what = what.substr(0, deal);
        row = behind_a_deal(what, onward, about);
        row.push_back(undo_button(batch));
        if (what == "closed" && !reason_known) return {reasons(about), row};
        return {row};
    }
    if (what == "snoozed") row = other_dates(about, today, until);
    if (what == "touched" || what == "gave" || what == "kept")
        row = {tap(worded("nudge.button.answered"), encode({"replied", about, {}}))};
    if (what == "replied")
        row = {tap(worded("button.answered_already"), encode({"done", about, {}})),
               tap(worded("button.needs_no_answer"), encode({"notyet", about, {}}))};
    if (what == "closed" && !reason_known) row = reasons(about);
    if (row.size() > 2) return {row, {undo_button(batch)}};
    row.push_back(undo_button(batch));
    if (what == "touched" || what == "gave" || what == "kept") return {feelings(about), row};
    return {row};
}

}  // namespace

Button undo_button(std::int64_t batch) { return tap(worded("button.undo"), encode({"undo", OfBatch{batch}, {}})); }

std::string settled_as(const followup::Decision& decision) {
    return decision.person_stays ? decision.what + std::string(only_the_deal) : decision.what;
}

std::vector<ButtonRow> chips(const followup::Decision& decision, const About& about, std::int64_t batch,
                             const followup::Plan& plan) {
    const Onward onward{followup::cadence_of(decision.after, plan.owner, plan.settings),
                        followup::is_friend(decision.after, plan.owner)};
    return behind(settled_as(decision), !decision.reason.empty(), decision.until, onward, about, batch, plan.today);
}

std::vector<ButtonRow> chips(const ListItem& item, Date today, std::string_view whose, bool room,
                             const Onward& onward) {
    constexpr std::size_t longest_name = 12;
    if (item.batch <= 0 || item.settled_what == "removed") return {};  // who never was: there is nothing to take back
    const bool reason_known = item.settled.find('"') != std::string::npos;
    auto rows = behind(item.settled_what, reason_known, chosen_day(item, today), onward, OfBatch{item.batch},
                       item.batch, today);
    if (!room && rows.size() > 1 && rows.front().front().action.starts_with("feel:")) rows.erase(rows.begin());
    for (ButtonRow& row : rows)
        for (Button& button : row)
            button.accessible = aloud_of(button.accessible.empty() ? button.label : button.accessible, item.name);
    if (whose.empty()) return rows;
    const std::string name = shortened(whose, longest_name);
    for (ButtonRow& row : rows) {
        if (row.back().action.starts_with("undo:"))
            row.back().label = worded("button.undo_whose", {{"name", name}});
        else
            row.front().label = whose_button(name, row.front().label);
    }
    return rows;
}

std::string reason_label(std::string_view argument) {
    if (argument == "price") return worded("button.price");
    if (argument == "timing") return worded("button.timing");
    return argument == "someone" ? worded("button.someone_else") : worded("button.not_known");
}

Message what_decided(const std::vector<Contact>& people) {
    std::vector<std::string> names;
    for (const Contact& contact : people) names.push_back(contact.name);
    const auto calls = call_names(names);
    Message message = plain(worded("question.reason"));
    for (std::size_t i = 0; i < people.size(); ++i) {
        ButtonRow row = reasons(OfContact{people[i].id});
        for (Button& button : row) button.accessible = aloud_of(button.label, names[i]);
        row.front().label = whose_button(calls[i], row.front().label);
        message.blocks.front().rows.push_back(std::move(row));
    }
    return message;
}

}  // namespace nudged::messages
