#include "daemon/runtime/config_values.hpp"

#include <gtest/gtest.h>

using namespace nudged;
using namespace nudged::runtime;
using namespace std::chrono_literals;

TEST(Values, DaysAreReadInDaysWeeksMonthsAndYears) {
    EXPECT_EQ(parse_days("30d"), days(30));
    EXPECT_EQ(parse_days("4w"), days(28));
    EXPECT_EQ(parse_days("2mo"), days(60));
    EXPECT_EQ(parse_days("1y"), days(365));
    EXPECT_EQ(parse_days(" 3 Weeks "), days(21));
    EXPECT_EQ(parse_days("10"), days(10));
    for (const auto* text : {"", "d", "0d", "-3d", "3.5d", "3m", "3h", "never", "99999d", "999y", "3d4"})
        EXPECT_FALSE(parse_days(text)) << text;
    EXPECT_EQ(parse_days(format_days(days(45))), days(45));
}

TEST(Values, TimesOfDayHaveTwentyFourHours) {
    EXPECT_EQ(parse_time_of_day("08:30"), 8h + 30min);
    EXPECT_EQ(parse_time_of_day("8:05"), 8h + 5min);
    EXPECT_EQ(parse_time_of_day("23:59"), 23h + 59min);
    for (const auto* text : {"", "8", "24:00", "12:60", "8:5", "008:30", "8.30", "-1:30", ":30"})
        EXPECT_FALSE(parse_time_of_day(text)) << text;
    EXPECT_EQ(format_time_of_day(8h + 5min), "08:05");
}

TEST(Values, WeekdaysAreRangesAndLists) {
    EXPECT_EQ(parse_weekdays("mon-fri"), 0b0111110);
    EXPECT_EQ(parse_weekdays("Mon, wed,friday"), 0b0101010);
    EXPECT_EQ(parse_weekdays("sun-thu"), 0b0011111);
    EXPECT_EQ(parse_weekdays("fri-mon"), 0b1100011);
    EXPECT_EQ(parse_weekdays("mon-wed,sat"), 0b1001110);
    EXPECT_EQ(parse_weekdays("daily"), 0b1111111);
    for (const auto* text : {"", ",", "mon-", "monda", "mon-wed-fri", "weekend", "1-5"})
        EXPECT_FALSE(parse_weekdays(text)) << text;
}

TEST(Values, EverySetOfWeekdaysIsWrittenAsItIsRead) {
    EXPECT_EQ(format_weekdays(0b0111110), "mon-fri");
    EXPECT_EQ(format_weekdays(0b0101010), "mon,wed,fri");
    EXPECT_EQ(format_weekdays(0b1000001), "sat,sun");
    EXPECT_EQ(weekday_names(0b1000011), (std::vector<std::string>{"mon", "sat", "sun"}));
    for (unsigned mask = 1; mask < 128; ++mask)
        EXPECT_EQ(parse_weekdays(format_weekdays(static_cast<WeekdayMask>(mask))), mask);
}

TEST(Values, QuietHoursMayPassMidnightOrBeNone) {
    EXPECT_EQ(parse_quiet("21:00-07:30"), (QuietHours{21h, 7h + 30min}));
    EXPECT_EQ(format_quiet({21h, 7h + 30min}), "21:00-07:30");
    EXPECT_EQ(format_quiet(parse_quiet("none").value()), "none");
    EXPECT_EQ(format_quiet(parse_quiet("off").value()), "none");
    for (const auto* text : {"", "21:00", "21:00-", "21:00-07:30-08:00", "9pm-7am"})
        EXPECT_FALSE(parse_quiet(text)) << text;
}

TEST(Values, AMomentOfTheWeekIsADayAndATime) {
    EXPECT_EQ(parse_weekly_time("fri 16:00"), (WeeklyTime{std::chrono::Friday, 16h}));
    EXPECT_EQ(parse_weekly_time("Sunday 9:00"), (WeeklyTime{std::chrono::Sunday, 9h}));
    for (const auto* text : {"", "fri", "16:00", "fri16:00", "fri 16"}) EXPECT_FALSE(parse_weekly_time(text)) << text;
}

TEST(Values, APlanIsGapsInDays) {
    EXPECT_EQ(parse_plan("3 5, 2w"), (std::vector{days(3), days(5), days(14)}));
    for (const auto* text : {"", " ", "3 x", "0 3"}) EXPECT_FALSE(parse_plan(text)) << text;
}

TEST(Values, WhatIsListenedOnIsAnAddressAndAPort) {
    EXPECT_EQ(parse_listen("127.0.0.1:8765"), (ListenAddress{"127.0.0.1", 8765}));
    EXPECT_EQ(parse_listen("[::1]:0"), (ListenAddress{"::1", 0}));
    EXPECT_EQ(format_listen({"::1", 80}), "[::1]:80");
    for (const auto* text : {"", "8765", ":8765", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "256.0.0.1:1", "::1:80",
                             "example.org:80", "127.0.0.1:8765/x", "[127.0.0.1]:1"})
        EXPECT_FALSE(parse_listen(text)) << text;
}

TEST(Values, AddressesOfTheWebAreHttpWithoutAUser) {
    const auto url = parse_url("https://Nudged.Example.org:8443/base/").value();
    EXPECT_EQ(url, (Url{true, "nudged.example.org", "https://Nudged.Example.org:8443/base"}));
    for (const auto* text : {"http://127.0.0.1:1", "http://[::1]:80/x", "http://localhost"})
        EXPECT_TRUE(parse_url(text).value().is_loopback()) << text;
    for (const auto* text : {"http://127.example.org", "http://example.org", "http://localhost.example.org"})
        EXPECT_FALSE(parse_url(text).value().is_loopback()) << text;
    for (const auto* text : {"", "example.org", "ftp://example.org", "https://", "https://me:pw@example.org",
                             "https://a b", "https://example.org?x=1", "https://example.org:http"})
        EXPECT_FALSE(parse_url(text)) << text;
}

TEST(Values, AStoreIsAFileOrAPostgresqlServer) {
    EXPECT_EQ(parse_store("sqlite:/var/lib/x.db"), (StoreUrl{StoreUrl::Kind::sqlite, "/var/lib/x.db"}));
    EXPECT_EQ(parse_store("postgresql://h/db").value().kind, StoreUrl::Kind::postgresql);
    for (const auto* text : {"", "sqlite:", "/var/lib/x.db", "mysql://x"}) EXPECT_FALSE(parse_store(text)) << text;
}
