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

TEST_F(Import, NoFileIsLeftBehind) {
    import(table(3), "a.csv");
    for (const auto& file : std::filesystem::directory_iterator(folder_.path()))
        EXPECT_THAT(file.path().filename().string(), Not(HasSubstr("upload")));
}

}  // namespace
