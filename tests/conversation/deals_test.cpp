// An open question with somebody: what the owner types, sees and taps until it is answered or let go.
#include "daemon/conversation/keys.hpp"
#include "daemon/messages/actions.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class Deals : public Scene {
protected:
    // The proposal went out on Wednesday 4 March.
    void a_proposal() {
        priya_ = add("Priya Nair", on(2026, 2, 20), 60);
        type("emailed priya the proposal");
        type("deal priya proposal for the website");
    }
    // Her steps are taken, one nudge after the other.
    void until(int step) {
        while (contact(priya_).deal->step < step) {
            look_on_the_day_of_the_step();
            type("done priya");
        }
        look_on_the_day_of_the_step();
    }
    void look_on_the_day_of_the_step() {
        for (int morning = 0; morning < 60; ++morning) {
            now_ += days{1};
            look();
            const auto text = nudge();
            if (text.find("1 Priya Nair") != std::string::npos) return;
        }
        FAIL() << "she never comes";
    }
    std::string date() {
        return exchange([](Exchange& e) { return messages::encode_date(e.today()); });
    }
    // The newest message when it is of today's list.
    std::string nudge() {
        const auto list = exchange([](Exchange& e) { return e.tables.lists.find(e.owner.id, e.today()); });
        return list ? newest() : "";
    }
    std::vector<JournalEntry> journal() {
        return exchange([&](Exchange& e) { return e.tables.journal.newest(owner_, priya_, 50); });
    }
    std::int64_t priya_ = 0;
};

TEST_F(Deals, FollowAPlanOfTheConfigurationThatIsAnotherSinceTheLastStart) {
    rules_.followup.deal_plan = {10, 20};
    a_proposal();
    rules_.followup.deal_plan = {3, 5};
    restart();
    bring_keys_up_to_date(*store_, rules_);
    it_is(2026, 3, 9, 8, 30);
    look();
    EXPECT_NE(nudge().find("1 Priya Nair"), std::string::npos) << newest();
    const auto made_by = exchange([](Exchange& e) { return e.tables.owners.nudge_state(e.owner.id).keys_by; });
    EXPECT_EQ(made_by, "cadence 30, gap 3, snooze 3, patience 3, plan 3 5");
}

TEST_F(Deals, AreOpenedByAWordWhichSaysWhatComesNext) {
    a_proposal();
    EXPECT_EQ(newest(),
              "Priya: the proposal for the website, an open question from now on. A soft word around Mon 9 Mar.");
    EXPECT_EQ(contact(priya_).deal->what, "proposal for the website");
    EXPECT_EQ(journal().front().what, "deal");
    EXPECT_EQ(journal().front().note, "proposal for the website");
    EXPECT_EQ(type("deal priya"), "Priya: the proposal for the website is an open question already. Nothing changed.");
    EXPECT_EQ(type("undo").substr(0, 44), "Taken back: the open question with Priya. Ne");
    EXPECT_FALSE(contact(priya_).deal);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Deals, ComeWithWhyNowAndTheKindOfTheirStep) {
    a_proposal();
    until(0);
    EXPECT_NE(newest().find("1 Priya Nair, 5 days since the proposal for the website\nNo need to mention it. \""),
              std::string::npos)
        << newest();
    type("needs priya moving the old content");
    until(1);
    EXPECT_NE(newest().find("Something helpful, nothing asked. On their mind: moving the old content."),
              std::string::npos)
        << newest();
    until(4);
    EXPECT_NE(newest().find("\"Priya, shall I keep the proposal for the website open, or leave it? Either is fine"),
              std::string::npos)
        << newest();
    type("done priya");
    const auto touches = exchange([&](Exchange& e) { return e.tables.journal.touches(owner_, priya_, 2); });
    EXPECT_EQ(touches.at(0).kind, TouchKind::straight);
    EXPECT_EQ(touches.at(1).kind, TouchKind::help);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Deals, NameWhatTheShelfHasWithAHelpfulStepAndWithNoOther) {
    a_proposal();
    type("needs priya moving the old content");
    type("shelf Moving 4,000 pages in a weekend");
    until(0);
    EXPECT_EQ(newest().find("Your shelf has"), std::string::npos) << newest();
    type("snooze priya 1d");
    look_on_the_day_of_the_step();
    EXPECT_EQ(newest().find("Your shelf has"), std::string::npos) << newest();
    type("done priya");
    until(1);
    EXPECT_NE(
        newest().find("On their mind: moving the old content. Your shelf has \"Moving 4,000 pages in a weekend\"."),
        std::string::npos)
        << newest();
    type("done priya");
    EXPECT_EQ(contact(priya_).given, std::vector<std::int64_t>{1});
}

