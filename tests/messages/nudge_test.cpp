#include "daemon/messages/nudge.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "daemon/messages/new_words.hpp"
#include "daemon/messages/remarks.hpp"
#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::string first_line_of(const DayList& list, const NudgeView& seen = view()) {
    return nudge(list, seen).notification;
}

TEST(Nudge, IsTheOneOfTheExamples) {
    const Message message = nudge(section_one(), view());
    EXPECT_EQ(flat(message),
              "Nicole answered you. Also Sam, and Mum.\n"
              "1 Nicole Ortiz wrote yesterday: \"send me two dates\"\n"
              "Send her two dates. Her mornings are usually free.\n"
              "2 Sam Lee asked for today: \"after the reorg\" (said on 3 Dec)\n"
              "\"Hi Sam, you said to come back after the reorg. Is it behind you? How did it land?\"\n"
              "3 Mum, 9 days since you spoke\n"
              "Call on the way home. Last time: the garden, and her knee.");
    EXPECT_EQ(message.notification, "Nicole answered you. Also Sam, and Mum.");
    EXPECT_EQ(message.blocks.front().text, (Text{{"Nicole answered you. Also Sam, and Mum.", Style::bold}}));
    EXPECT_EQ(message.blocks[1].text[1], (Span{"Nicole Ortiz", Style::bold}));
}

TEST(Nudge, EachPersonHasARowOfButtons) {
    const Message message = nudge(section_one(), view());
    EXPECT_THAT(labels(message.blocks[1].rows), ElementsAre("[✓ Nicole] [Snooze] [···]"));
    EXPECT_THAT(labels(message.blocks[2].rows), ElementsAre("[✓ Sam] [Snooze] [···]"));
    const ButtonRow& row = message.blocks[1].rows.front();
    EXPECT_EQ(row[0].action, "done:20260304.1");
    EXPECT_EQ(row[1].action, "snooze:20260304.1");
    EXPECT_EQ(row[2].action, "more:20260304.1");
    EXPECT_EQ(row[0].accessible, "Done Nicole Ortiz");
    EXPECT_EQ(row[1].accessible, "Snooze Nicole Ortiz");
    EXPECT_EQ(row[2].accessible, "More for Nicole Ortiz");
}

TEST(Nudge, TheDotsOpenTheRestInTheSamePlace) {
    NudgeView seen = view();
    seen.expanded = 2;
    const Message message = nudge(section_one(), seen);
    EXPECT_THAT(labels(message.blocks[1].rows), ElementsAre("[✓ Nicole] [Snooze] [···]"));
    const auto& rows = message.blocks[2].rows;
    EXPECT_THAT(labels(rows), ElementsAre("[Copy the words]", "[They answered] [Later, they asked]",
                                          "[Skip this time] [They said no] [Back]"));
    EXPECT_EQ(rows[0][0].copy, "Hi Sam, you said to come back after the reorg. Is it behind you? How did it land?");
    EXPECT_EQ(rows[1][0].action, "replied:20260304.2");
    EXPECT_EQ(rows[1][1].action, "later:20260304.2");
    EXPECT_EQ(rows[2][0].action, "skip:20260304.2");
    EXPECT_EQ(rows[2][1].action, "no:20260304.2");
    EXPECT_EQ(rows[2][2].action, "more:20260304.0");
    seen.expanded = 3;
    EXPECT_EQ(nudge(section_one(), seen).blocks[3].rows.size(), 2U) << "nothing to copy for Mum";
}

TEST(Nudge, BehindTheDotsAreTheWaysToTheirAddresses) {
    NudgeView seen = view();
    seen.expanded = 2;
    seen.addresses[2] = {{"phone", "+351 912 345 678"}, {"email", "sam@example.org"}};
    const auto rows = nudge(section_one(), seen).blocks[2].rows;
    EXPECT_EQ(labels(rows)[0], "[Copy the words] [Call] [Text]");
    EXPECT_EQ(labels(rows)[1], "[WhatsApp] [Email]");
    EXPECT_EQ(rows[0][1].url, "tel:+351912345678");
    seen.menus = true;
    EXPECT_EQ(labels(nudge(section_one(), seen).blocks[2].rows)[1], "[Copy the words] [WhatsApp]")
        << "a menu opens pages only";
}

