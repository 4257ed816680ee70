#include "daemon/runtime/log.hpp"

#include <gtest/gtest.h>

using nudged::runtime::hide_from_log;
using nudged::runtime::redact;

TEST(Redaction, HidesATelegramTokenAlsoInsideAnAddress) {
    EXPECT_EQ(redact("GET https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0/getMe failed"),
              "GET https://api.telegram.org/bot***/getMe failed");
    EXPECT_EQ(redact("token is 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0."), "token is ***.");
}

TEST(Redaction, HidesWhatLooksLikeASecretOfSlackOrOfAnAddress) {
    EXPECT_EQ(redact("xoxb-12-ab xapp-1-A0 xoxe-1"), "*** *** ***");
    EXPECT_EQ(redact("/?token=abc&x=1 /cb?code=9f&state=2 Authorization: Bearer qq v0=00ff"),
              "/?token=***&x=1 /cb?code=***&state=2 Authorization: Bearer *** v0=***");
}

TEST(Redaction, LeavesOrdinaryWordsAndNumbersAlone) {
    for (const auto* text : {"at 08:30:12 port 8765", "12345:short", "a robot speaks", "2027-03-28T08:29:50Z", "xoxo"})
        EXPECT_EQ(redact(text), text);
}

TEST(Redaction, HidesARegisteredTextPlainAndPercentEncoded) {
    hide_from_log("hunter2/hunter2");
    EXPECT_EQ(redact("hunter2/hunter2 and hunter2%2Fhunter2"), "*** and ***");
}

TEST(Redaction, HidesTheWholeOfATextThatContainsAnother) {
    hide_from_log("open-sesame");
    hide_from_log("open-sesame-again");
    EXPECT_EQ(redact("open-sesame-again"), "***");
}

TEST(Redaction, DoesNotTearHolesForShortTexts) {
    hide_from_log("the");
    EXPECT_EQ(redact("other"), "other");
}

TEST(Redaction, KeepsALineALine) { EXPECT_EQ(redact("a\nb\x1b[0m\x7f"), "a\\x0ab\\x1b[0m\\x7f"); }
