#include "daemon/conversation/shared.hpp"

#include <algorithm>

#include "daemon/conversation/apply.hpp"
#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/import_people.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/import/address_book.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::conversation {

namespace {

constexpr std::size_t longest_quote = 500;  // code points kept of somebody else's message
constexpr std::size_t choices_offered = 4;

// Those who may have written it: by the name the service tells, else those open on the list.
std::vector<Contact> writers(const Exchange& exchange, const std::string& from, const std::optional<DayList>& list) {
    std::vector<Contact> found;
    const auto keep = [&](std::int64_t id) {
        if (auto contact = exchange.contact(id); contact && found.size() < choices_offered)
            found.push_back(std::move(*contact));
    };
    if (!from.empty())
        for (const auto id : exchange.tables.contacts.find_by_folded_name(exchange.owner.id, replies::fold(from)))
            keep(id);
    if (found.empty() && list)
        for (const auto& item : open_items(*list)) keep(item.contact);
    return found;
}

// The text as one line that the grammar takes as a quote and nothing else.
std::string quoted(const std::string& text) {
    auto line = messages::shortened(text, longest_quote);
    std::ranges::replace_if(
        line, [](char c) { return c == '\n' || c == '\r' || c == '"'; }, ' ');
    return '"' + line + '"';
}

}  // namespace

Reply respond_to_forward(Exchange& exchange, const Forwarded& forwarded) {
    Reply reply;
    const auto list = exchange.tables.lists.latest(exchange.owner.id);
    const auto possible = writers(exchange, forwarded.from_name, list);
    Applier applier(exchange, reply, list);
    const bool named = !forwarded.from_name.empty() && possible.size() == 1 &&
                       replies::fold(possible.front().name) == replies::fold(forwarded.from_name);
    if (named) {
        const auto words = messages::shortened(forwarded.text, longest_quote);
        applier.decide(possible.front(), followup::replied(possible.front(), words, "", exchange.plan()), "replied");
    } else {
        std::vector<std::string> names;
        replies::Ask about;
        about.code = replies::AskCode::who;
        for (const auto& contact : possible) {
            names.push_back(contact.name);
            about.choices.push_back({contact.name,
                                     "contact:" + std::to_string(contact.id),
                                     contact.id,
                                     {std::to_string(names.size()), replies::fold(contact.name)}});
        }
        about.fill = "\uFFFC";
        auto text = messages::whose_words(names);
        text.offers.clear();
        for (const auto& choice : about.choices) text.offers.push_back({choice.label, choice.says});
        reply.message = ask_whom(exchange, reply, "replied " + quoted(forwarded.text), about, text);
        return reply;
    }
    applier.finish();
    return reply;
}

Reply respond_to_card(Exchange& exchange, const CardShared& card) {
    address_book::Person person;
    if (!card.vcard.empty()) {
        address_book::Reader reader(
            address_book::Format::vcard,
            {[&](address_book::Person&& read) { person = std::move(read); }, [](address_book::Trouble&&) {}});
        reader.feed(card.vcard);
        reader.finish();
    }
    if (!card.name.empty()) person.name = card.name;
    if (!card.phone.empty() && person.addresses.empty()) person.addresses["phone"] = card.phone;
    Reply reply;
    reply.message = add_shared_person(exchange, reply, person);
    return reply;
}

}  // namespace nudged::conversation
