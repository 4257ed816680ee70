// Several people in one message and in the answers to a question: nobody is dropped, and each keeps their own.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class EachPerson : public Scene {
protected:
    [[nodiscard]] bool is_here(const std::string& name) {
        return store_->transact(
            [&](Tables& tables) { return !tables.contacts.find_by_folded_name(owner_, replies::fold(name)).empty(); });
    }
    std::int64_t ann_ = add("Ann Miller", on(2026, 2, 1)), ben_ = add("Ben Carter", on(2026, 2, 2));
};

TEST_F(EachPerson, AllAreAddedInTheEndWhomeverTheQuestionIsAbout) {
    type("add Tom, Ann and Ben");
    EXPECT_TRUE(is_here("Tom"));
    tap(button("Yes, someone new"));
    EXPECT_TRUE(is_here("Ann"));
    type("yes");
    EXPECT_TRUE(is_here("Ben"));
    EXPECT_TRUE(differences().empty());
}

TEST_F(EachPerson, SomebodyWhoIsHereAlreadyStopsNobodyBehindThem) {
    type("add Ann Miller every 30d, Ben Carter every 30d, Ben");
    EXPECT_NE(newest().find("Ben Carter is here already. Someone else?"), std::string::npos) << newest();
    type("yes");
    EXPECT_TRUE(is_here("Ben"));
}

TEST_F(EachPerson, AReasonIsOfTheOneItNames) {
    type("no ann, ben");
    type("ann price, ben timing");
    EXPECT_EQ(contact(ann_).closed_reason, "price");
    EXPECT_EQ(contact(ben_).closed_reason, "timing");
}

TEST_F(EachPerson, OneMoreNoIsNoReason) {
    type("no ann");
    type("ben too");
    EXPECT_EQ(contact(ann_).closed_reason, "");
    EXPECT_EQ(contact(ben_).state, ContactState::closed);
}

TEST_F(EachPerson, WhatMayBeTheReasonOfSomebodyElseIsWrittenToNobody) {
    type("no ann");
    type("ben timing");
    EXPECT_EQ(contact(ann_).closed_reason, "");
    EXPECT_EQ(contact(ben_).state, ContactState::open);
}

TEST_F(EachPerson, WhatSomebodyElseDoesIsAReason) {
    type("no ann");
    type("ben is cheaper");
    EXPECT_EQ(contact(ann_).closed_reason, "ben is cheaper");
}

TEST_F(EachPerson, DunnoIsNoReason) {
    type("no ann");
    type("dunno");
    EXPECT_NE(newest().find("Worth asking"), std::string::npos) << newest();
}

TEST_F(EachPerson, WhatWasNotUnderstoodBesideIsTold) {
    type("ann replied but ben didn't");
    EXPECT_NE(newest().find("Nothing written down for \"ben didn't\"."), std::string::npos) << newest();
    EXPECT_EQ(contact(ben_).last_touch, on(2026, 2, 2));
}

TEST_F(EachPerson, ANoBehindATouchClosesAndTheTouchStands) {
    type("saw ann, she said no, budget");
    EXPECT_EQ(contact(ann_).state, ContactState::closed);
    EXPECT_EQ(contact(ann_).closed_reason, "budget");
    EXPECT_EQ(contact(ann_).last_touch, on(2026, 3, 4));
    EXPECT_TRUE(differences().empty());
}

}  // namespace

}  // namespace nudged::conversation
