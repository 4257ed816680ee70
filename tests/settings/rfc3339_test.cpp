#include "daemon/runtime/rfc3339.hpp"

#include <gtest/gtest.h>

using namespace nudged;
using namespace nudged::runtime;
using namespace std::chrono_literals;

TEST(Rfc3339, OffsetsLeadToTheSameInstant) {
    const auto utc = parse_rfc3339("2027-03-28T07:29:50Z");
    ASSERT_TRUE(utc);
    EXPECT_EQ(utc->time_since_epoch(), 1'806'218'990s);
    EXPECT_EQ(parse_rfc3339("2027-03-28T08:29:50+01:00"), utc);
    EXPECT_EQ(parse_rfc3339("2027-03-28t03:59:50-03:30"), utc);
    EXPECT_EQ(parse_rfc3339("2027-03-28 07:29:50z"), utc);
}

TEST(Rfc3339, FractionsAreKeptToTheMillisecond) {
    EXPECT_EQ(*parse_rfc3339("2027-03-28T07:29:50.25Z") - *parse_rfc3339("2027-03-28T07:29:50Z"), 250ms);
    EXPECT_EQ(*parse_rfc3339("2027-03-28T07:29:50.1239999Z") - *parse_rfc3339("2027-03-28T07:29:50Z"), 123ms);
}

TEST(Rfc3339, WhatIsNoInstantIsAbsent) {
    for (const auto* text :
         {"", "2027-03-28", "2027-03-28T07:29:50", "2027-02-29T00:00:00Z", "2027-13-01T00:00:00Z",
          "2027-03-28T24:00:00Z", "2027-03-28T07:60:00Z", "2027-03-28T07:29:50.Z", "2027-03-28T07:29:50+0100",
          "2027-03-28T07:29:50+24:00", "2027-03-28T07:29:50Z ", "+2027-03-28T07:29:50Z", "1969-12-31T23:59:59Z"})
        EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(Rfc3339, WhatIsWrittenIsReadBack) {
    for (const auto* text : {"2027-03-28T07:29:50Z", "2027-03-28T07:29:50.007Z", "1970-01-01T00:00:00Z"})
        EXPECT_EQ(format_rfc3339(*parse_rfc3339(text)), text);
}

TEST(Dates, AreReadAndWrittenAlsoBefore1970) {
    for (const auto* text : {"2028-02-29", "1950-07-01"}) EXPECT_EQ(format_date(*parse_date(text)), text);
    for (const auto* text : {"", "2027-02-29", "2027-2-1", "2027-02-01 ", "27-02-01"})
        EXPECT_FALSE(parse_date(text)) << text;
}
