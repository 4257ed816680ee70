#include "daemon/replies/dates.hpp"

#include <date/date.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <random>
#include <sstream>
#include <string_view>

#include "daemon/replies/text.hpp"
#include "people.hpp"

namespace nudged::replies {
namespace {

struct Row {
    int line = 0;
    std::string instant, zone, phrase, expected, kind;
};

std::vector<Row> rows_of(const std::string& file) {
    std::ifstream in(std::string(NUDGED_TEST_DATA) + "/replies/" + file);
    std::vector<Row> rows;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.front() == '#') continue;
        Row row{number, {}, {}, {}, {}, {}};
        std::istringstream fields(line);
        for (auto* field : {&row.instant, &row.zone, &row.phrase, &row.expected, &row.kind})
            std::getline(fields, *field, '\t');
        rows.push_back(row);
    }
    return rows;
}

Instant instant_of(std::string text) {
    if (text.ends_with('Z')) text.replace(text.size() - 1, 1, "+00:00");
    std::istringstream in(text);
    Instant at;
    in >> date::parse("%FT%T%Ez", at);
    EXPECT_FALSE(in.fail()) << text;
    return at;
}

Context context_at(const std::string& instant, const std::string& zone) {
    Context context;
    context.now = instant_of(instant);
    context.zone = Zone::find(zone).value();
    return context;
}

std::string code(AskCode code) {
    switch (code) {
        case AskCode::unit:
            return "unit";
        case AskCode::order:
            return "order";
        case AskCode::no_such_date:
            return "no-such-date";
        case AskCode::past:
            return "past";
        case AskCode::too_far:
            return "too-far";
        case AskCode::that_is_today:
            return "that-is-today";
        case AskCode::when:
            return "when";
        default:
            return "?";
    }
}

std::string shown(Date date, std::optional<TimeOfDay> time) {
    std::ostringstream out;
    out << date::format("%F", date::local_days(date.time_since_epoch()));
    if (time) out << ' ' << date::format("%H:%M", date::local_seconds(*time));
    return out.str();
}

// Words that no reading takes are asked about, as everywhere in a reply.
std::string reading(const std::string& phrase, const Context& context) {
    const auto text = decode_transport(phrase);
    const auto tokens = tokenise(text, 0, text.size());
    const auto when = Dates(tokens, context).read(0, tokens.size());
    if (!when) return "ask:when";
    if (when->trouble) return "ask:" + code(when->trouble->code);
    for (auto at = when->end; at < tokens.size(); ++at) {
        if (tokens[at].kind != Token::Kind::punct) return "ask:when";
    }
    return shown(when->date, when->time);
}

class DateTable : public testing::TestWithParam<const char*> {};

TEST_P(DateTable, EveryRowIsReadAsItSays) {
    const auto rows = rows_of(GetParam());
    ASSERT_GT(rows.size(), 100U);
    for (const auto& row : rows) {
        EXPECT_EQ(row.expected, reading(row.phrase, context_at(row.instant, row.zone)))
            << GetParam() << ':' << row.line << " \"" << row.phrase << "\" at " << row.instant << ' ' << row.zone;
    }
}

INSTANTIATE_TEST_SUITE_P(Dates, DateTable, testing::Values("public_dates.tsv", "own_dates.tsv"));

// --- the same phrases within replies
// ----------------------------------------------------------------------------------

// What the five people's list makes of a text, in the words of the date tables.
std::string as_a_reply(const std::string& text, const Row& row, std::size_t targets) {
    const People people;
    auto context = people.context();
    context.now = instant_of(row.instant);
    context.zone = Zone::find(row.zone).value();
    const auto got = understand(text, context);
    const bool just_past = got.ask && got.ask->code == AskCode::past && got.ask->choices.size() == 1;
    if (just_past && !row.expected.starts_with("ask:"))  // that of next year is offered
        return as_a_reply(got.ask->choices.front().says, row, targets);
    if (got.ask) return code(got.ask->code) == "?" ? "ask:when" : "ask:" + code(got.ask->code);
    if (got.commands.size() != 1 || got.commands[0].intent != Intent::snooze) return "no snooze";
    if (got.commands[0].targets.people.size() != targets) return "other targets";
    const bool hour_said = row.expected.find(' ') != std::string::npos;
    return shown(got.commands[0].until.value_or(Date{}), hour_said ? got.commands[0].time : std::nullopt);
}

