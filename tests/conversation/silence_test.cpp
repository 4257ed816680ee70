// What the owner sees and taps while somebody does not answer.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class Silence : public Scene {
protected:
    // Tom was written to three times since 1 January and has not answered.
    void nobody_answers() {
        it_is(2026, 1, 1, 12, 0);
        tom_ = add("Tom Baker", on(2025, 11, 1), 14);
        for (const auto& [month, day] : {std::pair{1U, 1U}, {1U, 20U}, {2U, 10U}}) {
            it_is(2026, month, day, 12, 0);
            type("wrote to tom");
        }
        it_is(2026, 3, 4, 8, 30);
        look();
    }
    std::string nudge() {
        for (const auto& line : chat())
            if (!line.mine)
                if (const auto text = plain_text(message_from_json(line.body).value());
                    text.find("\n1 Tom Baker") != std::string::npos)
                    return text;
        return {};
    }
    void said_not_yet_and_asked_straight() {
        nobody_answers();
        tap("notyet:20260304.1");
        type("done tom");
    }
    std::int64_t tom_ = 0;
};

TEST_F(Silence, BeforeTheStraightQuestionTheOwnerIsAskedWhetherTheyHaveAnswered) {
    nobody_answers();
    EXPECT_NE(nudge().find("1 Tom Baker, no answer to the last three. Most likely busy.\n"
                           "Has Tom answered since 1 Jan?"),
              std::string::npos)
        << nudge();
    EXPECT_EQ(button("Not yet: Tom Baker"), "notyet:20260304.1");
    EXPECT_EQ(button("Yes, they did: Tom Baker"), "replied:20260304.1/heard");
}

TEST_F(Silence, AfterNotYetTheStraightQuestionStandsInItsPlace) {
    nobody_answers();
    tap("notyet:20260304.1");
    EXPECT_NE(nudge().find("\"Tom, shall I keep in touch, or leave it? Either is fine with me.\""), std::string::npos)
        << nudge();
    EXPECT_EQ(button("Not yet: Tom Baker"), "");
    type("undo");
    EXPECT_NE(nudge().find("Has Tom answered since 1 Jan?"), std::string::npos) << nudge();
    EXPECT_TRUE(differences().empty());
}

TEST_F(Silence, AfterYesTheyDidAllBeginsAnew) {
    nobody_answers();
    tap("replied:20260304.1/heard");
    EXPECT_EQ(contact(tom_).silence, 0);
    EXPECT_FALSE(contact(tom_).your_turn);
    EXPECT_NE(nudge().find("Tom Baker answered."), std::string::npos) << nudge();
}

TEST_F(Silence, DoneWithAStraightQuestionIsAStraightQuestion) {
    said_not_yet_and_asked_straight();
    EXPECT_EQ(contact(tom_).straight_on, on(2026, 3, 4));
    const auto touches = exchange([&](Exchange& e) { return e.tables.journal.touches(owner_, tom_, 1); });
    EXPECT_EQ(touches.at(0).kind, TouchKind::straight);
}

TEST_F(Silence, ToWalkAwayIsSuggestedWithTheEvidenceAndThreeTaps) {
    said_not_yet_and_asked_straight();
    it_is(2026, 3, 18, 8, 30);
    look();
    EXPECT_NE(newest().find("1 Tom Baker: you asked on 4 Mar whether to go on. No answer to that yet.\n"
                            "You did your part. Let it rest?"),
              std::string::npos)
        << newest();
    EXPECT_EQ(button("Once more, with something helpful: Tom Baker"), "again:20260318.1/once");
    EXPECT_EQ(button("Let it rest: Tom Baker"), "part:20260318.1");
    EXPECT_EQ(button("They answered: Tom Baker"), "replied:20260318.1/heard");
}

TEST_F(Silence, OnceMoreSaysWhenSomethingHelpfulComes) {
    said_not_yet_and_asked_straight();
    it_is(2026, 3, 18, 8, 30);
    look();
    tap("again:20260318.1/once");
    EXPECT_NE(newest().find("Tom Baker: something helpful around Wed 8 Apr."), std::string::npos) << newest();
    it_is(2026, 4, 8, 8, 30);
    look();
    EXPECT_NE(newest().find("Something helpful, and nothing asked with it."), std::string::npos) << newest();
    type("done tom");
    const auto touches = exchange([&](Exchange& e) { return e.tables.journal.touches(owner_, tom_, 1); });
    EXPECT_EQ(touches.at(0).kind, TouchKind::help);
}

TEST_F(Silence, LetItRestLeavesTheDoorOpen) {
    said_not_yet_and_asked_straight();
    type("part tom");
    EXPECT_EQ(newest(),
              "Tom is off the list, no hard feelings, and the door stays open: if they write, say tom replied and all "
              "of this is back.");
    type("tom replied");
    EXPECT_EQ(contact(tom_).state, ContactState::open);
}

TEST_F(Silence, FriendsAreOnlyOfferedAnotherWay) {
    nobody_answers();
    type("friend tom");
    it_is(2026, 3, 5, 8, 30);
    look();
    EXPECT_EQ(newest().find("Has Tom answered"), std::string::npos) << newest();
    EXPECT_NE(newest().find("Tom Baker, the last three messages went by"), std::string::npos) << newest();
    EXPECT_NE(type("friend #climbing").find("Everyone with #climbing"), std::string::npos);
}

TEST_F(Silence, NeedsThatAreOldMakeOneCurious) {
    it_is(2026, 3, 4, 8, 0);
    const auto karl = add("Karl Weiss", on(2026, 1, 1), 30);
    type("needs karl: a new workshop");
    EXPECT_EQ(contact(karl).needs_on, on(2026, 3, 4));
    it_is(2026, 3, 4, 8, 30);
    look();
    EXPECT_NE(newest().find("On their mind: a new workshop."), std::string::npos) << newest();
    it_is(2026, 6, 8, 8, 30);
    look();
    EXPECT_NE(newest().find("Be curious:"), std::string::npos) << newest();
    type("karl brings: good questions");
    EXPECT_EQ(contact(karl).brings, "good questions");
}

}  // namespace

}  // namespace nudged::conversation
