#include "daemon/messages/questions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

using replies::Ask;
using replies::AskCode;
using testing::ElementsAre;

class Questions : public testing::Test {
protected:
    [[nodiscard]] QuestionText add_again(const Contact& known, const std::string& says) const {
        Ask ask{AskCode::exists, known.name, {{"Yes", says, known.id, {}}, {"No", "", 0, {}}}, ""};
        return about(ask, &list, scene.plan, &known);
    }
    [[nodiscard]] QuestionText of(const Ask& ask) const { return about(ask, &list, scene.plan); }
    static std::vector<std::string> offered(const QuestionText& text) {
        std::vector<std::string> all;
        for (const Offer& offer : text.offers) all.push_back(offer.label + " = " + offer.says);
        return all;
    }
    Scene scene;
    DayList list = section_one();
};

TEST_F(Questions, SomebodyWhoIsHereAlreadyIsToldFromWhatToWhat) {
    auto nicole = person("Nicole Ortiz", 17, 30);
    EXPECT_EQ(add_again(nicole, "every 60d contact:17").text,
              "Nicole Ortiz is here already, every 30 days. Every 2 months instead?");
    EXPECT_EQ(add_again(nicole, "every 30d contact:17").text,
              "Nicole Ortiz is here already, every 30 days. Nothing changed.");
    EXPECT_TRUE(add_again(nicole, "every 30d contact:17").offers.empty());
    EXPECT_EQ(add_again(nicole, "who contact:17").text,
              "Nicole Ortiz is here already, every 30 days. Look at the card?");
    nicole.state = ContactState::book;
    EXPECT_EQ(add_again(nicole, "every 60d contact:17").text, "Nicole Ortiz is here already. Every 2 months?");
}

TEST_F(Questions, WhichOne) {
    const Ask ask{AskCode::who,
                  "",
                  {{"Nicole Ortiz", "done contact:1", 1, {}},
                   {"Sam Lee", "done contact:2", 2, {}},
                   {"Mum", "done contact:3", 3, {}}},
                  "done \uFFFC"};
    EXPECT_EQ(of(ask).text, "Which one?");
    EXPECT_THAT(offered(of(ask)), ElementsAre("1 Nicole = done contact:1", "2 Sam = done contact:2",
                                              "3 Mum = done contact:3", "All three = done all"));
}

TEST_F(Questions, WhichSam) {
    list.items[2].name = "Samantha Reyes";
    const Ask ask{AskCode::which_name, "sam", {{"Sam Lee", "a", 2, {}}, {"Samantha Reyes", "b", 3, {}}}, ""};
    EXPECT_EQ(of(ask).text, "Which Sam?");
    EXPECT_THAT(offered(of(ask)), ElementsAre("2 Sam Lee = a", "3 Samantha Reyes = b"));
}

TEST_F(Questions, NoBob) {
    const Ask ask{
        AskCode::no_such_name, "bob", {{"Bo Li", "done contact:9", 9, {}}, {"Add Bob", "add \"Bob\"", 0, {}}}, ""};
    EXPECT_EQ(of(ask).text, "No Bob here. Did you mean Bo Li?");
    EXPECT_THAT(offered(of(ask)), ElementsAre("Yes = done contact:9", "Add Bob = add \"Bob\""));
    EXPECT_EQ(of({AskCode::no_such_name, "bob", {{"Add Bob", "add \"Bob\"", 0, {}}}, ""}).text, "No Bob here.");
}

TEST_F(Questions, NumbersOfTheList) {
    EXPECT_EQ(of({AskCode::no_such_number, "6", {}, ""}).text, "Today's list goes from 1 to 3.");
    list.items.resize(1);
    EXPECT_EQ(of({AskCode::no_such_number, "6", {}, ""}).text, "Today's list has only number 1.");
    EXPECT_EQ(about({AskCode::no_such_number, "6", {}, ""}, nullptr, scene.plan).text,
              "There is no list today. `who` and a name shows one person.");
}