TEST_F(Deals, AfterTheLastStepAreAskedAboutWithFourTaps) {
    a_proposal();
    until(5);
    EXPECT_NE(newest().find("1 Priya Nair: the proposal for the website has had its last step\n"
                            "Let the question go, and keep Priya, every 2 months?"),
              std::string::npos)
        << newest();
    EXPECT_EQ(button("One last word: Priya Nair"), "again:" + date() + ".1/last");
    EXPECT_EQ(button("They answered: Priya Nair"), "replied:" + date() + ".1/heard");
    EXPECT_EQ(button("Leave both: Priya Nair"), "part:" + date() + ".1/both");
    tap(button("Keep in touch, every 2 months: Priya Nair"));
    EXPECT_FALSE(contact(priya_).deal);
    EXPECT_EQ(contact(priya_).state, ContactState::open);
    EXPECT_NE(newest().find("Priya Nair: the proposal for the website is let go. Next around"), std::string::npos)
        << newest();
    EXPECT_EQ(journal().front().what, "deal");
    EXPECT_EQ(journal().front().reason, "let go");
}

TEST_F(Deals, HaveOneLastWordInTheSamePlace) {
    a_proposal();
    until(5);
    tap(button("One last word: Priya Nair"));
    EXPECT_NE(newest().find("shall I keep the proposal for the website open, or leave it?"), std::string::npos)
        << newest();
    EXPECT_EQ(button("One last word: Priya Nair"), "");
    type("undo");
    tap("more:" + date() + ".0", std::to_string(chat().front().id));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Deals, OfWhichTheyAnsweredBeginAgain) {
    a_proposal();
    until(5);
    tap(button("They answered: Priya Nair"));
    EXPECT_EQ(contact(priya_).deal->step, 0);
    EXPECT_NE(newest().find("Priya Nair answered."), std::string::npos) << newest();
}

TEST_F(Deals, AreLeftWithThePersonByLeaveBoth) {
    a_proposal();
    until(5);
    tap(button("Leave both: Priya Nair"));
    EXPECT_EQ(contact(priya_).state, ContactState::parted);
    EXPECT_TRUE(differences().empty());
    type("undo");
    EXPECT_TRUE(contact(priya_).deal);
}

TEST_F(Deals, WithAFriendAskNobodyToLeaveThem) {
    a_proposal();
    type("friend priya");
    until(5);
    EXPECT_NE(button("Keep in touch, every 2 months: Priya Nair"), "") << newest();
    EXPECT_EQ(button("Leave both: Priya Nair"), "");
    type("no priya budget");
    EXPECT_EQ(button("Leave it there"), "");
    EXPECT_NE(button("Stay in touch, every 90 days"), "");
}

TEST_F(Deals, ThatEndWithANoOfferASlowerRhythm) {
    a_proposal();
    type("no priya budget");
    tap(button("Stay in touch, every 90 days"));
    EXPECT_EQ(contact(priya_).cadence_days, 90);
    EXPECT_NE(newest().find("every 3 months now. Next around"), std::string::npos) << newest();
    type("deal priya another one");
    type("no priya timing");
    EXPECT_EQ(button("Stay in touch, every 90 days"), "") << "it is that already";
    EXPECT_NE(button("Leave it there"), "");
}

