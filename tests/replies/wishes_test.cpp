// What is to stay away, for good or for a while, and what the owner is going to do.
#include <gtest/gtest.h>

#include "people.hpp"

namespace nudged::replies {
namespace {

TEST(Wishes, NobodyIsEverContactedAgainWithoutAQuestion) {
    for (const auto* text : {"never contact zoe again", "never contact zoe", "don't remind me of zoe anymore",
                             "do not ask me about zoe again", "zoe never again", "never again zoe",
                             "i never want to hear from zoe again"}) {
        const auto heard = People().understood(text);
        EXPECT_TRUE(heard.commands.empty()) << text;
        ASSERT_TRUE(heard.ask && heard.ask->code == AskCode::stop) << text;
        EXPECT_EQ(heard.ask->choices.front().says, "part contact:5") << text;
    }
    for (const auto* text :
         {"i never call zoe", "never met zoe", "don't call zoe", "zoe never replied", "never mind"}) {
        const auto heard = People().understood(text);
        EXPECT_TRUE(heard.commands.empty() && !(heard.ask && heard.ask->code == AskCode::stop)) << text;
    }
}

TEST(Wishes, WhoIsStoppedIsThePersonNamed) {
    const auto heard = People().understood("stop zoe");
    ASSERT_TRUE(heard.ask);
    EXPECT_EQ(heard.ask->choices.at(1).says, "part contact:5");
    EXPECT_EQ(People().understood("stop").ask->choices.at(1).says, "part");
}

TEST(Wishes, NotBeforeADayIsASnoozeToIt) {
    const std::pair<const char*, Date> cases[] = {
        {"zoe not before april", Date{std::chrono::local_days{std::chrono::April / 1 / 2026}}},
        {"5 not until friday", Date{std::chrono::local_days{std::chrono::March / 6 / 2026}}}};
    for (const auto& [text, until] : cases) {
        const auto heard = People().understood(text);
        ASSERT_EQ(heard.commands.size(), 1U) << text;
        EXPECT_EQ(name_of(heard.commands[0].intent), "snooze") << text;
        EXPECT_EQ(heard.commands[0].targets.people, std::vector<std::int64_t>{5}) << text;
        EXPECT_EQ(heard.commands[0].until, until) << text;
    }
    EXPECT_EQ(People().understood("not before april").commands.at(0).targets.which, Targets::Which::last);
    EXPECT_TRUE(People().understood("zoe not before lunch").commands.empty());
}

TEST(Wishes, WhatTheOwnerIsGoingToDoIsAReminder) {
    for (const auto* text : {"will call zoe on friday", "i'll write to zoe on friday", "I will call zoe friday",
                             "going to email zoe on friday", "gonna text zoe friday"}) {
        const auto heard = People().understood(text);
        ASSERT_EQ(heard.commands.size(), 1U) << text;
        EXPECT_EQ(name_of(heard.commands[0].intent), "snooze") << text;
        EXPECT_EQ(heard.commands[0].targets.people, std::vector<std::int64_t>{5}) << text;
        EXPECT_EQ(heard.commands[0].until, Date{std::chrono::local_days{std::chrono::March / 6 / 2026}}) << text;
    }
    const auto some_day = People().understood("will call zoe");
    EXPECT_TRUE(some_day.commands.empty());
    EXPECT_TRUE(some_day.ask && some_day.ask->code == AskCode::when);
}

TEST(Wishes, CoffeeWithSomebodyIsATouchAndAMessageFromThemAReply) {
    const std::tuple<const char*, const char*, const char*> cases[] = {
        {"coffee with zoe", "done", "in person"},
        {"lunch with zoe yesterday", "done", "in person"},
        {"got a msg from zoe", "replied", ""},
        {"got an email from zoe", "replied", ""}};
    for (const auto& [text, intent, channel] : cases) {
        const auto heard = People().understood(text);
        ASSERT_EQ(heard.commands.size(), 1U) << text;
        EXPECT_EQ(name_of(heard.commands[0].intent), intent) << text;
        EXPECT_EQ(heard.commands[0].channel, channel) << text;
        EXPECT_EQ(heard.commands[0].targets.people, std::vector<std::int64_t>{5}) << text;
    }
    EXPECT_TRUE(People().understood("lunch with zoe tomorrow").commands.empty());
}

TEST(Wishes, ADayThatTheyNamedIsWhenTheyAreBack) {
    const auto heard = People().understood("zoe said next week");
    ASSERT_EQ(heard.commands.size(), 1U);
    EXPECT_EQ(name_of(heard.commands[0].intent), "later");
    EXPECT_EQ(heard.commands[0].until, Date{std::chrono::local_days{std::chrono::March / 9 / 2026}});
    EXPECT_EQ(heard.commands[0].note, "next week");
}

TEST(Wishes, ANumberBeforeAMonthAloneIsAPersonOrADay) {
    const auto heard = People().understood("2 march");
    EXPECT_TRUE(heard.commands.empty());
    ASSERT_TRUE(heard.ask && heard.ask->code == AskCode::day_or_name);
    EXPECT_EQ(heard.ask->choices.size(), 2U);
    EXPECT_EQ(People().understood(heard.ask->choices[0].says).commands.at(0).targets.people,
              std::vector<std::int64_t>{2});
    EXPECT_EQ(People().understood(heard.ask->choices[1].says).commands.at(0).until,
              Date{std::chrono::local_days{std::chrono::March / 2 / 2027}});
    EXPECT_EQ(People().understood("snooze 2 june").commands.size(), 1U);
    Ask when;
    when.code = AskCode::when;
    when.fill = "snooze contact:5 \uFFFC";
    EXPECT_EQ(complete(when, "2 june", People().context()), "snooze contact:5 2 june");
}

}  // namespace
}  // namespace nudged::replies
