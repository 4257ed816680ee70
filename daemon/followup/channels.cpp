#include "daemon/followup/channels.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/local_time.hpp"

namespace nudged::followup {

namespace {

constexpr TimeOfDay calls_from = std::chrono::hours{9};
constexpr TimeOfDay calls_until = std::chrono::hours{20};

double rate(const ChannelOutcomes& outcomes) { return static_cast<double>(outcomes.answered) / outcomes.known; }

// Where they hardly ever answer, though they do elsewhere.
bool goes_unanswered(const std::string& channel, const std::vector<ChannelOutcomes>& known) {
    const auto here = std::ranges::find(known, channel, &ChannelOutcomes::channel);
    if (here == known.end()) return false;
    const auto best = std::ranges::max(known, {}, rate);
    return here->answered == 0 || 2 * rate(*here) < rate(best);
}

// Unless nothing would be left.
template <class Unwanted>
void leave_out(std::vector<std::string>& channels, Unwanted unwanted) {
    auto left = channels;
    std::erase_if(left, unwanted);
    if (!left.empty()) channels = std::move(left);
}

}  // namespace

std::vector<std::string> channels_of(const Contact& contact) {
    struct Way {
        std::string_view address, channel;
    };
    constexpr std::array ways{Way{"phone", "call"},        Way{"phone", "text"},          Way{"whatsapp", "messenger"},
                              Way{"signal", "messenger"},  Way{"telegram", "messenger"},  Way{"messenger", "messenger"},
                              Way{"slack", "messenger"},   Way{"email", "email"},         Way{"linkedin", "linkedin"},
                              Way{"facebook", "facebook"}, Way{"instagram", "instagram"}, Way{"post", "card"}};
    std::vector<std::string> channels;
    for (const auto& [address, channel] : ways) {
        const auto known = contact.addresses.lower_bound(std::string(address));  // "email", or only "email2"
        const bool has = known != contact.addresses.end() && known->first.starts_with(address);
        if (has && std::ranges::find(channels, channel) == channels.end()) channels.emplace_back(channel);
    }
    return channels;
}

bool is_time_for_a_call(const Contact& contact, const Plan& plan) {
    if (!contact.zone || *contact.zone == plan.owner.zone) return true;
    const auto there = Zone::find(*contact.zone);
    if (!there) return true;
    const auto& snooze = contact.snooze;
    const bool at_an_hour = snooze && snooze->at && snooze->until == plan.today;
    const auto told = zone_of(plan.owner).instant(plan.today, at_an_hour ? *snooze->at : plan.owner.nudge_at);
    const auto time = there->local(told).time;
    return calls_from <= time && time < calls_until;
}

std::string channel_of_today(const Contact& contact, std::string_view last_channel,
                             const std::vector<ChannelOutcomes>& known, const Plan& plan) {
    auto channels = channels_of(contact);
    if (!is_time_for_a_call(contact, plan)) std::erase(channels, "call");
    leave_out(channels, [&](const std::string& channel) { return goes_unanswered(channel, known); });
    std::erase(channels, last_channel);
    if (channels.empty()) return {};
    const auto mixed =
        static_cast<std::uint64_t>(contact.id) + static_cast<std::uint64_t>(plan.today.time_since_epoch().count());
    return channels[mixed % channels.size()];
}

}  // namespace nudged::followup