TEST_F(Deals, EndWithANoThatOffersToLeaveItThere) {
    a_proposal();
    EXPECT_EQ(type("no priya budget"),
              "Noted: Priya said no to the proposal for the website, \"budget\". Next around Mon 4 May.\n"
              "For Priya, to copy:\n"
              "Thanks for telling me straight, Priya. It helps to know, and I wish you well with it.");
    EXPECT_EQ(contact(priya_).state, ContactState::open);
    EXPECT_EQ(journal().front().what, "closed");
    EXPECT_EQ(journal().front().reason, "budget");
    tap(button("Leave it there"));
    EXPECT_EQ(contact(priya_).state, ContactState::closed);
    EXPECT_EQ(contact(priya_).closed_reason, "budget");
    type("undo");
    EXPECT_EQ(contact(priya_).state, ContactState::open);
    type("undo");
    EXPECT_TRUE(contact(priya_).deal);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Deals, HaveTheirReasonTypedOrTappedAndThePersonStays) {
    a_proposal();
    EXPECT_NE(type("no priya").find("Noted: Priya said no to the proposal for the website. What decided it"),
              std::string::npos)
        << newest();
    EXPECT_NE(button("Price"), "");
    EXPECT_NE(button("Leave it there"), "");
    EXPECT_NE(type("no budget this year").find("Noted: Priya said no to the proposal for the website, \"no budget"),
              std::string::npos)
        << newest();
    EXPECT_EQ(contact(priya_).state, ContactState::open);
    EXPECT_EQ(journal().front().reason, "no budget this year");
    tap(button("Leave it there"));
    EXPECT_EQ(contact(priya_).closed_reason, "no budget this year");
    for (int i = 0; i < 3; ++i) type("undo");
    ASSERT_TRUE(contact(priya_).deal);
    type("no priya");
    tap(button("Price"));
    EXPECT_EQ(contact(priya_).state, ContactState::open);
    EXPECT_NE(newest().find("Priya said no to the proposal for the website, \"price\"."), std::string::npos);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Deals, OnAListEndWithATapAndThePersonMayGoToo) {
    a_proposal();
    until(0);
    tap("no:" + date() + ".1");
    EXPECT_NE(newest().find("Priya Nair said no to the proposal for the website. What decided it"), std::string::npos)
        << newest();
    EXPECT_EQ(contact(priya_).state, ContactState::open);
    tap(button("Timing: Priya Nair"));
    EXPECT_NE(newest().find("Priya Nair said no to the proposal for the website, \"timing\"."), std::string::npos)
        << newest();
    tap(button("Leave it there: Priya Nair"));
    EXPECT_EQ(contact(priya_).state, ContactState::closed);
    EXPECT_EQ(contact(priya_).closed_reason, "timing");
    EXPECT_TRUE(differences().empty());
}

TEST_F(Deals, AreWonByAWordOrATap) {
    a_proposal();
    EXPECT_EQ(type("priya won"), "Priya: yes to the proposal for the website. Good to hear. Next around Mon 4 May.");
    EXPECT_EQ(journal().front().what, "won");
    EXPECT_EQ(contact(priya_).state, ContactState::open);
    type("undo");
    type("who priya");
    EXPECT_NE(newest().find("An open question since Wed 4 Mar: the proposal for the website."), std::string::npos)
        << newest();
    tap(button("They said yes: Priya Nair"));
    EXPECT_FALSE(contact(priya_).deal);
    tap(button("Leave it there"));
    EXPECT_EQ(contact(priya_).state, ContactState::parted);
    EXPECT_EQ(type("won priya"), "No question is open with Priya. Nothing changed. deal priya website opens one.");
}

TEST_F(Deals, WalkedAwayFromLeaveThePerson) {
    a_proposal();
    EXPECT_EQ(type("part priya"),
              "Priya: the proposal for the website is let go, and Priya stays. Next around Mon 4 May.");
    EXPECT_EQ(contact(priya_).state, ContactState::open);
    tap(button("Leave it there"));
    EXPECT_EQ(contact(priya_).state, ContactState::parted);
}

TEST_F(Deals, AreYourTurnOnceTheyAnswerAndBeginAgainAfterwards) {
    a_proposal();
    until(2);
    type("priya replied \"next week\"");
    EXPECT_NE(newest().find("First in"), std::string::npos) << newest();
    EXPECT_EQ(contact(priya_).deal->step, 0);
    type("done priya");
    EXPECT_NE(newest().find("Next around"), std::string::npos) << newest();
    EXPECT_EQ(contact(priya_).deal->step, 0);
}

