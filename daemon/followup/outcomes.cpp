#include "daemon/followup/outcomes.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace nudged::followup {

namespace {

using std::chrono::minutes;

struct Sent {
    Instant at{};
    std::string channel;
    std::optional<minutes> answered_after;
};

Sent* answered_by(std::vector<Sent>& sent, const Passed& reply) {
    Sent* newest = nullptr;
    for (auto one = sent.rbegin(); one != sent.rend() && one->at + until_unanswered >= reply.at; ++one) {
        if (one->answered_after) continue;
        if (!reply.channel.empty() && one->channel == reply.channel) return &*one;
        if (newest == nullptr) newest = &*one;
    }
    return newest;
}

std::vector<Sent> sent_and_answered(const std::vector<Passed>& passed) {
    std::vector<Sent> sent;
    std::optional<Instant> to_be_answered;
    for (const auto& one : passed) {
        if (one.theirs) {
            if (auto* answered = answered_by(sent, one))
                answered->answered_after = std::chrono::duration_cast<minutes>(one.at - answered->at);
            to_be_answered = one.settled ? std::nullopt : std::optional(one.at);
            continue;
        }
        const bool answers_theirs = to_be_answered && *to_be_answered + until_unanswered >= one.at;
        const bool awaits = !one.channel.empty() && one.channel != "card" && one.channel != "in person";
        if (awaits && (one.settled || !answers_theirs))
            sent.push_back({one.at, one.channel, one.settled ? std::optional(minutes{0}) : std::nullopt});
        to_be_answered.reset();
    }
    return sent;
}

// As one contact: by what was answered, else by the last.
std::vector<Sent> one_a_day(const std::vector<Sent>& sent, const Zone& zone) {
    std::vector<Sent> contacts;
    for (const auto& one : sent) {
        const bool same_day = !contacts.empty() && zone.local(contacts.back().at).date == zone.local(one.at).date;
        if (!same_day)
            contacts.push_back(one);
        else if (one.answered_after || !contacts.back().answered_after)
            contacts.back() = one;
    }
    return contacts;
}

}  // namespace

std::vector<ChannelOutcomes> outcomes_by_channel(std::vector<Passed> passed, Instant now, const Zone& zone) {
    std::ranges::stable_sort(passed, {}, &Passed::at);
    std::map<std::string, ChannelOutcomes> by_channel;
    std::map<std::string, std::vector<minutes>> times;
    for (const auto& one : one_a_day(sent_and_answered(passed), zone)) {
        if (!one.answered_after && one.at + until_unanswered > now) continue;
        auto& outcomes = by_channel[one.channel];
        outcomes.channel = one.channel;
        ++outcomes.known;
        if (one.answered_after) times[one.channel].push_back(*one.answered_after);
    }
    std::vector<ChannelOutcomes> told;
    for (auto& [channel, outcomes] : by_channel) {
        if (outcomes.known < outcomes_until_told) continue;
        auto& of_answers = times[channel];
        outcomes.answered = static_cast<int>(of_answers.size());
        if (!of_answers.empty()) {
            const auto middle = of_answers.begin() + static_cast<std::ptrdiff_t>(of_answers.size() / 2);
            std::nth_element(of_answers.begin(), middle, of_answers.end());
            outcomes.median = *middle;
        }
        told.push_back(outcomes);
    }
    return told;
}

}  // namespace nudged::followup
