// Wall clocks against a table that Python's zoneinfo wrote (tests/data/followup/make_local_times.py).
#include "daemon/followup/local_time.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

namespace nudged {
namespace {

struct Row {
    std::string line, zone;
    std::optional<LocalTime> wall;  // absent: only the way back
    Instant instant{};
    LocalTime shown;
};

std::optional<LocalTime> wall_clock(const std::string& date, const std::string& time) {
    int year = 0;
    unsigned month = 0, day = 0;
    int hour = 0, minute = 0;
    if (std::sscanf(date.c_str(), "%d-%u-%u", &year, &month, &day) != 3) return std::nullopt;
    if (std::sscanf(time.c_str(), "%d:%d", &hour, &minute) != 2) return std::nullopt;
    return LocalTime{Date(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)),
                     TimeOfDay(60 * hour + minute)};
}

std::vector<Row> table() {
    std::ifstream file(NUDGED_TEST_DATA "/followup/local_times.csv");
    std::vector<Row> rows;
    for (std::string line; std::getline(file, line);) {
        std::stringstream cells(line);
        std::string zone, date, time, second, shown_date, shown_time;
        std::getline(cells, zone, ',');
        std::getline(cells, date, ',');
        std::getline(cells, time, ',');
        std::getline(cells, second, ',');
        std::getline(cells, shown_date, ',');
        std::getline(cells, shown_time, ',');
        rows.push_back({line, zone, wall_clock(date, time), Instant(std::chrono::seconds(std::stoll(second))),
                        wall_clock(shown_date, shown_time).value()});
    }
    return rows;
}

TEST(LocalTime, EveryWallClockStandsForTheInstantThatAnIndependentTableSays) {
    const auto rows = table();
    ASSERT_GT(rows.size(), 500U);
    for (const auto& row : rows) {
        if (!row.wall) continue;
        EXPECT_EQ(Zone::find(row.zone)->instant(row.wall->date, row.wall->time), row.instant) << row.line;
    }
}

TEST(LocalTime, EveryInstantShowsTheWallClockThatAnIndependentTableSays) {
    std::map<std::string, int> second_passes;
    for (const auto& row : table()) {
        EXPECT_EQ(Zone::find(row.zone)->local(row.instant), row.shown) << row.line;
        if (!row.wall) ++second_passes[row.zone];
    }
    EXPECT_GT(second_passes["Australia/Lord_Howe"], 0);  // half an hour
    EXPECT_GT(second_passes["Antarctica/Troll"], 0);     // two hours
}

TEST(LocalTime, AnUnknownZoneIsAbsent) {
    EXPECT_FALSE(Zone::find("Europe/Atlantis"));
    EXPECT_FALSE(Zone::find(""));
}

TEST(LocalTime, SecondsAreRoundedDownAlsoBefore1970) {
    const auto local = Zone::utc().local(Instant(std::chrono::seconds(-1)));
    EXPECT_EQ(local.time, TimeOfDay(23 * 60 + 59));
}

}  // namespace
}  // namespace nudged
