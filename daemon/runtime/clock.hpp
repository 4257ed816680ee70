// What time it is: for people, and for machines.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string_view>

#include "storage/records.hpp"

namespace nudged::runtime {

// People's time drives dates, nudges, quiet hours, snoozes and the journal. Real time drives leases, time-outs, pace,
// back-off, and how long a pairing code or a question lives. They differ only under `--clock` and in tests.
// Safe to use from several threads.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;   // people's
    [[nodiscard]] virtual Instant real() const = 0;  // the machine's wall clock
    // Real time until an instant of people's time; zero when it has passed.
    [[nodiscard]] virtual std::chrono::milliseconds real_until(Instant people) const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return real(); }
    [[nodiscard]] Instant real() const override;
    [[nodiscard]] std::chrono::milliseconds real_until(Instant people) const override;
};

// `--clock START[@RATE]`
struct ClockSetting {
    Instant start{};
    double rate = 1;  // seconds of people's time in one real second
};

// Throws std::invalid_argument with a sentence for the person who typed it.
[[nodiscard]] ClockSetting parse_clock(std::string_view text);

// People's time that was `start` when this was made, and runs `rate` times as fast as real time since, also while the
// machine sleeps.
class ShiftedClock final : public Clock {
public:
    explicit ShiftedClock(ClockSetting setting);
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] Instant real() const override;
    [[nodiscard]] std::chrono::milliseconds real_until(Instant people) const override;

private:
    ClockSetting setting_;
    std::chrono::nanoseconds begun_;  // of CLOCK_BOOTTIME
};

}  // namespace nudged::runtime
