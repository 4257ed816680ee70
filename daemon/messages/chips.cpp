// The taps that stand behind a decision.
#include <algorithm>

#include "daemon/followup/silence.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr const char* undo_label = "Undo";
constexpr std::string_view only_the_deal = " deal";
constexpr int a_quarter = 90;

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
    const auto to = [&](const std::string& label, const std::string& argument, const std::string& aloud) {
        return tap(label, encode({"snooze", about, argument}), label + ", snooze to " + aloud);
    };
    ButtonRow row;
    if (until != today) row.push_back(to("This evening", "evening", "this evening"));
    const Date near = end_or_beginning_of_week(today, until);
    row.push_back(to(weekday_name(near).substr(0, 3), encode_date(near), day_text(near, today)));
    const Date far = today + days{14};
    if (until != far) row.push_back(to("In 2 weeks", encode_date(far), day_text(far, today)));
    row.push_back(to("Other…", "other", "another date"));
    return row;
}

// The day that somebody on a list was snoozed to, where one of the other dates is that very day.
std::optional<Date> chosen_day(const ListItem& item, Date today) {
    for (const Date day :
         {next_weekday(today, std::chrono::Friday), next_weekday(today, std::chrono::Monday), today + days{14}})
        if (item.settled.ends_with(" to " + day_text(day, today) + ".")) return day;
    return std::nullopt;
}

ButtonRow reasons(const About& about) {
    const auto because = [&](const char* label, const char* argument) {
        return tap(label, encode({"no", about, argument}));
    };
    return {because("Price", "price"), because("Timing", "timing"), because("Someone else", "someone"),
            because("Don't know", "unknown")};
}

ButtonRow feelings(const About& about) {
    const auto feel = [&](const char* label, const char* argument, const char* aloud) {
        return tap(label, encode({"feel", about, argument}), aloud);
    };
    return {feel("🙂", "good", "It felt good"), feel("😐", "fair", "It felt all right"),
            feel("🙁", "heavy", "It felt heavy")};
}

// Where only a deal has ended: after a no a slower rhythm is offered, and the person may go with it; as somebody who
// said no, if they did. A friend is not left.
ButtonRow behind_a_deal(std::string_view what, const Onward& onward, const About& about) {
    const bool walked_away = what == "parted" || what == "won";
    ButtonRow row;
    if (!walked_away && onward.rhythm < a_quarter)
        row.push_back(
            tap("Stay in touch, every " + std::to_string(a_quarter) + " days", encode({"again", about, "quarter"})));
    if (!onward.is_friend)
        row.push_back(
            tap("Leave it there", walked_away ? encode({"part", about, {}}) : encode({"no", about, "leave"})));
    return row;
}

std::vector<ButtonRow> behind(std::string_view what, bool reason_known, std::optional<Date> until, const Onward& onward,
                              const About& about, std::int64_t batch, Date today) {
    ButtonRow row;
    if (const auto deal = what.find(only_the_deal); deal != std::string_view::npos) {
        what = what.substr(0, deal);
        row = behind_a_deal(what, onward, about);
        row.push_back(tap(undo_label, encode({"undo", OfBatch{batch}, {}})));
        if (what == "closed" && !reason_known) return {reasons(about), row};
        return {row};
    }
    if (what == "snoozed") row = other_dates(about, today, until);
    if (what == "touched" || what == "gave" || what == "kept")
        row = {tap("They answered", encode({"replied", about, {}}))};
    if (what == "replied")
        row = {tap("Answered already", encode({"done", about, {}})),
               tap("Needs no answer", encode({"notyet", about, {}}))};
    if (what == "closed" && !reason_known) row = reasons(about);
    const Button undo = tap(undo_label, encode({"undo", OfBatch{batch}, {}}));
    if (row.size() > 2) return {row, {undo}};
    row.push_back(undo);
    if (what == "touched" || what == "gave" || what == "kept") return {feelings(about), row};
    return {row};
}

}  // namespace

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
            button.accessible =
                (button.accessible.empty() ? button.label : button.accessible) + ": " + shown_name(item.name);
    if (whose.empty()) return rows;
    const std::string name = shortened(whose, longest_name);
    for (ButtonRow& row : rows) {
        std::string& last = row.back().label;
        if (last == undo_label)
            last += " " + name;
        else
            row.front().label = name + ": " + row.front().label;
    }
    return rows;
}

Message what_decided(const std::vector<Contact>& people) {
    std::vector<std::string> names;
    for (const Contact& contact : people) names.push_back(contact.name);
    const auto calls = call_names(names);
    Message message = plain("What decided it, if you know?");
    for (std::size_t i = 0; i < people.size(); ++i) {
        ButtonRow row = reasons(OfContact{people[i].id});
        for (Button& button : row) button.accessible = button.label + ": " + shown_name(names[i]);
        row.front().label = calls[i] + ": " + row.front().label;
        message.blocks.front().rows.push_back(std::move(row));
    }
    return message;
}

}  // namespace nudged::messages
