// People who are called like a month or a day of the week, and dates that stand in the same places.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "people.hpp"

namespace nudged::replies {
namespace {

using testing::ElementsAre;

class DayOrName : public testing::Test {
protected:
    DayOrName() {
        for (const auto* name : {"May Lindqvist", "Friday Okoro", "June", "Jan de Vries"}) people_.add_to_book(name);
        may_ = people_.id_of("May Lindqvist");
        friday_ = people_.id_of("Friday Okoro");
        june_ = people_.id_of("June");
    }
    [[nodiscard]] Command only(const std::string& text) const {
        const auto heard = people_.understood(text);
        EXPECT_EQ(heard.commands.size(), 1U) << text;
        EXPECT_FALSE(heard.ask) << text << ": " << code_of(heard.ask ? heard.ask->code : AskCode::unknown);
        return heard.commands.empty() ? Command{} : heard.commands.front();
    }
    static Date day(unsigned month, unsigned day) {
        return Date{std::chrono::year{2026} / std::chrono::month{month} / std::chrono::day{day}};
    }

    People people_;
    std::int64_t may_ = 0, friday_ = 0, june_ = 0;
};

TEST_F(DayOrName, BehindAVerbThatTakesAPersonTheNameIsMeant) {
    const std::pair<const char*, Intent> cases[] = {{"done may", Intent::done},
                                                    {"done may, long talk", Intent::done},
                                                    {"called may", Intent::done},
                                                    {"met may on friday", Intent::done},
                                                    {"called may 3 weeks ago", Intent::done},
                                                    {"skip may", Intent::skip},
                                                    {"no may budget", Intent::no},
                                                    {"no, may retired", Intent::no},
                                                    {"replied may", Intent::replied},
                                                    {"heard back from may", Intent::replied},
                                                    {"who may", Intent::who},
                                                    {"note may: has a dog", Intent::note},
                                                    {"every 2w may", Intent::every},
                                                    {"gave may a book", Intent::gave},
                                                    {"done may lindqvist", Intent::done},
                                                    {"snooze may 3d", Intent::snooze},
                                                    {"snooze may until june", Intent::snooze},
                                                    {"remind me about may on friday", Intent::snooze},
                                                    {"later may 2 months", Intent::later},
                                                    {"lead may 7 days", Intent::lead},
                                                    {"birthday may 3 may", Intent::set},
                                                    {"sent the deck to may", Intent::gave}};
    for (const auto& [text, intent] : cases) {
        const auto command = only(text);
        EXPECT_EQ(name_of(command.intent), name_of(intent)) << text;
        EXPECT_THAT(command.targets.people, ElementsAre(may_)) << text;
    }
    EXPECT_EQ(only("snooze may 3d").until, People::today() + days{3});
    EXPECT_EQ(only("snooze may until june").until, day(6, 1));
    EXPECT_EQ(only("gave may a book").title, "a book");
}

TEST_F(DayOrName, BeforeWhatTheyDidTheNameIsMeant) {
    const std::pair<const char*, Intent> cases[] = {{"may replied", Intent::replied},
                                                    {"may has replied", Intent::replied},
                                                    {"may done", Intent::done},
                                                    {"may said no", Intent::no},
                                                    {"may: has a dog", Intent::note},
                                                    {"may tomorrow", Intent::snooze},
                                                    {"may 3d", Intent::snooze},
                                                    {"may every 2 weeks", Intent::every},
                                                    {"may lindqvist replied", Intent::replied},
                                                    {"may wrote back", Intent::replied},
                                                    {"may's birthday is 3 may", Intent::set}};
    for (const auto& [text, intent] : cases) {
        const auto command = only(text);
        EXPECT_EQ(name_of(command.intent), name_of(intent)) << text;
        EXPECT_THAT(command.targets.people, ElementsAre(may_)) << text;
    }
    EXPECT_THAT(only("friday replied").targets.people, ElementsAre(friday_));
    EXPECT_THAT(only("june replied").targets.people, ElementsAre(june_));
    EXPECT_THAT(only("zoe and may replied").targets.people, ElementsAre(5, may_));
    EXPECT_THAT(only("may and zoe replied").targets.people, ElementsAre(may_, 5));
    EXPECT_THAT(only("done zoe and may").targets.people, ElementsAre(5, may_));
    EXPECT_THAT(only("snooze zoe and may 3d").targets.people, ElementsAre(5, may_));
    EXPECT_THAT(only("done zoe, may").targets.people, ElementsAre(5, may_));
}

TEST_F(DayOrName, WhereADateStandsItIsADate) {
    const std::pair<const char*, Date> cases[] = {{"snooze zoe may 3", day(5, 3)},
                                                  {"snooze zoe may", day(5, 1)},
                                                  {"snooze zoe in may", day(5, 1)},
                                                  {"snooze zoe until may", day(5, 1)},
                                                  {"snooze zoe friday", day(3, 6)},
                                                  {"snooze zoe, friday", day(3, 6)},
                                                  {"zoe friday", day(3, 6)},
                                                  {"zoe, may 3", day(5, 3)},
                                                  {"snooze may 3", day(5, 3)},
                                                  {"snooze until may", day(5, 1)},
                                                  {"snooze until friday zoe", day(3, 6)},
                                                  {"friday morning", day(3, 6)},
                                                  {"may 3", day(5, 3)},
                                                  {"friday", day(3, 6)},
                                                  {"may", day(5, 1)},
                                                  {"snooze 2 3 may", day(5, 3)},
                                                  {"snooze zoe, june", day(6, 1)},
                                                  {"push 2 to friday", day(3, 6)}};
    for (const auto& [text, until] : cases) {
        const auto command = only(text);
        EXPECT_EQ(command.intent, Intent::snooze) << text;
        EXPECT_EQ(command.until, until) << text;
        EXPECT_THAT(command.targets.people, testing::Not(testing::Contains(may_))) << text;
    }
    EXPECT_EQ(only("later zoe june").until, day(6, 1));
    EXPECT_EQ(only("met zoe on friday").on, day(2, 27));
    EXPECT_EQ(only("met zoe friday").on, day(2, 27));
    EXPECT_EQ(only("pause until may").until, day(5, 1));
}

TEST_F(DayOrName, ADayInAnotherLanguageIsANameLikeAnyOther) {
    people_.add_to_book("Peter Sonntag");
    const auto sonntag = people_.id_of("Peter Sonntag");
    for (const auto* text : {"done sonntag", "snooze sonntag 3d", "sonntag replied", "sonntag tomorrow"})
        EXPECT_THAT(only(text).targets.people, ElementsAre(sonntag)) << text;
}

TEST_F(DayOrName, TheVerbMayIsNobody) {
    EXPECT_EQ(only("no zoe may have moved").reason, "may have moved");
    EXPECT_EQ(only("done zoe, may call again").targets.people, std::vector<std::int64_t>{5});
    EXPECT_EQ(only("replied zoe, may be interested").note, "may be interested");
    EXPECT_EQ(only("done zoe, may retire soon").note, "may retire soon");
    EXPECT_EQ(only("done zoe and may, both well").targets.people, (std::vector<std::int64_t>{5, may_}));
}

TEST_F(DayOrName, WhereBothCouldBeMeantItIsAsked) {
    for (const auto& [text, person, date] :
         std::vector<std::tuple<std::string, std::int64_t, Date>>{{"snooze may", may_, day(5, 1)},
                                                                  {"snooze friday", friday_, day(3, 6)},
                                                                  {"later for may", may_, day(5, 1)},
                                                                  {"remind me friday", friday_, day(3, 6)}}) {
        const auto heard = people_.understood(text);
        EXPECT_TRUE(heard.commands.empty()) << text;
        ASSERT_TRUE(heard.ask) << text;
        EXPECT_EQ(heard.ask->code, AskCode::day_or_name) << text;
        ASSERT_EQ(heard.ask->choices.size(), 2U) << text;
        EXPECT_EQ(heard.ask->choices[0].person, person) << text;
        EXPECT_EQ(only(heard.ask->choices[1].says).until, date) << text;
        EXPECT_EQ(complete(*heard.ask, heard.ask->choices[0].label, people_.context()), heard.ask->choices[0].says);
    }
    EXPECT_THAT(only(people_.understood("snooze may").ask->choices[0].says).targets.people, ElementsAre(may_));
    const auto done = people_.understood("done friday").ask.value();
    EXPECT_THAT(only(done.choices.at(0).says).targets.people, ElementsAre(friday_));
    EXPECT_EQ(only(done.choices.at(1).says).on, day(2, 27));
}

TEST_F(DayOrName, ADayAloneIsAskedAboutOnlyWhileSomebodyOfThatNameIsOnTheList) {
    std::vector<Person> listed{{.id = may_, .name = "May Lindqvist", .folded = "may lindqvist", .number = 1}};
    auto context = people_.context();
    context.listed = listed;
    const auto heard = understand("may", context);
    EXPECT_TRUE(heard.commands.empty());
    ASSERT_TRUE(heard.ask);
    EXPECT_EQ(heard.ask->code, AskCode::day_or_name);
    EXPECT_EQ(understand(heard.ask->choices.at(0).says, context).commands.at(0).intent, Intent::who);
    EXPECT_EQ(understand(heard.ask->choices.at(1).says, context).commands.at(0).until, day(5, 1));
    EXPECT_EQ(understand("june", context).commands.at(0).until, day(6, 1));
}

TEST(PauseForAYear, ADayThatHasJustPassedIsAskedAbout) {
    for (const auto* text : {"pause until 1 mar", "pause until mar 1", "vacation until 15 jan", "pause until march"}) {
        const auto heard = People().understood(text);
        EXPECT_TRUE(heard.commands.empty()) << text;
        ASSERT_TRUE(heard.ask) << text;
        EXPECT_EQ(heard.ask->code, AskCode::past) << text;
    }
    const People people;
    const auto asked = people.understood("pause until 1 mar").ask.value();
    EXPECT_EQ(asked.choices.at(0).label, "1 mar 2027");
    EXPECT_EQ(people.understood(asked.choices.at(0).says).commands.at(0).until,
              Date{std::chrono::local_days{std::chrono::March / 1 / 2027}});
    EXPECT_EQ(complete(asked, "15 apr", people.context()), "pause until 15 apr");
    for (const auto* text :
         {"pause until 1 mar 2027", "pause for a year", "pause until next march", "pause until 15 oct",
          "pause until next year", "pause until 2027-03-01", "pause until end of the year", "pause 11 months"})
        EXPECT_EQ(people.understood(text).commands.size(), 1U) << text;
}

TEST(AnswersInGerman, JaAndNeinAreYesAndNo) {
    const People people;
    const auto asked = people.understood("no nicle moved").ask.value();
    EXPECT_EQ(complete(asked, "ja", people.context()), complete(asked, "yes", people.context()));
    EXPECT_EQ(complete(asked, "Ja!", people.context()), complete(asked, "yes", people.context()));
    EXPECT_EQ(complete(asked, "nein", people.context()), "");
    EXPECT_EQ(complete(people.understood("done sam").ask.value(), "Nein", people.context()), "");
}

}  // namespace
}  // namespace nudged::replies
