// Who is meant where several could be, or somebody who is not known here: nobody else is written to for them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "people.hpp"

namespace nudged::replies {
namespace {

using testing::ElementsAre;

TEST(MeantPersons, WhoeverElseWasCalledIsAskedAboutAndNobodyIsWrittenToForThem) {
    for (const auto* text :
         {"called the dentist", "met my deadline", "visited the museum", "phoned our landlord", "met a recruiter",
          "rang the plumber about the sink", "pinged the team", "I met my deadline", "called my landlord yesterday"}) {
        const auto heard = People().understood(text);
        EXPECT_TRUE(heard.commands.empty()) << text;
        ASSERT_TRUE(heard.ask) << text;
        EXPECT_EQ(heard.ask->code, AskCode::no_such_name) << text;
    }
    for (const auto* text :
         {"called the other day", "called a few times", "emailed the proposal", "texted the address",
          "called the whole evening", "called a second time", "met a while ago", "called an hour ago"}) {
        const auto heard = People().understood(text);
        EXPECT_FALSE(heard.ask && heard.ask->code == AskCode::no_such_name) << text;
    }
}

TEST(MeantPersons, ANoThatIsGivenWithAnUnknownNameClosesNobody) {
    for (const auto* text :
         {"no, bob told me so", "no, Bob told me so", "no, bob", "no, bob is away", "no! bob told me so"}) {
        const auto heard = People().understood(text);
        EXPECT_TRUE(heard.commands.empty()) << text;
        ASSERT_TRUE(heard.ask) << text;
        EXPECT_EQ(heard.ask->code, AskCode::no_such_name) << text;
        EXPECT_EQ(fold(heard.ask->subject), "bob") << text;
    }
    const People people;
    const auto asked = people.understood("no, bob told me so").ask.value();
    const auto filled = complete(asked, "zoe", people.context()).value();
    EXPECT_THAT(people.understood(filled).commands.at(0).targets.people, ElementsAre(people.id_of("Zoe Q")));
    EXPECT_EQ(people.understood("no, nicole moved").commands.at(0).reason, "moved");
    for (const auto* text : {"no, budget", "no: budget"}) {
        const auto heard = people.understood(text);
        ASSERT_EQ(heard.commands.size(), 1U) << text;
        EXPECT_EQ(heard.commands[0].intent, Intent::no) << text;
        EXPECT_EQ(heard.commands[0].reason, "budget") << text;
    }
    EXPECT_EQ(people.understood("no, she moved").commands.at(0).targets.which, Targets::Which::last);
}

TEST(MeantPersons, ANoWithADayIsANoOrLaterAndClosesNobodyUnasked) {
    for (const auto* text : {"no, tomorrow", "no, friday", "no, in 2 weeks", "sam lee no, june"}) {
        const auto heard = People().understood(text);
        EXPECT_TRUE(heard.commands.empty()) << text;
        ASSERT_TRUE(heard.ask) << text;
        EXPECT_EQ(heard.ask->code, AskCode::no_or_later) << text;
    }
    EXPECT_EQ(People().understood("nicole no, zoe tomorrow").commands.size(), 2U);
    EXPECT_EQ(People().understood("no nicole; undo").commands.size(), 2U);
}

TEST(MeantPersons, ANoThatComesWithTheirAnswerIsANo) {
    const std::pair<const char*, const char*> cases[] = {
        {"sam lee replied and said no", ""},
        {"sam lee replied, said no, budget", "budget"},
        {"sam lee answered and he said no", ""},
        {"sam lee replied: no", ""},
        {"sam lee replied no", ""},
        {"replied sam lee, said no", ""},
        {"sam lee replied yesterday and said no", ""},
        {"sam lee replied and declined", ""},
        {"sam lee wrote back and said no: too expensive", "too expensive"}};
    for (const auto& [text, reason] : cases) {
        const auto heard = People().understood(text);
        ASSERT_EQ(heard.commands.size(), 1U) << text;
        EXPECT_FALSE(heard.ask) << text;
        EXPECT_EQ(heard.commands[0].intent, Intent::no) << text;
        EXPECT_THAT(heard.commands[0].targets.people, ElementsAre(2)) << text;
        EXPECT_EQ(heard.commands[0].reason, reason) << text;
    }
    for (const auto* text : {"sam lee replied, no rush", "sam lee replied and said no problem", "sam lee replied yes",
                             "nicole got back to me with a no"}) {
        const auto heard = People().understood(text);
        ASSERT_EQ(heard.commands.size(), 1U) << text;
        EXPECT_EQ(heard.commands[0].intent, Intent::replied) << text;
    }
}

TEST(MeantPersons, AYesOfSomebodyIsAnAnswerOfTheirs) {
    for (const auto* text : {"nicole no, zoe yes", "nicole no and zoe yes", "zoe yes; nicole no", "zoe yes, nicole no",
                             "nicole no, zoe said yes"}) {
        const auto heard = People().understood(text);
        ASSERT_EQ(heard.commands.size(), 2U) << text;
        const auto& no = heard.commands[heard.commands[0].intent == Intent::no ? 0 : 1];
        const auto& yes = heard.commands[heard.commands[0].intent == Intent::no ? 1 : 0];
        EXPECT_EQ(no.intent, Intent::no) << text;
        EXPECT_THAT(no.targets.people, ElementsAre(1)) << text;
        EXPECT_EQ(no.reason, "") << text;
        EXPECT_EQ(yes.intent, Intent::replied) << text;
        EXPECT_THAT(yes.targets.people, ElementsAre(5)) << text;
        EXPECT_EQ(yes.note, "yes") << text;
    }
    EXPECT_EQ(People().understood("zoe yes on friday").commands.at(0).note, "yes on friday");
    EXPECT_EQ(People().understood("zoe: yes please").commands.at(0).intent, Intent::note);
}

std::string added(const std::string& text) {
    std::string all;
    const auto heard = People().understood(text);
    for (const auto& command : heard.commands)
        all += command.name + " " + (command.every_days ? std::to_string(*command.every_days) : "-") + ";";
    return all + (heard.ask ? std::string(code_of(heard.ask->code)) : "");
}

TEST(MeantPersons, ARhythmBehindSeveralNamesIsForAllOfThemUnlessOneHasItsOwn) {
    EXPECT_EQ(added("add Pia, Ben and Uma every 2 weeks"), "Pia 14;Ben 14;Uma 14;");
    EXPECT_EQ(added("add Pia and Ben monthly"), "Pia 30;Ben 30;");
    EXPECT_EQ(added("add Pia, Ben weekly; done 2"), "Pia 7;Ben 7; -;");
    EXPECT_EQ(added("add Pia every week, Ben, Uma every 2 weeks"), "Pia 7;Ben -;Uma 14;");
    EXPECT_EQ(added("add Pia every week and Ben"), "Pia 7;Ben -;");
    EXPECT_EQ(added("add Pia\nadd Ben every week"), "Pia -;Ben 7;");
    for (const std::string text : {"add Zoe, Ben every 2 weeks", "add Ben and Zoe every 2 weeks"}) {
        EXPECT_EQ(added(text), "Ben 14;new-person?") << text;
        EXPECT_EQ(added(People().understood(text).ask->choices.at(0).says), "Zoe 14;") << text;
    }
    const auto known = People().understood("add Zoe Q and Ben every 2 weeks").ask.value();
    EXPECT_EQ(People().understood(known.choices.at(0).says).commands.at(0).every_days, 14);
}

TEST(MeantPersons, DaysAndGroupsAreNobodyToAdd) {
    for (const std::string said : {"fri", "all", "tomorrow", "monday", "everyone", "the rest", "next week", "today",
                                   "All", "december", "monday morning"}) {
        const auto heard = People().understood("add " + said);
        EXPECT_TRUE(heard.commands.empty()) << said;
        ASSERT_TRUE(heard.ask) << said;
        EXPECT_EQ(heard.ask->code, AskCode::what) << said;
        const auto anyway = People().understood(heard.ask->choices.at(0).says);
        ASSERT_EQ(anyway.commands.size(), 1U) << said;
        EXPECT_EQ(anyway.commands[0].name, said);
    }
    const People people;
    const auto asked = people.understood("add fri every 2 weeks").ask.value();
    const auto pia = people.understood(complete(asked, "Pia", people.context()).value());
    EXPECT_EQ(pia.commands.at(0).name, "Pia");
    EXPECT_EQ(pia.commands.at(0).every_days, 14);
    for (const std::string name :
         {"May Lindqvist", "May", "may", "april", "Friday", "Monday Smith", "Tomorrow Ltd", "All Saints Choir"})
        EXPECT_EQ(people.understood("add " + name).commands.at(0).name, name);
    EXPECT_EQ(added("add Ann, May Lindqvist and June"), "Ann -;May Lindqvist -;June -;");
}

}  // namespace
}  // namespace nudged::replies