TEST(Nudge, OneNewWordAWeekIsIntroducedEachOnceAfterTheFirstTwoWeeks) {
    const auto last_line = [](const std::string& word) {
        NudgeView seen = view();
        seen.new_word = word;
        const auto text = flat(nudge(section_one(), seen));
        return text.substr(text.rfind('\n') + 1);
    };
    EXPECT_EQ(last_line("later"), "Nicole asked you to come back in June? Just write: later nicole june");
    EXPECT_EQ(last_line("replied"), "Sam wrote to you? Just write: sam replied") << "who did not";
    EXPECT_EQ(last_line("gave"), last_line("")) << "nobody is an occasion";
    std::vector<std::string> introduced;
    while (introduced.size() < 100) {
        const auto word = word_to_introduce(section_one(), introduced);
        if (word.empty()) break;
        EXPECT_LT(length(last_line(word)), 90U) << last_line(word);
        introduced.push_back(word);
    }
    EXPECT_EQ(introduced.front(), "later");
    EXPECT_EQ(introduced[1], "promise") << "Nicole wrote: an occasion of its own";
    EXPECT_THAT(introduced, Not(Contains("won")));
    EXPECT_EQ(std::set(introduced.begin(), introduced.end()).size(), introduced.size());
}

TEST(Nudge, ANewWordStaysWithThePersonItBeganWith) {
    NudgeView seen = view();
    seen.new_word = "later";
    DayList list = section_one();
    const auto shown = [&] { return flat(nudge(list, seen)); };
    const std::string line = "Nicole asked you to come back in June? Just write: later nicole june";
    EXPECT_THAT(shown(), testing::EndsWith(line));
    list.items[0] = settled(list.items[0], "Nicole Ortiz done.", "touched", 7);
    EXPECT_THAT(shown(), testing::EndsWith(line));
    for (ListItem& each : list.items) each.settled = "done.";
    EXPECT_THAT(shown(), Not(testing::HasSubstr("Just write"))) << "the list is done with";
}

TEST(Nudge, ANewWordComesOnTheFirstOccasionThatFits) {
    DayList list = section_one();
    list.items = {item(1, "Priya Nair", Reason::deal, {"Priya Nair, 5 days since the proposal", "x"})};
    EXPECT_EQ(word_to_introduce(list, {"later"}), "won");
    list.items.front().reason = Reason::help;
    EXPECT_EQ(word_to_introduce(list, {"later", "gave"}), "shelf");
    list.items.front().thing = 3;
    EXPECT_EQ(word_to_introduce(list, {"later"}), "gave");
    EXPECT_EQ(word_to_introduce(list, {"later", "gave"}), "replied");
    list.items.front().settled = "Priya Nair done.";
    EXPECT_EQ(word_to_introduce(list, {}), "");
}

TEST(Nudge, WhereTheServiceHasMenusTheRestFollowsTheDots) {
    NudgeView seen = view();
    seen.menus = true;
    DayList list = section_one();
    list.items[2] = settled(list.items[2], "Mum: noted for today. Next around Wed 11 Mar.", "touched", 45);
    const Message message = nudge(list, seen);
    EXPECT_THAT(labels(message.blocks[1].rows),
                ElementsAre("[✓ Nicole] [Snooze] [···]", "[They answered] [Later, they asked]",
                            "[Skip this time] [They said no]"));
    EXPECT_EQ(labels(message.blocks[2].rows)[1], "[Copy the words]");
    EXPECT_THAT(labels(message.blocks[3].rows), ElementsAre("[🙂] [😐] [🙁]", "[They answered] [Undo]"))
        << "of a settled one: buttons";
    seen.expanded = 1;
    EXPECT_EQ(nudge(list, seen), message) << "there is nothing left to open";
}

TEST(Nudge, TheFirstLineOfEachReason) {
    DayList list = section_one();
    list.items = {list.items[2]};
    list.items[0].number = 1;
    EXPECT_EQ(first_line_of(list), "Mum: 9 days since you spoke.");
    list.items = {item(1, "Zoe Quinn", Reason::important_date, {"Zoe Quinn, birthday today", "x"}),
                  item(2, "Sam Lee", Reason::overdue, {"Sam Lee, 5 weeks since the last word", "x"})};
    EXPECT_EQ(first_line_of(list), "It's Zoe's birthday. Also Sam.");
    list.items[0].why_now = "Zoe Quinn, birthday on Sunday 8 March";
    EXPECT_EQ(first_line_of(list), "Zoe: birthday on Sunday 8 March. Also Sam.");
    list.items = {section_one().items[1]};
    EXPECT_EQ(first_line_of(list), "Sam asked for today.");
    list.items = {item(1, "Sam Lee", Reason::snoozed, {"Sam Lee, back today, as you asked", "x"})};
    EXPECT_EQ(first_line_of(list), "Sam: back today, as you asked.");
}

