#include "daemon/conversation/things.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace nudged::conversation {

const std::vector<followup::Thing>& Things::all() {
    if (things_) return *things_;
    things_.emplace();
    for (auto& item : whole_shelf(exchange_)) {
        auto text = item.title;
        for (const auto& tag : item.tags) text += ' ' + tag;
        things_->push_back({std::move(item), followup::telling_words(replies::fold(text))});
    }
    return *things_;
}

const ShelfItem* Things::fitting(const Contact& contact) {
    const auto& things = all();
    if (things.empty()) return nullptr;
    const auto* thing = followup::fitting(contact, followup::telling_words(replies::fold(contact.needs)), things);
    return thing == nullptr ? nullptr : &thing->item;
}

const ShelfItem* Things::numbered(std::int64_t id) {
    const auto& things = all();
    const auto found = std::ranges::find_if(things, [&](const followup::Thing& thing) { return thing.item.id == id; });
    return found == things.end() ? nullptr : &found->item;
}

std::vector<ShelfItem> whole_shelf(const Exchange& exchange) {
    constexpr std::size_t page_size = 1'000;
    std::vector<ShelfItem> items;
    for (std::int64_t last = 0;;) {
        auto page = exchange.tables.shelf.page(exchange.owner.id, last, page_size);
        if (!page.empty()) last = page.back().id;
        const bool more = page.size() == page_size;
        std::ranges::move(page, std::back_inserter(items));
        if (!more) return items;
    }
}

void remember_named(const Exchange& exchange, const DayList& list) {
    for (const auto& item : list.items) {
        if (item.thing == 0) continue;
        auto thing = exchange.tables.shelf.find(exchange.owner.id, item.thing);
        if (!thing) continue;
        const auto place = std::ranges::lower_bound(thing->suggested, item.contact);
        if (place != thing->suggested.end() && *place == item.contact) continue;
        thing->suggested.insert(place, item.contact);
        exchange.tables.shelf.put(*thing);
    }
}

void look_for_a_thing(const Exchange& exchange, followup::Decision& decision) {
    if (decision.what == "waiting") decision.something_to_give = Things(exchange).fitting(decision.after) != nullptr;
}

void add_thing(const Exchange& exchange, const ListItem& item, followup::TouchSaid& said) {
    if (item.thing == 0 || said.kind != TouchKind::help) return;
    const auto thing = exchange.tables.shelf.find(exchange.owner.id, item.thing);
    if (!thing) return;
    said.thing = thing->id;
    if (said.note.empty()) said.note = thing->title;
}

bool is_of_a_wait(const Exchange& exchange, const DayList& list, const Contact& contact) {
    if (followup::state_of(contact, exchange.today()) != ContactState::waiting) return false;
    return std::ranges::any_of(list.items, [&](const ListItem& item) {
        const bool to_be_done =
            item.settled.empty() || item.settled_what == "snoozed" || item.settled_what == "skipped";
        return item.contact == contact.id && item.reason == Reason::help && to_be_done;
    });
}

}  // namespace nudged::conversation
