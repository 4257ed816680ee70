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

}  // namespace

}  // namespace nudged::conversation
