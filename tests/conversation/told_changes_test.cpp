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

TEST_F(ToldChanges, WhoIsLeftAloneOnTheListIsNotTakenForSomebodyElse) {
    look();
    for (const auto* text : {"called the dentist", "met my deadline"}) {
        EXPECT_THAT(type(text), HasSubstr("here.")) << text;
        EXPECT_EQ(contact(sam_).last_touch, on(2026, 1, 10)) << text;
    }
    EXPECT_THAT(type("no, bob told me so"), HasSubstr("No Bob here."));
    EXPECT_EQ(contact(sam_).state, ContactState::open);
}

TEST_F(ToldChanges, ANoWithTheirAnswerClosesThem) {
    look();
    EXPECT_THAT(type("sam replied and said no"), HasSubstr("Noted: Sam said no."));
    EXPECT_EQ(contact(sam_).state, ContactState::closed);
}

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

TEST_F(ToldChanges, AWordThatIsNoNameIsAskedAboutAndNobodyIsAdded) {
    EXPECT_EQ(type("add fri"), "Fri doesn't sound like a name. Whom shall I add?");
    EXPECT_FALSE(button("Add fri").empty()) << newest();
    EXPECT_THAT(type("Pia Stern"), HasSubstr("Pia Stern"));
    const auto names = store_->transact([&](Tables& tables) { return tables.contacts.names(owner_); });
    EXPECT_EQ(names.size(), 2U);
}

TEST_F(ToldChanges, AQuestionInGermanIsAnsweredInGerman) {
    look();
    type("language german");
    type("no samm moved");
    type("ja");
    EXPECT_EQ(contact(sam_).state, ContactState::closed) << newest();
}

TEST_F(ToldChanges, APersonCalledLikeAMonthIsToldFromTheMonth) {
    const auto may = add("May Lindqvist", on(2026, 2, 1), 30);
    EXPECT_EQ(type("snooze may"), "May: May Lindqvist or Fri 1 May?");
    tap(button("May Lindqvist"));
    EXPECT_TRUE(contact(may).snooze) << newest();
    type("done may");
    EXPECT_EQ(contact(may).last_touch, on(2026, 3, 4)) << newest();
}

}  // namespace nudged::conversation
