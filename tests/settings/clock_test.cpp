#include "daemon/runtime/clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/runtime/rfc3339.hpp"

using namespace nudged;
using namespace nudged::runtime;
using namespace std::chrono_literals;

TEST(ClockFlag, IsAnInstantWithAnOptionalRate) {
    EXPECT_EQ(parse_clock("2027-03-28T08:29:50+01:00").start, parse_rfc3339("2027-03-28T07:29:50Z"));
    EXPECT_EQ(parse_clock("2027-03-28T08:29:50+01:00").rate, 1);
    EXPECT_EQ(parse_clock("2027-03-28T08:29:50Z@60").rate, 60);
    EXPECT_EQ(parse_clock("2027-03-28T08:29:50Z@0.5").rate, 0.5);
}

TEST(ClockFlag, IsRefusedWithASentenceThatShowsHowToWriteIt) {
    for (const auto* text : {"", "noon", "2027-03-28T08:29:50", "2027-02-30T08:29:50Z", "2027-03-28T08:29:50Z@", "@60",
                             "2027-03-28T08:29:50Z@0", "2027-03-28T08:29:50Z@-1", "2027-03-28T08:29:50Z@nan",
                             "2027-03-28T08:29:50Z@inf", "2027-03-28T08:29:50Z@60x", "2027-03-28T08:29:50Z@1e9"}) {
        try {
            (void)parse_clock(text);
            ADD_FAILURE() << text;
        } catch (const std::invalid_argument& error) {
            EXPECT_THAT(error.what(), testing::StartsWith("--clock: "));
            EXPECT_THAT(error.what(), testing::HasSubstr("like"));
        }
    }
}

TEST(ShiftedClock, BeginsAtItsStartAndRunsAtItsRate) {
    const auto start = *parse_rfc3339("2027-03-28T08:00:00Z");
    const ShiftedClock clock({start, 1000});
    const auto first = clock.now();
    EXPECT_GE(first, start);
    EXPECT_LT(first, start + 1h);
    const auto real = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - real < 2ms) {
    }
    EXPECT_GE(clock.now() - first, 2s);
}

TEST(ShiftedClock, TellsHowLongAPersonsTimeLastsInRealTime) {
    const auto start = *parse_rfc3339("2027-03-28T08:00:00Z");
    const ShiftedClock clock({start, 60});
    EXPECT_GT(clock.real_until(start + 1h), 50s);
    EXPECT_LE(clock.real_until(start + 1h), 60s);
    EXPECT_EQ(clock.real_until(start - 1h), 0ms);
    EXPECT_LE(ShiftedClock({start, 1e-9}).real_until(start + 24h), 24h * 365) << "no overflow";
}

TEST(ShiftedClock, LeavesRealTimeAlone) {
    const ShiftedClock clock({*parse_rfc3339("1999-01-01T00:00:00Z"), 60});
    EXPECT_LT(clock.real() - SystemClock().real(), 1s);
    EXPECT_GT(clock.real(), *parse_rfc3339("2020-01-01T00:00:00Z"));
}
