#include "daemon/runtime/web_chat_import.hpp"

#include <signal.h>
#include <sys/resource.h>

#include "tests/webchat/page.hpp"

using namespace nudged;
using namespace nudged::test;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

class Import : public WebChatTest {
protected:
    std::string import(const std::string& file, const std::string& name, const std::string& key = "aaaaaaaa") {
        return post("/api/import?name=" + name + "&key=" + key, file, in(), "application/octet-stream");
    }
    void press(const std::string& action, const std::string& key) {
        const auto message = std::to_string(history().at("lines").back().at("id").get<int>());
        const Json tap{{"action", action}, {"message", message}, {"key", key}, {"since", 0}};
        EXPECT_EQ(status_of(post("/api/tap", tap.dump(), in())), 200);
    }
    std::size_t contacts() {
        return store().transact([&](Tables& tables) { return tables.contacts.count(ana_); });
    }
    static std::string table(int rows) {
        std::string text = "Name,Email\n";
        for (int i = 0; i < rows; ++i)
            text += "Person " + std::to_string(i) + ",p" + std::to_string(i) + "@example.org\n";
        return text;
    }
};

TEST_F(Import, AFileBringsPeopleInAndTheChatSaysSo) {
    EXPECT_EQ(status_of(import("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nicole Ortiz\r\nEND:VCARD\r\n", "people.vcf")), 200);
    EXPECT_EQ(contacts(), 1U);
    EXPECT_THAT(newest(), HasSubstr("1 new"));
}

TEST_F(Import, WhatCannotBeReadIsToldInTheLanguageOfTheOwner) {
    const std::string file = "Name,Email,Birthday\nNicole Ortiz,nowhere,\n";
    import(file, "a.csv");
    EXPECT_THAT(newest(), HasSubstr("line 2, \\\"nowhere\\\" is not an e-mail address; left out."));
    say("deutsch", "bbbbbbbb");
    import(file, "a.csv", "cccccccc");
    EXPECT_THAT(newest(), HasSubstr("Zeile 2, \\\"nowhere\\\" ist keine E-Mail-Adresse; ausgelassen."));
    import("Name,Birthday\nZoe,3/4/85 or so\n", "a.csv", "dddddddd");
    EXPECT_THAT(newest(), AllOf(HasSubstr("Geburtstag"), HasSubstr("ist kein Datum, das ich lesen kann")));
}

TEST_F(Import, TheSameFileTwiceChangesNothing) {
    import(table(3), "a.csv");
    EXPECT_EQ(status_of(import(table(3), "a.csv")), 200) << "a second try of the same act";
    EXPECT_EQ(history().at("lines").size(), 1U);
    import(table(3), "a.csv", "bbbbbbbb");
    EXPECT_THAT(newest(), AllOf(HasSubstr("3 as before"), Not(HasSubstr("new"))));
    EXPECT_EQ(contacts(), 3U);
}

