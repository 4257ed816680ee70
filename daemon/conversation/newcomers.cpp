#include "daemon/conversation/newcomers.hpp"

#include <algorithm>

#include "daemon/conversation/post.hpp"
#include "daemon/followup/calendar.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/welcome.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::conversation {

namespace {

constexpr std::size_t longest_name = 60;  // bytes

std::string name_by_ids(const Pairing& pairing) { return pairing.user + "@" + pairing.account; }

// One line, not cut within a letter.
std::string fit(const std::string& name) {
    auto text = messages::one_line(name);
    auto end = std::min(text.size(), longest_name);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

// Two people of one name are told apart by a number.
std::string free_name(Tables& tables, const std::string& wanted) {
    auto name = wanted;
    for (int n = 2; tables.owners.find_by_name(name); ++n) name = wanted + " " + std::to_string(n);
    return name;
}

bool is_welcomed(const Owner& owner, const Pairing& pairing) { return owner.name != name_by_ids(pairing); }

}  // namespace

std::int64_t make_newcomer(Tables& tables, const Event& event, const Owner& pattern, Moment moment) {
    auto owner = pattern;
    owner.id = 0;
    owner.created = moment.now;
    owner.pairings = {{event.connector, event.account, event.chat, event.user}};
    owner.name = name_by_ids(owner.pairings.front());
    return tables.owners.add(owner);
}

bool asks_for_something(const Exchange& exchange, const std::string& text) {
    replies::Context context;
    context.now = exchange.moment.now;
    context.zone = exchange.zone;
    context.date_order = exchange.rules.date_order;
    context.evening = exchange.rules.followup.evening;
    const auto heard = replies::understand(text, context);
    const auto is_greeting = [](const replies::Command& command) {
        using enum replies::Intent;
        return command.intent == start || command.intent == help || command.intent == pair;
    };
    return !heard.ask && !heard.commands.empty() && std::ranges::none_of(heard.commands, is_greeting);
}

const Pairing* newcomer_pairing(const Owner& owner) {
    const auto found = std::ranges::find_if(owner.pairings, [&](const Pairing& pairing) {
        return owner.name == name_by_ids(pairing) || owner.name == pairing.user;
    });
    return found == owner.pairings.end() ? nullptr : &*found;
}

// Not an entry of the journal: it is nothing that `undo` could mean.
void introduce_newcomer(Tables& tables, std::int64_t id, const std::string& name, const std::string& zone,
                        Moment moment) {
    auto owner = tables.owners.find(id);
    const auto* found = owner ? newcomer_pairing(*owner) : nullptr;
    if (found == nullptr) return;
    const auto pairing = *found;
    const auto wanted = fit(name);
    const bool was_welcomed = is_welcomed(*owner, pairing);
    if (was_welcomed && wanted.empty()) return;
    owner->name = free_name(tables, wanted.empty() ? pairing.user : wanted);
    if (!was_welcomed && Zone::find(zone)) owner->zone = zone;
    tables.owners.put(*owner);
    if (was_welcomed) return;
    tables.owners.set_wake(id, moment.now);
    const messages::Speaking speaking(owner->language);
    const bool has_people = tables.contacts.count(id) > 0;
    post(tables, id, {pairing.connector, pairing.account, pairing.chat},
         messages::welcome(*owner, followup::zone_of(*owner), moment.now, has_people), {}, moment);
}

void turn_away_newcomer(Tables& tables, std::int64_t id, const std::string& name) {
    auto owner = tables.owners.find(id);
    const auto* pairing = owner ? newcomer_pairing(*owner) : nullptr;
    if (pairing == nullptr) return;
    const auto wanted = fit(name);
    owner->name = free_name(tables, wanted.empty() ? "nobody" : wanted);
    owner->weekdays = 0;
    tables.owners.put(*owner);
}

}  // namespace nudged::conversation
