#include "daemon/followup/outcomes.hpp"

#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

using namespace std::chrono_literals;

Instant at(int day, std::chrono::hours hour = 10h) { return Instant{(march(1) + days(day)).time_since_epoch() + hour}; }
Passed sent(int day, std::string channel = "email") { return {at(day), std::move(channel), false, false}; }
Passed reply(int day, std::string channel = "") { return {at(day), std::move(channel), true, false}; }
std::vector<ChannelOutcomes> by_channel(std::vector<Passed> passed, Instant now) {
    return outcomes_by_channel(std::move(passed), now, Zone::utc());
}
Passed tapped(int day) { return {at(day), "", true, true}; }

std::vector<Passed> five_known() { return {sent(0), reply(2), sent(20), reply(21), sent(40), sent(60), sent(80)}; }

TEST(Outcomes, ARateAndAMedianAreToldFromFiveKnownOutcomesOn) {
    const std::vector<ChannelOutcomes> told{{"email", 5, 2, 48h}};
    EXPECT_EQ(by_channel(five_known(), at(94)), told) << "the last one is 14 days old";
    EXPECT_TRUE(by_channel(five_known(), at(93)).empty()) << "that one may still be answered";
}

TEST(Outcomes, TheyAnsweredIsAnAnswerThatAsksForNone) {
    std::vector<Passed> passed;
    for (int day = 0; day < 15; day += 3) {
        passed.push_back(sent(day));
        passed.push_back(tapped(day + 1));
    }
    const std::vector<ChannelOutcomes> told{{"email", 5, 5, 24h}};
    EXPECT_EQ(by_channel(passed, at(30)), told);
}

TEST(Outcomes, AnAnswerBelongsToTheNewestOfWhatWasSentOnItsChannel) {
    auto passed = five_known();
    for (int day = 100; day < 105; ++day) passed.push_back(sent(day, "text"));
    passed.push_back(reply(105, "email"));  // nothing on e-mail in the 14 days before: the newest text
    passed.push_back(sent(200));
    passed.push_back(sent(201, "text"));
    passed.push_back(reply(202, "email"));
    const auto told = by_channel(passed, at(300));
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].channel, "email");
    EXPECT_EQ(told[0].answered, 3);
    EXPECT_EQ(told[1].channel, "text");
    EXPECT_EQ(told[1].known, 6);
    EXPECT_EQ(told[1].answered, 1);
}

TEST(Outcomes, WhatAwaitsNoAnswerIsLeftAside) {
    std::vector<Passed> passed;
    for (int day = 0; day < 120; day += 20) {
        passed.push_back(sent(day, "card"));
        passed.push_back(sent(day, "in person"));
        passed.push_back(sent(day, ""));
        passed.push_back(reply(day + 1));
        passed.push_back(sent(day + 2, "text"));  // the answer to theirs
    }
    EXPECT_TRUE(by_channel(passed, at(300)).empty());
}

TEST(Outcomes, AConversationIsItsOwnAnswer) {
    std::vector<Passed> passed;
    for (int day = 0; day < 5; ++day) passed.push_back({at(day), "call", false, day > 0});
    const std::vector<ChannelOutcomes> told{{"call", 5, 4, 0min}};
    EXPECT_EQ(by_channel(passed, at(30)), told);
}

TEST(Outcomes, WhatWasSentOnOneDayIsOneContactOnTheChannelThatWasAnswered) {
    std::vector<Passed> passed;
    for (int day = 0; day < 100; day += 20) {
        passed.push_back({at(day, 10h), "email", false, false});
        passed.push_back({at(day, 12h), "text", false, false});
        if (day > 0) passed.push_back({at(day, 20h), "email", true, false});
    }
    for (int day = 100; day < 200; day += 20) {  // nobody answers: the last counts
        passed.push_back({at(day, 10h), "text", false, false});
        passed.push_back({at(day, 11h), "text", false, false});
    }
    const std::vector<ChannelOutcomes> told{{"text", 6, 0, 0min}};
    EXPECT_EQ(by_channel(passed, at(300)), told) << "four are known of e-mail";
    passed.push_back(sent(220));
    EXPECT_EQ(by_channel(passed, at(300)), (std::vector<ChannelOutcomes>{{"email", 5, 4, 10h}, {"text", 6, 0, 0min}}));
}

TEST(Outcomes, ADayIsOneOfTheOwner) {
    std::vector<Passed> passed;
    for (int day = 0; day < 60; day += 20) {  // the evening and the next morning in Lisbon, one day in Los Angeles
        passed.push_back({at(day, 22h), "email", false, false});
        passed.push_back({at(day, 26h), "email", false, false});
    }
    EXPECT_EQ(outcomes_by_channel(passed, at(300), *Zone::find("Europe/Lisbon")).size(), 1U);
    EXPECT_TRUE(outcomes_by_channel(passed, at(300), *Zone::find("America/Los_Angeles")).empty());
}

}  // namespace
}  // namespace nudged::followup