TEST_F(Deals, HaveAPlanOfTheirOwn) {
    a_proposal();
    EXPECT_EQ(type("plan priya 7 14"),
              "Priya: the proposal for the website after 7 and 14 days of silence. Next around Wed 11 Mar.");
    EXPECT_EQ(type("plan priya"), "Priya: the proposal for the website, a word after 7 and 14 days of silence.");
    EXPECT_EQ(type("plan 2 14 priya"),
              "A gap of 2 days is too short: 3 days lie between two words at least. Nothing changed. For example: plan "
              "3 14 priya");
    EXPECT_EQ(contact(priya_).deal->plan, (std::vector{7, 14}));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Deals, HaveAPlanByTag) {
    a_proposal();
    type("tag priya #applications");
    EXPECT_EQ(type("plan #applications"),
              "#applications has no plan of its own. The usual one: a word after 3, 5, 10, 20 and 30 days of silence.");
    EXPECT_EQ(
        type("plan 7 14 #applications"),
        "Open questions with #applications: a word after 7 and 14 days of silence. A plan of their own still wins.");
    EXPECT_EQ(
        type("plan #applications"),
        "Open questions with #applications: a word after 7 and 14 days of silence. A plan of their own still wins.");
    EXPECT_NE(type("plan 1 14 #applications").find("A gap of 1 day is too short"), std::string::npos) << newest();
    EXPECT_NE(type("plan").find("a word after 3, 5, 10, 20 and 30 days"), std::string::npos) << newest();
    it_is(2026, 3, 10, 8, 30);
    look();
    EXPECT_EQ(newest().find("1 Priya"), std::string::npos);
    it_is(2026, 3, 11, 8, 30);
    look();
    EXPECT_NE(newest().find("1 Priya Nair, 7 days since the proposal for the website"), std::string::npos) << newest();
    EXPECT_NE(type("undo").find("the plan of a tag"), std::string::npos) << newest();
    EXPECT_TRUE(differences().empty());
}

TEST_F(Deals, OffTakesAPlanBackOfATagAndOfADeal) {
    a_proposal();
    type("tag priya #applications");
    type("plan 7 14 #applications");
    type("plan priya 4 8");
    EXPECT_EQ(type("plan priya off"),
              "Priya: the proposal for the website after 7 and 14 days of silence. Next around Wed 11 Mar.");
    EXPECT_TRUE(contact(priya_).deal->plan.empty());
    EXPECT_NE(type("plan priya off").find("That is so already for Priya."), std::string::npos) << newest();
    EXPECT_EQ(type("plan #applications off"),
              "#applications has no plan of its own. The usual one: a word after 3, 5, 10, 20 and 30 days of silence.");
    it_is(2026, 3, 9, 8, 30);
    look();
    EXPECT_NE(newest().find("1 Priya Nair, 5 days since"), std::string::npos) << newest();
    EXPECT_TRUE(differences().empty());
}

TEST_F(Deals, AreSeenInTheListAndTheReview) {
    a_proposal();
    EXPECT_NE(type("list").find("Priya Nair, Mon 9 Mar: the proposal for the website"), std::string::npos) << newest();
    EXPECT_NE(type("review").find("Priya's proposal for the website on Monday"), std::string::npos) << newest();
}

TEST_F(Deals, AskWhomAndStealNoPlainSentence) {
    a_proposal();
    add("Sam Lee", on(2026, 2, 1));
    it_is(2026, 3, 4, 10, 0);
    for (const auto* text :
         {"big deal", "no big deal", "deal with it", "what a deal", "plan a trip", "priya won an award"}) {
        type(text);
        EXPECT_EQ(contact(priya_).deal->what, "proposal for the website") << text;
        EXPECT_EQ(journal().front().what, "deal") << text << ": " << newest();
    }
    EXPECT_NE(type("deal").find("Wh"), std::string::npos) << newest();
    type("deal with sam: pricing");
    EXPECT_NE(newest().find("Sam: the pricing, an open question from now on."), std::string::npos) << newest();
}

TEST_F(Deals, SurviveARestartAndASnooze) {
    a_proposal();
    until(1);
    restart();
    tap("snooze:" + date() + ".1");
    now_ += days{3};
    look();
    EXPECT_NE(newest().find("since the proposal for the website"), std::string::npos) << newest();
    type("done priya");
    EXPECT_EQ(contact(priya_).deal->step, 2);
    const auto touches = exchange([&](Exchange& e) { return e.tables.journal.touches(owner_, priya_, 1); });
    EXPECT_EQ(touches.at(0).kind, TouchKind::help);
}

}  // namespace

}  // namespace nudged::conversation
