// When somebody new is first named: the answer says a morning that has room for them.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

class FirstDates : public Scene {
protected:
    // "add Ann every month" -> "First tomorrow, Thu 5 Mar."
    std::string first(const std::string& words) {
        const auto said = type(words);
        return said.substr(std::min(said.size(), said.find("First")));
    }
    std::vector<std::string> named() {
        look();
        const auto today = exchange([](Exchange& e) { return e.today(); });
        const auto list = store_->transact([&](Tables& tables) { return tables.lists.find(owner_, today); });
        std::vector<std::string> names;
        if (list)
            for (const auto& item : list->items) names.push_back(item.name);
        return names;
    }
    using Names = std::vector<std::string>;
};

TEST_F(FirstDates, WhoIsAddedAloneIsToldTheFirstMorningWithAFreePlaceAndIsOnIt) {
    look();
    EXPECT_EQ(first("add Ann every month"), "First tomorrow, Thu 5 Mar.");
    EXPECT_EQ(first("add Dan every month"), "First tomorrow, Thu 5 Mar.");
    EXPECT_EQ(first("add Cem every month"), "First tomorrow, Thu 5 Mar.");
    EXPECT_EQ(first("add Bob every month"), "First around Fri 6 Mar.");
    EXPECT_EQ(first("add Eve every month"), "First around Fri 6 Mar.");
    EXPECT_EQ(first("add Fay every month"), "First around Fri 6 Mar.");
    EXPECT_EQ(first("add Gil every month"), "First around Mon 9 Mar.") << "the weekend is off";
    it_is(2026, 3, 5, 8, 30);
    EXPECT_EQ(named(), (Names{"Ann", "Cem", "Dan"}));
    type("done all");
    it_is(2026, 3, 6, 8, 30);
    EXPECT_EQ(named(), (Names{"Bob", "Eve", "Fay"}));
}

TEST_F(FirstDates, WhoIsDueAlreadyOrComesBackThatDayHasThePlace) {
    for (const auto* name : {"Ann Lee", "Bob Lee", "Cem Lee"}) add(name, on(2026, 1, 1));
    add("Dan Lee", on(2026, 3, 1));
    look();
    type("snooze dan fri");
    EXPECT_EQ(first("add Eve every month"), "First around Fri 6 Mar.");
    EXPECT_EQ(first("add Fay every month"), "First around Fri 6 Mar.");
    EXPECT_EQ(first("add Gil every month"), "First around Mon 9 Mar.");
    type("done ann");
    EXPECT_EQ(first("add Hal every month"), "First tomorrow, Thu 5 Mar.");
}

TEST_F(FirstDates, OfSeveralAtOnceAreSpreadAndHaveAMorningWithAFreePlaceToo) {
    for (const auto* name : {"Ann Lee", "Bob Lee", "Cem Lee"}) add(name, on(2026, 1, 1));
    look();
    EXPECT_EQ(type("add Dan every 10d, Eve every 10d"),
              "Dan is in, every 10 days. First around Fri 6 Mar.\n"
              "Eve is in, every 10 days. First around Tue 10 Mar.");
    type("done all");
    EXPECT_EQ(type("add Fay every 10d, Gil every 10d"),
              "Fay is in, every 10 days. First tomorrow, Thu 5 Mar.\n"
              "Gil is in, every 10 days. First around Tue 10 Mar.");
}

TEST_F(FirstDates, NobodyWaitsLongerThanTheirOwnRhythm) {
    for (int n = 0; n < 40; ++n) add("Person " + std::to_string(100 + n), on(2026, 1, 1));
    EXPECT_EQ(first("add Mum every week"), "First around Thu 12 Mar.");
}

}  // namespace nudged::conversation
