#include "daemon/messages/headline.hpp"

#include <algorithm>

#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t longest = 59;  // code points
constexpr std::size_t longest_call = 24;

// "Sam", "Sam, and Mum", "Sam, Mum, and 2 more": as many names as there is room for.
std::string named_aloud(const std::vector<std::string>& names, std::size_t room) {
    for (std::size_t shown = names.size(); shown > 0; --shown) {
        std::string text = names.front();
        for (std::size_t i = 1; i < shown; ++i) text += (i + 1 == names.size() ? ", and " : ", ") + names[i];
        if (shown < names.size()) text += ", and " + std::to_string(names.size() - shown) + " more";
        if (length(text) <= room) return text;
    }
    return std::to_string(names.size()) + (names.size() == 1 ? " person" : " people");
}

// What stands behind the name in the line of why now: "9 days since you spoke".
std::string why_of(const ListItem& item) {
    std::string_view line = item.why_now;
    if (const std::string name = shown_name(item.name); line.starts_with(name)) line.remove_prefix(name.size());
    while (!line.empty() && (line.front() == ',' || line.front() == ':' || line.front() == ' ')) line.remove_prefix(1);
    while (line.ends_with('.')) line.remove_suffix(1);
    return std::string(line);
}

std::string most_important(const ListItem& item, const std::string& call) {
    const std::string why = why_of(item);
    switch (item.reason) {
        case Reason::your_turn:
            return call + " answered you.";
        case Reason::promise:
            if (constexpr std::string_view promised = "you promised "; why.starts_with(promised))
                return "You promised " + call + " " + why.substr(promised.size()) + ".";
            break;
        case Reason::check_back:
            return call + " " + why.substr(0, std::min(why.find(": \""), why.find(" (said"))) + ".";
        case Reason::important_date:
            if (why == "birthday today") return "It's " + possessive(call) + " birthday.";
            break;
        case Reason::help:
            if (why.starts_with("comes back")) return "Something helpful for " + call + ".";
            break;
        default:
            break;
    }
    return why.empty() ? call + "." : call + ": " + why + ".";
}

std::string all_open(const std::vector<const ListItem*>& open, const std::vector<std::string>& calls) {
    const std::vector<std::string> others(calls.begin() + 1, calls.end());
    constexpr std::size_t room_for_others = 19;  // " Also 12 people."
    std::string text = most_important(*open.front(), calls.front());
    if (length(text) + (others.empty() ? 0 : room_for_others) > longest) text = "A word with " + calls.front() + ".";
    if (others.empty()) return text;
    return text + " Also " + named_aloud(others, longest - length(text) - 7) + ".";
}

std::string all_settled(std::size_t people) {
    constexpr std::string_view wish = " Have a good day.";
    if (people < 2) return "That was it." + std::string(wish);
    if (people == 2) return "Both." + std::string(wish);
    return "All " + number_word(people) + "." + std::string(wish);
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
    if (list.items.empty()) return "Nobody today.";
    const auto here = std::count_if(list.items.begin(), list.items.end(),
                                    [](const ListItem& item) { return item.settled_what != "removed"; });
    if (here == 0) return "Nobody is left on this list.";
    if (open.empty()) return all_settled(static_cast<std::size_t>(here));
    if (open.size() < list.items.size()) {
        const std::string left = capitalised(number_word(open.size())) + " left: ";
        return left + named_aloud(open_calls, longest - length(left) - 1) + ".";
    }
    if (just_one && open.size() == 1) return "Just one today: " + open_calls.front() + ".";
    return all_open(open, open_calls);
}

}  // namespace nudged::messages
