#include "daemon/followup/calendar.hpp"

#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

using namespace std::chrono_literals;

Owner owner_in(const std::string& zone, TimeOfDay nudge_at = 8h + 30min) {
    Owner owner;
    owner.zone = zone;
    owner.nudge_at = nudge_at;
    return owner;
}

TEST(Calendar, ANudgeDayIsAWeekdayOfTheOwners) {
    const Owner owner;
    EXPECT_TRUE(is_nudge_day(owner, march(6)));
    EXPECT_FALSE(is_nudge_day(owner, march(7)));
    EXPECT_FALSE(is_nudge_day(owner, march(8)));
    EXPECT_TRUE(is_nudge_day(owner, march(9)));
}

TEST(Calendar, AHolidayIsNoNudgeDay) {
    Owner owner;
    owner.holidays = {march(5), march(9)};
    EXPECT_FALSE(is_nudge_day(owner, march(5)));
    EXPECT_TRUE(is_nudge_day(owner, march(6)));
    EXPECT_EQ(nudge_day_from(owner, march(7)), march(10));
    EXPECT_EQ(nudge_day_before(owner, march(10)), march(6));
}

TEST(Calendar, PauseUntilResumesByItself) {
    Owner owner;
    owner.pause = DateRange{march(4), march(10)};
    EXPECT_TRUE(is_nudge_day(owner, march(3)));
    EXPECT_FALSE(is_nudge_day(owner, march(4)));
    EXPECT_FALSE(is_nudge_day(owner, march(10)));
    EXPECT_TRUE(is_nudge_day(owner, march(11)));
    EXPECT_EQ(nudge_day_from(owner, march(4)), march(11));
}

TEST(Calendar, NoNudgeForLocalDatesBeforeTheOwnerWasMade) {
    auto owner = owner_in("Pacific/Kiritimati");                                            // 14 hours ahead
    owner.created = Instant(std::chrono::sys_days(std::chrono::year(2026) / 3 / 4)) + 12h;  // 02:00 on the 5th there
    EXPECT_FALSE(is_nudge_day(owner, march(3)));
    EXPECT_FALSE(is_nudge_day(owner, march(4)));
    EXPECT_TRUE(is_nudge_day(owner, march(5)));
    EXPECT_EQ(nudge_day_before(owner, march(5)), std::nullopt);
}

TEST(Calendar, WithoutWeekdaysThereIsNoNudgeDay) {
    Owner owner;
    owner.weekdays = 0;
    EXPECT_EQ(nudge_day_from(owner, march(4)), std::nullopt);
    EXPECT_EQ(nudge_day_before(owner, march(4)), std::nullopt);
    EXPECT_EQ(nudge_days_a_week(owner), 0);
}

TEST(Calendar, NudgeDaysAreCountedAfterTheFirstUpToTheLast) {
    const Owner owner;
    EXPECT_EQ(nudge_days_between(owner, march(4), march(4)), 0);
    EXPECT_EQ(nudge_days_between(owner, march(4), march(6)), 2);
    EXPECT_EQ(nudge_days_between(owner, march(4), march(11)), 5);
    EXPECT_EQ(nudge_days_between(owner, march(6), march(4)), 0);
    EXPECT_EQ(nudge_days_a_week(owner), 5);
}

TEST(Quiet, HoursMayPassMidnight) {
    const QuietHours night;  // 21:00 to 07:30
    EXPECT_FALSE(is_quiet(night, 20h + 59min));
    EXPECT_TRUE(is_quiet(night, 21h));
    EXPECT_TRUE(is_quiet(night, 0h));
    EXPECT_TRUE(is_quiet(night, 7h + 29min));
    EXPECT_FALSE(is_quiet(night, 7h + 30min));
    EXPECT_TRUE(is_quiet(QuietHours{12h, 14h}, 13h));
    EXPECT_FALSE(is_quiet(QuietHours{12h, 14h}, 14h));
}

TEST(Quiet, EqualEndsMeanNoQuietHours) {
    for (const auto time : {0h, 7h, 12h, 23h}) EXPECT_FALSE(is_quiet(QuietHours{7h, 7h}, time));
}

TEST(Quiet, WhatFallsIntoTheQuietHoursWaitsForTheirEnd) {
    const auto owner = owner_in("Europe/Berlin");
    const auto zone = zone_of(owner);
    EXPECT_EQ(after_quiet(owner, zone, zone.instant(march(4), 22h)), zone.instant(march(5), 7h + 30min));
    EXPECT_EQ(after_quiet(owner, zone, zone.instant(march(5), 3h)), zone.instant(march(5), 7h + 30min));
    const auto noon = zone.instant(march(5), 12h);
    EXPECT_EQ(after_quiet(owner, zone, noon), noon);
}

TEST(Quiet, InTheSecondPassOfAFoldTheEndIsStillAhead) {
    auto owner = owner_in("Europe/Berlin");
    owner.quiet = {21h, 2h + 30min};
    const auto zone = zone_of(owner);
    const auto first_end = zone.instant(on(2026, 10, 25), 2h + 30min);
    EXPECT_EQ(after_quiet(owner, zone, first_end + 45min), first_end + 60min);  // 02:15 again
}

