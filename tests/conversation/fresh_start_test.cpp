// Many are waiting: they are spread over the coming weeks, and that can be taken back.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

TEST_F(Scene, AFreshStartSpreadsThoseWhoWaitAndLeavesTodaysListAsItIs) {
    std::vector<std::int64_t> people;
    for (int i = 0; i < 9; ++i)
        people.push_back(
            add("Person " + std::string(1, static_cast<char>('A' + i)), on(2025, 12, 1 + static_cast<unsigned>(i))));
    look();  // the first three are on today's list
    std::vector<Contact> before;
    for (const auto id : people) before.push_back(contact(id));
    EXPECT_EQ(type("fresh start"),
              "Spread freshly over the next week, the important ones first. Next: Person D, on Thu 5 Mar.");
    EXPECT_EQ(contact(people[0]), before[0]) << "on today's list";
    EXPECT_EQ(contact(people[3]).base, on(2026, 3, 5));
    EXPECT_EQ(contact(people[8]).base, on(2026, 3, 9));
    EXPECT_EQ(type("undo").find("Taken back: 6 changes."), 0U) << newest();
    for (std::size_t i = 0; i < people.size(); ++i) EXPECT_EQ(contact(people[i]), before[i]);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Scene, AFreshStartOfNobodyChangesNothing) {
    add("Mum", on(2026, 3, 3));
    EXPECT_EQ(type("fresh start"), "Nobody is waiting. Nothing changed.");
}

TEST_F(Scene, AFreshStartIsOfferedWithTheFirstNudgeOfAMonthWhenMostPeopleAreWaiting) {
    std::vector<std::int64_t> people;
    for (int i = 0; i < 20; ++i) people.push_back(add("Person " + std::to_string(i), on(2025, 12, 1)));
    look();
    EXPECT_EQ(newest().find("Many names are waiting"), std::string::npos) << newest();
    it_is(2026, 4, 1, 7, 30);  // 08:30 in Lisbon's summer time
    look();
    EXPECT_EQ(
        newest(),
        "Many names are waiting, which says more about the plan than about you. Spread them freshly over the next "
        "weeks?");
    tap(button("Fresh start"));
    EXPECT_EQ(newest().find("Spread freshly over the next 2 weeks"), 0U) << newest();
    it_is(2026, 4, 2, 7, 30);
    look();
    EXPECT_TRUE(button("Fresh start").empty()) << "once a month: " << newest();
}

TEST_F(Scene, AFreshStartThatIsLeftIsNotOfferedAgainForHalfAYear) {
    for (int i = 0; i < 20; ++i) add("Person " + std::to_string(i), on(2025, 12, 1));
    it_is(2026, 4, 1, 7, 30);
    look();
    tap(button("Leave it"));
    EXPECT_EQ(newest(), "All right, nothing changed.");
    const auto is_offered_on = [&](unsigned month, unsigned day) {
        it_is(2026, month, day, month > 10 ? 8 : 7, 30);
        look();
        return newest().find("Many names are waiting") == 0;
    };
    EXPECT_FALSE(is_offered_on(5, 1));
    EXPECT_FALSE(is_offered_on(6, 1));
    EXPECT_TRUE(is_offered_on(10, 1));
}

}  // namespace

}  // namespace nudged::conversation
