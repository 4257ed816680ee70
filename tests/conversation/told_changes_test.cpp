// What a reply changes of what was said before is told, and who is not named is not written to.
#include <gmock/gmock.h>

#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

using ::testing::HasSubstr;

class ToldChanges : public Scene {
protected:
    ToldChanges() { sam_ = add("Sam Lee", on(2026, 1, 10), 30); }
    std::int64_t sam_ = 0;
};

TEST_F(ToldChanges, WhatTheyNeededBeforeIsNamedAndComesBackWithUndo) {
    EXPECT_THAT(type("needs sam an office"), HasSubstr("Sam: needs noted, \"an office\"."));
    EXPECT_THAT(type("needs sam a CFO"), HasSubstr("Sam: needs noted, \"a CFO\", in place of \"an office\"."));
    type("undo");
    EXPECT_EQ(contact(sam_).needs, "an office");
    EXPECT_TRUE(differences().empty());
}

TEST_F(ToldChanges, ANoToAQuestionSaysThatTheWaitEndsWithIt) {
    const auto said = type("later sam 1 june\ndeal sam website\nno sam budget");
    EXPECT_THAT(said, HasSubstr("Sam said no to the website, \"budget\". That ends the wait until Mon 1 Jun."));
    EXPECT_EQ(contact(sam_).state, ContactState::open);
    EXPECT_FALSE(contact(sam_).deal);
    EXPECT_FALSE(contact(sam_).check_back);
    EXPECT_TRUE(differences().empty());
}

TEST_F(ToldChanges, ANoWithoutAWaitSaysNothingOfOne) {
    type("deal sam website");
    EXPECT_THAT(type("no sam budget"), testing::Not(HasSubstr("wait")));
}

}  // namespace nudged::conversation
