#include "daemon/replies/explain.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "people.hpp"

namespace nudged::replies {
namespace {

using Json = nlohmann::json;

bool is_refused(const std::string& line) {
    const auto read = explain_line(line);
    return !read.is_read && Json::parse(read.json).contains("error");
}

Json explained(const std::string& text, Json more = Json::object()) {
    Json line{{"text", text},
              {"now", "2026-03-04T08:30:00+00:00"},
              {"zone", "Europe/Lisbon"},
              {"people", {"Nicole Ortiz", "Sam Lee", "Samantha Reyes", "José Alvarez", "Zoe Q"}},
              {"date_order", nullptr}};
    line.update(more);
    const auto read = explain_line(line.dump());
    EXPECT_TRUE(read.is_read) << read.json;
    return Json::parse(read.json);
}

TEST(Explain, ACommandHasAllItsFields) {
    const auto got = explained("snooze 2 friday 2pm out of office");
    EXPECT_EQ(got["ask"], nullptr);
    ASSERT_EQ(got["commands"].size(), 1U);
    const auto& command = got["commands"][0];
    EXPECT_EQ(command["intent"], "snooze");
    EXPECT_EQ(command["targets"], Json::array({"Sam Lee"}));
    EXPECT_EQ(command["until"], "2026-03-06");
    EXPECT_EQ(command["time"], "14:00");
    EXPECT_EQ(command["note"], "out of office");
    for (const auto* absent : {"reason", "url", "title", "every_days", "name"})
        EXPECT_TRUE(command.at(absent).is_null()) << absent;
    EXPECT_EQ(command["tags"], Json::array());
}

TEST(Explain, ATouchBeforeTodayHasItsDay) {
    EXPECT_EQ(explained("called zoe yesterday")["commands"][0]["on"], "2026-03-03");
    EXPECT_FALSE(explained("called zoe")["commands"][0].contains("on"));
    People people;
    EXPECT_EQ(explain_text(people.understood("done zoe yesterday"), people.context()), "done: Zoe Q, on 2026-03-03.\n");
}

TEST(Explain, NobodyNamedIsTheLastOne) {
    EXPECT_EQ(explained("done")["commands"][0]["targets"], Json::array({"last"}));
    EXPECT_EQ(explained("done")["ask"], nullptr);
    EXPECT_EQ(explained("skip rest")["commands"][0]["targets"], Json::array({"rest"}));
}

TEST(Explain, AnAmbiguousNameIsAskedAboutWithItsCandidates) {
    const auto got = explained("done sam called");
    EXPECT_EQ(got["commands"], Json::array());
    EXPECT_EQ(got["ask"]["code"], "which-name");
    EXPECT_EQ(got["ask"]["candidates"], Json::array({"Sam Lee", "Samantha Reyes"}));
}

TEST(Explain, TheClearOnesOfSeveralStandBesideTheQuestion) {
    const auto got = explained("done 1\nsnooze sam 3d\nskip 5");
    EXPECT_EQ(got["commands"].size(), 2U);
    EXPECT_EQ(got["ask"]["code"], "which-name");
}

TEST(Explain, WhatIsNotUnderstoodIsToldFromACourtesy) {
    EXPECT_EQ(explained("purple monkey dishwasher")["ask"]["code"], "unknown");
    EXPECT_EQ(explained("thanks")["ask"], nullptr);
    EXPECT_EQ(explained("thanks")["commands"], Json::array());
}

TEST(Explain, TheOrderOfDayAndMonthDecides) {
    EXPECT_EQ(explained("snooze 2 5/6")["ask"]["code"], "order?");
    EXPECT_EQ(explained("snooze 2 5/6", {{"date_order", "dmy"}})["commands"][0]["until"], "2026-06-05");
    EXPECT_EQ(explained("snooze 2 5/6", {{"date_order", "mdy"}})["commands"][0]["until"], "2026-05-06");
}

TEST(Explain, TheBookIsSearchedBehindTheList) {
    EXPECT_EQ(explained("done bo", {{"book", {"Bo Li"}}})["commands"][0]["targets"], Json::array({"Bo Li"}));
}

TEST(Explain, ABadLineIsAnErrorAndNothingWorse) {
    for (const std::string line :
         {"", "x", "[]", "{}", R"({"text":1})", R"({"text":"a"})", R"({"text":"a","now":"soon","zone":"UTC"})",
          R"({"text":"a","now":"2026-03-04T08:30:00Z","zone":"Nowhere/Land"})",
          R"({"text":"a","now":"2026-02-30T08:30:00Z","zone":"UTC"})",
          R"({"text":"a","now":"2026-03-04T08:30:00Z","zone":"UTC","people":[1]})",
          R"({"text":"a","now":"2026-03-04T08:30:00Z","zone":"UTC","date_order":"ymd"})"}) {
        EXPECT_TRUE(is_refused(line)) << line;
    }
    EXPECT_TRUE(is_refused(std::string(1'000'000, '[')));
    EXPECT_TRUE(is_refused("{\"text\":\"\xff\xfe\"}"));
}

TEST(Explain, APersonReadsASentenceACommand) {
    People people;
    EXPECT_EQ(explain_text(people.understood("snooze 2 friday"), people.context()),
              "snooze: Sam Lee, until 2026-03-06.\n");
    EXPECT_EQ(explain_text(people.understood("done sam"), people.context()),
              "Asks (which-name): Sam Lee, Samantha Reyes.\n");
    EXPECT_EQ(explain_text(people.understood("thanks"), people.context()), "A courtesy; nothing to do.\n");
}

}  // namespace
}  // namespace nudged::replies
