// Words about somebody else than who is known here, or about nobody at all, and those who asked to be left for now.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "people.hpp"

namespace nudged::replies {
namespace {

using testing::ElementsAre;

std::string asked(const std::string& text, const People& people = {}) {
    const auto heard = people.understood(text);
    if (!heard.commands.empty()) return std::string(name_of(heard.commands.front().intent)) + " is written";
    return heard.ask ? std::string(code_of(heard.ask->code)) + " " + heard.ask->subject : "nothing";
}

Command only(const std::string& text, const People& people = {}) {
    const auto heard = people.understood(text);
    EXPECT_EQ(heard.commands.size(), 1U) << text;
    EXPECT_FALSE(heard.ask) << text << ": " << code_of(heard.ask ? heard.ask->code : AskCode::unknown);
    return heard.commands.empty() ? Command{} : heard.commands.front();
}

Date day(int year, unsigned month, unsigned day) {
    return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

TEST(NotThem, WhoeverElseWasWrittenToIsAskedAbout) {
    for (const auto& [text, whom] :
         std::vector<std::pair<std::string, std::string>>{{"emailed the plumber", "plumber"},
                                                          {"wrote the landlord", "landlord"},
                                                          {"texted our babysitter", "babysitter"},
                                                          {"mailed the accountant about the receipts", "accountant"},
                                                          {"wrote my sister", "sister"}})
        EXPECT_EQ(asked(text), "no-such-name " + whom) << text;
    for (const auto* text :
         {"emailed the proposal", "wrote a long letter", "texted the address", "emailed the signed contract",
          "emailed my cv", "wrote the references", "emailed the new price list"})
        EXPECT_EQ(only(text).targets.which, Targets::Which::last) << text;
}

TEST(NotThem, ANoThatTellsOfSomebodyUnknownClosesNobody) {
    EXPECT_EQ(asked("no, the dentist is closed"), "no-such-name dentist");
    EXPECT_EQ(asked("no the dentist is closed"), "no-such-name dentist");
    EXPECT_EQ(asked("no, my sister said so"), "no-such-name sister");
    for (const auto* text : {"no, the price is too high", "no, the budget is gone", "no, the timing is bad",
                             "no, the project was cancelled", "no, the company closed", "no, our team is full"})
        EXPECT_EQ(only(text).intent, Intent::no) << text;
}

TEST(NotThem, SomebodyOfTheirsIsAskedAbout) {
    const People people;
    for (const auto& [text, whom] :
         std::vector<std::pair<std::string, std::string>>{{"met Nicole's husband", "Nicole's husband"},
                                                          {"called nicole’s office", "nicole’s office"},
                                                          {"emailed zoe's assistant about the deck", "zoe's assistant"},
                                                          {"gave nicole's son a book", "nicole's son"},
                                                          {"heard from Zoe's boss", "Zoe's boss"},
                                                          {"saw zoe's sister yesterday", "zoe's sister"}})
        EXPECT_EQ(asked(text), "no-such-name " + whom) << text;
    const auto husband = people.understood("met Nicole's husband yesterday").ask.value();
    const auto herself = only(complete(husband, "yes", people.context()).value());
    EXPECT_THAT(herself.targets.people, ElementsAre(1));
    EXPECT_EQ(herself.on, People::today() - days{1});
    EXPECT_EQ(only(complete(husband, "add", people.context()).value()).name, "Nicole's husband");
    for (const auto* text : {"called nicole's number, no answer", "called nicole's mobile", "nicole's done"})
        EXPECT_THAT(only(text).targets.people, ElementsAre(1)) << text;
    EXPECT_EQ(only("note nicole's husband is called Tom").note, "husband is called Tom");
}

TEST(NotThem, WhoeverWasSeenWasMetAndWhatWasSeenIsNoTouch) {
    for (const auto* text : {"ran into nicole", "bumped into nicole yesterday", "saw nicole",
                             "I saw nicole at the fair", "just saw nicole in Berlin"}) {
        const auto touch = only(text);
        EXPECT_EQ(touch.intent, Intent::done) << text;
        EXPECT_EQ(touch.channel, "in person") << text;
        EXPECT_THAT(touch.targets.people, ElementsAre(1)) << text;
    }
    EXPECT_EQ(only("saw nicole yesterday").on, People::today() - days{1});
    EXPECT_EQ(asked("ran into quentin"), "no-such-name quentin");
    for (const auto* text : {"saw the movie", "ran into a problem", "saw that nicole is hiring",
                             "saw nicole got a new job", "nicole saw the deck", "saw it"})
        EXPECT_TRUE(People().understood(text).commands.empty()) << text;
}

TEST(NotThem, AnApostropheBehindAnSIsNoPartOfTheName) {
    People people;
    people.add_to_book("James Bond");
    const auto james = people.id_of("James Bond");
    EXPECT_THAT(only("James' birthday is 3 may", people).targets.people, ElementsAre(james));
    EXPECT_THAT(only("done James'", people).targets.people, ElementsAre(james));
    EXPECT_EQ(only("add Lucas' every 2 weeks").name, "Lucas");
    EXPECT_EQ(only("note zoe 'met the girls'").note, "met the girls");
}

TEST(NotThem, ACommandIsNoNameToAdd) {
    for (const std::string said : {"no", "undo", "done", "skip", "ok", "yes", "never"})
        EXPECT_EQ(asked("add " + said), "what? " + said) << said;
    for (const std::string name : {"Won", "Skip Miller", "Grace Deal"}) EXPECT_EQ(only("add " + name).name, name);
    const auto tom = only("add Tom never");
    EXPECT_EQ(tom.name, "Tom");
    EXPECT_TRUE(tom.every_never);
}

std::string added(const std::string& text) {
    std::string all;
    for (const auto& command : People().understood(text).commands) {
        all += command.name;
        for (const auto& tag : command.tags) all += " #" + tag;
        all += ';';
    }
    return all;
}

TEST(SeveralAdded, TwoJoinedByAnAmpersandAreTwoUnlessTheyAreAFirm) {
    EXPECT_EQ(added("add Pia & Uma"), "Pia;Uma;");
    EXPECT_EQ(added("add Pia, Ben & Uma #work"), "Pia #work;Ben #work;Uma #work;");
    EXPECT_EQ(added("add Smith & Sons"), "Smith & Sons;");
    EXPECT_EQ(added("add Miller & Ortega Ltd"), "Miller & Ortega Ltd;");
    EXPECT_EQ(added("add \"Pia & Uma\""), "Pia & Uma;");
}

TEST(SeveralAdded, TagsBehindSeveralNamesAreForAllOfThemUnlessOneHasItsOwn) {
    EXPECT_EQ(added("add Pia, Ben and Uma #work #vip"), "Pia #work #vip;Ben #work #vip;Uma #work #vip;");
    EXPECT_EQ(added("add Pia every week, Ben and Uma monthly #work"), "Pia;Ben;Uma #work;");
    EXPECT_EQ(added("add Pia #vip, Ben and Uma #work"), "Pia #vip;Ben;Uma #work;");
    const auto zoe = People().understood("add Zoe Q and Ben #work").ask.value();
    EXPECT_EQ(only(zoe.choices.at(0).says).intent, Intent::tag);
}

TEST(NotThem, WhoeverAskedToComeBackIsLeftUntilThen) {
    const auto june = only("zoe said not now, ask again in june");
    EXPECT_EQ(june.intent, Intent::later);
    EXPECT_THAT(june.targets.people, ElementsAre(5));
    EXPECT_EQ(june.until, day(2026, 6, 1));
    EXPECT_EQ(june.note, "not now, ask again in june");
    EXPECT_EQ(only("zoe said maybe in 2 weeks").until, People::today() + days{14});
    EXPECT_EQ(only("she said not now, try again in june").targets.which, Targets::Which::last);
    const People people;
    const auto when = people.understood("zoe said not now").ask.value();
    EXPECT_EQ(when.code, AskCode::when);
    EXPECT_EQ(only(complete(when, "june", people.context()).value()).until, day(2026, 6, 1));
    for (const auto* text : {"zoe said she will write in june", "zoe said june is fine", "zoe said not to worry"})
        EXPECT_TRUE(People().understood(text).commands.empty()) << text;
}

// The day that has just passed.
TEST(DaysJustPast, AreAskedAboutAndNotTakenForThoseOfNextYear) {
    for (const auto* text : {"snooze zoe 2 mar", "snooze zoe until 2 march", "snooze zoe feb 20", "zoe 2 mar",
                             "later zoe 2 mar", "I'm in Tokyo until 2 mar"}) {
        const auto heard = People().understood(text);
        EXPECT_TRUE(heard.commands.empty()) << text;
        ASSERT_TRUE(heard.ask) << text;
        EXPECT_EQ(heard.ask->code, AskCode::past) << text;
        ASSERT_EQ(heard.ask->choices.size(), 1U) << text;
        EXPECT_GT(only(heard.ask->choices[0].says).until, day(2027, 1, 1)) << text;
    }
    EXPECT_EQ(only("snooze zoe 15 oct").until, day(2026, 10, 15));
    EXPECT_EQ(only("snooze zoe 2 mar 2027").until, day(2027, 3, 2));
    EXPECT_EQ(only("snooze zoe in march").until, day(2027, 3, 1));
    const People people;
    const auto asked = people.understood("snooze zoe 2 mar 14:30").ask.value();
    EXPECT_EQ(only(asked.choices.at(0).says).until, day(2027, 3, 2));
    EXPECT_EQ(only(asked.choices.at(0).says).time, TimeOfDay{std::chrono::minutes{14 * 60 + 30}});
    EXPECT_EQ(only(complete(asked, "9 mar", people.context()).value()).until, day(2026, 3, 9));
}

TEST(AnswersWithAYes, AYesPicksTheOnlyChoiceThatBeginsWithIt) {
    Ask ask;
    ask.choices = {{"Yes, once more", "help contact:2", 0, {"1"}}, {"Leave it", "", 0, {"2"}}};
    const People people;
    EXPECT_EQ(complete(ask, "yes", people.context()), "help contact:2");
    EXPECT_EQ(complete(ask, "Ja", people.context()), "help contact:2");
    ask.choices.push_back({"Yes, both", "done all", 0, {"3"}});
    EXPECT_FALSE(complete(ask, "yes", people.context()));
}

}  // namespace
}  // namespace nudged::replies
