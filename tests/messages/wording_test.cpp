#include "daemon/messages/wording.hpp"

#include <gtest/gtest.h>

#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

TEST(Wording, ADayHasItsWeekdayAndAYearOnlyWhenAnother) {
    EXPECT_EQ(day_text(on(2026, 3, 6), wednesday), "Fri 6 Mar");
    EXPECT_EQ(day_text(on(2027, 1, 1), wednesday), "Fri 1 Jan 2027");
    EXPECT_EQ(day_text(on(2025, 12, 31), wednesday), "Wed 31 Dec 2025");
    EXPECT_EQ(long_day(on(2026, 3, 8)), "Sunday 8 March");
}

TEST(Wording, NearDaysAreNamedAsPeopleDo) {
    EXPECT_EQ(relative_day(wednesday, wednesday), "today");
    EXPECT_EQ(relative_day(wednesday + days{1}, wednesday), "tomorrow");
    EXPECT_EQ(relative_day(wednesday - days{1}, wednesday), "yesterday");
    EXPECT_EQ(relative_day(on(2026, 3, 8), wednesday), "on Sunday");
    EXPECT_EQ(relative_day(on(2026, 3, 1), wednesday), "on Sunday");
    EXPECT_EQ(relative_day(on(2026, 3, 11), wednesday), "on 11 Mar");
    EXPECT_EQ(relative_day(on(2025, 12, 3), wednesday), "on 3 Dec");
    EXPECT_EQ(relative_day(on(2025, 3, 5), wednesday), "on 5 Mar 2025");
}

TEST(Wording, SpansAreRoundedAsPeopleSayThem) {
    EXPECT_EQ(span_text(1), "1 day");
    EXPECT_EQ(span_text(9), "9 days");
    EXPECT_EQ(span_text(13), "13 days");
    EXPECT_EQ(span_text(14), "2 weeks");
    EXPECT_EQ(span_text(35), "5 weeks");
    EXPECT_EQ(span_text(42), "6 weeks");
    EXPECT_EQ(span_text(61), "2 months");
    EXPECT_EQ(span_text(182), "6 months");
    EXPECT_EQ(span_text(365), "12 months");
    EXPECT_EQ(span_text(800), "2 years");
    EXPECT_EQ(span_text(100'000'000), "273972 years");
}

TEST(Wording, Rhythms) {
    EXPECT_EQ(every_text(1), "every day");
    EXPECT_EQ(every_text(7), "every week");
    EXPECT_EQ(every_text(14), "every 2 weeks");
    EXPECT_EQ(every_text(30), "every 30 days");
    EXPECT_EQ(every_text(45), "every 45 days");
    EXPECT_EQ(every_text(60), "every 2 months");
    EXPECT_EQ(every_text(365), "every year");
}

TEST(Wording, WhoIsNamedAfterSomebodyElseHasNoShortName) {
    EXPECT_EQ(short_name("Nicole's mum"), "Nicole's mum");
    EXPECT_EQ(short_name("Nicole\u2019s mum"), "Nicole\u2019s mum");
    EXPECT_EQ(typed_name("Nicole's mum"), "nicole's mum");
    EXPECT_EQ(short_name("James Lee"), "James");
    EXPECT_EQ(short_name("D'Arcy Stone"), "D'Arcy");
}

TEST(Wording, OneIsOne) {
    EXPECT_EQ(counted(0, "person", "people"), "0 people");
    EXPECT_EQ(counted(1, "person", "people"), "1 person");
    EXPECT_EQ(counted(2, "person", "people"), "2 people");
    EXPECT_EQ(joined({}), "");
    EXPECT_EQ(joined({"A"}), "A");
    EXPECT_EQ(joined({"A", "B"}), "A and B");
    EXPECT_EQ(either_of({"A", "B", "C"}), "A, B or C");
    EXPECT_EQ(number_word(3), "three");
    EXPECT_EQ(number_word(13), "13");
}

TEST(Wording, TextIsCutAtAWordAndNeverInsideACharacter) {
    EXPECT_EQ(shortened("short", 5), "short");
    EXPECT_EQ(shortened("after the great reorganisation", 20), "after the great…");
    EXPECT_EQ(shortened("unbreakable", 6), "unbre…");
    EXPECT_EQ(shortened("ééééééé", 4), "ééé…");
    EXPECT_EQ(shortened("a b", 0), "");
    for (std::size_t limit = 0; limit < 40; ++limit)
        EXPECT_LE(length(shortened("Łódź, the city, and the 日本語 too", limit)), limit);
}

TEST(Wording, WhatComesFromOutsideIsMadeHarmless) {
    EXPECT_EQ(one_line(" two\r\n\tlines  and\u2028more "), "two lines and more");
    EXPECT_EQ(one_line("a\u202Eb\u200B"), "ab");
    EXPECT_EQ(one_line("bad \xFF\xC3 bytes"), "bad \uFFFD\uFFFD bytes");
    EXPECT_EQ(one_line("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(one_line("`code`"), "'code'");
    EXPECT_EQ(quoted("she said \"no\""), "\"she said 'no'\"");
    EXPECT_EQ(quoted("\"already\""), "\"already\"");
}

TEST(Names, AreCalledByTheFirstUnlessTwoShareIt) {
    EXPECT_EQ(short_name("Nicole Ortiz"), "Nicole");
    EXPECT_EQ(short_name("Mum"), "Mum");
    EXPECT_EQ(short_name("Dr. Karl Weiss"), "Karl");
    EXPECT_EQ(short_name(" \n"), "Someone");
    using Names = std::vector<std::string>;
    EXPECT_EQ(call_names({"Nicole Ortiz", "Sam Lee", "Mum"}), (Names{"Nicole", "Sam", "Mum"}));
    EXPECT_EQ(call_names({"Sam Lee", "sam Reyes", "Mum"}), (Names{"Sam L", "sam R", "Mum"}));
    EXPECT_EQ(call_names({"Sam Lee", "Sam Lund"}), (Names{"Sam Lee", "Sam Lund"}));
    EXPECT_EQ(call_names({"Sam A. Lee", "Sam B. Lee"}), (Names{"Sam A. Lee", "Sam B. Lee"}));
    EXPECT_EQ(call_names({"Zoë Ångström", "Zoë Quinn"}), (Names{"Zoë Å", "Zoë Q"}));
}

TEST(Names, ALongOneIsShortened) {
    EXPECT_EQ(length(shown_name(std::string(200, 'x'))), 44U);
    EXPECT_LE(length(short_name(std::string(200, 'x'))), 20U);
}

TEST(Wording, BackticksBecomeCode) {
    const Text text = styled("Next `undo`: all.");
    ASSERT_EQ(text.size(), 3U);
    EXPECT_EQ(text[1], (Span{"undo", Style::code}));
    EXPECT_EQ(plain("`a` b\nc").notification, "a b");
    EXPECT_TRUE(styled("").empty());
}

}  // namespace
}  // namespace nudged::messages
