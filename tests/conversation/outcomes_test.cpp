// How they answer, channel by channel, on the card.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class Outcomes : public Scene {
protected:
    // E-mails in January, one every five days; the first `answered` of them are answered in the evening.
    void emails(int all, int answered) {
        for (int i = 0; i < all; ++i) {
            const auto day = static_cast<unsigned>(2 + 5 * i);
            it_is(2026, 1, day, 10, 0);
            type("emailed nicole");
            if (i >= answered) continue;
            it_is(2026, 1, day, 20, 0);
            if (i % 2 == 0) {
                tap(button("They answered"));
            } else {
                type("nicole replied");
                type("emailed nicole");  // the answer to theirs awaits none
            }
        }
        it_is(2026, 3, 4, 10, 0);
    }
    [[nodiscard]] std::string card() { return type("who nicole"); }
    std::int64_t nicole_ = add("Nicole Ortiz", on(2025, 12, 1));
};

TEST_F(Outcomes, FromFiveKnownOutcomesOnTheCardTellsTheReplyRateAndTheMedianTime) {
    emails(6, 4);
    EXPECT_NE(card().find("By email: answered 4 of 6, usually within a day."), std::string::npos) << newest();
}

TEST_F(Outcomes, FourAreTooFewToSay) {
    emails(4, 4);
    EXPECT_EQ(card().find("answered 4 of"), std::string::npos) << newest();
}

TEST_F(Outcomes, OfAFriendTheyAreNotCounted) {
    emails(6, 4);
    type("friend nicole");
    EXPECT_EQ(card().find("By email:"), std::string::npos) << newest();
}

TEST_F(Outcomes, ACallThatReachedNobodyIsNoAnswer) {
    for (unsigned day = 2; day < 8; ++day) {
        it_is(2026, 1, day, 10, 0);
        type(day < 5 ? "called nicole" : "called nicole, no answer");
    }
    it_is(2026, 3, 4, 10, 0);
    EXPECT_NE(card().find("By phone: answered 3 of 6."), std::string::npos) << newest();
}

TEST_F(Outcomes, TheListProposesAChannelTheyHaveAndAnswerOn) {
    emails(6, 0);
    it_is(2026, 2, 15, 10, 0);
    type("called nicole");
    type("set nicole email n@example.org");
    type("set nicole telegram @nicole");
    type("every 14d nicole");
    it_is(2026, 3, 5, 8, 30);
    look();
    EXPECT_NE(newest().find("By message this time."), std::string::npos) << newest();
    EXPECT_EQ(newest().find("By email"), std::string::npos) << newest();
}

}  // namespace

}  // namespace nudged::conversation
