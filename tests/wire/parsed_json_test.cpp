#include "connectors/wire/parsed_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nudged::wire {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(ParsedJson, AnIntegerThatNoProgramHoldsHidesNothingElse) {
    for (const char* integer : {"18446744073709551616", "-9223372036854775809", "99999999999999999999999999999999"}) {
        const auto json = parse_json(std::string(R"({"id":7,"far":)") + integer + R"(,"text":"\ud83d \"1\" done"})");
        ASSERT_TRUE(json) << integer;
        EXPECT_EQ(integer_at(*json, "id"), 7);
        EXPECT_EQ(string_at(*json, "text"), "\uFFFD \"1\" done");
        EXPECT_EQ(integer_at(*json, "far"), std::nullopt);
        EXPECT_FALSE(member(*json, "far").is_null());
    }
    const std::string deep = std::string(100'000, '[') + "99999999999999999999" + std::string(100'000, ']');
    const auto json = parse_json(R"({"id":7,"deep":)" + deep + "}");
    ASSERT_TRUE(json);
    EXPECT_EQ(integer_at(*json, "id"), 7);
}

TEST(ParsedJson, IntegersAreReadToTheLastOfThem) {
    const auto json = parse_json(
        R"({"last":9223372036854775807,"first":-9223372036854775808,"beyond":9223372036854775808,"half":0.5})");
    ASSERT_TRUE(json);
    EXPECT_EQ(integer_at(*json, "last"), INT64_MAX);
    EXPECT_EQ(integer_at(*json, "first"), INT64_MIN);
    EXPECT_EQ(integer_at(*json, "beyond"), std::nullopt);
    EXPECT_EQ(integer_at(*json, "half"), std::nullopt);
}

TEST(ParsedJson, HoweverDeepItIsTheRestIsThere) {
    for (const std::size_t levels : {1, 31, 32, 33, 1'023, 1'024, 1'025, 100'000}) {
        const std::string nest = std::string(levels, '[') + std::string(levels, ']');
        EXPECT_TRUE(parse_json(nest)) << levels;
        EXPECT_FALSE(parse_json(nest.substr(1))) << levels;
        EXPECT_FALSE(parse_json(nest.substr(0, nest.size() - 1))) << levels;
        EXPECT_EQ(string_at(parse_json(R"({"deep":)" + nest + R"(,"text":"done"})").value(), "text"), "done") << levels;
    }
}

TEST(ParsedJson, OnlyJsonOfFourMebibytesAndUtf8IsRead) {
    for (const char* text : {"", " ", "x", "{", "{]", "[1,]", "[1] 2", "nul", "[01]", "[1e400]", "[\"\xff\"]",
                             "[\"\xed\xa0\x80\"]", "[\"\xc0\xaf\"]", "[\"a\nb\"]", R"(["\x"])", R"(["\ud83"])"})
        EXPECT_FALSE(parse_json(text)) << text;
    EXPECT_TRUE(parse_json("[]" + std::string((4 << 20) - 2, ' ')));
    EXPECT_FALSE(parse_json("[]" + std::string((4 << 20) - 1, ' ')));
    EXPECT_EQ(string_at(parse_json(R"({"a\u0000b":"x","text":"\u00e4\ud83d\ude00"})").value(), "text"), "ä\U0001F600");
}

TEST(ParsedJson, OfTwoMembersOfOneNameTheFirstIsRead) {
    EXPECT_EQ(string_at(parse_json(R"({"a":"1","a":"2"})").value(), "a"), "1");
}

TEST(ParsedJson, AValueOutlivesTheWholeThatItIsOf) {
    const auto part = [] { return member(parse_json(R"({"user":{"names":["Sam","Bo"]}})").value(), "user"); }();
    EXPECT_EQ(text_of(elements(member(part, "names")).at(1)), "Bo");
}

TEST(ParsedJson, WhatIsMissingOrOfAnotherKindIsAbsent) {
    const auto json =
        parse_json(R"({"null":null,"yes":true,"word":"w","list":[true],"thing":{"b":"2","a":1}})").value();
    EXPECT_THAT(members(member(json, "thing")), ElementsAre(Pair("b", testing::_), Pair("a", testing::_)));
    for (const ParsedJson& value :
         {ParsedJson(), member(json, "none"), member(json, "null"), member(json, "yes"), member(json, "word")}) {
        EXPECT_TRUE(member(value, "a").is_null());
        EXPECT_EQ(string_at(value, "a"), "");
        EXPECT_EQ(integer_at(value, "a"), std::nullopt);
        EXPECT_FALSE(true_at(value, "a"));
        EXPECT_THAT(elements(value), IsEmpty());
        EXPECT_THAT(members(value), IsEmpty());
    }
    EXPECT_TRUE(member(json, "null").is_null());
    EXPECT_TRUE(ParsedJson().is_null());
    EXPECT_FALSE(ParsedJson().is_object());
    EXPECT_EQ(text_of(member(json, "yes")), "");
    EXPECT_TRUE(true_at(json, "yes"));
    EXPECT_FALSE(true_at(json, "word"));
}

}  // namespace
}  // namespace nudged::wire
