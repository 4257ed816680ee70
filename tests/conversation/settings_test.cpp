// What holds for the owner as a whole: where it is so already, that is said, and there is nothing to take back.
#include <gmock/gmock.h>

#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Settings : public Scene {
protected:
    [[nodiscard]] std::size_t entries() {
        return exchange([&](Exchange& e) { return e.tables.journal.newest(owner_, std::nullopt, 50).size(); });
    }
    void changes_nothing(const std::string& text) {
        const auto before = entries();
        EXPECT_THAT(type(text), HasSubstr("It was so already, and nothing changed.")) << text;
        EXPECT_EQ(button("Undo"), "") << text;
        EXPECT_EQ(entries(), before) << text;
    }
    void changes(const std::string& text) {
        const auto before = entries();
        EXPECT_THAT(type(text), Not(HasSubstr("nothing changed"))) << text;
        EXPECT_EQ(entries(), before + 1) << text;
    }
};

TEST_F(Settings, WhatIsSoAlreadyIsSaidAndLeavesNothingToTakeBack) {
    add("Sam Lee", on(2026, 2, 20));
    for (const auto* standing : {"dates on", "private off", "review on"}) changes_nothing(standing);
    for (const auto* wanted : {"dates off", "private on", "review off", "every 60d #clients", "friend #climbing",
                               "plan 7 14 #applications", "pause until 15 apr"}) {
        changes(wanted);
        changes_nothing(wanted);
    }
    it_is(2026, 3, 6, 9, 0);
    changes_nothing("pause until 15 apr");
    changes("pause until 16 apr");
}

}  // namespace

}  // namespace nudged::conversation
