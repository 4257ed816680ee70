// Being of use: the shelf, what was given of it, introductions, and who brought whom.
#include <algorithm>
#include <charconv>

#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/things.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/shelf.hpp"

namespace nudged::conversation {

namespace {

std::int64_t number_in(const std::string& digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

// What somebody wrote between quotation marks stands there without them.
std::string unquoted(std::string text) {
    const bool quoted = text.size() > 2 && text.starts_with('"') && text.ends_with('"');
    return quoted ? text.substr(1, text.size() - 2) : text;
}

std::optional<ShelfItem> thing_numbered(const Exchange& exchange, const std::string& number) {
    auto item = exchange.tables.shelf.find(exchange.owner.id, number_in(number));
    return item && !item->dropped ? item : std::nullopt;
}

// The same link, or without links the same words.
std::optional<ShelfItem> known_like(const Exchange& exchange, const ShelfItem& wanted) {
    const auto words = replies::fold(wanted.title);
    for (auto& item : whole_shelf(exchange))
        if (item.url == wanted.url && (!item.url.empty() || replies::fold(item.title) == words)) return item;
    return std::nullopt;
}

}  // namespace

void Applier::given_by_number(const Command& command, const std::string& number) {
    const auto thing = thing_numbered(exchange_, number);
    if (!thing) return say(messages::no_such_item(number));
    const auto contacts = people(command);
    if (!contacts) return;
    if (contacts->empty()) return say(messages::nobody_meant());
    followup::TouchSaid said;
    said.kind = TouchKind::help;
    said.note = thing->title;
    said.day = command.on;
    said.thing = thing->id;
    for (const auto& contact : *contacts) {
        if (std::ranges::binary_search(contact.given, thing->id))
            say(messages::given_already(contact, *thing));
        else
            decide(contact, followup::touched(contact, said, exchange_.plan()), replies::name_of(command.intent));
    }
}

void Applier::shelf(const Command& command) {
    if (command.name == "drop") return drop_from_shelf(command.note);
    const bool only_a_number =
        !command.title.empty() && command.title.find_first_not_of("0123456789#") == std::string::npos;
    if (command.url.empty() && (command.title.empty() || only_a_number)) {
        shown_ = messages::shelf(whole_shelf(exchange_), command.tags);
        return;
    }
    put_on_shelf(command);
}

// What is dropped and put there again is the same thing: whoever had it named need not have it named again.
void Applier::put_on_shelf(const Command& command) {
    ShelfItem item;
    item.owner = exchange_.owner.id;
    item.url = command.url;
    item.title = command.title.empty() ? command.url : unquoted(command.title);
    item.tags = command.tags;
    std::ranges::sort(item.tags);
    const auto repeated = std::ranges::unique(item.tags);
    item.tags.erase(repeated.begin(), repeated.end());
    const auto known = known_like(exchange_, item);
    item.id = known ? known->id : exchange_.tables.shelf.next_id(item.owner);
    if (known) item.suggested = known->suggested;
    if (known && command.title.empty()) item.title = known->title;
    if (known && command.tags.empty()) item.tags = known->tags;
    if (known == item) return say(messages::on_shelf_already(item));
    ledger_.shelve(known, item);
    ++decisions_;
    say(messages::put_on_shelf(item));
}

void Applier::drop_from_shelf(const std::string& number) {
    const auto item = thing_numbered(exchange_, number);
    if (!item) return say(messages::no_such_item(number));
    auto dropped = *item;
    dropped.dropped = true;
    ledger_.shelve(item, dropped);
    ++decisions_;
    say(messages::dropped_from_shelf(dropped));
}

// Given to each of them, in one reply.
void Applier::introduce(const Command& command) {
    auto contacts = people(command);
    if (!contacts) return;
    std::ranges::sort(*contacts, {}, &Contact::id);
    const auto repeated = std::ranges::unique(*contacts, {}, &Contact::id);
    contacts->erase(repeated.begin(), repeated.end());
    if (contacts->size() < 2) return say(messages::introduction_of_one());
    for (const auto& contact : *contacts) {
        std::vector<std::string> others;
        for (const auto& other : *contacts)
            if (other.id != contact.id) others.push_back(other.name);
        followup::TouchSaid said;
        said.kind = TouchKind::help;
        said.note = messages::introduction_to(others);
        said.day = command.on;
        decide(contact, followup::touched(contact, said, exchange_.plan()), replies::name_of(command.intent));
    }
}

void Applier::thank_for(const Contact& who, const std::string& whom) {
    decide(who, followup::brought(who, whom, exchange_.plan()), "via");
    only_.reset();  // they are not the only one of this reply
}

// The last who is named has brought the others.
void Applier::brought_together(const Command& command) {
    auto contacts = people(command);
    if (!contacts) return;
    if (contacts->size() == 1)
        if (auto newest = last_spoken_of()) contacts->insert(contacts->begin(), *std::move(newest));
    if (contacts->size() < 2 || std::ranges::count(*contacts, contacts->back().id, &Contact::id) > 1)
        return say(messages::brought_by_oneself());
    const auto& bringer = contacts->back();
    for (auto contact = contacts->begin(); contact + 1 != contacts->end(); ++contact) {
        decide(*contact, followup::came_via(*contact, bringer.name, exchange_.plan()), "via");
        if (const auto now = exchange_.contact(bringer.id)) thank_for(*now, contact->name);
    }
}

}  // namespace nudged::conversation
