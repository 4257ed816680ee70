// How it felt: one tap behind a done, never asked for.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class Feelings : public Scene {
protected:
    void done(const std::string& words = "done mum called, the garden") { type(words); }
    std::int64_t mum_ = add("Mum", on(2026, 2, 23), 7);
};

TEST_F(Feelings, StandBehindADone) {
    done();
    EXPECT_NE(button("It felt good"), "");
    tap(button("It felt good"));
    EXPECT_EQ(newest(), "Glad. I'll open with that next time.");
    EXPECT_EQ(contact(mum_).felt, Feeling::good);
}

TEST_F(Feelings, WhatWentWellIsTheOpenerNextTime) {
    done();
    tap(button("It felt good"));
    it_is(2026, 3, 11, 8, 30);
    look();
    EXPECT_NE(newest().find("Last time went well: the garden."), std::string::npos) << newest();
}

TEST_F(Feelings, ThreeHeavyOnesInARowOfferAnotherWay) {
    for (int i = 0; i < 3; ++i) {
        it_is(2026, 3, 4 + static_cast<unsigned>(i), 12, 0);
        done();
        tap(button("It felt heavy"));
        if (i < 2) {
            EXPECT_EQ(newest(), "Noted. That happens.");
        }
    }
    EXPECT_NE(newest().find("The last three with Mum felt heavy. Another way, or less of it?"), std::string::npos)
        << newest();
    tap(button("Half as often"));
    EXPECT_EQ(contact(mum_).cadence_days, 14);
}

TEST_F(Feelings, ACallInsteadOfWritingIsWhatIsSuggestedNext) {
    type("friend mum");
    for (unsigned day = 4; day < 7; ++day) {
        it_is(2026, 3, day, 12, 0);
        done("done mum texted, the garden");
        tap(button("It felt heavy"));
    }
    tap(button("Call instead of writing"));
    it_is(2026, 3, 13, 8, 30);
    look();
    EXPECT_NE(newest().find("A call this time, instead of writing."), std::string::npos) << newest();
    type("done mum called");
    it_is(2026, 3, 20, 8, 30);
    look();
    EXPECT_EQ(newest().find("A call this time"), std::string::npos) << newest();
}

TEST_F(Feelings, AreTakenBackByUndoAndDoNotKeepTheDoneFromBeingTakenBack) {
    done();
    const auto undo_of_done = button("Undo");
    tap(button("It felt heavy"));
    type("undo");
    EXPECT_NE(newest().find("Taken back: how it felt with Mum."), std::string::npos) << newest();
    EXPECT_FALSE(contact(mum_).felt);
    tap(button("It felt heavy"));
    tap(undo_of_done);
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 2, 23));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Feelings, AnotherTapPutsItRight) {
    done();
    const auto good = button("It felt good"), heavy = button("It felt heavy");
    const auto answer = newest_reference();
    tap(heavy, answer);
    EXPECT_EQ(contact(mum_).heavy, 1);
    tap(good, answer);
    EXPECT_EQ(contact(mum_).heavy, 0);
    EXPECT_EQ(contact(mum_).felt, Feeling::good);
}

}  // namespace

}  // namespace nudged::conversation
