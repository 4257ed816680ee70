#include "daemon/conversation/passages.hpp"

#include <algorithm>
#include <charconv>

#include "daemon/conversation/evening.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/sealed_link.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/names.hpp"
#include "daemon/messages/remarks.hpp"

namespace nudged::conversation {

namespace {

// By then the words are stale, and whoever is still due is on another list with other links. Whole days, so that a
// message that is drawn anew on the same day is the same.
constexpr days link_lives{7};
// What is longer is left out, and only the way stands open: a chat service takes no address of any length.
constexpr std::size_t longest_words = 400;

Date utc_day(Instant at) { return Date{std::chrono::floor<days>(at).time_since_epoch()}; }

std::string told(std::int64_t contact, const messages::Way& way) {
    return messages::encode({"pick", messages::Named{"way"}, "c" + std::to_string(contact) + "_" + way.key});
}

}  // namespace

messages::Passages passages_in(const Exchange& exchange, std::string_view connector) {
    if (connector == webchat)
        return [](std::int64_t contact, const messages::Way& way, std::string_view) {
            return messages::Passage{"", told(contact, way)};
        };
    if (!exchange.rules.own_links || (connector != "telegram" && connector != "slack")) return {};
    return [&links = *exchange.rules.own_links, owner = exchange.owner.id,
            last = utc_day(exchange.moment.now) + link_lives](std::int64_t contact, const messages::Way& way,
                                                              std::string_view words) {
        const SealedLink link{owner, contact, last, way.key, words.size() > longest_words ? "" : std::string(words)};
        return messages::Passage{links.address + "#" + seal(link, links.key), ""};
    };
}

Reply respond_to_way(Exchange& exchange, const std::string& argument) {
    std::int64_t id = 0;
    const auto* const end = argument.data() + argument.size();
    const auto* const key = argument.empty() ? end : std::from_chars(argument.data() + 1, end, id).ptr;
    const auto channel = key == end ? "" : messages::channel_of_way(std::string_view(key + 1, end));
    Reply reply;
    if (const auto contact = exchange.contact(id); contact && !channel.empty())
        way_taken(exchange, *contact, channel);
    else
        reply.notice = messages::no_longer_there();
    return reply;
}

bool is_own_link(std::string_view text, const Rules& rules) {
    return rules.own_links && unseal(text, rules.own_links->key).has_value();
}

Opened open_link(Tables& tables, std::string_view text, const Rules& rules, Moment moment) {
    const auto link = rules.own_links ? unseal(text, rules.own_links->key) : std::nullopt;
    if (!link) return NoLink{messages::no_link_of_mine()};
    auto owner = tables.owners.find(link->owner);
    if (!owner) return OldLink{messages::way_is_gone()};
    Exchange exchange(tables, std::move(*owner), rules, moment, "link");
    if (utc_day(moment.now) > link->last) return OldLink{messages::old_link()};
    const auto contact = exchange.contact(link->contact);
    if (!contact || contact->died) return OldLink{messages::way_is_gone()};
    const auto ways = messages::ways_to(contact->addresses, link->words);
    const auto way = std::ranges::find(ways, link->way, &messages::Way::key);
    if (way == ways.end()) return OldLink{messages::way_is_gone()};
    way_taken(exchange, *contact, way->channel);
    return Onward{way->label + ": " + messages::shown_name(contact->name), way->url};
}

}  // namespace nudged::conversation
