#include <gtest/gtest.h>

#include <set>

#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

followup::Candidate candidate(Contact contact, Reason reason) {
    followup::Candidate made;
    made.contact = std::move(contact);
    made.reason = reason;
    return made;
}

class Lines : public testing::Test {
protected:
    [[nodiscard]] ItemLines of(const followup::Candidate& who, const std::optional<Touch>& last = std::nullopt) const {
        return lines_of(who, scene.plan, last);
    }
    Scene scene;
};

TEST_F(Lines, YourTurnQuotesTheirWords) {
    Contact nicole = person("Nicole Ortiz");
    nicole.your_turn = wednesday - days{1};
    nicole.their_words = "send me two dates";
    EXPECT_EQ(of(candidate(nicole, Reason::your_turn)).why_now, "Nicole Ortiz wrote yesterday: \"send me two dates\"");
    nicole.their_words.clear();
    EXPECT_EQ(of(candidate(nicole, Reason::your_turn)).why_now, "Nicole Ortiz answered yesterday");
}

TEST_F(Lines, ACheckBackIsTheirWordsTheirDayAndADraft) {
    Contact sam = person("Sam Lee");
    sam.check_back = CheckBack{wednesday, "after the reorg", on(2025, 12, 3)};
    const ItemLines lines = of(candidate(sam, Reason::check_back));
    EXPECT_EQ(lines.why_now, "Sam Lee asked for today: \"after the reorg\" (said on 3 Dec)");
    EXPECT_EQ(lines.suggestion,
              "\"Hi Sam, you said to come back after the reorg. Is it behind you? How did it land?\"");
}

TEST_F(Lines, WordsAboutThemselvesAreNotPutIntoTheOwnersMouth) {
    Contact sam = person("Sam Lee");
    sam.check_back = CheckBack{wednesday, "after my holiday", on(2025, 12, 3)};
    EXPECT_EQ(of(candidate(sam, Reason::check_back)).suggestion,
              "\"Hi Sam, you asked me to come back about now. Is this a good time?\"");
}

TEST_F(Lines, OnTheDayOfACheckBackStandsWhatWasGivenSince) {
    Contact sam = person("Sam Lee");
    sam.check_back = CheckBack{wednesday, "after the reorg", on(2025, 12, 3)};
    const auto after = [&](std::vector<std::string> given) {
        return lines_of(candidate(sam, Reason::check_back), scene.plan, std::nullopt, {std::move(given), nullptr})
            .suggestion;
    };
    EXPECT_EQ(after({"the hiring guide", "one article"}),
              "Since then you gave the hiring guide and one article. \"How did it land?\"");
    EXPECT_EQ(after({"a", "b", "c", "d"}), "Since then you gave a, b and two more. \"How did it land?\"");
    sam.check_back->words.clear();
    EXPECT_EQ(after({"a \"guide\""}), "Since then you gave a 'guide'. \"Is this a good time?\"");
}

TEST_F(Lines, DuringAWaitThereIsSomethingToGiveAndNothingToAsk) {
    Contact sam = person("Sam Lee");
    sam.state = ContactState::waiting;
    sam.check_back = CheckBack{on(2026, 6, 4), "", on(2025, 12, 3)};
    sam.needs = "hiring";
    ShelfItem guide;
    guide.title = "Interviews that candidates thank you for";
    const auto lines = lines_of(candidate(sam, Reason::help), scene.plan, std::nullopt, {{}, &guide});
    EXPECT_EQ(lines.why_now, "Sam Lee comes back on Thu 4 Jun. Nothing to ask until then.");
    EXPECT_EQ(lines.suggestion, "On their mind: hiring. Your shelf has \"Interviews that candidates thank you for\".");
    EXPECT_TRUE(lines.names_thing);
}

TEST_F(Lines, AThingOfTheShelfIsNamedWithItsLinkAsFarAsThereIsRoom) {
    Contact ines = person("Ines Duarte");
    ines.needs = "a school";
    ShelfItem guide;
    const auto with = [&](const char* title, const char* url) {
        guide.title = title;
        guide.url = url;
        const auto line = lines_of(candidate(ines, Reason::overdue), scene.plan, std::nullopt, {{}, &guide}).suggestion;
        EXPECT_LT(length(line), 90U) << line;
        return line;
    };
    EXPECT_EQ(with("School trips", "https://example.org/trips"),
              "On their mind: a school. Your shelf has \"School trips\": https://example.org/trips");
    EXPECT_EQ(with("School trips that children remember", "https://example.org/trips"),
              "Your shelf has \"School trips that children remember\": https://example.org/trips");
    EXPECT_EQ(with("https://example.org/trips", "https://example.org/trips"),
              "On their mind: a school. Your shelf has \"https://example.org/trips\".");
    const std::string far_away = "https://example.org/" + std::string(90, 'x');
    EXPECT_EQ(with("School trips that children remember", far_away.c_str()),
              "Your shelf has \"School trips that children remember\".");
    with(std::string(120, 'a').c_str(), "https://example.org/trips");
    with(std::string(120, 'a').c_str(), "");
}

