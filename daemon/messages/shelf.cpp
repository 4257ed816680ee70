#include "daemon/messages/shelf.hpp"

#include <algorithm>

#include "daemon/messages/catalogue/catalogue.hpp"
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

std::string line_of(const ShelfItem& item) {
    const std::string link = item.url.empty() || item.url == item.title ? "" : " " + one_line(item.url);
    return std::to_string(item.id) + " " + shortened(one_line(item.title), longest_title) + link + tags_of(item);
}

}  // namespace

std::string put_on_shelf(const ShelfItem& item) {
    return worded(
        "shelf.put",
        {{"n", std::to_string(item.id)}, {"title", quoted(item.title, longest_title)}, {"tags", tags_of(item)}});
}

std::string on_shelf_already(const ShelfItem& item) {
    return worded("shelf.already", {{"n", std::to_string(item.id)}});
}

std::string given_already(const Contact& contact, const ShelfItem& item) {
    return worded("shelf.given_already",
                  {{"name", short_name(contact.name)}, {"title", quoted(item.title, longest_title)}});
}

std::string dropped_from_shelf(const ShelfItem& item) {
    return worded("shelf.dropped", {{"n", std::to_string(item.id)}, {"title", quoted(item.title, longest_title)}});
}

Message shelf(std::vector<ShelfItem> items, const std::vector<std::string>& tags) {
    std::erase_if(items, [&](const ShelfItem& item) {
        const bool wanted = tags.empty() || std::ranges::any_of(tags, [&](const std::string& tag) {
                                return std::ranges::find(item.tags, tag) != item.tags.end();
                            });
        return item.dropped || !wanted;
    });
    if (items.empty()) return plain(worded(tags.empty() ? Key("shelf.empty") : Key("shelf.none_with_tag")));
    std::string text = worded("shelf.list");
    const bool more = items.size() > most_shown;
    for (std::size_t i = more ? items.size() - most_shown : 0; i < items.size(); ++i) text += "\n" + line_of(items[i]);
    if (more) text += "\n" + worded("shelf.older");
    return plain(text + "\n" + worded("shelf.given", {{"n", std::to_string(items.back().id)}}));
}

Message found_on_shelf(const std::vector<ShelfItem>& items) {
    std::string text = worded("shelf.found");
    for (std::size_t i = items.size() - std::min(items.size(), most_found); i < items.size(); ++i)
        text += "\n" + line_of(items[i]);
    return plain(std::move(text));
}

std::string introduction_to(const std::vector<std::string>& names) {
    return worded("shelf.introduction", {{"names", joined(names)}});
}

}  // namespace nudged::messages
