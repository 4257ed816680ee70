// After a `no`: the basis, words of thanks to copy, and where something was missing one more helpful touch.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class AfterNo : public Scene {
protected:
    static constexpr const char* thanks =
        "For Tom, to copy:\nThanks for telling me straight, Tom. It helps to know, and I wish you well with it.";

    [[nodiscard]] bool says(const std::string& words) { return newest().find(words) != std::string::npos; }
    [[nodiscard]] std::string copied() {
        for (const auto& block : newest_message().blocks)
            for (const auto& row : block.rows)
                for (const auto& one : row)
                    if (!one.copy.empty()) return one.copy;
        return {};
    }
    std::int64_t tom_ = add("Tom Baker", on(2026, 2, 1));
};

TEST_F(AfterNo, AReasonIsAnsweredWithWordsOfThanksToCopy) {
    type("no tom budget");
    EXPECT_EQ(newest(), std::string("Noted: Tom said no, \"budget\".\n") + thanks);
    EXPECT_EQ(copied(), "Thanks for telling me straight, Tom. It helps to know, and I wish you well with it.");
    EXPECT_NE(button("Undo"), "");
}

TEST_F(AfterNo, OfFamilyMayBeToASundayAndIsNoted) {
    type("tag tom #family");
    EXPECT_EQ(type("tom said no, he can't come on sunday"), "A no to something, or is Tom to come off the list?");
    EXPECT_EQ(copied(), "");
    EXPECT_EQ(contact(tom_).state, ContactState::open);
    tap(button("To something"));
    EXPECT_EQ(newest(), "Tom: noted, \"said no, he can't come on sunday\".");
    EXPECT_EQ(contact(tom_).state, ContactState::open);
    EXPECT_TRUE(differences().empty());
}

TEST_F(AfterNo, AFriendComesOffTheListOnlyOnceThatIsSaid) {
    type("friend tom");
    const auto before = contact(tom_);
    EXPECT_EQ(type("no tom"), "A no to something, or is Tom to come off the list?");
    tap(button("Off the list"));
    EXPECT_EQ(newest(), "Tom is off the list, no hard feelings. reopen tom any time.");
    EXPECT_EQ(contact(tom_).state, ContactState::parted);
    tap(button("Undo"));
    EXPECT_EQ(contact(tom_), before);
    type("no tom moved away");
    type("off the list");
    EXPECT_EQ(contact(tom_).closed_reason, "moved away");
}

TEST_F(AfterNo, ATapOnAFriendsNoAsksTheSame) {
    type("friend tom");
    look();
    tap("no:20260304.1");
    EXPECT_EQ(newest(), "A no to something, or is Tom to come off the list?");
    EXPECT_EQ(contact(tom_).state, ContactState::open);
    tap(button("Off the list"));
    EXPECT_EQ(contact(tom_).state, ContactState::parted);
}

TEST_F(AfterNo, OfSeveralOnlyTheFriendsAreAskedAbout) {
    const auto nicole = add("Nicole Ortiz", on(2026, 2, 2));
    add("Mum", on(2026, 2, 3));
    type("friend tom");
    type("tag mum #family");
    type("no to tom, nicole and mum");
    EXPECT_TRUE(says("A no to something, or are Tom and Mum to come off the list?")) << newest();
    EXPECT_EQ(contact(nicole).state, ContactState::closed);
    EXPECT_EQ(contact(tom_).state, ContactState::open);
}

TEST_F(AfterNo, FriendsOfTwoClausesAreAskedAboutTogetherAndEachKeepsTheReason) {
    const auto mum = add("Mum", on(2026, 2, 3));
    type("friend tom");
    type("tag mum #family");
    EXPECT_EQ(type("no tom moved away\nno mum"), "A no to something, or are Tom and Mum to come off the list?");
    tap(button("Off the list"));
    EXPECT_EQ(contact(tom_).state, ContactState::parted);
    EXPECT_EQ(contact(tom_).closed_reason, "moved away");
    EXPECT_EQ(contact(mum).state, ContactState::parted);
    EXPECT_EQ(contact(mum).closed_reason, "");
    type("undo");
    type("no tom moved away\nno mum the knee");
    type("to something");
    EXPECT_EQ(contact(tom_).state, ContactState::open);
    EXPECT_EQ(contact(tom_).note, "said no, moved away");
    EXPECT_EQ(contact(mum).note, "said no, the knee");
}

TEST_F(AfterNo, AFriendAndAnotherQuestionAreBothAskedAboutAndNeitherAnswerTakesTheOthersButtons) {
    const auto lee = add("Sam Lee", on(2026, 2, 2));
    add("Sam Reyes", on(2026, 2, 3));
    type("friend tom");
    type("no tom\ndone sam");
    EXPECT_TRUE(says("A no to something, or is Tom to come off the list?")) << newest();
    EXPECT_TRUE(says("Which Sam?")) << newest();
    const auto message = newest_reference(), sam = button("Sam Lee"), off = button("Off the list");
    tap(off, message);
    EXPECT_EQ(newest(), "Tom is off the list, no hard feelings. reopen tom any time.");
    EXPECT_NE(newest_reference(), message);
    EXPECT_EQ(contact(tom_).state, ContactState::parted);
    tap(sam, message);
    EXPECT_EQ(contact(lee).last_touch, on(2026, 3, 4));
}

