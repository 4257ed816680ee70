#include "daemon/followup/important_dates.hpp"

#include <algorithm>

#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

Contact born(unsigned month, unsigned day) {
    auto zoe = person("Zoe");
    zoe.base = march(3);
    zoe.dates = {{"birthday", 1990, month, day}};
    return zoe;
}

std::vector<Date> told(const Scene& scene, const Contact& contact) {
    std::vector<Date> days_told;
    for (const auto& date : dates_told(contact, scene.owner, scene.today)) days_told.push_back(date.on);
    return days_told;
}

TEST(ImportantDate, IsToldOnItsDay) {
    Scene scene;
    EXPECT_EQ(listed(scene, born(3, 5)), Lines{});
    EXPECT_EQ(listed(scene, born(3, 4)), Lines{"Zoe important_date"});
    EXPECT_EQ(listed(scene, born(3, 3)), Lines{});
}

TEST(ImportantDate, OnADayOffIsToldOnTheLastNudgeBefore) {
    Scene scene;
    const auto sunday = born(3, 8);
    EXPECT_EQ(told(scene, sunday), std::vector<Date>{});
    scene.today = march(6);
    EXPECT_EQ(told(scene, sunday), std::vector{march(8)});
    const auto picked = pick(scene, {sunday});
    ASSERT_EQ(picked.items.size(), 1U);
    EXPECT_EQ(picked.items[0].on, march(8));
    EXPECT_EQ(picked.items[0].date, sunday.dates[0]);
    scene.today = march(9);
    EXPECT_EQ(told(scene, sunday), std::vector<Date>{});
}

TEST(ImportantDate, OnAHolidayIsToldOnTheLastNudgeBefore) {
    Scene scene;
    scene.owner.holidays = {march(5)};
    EXPECT_EQ(told(scene, born(3, 5)), std::vector{march(5)});
    EXPECT_EQ(told(scene, born(3, 6)), std::vector<Date>{});
}

TEST(ImportantDate, InAPauseIsToldOnTheLastNudgeBefore) {
    Scene scene;
    scene.owner.pause = DateRange{march(5), march(26)};
    EXPECT_EQ(told(scene, born(3, 20)), std::vector{march(20)});
    EXPECT_EQ(told(scene, born(3, 27)), std::vector<Date>{});
}

TEST(ImportantDate, OverTheTurnOfTheYear) {
    Scene scene;
    scene.today = on(2026, 12, 31);  // a Thursday
    scene.owner.holidays = {on(2027, 1, 1)};
    EXPECT_EQ(told(scene, born(1, 1)), std::vector{on(2027, 1, 1)});
    EXPECT_EQ(told(scene, born(1, 3)), std::vector{on(2027, 1, 3)});
    EXPECT_EQ(told(scene, born(12, 31)), std::vector{on(2026, 12, 31)});
}

TEST(ImportantDate, BirthdaysOn29FebruaryAreOn28InCommonYears) {
    const ImportantDate birthday{"birthday", 1984, 2, 29};
    EXPECT_EQ(date_in_year(birthday, 2026), on(2026, 2, 28));
    EXPECT_EQ(date_in_year(birthday, 2028), on(2028, 2, 29));
    EXPECT_EQ(date_in_year(birthday, 2100), on(2100, 2, 28));
    Scene scene;
    scene.today = on(2026, 2, 27);  // Friday before Saturday the 28th
    EXPECT_EQ(told(scene, born(2, 29)), std::vector{on(2026, 2, 28)});
}

TEST(ImportantDate, OnlyOpenWaitingAndBookContactsHaveThem) {
    const Scene scene;
    for (const auto state :
         {ContactState::open, ContactState::waiting, ContactState::book, ContactState::closed, ContactState::parted}) {
        auto contact = in_state(state);
        contact.dates = {{"birthday", {}, 3, 4}};
        const bool silent = state == ContactState::closed || state == ContactState::parted;
        EXPECT_EQ(listed(scene, contact), silent ? Lines{} : Lines{"Nicole important_date"});
        EXPECT_EQ(told(scene, contact).empty(), silent);
    }
}