// "2 july" alone is the second person or the second day of the month: that is asked.
bool is_a_month(std::string_view phrase) {
    constexpr std::string_view months[] = {"jan", "january", "feb",      "february", "april",
                                           "may", "july",    "november", "december"};
    return std::ranges::find(months, phrase) != std::end(months);
}

TEST_P(DateTable, ANumberOfTheListStandsBeforeEveryPhrase) {
    for (const auto& row : rows_of(GetParam())) {
        if (row.phrase == "fortnight") continue;  // "2 fortnight" are four weeks
        EXPECT_EQ(row.expected, as_a_reply("snooze 2 " + row.phrase, row, 1)) << "snooze 2 " << row.phrase;
        const auto expected = is_a_month(row.phrase) ? "ask:when" : row.expected;
        EXPECT_EQ(expected, as_a_reply("2 " + row.phrase, row, 1)) << "2 " << row.phrase;
    }
}

TEST_P(DateTable, APhraseAloneIsASnoozeOfTheLastOne) {
    for (const auto& row : rows_of(GetParam())) {
        if (row.phrase == "today" || row.phrase == "3 setpember" || row.phrase == "4 march")
            continue;  // the list; 3; 4
        EXPECT_EQ(row.expected, as_a_reply(row.phrase, row, 0)) << row.phrase;
    }
}

// Wednesday 4 March 2026, 09:15 in Paris.
Context a_wednesday() { return context_at("2026-03-04T09:15:00+01:00", "Europe/Paris"); }

std::optional<When> read(const std::string& phrase, const Context& context = a_wednesday()) {
    const auto tokens = tokenise(phrase, 0, phrase.size());
    return Dates(tokens, context).read(0, tokens.size());
}

std::vector<std::string> answers_to(const std::string& phrase) {
    std::vector<std::string> says;
    const auto when = read(phrase).value();
    for (const auto& reading : when.trouble.value().readings) says.push_back(reading.says);
    return says;
}

using testing::ElementsAre;

TEST(Dates, ThreeMOffersMonthsAndDays) { EXPECT_THAT(answers_to("3m"), ElementsAre("3mo", "3d")); }
TEST(Dates, SlashedNumbersOfferBothOrders) { EXPECT_THAT(answers_to("5/6"), ElementsAre("5 jun", "6 may")); }
TEST(Dates, ABareHourOffersBothHalvesOfTheDay) {
    EXPECT_THAT(answers_to("next tuesday at 3"), ElementsAre("next tuesday 3am", "next tuesday 3pm"));
    EXPECT_THAT(answers_to("at 3 on friday"), ElementsAre("friday 3am", "friday 3pm"));
}
TEST(Dates, ARangeOffersBothEnds) { EXPECT_THAT(answers_to("2-3 weeks"), ElementsAre("2 weeks", "3 weeks")); }
TEST(Dates, TodaysDateOffersTomorrowAndNextYear) {
    EXPECT_THAT(answers_to("march 4"), ElementsAre("tomorrow", "4 mar 2027"));
}

TEST(Dates, AReadingKeepsTheTimeThatWasSaid) {
    EXPECT_THAT(answers_to("5/6 at 2pm"), ElementsAre("5 jun at 2pm", "6 may at 2pm"));
}

TEST(Dates, EveryReadingThatIsOfferedIsUnderstood) {
    for (const std::string phrase :
         {"3m", "1 m", "5/6", "5/6/2027", "next tuesday at 3", "at 5", "2-3 weeks", "two or three days", "march 4",
          "friday 7 march", "tomorrow at half past two", "5/6 at 2pm", "0d"}) {
        const auto says = answers_to(phrase);
        EXPECT_FALSE(says.empty()) << phrase;
        for (const auto& one : says) {
            const auto when = read(one);
            ASSERT_TRUE(when.has_value()) << phrase << ": " << one;
            EXPECT_FALSE(when->trouble.has_value()) << phrase << ": " << one;
        }
    }
}

TEST(Dates, TheConfiguredOrderReadsSlashedNumbers) {
    auto context = a_wednesday();
    context.date_order = Context::DateOrder::dmy;
    EXPECT_EQ(reading("5/6", context), "2026-06-05");
    EXPECT_EQ(reading("12/25", context), "2026-12-25");
    context.date_order = Context::DateOrder::mdy;
    EXPECT_EQ(reading("5/6", context), "2026-05-06");
}

