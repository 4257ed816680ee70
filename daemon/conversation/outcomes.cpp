#include "daemon/conversation/outcomes.hpp"

#include "daemon/followup/silence.hpp"

namespace nudged::conversation {

namespace {

constexpr std::size_t looked_at = 200;  // of one contact, the newest

followup::Passed passed(const Touch& touch) {
    return {touch.at, touch.channel, touch.kind == TouchKind::reply,
            touch.channel == "call" && !replies::says_nobody_answered(touch.note)};
}

}  // namespace

// "They answered" is a sign of life, though no touch.
std::vector<followup::ChannelOutcomes> outcomes_of(const Exchange& exchange, const Contact& contact) {
    if (followup::is_friend(contact, exchange.owner)) return {};
    auto& journal = exchange.tables.journal;
    const auto touches = journal.touches(exchange.owner.id, contact.id, looked_at);
    if (touches.size() < std::size_t{followup::outcomes_until_told}) return {};
    std::vector<followup::Passed> all;
    for (auto touch = touches.rbegin(); touch != touches.rend(); ++touch) all.push_back(passed(*touch));
    for (const auto& entry : journal.newest(exchange.owner.id, contact.id, looked_at))
        if (entry.what == "answered" && entry.undone_by == 0) all.push_back({entry.at, "", true, true});
    return followup::outcomes_by_channel(std::move(all), exchange.moment.now, exchange.zone);
}

}  // namespace nudged::conversation
