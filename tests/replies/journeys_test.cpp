// Where the owner says to be, and what is no journey.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "people.hpp"

namespace nudged::replies {
namespace {

std::optional<Command> only(const std::string& text, const People& people = {}) {
    const auto heard = people.understood(text);
    return heard.commands.size() == 1 ? std::optional(heard.commands.front()) : std::nullopt;
}

TEST(Journeys, ACityOfAZoneIsAPlaceToBe) {
    const std::pair<const char*, const char*> cases[] = {
        {"I'm in Tokyo", "Asia/Tokyo"},
        {"im in tokyo", "Asia/Tokyo"},
        {"I am in Tokyo now", "Asia/Tokyo"},
        {"We're in New York for work", "America/New_York"},
        {"travelling to New York", "America/New_York"},
        {"I'm travelling to new york", "America/New_York"},
        {"traveling to Berlin.", "Europe/Berlin"},
        {"flying to São Paulo", "America/Sao_Paulo"},
        {"just landed in Buenos Aires", "America/Argentina/Buenos_Aires"},
        {"I've arrived in Istanbul", "Europe/Istanbul"},
        {"off to Lisbon", "Europe/Lisbon"},
        {"I'm back in Lisbon", "Europe/Lisbon"},
    };
    for (const auto& [text, zone] : cases) {
        const auto heard = only(text);
        ASSERT_TRUE(heard) << text;
        EXPECT_EQ(name_of(heard->intent), "travel") << text;
        // Names of one zone are as good as each other.
        EXPECT_EQ(heard->name.substr(heard->name.rfind('/')), std::string(zone).substr(std::string(zone).rfind('/')))
            << text;
        EXPECT_TRUE(Zone::find(heard->name)) << text;
        EXPECT_FALSE(heard->until) << text;
    }
}

TEST(Journeys, TheDayOfTheReturnMayBeSaid) {
    const std::pair<const char*, int> cases[] = {
        {"I'm in Tokyo until friday", 2},     {"travelling to New York until Friday", 2},
        {"in Berlin this week", 5},           {"in Berlin until 10 march", 6},
        {"I'm in Berlin for 3 days", 3},      {"in berlin for the rest of the week", 5},
        {"flying to Tokyo until tomorrow", 1}};
    for (const auto& [text, days_on] : cases) {
        const auto heard = only(text);
        ASSERT_TRUE(heard) << text;
        EXPECT_EQ(name_of(heard->intent), "travel") << text;
        EXPECT_EQ(heard->until, People::today() + days{days_on}) << text;
        EXPECT_FALSE(heard->begins_then) << text;
    }
}

TEST(Journeys, AJourneyMayBeginLater) {
    for (const auto* text : {"flying to Tokyo tomorrow", "travelling to Tokyo on friday",
                             "travelling to Tokyo next week", "I'm in Tokyo next week"}) {
        const auto heard = only(text);
        ASSERT_TRUE(heard) << text;
        EXPECT_TRUE(heard->begins_then) << text;
    }
}

TEST(Journeys, HomeIsWhereTheJourneyEnds) {
    for (const auto* text :
         {"I'm home", "im home again", "I'm at home", "back home", "we're back home", "I'm home now"}) {
        const auto heard = only(text);
        ASSERT_TRUE(heard) << text;
        EXPECT_EQ(name_of(heard->intent), "travel") << text;
        EXPECT_EQ(heard->name + heard->note, "") << text;
    }
}

TEST(Journeys, WhoHasMovedIsAtHomeThere) {
    for (const auto* text : {"I moved to Berlin", "I've moved to Berlin", "we just moved to Berlin"}) {
        const auto heard = only(text);
        ASSERT_TRUE(heard) << text;
        EXPECT_EQ(name_of(heard->intent), "move") << text;
        EXPECT_EQ(heard->name, "Europe/Berlin") << text;
    }
}

TEST(Journeys, APlaceWithoutAZoneOfItsNameIsKeptAsItWasSaid) {
    for (const auto* text : {"I'm in Munich", "travelling to Munich until friday", "I'm in Munich for 3 days"}) {
        const auto heard = only(text);
        ASSERT_TRUE(heard) << text;
        EXPECT_EQ(name_of(heard->intent), "travel") << text;
        EXPECT_EQ(heard->name, "") << text;
        EXPECT_EQ(heard->note, "Munich") << text;
    }
}

TEST(Journeys, WhatElseIsSaidInTheSameBreathIsHeardToo) {
    const auto heard = People().understood("I'm in Tokyo, snooze nicole friday");
    ASSERT_EQ(heard.commands.size(), 2U);
    EXPECT_EQ(name_of(heard.commands[0].intent), "travel");
    EXPECT_EQ(name_of(heard.commands[1].intent), "snooze");
}

TEST(Journeys, AnOrdinarySentenceIsNone) {
    People people;
    people.add_to_book("Sydney Fox");
    people.add_to_book("Paris Hill");
    for (const auto* text : {"I'm in a meeting",
                             "im in",
                             "I'm in trouble",
                             "I'm in the office",
                             "in Berlin",
                             "in a week",
                             "in 2 weeks",
                             "I'm in touch with nicole",
                             "saw Nicole in Berlin",
                             "met nicole in Tokyo",
                             "nicole is in Tokyo",
                             "nicole moved to Berlin",
                             "moved to Berlin",
                             "done nicole in Berlin this week",
                             "called sam in tokyo",
                             "I'm in Berlin with Nicole",
                             "off to nicole",
                             "heading to Sam",
                             "off to bed",
                             "going to call nicole",
                             "travelling to see nicole",
                             "flying to my sister",
                             "note nicole she is in Tokyo until friday",
                             "I'm back",
                             "home",
                             "at home",
                             "missed nicole in Tokyo",
                             "later nicole in march",
                             "I was in Tokyo",
                             "I'm not in Tokyo",
                             "are you in Tokyo",
                             "sam travelling to New York until friday",
                             "tokyo",
                             "new york"}) {
        for (const auto& command : people.understood(text).commands)
            EXPECT_TRUE(command.intent != Intent::travel && command.intent != Intent::move) << text;
    }
}

}  // namespace
}  // namespace nudged::replies
