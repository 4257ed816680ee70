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