TEST_F(Lines, AfterTwoAsksTheHelpNamesTheThing) {
    Contact ines = person("Ines Duarte");
    ines.asks = 2;
    ines.silence = 2;
    ShelfItem guide;
    guide.title = "School trips";
    EXPECT_EQ(lines_of(candidate(ines, Reason::overdue), scene.plan, std::nullopt, {{}, &guide}).suggestion,
              "Your shelf has \"School trips\".");
}

TEST_F(Lines, WhoBroughtSomebodyIsThanked) {
    Contact nicole = person("Nicole Ortiz");
    nicole.thank_for = {"Sam Lee"};
    EXPECT_EQ(of(candidate(nicole, Reason::overdue)).suggestion,
              "\"Nicole, thank you for introducing me to Sam Lee.\"");
    nicole.your_turn = wednesday - days{1};
    EXPECT_EQ(of(candidate(nicole, Reason::your_turn)).suggestion,
              "\"Nicole, thank you for introducing me to Sam Lee.\"");
}

TEST_F(Lines, WhatEachSideHasOfTheOtherIsSaidAndWeighsWhenWalkingAway) {
    Contact karl = person("Karl Weiss");
    karl.brings = "honest questions";
    karl.gets = "introductions";
    std::set<std::string> said;
    for (int day = 0; day < 3; ++day) {
        scene.plan.today = wednesday + days{day};
        said.insert(of(candidate(karl, Reason::overdue)).suggestion);
    }
    scene.plan.today = wednesday;
    EXPECT_TRUE(said.contains("They bring you: honest questions. Tell them so."));
    EXPECT_TRUE(said.contains("What they have of you: introductions."));
    karl.brings.clear();
    karl.silence = 4;
    karl.not_yet = wednesday;
    karl.straight_on = on(2026, 2, 17);
    EXPECT_EQ(of(candidate(karl, Reason::walk_away)).suggestion,
              "What they have of you: introductions. You did your part. Let it rest?");
    karl.brings = "honest questions";
    EXPECT_EQ(of(candidate(karl, Reason::walk_away)).suggestion,
              "They bring you: honest questions. You did your part. Let it rest?");
}

TEST_F(Lines, ABirthdayTodayAndOneOnADayOff) {
    auto zoe = candidate(person("Zoe Quinn"), Reason::important_date);
    zoe.date = ImportantDate{};
    zoe.on = wednesday;
    EXPECT_EQ(of(zoe).why_now, "Zoe Quinn, birthday today");
    zoe.on = on(2026, 3, 8);
    EXPECT_EQ(of(zoe).why_now, "Zoe Quinn, birthday on Sunday 8 March");
    EXPECT_EQ(of(zoe).suggestion, "I'll remind you on the day. Post a card today if you want it there.");
}

TEST_F(Lines, AfterACallThePhoneIsSuggestedWithWhatItWasAbout) {
    const ItemLines lines =
        of(candidate(person("Mum"), Reason::overdue), touch("call", "called, the garden, and her knee"));
    EXPECT_EQ(lines.why_now, "Mum, 9 days since you spoke");
    EXPECT_EQ(lines.suggestion, "Call on the way home. Last time: the garden, and her knee.");
}

TEST_F(Lines, WhatWasGivenTheLastTimeIsAskedAbout) {
    const auto given = [&](const std::string& channel, const std::string& what) {
        return of(candidate(person("Nicole Ortiz"), Reason::overdue), touch(channel, what, TouchKind::help)).suggestion;
    };
    EXPECT_EQ(given("", "Shared studios in Lisbon, with prices"),
              "Last time you gave something: Shared studios in Lisbon, with prices. \"How did it land?\"");
    EXPECT_LT(length(given("", std::string(200, 'x'))), 90U);
    EXPECT_EQ(given("email", "emailed, her knee is better"), "Last time: her knee is better.");
}

TEST_F(Lines, NoCallIsSuggestedToAnotherZone) {
    Contact mum = person("Mum");
    mum.zone = "Asia/Tokyo";
    EXPECT_EQ(of(candidate(mum, Reason::overdue), touch("call", "the garden")).suggestion, "Last time: the garden.");
}

TEST_F(Lines, AChannelTheContactHasIsProposedAndNotThatOfTheLastTime) {
    Contact karl = person("Karl Weiss");
    karl.needs = "a flat";
    karl.addresses = {{"email", "k@example.org"}, {"post", "Ring 1, Wien"}};
    EXPECT_EQ(of(candidate(karl, Reason::overdue), touch("email", "")).suggestion,
              "On their mind: a flat. \"How is it going?\" With a card this time.");
    EXPECT_EQ(of(candidate(karl, Reason::overdue), touch("card", "")).suggestion,
              "On their mind: a flat. \"How is it going?\" By email this time.");
    karl.needs = "a flat near the river with a garden and a room for the piano of her mother";
    EXPECT_LT(length(of(candidate(karl, Reason::overdue), touch("email", "")).suggestion), 90U);
}