TEST(Quiet, TheEndIsFoundAcrossADateThatWasSkipped) {
    const auto owner = owner_in("Pacific/Apia");
    const auto zone = zone_of(owner);
    EXPECT_EQ(after_quiet(owner, zone, zone.instant(on(2011, 12, 29), 23h)),
              zone.instant(on(2011, 12, 31), 7h + 30min));
}

TEST(NudgeTime, TooLateIsFourHoursAfter) {
    const auto owner = owner_in("Europe/Berlin");
    const auto time = nudge_time(owner, zone_of(owner), march(4));
    EXPECT_EQ(time.due, zone_of(owner).instant(march(4), 8h + 30min));
    EXPECT_EQ(time.cut_off, time.due + 4h);
}

TEST(NudgeTime, TooLateIsTheBeginningOfTheQuietHoursIfSooner) {
    auto owner = owner_in("Europe/Berlin", 19h);
    EXPECT_EQ(nudge_time(owner, zone_of(owner), march(4)).cut_off, zone_of(owner).instant(march(4), 21h));
    owner.nudge_at = 23h;
    owner.quiet = {1h, 9h};  // they begin on the day after
    EXPECT_EQ(nudge_time(owner, zone_of(owner), march(4)).cut_off, zone_of(owner).instant(march(5), 1h));
    owner.quiet = {9h, 9h};
    EXPECT_EQ(nudge_time(owner, zone_of(owner), march(4)).cut_off, zone_of(owner).instant(march(5), 3h));
}

TEST(NudgeTime, FourHoursAreRealOnesOnTheNightOfTheClockChange) {
    auto owner = owner_in("Europe/Berlin", 1h);
    owner.quiet = {0h, 0h};
    const auto time = nudge_time(owner, zone_of(owner), march(29));
    EXPECT_EQ(zone_of(owner).local(time.cut_off).time, TimeOfDay(6h));
}

TEST(NudgeTime, InASpringGapItIsTheFirstValidInstantAfterIt) {
    struct {
        const char* zone;
        Date date;
        TimeOfDay asked, shown;
    } const rows[] = {
        {"Europe/Berlin", march(29), 2h + 30min, 3h},
        {"America/New_York", march(8), 2h, 3h},
        {"Australia/Lord_Howe", on(2025, 10, 5), 2h + 15min, 2h + 30min},
        {"Antarctica/Troll", on(2024, 3, 31), 2h + 59min, 3h},
        {"America/Havana", on(2024, 3, 10), 0h, 1h},
        {"Africa/Cairo", on(2024, 4, 26), 0h + 30min, 1h},
        {"Africa/Casablanca", on(2024, 4, 14), 2h + 10min, 3h},
    };
    for (const auto& row : rows) {
        const auto owner = owner_in(row.zone, row.asked);
        const auto shown = zone_of(owner).local(nudge_time(owner, zone_of(owner), row.date).due);
        EXPECT_EQ(shown.date, row.date) << row.zone;
        EXPECT_EQ(shown.time, row.shown) << row.zone;
    }
}

// As the scheduler goes: it wakes at the due instant of the next date, and looks which date it is there by then.
TEST(NudgeTime, ThereIsExactlyOneForEachLocalDateThatIsLived) {
    struct {
        const char* zone;
        int year;
    } const rows[] = {{"Europe/Berlin", 2026},     {"America/New_York", 2026}, {"Australia/Lord_Howe", 2025},
                      {"Pacific/Apia", 2011},      {"Antarctica/Troll", 2024}, {"Africa/Cairo", 2024},
                      {"Africa/Casablanca", 2024}, {"America/Havana", 2024},   {"Asia/Beirut", 2023},
                      {"America/Sao_Paulo", 2018}, {"Pacific/Chatham", 2025},  {"Pacific/Kiritimati", 1994}};
    for (const auto& [zone_name, year] : rows) {
        for (const TimeOfDay at :
             {TimeOfDay(0min), TimeOfDay(2h + 15min), TimeOfDay(8h + 30min), TimeOfDay(23h + 59min)}) {
            const auto owner = owner_in(zone_name, at);
            const auto zone = zone_of(owner);
            Instant before{};
            int lived = 0;
            for (Date date = on(year, 1, 1); date <= on(year, 12, 31); date += days(1)) {
                const auto due = nudge_time(owner, zone, date).due;
                if (zone.local(due).date != date) {  // the zone skips this date
                    EXPECT_NE(zone.local(zone.instant(date, 12h)).date, date) << zone_name << ' ' << text(date);
                    continue;
                }
                ++lived;
                EXPECT_GT(due, before) << zone_name << ' ' << text(date);
                before = due;
            }
            const int skipped =
                zone_name == std::string("Pacific/Apia") || zone_name == std::string("Pacific/Kiritimati");
            EXPECT_EQ(lived, (on(year, 12, 31) - on(year, 1, 1)).count() + 1 - skipped) << zone_name;
        }
    }
}

TEST(NudgeTime, AZoneThatThisMachineDoesNotKnowIsUtc) {
    EXPECT_EQ(zone_of(owner_in("Nowhere/Land")).name(), "Etc/UTC");
}

}  // namespace
}  // namespace nudged::followup
