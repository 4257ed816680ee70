// How fast one lane (one account of one service) may send. A value: no clock inside, waiting is a time it returns.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "storage/records.hpp"

namespace nudged::runtime {

struct PaceLimits {
    double messages_per_second = 30;               // Telegram's bot FAQ: about 30/s over all chats
    std::chrono::milliseconds between_in_chat{1'000};  // and about one a second in a chat, short bursts tolerated
    int chat_burst = 3;
};

// Times are real instants, never people's time.
class Pace {
public:
    explicit Pace(PaceLimits limits) : limits_(limits), tokens_(limits.messages_per_second) {}

    // The earliest instant at which a message to `chat` may go; `now` or before means at once.
    [[nodiscard]] Instant earliest(Instant now, const std::string& chat) const {
        Instant at = std::max(held_until_, now);
        if (const double missing = 1 - tokens_at(now); missing > 0) at = std::max(at, now + seconds(missing));
        if (const auto found = chats_.find(chat); found != chats_.end()) {
            // The burst is a credit of `chat_burst` messages that refills at the chat's own rate.
            at = std::max(at, found->second - limits_.between_in_chat * (limits_.chat_burst - 1));
        }
        return at;
    }

    void spend(Instant now, const std::string& chat) {
        tokens_ = tokens_at(now) - 1;
        counted_at_ = now;
        auto& free_at = chats_[chat];
        free_at = std::max(free_at, now) + limits_.between_in_chat;
        if (chats_.size() > chats_kept) std::erase_if(chats_, [now](const auto& entry) { return entry.second <= now; });
    }

    // The service told us to wait, for every chat of the lane.
    void hold_until(Instant until) { held_until_ = std::max(held_until_, until); }
    // ... or for one chat alone.
    void hold_chat_until(const std::string& chat, Instant until) {
        chats_[chat] = std::max(chats_[chat], until + limits_.between_in_chat * (limits_.chat_burst - 1));
    }

private:
    static constexpr std::size_t chats_kept = 10'000;

    static std::chrono::milliseconds seconds(double s) {
        return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration<double>(s));
    }
    [[nodiscard]] double tokens_at(Instant now) const {
        const std::chrono::duration<double> passed = std::max(now - counted_at_, std::chrono::milliseconds{0});
        return std::min(limits_.messages_per_second, tokens_ + passed.count() * limits_.messages_per_second);
    }

    PaceLimits limits_;
    double tokens_;
    Instant counted_at_{};
    Instant held_until_{};
    std::unordered_map<std::string, Instant> chats_;
};

// The pause before attempt n+1 of a row that surely was not sent: 5 s, 30 s, 2 min, 10 min, 30 min, then 1 h, each
// lengthened by up to a fifth. `jitter` is in [0, 1).
[[nodiscard]] inline std::chrono::milliseconds retry_delay(int attempts, double jitter) {
    using namespace std::chrono_literals;
    constexpr std::chrono::milliseconds steps[] = {5s, 30s, 2min, 10min, 30min, 1h};
    const auto step = steps[std::clamp(attempts - 1, 0, 5)];
    return step + std::chrono::duration_cast<std::chrono::milliseconds>(step * (jitter / 5));
}

}  // namespace nudged::runtime
