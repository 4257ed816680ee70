#include "daemon/runtime/clock.hpp"

#include <spdlog/fmt/fmt.h>
#include <time.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "daemon/runtime/rfc3339.hpp"

namespace nudged::runtime {

using namespace std::chrono;

namespace {

constexpr double fastest = 1'000'000;
constexpr milliseconds longest_wait = hours(24 * 365);

// Goes on while the machine is suspended, and never jumps.
nanoseconds since_boot() {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return seconds(now.tv_sec) + nanoseconds(now.tv_nsec);
}

}  // namespace

Instant SystemClock::real() const { return floor<milliseconds>(system_clock::now()); }

milliseconds SystemClock::real_until(Instant people) const { return std::max(people - real(), milliseconds::zero()); }

ClockSetting parse_clock(std::string_view text) {
    ClockSetting setting;
    const auto at = text.rfind('@');
    const auto start = parse_rfc3339(text.substr(0, at));
    if (!start)
        throw std::invalid_argument(
            fmt::format("--clock: \"{}\" is no instant with an offset; write it like 2027-03-28T08:29:50+01:00",
                        text.substr(0, at)));
    setting.start = *start;
    if (at == text.npos) return setting;

    const auto rate = text.substr(at + 1);
    const auto [end, error] = std::from_chars(rate.data(), rate.data() + rate.size(), setting.rate);
    if (error != std::errc{} || end != rate.data() + rate.size() || !std::isfinite(setting.rate) || setting.rate <= 0 ||
        setting.rate > fastest)
        throw std::invalid_argument(
            fmt::format("--clock: the rate \"{}\" is not a number above 0 and up to 1000000, like 60 or 0.5", rate));
    return setting;
}

ShiftedClock::ShiftedClock(ClockSetting setting) : setting_(setting), begun_(since_boot()) {}

Instant ShiftedClock::now() const {
    const duration<double, std::milli> real_elapsed = since_boot() - begun_;
    return setting_.start + duration_cast<milliseconds>(real_elapsed * setting_.rate);
}

Instant ShiftedClock::real() const { return SystemClock().real(); }

milliseconds ShiftedClock::real_until(Instant people) const {
    const duration<double, std::milli> wait = duration<double, std::milli>(people - now()) / setting_.rate;
    if (wait >= longest_wait) return longest_wait;
    return std::max(ceil<milliseconds>(wait), milliseconds::zero());
}

}  // namespace nudged::runtime
