#include "connectors/slack/signatures.hpp"

#include <gtest/gtest.h>

namespace nudged::slack {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

// Slack's own published example.
const std::string secret = "8f742231b10e8888abcd99yyyzzz85a5";
const std::string timestamp = "1531420618";
const std::string signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
const std::string body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&"
    "user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
    "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a1"
    "4d10d2c447fce8b6703c";
const sys_seconds then{seconds{1'531'420'618}};

TEST(SlackSignatures, ThePublishedExampleIsSigned) {
    EXPECT_TRUE(is_signed({timestamp, signature, body}, {secret}, then));
}

TEST(SlackSignatures, HoldFiveMinutesInEitherDirection) {
    const SignedRequest request{timestamp, signature, body};
    EXPECT_TRUE(is_signed(request, {secret}, then + seconds{300}));
    EXPECT_TRUE(is_signed(request, {secret}, then - seconds{300}));
    EXPECT_FALSE(is_signed(request, {secret}, then + seconds{301}));
    EXPECT_FALSE(is_signed(request, {secret}, then - seconds{301}));
    EXPECT_FALSE(is_signed(request, {secret}, sys_seconds{seconds{0}}));
}

TEST(SlackSignatures, EitherOfTwoSecretsWillDo) {
    const SignedRequest request{timestamp, signature, body};
    EXPECT_TRUE(is_signed(request, {"another", secret}, then));
    EXPECT_TRUE(is_signed(request, {secret, "another"}, then));
    EXPECT_FALSE(is_signed(request, {"another", "a third"}, then));
    EXPECT_FALSE(is_signed(request, {}, then));
}

TEST(SlackSignatures, AnEmptySecretNeverCounts) {
    // The signature of the body with an empty key.
    EXPECT_FALSE(is_signed({"1531420618", "v0=dcc4cc3a5be21a2d541c36dc659c414c1ee979d73ab14ece8b26c7410ed946ba", body},
                           {""}, then));
    EXPECT_FALSE(is_signed({timestamp, signature, body}, {""}, then));
    EXPECT_TRUE(is_signed({timestamp, signature, body}, {"", secret}, then));
}

TEST(SlackSignatures, AnythingElseIsNotSigned) {
    const std::string digits = signature.substr(3);
    std::string flipped = signature;
    flipped.back() = '4';
    std::string first_flipped = signature;
    first_flipped[3] = 'b';
    std::string upper = signature;
    for (char& c : upper)
        if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
    const std::string wide = "v0=" + std::string(61, 'a') + "\xC3\xA9" + "a";
    struct Row {
        const char* what;
        std::string timestamp, signature, body;
    };
    const Row rows[] = {
        {"no signature", timestamp, "", body},
        {"no timestamp", "", signature, body},
        {"neither", "", "", body},
        {"no body", timestamp, signature, ""},
        {"the last digit is another", timestamp, flipped, body},
        {"the first digit is another", timestamp, first_flipped, body},
        {"upper case", timestamp, upper, body},
        {"upper case version", timestamp, "V0=" + digits, body},
        {"no version", timestamp, digits, body},
        {"another version", timestamp, "v1=" + digits, body},
        {"an empty version", timestamp, "=" + digits, body},
        {"the version alone", timestamp, "v0=", body},
        {"one digit too few", timestamp, signature.substr(0, signature.size() - 1), body},
        {"one digit too many", timestamp, signature + "0", body},
        {"half of it", timestamp, signature.substr(0, 35), body},
        {"twice", timestamp, signature + "," + signature, body},
        {"a space before", timestamp, " " + signature, body},
        {"a space after", timestamp, signature + " ", body},
        {"a line end after", timestamp, signature + "\n", body},
        {"a NUL after", timestamp, signature + std::string(1, '\0'), body},
        {"letters past f", timestamp, "v0=g" + digits.substr(1), body},
        {"no ASCII", timestamp, wide, body},
        {"base64", timestamp, "v0=ohFNV7SOrDm5rRid2DFiNae0qNIaEL0nUZZmSJxptQM=", body},
        {"nothing but zeros", timestamp, "v0=" + std::string(64, '0'), body},
        {"one second later", "1531420619", signature, body},
        {"a sign", "+1531420618", signature, body},
        {"a minus", "-1531420618", signature, body},
        {"a space in the time", " 1531420618", signature, body},
        {"a fraction", "1531420618.0", signature, body},
        {"hexadecimal", "0x5b479c8a", signature, body},
        {"an exponent", "1531420618e0", signature, body},
        {"a leading zero", "01531420618", signature, body},
        {"a huge time", "99999999999999999999999999", signature, body},
        {"no number", "now", signature, body},
        {"the time in milliseconds", "1531420618000", signature, body},
        {"a byte more", timestamp, signature, body + "x"},
        {"a byte less", timestamp, signature, body.substr(1)},
        {"encoded anew", timestamp, signature, "token=xyzz0WbapA4vBCDEFasx0q6G"},
        {"time and body shifted", "153142061", signature, "8:" + body},
    };
    for (const Row& row : rows)
        EXPECT_FALSE(is_signed({row.timestamp, row.signature, row.body}, {secret}, then)) << row.what;
}

}  // namespace
}  // namespace nudged::slack
