// Dates that an owner writes down by hand, and when they are told.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class ImportantDates : public Scene {
protected:
    [[nodiscard]] bool told(const std::string& words) { return newest().find(words) != std::string::npos; }
};

TEST_F(ImportantDates, AnAnniversaryIsSetByHandAndToldOnItsDay) {
    add("Zoe Quinn", on(2026, 3, 1), 90);
    EXPECT_EQ(type("set zoe anniversary 11 march 2011"), "Zoe: anniversary on 11 March 2011.");
    it_is(2026, 3, 11, 8, 30);
    look();
    EXPECT_TRUE(told("Zoe Quinn, anniversary today")) << newest();
    EXPECT_TRUE(told("anniversary")) << newest();
}

TEST_F(ImportantDates, AnAnniversaryOnADayOffIsToldBeforeAndInOneLineOnTheDay) {
    add("Zoe Quinn", on(2026, 3, 1), 90);
    type("set zoe anniversary 8 march");
    it_is(2026, 3, 6, 8, 30);
    look();
    EXPECT_TRUE(told("Zoe Quinn, anniversary on Sunday 8 March")) << newest();
    it_is(2026, 3, 8, 8, 30);
    look();
    EXPECT_EQ(newest(), "Zoe Quinn: anniversary today.");
}

TEST_F(ImportantDates, ADateOfTheLeapDayIsToldOnTheLastOfFebruary) {
    add("Zoe Quinn", on(2026, 3, 1), 90);
    type("set zoe birthday 29 feb");
    it_is(2028, 2, 29, 8, 30);
    look();
    EXPECT_TRUE(told("birthday")) << newest();
}

TEST_F(ImportantDates, OfThoseWhoDiedThereIsSilence) {
    add("Oma", on(2026, 3, 1), 90);
    type("set oma anniversary 11 march");
    type("part oma died");
    const auto lines = chat().size();
    it_is(2026, 3, 11, 8, 30);
    look();
    EXPECT_EQ(chat().size(), lines) << newest();
}

TEST_F(ImportantDates, ALeadTellsThemThatLongBeforeAndOnTheDay) {
    const auto zoe = add("Zoe Quinn", on(2026, 3, 1), 90);
    type("birthday zoe 18 march");
    EXPECT_EQ(type("lead zoe 7 days"), "Zoe: dates told 7 days before, and on the day.");
    EXPECT_EQ(contact(zoe).lead_days, 7);
    it_is(2026, 3, 11, 8, 30);
    look();
    EXPECT_TRUE(told("Zoe Quinn, birthday on Wednesday 18 March")) << newest();
    EXPECT_TRUE(told("I'll remind you on the day.")) << newest();
    it_is(2026, 3, 18, 8, 30);
    look();
    EXPECT_TRUE(told("Zoe Quinn, birthday today")) << newest();
    EXPECT_NE(type("who zoe").find("Birthday: 18 March, told 7 days before"), std::string::npos) << newest();
}

TEST_F(ImportantDates, ALeadIsSetWithTheBirthdayTakenBackAndSwitchedOff) {
    const auto zoe = add("Zoe Quinn", on(2026, 3, 1), 90);
    type("birthday zoe 3 may, a week before");
    EXPECT_EQ(contact(zoe).lead_days, 7);
    EXPECT_EQ(contact(zoe).dates.at(0).month, 5U);
    EXPECT_EQ(type("lead zoe 2 weeks"), "Zoe: dates told 2 weeks before, and on the day.");
    EXPECT_NE(type("undo").find("Zoe's dates (7 days ahead again)"), std::string::npos) << newest();
    EXPECT_EQ(contact(zoe).lead_days, 7);
    EXPECT_EQ(type("lead zoe off"), "Zoe: dates told on the day only.");
    EXPECT_FALSE(contact(zoe).lead_days);
    type("lead zoe 2 weeks");
    EXPECT_EQ(type("lead zoe 0 days"), "Zoe: dates told on the day only.");
    EXPECT_FALSE(contact(zoe).lead_days);
    EXPECT_NE(type("lead zoe 90 days").find("A date can be told 1 to 60 days before."), std::string::npos);
    EXPECT_TRUE(differences().empty());
}

TEST_F(ImportantDates, OnADayOffTodayTellsThem) {
    add("Sam Lee", on(2026, 2, 10), 30);
    add("Zoe Quinn", on(2026, 3, 1), 90);
    type("birthday zoe 8 march");
    it_is(2026, 3, 7, 9, 0);
    EXPECT_EQ(type("today"), "Nobody today. Next: Sam Lee, on Thu 12 Mar.");
    it_is(2026, 3, 8, 9, 0);
    EXPECT_EQ(type("today"), "It's Zoe Quinn's birthday today.");
    tap(button("Done Zoe Quinn"));
    EXPECT_NE(newest().find("Zoe: noted for today."), std::string::npos) << newest();
    type("private on");
    type("today");
    EXPECT_TRUE(told("Zoe Quinn's birthday today")) << newest();
    EXPECT_EQ(newest_message().notification, "One person has a date today.");
    type("private off");
    type("pause");
    EXPECT_EQ(type("today"), "Quiet until you say resume.\nIt's Zoe Quinn's birthday today.");
}

TEST_F(ImportantDates, TheLineOnADayOffCanBeSwitchedOff) {
    add("Zoe Quinn", on(2026, 3, 1), 90);
    type("birthday zoe 8 march");
    EXPECT_EQ(type("dates off"),
              "Birthdays and other dates on your days off: told before, and nothing more on the day. dates on brings "
              "the line back.");
    it_is(2026, 3, 6, 8, 30);
    look();
    EXPECT_TRUE(told("Zoe Quinn, birthday on Sunday 8 March\nPost a card today if you want it there.")) << newest();
    const auto lines = chat().size();
    it_is(2026, 3, 8, 8, 30);
    look();
    EXPECT_EQ(chat().size(), lines) << newest();
    EXPECT_NE(type("undo").find("Taken back: dates on a day off (also on the day again)"), std::string::npos)
        << newest();
    type("dates off");
    type("dates on");
    EXPECT_FALSE(store_->transact([&](Tables& tables) { return tables.owners.find(owner_)->dates_told_once; }));
}

}  // namespace

}  // namespace nudged::conversation