TEST_F(Import, ManyPeopleComeInAllTheSameAndWhoMattersIsAsked) {
    EXPECT_EQ(status_of(import(table(2'345), "a.csv")), 200);
    EXPECT_EQ(contacts(), 2'345U);
    EXPECT_THAT(newest(),
                AllOf(HasSubstr("2345 new"), HasSubstr("Which would you rather?"), HasSubstr("Everyone, more slowly")));
}

TEST_F(Import, ASharedNameAloneIsAskedAboutAndTheAnswerDecides) {
    import("Name,Phone\nNicole Ortiz,+351 910 000 001\nMum,+351 910 000 002\n", "phone.csv");
    const std::string linkedin =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Nicole,Ortiz,https://www.linkedin.com/in/nicole,,Acme,CEO,01 Mar 2024\n";
    import(linkedin, "Connections.csv", "bbbbbbbb");
    EXPECT_EQ(contacts(), 2U);
    EXPECT_THAT(newest(), HasSubstr("Nicole Ortiz is here already, with other addresses. The same person?"));
    press("pick:q1.0", "11111111");
    EXPECT_EQ(contacts(), 2U);
    import(linkedin, "Connections.csv", "cccccccc");
    EXPECT_THAT(newest(), AllOf(HasSubstr("1 as before"), Not(HasSubstr("The same person?"))));

    import("Name,Email\nMum,mum@example.org\n", "mail.csv", "dddddddd");
    press("pick:q2.1", "22222222");
    EXPECT_EQ(contacts(), 3U) << "somebody else";
    import("Name,Phone\nMum,+351 910 000 008\nMum,+351 910 000 009\n", "phone.csv", "eeeeeeee");
    EXPECT_THAT(newest(), HasSubstr("2 people: 2 to ask about."));
    press("pick:q3.0", "33333333");
    EXPECT_THAT(newest(), HasSubstr("Mum and Mum are here more than once, so I left that as it was."));
    import("Name,Phone\nMum,+351 910 000 008\nMum,+351 910 000 009\n", "phone.csv", "ffffffff");
    press("pick:q4.1", "44444444");
    EXPECT_EQ(contacts(), 5U);
}

TEST_F(Import, ANameThatStandsAloneTakesTheAddressesOfTheBook) {
    import("Name\nNicole Ortiz\n", "names.csv");
    import("Name,Phone\nNicole Ortiz,+351 910 000 001\n", "phone.csv", "bbbbbbbb");
    EXPECT_THAT(newest(), HasSubstr("1 with something new"));
    import("Name\nNicole Ortiz\n", "names.csv", "cccccccc");
    EXPECT_THAT(newest(), HasSubstr("1 as before"));
    EXPECT_EQ(contacts(), 1U);
}

TEST_F(Import, ARowThatCannotBeReadIsNamedByItsLine) {
    import("Name,Birthday\nNicole,1 of never\nSam,\n", "a.csv");
    EXPECT_EQ(contacts(), 2U);
    EXPECT_THAT(newest(), HasSubstr("line 2"));
}

TEST_F(Import, WhatIsNoAddressBookIsRefusedWithASentence) {
    const auto answer = import("\x89PNG\r\n\x1a\n", "cat.png");
    EXPECT_EQ(status_of(answer), 422);
    EXPECT_THAT(json_of(answer).at("error").get<std::string>(), HasSubstr(".vcf"));
    EXPECT_TRUE(history().at("lines").empty());
}

TEST_F(Import, AnUploadThatBreaksOffChangesNothing) {
    {
        auto page = client();
        page.send("POST /api/import?name=a.csv&key=aaaaaaaa HTTP/1.1\r\nHost: localhost\r\n" + in() +
                  "Content-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nName\nMum\n");
        page.finish();
        page.receive_all();
    }
    EXPECT_EQ(contacts(), 0U);
    EXPECT_TRUE(history().at("lines").empty());
}

TEST_F(Import, StopsBetweenTwoTransactionsAndGoesOnAnotherTime) {
    runtime::SpooledFile file(folder_.path());
    file.append(table(2'500));
    const conversation::Moment moment{clock_.now(), clock_.real()};
    const auto bring_in = [&](const std::function<bool()>& is_wanted) {
        return runtime::import_file(store(), ana_, "aaaaaaaa", file, "a.csv", rules_, moment, is_wanted);
    };
    store();
    int asked = 0;
    try {
        (void)bring_in([&] { return ++asked < 5; });  // three times while it counts
        FAIL() << "it went on";
    } catch (const runtime::ImportStopped& stopped) {
        EXPECT_THAT(stopped.what(), AllOf(HasSubstr("after 1000 people"), HasSubstr("same file again")));
    }
    EXPECT_EQ(contacts(), 1'000U);
    EXPECT_EQ(bring_in([] { return true; }), std::nullopt);
    EXPECT_EQ(contacts(), 2'500U);
    EXPECT_THAT(newest(), AllOf(HasSubstr("1500 new"), HasSubstr("1000 as before")));
}

TEST_F(Import, WithoutRoomOnTheDiskItSaysSoAndCanBeSentAgain) {
    signal(SIGXFSZ, SIG_IGN);
    const auto page = in();
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit none{0, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
    const auto imported = import(table(3), "a.csv");
    const auto said = post("/api/say", Json{{"text", "add Mum"}, {"key", "bbbbbbbb"}}.dump(), page);
    setrlimit(RLIMIT_FSIZE, &before);
    for (const auto& answer : {imported, said}) {
        EXPECT_EQ(status_of(answer), 503);
        EXPECT_THAT(json_of(answer).at("error").get<std::string>(), HasSubstr("disk full"));
    }
    EXPECT_EQ(status_of(import(table(3), "a.csv")), 200);
    EXPECT_EQ(contacts(), 3U);
}

TEST_F(Import, NoFileIsLeftBehind) {
    import(table(3), "a.csv");
    for (const auto& file : std::filesystem::directory_iterator(folder_.path()))
        EXPECT_THAT(file.path().filename().string(), Not(HasSubstr("upload")));
}

}  // namespace