TEST_F(Questions, AboutDates) {
    const Ask unit{AskCode::unit,
                   "3m",
                   {{"3 months", "snooze 2 3mo", 0, {}}, {"3 days", "snooze 2 3d", 0, {}}},
                   "snooze 2 \uFFFC"};
    EXPECT_EQ(of(unit).text, "3m: months?");
    EXPECT_THAT(offered(of(unit)),
                ElementsAre("3 months = snooze 2 3mo", "3 days = snooze 2 3d", "Other… = snooze 2 someday"));
    EXPECT_EQ(of({AskCode::when, "someday", {}, "snooze 2 \uFFFC"}).text,
              "Until when? For example: fri, 2 weeks, 15 mar.");
    EXPECT_EQ(of({AskCode::order, "5/6", {{"5 Jun", "a", 0, {}}, {"6 May", "b", 0, {}}}, ""}).text,
              "5/6: 5 Jun or 6 May?");
    EXPECT_EQ(of({AskCode::that_is_today, "", {}, ""}).text, "That is today. Tomorrow, or next year?");
}

TEST_F(Questions, StopWhat) {
    const Ask ask{AskCode::stop,
                  "stop",
                  {{"Pause everything", "pause", 0, {}}, {"Close one person", "no", 0, {}}, {"Never mind", "", 0, {}}},
                  ""};
    EXPECT_EQ(of(ask).text, "Stop what?");
    EXPECT_THAT(offered(of(ask)), ElementsAre("Pause everything = pause", "Close one person = no", "Never mind = "));
}

TEST_F(Questions, NotUnderstood) {
    EXPECT_EQ(of({}).text, "I didn't get that, and nothing changed. Try: done 2 · snooze 2 fri · who nicole · help");
    EXPECT_EQ(about({}, nullptr, scene.plan).text,
              "I didn't get that, and nothing changed. Try: done 2 · snooze 2 fri · who nicole · help");
}

TEST_F(Questions, TheGrammarsOwnNamesForPeopleAreNeverShown) {
    for (int code = 0; code <= static_cast<int>(AskCode::unknown); ++code) {
        Ask ask;
        ask.code = static_cast<AskCode>(code);
        if (ask.code == AskCode::gave_what || ask.code == AskCode::no_or_skip || ask.code == AskCode::what) {
            ask.subject = "contact:2";
            EXPECT_EQ(of(ask).text.find("contact:"), std::string::npos) << of(ask).text;
        }
        EXPECT_FALSE(of(ask).text.empty()) << code;
        EXPECT_EQ(of(ask).text.find('!'), std::string::npos);
    }
    EXPECT_EQ(of({AskCode::gave_what, "contact:1", {}, ""}).text, "What did you give Nicole? A link or a few words.");
}

TEST_F(Questions, ChoicesAreButtonsAtMostThreeARow) {
    const QuestionText text{"Which one?", {{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}}};
    const Message message = asked(text, 12);
    EXPECT_THAT(labels(message.blocks[0].rows), ElementsAre("[a] [b] [c]", "[d]"));
    EXPECT_EQ(message.blocks[0].rows[1][0].action, "pick:q12.3");
    EXPECT_TRUE(asked(text, 0).blocks[0].rows.empty()) << "a question that was not stored";
}

TEST_F(Questions, AfterTheThirdSnooze) {
    Contact sam = person("Sam Lee", 2);
    sam.skips = 3;
    sam.snooze = Snooze{on(2026, 3, 9), false, {}};
    const QuestionText text = rhythm_off(sam, scene.plan);
    EXPECT_EQ(text.text, "That is the third time, so maybe the rhythm is off. What would suit?");
    EXPECT_THAT(offered(text), ElementsAre("Every 2 months instead = every 60d contact:2",
                                           "Now, it takes a minute = noticed contact:2",
                                           "Let Sam rest = part contact:2", "Monday is fine = "));
    Contact mum = person("Mum", 3, 7);
    mum.tags = {"family"};
    EXPECT_THAT(offered(rhythm_off(mum, scene.plan)),
                ElementsAre("Every 2 weeks instead = every 14d contact:3", "Now, it takes a minute = noticed contact:3",
                            "Fine as it is = "));
}

TEST_F(Questions, WhoMatters) {
    const QuestionText text = who_matters(120, scene.plan);
    EXPECT_EQ(
        text.text,
        "120 people are in. At three a morning, everyone once a month doesn't fit: it would be every 16 weeks or so.\n"
        "Which would you rather?");
    EXPECT_THAT(offered(text), ElementsAre("Pick 25 who matter, the rest only birthdays = matter pick",
                                           "Everyone, more slowly = ", "Five a morning = matter 5"));
}

}  // namespace
}  // namespace nudged::messages
