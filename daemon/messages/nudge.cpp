#include "daemon/messages/nudge.hpp"

#include <algorithm>
#include <iterator>

#include "daemon/messages/answers.hpp"
#include "daemon/messages/headline.hpp"
#include "daemon/messages/new_words.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t longest_call = 24;
constexpr std::size_t short_list = 10;  // people, who have room for more buttons

Block line_of(std::string_view text) { return {styled(text), {}}; }

std::string action(std::string verb, const DayList& list, const ListItem& item) {
    return encode({std::move(verb), OnList{list.date, item.number}, {}});
}

// The words of a suggestion that can be sent: what stands in its quotation marks.
std::string draft_in(std::string_view suggestion) {
    const auto begin = suggestion.find('"');
    const auto end = suggestion.rfind('"');
    return begin < end ? std::string(suggestion.substr(begin + 1, end - begin - 1)) : "";
}

ButtonRow first_buttons(const DayList& list, const ListItem& item, const std::string& call) {
    const std::string name = shown_name(item.name);
    return {tap("✓ " + shortened(call, longest_call), action("done", list, item), "Done " + name),
            tap("Snooze", action("snooze", list, item), "Snooze " + name),
            tap("···", action("more", list, item), "More for " + name)};
}

// "Copy the words", and the ways to send them. A menu of a service opens pages only.
std::vector<ButtonRow> words_and_ways(const ListItem& item, const NudgeView& view) {
    constexpr std::size_t in_a_row = 3;
    const std::string said = draft_in(item.suggestion);
    const std::string words = said + (said.empty() || item.link.empty() ? "" : " ") + item.link;
    ButtonRow buttons;
    if (!words.empty()) {
        Button copy;
        copy.label = "Copy the words";
        copy.copy = words;
        copy.accessible = copy.label + ": " + shown_name(item.name);
        buttons.push_back(copy);
    }
    if (const auto known = view.addresses.find(item.contact); known != view.addresses.end())
        for (const Way& way : ways_to(known->second, words)) {
            auto button = opens(way, {item.contact, item.name}, words, view.passages);
            if (!view.menus || button.url.starts_with("https://")) buttons.push_back(std::move(button));
        }
    std::vector<ButtonRow> rows;
    for (Button& button : buttons) {
        if (rows.empty() || rows.back().size() == in_a_row) rows.emplace_back();
        rows.back().push_back(std::move(button));
    }
    return rows;
}

std::vector<ButtonRow> further_buttons(const DayList& list, const ListItem& item, const NudgeView& view) {
    const std::string of = ": " + shown_name(item.name);
    const auto button = [&](const std::string& label, const std::string& verb) {
        return tap(label, action(verb, list, item), label + of);
    };
    std::vector<ButtonRow> rows = words_and_ways(item, view);
    rows.push_back({button("They answered", "replied"), button("Later, they asked", "later")});
    rows.push_back({button("Skip this time", "skip"), button("They said no", "no")});
    if (item.reason == Reason::deal)
        rows.push_back(
            {tap("They said yes", encode({"done", OnList{list.date, item.number}, "won"}), "They said yes" + of)});
    return rows;
}

// What the suggestion asks of the owner.
std::vector<ButtonRow> answers_to(const DayList& list, const ListItem& item) {
    const std::string of = ": " + shown_name(item.name);
    const auto button = [&](const std::string& label, const std::string& verb, const std::string& argument) {
        return tap(label, encode({verb, OnList{list.date, item.number}, argument}), label + of);
    };
    const ButtonRow ends{button("Let it rest", "part", ""), button("They answered", "replied", "heard")};
    switch (item.asked) {
        case Asked::answered:
            return {{button("Yes, they did", "replied", "heard"), button("Not yet", "notyet", "")}};
        case Asked::walk_away:
            return {{button("Once more, with something helpful", "again", "once")}, ends};
        case Asked::half_a_year:
            return {{button("Yes, half a year", "later", "half")}, ends};
        case Asked::promise:
            return {{button("Another day", "snooze", "other"), button("Let it go", "skip", "promise")}};
        case Asked::deal:
            return {{button("Keep in touch", "skip", "deal"), button("One last word", "again", "last")},
                    {button("They answered", "replied", "heard"), button("Leave both", "part", "both")}};
        case Asked::nothing:
            break;
    }
    return {};
}

std::vector<ButtonRow> buttons_of(const DayList& list, const ListItem& item, const std::string& call,
                                  const NudgeView& view) {
    const bool opened = view.expanded == item.number && !view.menus;
    std::vector<ButtonRow> rows = opened ? std::vector<ButtonRow>{} : answers_to(list, item);
    if (!opened) rows.push_back(first_buttons(list, item, call));
    if (opened || view.menus) std::ranges::move(further_buttons(list, item, view), std::back_inserter(rows));
    if (opened) rows.back().push_back(tap("Back", encode({"more", OnList{list.date, 0}, {}})));
    return rows;
}

// "1 Nicole Ortiz" with the name in `style`, and what follows it in `line`.
Text numbered(const ListItem& item, std::string_view line, Style style) {
    const std::string name = shown_name(item.name);
    Text text{{std::to_string(item.number) + " ", Style::plain}};
    if (line.starts_with(name)) {
        text.push_back({name, style});
        line.remove_prefix(name.size());
    }
    if (!line.empty()) text.push_back({std::string(line), Style::plain});
    return text;
}

Block open_item(const DayList& list, const ListItem& item, const std::string& call, const NudgeView& view) {
    Block block{numbered(item, item.why_now, Style::bold), {}};
    if (!item.suggestion.empty()) block.text.push_back({"\n" + item.suggestion, Style::plain});
    block.rows = buttons_of(list, item, call, view);
    return block;
}

