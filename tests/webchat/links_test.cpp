// The daemon's own links as a browser, a preview and a forger meet them.
#include <sys/stat.h>

#include <fstream>

#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/sealed_link.hpp"
#include "daemon/runtime/link_page.hpp"
#include "tests/webchat/page.hpp"

using namespace nudged;
using namespace nudged::test;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

class Links : public WebChatTest {
protected:
    void SetUp() override {
        rules_.own_links = conversation::OwnLinks{"https://nudged.example.org/to", "a key"};
        links_ = std::make_unique<runtime::LinkPage>(store(), clock_, rules_, [this] { ++changes_; });
        server_ = std::make_unique<web::WebServer>();
        links_->serve(*server_);
        server_->listen("127.0.0.1", 0);
        server_->start();
        store().transact([&](Tables& tables) {
            conversation::Exchange exchange(tables, *tables.owners.find(ana_), rules_, {clock_.now(), clock_.real()},
                                            "say");
            conversation::Reply reply;
            Contact nicole;
            nicole.name = "Nicole Ortiz";
            nicole.addresses = {{"phone", "+351 912 345 678"}};
            nicole_ = conversation::Ledger(exchange, reply).add(nicole, "").id;
        });
    }
    [[nodiscard]] std::string link(Date last = Date{std::chrono::local_days{std::chrono::March / 9 / 2026}}) const {
        return conversation::seal({ana_, nicole_, last, "text", "Hello"}, rules_.own_links->key);
    }
    std::string open(const std::string& link) { return post("/to", Json{{"link", link}}.dump()); }
    // All that a tap leaves behind.
    [[nodiscard]] Attention attention() {
        return store().transact([&](Tables& tables) { return tables.contacts.attention(ana_, nicole_); });
    }

    std::unique_ptr<runtime::LinkPage> links_;
    std::int64_t nicole_ = 0;
};

TEST_F(Links, APersonsBrowserIsToldWhereTheLinkLeadsAndTheTapIsNoted) {
    const auto answer = open(link());
    EXPECT_EQ(status_of(answer), 200);
    EXPECT_EQ(json_of(answer).at("url"), "sms:+351912345678?body=Hello");
    EXPECT_EQ(json_of(answer).at("label"), "Text: Nicole Ortiz");
    EXPECT_THAT(answer, AllOf(HasSubstr("Cache-Control: no-store"), HasSubstr("Referrer-Policy: no-referrer")));
    EXPECT_EQ(attention().tapped, clock_.now());
    EXPECT_EQ(attention().way, "text");
    EXPECT_EQ(changes_, 1);
}

// A chat service that fetches what it shows, a proxy that warms up: they get a page without a person in it.
TEST_F(Links, WhatOnlyFetchesThePageSeesNothingAndIsNoTap) {
    for (const auto& target : {std::string("/to"), "/to?link=" + link()}) {
        const auto answer = get(target);
        EXPECT_EQ(status_of(answer), 200) << target;
        EXPECT_THAT(answer, AllOf(HasSubstr("<a id=\"onward\""), Not(HasSubstr("Nicole")), Not(HasSubstr("912"))));
    }
    EXPECT_EQ(status_of(ask("HEAD /to HTTP/1.1\r\nHost: localhost\r\n\r\n")), 200);
    EXPECT_EQ(attention(), Attention{});
    EXPECT_EQ(changes_, 0);
}

TEST_F(Links, ForgedAndOldLinksAreAnsweredWithASentenceAndNothingElse) {
    for (const auto& forged : {std::string(), std::string("x"), link().substr(1), link() + "AA", link() + "%00"}) {
        const auto answer = open(forged);
        EXPECT_EQ(status_of(answer), 404) << forged;
        EXPECT_THAT(json_of(answer).at("error").get<std::string>(), HasSubstr("no link of mine")) << forged;
    }
    const auto old = open(link(Date{std::chrono::local_days{std::chrono::March / 3 / 2026}}));
    EXPECT_EQ(status_of(old), 410);
    EXPECT_THAT(json_of(old).at("error").get<std::string>(), HasSubstr("more than a week old"));
    EXPECT_EQ(attention(), Attention{});
    EXPECT_EQ(changes_, 0);
}

TEST_F(Links, APageElsewhereCannotTapForThePerson) {
    const auto body = Json{{"link", link()}}.dump();
    EXPECT_EQ(status_of(post("/to", body, "Origin: https://evil.example\r\n")), 403);
    EXPECT_EQ(status_of(post("/to", body, "", "text/plain")), 404) << "a type that needs no asking";
    EXPECT_EQ(status_of(post("/to", "[]")), 404);
    EXPECT_EQ(status_of(post("/to", std::string(9'000, 'x'))), 413);
    EXPECT_EQ(attention(), Attention{});
}

TEST_F(Links, TheKeyIsMadeOnceForItsUserAloneAndOnlyWhereThereIsHttps) {
    runtime::Config config;
    config.data = folder_.path();
    EXPECT_FALSE(runtime::own_links_of(config));
    config.http.public_url = runtime::parse_url("http://nudged.example.org");
    EXPECT_FALSE(runtime::own_links_of(config)) << "numbers pass there";
    config.http.public_url = runtime::parse_url("https://my-machine");
    EXPECT_FALSE(runtime::own_links_of(config)) << "Telegram knows no such host";
    config.http.public_url = runtime::parse_url("https://nudged.example.org/");
    const auto once = runtime::own_links_of(config).value();
    EXPECT_EQ(once.address, "https://nudged.example.org/to");
    EXPECT_EQ(once.key, runtime::own_links_of(config)->key);
    EXPECT_GE(once.key.size(), 26U);
    struct stat status {};
    ASSERT_EQ(stat((folder_.path() / "link-key").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

}  // namespace
