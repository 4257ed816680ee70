#include "daemon/messages/shelf.hpp"

#include <algorithm>

#include "daemon/messages/wording.hpp"

namespace nudged::messages {

namespace {

constexpr std::size_t most_shown = 30, most_found = 10;
constexpr std::size_t longest_title = 80;

std::string tags_of(const ShelfItem& item) {
    std::string text;
    for (const std::string& tag : item.tags) text += " #" + one_line(tag);
    return text;
}

std::string number_of(const ShelfItem& item) { return "number " + std::to_string(item.id); }

std::string line_of(const ShelfItem& item) {
    const std::string link = item.url.empty() || item.url == item.title ? "" : " " + one_line(item.url);
    return std::to_string(item.id) + " " + shortened(one_line(item.title), longest_title) + link + tags_of(item);
}

}  // namespace

std::string put_on_shelf(const ShelfItem& item) {
    return "On your shelf, " + number_of(item) + ": " + quoted(item.title, longest_title) + tags_of(item) +
           ". I'll name it once to each who could use it.";
}

std::string on_shelf_already(const ShelfItem& item) {
    return "That is on your shelf already, " + number_of(item) + ". Nothing changed.";
}

std::string given_already(const Contact& contact, const ShelfItem& item) {
    return short_name(contact.name) + " has " + quoted(item.title, longest_title) +
           " from you already. Nothing changed.";
}

std::string dropped_from_shelf(const ShelfItem& item) {
    return quoted(item.title, longest_title) + " is off your shelf. It keeps its number, " + std::to_string(item.id) +
           ", so that no other is taken for it.";
}

Message shelf(std::vector<ShelfItem> items, const std::vector<std::string>& tags) {
    std::erase_if(items, [&](const ShelfItem& item) {
        const bool wanted = tags.empty() || std::ranges::any_of(tags, [&](const std::string& tag) {
                                return std::ranges::find(item.tags, tag) != item.tags.end();
                            });
        return item.dropped || !wanted;
    });
    if (items.empty())
        return plain(tags.empty() ? "Your shelf is empty. Something worth giving? `shelf https://example.org/guide "
                                    "Interviews that work #hiring`"
                                  : "Nothing on your shelf with that tag. `shelf` shows all of it.");
    std::string text = "Your shelf:";
    const bool more = items.size() > most_shown;
    for (std::size_t i = more ? items.size() - most_shown : 0; i < items.size(); ++i) text += "\n" + line_of(items[i]);
    if (more) text += "\nOlder ones: `shelf #tag`";
    return plain(text + "\nGiven: `gave NAME " + std::to_string(items.back().id) + "`");
}

Message found_on_shelf(const std::vector<ShelfItem>& items) {
    std::string text = "On your shelf:";
    for (std::size_t i = items.size() - std::min(items.size(), most_found); i < items.size(); ++i)
        text += "\n" + line_of(items[i]);
    return plain(std::move(text));
}

std::string introduction_to(const std::vector<std::string>& names) { return "introduction to " + joined(names); }

}  // namespace nudged::messages