TEST(Nudge, AfterTapsWhatIsLeftComesFirst) {
    DayList list = section_one();
    list.items[0] = settled(list.items[0], "Nicole Ortiz done. Next around Fri 3 Apr.", "touched", 45);
    EXPECT_EQ(first_line_of(list), "Two left: Sam, and Mum.");
    list.items[1] = settled(list.items[1], "Sam Lee snoozed to Mon 9 Mar.", "snoozed", 46);
    const Message message = nudge(list, view());
    EXPECT_EQ(flat(message),
              "One left: Mum.\n"
              "1 Nicole Ortiz done. Next around Fri 3 Apr.\n"
              "2 Sam Lee snoozed to Mon 9 Mar.\n"
              "3 Mum, 9 days since you spoke\n"
              "Call on the way home. Last time: the garden, and her knee.");
    EXPECT_EQ(message.blocks[1].text[1], (Span{"Nicole Ortiz", Style::strike}));
    EXPECT_THAT(labels(message.blocks[1].rows),
                ElementsAre("[Nicole: 🙂] [😐] [🙁]", "[They answered] [Undo Nicole]"))
        << "whose they are, where two rows would look the same";
    EXPECT_THAT(labels(message.blocks[2].rows),
                ElementsAre("[Sam: This evening] [Fri] [In 2 weeks] [Other…]", "[Undo Sam]"));
    EXPECT_EQ(message.blocks[2].rows[0][0].action, "snooze:b46/evening");
    EXPECT_EQ(message.blocks[2].rows[0][1].action, "snooze:b46/20260306");
    EXPECT_EQ(message.blocks[2].rows[0][2].action, "snooze:b46/20260318");
    EXPECT_EQ(message.blocks[2].rows[1][0].action, "undo:b46");
    list.items[1] = settled(list.items[1], "Sam Lee snoozed to Fri 6 Mar.", "snoozed", 46);
    EXPECT_THAT(labels(nudge(list, view()).blocks[2].rows),
                ElementsAre("[Sam: This evening] [Mon] [In 2 weeks] [Other…]", "[Undo Sam]"))
        << "the day it is snoozed to is not offered again";
    list.items[2] = settled(list.items[2], "Mum left out this time.", "skipped", 47);
    EXPECT_EQ(first_line_of(list), "All three. Have a good day.");
    list.items.pop_back();
    EXPECT_EQ(first_line_of(list), "Both. Have a good day.");
}

TEST(Nudge, TheTapsBehindAReplyAndANo) {
    DayList list = section_one();
    list.items[0] = settled(list.items[0], "Nicole Ortiz answered. First in tomorrow's list.", "replied", 45);
    list.items[1] = settled(list.items[1], "Sam Lee said no.", "closed", 46);
    list.items[2] = settled(list.items[2], "Mum said no, \"budget\".", "closed", 47);
    const Message message = nudge(list, view());
    EXPECT_THAT(labels(message.blocks[1].rows), ElementsAre("[Answered already] [Needs no answer] [Undo Nicole]"));
    EXPECT_EQ(message.blocks[1].rows[0][0].action, "done:b45");
    EXPECT_EQ(message.blocks[1].rows[0][1].action, "notyet:b45");
    EXPECT_THAT(labels(message.blocks[2].rows),
                ElementsAre("[Sam: Price] [Timing] [Someone else] [Don't know]", "[Undo Sam]"));
    EXPECT_EQ(message.blocks[2].rows[0][0].action, "no:b46/price");
    EXPECT_THAT(labels(message.blocks[3].rows), ElementsAre("[Undo Mum]"));
}

TEST(Nudge, OnePersonsTapsNeedNoName) {
    DayList list = section_one();
    list.items[0] = settled(list.items[0], "Nicole Ortiz done.", "touched", 45);
    EXPECT_THAT(labels(nudge(list, view()).blocks[1].rows),
                ElementsAre("[🙂] [😐] [🙁]", "[They answered] [Undo]"));
    list.items[1] = settled(list.items[1], "Sam Lee done.", "touched", 46);
    NudgeView seen = view();
    seen.menus = true;
    EXPECT_THAT(labels(nudge(list, seen).blocks[1].rows), ElementsAre("[🙂] [😐] [🙁]", "[They answered] [Undo]"))
        << "they stand under their line";
}

TEST(Nudge, InPrivateOnlyHowManyAndAButton) {
    NudgeView seen = view();
    seen.private_mode = true;
    const Message message = nudge(section_one(), seen);
    EXPECT_EQ(message.notification, "3 people today.");
    EXPECT_EQ(flat(message), "3 people today.");
    EXPECT_EQ(message.blocks[0].rows[0][0].action, "more:20260304.0");
    DayList one = section_one();
    one.items.resize(1);
    EXPECT_EQ(nudge(one, seen).notification, "1 person today.");
    EXPECT_EQ(flat(reminder(one.items[0], seen, wednesday)).find("Nicole"), std::string::npos);
}

