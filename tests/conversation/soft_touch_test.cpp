// A word on the spot, from being asked for to being sent.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class SoftTouch : public Scene {};

TEST_F(SoftTouch, MissedIsAnsweredWithALineToCopyAndWritesNothingDown) {
    const auto nicole = add("Nicole Ortiz", on(2026, 2, 1));
    type("set nicole email n@example.org");
    const auto before = contact(nicole);
    EXPECT_EQ(type("missed nicole at lunch"), "For Nicole, to copy:\nNo Nicole at lunch today. Hope all is well.");
    EXPECT_EQ(contact(nicole), before);
}

TEST_F(SoftTouch, SentItIsATouchOnTheChannelOfTheOnlyAddressAndCanBeUndone) {
    const auto nicole = add("Nicole Ortiz", on(2026, 2, 1));
    type("set nicole email n@example.org");
    type("noticed nicole new job");
    const auto before = contact(nicole);
    tap(button("Sent it"));
    EXPECT_EQ(contact(nicole).last_outward, on(2026, 3, 4));
    EXPECT_EQ(newest().find("Nicole: emailed today."), 0U) << newest();
    tap(button("Undo"));
    EXPECT_EQ(contact(nicole), before);
    EXPECT_TRUE(differences().empty());
}

TEST_F(SoftTouch, SentItAndDoneTypedBelowTheWordsAreAboutWhomTheyAreFor) {
    for (const auto* said : {"sent it", "done", "Sent it."}) {
        const auto karl = add(std::string("Karl ") + said, on(2026, 1, 1));
        look();
        const auto tom = add(std::string("Tom ") + said, on(2026, 3, 1));
        const auto before = contact(karl);
        type("set contact:" + std::to_string(tom) + " email t@example.org");
        type("missed contact:" + std::to_string(tom));
        const auto answer = type(said);
        EXPECT_EQ(answer.find("Tom: emailed today."), 0U) << said << ": " << answer;
        EXPECT_EQ(contact(tom).last_outward, on(2026, 3, 4));
        EXPECT_EQ(contact(karl), before);
        tap(button("Undo"));
        EXPECT_EQ(contact(tom).last_outward, on(2026, 3, 1));
    }
}

TEST_F(SoftTouch, DoneLongAfterTheWordsIsAboutTheListAgain) {
    const auto karl = add("Karl", on(2026, 1, 1));
    look();
    add("Tom", on(2026, 3, 1));
    type("missed tom");
    it_is(2026, 3, 4, 12, 0);
    type("done");
    EXPECT_EQ(contact(karl).last_outward, on(2026, 3, 4));
}

TEST_F(SoftTouch, DoneBelowANudgeThatCameSinceIsAboutTheNudge) {
    add("Karl", on(2026, 1, 1));
    add("Lena", on(2026, 1, 1));
    const auto tom = add("Tom", on(2026, 3, 1));
    it_is(2026, 3, 4, 8, 25);
    type("missed tom");
    it_is(2026, 3, 4, 8, 30);
    look();
    it_is(2026, 3, 4, 8, 32);
    EXPECT_EQ(type("done"), "Which one?");
    EXPECT_EQ(contact(tom).last_outward, on(2026, 3, 1));
}

TEST_F(SoftTouch, SentItStillIsBelowANudgeThatCameSince) {
    add("Karl", on(2026, 1, 1));
    const auto tom = add("Tom", on(2026, 3, 1));
    it_is(2026, 3, 4, 8, 25);
    type("missed tom");
    it_is(2026, 3, 4, 8, 30);
    look();
    type("sent it");
    EXPECT_EQ(contact(tom).last_outward, on(2026, 3, 4));
}

TEST_F(SoftTouch, SentItIsNoGift) {
    const auto karl = add("Karl", on(2026, 1, 1));
    look();
    for (const auto* said : {"sent it", "sent it to karl"}) {
        type(said);
        exchange([&](Exchange& e) {
            EXPECT_EQ(e.tables.journal.touches(owner_, karl, 1).at(0).kind, TouchKind::soft) << said;
            return 0;
        });
    }
}

TEST_F(SoftTouch, NeedsNoAnswerTypedIsWhatItsButtonDoes) {
    add("Karl", on(2026, 1, 1));
    look();
    it_is(2026, 3, 4, 8, 40);
    const auto tom = add("Tom", on(2026, 3, 1));
    for (const auto* said : {"needs no answer", "tom needs no answer"}) {
        type("tom replied");
        ASSERT_TRUE(contact(tom).your_turn);
        type(said);
        EXPECT_FALSE(contact(tom).your_turn) << said << ": " << newest();
        EXPECT_TRUE(contact(tom).needs.empty()) << said;
    }
}

TEST_F(SoftTouch, AForgedChannelIsNone) {
    const auto nicole = add("Nicole Ortiz", on(2026, 2, 1));
    type("who nicole");
    tap("done:c" + std::to_string(nicole) + "/pigeon");
    exchange([&](Exchange& e) {
        EXPECT_EQ(e.tables.journal.touches(owner_, nicole, 1).at(0).channel, "");
        return 0;
    });
}

TEST_F(SoftTouch, NowOfTheThirdTimeIsALineToCopy) {
    add("Sam Lee", on(2026, 1, 1));
    for (int i = 0; i < 3; ++i) type("skip sam");
    tap(button("Now, it takes a minute"));
    EXPECT_EQ(newest(), "For Sam, to copy:\nSam, you came to mind today. How are things with you?");
}

TEST_F(SoftTouch, TheWaysStandBehindTheDotsOfTheNudge) {
    add("Mum", on(2026, 2, 1), 7);
    type("set mum phone +351 912 345 678");
    look();
    tap(button("More for Mum"));
    bool calls = false;
    for (const auto& block : newest_message().blocks)
        for (const auto& row : block.rows)
            for (const auto& one : row) calls = calls || one.url == "tel:+351912345678";
    EXPECT_TRUE(calls);
}

}  // namespace

}  // namespace nudged::conversation
