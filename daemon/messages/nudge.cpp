#include "daemon/messages/nudge.hpp"

#include <algorithm>
#include <iterator>

#include "daemon/messages/answers.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
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

// "They answered", for a screen reader with whose it is.
Button button_saying(const std::string& label, const ListItem& item, const std::string& action) {
    return tap(label, action, worded("nudge.button.whom", {{"label", label}, {"name", shown_name(item.name)}}));
}
Button button(Key label, const ListItem& item, const std::string& action) {
    return button_saying(worded(label), item, action);
}

ButtonRow first_buttons(const DayList& list, const ListItem& item, const std::string& call) {
    const std::string name = shown_name(item.name);
    return {tap(worded("nudge.button.done", {{"name", shortened(call, longest_call)}}), action("done", list, item),
                worded("nudge.button.done.whom", {{"name", name}})),
            tap(worded("nudge.button.snooze"), action("snooze", list, item),
                worded("nudge.button.snooze.whom", {{"name", name}})),
            tap("···", action("more", list, item), worded("nudge.button.more.whom", {{"name", name}}))};
}

// "Copy the words", and the ways to send them. A menu of a service opens pages only.
std::vector<ButtonRow> words_and_ways(const ListItem& item, const NudgeView& view) {
    constexpr std::size_t in_a_row = 3;
    const std::string said = draft_in(item.suggestion);
    const std::string words = said + (said.empty() || item.link.empty() ? "" : " ") + item.link;
    ButtonRow buttons;
    if (!words.empty()) {
        Button copy;
        copy.label = worded("nudge.button.copy");
        copy.copy = words;
        copy.accessible = worded("nudge.button.whom", {{"label", copy.label}, {"name", shown_name(item.name)}});
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
    const auto does = [&](Key label, const char* verb) { return button(label, item, action(verb, list, item)); };
    std::vector<ButtonRow> rows = words_and_ways(item, view);
    rows.push_back({does("nudge.button.answered", "replied"), does("nudge.button.later", "later")});
    rows.push_back({does("nudge.button.skip", "skip"), does("nudge.button.no", "no")});
    if (item.reason == Reason::deal)
        rows.push_back({button("nudge.button.yes", item, encode({"done", OnList{list.date, item.number}, "won"}))});
    return rows;
}

Onward onward_of(const ListItem& item, const NudgeView& view) {
    const auto known = view.onward.find(item.contact);
    return known == view.onward.end() ? Onward{} : known->second;
}

// What the suggestion asks of the owner.
std::vector<ButtonRow> answers_to(const DayList& list, const ListItem& item, const Onward& onward) {
    const auto does = [&](Key label, const char* verb, const char* argument) {
        return button(label, item, encode({verb, OnList{list.date, item.number}, argument}));
    };
    const ButtonRow ends{does("nudge.button.rest", "part", ""), does("nudge.button.answered", "replied", "heard")};
    switch (item.asked) {
        case Asked::answered:
            return {{does("nudge.button.they_did", "replied", "heard"), does("nudge.button.not_yet", "notyet", "")}};
        case Asked::walk_away:
            return {{does("nudge.button.once_more", "again", "once")}, ends};
        case Asked::half_a_year:
            return {{does("nudge.button.half_a_year", "later", "half")}, ends};
        case Asked::promise:
            return {
                {does("nudge.button.another_day", "snooze", "other"), does("nudge.button.let_go", "skip", "promise")}};
        case Asked::deal: {
            const auto label = onward.rhythm > 0
                                   ? worded("nudge.button.keep.every", {{"every", every_text(onward.rhythm)}})
                                   : worded("nudge.button.keep");
            std::vector<ButtonRow> rows{
                {button_saying(label, item, encode({"skip", OnList{list.date, item.number}, "deal"}))},
                {does("nudge.button.last_word", "again", "last"), does("nudge.button.answered", "replied", "heard")}};
            if (!onward.is_friend) rows.back().push_back(does("nudge.button.leave_both", "part", "both"));
            return rows;
        }
        case Asked::nothing:
            break;
    }
    return {};
}

std::vector<ButtonRow> buttons_of(const DayList& list, const ListItem& item, const std::string& call,
                                  const NudgeView& view) {
    const bool opened = view.expanded == item.number && !view.menus;
    std::vector<ButtonRow> rows = opened ? std::vector<ButtonRow>{} : answers_to(list, item, onward_of(item, view));
    if (!opened) rows.push_back(first_buttons(list, item, call));
    if (opened || view.menus) std::ranges::move(further_buttons(list, item, view), std::back_inserter(rows));
    if (opened) rows.back().push_back(tap(worded("nudge.button.back"), encode({"more", OnList{list.date, 0}, {}})));
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
    return {numbered(item, item.settled, Style::strike), chips(item, view.today, whose, room, onward_of(item, view))};
}

// The numbers of the examples are those of people who are still open.
Block what_can_be_typed(const std::vector<int>& open) {
    const std::string first = std::to_string(open.front());
    const std::string last = std::to_string(open.back());
    const std::string middle = std::to_string(open[open.size() / 2]);
    return {{{worded("nudge.hint") + "  ", Style::plain},
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
        {{{text, Style::bold}},
         {{tap(worded("nudge.show"), encode({"more", OnList{list.date, 0}, {}}), worded("nudge.show.names"))}}});
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
        return names_kept_back(list, worded("nudge.private", {{"n", static_cast<long>(list.items.size())}}));

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
        message.blocks.push_back(line_of(worded("nudge.left_over", {{"n", long{list.fixed_left_over}}})));
    if (const auto open = open_numbers(list); view.hint && !open.empty())
        message.blocks.push_back(what_can_be_typed(open));
    else if (const auto word = new_word(view.new_word, list, calls); !word.empty())
        message.blocks.push_back(line_of(word));
    return message;
}

Message reminder(const ListItem& item, const NudgeView& view, Date list_date) {
    DayList alone;
    alone.date = list_date;
    alone.items = {item};
    const std::string first = item.settled.empty() ? worded("nudge.as_asked", {{"name", short_name(item.name)}})
                                                   : headline(alone, calls_of(alone), false);
    if (view.private_mode) return names_kept_back(alone, worded("nudge.private.asked"));
    Message message = nudge(alone, view);
    message.notification = first;
    message.blocks.front().text = {{first, Style::bold}};
    return message;
}

Message nobody_today(const std::optional<followup::Listed>& next, Date today) {
    if (!next || !next->next) return plain(worded("nudge.nobody_yet"));
    const Date day = std::max(*next->next, today + days{1});
    return plain(worded("nudge.nobody", {{"name", shown_name(next->contact.name)}, {"day", day_text(day, today)}}));
}

Message date_today(const Contact& contact, const ImportantDate& date, bool veiled) {
    const std::string name = shown_name(contact.name);
    const std::string about = encode({"more", OfContact{contact.id}, {}});
    Message message;
    if (veiled) {
        message = plain(worded("nudge.private.date"));
        message.blocks.front().rows = {{tap(worded("nudge.show"), about, worded("nudge.show.name"))}};
        return message;
    }
    message = plain(date.what == "birthday"
                        ? worded("nudge.date.birthday", {{"name", name}})
                        : worded("nudge.date", {{"name", name}, {"what", shortened(date_name(date.what), 60)}}));
    message.blocks.front().rows = {
        {tap(worded("nudge.button.done", {{"name", short_name(contact.name)}}),
             encode({"done", OfContact{contact.id}, {}}), worded("nudge.button.done.whom", {{"name", name}})),
         tap("···", about, worded("nudge.button.more.whom", {{"name", name}}))}};
    return message;
}

Block late_preface(TimeOfDay back_since) { return line_of(worded("nudge.late", {{"time", time_text(back_since)}})); }

Block welcome_back(int daily_cap) {
    const int people = std::max(daily_cap, 1);
    return line_of(
        worded("nudge.welcome_back", {{"n", long{people}}, {"count", number_word(static_cast<std::size_t>(people))}}));
}

Block quieter(std::uint8_t weekdays) {
    Date first{std::chrono::year{2026} / std::chrono::March / 2};  // a Monday
    while (weekdays != 0 && (weekdays >> std::chrono::weekday{first}.c_encoding() & 1U) == 0) first += days{1};
    auto block = line_of(worded("nudge.quieter", {{"weekday", weekday_name(first)}}));
    const auto button = [](Key label, const char* wanted) {
        return tap(worded(label), encode({"pick", Named{"mornings"}, wanted}));
    };
    block.rows = {{button("nudge.button.every_morning", "again"), button("nudge.button.pause", "pause")}};
    return block;
}

}  // namespace nudged::messages