TEST(Dates, OnlyWhatIsCountedIsNotNamed) {
    for (const auto* named :
         {"tomorrow", "friday", "mar 15", "next week", "a week from friday", "eom", "next working day"}) {
        EXPECT_TRUE(read(named)->named) << named;
    }
    for (const auto* counted : {"3d", "in 2 weeks", "a month from now", "3 business days"})
        EXPECT_FALSE(read(counted)->named) << counted;
}

TEST(Dates, LaterTodayIsMarkedAndHasNoClockTime) {
    for (const auto* phrase : {"today", "tonight", "this evening", "later today", "eod"}) {
        EXPECT_TRUE(read(phrase)->later_today) << phrase;
        EXPECT_FALSE(read(phrase)->time) << phrase;
    }
    EXPECT_FALSE(read("tomorrow evening")->later_today);
}

TEST(Dates, WordsBehindTheDateAreLeftToTheCaller) {
    EXPECT_EQ(read("2w out of office")->end, 1U);
    EXPECT_EQ(read("friday - she is away")->end, 1U);
    EXPECT_EQ(read("monday 2 4")->end, 1U);
    EXPECT_EQ(read("june after the audit")->end, 1U);
}

TEST(Dates, ATimeThatCannotBeIsNoNote) {
    for (const auto* phrase :
         {"tomorrow at midnight", "tomorrow at 25:00", "friday 25:00", "tomorrow at 13pm", "friday 13pm"}) {
        EXPECT_TRUE(read(phrase)->trouble.has_value()) << phrase;
    }
}

TEST(Dates, WhatIsNoDateIsNothing) {
    for (const auto* phrase : {"2 3d", "5 2weeks", "at the office", "one", "2, 4", "2 day after tomorrow",
                               "3 week after next", "2 month end", "nicole", "she called", "2", "the report",
                               "in paris", "marco", "remember", "match", "", "no"}) {
        EXPECT_FALSE(read(phrase)) << phrase;
    }
}

std::string rhythm(const std::string& phrase) {
    const auto context = a_wednesday();
    const auto tokens = tokenise(phrase, 0, phrase.size());
    const auto found = Dates(tokens, context).read_rhythm(0, tokens.size());
    if (!found) return "none";
    return found->trouble ? "ask:" + code(found->trouble->code) : std::to_string(found->days);
}

TEST(Dates, ARhythmIsADistanceInDays) {
    for (const auto& [phrase, expected] : std::vector<std::pair<std::string, std::string>>{{"45d", "45"},
                                                                                           {"30 days", "30"},
                                                                                           {"2 weeks", "14"},
                                                                                           {"week", "7"},
                                                                                           {"weekly", "7"},
                                                                                           {"month", "30"},
                                                                                           {"3 months", "90"},
                                                                                           {"quarterly", "90"},
                                                                                           {"quarter", "90"},
                                                                                           {"year", "365"},
                                                                                           {"other week", "14"},
                                                                                           {"half a year", "180"},
                                                                                           {"couple of months", "60"},
                                                                                           {"3m", "ask:unit"},
                                                                                           {"0 days", "ask:when"},
                                                                                           {"20 years", "ask:too-far"},
                                                                                           {"monday", "ask:when"},
                                                                                           {"2-3 weeks", "ask:when"},
                                                                                           {"5 hours", "ask:when"},
                                                                                           {"nicole", "none"},
                                                                                           {"never", "none"}}) {
        EXPECT_EQ(rhythm(phrase), expected) << phrase;
    }
}

TEST(Dates, AMisspeltWordStillLooksLikeADate) {
    const auto context = a_wednesday();
    const std::string text = "tommorow 3d 15th fridya nicole 2 https://friday";
    const auto tokens = tokenise(text, 0, text.size());
    Dates dates(tokens, context);
    std::vector<bool> looks;
    for (std::size_t at = 0; at < tokens.size(); ++at) looks.push_back(dates.looks_like_date(at));
    EXPECT_THAT(looks, ElementsAre(true, true, true, true, false, false, false));
}

void expect_sound(const std::string& text, const Context& context) {
    const auto decoded = decode_transport(text);
    const auto tokens = tokenise(decoded, 0, decoded.size());
    const auto when = Dates(tokens, context).read(0, tokens.size());
    static_cast<void>(Dates(tokens, context).read_rhythm(0, tokens.size()));
    if (!when) return;
    EXPECT_GT(when->end, 0U) << text;
    EXPECT_LE(when->end, tokens.size()) << text;
    if (when->trouble) return;
    const auto now = context.zone.local(context.now);
    EXPECT_GE(when->date, now.date) << text;
    if (when->date > now.date) return;
    EXPECT_TRUE(when->later_today) << text;
    EXPECT_TRUE(!when->time || *when->time > now.time) << text;
}

