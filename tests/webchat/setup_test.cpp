#include "tests/webchat/page.hpp"

using namespace nudged;
using namespace nudged::test;
using testing::AllOf;
using testing::HasSubstr;

namespace {

class SetUp : public WebChatTest {
protected:
    std::string set_up(Json wishes, const std::string& key = "aaaaaaaa") {
        wishes["key"] = key;
        return post("/api/setup", wishes.dump(), in());
    }
    std::string refusal(const Json& wishes) {
        const auto before = ana();
        const auto answer = set_up(wishes);
        EXPECT_EQ(status_of(answer), 400) << wishes;
        EXPECT_EQ(ana(), before);
        return json_of(answer).value("error", "");
    }
};

TEST_F(SetUp, AnEmptyChatAsksAndThenGreets) {
    EXPECT_TRUE(history().at("fresh"));
    EXPECT_EQ(status_of(set_up({{"name", " Ann "}, {"zone", "Asia/Calcutta"}, {"nudge_at", "09:15"}})), 200);
    EXPECT_EQ(ana().name, "Ann");
    EXPECT_EQ(ana().zone, "Asia/Calcutta");
    EXPECT_EQ(ana().nudge_at, std::chrono::minutes(9 * 60 + 15));
    EXPECT_FALSE(history().at("fresh"));
    EXPECT_THAT(newest(), AllOf(HasSubstr("Hello Ann."), HasSubstr("It's 13:30 in Calcutta"), HasSubstr("09:15"),
                                HasSubstr("Import a file"), HasSubstr("made-up people")));
    EXPECT_GE(changes_, 1);
}

TEST_F(SetUp, TheSameAnswerSentTwiceGreetsOnce) {
    set_up({{"name", "Ann"}});
    set_up({{"name", "Ann"}});
    EXPECT_EQ(history().at("lines").size(), 1U);
}

TEST_F(SetUp, LaterChangesAreSaidWithUndo) {
    set_up({{"name", "Ann"}});
    const auto answer = json_of(set_up(
        {{"nudge_at", "09:00"}, {"weekdays", "mon,wed"}, {"daily_cap", 5}, {"quiet", "22:00-07:00"}, {"private", true}},
        "bbbbbbbb"));
    EXPECT_EQ(answer.at("owner"), (Json{{"name", "Ann"},
                                        {"zone", "Europe/Lisbon"},
                                        {"nudge_at", "09:00"},
                                        {"weekdays", {"mon", "wed"}},
                                        {"daily_cap", 5},
                                        {"quiet", "22:00-07:00"},
                                        {"private", true},
                                        {"language", "en"}}));
    EXPECT_THAT(newest(), AllOf(HasSubstr("nudge at 09:00"), HasSubstr("5 people a morning"), HasSubstr("Undo")));
    say("undo", "cccccccc");
    EXPECT_EQ(ana().daily_cap, 3);
    EXPECT_EQ(ana().name, "Ann");
}

TEST_F(SetUp, NothingChangedIsNothingSaid) {
    set_up({{"name", "Ann"}});
    EXPECT_EQ(status_of(set_up({{"name", "Ann"}, {"daily_cap", 3}}, "bbbbbbbb")), 200);
    EXPECT_EQ(history().at("lines").size(), 1U);
}

TEST_F(SetUp, AWishThatCannotBeIsRefusedWithASentenceAndNoneIsTaken) {
    EXPECT_THAT(refusal({{"name", "Ann"}, {"zone", "Europe/Lisboa"}}),
                AllOf(HasSubstr("Europe/Lisboa"), HasSubstr("time zone")));
    EXPECT_THAT(refusal({{"name", "Ann"}, {"nudge_at", "22:00"}}), AllOf(HasSubstr("22:00"), HasSubstr("21:00-07:30")));
    EXPECT_THAT(refusal({{"nudge_at", "25:00"}}), HasSubstr("25:00"));
    EXPECT_THAT(refusal({{"name", "  "}}), HasSubstr("name"));
    EXPECT_THAT(refusal({{"name", std::string(61, 'a')}}), HasSubstr("name"));
    EXPECT_THAT(refusal({{"weekdays", ""}}), HasSubstr("weekdays"));
    EXPECT_THAT(refusal({{"daily_cap", 0}}), HasSubstr("1 to 20"));
    EXPECT_THAT(refusal({{"daily_cap", 1e30}}), HasSubstr("1 to 20"));
    EXPECT_THAT(refusal({{"zone", 7}}), HasSubstr("time zone"));
}

TEST_F(SetUp, TheFirstStartGreetsInTheLanguageOfItsPage) {
    EXPECT_EQ(status_of(set_up({{"name", "Ann"}, {"language", "de"}})), 200);
    EXPECT_EQ(ana().language, Language::german);
    EXPECT_THAT(newest(), AllOf(HasSubstr("Hallo Ann."), HasSubstr("Datei importieren")));
}

TEST_F(SetUp, TheFirstStartRefusesInTheLanguageOfItsPage) {
    EXPECT_THAT(refusal({{"nudge_at", "22:00"}, {"language", "de"}}), HasSubstr("Ruhezeit"));
    EXPECT_TRUE(history().at("fresh"));
}

TEST_F(SetUp, AnotherLanguageIsSaidInItAndTakenBack) {
    set_up({{"name", "Ann"}});
    const auto answer = json_of(set_up({{"language", "de"}, {"nudge_at", "09:00"}}, "bbbbbbbb"));
    EXPECT_EQ(answer.at("owner").at("language"), "de");
    EXPECT_THAT(newest(), AllOf(HasSubstr("Ab jetzt"), HasSubstr("Deutsch"), HasSubstr("Rückgängig")));
    EXPECT_EQ(status_of(set_up({{"language", "fr"}}, "cccccccc")), 200) << "no page offers it";
    EXPECT_EQ(ana().language, Language::german);
    say("undo", "dddddddd");
    EXPECT_EQ(ana().language, Language::english);
}

TEST_F(SetUp, TwoOwnersAreToldApartByName) {
    Owner ben;
    ben.name = "Ben";
    store().transact([&](Tables& tables) { tables.owners.add(ben); });
    EXPECT_THAT(refusal({{"name", "Ben"}}), HasSubstr("Ben"));
}

}  // namespace