TEST_F(Lines, AFriendIsNotCalledInTheirNight) {
    Contact jonas = person("Jonas");
    jonas.is_friend = true;
    jonas.silence = 2;
    jonas.zone = "America/Los_Angeles";
    EXPECT_EQ(of(candidate(jonas, Reason::overdue), touch("text", "")).suggestion,
              "Another way this time: a voice note, or a card.");
}

TEST_F(Lines, OfAQuestionWhosePlanBeginsAgainAreInOtherWords) {
    Contact priya = person("Priya Nair");
    priya.deal = Deal{"proposal", wednesday - days{3}, 0, std::nullopt, {}};
    const auto first = of(candidate(priya, Reason::deal)).suggestion;
    priya.deal->opened = wednesday - days{6};
    EXPECT_NE(of(candidate(priya, Reason::deal)).suggestion, first);
}

TEST_F(Lines, OnlyOfMessagesIsItSaidThatTheyWentByAndOfManyNotHowMany) {
    Contact mum = person("Mum");
    mum.is_friend = true;
    mum.silence = 2;
    mum.last_touch = wednesday - days{7};
    EXPECT_EQ(of(candidate(mum, Reason::overdue), touch("text", "")).why_now, "Mum, the last two messages went by");
    EXPECT_EQ(of(candidate(mum, Reason::overdue), touch("", "wrote")).why_now, "Mum, the last two messages went by");
    EXPECT_EQ(of(candidate(mum, Reason::overdue), touch("", "")).why_now, "Mum, 7 days since the last word");
    mum.silence = 22;
    EXPECT_EQ(of(candidate(mum, Reason::overdue), touch("text", "")).why_now, "Mum, the last few messages went by");
    EXPECT_EQ(of(candidate(mum, Reason::overdue), touch("", "")).why_now, "Mum, 7 days since the last word");
}

TEST_F(Lines, NeedsComeWithAQuestion) {
    Contact ines = person("Ines Duarte");
    ines.last_touch = wednesday - days{35};
    ines.needs = "a school for her son";
    const ItemLines lines = of(candidate(ines, Reason::overdue));
    EXPECT_EQ(lines.why_now, "Ines Duarte, 5 weeks since the last word");
    EXPECT_EQ(lines.suggestion, "On their mind: a school for her son. \"How is it going?\"");
}

TEST_F(Lines, WithNothingKnownTheSuggestionIsCurious) {
    bool seen = false;
    for (int day = 0; day < 4; ++day) {
        Contact karl = person("Karl Weiss", day + 1);
        karl.last_touch = wednesday - days{42};
        const ItemLines lines = of(candidate(karl, Reason::overdue));
        EXPECT_EQ(lines.why_now, "Karl Weiss, 6 weeks since the last word");
        EXPECT_TRUE(lines.suggestion.starts_with("Be curious: \"")) << lines.suggestion;
        seen = seen || lines.suggestion == "Be curious: \"What is taking most of your time these days?\"";
    }
    EXPECT_TRUE(seen);
}

TEST_F(Lines, TheSamePersonOnTheSameDayGetsTheSameWordsAndAnotherDayOthers) {
    const auto karl = candidate(person("Karl Weiss"), Reason::overdue);
    EXPECT_EQ(of(karl).suggestion, of(karl).suggestion);
    const followup::Plan tomorrow{scene.owner, scene.settings, 1, wednesday + days{1}};
    EXPECT_NE(of(karl).suggestion, lines_of(karl, tomorrow, std::nullopt).suggestion);
}

TEST_F(Lines, WhoWasNeverSpokenToIsNotReproachedWith) {
    Contact karl = person("Karl Weiss");
    karl.last_touch.reset();
    EXPECT_EQ(of(candidate(karl, Reason::overdue)).why_now, "Karl Weiss, you wanted to stay in touch");
}

TEST_F(Lines, BackFromASnooze) {
    Contact sam = person("Sam Lee");
    sam.snooze = Snooze{wednesday, false, {}};
    EXPECT_EQ(of(candidate(sam, Reason::snoozed)).why_now, "Sam Lee, back today, as you asked");
}

TEST_F(Lines, BackFromASnoozeOfAWaitKeepsTheirWords) {
    Contact sam = person("Sam Lee", 2);
    sam.snooze = Snooze{wednesday, true, {}};
    sam.check_back = CheckBack{wednesday, "after the reorg", on(2025, 12, 3), true};
    const ItemLines lines = of(candidate(sam, Reason::snoozed));
    EXPECT_EQ(lines.why_now, "Sam Lee, back today, as you asked");
    EXPECT_EQ(lines.suggestion, "On 3 Dec they said: \"after the reorg\"");
}

TEST_F(Lines, TheirWordsGiveWayBeforeANameDoes) {
    const std::string name = "Maximiliana Featherstonehaugh-Cholmondeley";
    Contact long_one = person(name);
    long_one.your_turn = wednesday - days{1};
    long_one.their_words = std::string(500, 'w') + " and more";
    const std::string line = of(candidate(long_one, Reason::your_turn)).why_now;
    EXPECT_TRUE(line.starts_with(name));
    EXPECT_LT(length(line), 90U);
}

}  // namespace
}  // namespace nudged::messages
