// On a journey: said in the chat, noticed by a device, and back.
#include "daemon/conversation/travelling.hpp"

#include "daemon/messages/welcome.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class Travelling : public Scene {
protected:
    [[nodiscard]] Owner owner() {
        return store_->transact([&](Tables& tables) { return *tables.owners.find(owner_); });
    }
    // A device says where it is; the question that comes of it, empty when none does.
    std::string device_in(const std::string& zone) {
        return exchange([&](Exchange& e) {
            const auto question = zone_told(e, zone);
            if (!question) return std::string();
            post(e.tables, owner_, webchat_of(owner_), *question, {}, moment());
            return plain_text(*question);
        });
    }
};

TEST_F(Travelling, ACityInTheChatIsTheTimeThereUntilTheOwnerIsHome) {
    EXPECT_EQ(type("I'm in Tokyo"),
              "It's 17:30 in Tokyo. I write at 08:30 there. Back in Lisbon? Just write: I'm home");
    EXPECT_EQ(owner().zone, "Asia/Tokyo");
    EXPECT_EQ(type("I'm in Tokyo"), "It's 17:30 in Tokyo. That is the time I go by already, so nothing changed.");
    EXPECT_EQ(type("I'm home"), "It's 08:30 in Lisbon. I write at 08:30 there from now on.");
    EXPECT_EQ(owner().zone, "Europe/Lisbon");
    EXPECT_EQ(owner().home, "");
}

TEST_F(Travelling, TheNudgeComesAtTheHourOfThePlace) {
    add("Mum", on(2026, 2, 1), 7);
    type("I'm in New York");
    EXPECT_EQ(look(), at(2026, 3, 4, 13, 30));
}

TEST_F(Travelling, AJourneyWithAnEndReturnsByItself) {
    EXPECT_EQ(type("travelling to Tokyo until friday"),
              "It's 17:30 in Tokyo. I write at 08:30 there, and from Fri 6 Mar in Lisbon again.");
    it_is(2026, 3, 5, 8, 30);
    look();
    const auto lines = chat().size();
    it_is(2026, 3, 5, 23, 59);
    EXPECT_EQ(look(), at(2026, 3, 6, 0, 0));
    EXPECT_EQ(owner().zone, "Asia/Tokyo");
    it_is(2026, 3, 6, 0, 0);
    restart();
    look();
    EXPECT_EQ(owner().zone, "Europe/Lisbon");
    EXPECT_FALSE(owner().home_on);
    EXPECT_EQ(chat().size(), lines) << "it was said when they left";
}

TEST_F(Travelling, WhoTakesTheReturnBackStaysUntilTheySayOtherwise) {
    type("travelling to Tokyo until friday");
    it_is(2026, 3, 6, 9, 0);
    look();
    type("undo");
    look();
    EXPECT_EQ(owner().zone, "Asia/Tokyo");
    type("im home");
    EXPECT_EQ(owner().zone, "Europe/Lisbon");
    EXPECT_TRUE(differences().empty());
}

TEST_F(Travelling, IsTakenBackWhole) {
    const auto before = owner();
    type("I'm in Tokyo until friday");
    tap(button("Undo"));
    EXPECT_EQ(owner(), before);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Travelling, FromOnePlaceToTheNextHomeStaysHome) {
    type("I'm in Tokyo");
    type("I'm in Seoul until 10 march");
    EXPECT_EQ(owner().home, "Europe/Lisbon");
    EXPECT_EQ(owner().home_on, on(2026, 3, 10));
    type("I'm back in Lisbon");
    EXPECT_EQ(owner().home, "");
    EXPECT_FALSE(owner().home_on);
}

TEST_F(Travelling, WhoHasMovedHasNoOtherHome) {
    EXPECT_EQ(type("I moved to Berlin"), "It's 09:30 in Berlin. I write at 08:30 there from now on.");
    EXPECT_EQ(owner().zone, "Europe/Berlin");
    EXPECT_EQ(owner().home, "");
}

TEST_F(Travelling, AJourneyThatBeginsLaterChangesNothingYet) {
    EXPECT_EQ(type("flying to Tokyo tomorrow"),
              "Until then I go by Lisbon. Once you are there, a word is enough: I'm in Tokyo");
    EXPECT_EQ(owner().zone, "Europe/Lisbon");
}

TEST_F(Travelling, APlaceWithoutAZoneIsAskedAboutAndTheEndIsKept) {
    EXPECT_EQ(type("I'm in Munich until friday"),
              "Munich has no time zone of its name. Which larger city has the same time?");
    EXPECT_EQ(type("Rio Grande"), "Rio Grande has no time zone of its name. Which larger city has the same time?");
    type("Berlin");
    EXPECT_EQ(owner().zone, "Europe/Berlin");
    EXPECT_EQ(owner().home_on, on(2026, 3, 6));
}

TEST_F(Travelling, APlaceOnAMapIsAskedAbout) {
    auto paired = owner();
    paired.pairings = {{"telegram", "7", "100", "100"}};
    store_->transact([&](Tables& tables) { tables.owners.put(paired); });
    receive({"telegram", "7", "t1", "100", "100", "", "", WordsNeeded{"place"}});
    receive({"telegram", "7", "t2", "100", "100", "", "", TextSaid{"Tokyo", ""}});
    EXPECT_EQ(owner().zone, "Asia/Tokyo");
}

