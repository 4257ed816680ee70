// What comes back of what is written: how often and how soon they answer, channel by channel.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "daemon/followup/local_time.hpp"
#include "storage/records.hpp"

namespace nudged::followup {

// What passed between the two, as far as it tells whether they answer.
struct Passed {
    Instant at{};
    std::string channel;   // empty = not said
    bool theirs = false;   // a reply, or "They answered"
    bool settled = false;  // of the owner's: a conversation, which is its own answer; of theirs: nothing is to be
                           // answered
};

struct ChannelOutcomes {
    std::string channel;
    int known = 0;
    int answered = 0;
    std::chrono::minutes median{};  // of the times to an answer
    bool operator==(const ChannelOutcomes&) const = default;
};

constexpr int outcomes_until_told = 5;
constexpr days until_unanswered{14};

// The outcome of something sent is known once it is answered, or 14 days old. A sign of life answers the newest of what
// was sent in the 14 days before it and has no answer yet: on its own channel when it says one and something was sent
// there, else on any. Left aside is what awaits no answer: a card, what answers a reply of the last 14 days, a meeting,
// what was on no channel. What was sent on one local day, on whatever channels, is one contact: on the one that was
// answered, else on the last. Only channels with five known outcomes or more, by name; `passed` in any order.
[[nodiscard]] std::vector<ChannelOutcomes> outcomes_by_channel(std::vector<Passed> passed, Instant now, const Zone&);

}  // namespace nudged::followup
