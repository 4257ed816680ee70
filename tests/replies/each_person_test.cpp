// Each person gets what was said of them, or it is asked about: joined by "but", without a comma, in one breath.
#include <gtest/gtest.h>

#include "heard.hpp"

namespace nudged::replies {
namespace {

TEST(EachPerson, WhoeverIsInDoubtDropsNobodyBehindThem) {
    People people;
    people.add_to_book("Ann Miller");
    people.add_to_book("Ben Carter");
    const auto answered = [&](const std::string& text, const std::string& answer) {
        const auto heard = people.understood(text);
        const auto says = heard.ask ? complete(*heard.ask, answer, people.context()) : std::nullopt;
        return says.value_or("no answer");
    };
    EXPECT_EQ(answered("add Tom, Ann and Ben", "yes"), "add \"Ann\" \nadd Ben");
    EXPECT_EQ(answered("add Tom, Ann and Ben", "no"), "add Ben");
    EXPECT_EQ(answered("add Ann, Ben and Tom every 2 weeks #work", "no"), "add Ben every 14d #work");
    EXPECT_EQ(answered("done sam, skip samantha r, no sam", "2"), "done contact:2\nno sam");
}

TEST(EachPerson, WhatTheySentIsATouchOfTheirs) {
    EXPECT_EQ(heard_in("nicole sent me the slides"), "replied 1 \"sent me the slides\";");
    EXPECT_EQ(heard_in("nicole sent me the slides yesterday"), "replied 1 -1d \"sent me the slides\";");
    EXPECT_EQ(heard_in("nicole gave me 3 books"), "replied 1 \"gave me 3 books\";");
    EXPECT_EQ(heard_in("zoe shared with us the plan"), "replied 5 \"shared with us the plan\";");
    EXPECT_EQ(heard_in("nicole sent the slides"), "unknown");
    EXPECT_EQ(heard_in("2 sent the slides"), "gave 2;");
    EXPECT_EQ(heard_in("sent nicole the slides"), "gave 1;");
    for (const std::string text : {"nicole gave up", "sent me the slides"})
        EXPECT_EQ(heard_in(text), "unknown") << text;
}

TEST(EachPerson, ANoBehindATouchIsANo) {
    EXPECT_EQ(heard_in("saw nicole, she said no"), "done 1 \"saw\";no 1;");
    EXPECT_EQ(heard_in("called nicole and she said no"), "done 1 \"called\";no 1;");
    EXPECT_EQ(heard_in("called nicole yesterday, she said no, budget"), "done 1 -1d \"called\";no 1 \"budget\";");
    EXPECT_EQ(heard_in("emailed zoe but she declined"), "done 5 \"emailed\";no 5;");
    EXPECT_EQ(heard_in("met zoe, she's not interested"), "done 5 \"met\";no 5 \"not interested\";");
    EXPECT_EQ(heard_in("called nicole, she said no problem"), "done 1 \"called, she said no problem\";");
    EXPECT_EQ(heard_in("saw nicole and zoe, they said no"), "done 1 5 \"saw\";no 1 5;");
    EXPECT_EQ(heard_in("done 2 she said no"), "done 2 \"she said no\";");
    EXPECT_EQ(heard_in("called nicole, no answer"), "done 1 \"called, no answer\";");
    EXPECT_EQ(heard_in("called nicole, she said no, maybe in june"), "done 1 \"called\";no-or-later");
}

TEST(EachPerson, WhatDidNotComeFromOneIsNotOfAnother) {
    EXPECT_EQ(heard_in("1+2 replied, 3 no answer"), "replied 1 2;negatedunknown");
    EXPECT_EQ(heard_in("nicole answered but zoe didn't"), "replied 1;negatedunknown");
    EXPECT_EQ(heard_in("nicole replied, zoe not yet"), "replied 1;negatedunknown");
    EXPECT_EQ(heard_in("nicole replied, zoe hasn't answered"), "replied 1;negatedunknown");
    EXPECT_EQ(heard_in("called nicole, zoe not there"), "done 1 \"called, zoe not there\";");
    EXPECT_EQ(heard_in("nicole replied but zoe isn't there any more"), "replied 1 \"but zoe isn't there any more\";");
    EXPECT_EQ(heard_in("no to nicole, yes to zoe"), "no 1;unknown");
    EXPECT_EQ(heard_in("nicole replied and so did zoe"), "replied 1;unknown");
    EXPECT_EQ(heard_in("nicole replied, zoe too"), "replied 1;unknown");
    EXPECT_EQ(heard_in("yes nicole no zoe"), "unknown");
    EXPECT_EQ(heard_in("nicole said yes but zoe said no"), "replied 1 \"yes\";no 5;");
}

TEST(EachPerson, EitherOfTwoIsAskedAbout) {
    for (const std::string text : {"no nicole or zoe", "done 1 or 5", "snooze nicole or zoe", "nicole or zoe replied"})
        EXPECT_EQ(heard_in(text), "who?") << text;
    EXPECT_EQ(answered("no nicole or zoe", "zoe"), "no 5;");
    EXPECT_EQ(answered("nicole or zoe replied", "both"), "replied 1 5;");
}

TEST(EachPerson, TheWordsOfEachAreTheirOwn) {
    EXPECT_EQ(heard_in("sam lee said maybe in june, zoe said she likes it"), "later 2 +89d \"maybe in june\";unknown");
    EXPECT_EQ(heard_in("sam lee said not now, zoe said ask again in june"), "when?");
    EXPECT_EQ(answered("sam lee said not now, zoe said ask again in june", "june"),
              "later 2 +89d \"not now june\";unknown");
}

TEST(EachPerson, WithoutACommaEachIsTaken) {
    EXPECT_EQ(heard_in("nicole yes zoe no"), "replied 1 \"yes\";no 5;");
    EXPECT_EQ(heard_in("nicole ortiz done zoe skip"), "done 1;skip 5;");
    EXPECT_EQ(heard_in("1 called 2 texted 3 nope"), "done 1 \"called\";done 2 \"texted\";negatedunknown");
    EXPECT_EQ(heard_in("1 ✅ 2 💤 3 ❌"), "done 1;snooze 2;no-or-skip?");
    EXPECT_EQ(heard_in("nicole ✅ zoe ❌"), "done 1;no-or-skip?");
    for (const std::string text : {"nicole replied zoe said no", "1 skip 2 called, knee better", "done nicole zoe no"})
        EXPECT_EQ(heard_in(text), "two?") << text;
    EXPECT_EQ(heard_in("done 2 3d"), "which-day?");
    EXPECT_EQ(heard_in("done 2 3 hours"), "done 2 \"3 hours\";");
    EXPECT_EQ(heard_in("called 2 3 days"), "done 2 \"called 3 days\";");
}

TEST(EachPerson, AWaitOrADayOfEachIsOfTheSameVerb) {
    EXPECT_EQ(heard_in("later nicole june and zoe july"), "later 1 +89d;later 5 +119d;");
    EXPECT_EQ(heard_in("later nicole june and zoe"), "later 1 +89d;later 5 +89d;");
    EXPECT_EQ(heard_in("snooze nicole june and zoe"), "snooze 1 +89d;snooze 5 +89d;");
    EXPECT_EQ(heard_in("done nicole yesterday, zoe today"), "done 1 -1d;done 5;");
    People people;
    people.add_to_book("May Chen");
    EXPECT_EQ(heard_in("snooze may may", people), "snooze 6 +58d;");
}

TEST(EachPerson, SomebodyOfTheirsKeepsTheWords) {
    People people;
    people.add_to_book("Karl Weiss");
    EXPECT_EQ(heard_in("met karl, nicole's brother", people), "done 6 \"met, nicole's brother\";");
    EXPECT_EQ(heard_in("met karl, nicole's brother, and zoe", people), "no-such-name");
    EXPECT_EQ(answered("met nicole's husband", "yes"), "done 1 \"met, nicole's husband\";");
    EXPECT_EQ(answered("met zoe and nicole's husband", "add"), "add;done 5 \"met\";");
}

}  // namespace
}  // namespace nudged::replies
