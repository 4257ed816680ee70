#include <sys/stat.h>

#include "daemon/conversation/pairing.hpp"
#include "tests/webchat/page.hpp"

using namespace nudged;
using namespace nudged::test;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

class Entry : public WebChatTest {};

TEST_F(Entry, TheTokenStaysTheSameAndIsForItsUserAlone) {
    const auto once = token();
    EXPECT_EQ(once, token());
    EXPECT_GE(once.size(), 26U);
    struct stat status {};
    ASSERT_EQ(stat((folder_.path() / "webchat-token").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(Entry, TheTokenOpensThePageAndGivesACookieThatScriptsAndOtherSitesDontGet) {
    const auto answer = get("/?token=" + token());
    EXPECT_EQ(status_of(answer), 200);
    EXPECT_THAT(answer, AllOf(HasSubstr("HttpOnly"), HasSubstr("SameSite=Strict"), HasSubstr("Path=/"),
                              HasSubstr("Max-Age=31536000")));
    EXPECT_THAT(answer, Not(HasSubstr("Secure")));
    EXPECT_THAT(answer, HasSubstr("<textarea id=\"message\""));
    EXPECT_THAT(answer, Not(HasSubstr(token())));
}

TEST_F(Entry, BehindHttpsTheCookieIsSecure) {
    serve(true);
    EXPECT_THAT(get("/?token=" + token()), HasSubstr("; Secure"));
}

TEST_F(Entry, TheCookieOpensThePageWithoutTheToken) {
    EXPECT_EQ(status_of(get("/", in())), 200);
    EXPECT_EQ(cookie_of(get("/?token=" + token(), in())), "") << "one session is enough";
}

TEST_F(Entry, WithoutTokenOrCookieThePageSaysHowToComeIn) {
    for (const auto* target : {"/", "/?token=", "/?token=wrong", "/?code=wrong"}) {
        const auto answer = get(target);
        EXPECT_EQ(status_of(answer), 401) << target;
        EXPECT_THAT(answer, AllOf(HasSubstr("nudged pair webchat"), Not(HasSubstr("Set-Cookie")))) << target;
    }
    EXPECT_EQ(status_of(get("/", "Cookie: nudged_session=forged\r\n")), 401);
}

TEST_F(Entry, NothingIsToldOrDoneForStrangers) {
    for (const auto* target : {"/api/history", "/api/events?since=0"}) EXPECT_EQ(status_of(get(target)), 401) << target;
    const std::string act = R"({"text":"add Mum","key":"12345678"})";
    for (const auto* target : {"/api/say", "/api/tap", "/api/setup", "/api/import?name=a.csv&key=12345678"})
        EXPECT_EQ(status_of(post(target, act)), 401) << target;
    EXPECT_TRUE(history().at("lines").empty());
}

TEST_F(Entry, APairingCodeLetsItsOwnerInOnce) {
    Owner ben;
    ben.name = "Ben";
    const auto code = store().transact([&](Tables& tables) {
        return conversation::make_pairing_code(tables, tables.owners.add(ben), "webchat", clock_.real());
    });
    auto preview = client();
    preview.send("HEAD /?code=" + code + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(status_of(preview.receive_until("\r\n\r\n")), 401) << "it uses nothing up";
    const auto cookie = cookie_of(get("/?code=" + code));
    EXPECT_EQ(json_of(get("/api/history", "Cookie: " + cookie + "\r\n")).at("owner").at("name"), "Ben");
    EXPECT_EQ(status_of(get("/?code=" + code)), 401);
    EXPECT_EQ(status_of(get("/?code=" + code, "Cookie: " + cookie + "\r\n")), 200) << "a reload of the link";
}

TEST_F(Entry, AWrongCodeCostsNobodyTheirs) {
    const auto code = store().transact(
        [&](Tables& tables) { return conversation::make_pairing_code(tables, ana_, "webchat", clock_.real()); });
    for (int i = 0; i < 10; ++i) EXPECT_EQ(status_of(get("/?code=wrong")), 401);
    const auto picture = get("/?code=" + code, "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n");
    EXPECT_EQ(status_of(picture), 401) << "a picture on a page elsewhere";
    EXPECT_NE(cookie_of(get("/?code=" + code, "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n")), "")
        << "a link in a mail that was followed";
}

TEST_F(Entry, AnotherSiteCanDoNothing) {
    const std::string act = R"({"text":"add Mum","key":"12345678"})";
    EXPECT_EQ(status_of(post("/api/say", act, in() + "Origin: https://evil.example\r\n")), 403);
    // What a form elsewhere can send without being asked first.
    for (const auto* type : {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"}) {
        EXPECT_EQ(status_of(post("/api/say", act, in(), type)), 400) << type;
        EXPECT_EQ(status_of(post("/api/import?name=a.csv&key=12345678", "Name\nMum\n", in(), type)), 400) << type;
    }
    EXPECT_TRUE(history().at("lines").empty());
}

TEST_F(Entry, TheFilesOfThePageAreSentAgainOnlyWhenTheyHaveChanged) {
    const auto script = get("/page.js");
    EXPECT_EQ(status_of(script), 200);
    EXPECT_THAT(script, AllOf(HasSubstr("text/javascript"), HasSubstr("default-src 'self'")));
    const auto begin = script.find("ETag: ") + 6;
    const auto etag = script.substr(begin, script.find('\r', begin) - begin);
    EXPECT_EQ(status_of(get("/page.js", "If-None-Match: " + etag + "\r\n")), 304);
    EXPECT_EQ(status_of(get("/page.js", "If-None-Match: \"old\"\r\n")), 200);
    EXPECT_EQ(status_of(get("/index.html")), 404) << "the page itself needs the key";
}

}  // namespace