TEST(ImportantDate, OfTheDeadIsSilentWhateverTheState) {
    const Scene scene;
    auto oma = born(3, 4);
    oma.died = true;
    EXPECT_EQ(listed(scene, oma), Lines{});
}

TEST(ImportantDate, NeverMovesForASnoozeOrARest) {
    const Scene scene;
    auto zoe = born(3, 4);
    zoe.snooze = Snooze{march(20), true, {}};
    EXPECT_EQ(listed(scene, zoe), Lines{"Zoe important_date"});
    EXPECT_EQ(listed(scene, born(3, 4), Attention{0, 1, march(20), 0, {}}), Lines{"Zoe important_date"});
}

TEST(ImportantDate, IsKnownToTheListAlsoWhenTheReasonIsAnother) {
    const Scene scene;
    auto zoe = born(3, 4);
    zoe.your_turn = march(3);
    const auto picked = pick(scene, {zoe});
    EXPECT_EQ(lines(picked), Lines{"Zoe your_turn"});
    EXPECT_EQ(picked.items[0].on, march(4));
}

TEST(ImportantDate, ThatNoCalendarHasIsLeftAside) {
    const Scene scene;
    EXPECT_EQ(told(scene, born(0, 4)), std::vector<Date>{});
    EXPECT_EQ(told(scene, born(13, 4)), std::vector<Date>{});
    EXPECT_EQ(told(scene, born(3, 0)), std::vector<Date>{});
}

Contact told_ahead(unsigned month, unsigned day, int lead) {
    auto zoe = born(month, day);
    zoe.lead_days = lead;
    return zoe;
}

TEST(ImportantDate, IsToldAheadByThePersonsLeadAndOnItsDay) {
    Scene scene;
    const auto zoe = told_ahead(3, 11, 7);
    EXPECT_EQ(told(scene, zoe), std::vector{march(11)});
    EXPECT_EQ(listed(scene, zoe), Lines{"Zoe important_date"});
    for (scene.today = march(5); scene.today < march(11); scene.today += days(1))
        EXPECT_EQ(told(scene, zoe), std::vector<Date>{}) << text(scene.today);
    EXPECT_EQ(told(scene, zoe), std::vector{march(11)});
}

TEST(ImportantDate, ALeadThatBeginsOnADayOffIsToldOnTheLastNudgeBefore) {
    Scene scene;
    scene.today = march(6);  // Friday; the lead begins on Sunday
    EXPECT_EQ(told(scene, told_ahead(3, 15, 7)), std::vector{march(15)});
    scene.today = march(9);
    EXPECT_EQ(told(scene, told_ahead(3, 15, 7)), std::vector<Date>{});
}

TEST(ImportantDate, IsToldOnceWhereTheLeadIsShorterThanTheDaysOff) {
    Scene scene;
    scene.today = march(6);
    EXPECT_EQ(told(scene, told_ahead(3, 8, 1)), std::vector{march(8)});
}

TEST(ImportantDate, ThatIsToldAheadIsFoundByThatDayInEveryYear) {
    for (const int year : {2027, 2028, 2100})
        for (const unsigned month : {1U, 2U, 3U, 4U, 12U})
            for (const unsigned day : {1U, 15U, 28U, 29U}) {
                const auto zoe = told_ahead(month, day, 30);
                const std::chrono::year_month_day ahead(date_in_year(zoe.dates[0], year) - days(30));
                const auto found = days_told_ahead(zoe);
                const std::pair wanted{static_cast<unsigned>(ahead.month()), static_cast<unsigned>(ahead.day())};
                EXPECT_NE(std::ranges::find(found, wanted), found.end()) << year << ' ' << month << ' ' << day;
            }
}

TEST(ImportantDate, OfThoseWhoDiedIsSilentAlsoAhead) {
    Scene scene;
    auto zoe = told_ahead(3, 11, 7);
    zoe.state = ContactState::parted;
    zoe.died = true;
    EXPECT_EQ(told(scene, zoe), std::vector<Date>{});
    EXPECT_TRUE(days_told_ahead(zoe).empty());
}

}  // namespace
}  // namespace nudged::followup