TEST(Dates, AYearOfTwoDigitsIsTheOneThatTheWordsCanMean) {
    const auto context = a_wednesday();  // 4 March 2026
    EXPECT_EQ(reading("1 apr 28", context), "2028-04-01");
    EXPECT_EQ(reading("apr 1 27", context), "2027-04-01");
    EXPECT_EQ(reading("1-apr-28", context), "2028-04-01");
    EXPECT_EQ(reading("apr 28", context), "2026-04-28") << "a day";
    EXPECT_EQ(reading("1 apr 15", context), "ask:when") << "an hour, or long ago";
    EXPECT_EQ(reading("1 apr 50", context), "ask:when");
    EXPECT_EQ(reading("1 apr 28 people", context), "ask:when");
    const auto past = [&](const std::string& phrase) {
        const auto tokens = tokenise(phrase, 0, phrase.size());
        const auto day = Dates(tokens, context).read_past(0, tokens.size());
        if (!day || day->end != tokens.size()) return std::string("none");
        return day->trouble ? "ask" : shown(day->date, std::nullopt);
    };
    EXPECT_EQ(past("3 mar 24"), "2024-03-03");
    EXPECT_EQ(past("3 mar 98"), "1998-03-03");
    EXPECT_EQ(past("3 mar 15"), "ask") << "of 2015, or at three";
    EXPECT_EQ(past("3 mar"), "2026-03-03");
    EXPECT_EQ(past("1 apr 28"), "ask");
}

TEST(Dates, NoSoupOfWordsIsReadAsAPastDay) {
    static const char* const words[] = {
        "a",      "the",     "next",     "this",    "last",    "in",      "on",
        "at",     "of",      "to",       "or",      "and",     "from",    "after",
        "before", "ago",     "half",     "couple",  "few",     "2",       "3",
        "15",     "31",      "99",       "0",       "2026",    "2028",    "99999999999999999999",
        "15th",   "first",   "twenty",   "three",   "day",     "days",    "week",
        "weeks",  "month",   "quarter",  "year",    "hours",   "m",       "3d",
        "2w3d",   "9jun",    "5pm",      "30pm",    "friday",  "sun",     "fridya",
        "feb",    "june",    "may",      "end",     "mid",     "late",    "early",
        "eom",    "q3",      "tomorrow", "today",   "tonight", "weekend", "morning",
        "night",  "noon",    "business", "working", "/",       "-",       ".",
        ":",      ",",       "'",        "@",       "+",       "oclock",  "am",
        "past",   "quarter", "later",    "now",     "time",    "nicole"};
    std::mt19937 random(20260304);
    const std::vector<Context> contexts{a_wednesday(), context_at("2028-02-29T00:10:00+05:45", "Asia/Kathmandu"),
                                        context_at("2026-12-31T23:59:00+13:00", "Pacific/Auckland"),
                                        context_at("2026-03-07T20:00:00-05:00", "America/New_York")};
    for (int n = 0; n < 5'000; ++n) {
        std::string text;
        for (auto left = random() % 9; left > 0; --left) {
            text += words[random() % std::size(words)];
            if (random() % 4 > 0) text += ' ';
        }
        ASSERT_NO_THROW(expect_sound(text, contexts[random() % contexts.size()])) << text;
    }
}

TEST(Dates, AnyBytesAreSurvived) {
    std::mt19937 random(7);
    const auto context = a_wednesday();
    for (int n = 0; n < 1'000; ++n) {
        std::string text(random() % 40, ' ');
        for (auto& c : text) c = static_cast<char>(random());
        ASSERT_NO_THROW(expect_sound(text, context));
    }
}

// Reading at many words of 64 KiB: a second is a hundred times what linear work takes.
TEST(Dates, LongTextTakesLinearTime) {
    const auto context = a_wednesday();
    for (const std::string piece :
         {"2 weeks 3 days ", "friday ", "1d", "a week from ", "the ", "5/", "-", "june 5, ", "until ", "tommorow "}) {
        std::string text;
        while (text.size() < 64 * 1024) text += piece;
        const auto begin = std::chrono::steady_clock::now();
        const auto tokens = tokenise(text, 0, text.size());
        Dates dates(tokens, context);
        for (std::size_t at = 0; at < tokens.size(); at += 50) static_cast<void>(dates.read(at, tokens.size()));
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1)) << piece;
    }
}

}  // namespace
}  // namespace nudged::replies
