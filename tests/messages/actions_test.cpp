#include "daemon/messages/actions.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "tests/messages/scene.hpp"

namespace nudged::messages {
namespace {

TEST(Actions, AreWrittenAsTheContractSays) {
    EXPECT_EQ(encode({"done", OnList{wednesday, 2}, {}}), "done:20260304.2");
    EXPECT_EQ(encode({"snooze", OfBatch{45}, "20260306"}), "snooze:b45/20260306");
    EXPECT_EQ(encode({"pick", OfQuestion{12, 3}, {}}), "pick:q12.3");
    EXPECT_EQ(encode({"undo", OfBatch{45}, {}}), "undo:b45");
    EXPECT_EQ(encode({"more", OfContact{17}, {}}), "more:c17");
    EXPECT_EQ(encode({"pick", Named{"no-samples"}, {}}), "pick:no-samples");
}

TEST(Actions, ComeBackAsTheyWereAndFitIntoAButton) {
    const auto most = std::numeric_limits<std::int64_t>::max();
    const std::vector<About> abouts{OnList{wednesday, 0},
                                    OnList{on(9999, 12, 31), 999},
                                    OfBatch{1},
                                    OfBatch{most},
                                    OfContact{most},
                                    OfQuestion{most, 999},
                                    Named{"zone"},
                                    Named{"bcq"},
                                    Named{std::string(24, 'z')}};
    for (const char* verb : {"done", "snooze", "more", "skip", "no", "later", "replied", "notyet", "part", "again",
                             "undo", "feel", "pick"})
        for (const About& about : abouts)
            for (const std::string& argument :
                 {std::string{}, std::string{"evening"}, std::string{"20260306"}, std::string(24, 'a')}) {
                const Action action{verb, about, argument};
                const std::string text = encode(action);
                EXPECT_LE(text.size(), 64U) << text;
                EXPECT_EQ(decode(text), action) << text;
            }
}

TEST(Actions, ForgedOnesAreRefused) {
    for (const std::string_view text : {"",
                                        ":",
                                        "done",
                                        "done:",
                                        "done:/",
                                        "done:b",
                                        "done:b0",
                                        "done:b-1",
                                        "done:b01",
                                        "done:b1x",
                                        "done:b99999999999999999999",
                                        "done:c1/",
                                        "done:c1/x/y",
                                        "done:c1/UP",
                                        "done:c1/a b",
                                        "Done:c1",
                                        "delete:c1",
                                        "done: c1",
                                        "done:c1 ",
                                        "done:20260304",
                                        "done:20260304.",
                                        "done:20260230.1",
                                        "done:2026034.1",
                                        "done:20260304.-1",
                                        "done:20260304.01",
                                        "done:20260304.1000",
                                        "done:20260304.1.2",
                                        "pick:q1",
                                        "pick:q.1",
                                        "pick:q0.1",
                                        "pick:q1.x",
                                        "pick:zone1",
                                        "pick:Zone",
                                        "pick:aaaaaaaaaaaaaaaaaaaaaaaaa",
                                        "done:c1/aaaaaaaaaaaaaaaaaaaaaaaaa",
                                        "done:\xFF\xFE",
                                        "done:c1\n"})
        EXPECT_FALSE(decode(text)) << text;
    EXPECT_FALSE(decode(std::string(100'000, 'b')));
    EXPECT_FALSE(decode(std::string("done:c1\0", 8)));
}

TEST(Actions, WhatNoButtonCanCarryIsAnError) {
    EXPECT_THROW((void)encode({"delete", OfContact{1}, {}}), std::invalid_argument);
    EXPECT_THROW((void)encode({"done", OfContact{0}, {}}), std::invalid_argument);
    EXPECT_THROW((void)encode({"done", OnList{wednesday, -1}, {}}), std::invalid_argument);
    EXPECT_THROW((void)encode({"no", OfBatch{1}, "too dear"}), std::invalid_argument);
}

TEST(Actions, DatesAreEightDigits) {
    EXPECT_EQ(encode_date(wednesday), "20260304");
    EXPECT_EQ(decode_date("20260304"), wednesday);
    EXPECT_EQ(decode_date("20280229"), on(2028, 2, 29));
    EXPECT_FALSE(decode_date("20270229"));
    EXPECT_FALSE(decode_date("2026-3-4"));
    EXPECT_FALSE(decode_date("+2026030"));
}

}  // namespace
}  // namespace nudged::messages
