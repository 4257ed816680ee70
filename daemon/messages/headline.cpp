#include "daemon/messages/headline.hpp"

#include <algorithm>
#include <optional>

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t longest = 59;  // code points
constexpr std::size_t longest_call = 24;

std::string people(std::size_t n) { return worded("headline.people", {{"n", static_cast<long>(n)}}); }

std::string in_a_row(const std::vector<std::string>& names, std::size_t shown) {
    std::string text = names.front();
    for (std::size_t i = 1; i < shown; ++i) text += ", " + names[i];
    return text;
}

// "Sam", "Sam, and Mum", "Sam, Mum, and 2 more": as many names as there is room for.
std::string named_aloud(const std::vector<std::string>& names, std::size_t room) {
    if (names.size() == 1 && length(names.front()) <= room) return names.front();
    if (names.size() > 1) {
        const std::string all =
            worded("headline.names", {{"first", in_a_row(names, names.size() - 1)}, {"last", names.back()}});
        if (length(all) <= room) return all;
    }
    for (std::size_t shown = names.size() - 1; shown > 0; --shown) {
        const std::string text = worded(
            "headline.names.more", {{"first", in_a_row(names, shown)}, {"n", static_cast<long>(names.size() - shown)}});
        if (length(text) <= room) return text;
    }
    return people(names.size());
}

// What stands behind the name in the line of why now: "9 days since you spoke".
std::string why_of(const ListItem& item) {
    std::string_view line = item.why_now;
    if (const std::string name = shown_name(item.name); line.starts_with(name)) line.remove_prefix(name.size());
    while (!line.empty() && (line.front() == ',' || line.front() == ':' || line.front() == ' ')) line.remove_prefix(1);
    while (line.ends_with('.')) line.remove_suffix(1);
    return std::string(line);
}

// What a line of why now says behind the words of `sentence` that come before its arguments. The line was worded when
// the list was made, maybe in another language: then it is absent.
std::optional<std::string> said_behind(Key sentence, const ListItem& item) {
    constexpr const char* mark = "\x1F";
    const std::string words = worded(sentence, {{"name", shown_name(item.name)}, {"what", mark}, {"day", mark}});
    const std::string before = words.substr(0, words.find(mark));
    if (!item.why_now.starts_with(before)) return std::nullopt;
    return item.why_now.substr(before.size());
}

bool is_birthday_today(const ListItem& item) {
    return item.why_now == worded("why.date.today", {{"name", shown_name(item.name)}, {"what", date_name("birthday")}});
}

std::string most_important(const ListItem& item, const std::string& call) {
    const std::string why = why_of(item);
    switch (item.reason) {
        case Reason::your_turn:
            return worded("headline.answered", {{"name", call}});
        case Reason::promise:
            if (const auto what = said_behind("why.promised", item))
                return worded("headline.promised", {{"name", call}, {"what", *what}});
            break;
        case Reason::check_back:  // without their words, and without the day they were said on
            return worded("headline.asked",
                          {{"name", call}, {"what", why.substr(0, std::min(why.find(": \""), why.find(" (")))}});
        case Reason::important_date:
            if (is_birthday_today(item)) return worded("headline.birthday", {{"name", call}});
            break;
        case Reason::help:
            if (said_behind("why.comes_back", item) || said_behind("why.comes_back.some_day", item))
                return worded("headline.helpful", {{"name", call}});
            break;
        default:
            break;
    }
    return why.empty() ? worded("headline.name", {{"name", call}})
                       : worded("headline.why", {{"name", call}, {"why", why}});
}

std::string all_open(const std::vector<const ListItem*>& open, const std::vector<std::string>& calls) {
    const std::vector<std::string> others(calls.begin() + 1, calls.end());
    const auto also = [](const std::string& first, const std::string& named) {
        return worded("headline.also", {{"first", first}, {"others", named}});
    };
    constexpr std::size_t many = 10'000;  // people, so that how many there are always has room
    const std::size_t least = others.empty() ? 0 : length(also("", people(many)));
    std::string first = most_important(*open.front(), calls.front());
    if (length(first) + least > longest) first = worded("headline.word", {{"name", calls.front()}});
    if (others.empty()) return first;
    return also(first, named_aloud(others, longest - length(also(first, ""))));
}

std::string all_settled(std::size_t people) {
    if (people < 2) return worded("headline.all.1");
    return people == 2 ? worded("headline.all.2") : worded("headline.all", {{"count", number_word(people)}});
}

}  // namespace

std::string headline(const DayList& list, const std::vector<std::string>& calls, bool just_one) {
    std::vector<const ListItem*> open;
    std::vector<std::string> open_calls;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (!list.items[i].settled.empty()) continue;
        open.push_back(&list.items[i]);
        open_calls.push_back(shortened(calls[i], longest_call));
    }
    if (list.items.empty()) return worded("headline.nobody");
    const auto here = std::count_if(list.items.begin(), list.items.end(),
                                    [](const ListItem& item) { return item.settled_what != "removed"; });
    if (here == 0) return worded("headline.nobody_left");
    if (open.empty()) return all_settled(static_cast<std::size_t>(here));
    if (open.size() < list.items.size()) {
        const auto left = [&](const std::string& names) {
            return capitalised(
                worded("headline.left",
                       {{"n", static_cast<long>(open.size())}, {"count", number_word(open.size())}, {"names", names}}));
        };
        return left(named_aloud(open_calls, longest - length(left(""))));
    }
    if (just_one && open.size() == 1) return worded("headline.just_one", {{"name", open_calls.front()}});
    return all_open(open, open_calls);
}

}  // namespace nudged::messages
