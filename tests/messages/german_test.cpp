// Answers, questions and cards to an owner who is spoken to in German.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/messages/answers.hpp"
#include "daemon/messages/cards.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/questions.hpp"
#include "daemon/messages/review.hpp"
#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

using replies::Ask;
using replies::AskCode;
using testing::ElementsAre;

class InGerman : public testing::Test {
protected:
    [[nodiscard]] Said of(const Contact& before, const followup::Outcome& outcome) const {
        return said(before, std::get<followup::Decision>(outcome), scene.plan);
    }
    static std::vector<std::string> offered(const QuestionText& text) {
        std::vector<std::string> labels;
        for (const auto& offer : text.offers) labels.push_back(offer.label);
        return labels;
    }
    Speaking speaking{Language::german};
    Scene scene;
    DayList list = section_one();
    Contact sam = person("Sam Lee", 2);
    Contact mum = person("Mama", 3, 7);
};

TEST_F(InGerman, ADayIsPutWhereGermanHasIt) {
    const auto called = followup::touched(mum, {TouchKind::soft, "call", "dem Knie geht es besser", {}}, scene.plan);
    EXPECT_EQ(of(mum, called).line,
              "Mama: heute angerufen, \"dem Knie geht es besser\". Nächstes Mal etwa am Mi 11. März.");
    EXPECT_EQ(of(mum, called).settled, "Mama erledigt. Nächstes Mal etwa am Mi 11. März.");
}

TEST_F(InGerman, ANumberHasItsWord) {
    const auto three = followup::snoozed(sam, {on(2026, 3, 7), false, {}}, scene.plan);
    EXPECT_EQ(of(sam, three).line, "Sam: wieder da am Mo 9. März. (In 3 Tagen ist Samstag, einer deiner freien Tage.)");
    scene.owner.holidays = {on(2026, 3, 5)};
    const auto one = followup::snoozed(sam, {on(2026, 3, 5), false, {}}, scene.plan);
    EXPECT_EQ(of(sam, one).line, "Sam: wieder da am Fr 6. März. (In 1 Tag ist Donnerstag, ein Feiertag.)");
}

TEST_F(InGerman, WhatWasSettledIsToldUpToItsEndThoughDaysHaveAFullStop) {
    const auto snoozed = followup::snoozed(sam, {on(2026, 3, 9), true, {}}, scene.plan);
    const ListItem item = settled(list.items[1], of(sam, snoozed).settled, "snoozed", 7);
    EXPECT_EQ(settled_before(item, wednesday - days{6}, wednesday),
              "Das war schon am Do 26. Feb geklärt: Sam, auf Mo 9. März verschoben. Nichts geändert.");
}

TEST_F(InGerman, TheChoicesOfTheGrammarAreTranslatedAndWhatTheySayIsNot) {
    const Ask unit{
        AskCode::unit, "3m", {{"3 months", "snooze 2 3mo", 0, {}}, {"1 day", "snooze 2 1d", 0, {}}}, "snooze 2 \uFFFC"};
    const QuestionText text = about(unit, &list, scene.plan);
    EXPECT_EQ(text.text, "3m: Monate?");
    EXPECT_THAT(offered(text), ElementsAre("3 Monate", "1 Tag", "Anders…"));
    EXPECT_EQ(text.offers[0].says, "snooze 2 3mo");

    const Ask day{AskCode::which_day, "mon", {{"Mon 23 Feb", "done contact:2 on 2026-02-23", 0, {}}}, ""};
    EXPECT_THAT(offered(about(day, &list, scene.plan)), ElementsAre("Mo 23. Feb"));
    const Ask order{AskCode::order, "5/6", {{"5 jun", "a", 0, {}}, {"6 may 2027", "b", 0, {}}}, ""};
    EXPECT_EQ(about(order, &list, scene.plan).text, "5/6: 5. Juni oder 6. Mai 2027?");
    const Ask bob{AskCode::no_such_name, "bob", {{"Add Bob", "add \"Bob\"", 0, {}}}, ""};
    EXPECT_THAT(offered(about(bob, &list, scene.plan)), ElementsAre("Bob dazunehmen"));
}

TEST_F(InGerman, AReasonOfOursIsTranslatedAndOneOfTheirsIsNot) {
    const auto of_reason = [&](const char* reason) { return of(sam, followup::said_no(sam, reason, scene.plan)).line; };
    EXPECT_EQ(of_reason("someone"), "Notiert: Sam hat Nein gesagt, \"jemand anderes\".");
    EXPECT_EQ(of_reason("the train"), "Notiert: Sam hat Nein gesagt, \"the train\".");
}

TEST_F(InGerman, AnUndoNamesWhatItTookBack) {
    JournalEntry snooze;
    snooze.what = "snoozed";
    snooze.name = "Sam Lee";
    EXPECT_EQ(taken_back({snooze}, {snooze}),
              "Zurückgenommen: das Verschieben von Sam. Nächstes `undo`: das Verschieben von Sam.");
}

TEST_F(InGerman, TheWordsThatTheOwnerTypesStayAsTheyAre) {
    EXPECT_THAT(help("snooze").notification, testing::HasSubstr("snooze sam fri"));
    EXPECT_THAT(review_set(false, std::chrono::Friday), testing::HasSubstr("`review on`"));
}

}  // namespace
}  // namespace nudged::messages