TEST_F(AfterNo, WordsBelowTwoQuestionsAreForTheOtherOneAndNotAboutTheFriend) {
    const auto lee = add("Sam Lee", on(2026, 2, 2));
    add("Sam Reyes", on(2026, 2, 3));
    type("friend tom");
    type("no tom\ndone sam");
    type("sam lee");
    EXPECT_EQ(contact(lee).last_touch, on(2026, 3, 4));
    EXPECT_EQ(contact(tom_).state, ContactState::open);
}

TEST_F(AfterNo, TheBasisIsAskedForOnceAndThenTheThanksCome) {
    EXPECT_EQ(type("no tom"), "Noted: Tom said no. What decided it, if you know?");
    EXPECT_EQ(copied(), "");
    tap(button("Price"));
    EXPECT_EQ(newest(), std::string("Noted: Tom said no, \"price\".\n") + thanks);
}

TEST_F(AfterNo, AReasonThatIsTypedIsThankedForToo) {
    type("no tom");
    EXPECT_EQ(type("they chose another supplier"),
              std::string("Noted: Tom said no, \"they chose another supplier\".\n") + thanks);
}

TEST_F(AfterNo, DontKnowOffersALineThatAsksThem) {
    type("no tom");
    tap(button("Don't know"));
    EXPECT_EQ(newest(),
              "Worth asking Tom kindly. To copy: \"Thanks for telling me straight, Tom. What decided it, if you don't "
              "mind my asking?\"");
}

TEST_F(AfterNo, OfSeveralEachIsThankedByName) {
    add("Nicole Ortiz", on(2026, 2, 2));
    look();
    type("no to 1 and 2");
    type("price");
    EXPECT_TRUE(says("For Tom, to copy:\nThanks for telling me straight, Tom.")) << newest();
    EXPECT_TRUE(says("For Nicole, to copy:\nThanks for telling me straight, Nicole.")) << newest();
    type("reopen tom, nicole");
    EXPECT_TRUE((type("no to tom and nicole"), type("don't know"), says("Worth asking Tom kindly."))) << newest();
    EXPECT_TRUE(says("Worth asking Nicole kindly.")) << newest();
    EXPECT_FALSE(says("to copy:\n")) << "the words stand in the lines";
    EXPECT_TRUE(differences().empty());
}

TEST_F(AfterNo, InTheNudgeTheWordsStandInThePlaceOfThePerson) {
    look();
    const auto nudge = newest_reference();
    tap("no:20260304.1");
    tap(button("Timing"), nudge);
    EXPECT_EQ(chat().size(), 1U) << newest();
    EXPECT_TRUE(says("To copy: \"Thanks for telling me straight, Tom.")) << newest();
}

TEST_F(AfterNo, WhereSomethingWasMissingOneMoreHelpfulTouchIsOffered) {
    type("no tom hadn't heard that we do training");
    EXPECT_TRUE(says(thanks)) << newest();
    EXPECT_TRUE(says("So that is something Tom hadn't heard. One helpful word about it, and nothing asked?"));
    tap(button("Yes, once more"));
    EXPECT_TRUE(says("Tom, one thing I never told you: we do training. No need to answer.")) << newest();
    tap(button("Sent it"));
    EXPECT_TRUE(says("Tom: something helpful, given today.")) << newest();
    EXPECT_EQ(contact(tom_).state, ContactState::closed);
    exchange([&](Exchange& e) {
        EXPECT_EQ(e.tables.journal.touches(owner_, tom_, 1).at(0).kind, TouchKind::help);
        EXPECT_EQ(e.tables.journal.newest(owner_, tom_, 1).at(0).what, "gave");
        return 0;
    });
    tap(button("Undo"));
    exchange([&](Exchange& e) {
        EXPECT_TRUE(e.tables.journal.touches(owner_, tom_, 1).empty());
        return 0;
    });
    EXPECT_TRUE(differences().empty());
}

TEST_F(AfterNo, TheOfferCanBeLeftAndIsNotMadeForOtherReasons) {
    type("no tom");
    type("didn't know we do training, sadly");
    EXPECT_TRUE(says("One helpful word about it")) << newest();
    tap(button("Leave it"));
    EXPECT_EQ(newest(), "All right, nothing changed.");
    type("reopen tom");
    type("no tom too expensive");
    EXPECT_FALSE(says("helpful word")) << newest();
}

TEST_F(AfterNo, AllOfItIsTakenBackByUndo) {
    const auto before = contact(tom_);
    type("no tom budget");
    tap(button("Undo"));
    EXPECT_EQ(contact(tom_), before);
    EXPECT_TRUE(differences().empty());
}

}  // namespace

}  // namespace nudged::conversation
