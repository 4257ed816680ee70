// How fast one lane (one account of one service) may send. A value: no clock inside, waiting is a time it returns.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

#include "storage/records.hpp"

namespace nudged::runtime {

struct PaceLimits {
    std::size_t messages_per_second = 30;              // Telegram's bot FAQ: about 30/s over all chats
    std::chrono::milliseconds between_in_chat{1'000};  // and about one a second in a chat, short bursts tolerated
    int chat_burst = 3;
};

// Times are real instants, never people's time.
class Pace {
public:
    explicit Pace(PaceLimits limits) : limits_(limits) {}

    // The earliest instant at which a message to `chat` may go; `now` or before means at once.
    [[nodiscard]] Instant earliest(Instant now, const std::string& chat) const {
        Instant at = std::max(held_until_, now);
        if (spent_.size() >= limits_.messages_per_second) at = std::max(at, spent_.front() + std::chrono::seconds{1});
        if (const auto found = chats_.find(chat); found != chats_.end()) {
            // The burst is a credit of `chat_burst` messages that refills at the chat's own rate.
            at = std::max(at, found->second - limits_.between_in_chat * (limits_.chat_burst - 1));
        }
        return at;
    }

    void spend(Instant now, const std::string& chat) {
        spent_.push_back(now);
        if (spent_.size() > limits_.messages_per_second) spent_.pop_front();
        auto& free_at = chats_[chat];
        free_at = std::max(free_at, now) + limits_.between_in_chat;
        if (chats_.size() > chats_kept) std::erase_if(chats_, [now](const auto& entry) { return entry.second <= now; });
    }

    // What is told at once, such as what a tap did, asks this alone.
    [[nodiscard]] Instant held_until() const { return held_until_; }
    // The service told us to wait, for every chat of the lane.
    void hold_until(Instant until) { held_until_ = std::max(held_until_, until); }
    void hold_no_longer() { held_until_ = {}; }
    // ... or for one chat alone.
    void hold_chat_until(const std::string& chat, Instant until) {
        chats_[chat] = std::max(chats_[chat], until + limits_.between_in_chat * (limits_.chat_burst - 1));
    }
    // Somebody set the machine's clock back: what lay ahead lies as far ahead as before.
    void clock_went_back(std::chrono::milliseconds by) {
        held_until_ -= by;
        for (auto& spent : spent_) spent -= by;
        for (auto& [chat, free_at] : chats_) free_at -= by;
    }

private:
    static constexpr std::size_t chats_kept = 10'000;

    PaceLimits limits_;
    std::deque<Instant> spent_;  // the last second's worth of messages
    Instant held_until_{};
    std::unordered_map<std::string, Instant> chats_;
};

// The pause before attempt n+1 of a row that surely was not sent: 5 s, 30 s, 2 min, then 10 min, each lengthened by up
// to a fifth. Never longer, so that a quarter of an hour in which the service is there is never missed. `jitter` is in
// [0, 1).
[[nodiscard]] inline std::chrono::milliseconds retry_delay(int attempts, double jitter) {
    using namespace std::chrono_literals;
    constexpr std::chrono::milliseconds steps[] = {5s, 30s, 2min, 10min};
    const auto step = steps[std::clamp(attempts - 1, 0, 3)];
    return step + std::chrono::duration_cast<std::chrono::milliseconds>(step * (jitter / 5));
}

}  // namespace nudged::runtime