TEST(Nudge, TheFirstWeekShowsWhatCanBeTyped) {
    NudgeView seen = view();
    seen.hint = true;
    EXPECT_EQ(flat(nudge(section_one(), seen).blocks.back().text),
              "Tap, or just write:  done 1  ·  snooze 3 fri  ·  later 2 june");
    DayList one = section_one();
    one.items[0].settled = "Nicole Ortiz done.";
    one.items.resize(2);
    EXPECT_EQ(flat(nudge(one, seen).blocks.back().text),
              "Tap, or just write:  done 2  ·  snooze 2 fri  ·  later 2 june");
}

TEST(Nudge, WhatElseItMayHaveToSay) {
    NudgeView seen = view();
    seen.preface = late_preface(10h + 12min);
    DayList list = section_one();
    list.fixed_left_over = 2;
    const Message message = nudge(list, seen);
    EXPECT_EQ(message.notification, "Nicole answered you. Also Sam, and Mum.");
    EXPECT_EQ(flat(message.blocks[1].text), "A little late today (the machine was off until 10:12).");
    EXPECT_EQ(possible_repeat(), "You may have seen this one already: the first try had no receipt.");
    EXPECT_EQ(flat(message.blocks.back().text), "…and 2 more have a date today: today");
    list.fixed_left_over = 1;
    EXPECT_EQ(flat(nudge(list, seen).blocks.back().text), "…and 1 more has a date today: today");
    EXPECT_EQ(flat(welcome_back().text), "Welcome back. Nothing piled up: three a morning, the important ones first.");
    const auto quiet = quieter(0b0111110);
    EXPECT_EQ(flat(quiet.text), "I'll be quieter: one line on Mondays, until you want more.");
    EXPECT_EQ(labels(quiet.rows.at(0)), "[Every morning again] [Pause a month]");
    EXPECT_EQ(flat(quieter(0b0011100).text), "I'll be quieter: one line on Tuesdays, until you want more.");
}

TEST(Nudge, AfterThreeUnansweredItNamesOne) {
    DayList list = section_one();
    list.items = {list.items[2]};
    NudgeView seen = view();
    seen.just_one = true;
    EXPECT_EQ(first_line_of(list, seen), "Just one today: Mum.");
}

TEST(Nudge, TwoOfTheSameFirstNameAreToldApart) {
    DayList list = section_one();
    list.items[2] = item(3, "Sam Reyes", Reason::overdue, {"Sam Reyes, 9 days since you spoke", "x"});
    const Message message = nudge(list, view());
    EXPECT_EQ(message.notification, "Nicole answered you. Also Sam L, and Sam R.");
    EXPECT_EQ(message.blocks[2].rows[0][0].label, "✓ Sam L");
    EXPECT_EQ(message.blocks[3].rows[0][0].label, "✓ Sam R");
}

TEST(Nudge, TheFirstLineStaysShortWhateverTheNames) {
    DayList list = section_one();
    for (int n = 4; n <= 30; ++n)
        list.items.push_back(item(n, "Bartholomew" + std::to_string(n) + " X", Reason::overdue,
                                  {"Bartholomew" + std::to_string(n) + " X, 9 days since you spoke", "x"}));
    EXPECT_LT(length(first_line_of(list)), 60U);
    EXPECT_THAT(first_line_of(list), testing::HasSubstr("more."));
    for (ListItem& each : list.items) {
        each.name = std::string(200, 'n') + std::to_string(each.number);
        each.why_now = shown_name(each.name) + ", 9 days since you spoke";
    }
    EXPECT_LT(length(first_line_of(list)), 60U);
    list.items[0].reason = Reason::overdue;
    EXPECT_LT(length(first_line_of(list)), 60U);
}

TEST(Nudge, NobodyTodayNamesTheNext) {
    EXPECT_EQ(flat(nobody_today(followup::Listed{person("Sam Lee"), on(2026, 3, 12)}, wednesday)),
              "Nobody today. Next: Sam Lee, on Thu 12 Mar.");
    EXPECT_EQ(flat(nobody_today(std::nullopt, wednesday)), "Nobody today, and nobody has a date yet.");
}

TEST(Nudge, ADateOnADayOffIsOneLine) {
    EXPECT_EQ(flat(date_today(person("Zoe Quinn"), ImportantDate{}, false)), "It's Zoe Quinn's birthday today.");
    EXPECT_EQ(flat(date_today(person("Zoe Quinn"), ImportantDate{}, true)), "One person has a date today.");
}

TEST(Nudge, AReminderIsOnePersonAndChangesInPlace) {
    ListItem sam = section_one().items[1];
    EXPECT_EQ(reminder(sam, view(), wednesday).notification, "Sam, as you asked.");
    EXPECT_EQ(reminder(sam, view(), wednesday).blocks[1].rows[0][0].action, "done:20260304.2");
    sam = settled(sam, "Sam Lee done.", "touched", 7);
    EXPECT_EQ(flat(reminder(sam, view(), wednesday)), "That was it. Have a good day.\n2 Sam Lee done.");
}

}  // namespace
}  // namespace nudged::messages
