// Several people in one message: each is written what was said of them, and of nobody what was said of another.
#include <gtest/gtest.h>

#include "heard.hpp"

namespace nudged::replies {
namespace {

TEST(SeveralPersons, WhatIsSaidOfTheNextOneIsWhyTheFirstSaidNo) {
    EXPECT_EQ(heard_in("no nicole, zoe is cheaper"), "no 1 \"zoe is cheaper\";");
    EXPECT_EQ(heard_in("no nicole and jose, zoe was cheaper"), "no 1 4 \"zoe was cheaper\";");
    EXPECT_EQ(heard_in("done nicole, zoe is back"), "done 1 \"zoe is back\";");
    EXPECT_EQ(heard_in("called nicole, zoe said hi"), "done 1 \"called, zoe said hi\";");
    EXPECT_EQ(heard_in("no nicole, zoe"), "no 1 5;");
    EXPECT_EQ(heard_in("no nicole and zoe"), "no 1 5;");
    EXPECT_EQ(heard_in("no nicole, zoe, budget"), "no 1 5 \"budget\";");
}

TEST(SeveralPersons, ANoThatMayBeOfOneOrOfTwoClosesNobodyUnasked) {
    for (const std::string text : {"no nicole, zoe moved", "part nicole, zoe moved away"}) {
        const auto heard = People().understood(text);
        EXPECT_TRUE(heard.commands.empty()) << text;
        EXPECT_TRUE(heard.ask) << text;
    }
    EXPECT_EQ(answered_yes("no nicole, zoe moved"), "no 1 \"zoe moved\";");
    EXPECT_EQ(heard_in("no nicole and zoe moved"), "no 1 5 \"moved\";");
    EXPECT_EQ(heard_in("no 1, 5 moved"), "no 1 5 \"moved\";");
}

TEST(SeveralPersons, WhoeverIsLeftOutOfAllIsWrittenNothing) {
    for (const std::string text :
         {"everyone replied except sam lee", "all replied but sam lee", "everybody replied apart from 2",
          "everyone but sam lee replied", "everyone replied, but not sam lee", "everyone replied, not sam lee"}) {
        EXPECT_EQ(heard_in(text), "homophone") << text;
        EXPECT_EQ(answered_yes(text), "replied 1 3 4 5;") << text;
    }
    EXPECT_EQ(answered_yes("done all except sam lee and zoe"), "done 1 3 4;");
    EXPECT_EQ(answered_yes("done everyone yesterday except zoe"), "done 1 2 3 4 -1d;");
    EXPECT_EQ(heard_in("snooze everyone 3d except zoe"), "when?");
    EXPECT_EQ(heard_in("everyone replied except sam"), "which-name");
    for (const std::string text : {"everyone replied, zoe did not", "everyone replied but zoe has not yet"})
        EXPECT_EQ(heard_in(text), "unknown") << text;
    EXPECT_EQ(heard_in("everyone replied"), "replied all;");
    EXPECT_EQ(heard_in("everyone replied but no news"), "replied all \"but no news\";");
}

TEST(SeveralPersons, TheAnswerOfEachIsTheirOwn) {
    EXPECT_EQ(heard_in("nicole replied yes, zoe replied no"), "replied 1 \"yes\";no 5;");
    EXPECT_EQ(heard_in("nicole replied yes, zoe no"), "replied 1 \"yes\";no 5;");
    EXPECT_EQ(heard_in("nicole replied yes and zoe said no"), "replied 1 \"yes\";no 5;");
    EXPECT_EQ(heard_in("nicole replied no, zoe replied yes"), "no 1;replied 5 \"yes\";");
    EXPECT_EQ(heard_in("nicole replied yes, wants pricing"), "replied 1 \"yes, wants pricing\";");
    EXPECT_EQ(heard_in("nicole replied yes"), "replied 1 \"yes\";");
    EXPECT_EQ(heard_in("nicole replied, no rush"), "replied 1 \"no rush\";");
}

TEST(SeveralPersons, EachWasCalledOnTheirOwnDay) {
    EXPECT_EQ(heard_in("called nicole yesterday and zoe today"), "done 1 -1d \"called\";done 5 \"called\";");
    EXPECT_EQ(heard_in("called nicole yesterday, zoe today"), "done 1 -1d \"called\";done 5 \"called\";");
    EXPECT_EQ(heard_in("called nicole today and zoe yesterday"), "done 1 \"called\";done 5 -1d \"called\";");
    EXPECT_EQ(heard_in("called nicole on monday and zoe on tuesday, all well"),
              "done 1 -2d \"called\";done 5 -1d \"called, all well\";");
    EXPECT_EQ(heard_in("met nicole 3 days ago, zoe 2 days ago and jose yesterday"),
              "done 1 -3d \"met\";done 5 -2d \"met\";done 4 -1d \"met\";");
    EXPECT_EQ(heard_in("called nicole yesterday and zoe"), "done 1 -1d \"called\";done 5 -1d \"called\";");
    EXPECT_EQ(heard_in("called nicole yesterday, emailed zoe today"), "done 1 -1d \"called\";done 5 \"emailed\";");
    EXPECT_EQ(heard_in("done nicole yesterday and zoe today"), "done 1 -1d;done 5;");
    EXPECT_EQ(heard_in("called nicole yesterday and sam today"), "done 1 -1d \"called\";which-name");
}

TEST(SeveralPersons, ADayToComeIsOfAnotherCommand) {
    EXPECT_EQ(heard_in("called nicole yesterday, zoe tomorrow"), "done 1 -1d \"called\";snooze 5 +1d;");
    EXPECT_EQ(heard_in("done nicole yesterday, zoe friday"), "done 1 -1d;snooze 5 +2d;");
}

TEST(SeveralPersons, TodayIsTheDayOfACallAndNoNote) {
    EXPECT_EQ(heard_in("called zoe today"), "done 5 \"called\";");
    EXPECT_EQ(heard_in("called zoe today!"), "done 5 \"called\";");
    EXPECT_EQ(heard_in("called zoe today, knee is better"), "done 5 \"called today, knee is better\";");
    EXPECT_EQ(heard_in("called zoe this morning"), "done 5 \"called this morning\";");
}

TEST(SeveralPersons, NumbersWithAVerbEachAreACommandEach) {
    EXPECT_EQ(heard_in("1 done 2 fri 3 no"), "done 1;snooze 2 +2d;no 3;");
    EXPECT_EQ(heard_in("1 done 2 done"), "done 1;done 2;");
    EXPECT_EQ(heard_in("1 no 2 skip, 3 called"), "no 1;skip 2;done 3 \"called\";");
    EXPECT_EQ(heard_in("1 done 2 kids now"), "done 1 \"2 kids now\";");
    EXPECT_EQ(heard_in("2 called 3 times"), "done 2 \"called 3 times\";");
    EXPECT_EQ(heard_in("1 done 2 days ago"), "done 1 -2d;");
    EXPECT_EQ(heard_in("2 in 3 days"), "snooze 2 +3d;");
}

}  // namespace
}  // namespace nudged::replies
