// What only looks, or takes back.
#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/card_of.hpp"
#include "daemon/conversation/days_off.hpp"
#include "daemon/conversation/morning.hpp"
#include "daemon/conversation/next_people.hpp"
#include "daemon/conversation/passages.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/conversation/things.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/messages/cards.hpp"
#include "daemon/messages/drafts.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/shelf.hpp"

namespace nudged::conversation {

namespace {

// Whose day has come: they stand as waiting in the store until something is decided about them.
std::size_t back_from_a_wait(const Exchange& exchange) {
    constexpr std::size_t page_size = 1'000;
    std::size_t back = 0;
    for (std::int64_t last = 0;;) {
        const auto page = exchange.tables.contacts.due_page(exchange.owner.id, exchange.today(),
                                                            exchange.plan().stretch, last, page_size);
        for (const auto& contact : page)
            if (contact.state == ContactState::waiting &&
                followup::state_of(contact, exchange.today()) == ContactState::open)
                ++back;
        if (page.size() < page_size) return back;
        last = page.back().id;
    }
}

// With whom it came up: it stands in what was written down of a touch.
std::unordered_set<std::int64_t> people_spoken_of(const Exchange& exchange, const std::string& folded) {
    constexpr std::size_t page_size = 1'000;
    std::unordered_set<std::int64_t> people;
    for (TouchPlace last;;) {
        const auto page = exchange.tables.journal.touch_page(exchange.owner.id, last, page_size);
        for (const auto& touch : page)
            if (!touch.note.empty() && replies::fold(touch.note).find(folded) != std::string::npos)
                people.insert(touch.contact);
        if (page.size() < page_size) return people;
        last = TouchPlace(page.back());
    }
}

}  // namespace

void Applier::draft(const Command& command) {
    const auto contacts = people(command);
    if (!contacts) return;
    if (contacts->empty()) return say(messages::nobody_meant());
    const auto occasion =
        command.intent == replies::Intent::missed ? messages::Occasion::missed : messages::Occasion::noticed;
    const bool helpful = occasion == messages::Occasion::noticed && messages::tells_what_they_missed(command.note);
    for (const auto& contact : *contacts) {
        auto drafted = messages::soft_touch(contact, messages::draft_for(contact, occasion, command.note), helpful,
                                            passages_in(exchange_, exchange_.source));
        if (!shown_)
            shown_ = std::move(drafted);
        else
            std::ranges::move(drafted.blocks, std::back_inserter(shown_->blocks));
    }
}

void Applier::today() {
    const auto list = show_today(exchange_);
    shown_ = message_of_today(exchange_, list, view_of(exchange_, list, exchange_.source));
    if (!list.items.empty()) reply_.carries = list.date;
}

void Applier::list_all() {
    auto& contacts = exchange_.tables.contacts;
    const auto id = exchange_.owner.id;
    constexpr std::size_t shown = 10;
    const auto waiting = contacts.count(id, ContactState::waiting);
    const auto back = waiting == 0 ? 0 : back_from_a_wait(exchange_);
    shown_ = messages::coming(next_people(exchange_, shown, exchange_.today()),
                              contacts.count(id, ContactState::open) + back, waiting - back,
                              contacts.count(id, ContactState::book), exchange_.plan());
}

void Applier::status() {
    const auto state = exchange_.tables.owners.nudge_state(exchange_.owner.id);
    messages::Status status;
    if (state.last_looked != Instant{}) status.looked = state.last_looked;
    if (state.last_sent != Instant{}) status.sent = state.last_sent;
    status.outcome = state.last_outcome;
    if (const auto next = next_nudge(exchange_)) {
        status.next = next->due;
        status.next_at_once = next->due <= exchange_.moment.now;
        status.next_people = people_due_by(exchange_, next->date);
    }
    status.people = exchange_.tables.contacts.count(exchange_.owner.id, ContactState::open);
    status.pause = exchange_.owner.pause;
    shown_ = messages::status(status, exchange_.plan(), exchange_.zone);
}

void Applier::undo() {
    const auto batch = exchange_.tables.journal.last_standing_batch(exchange_.owner.id);
    if (!batch) return say(messages::nothing_to_take_back());
    say(take_back(exchange_, ledger_, *batch));
}

void Applier::who(const Command& command) {
    const auto contacts = people(command);
    if (!contacts) return;
    if (contacts->empty()) return say(messages::nobody_meant());
    shown_ = card_of(exchange_, contacts->front());
}

void Applier::find(const std::string& words) {
    constexpr std::size_t page_size = 1'000, shown = 10;
    const auto wanted = replies::fold(words);
    const auto spoken_of = people_spoken_of(exchange_, wanted);
    std::vector<followup::Listed> found;
    std::int64_t last = 0;
    for (bool more = true; more && found.size() < shown;) {
        auto page = exchange_.tables.contacts.page(exchange_.owner.id, last, page_size);
        more = page.size() == page_size;
        if (more) last = page.back().id;
        for (auto& contact : page) {
            auto text = contact.name + '\n' + contact.needs + '\n' + contact.why + '\n' + contact.note;
            for (const auto& tag : contact.tags) text += "\n#" + tag;
            for (const auto& [kind, address] : contact.addresses) text += '\n' + address;
            for (const auto& promise : contact.promises) text += '\n' + promise.what;
            text += '\n' + contact.their_words + '\n' + contact.closed_reason;
            if (contact.check_back) text += '\n' + contact.check_back->words;
            const bool has_it = replies::fold(text).find(wanted) != std::string::npos || spoken_of.contains(contact.id);
            if (found.size() < shown && has_it) found.push_back(listed(exchange_, std::move(contact)));
        }
    }
    std::vector<ShelfItem> things;
    std::ranges::copy_if(whole_shelf(exchange_), std::back_inserter(things), [&](const ShelfItem& item) {
        auto text = item.title + '\n' + item.url;
        for (const auto& tag : item.tags) text += "\n#" + tag;
        return !item.dropped && replies::fold(text).find(wanted) != std::string::npos;
    });
    if (things.empty() || !found.empty()) shown_ = messages::found(words, found, exchange_.plan());
    if (things.empty()) return;
    auto shelved = messages::found_on_shelf(things);
    if (!shown_)
        shown_ = std::move(shelved);
    else
        std::ranges::move(shelved.blocks, std::back_inserter(shown_->blocks));
}

}  // namespace nudged::conversation