Block settled_item(const ListItem& item, std::string_view whose, const NudgeView& view, bool room) {
    return {numbered(item, item.settled, Style::strike), chips(item, view.today, whose, room)};
}

// The numbers of the examples are those of people who are still open.
Block what_can_be_typed(const std::vector<int>& open) {
    const std::string first = std::to_string(open.front());
    const std::string last = std::to_string(open.back());
    const std::string middle = std::to_string(open[open.size() / 2]);
    return {{{"Tap, or just write:  ", Style::plain},
             {"done " + first, Style::code},
             {"  ·  ", Style::plain},
             {"snooze " + last + " fri", Style::code},
             {"  ·  ", Style::plain},
             {"later " + middle + " june", Style::code}},
            {}};
}

Message names_kept_back(const DayList& list, const std::string& text) {
    Message message;
    message.notification = text;
    message.blocks.push_back(
        {{{text, Style::bold}}, {{tap("Show", encode({"more", OnList{list.date, 0}, {}}), "Show the names")}}});
    return message;
}

std::vector<std::string> calls_of(const DayList& list) {
    std::vector<std::string> names;
    for (const ListItem& item : list.items) names.push_back(item.name);
    return call_names(names);
}

std::vector<int> open_numbers(const DayList& list) {
    std::vector<int> numbers;
    for (const ListItem& item : list.items)
        if (item.settled.empty()) numbers.push_back(item.number);
    return numbers;
}

}  // namespace

Message nudge(const DayList& list, const NudgeView& view) {
    if (view.private_mode)
        return names_kept_back(list, counted(static_cast<long>(list.items.size()), "person today.", "people today."));

    const std::vector<std::string> calls = calls_of(list);
    const auto [from, to] = view.numbers;
    const bool to_the_end = to == Numbers{}.last || list.items.empty() || to >= list.items.back().number;
    Message message;
    if (from <= 1) {
        message.notification = headline(list, calls, view.just_one);
        message.blocks.push_back({{{message.notification, Style::bold}}, {}});
        if (!view.preface.text.empty()) message.blocks.push_back(view.preface);
    }
    // Where the buttons stand below the whole message, one row looks like the other.
    const auto settled = list.items.size() - open_numbers(list).size();
    const bool named_rows = settled > 1 && !view.menus;
    const bool room = list.items.size() <= short_list;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const ListItem& item = list.items[i];
        if (item.number < from || (item.number > to && !to_the_end)) continue;
        message.blocks.push_back(item.settled.empty() ? open_item(list, item, calls[i], view)
                                                      : settled_item(item, named_rows ? calls[i] : "", view, room));
    }
    if (!to_the_end) return message;
    if (list.fixed_left_over > 0)
        message.blocks.push_back(line_of("…and " + std::to_string(list.fixed_left_over) + " more " +
                                         (list.fixed_left_over == 1 ? "has" : "have") + " a date today: `today`"));
    if (const auto open = open_numbers(list); view.hint && !open.empty())
        message.blocks.push_back(what_can_be_typed(open));
    else if (const auto word = new_word(view.new_word_of_week, list, calls); !word.empty())
        message.blocks.push_back(line_of(word));
    return message;
}

Message reminder(const ListItem& item, const NudgeView& view, Date list_date) {
    DayList alone;
    alone.date = list_date;
    alone.items = {item};
    const std::string first =
        item.settled.empty() ? short_name(item.name) + ", as you asked." : headline(alone, calls_of(alone), false);
    if (view.private_mode) return names_kept_back(alone, "One person, as you asked.");
    Message message = nudge(alone, view);
    message.notification = first;
    message.blocks.front().text = {{first, Style::bold}};
    return message;
}

Message nobody_today(const std::optional<followup::Listed>& next, Date today) {
    if (!next || !next->next) return plain("Nobody today, and nobody has a date yet.");
    const Date day = std::max(*next->next, today + days{1});
    return plain("Nobody today. Next: " + shown_name(next->contact.name) + ", on " + day_text(day, today) + ".");
}

Message date_today(const Contact& contact, const ImportantDate& date, const followup::Plan& plan) {
    const std::string name = shown_name(contact.name);
    const bool birthday = date.what == "birthday";
    const std::string about = encode({"more", OfContact{contact.id}, {}});
    Message message;
    if (plan.owner.private_mode) {
        message = plain("One person has a date today.");
        message.blocks.front().rows = {{tap("Show", about, "Show the name")}};
        return message;
    }
    message = plain(birthday ? "It's " + possessive(name) + " birthday today."
                             : name + ": " + shortened(one_line(date.what), 60) + " today.");
    message.blocks.front().rows = {
        {tap("✓ " + short_name(contact.name), encode({"done", OfContact{contact.id}, {}}), "Done " + name),
         tap("···", about, "More for " + name)}};
    return message;
}

Block late_preface(TimeOfDay back_since) {
    return line_of("A little late today (the machine was off until " + time_text(back_since) + ").");
}

Block welcome_back(int daily_cap) {
    return line_of("Welcome back. Nothing piled up: " + number_word(static_cast<std::size_t>(std::max(daily_cap, 1))) +
                   " a morning, the important ones first.");
}

Block quieter(std::uint8_t weekdays) {
    Date first{std::chrono::year{2026} / std::chrono::March / 2};  // a Monday
    while (weekdays != 0 && (weekdays >> std::chrono::weekday{first}.c_encoding() & 1U) == 0) first += days{1};
    auto block = line_of("I'll be quieter: one line on " + weekday_name(first) + "s, until you want more.");
    const auto button = [](const char* label, const char* wanted) {
        return tap(label, encode({"pick", Named{"mornings"}, wanted}));
    };
    block.rows = {{button("Every morning again", "again"), button("Pause a month", "pause")}};
    return block;
}

}  // namespace nudged::messages