TEST_F(Travelling, AnotherPlaceOfTheWelcomeIsAskedForAndIsHome) {
    exchange([&](Exchange& e) {
        return post(e.tables, owner_, webchat_of(owner_), messages::welcome(e.owner, e.zone, now_, false), {},
                    moment());
    });
    tap(button("Another place"));
    EXPECT_EQ(newest().find("Which city are you in?"), 0U) << newest();
    EXPECT_EQ(type("San Francisco"),
              "San Francisco has no time zone of its name. Which larger city has the same time?");
    type("Los Angeles");
    EXPECT_EQ(owner().zone, "America/Los_Angeles");
    EXPECT_EQ(owner().home, "");
}

TEST_F(Travelling, ADeviceElsewhereIsAskedAboutOnce) {
    EXPECT_EQ(device_in("Asia/Tokyo"), "Your phone says Tokyo now. Nudge you at 08:30 there?");
    EXPECT_EQ(owner().zone, "Europe/Lisbon") << "not before the answer";
    EXPECT_EQ(device_in("Asia/Tokyo"), "");
    restart();
    EXPECT_EQ(device_in("Asia/Tokyo"), "");
    tap(button("Yes, in Tokyo"));
    EXPECT_EQ(owner().zone, "Asia/Tokyo");
    EXPECT_EQ(newest(), "It's 17:30 in Tokyo. I write at 08:30 there. Back in Lisbon? Just write: I'm home");
    tap(button("Undo"));
    EXPECT_EQ(owner().zone, "Europe/Lisbon");
}

TEST_F(Travelling, BackAtHomeItIsAskedAgain) {
    device_in("Asia/Tokyo");
    type("yes");
    EXPECT_EQ(owner().zone, "Asia/Tokyo");
    EXPECT_EQ(device_in("Europe/Lisbon"), "Your phone says Lisbon again. Nudge you at 08:30 there?");
    type("yes");
    EXPECT_EQ(owner().zone, "Europe/Lisbon");
    EXPECT_EQ(owner().home, "");
}

TEST_F(Travelling, WhoStaysIsNotAskedAgainOfThatJourney) {
    device_in("Asia/Tokyo");
    type("no");
    EXPECT_EQ(newest(), "All right, nothing changed.");
    EXPECT_EQ(device_in("Asia/Tokyo"), "");
    EXPECT_EQ(device_in("Europe/Lisbon"), "");
    EXPECT_EQ(device_in("Asia/Tokyo"), "") << "two devices, or a border nearby";
    EXPECT_NE(device_in("America/New_York"), "") << "another place";
    EXPECT_EQ(device_in("Europe/Lisbon"), "");
    it_is(2026, 4, 2, 9, 0);
    EXPECT_EQ(device_in("Asia/Tokyo"), "");
    device_in("Europe/Lisbon");
    it_is(2026, 4, 3, 9, 0);
    EXPECT_NE(device_in("Asia/Tokyo"), "") << "another journey";
}

TEST_F(Travelling, AJourneyThatWasTakenIsAskedAboutAgainTheNextTime) {
    for (int journey = 0; journey < 2; ++journey) {
        EXPECT_EQ(device_in("Asia/Tokyo"), "Your phone says Tokyo now. Nudge you at 08:30 there?");
        type("yes");
        EXPECT_EQ(device_in("Europe/Lisbon"), "Your phone says Lisbon again. Nudge you at 08:30 there?");
        type("yes");
        EXPECT_EQ(owner().zone, "Europe/Lisbon");
    }
}

TEST_F(Travelling, ANewerQuestionTakesThePlaceOfTheOneBefore) {
    device_in("Asia/Tokyo");
    const auto tokyo = button("Yes, in Tokyo");
    device_in("Europe/Berlin");
    const auto berlin = button("Yes, in Berlin");
    const auto lines = chat().size();
    tap(tokyo);
    EXPECT_EQ(owner().zone, "Europe/Lisbon");
    EXPECT_EQ(chat().size(), lines);
    tap(berlin);
    EXPECT_EQ(owner().zone, "Europe/Berlin");
}

TEST_F(Travelling, TwoNamesOfOneZoneAreOnePlace) {
    EXPECT_EQ(device_in("Asia/Kolkata"), "Your phone says Kolkata now. Nudge you at 08:30 there?");
    EXPECT_EQ(device_in("Asia/Calcutta"), "");
    EXPECT_EQ(device_in("Europe/Lisbon"), "");
    EXPECT_EQ(device_in("Asia/Calcutta"), "") << "asked about by its other name";
}

TEST_F(Travelling, TheFormerNameOfHomeIsHome) {
    type("I moved to Kolkata");
    type("I'm in Tokyo");
    EXPECT_EQ(device_in("Asia/Calcutta"), "Your phone says Kolkata again. Nudge you at 08:30 there?");
    type("yes");
    EXPECT_EQ(owner().zone, "Asia/Kolkata");
    EXPECT_EQ(owner().home, "");
}

TEST_F(Travelling, AZoneThatIsNoPlaceIsCalledByItsDistanceAsEverybodyWritesIt) {
    EXPECT_EQ(device_in("Etc/GMT+5"), "Your phone says UTC-5 now. Nudge you at 08:30 there?");
}

TEST_F(Travelling, AZoneWithTheSameTimeOrNoneAtAllIsNoJourney) {
    EXPECT_EQ(device_in("Europe/London"), "");
    EXPECT_EQ(device_in("Mars/Olympus"), "");
    EXPECT_EQ(owner().zone, "Europe/Lisbon");
}

TEST_F(Travelling, SomebodyCalledLikeACityIsStillSomebody) {
    add("Sydney Fox", on(2026, 2, 1));
    type("called sydney");
    EXPECT_EQ(newest().find("Sydney: called today."), 0U) << newest();
    EXPECT_EQ(owner().zone, "Europe/Lisbon");
}

}  // namespace

}  // namespace nudged::conversation
