#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/commands/workshop.hpp"

namespace nudged {
namespace {

using nlohmann::json;
using test::Workshop;
using testing::HasSubstr;

std::vector<std::string> keys_of(const json& object) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) keys.push_back(key);
    return keys;
}

TEST(Views, AContactHasTheFieldsOfTheInterface) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(json::array({{{"line", 1u},
                                        {"name", "Nicole Ortiz"},
                                        {"tags", {"friends"}},
                                        {"addresses", {{"email", "nicole@example.org"}}},
                                        {"last_touch", "2026-02-20"},
                                        {"cadence_days", 10}}}));
    const auto rows = workshop.run("contacts")["rows"];
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0], json({{"id", 1},
                             {"owner", 1},
                             {"name", "Nicole Ortiz"},
                             {"state", "open"},
                             {"circle", "friend"},
                             {"cadence_days", 10},
                             {"rhythm_days", 10},
                             {"importance", 1.0},
                             {"tags", {"friends"}},
                             {"addresses", {{"email", "nicole@example.org"}}},
                             {"zone", nullptr},
                             {"needs", nullptr},
                             {"why", nullptr},
                             {"note", nullptr},
                             {"last_touch", "2026-02-20"},
                             {"next", "2026-03-04"},
                             {"silence", 0},
                             {"your_turn", false},
                             {"closed_reason", nullptr},
                             {"deal", nullptr},
                             {"check_back", nullptr},
                             {"lead_days", nullptr},
                             {"channels", json::array()}}));
}

TEST(Views, WhatEachSideHasOfTheOtherIsThereWhenItIsKnown) {
    Workshop workshop;
    workshop.ana();
    for (const auto* text : {"add Nicole Ortiz", "add Sam Lee via nicole", "brings sam: honest questions",
                             "gets sam: introductions", "shelf A guide", "gave sam 1"})
        (void)workshop.run("say", {{"text", text}});
    const auto sam = workshop.run("contacts")["rows"].at(1);
    EXPECT_EQ(sam["via"], "Nicole Ortiz");
    EXPECT_EQ(sam["brings"], "honest questions");
    EXPECT_EQ(sam["gets"], "introductions");
    EXPECT_EQ(sam["given"], json({1}));
    const auto given = workshop.run("journal")["rows"].at(0);
    EXPECT_EQ(given["what"], "gave");
    EXPECT_EQ(given["kind"], "help");
    EXPECT_EQ(given["note"], "A guide");
    const auto put = workshop.run("journal")["rows"].at(1);
    EXPECT_EQ(put["what"], "added");
    EXPECT_EQ(put["kind"], "shelf");
    EXPECT_TRUE(put["contact"].is_null());
}

TEST(Views, AnOpenQuestionIsToldOfEverywhere) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(json::array({{{"name", "Priya Nair"}, {"last_touch", "2026-02-20"}}}));
    (void)workshop.run("say", {{"text", "deal priya website"}});
    const auto priya = workshop.run("contacts")["rows"][0];
    EXPECT_EQ(priya["deal"], (json{{"what", "website"}, {"step", 0}}));
    EXPECT_EQ(priya["next"], "2026-03-07") << "a Saturday, as planned";
    const auto entry = workshop.run("journal")["rows"][0];
    EXPECT_EQ(entry["what"], "deal");
    EXPECT_EQ(entry["note"], "website");
    const auto item = workshop.run("today", {{"at", "2026-03-09T08:30:00Z"}})["list"]["items"][0];
    EXPECT_EQ(item["reason"], "deal");
    EXPECT_EQ(item["why_now"], "Priya Nair, 5 days since the question about the website");
    EXPECT_EQ(item["fixed"], false);
    EXPECT_EQ(item["days_overdue"], 2);
}

TEST(Views, PrivateModeKeepsNobodysNameFromTheCommandLine) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(
        json::array({{{"name", "Nicole Ortiz"}, {"last_touch", "2026-02-20"}, {"cadence_days", 10}}}));
    (void)workshop.run("say", {{"text", "private on"}});
    const std::string text = workshop.run("today")["text"];
    EXPECT_NE(text.find("1 Nicole Ortiz"), std::string::npos) << text;
}

TEST(Views, TheListOfTheDayHasTheFieldsOfTheInterface) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(
        json::array({{{"name", "Nicole Ortiz"}, {"last_touch", "2026-02-20"}, {"cadence_days", 10}}}));
    const auto list = workshop.run("today")["list"];
    EXPECT_THAT(keys_of(list), testing::UnorderedElementsAre("owner", "date", "items", "fixed_left_over"));
    EXPECT_EQ(list["owner"], "ana");
    EXPECT_EQ(list["date"], "2026-03-04");
    ASSERT_EQ(list["items"].size(), 1U);
    const auto& item = list["items"][0];
    EXPECT_THAT(keys_of(item), testing::UnorderedElementsAre("number", "contact", "name", "reason", "fixed",
                                                             "days_overdue", "why_now", "suggestion"));
    EXPECT_EQ(item["number"], 1);
    EXPECT_EQ(item["contact"], 1);
    EXPECT_EQ(item["reason"], "overdue");
    EXPECT_EQ(item["fixed"], false);
    EXPECT_EQ(item["days_overdue"], 2);
}

TEST(Views, ADayOffHasNoItems) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(json::array({{{"name", "Nicole"}, {"last_touch", "2026-01-20"}, {"cadence_days", 10}}}));
    EXPECT_TRUE(workshop.run("today", {{"at", "2026-03-07T08:30:00Z"}})["list"]["items"].empty());
    EXPECT_FALSE(workshop.run("today", {{"at", "2026-03-09T08:30:00Z"}})["list"]["items"].empty());
}

TEST(Views, ADateOnADayOffIsToldAsInTheChat) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(json::array({{{"name", "Zoe Quinn"}, {"last_touch", "2026-03-01"}, {"cadence_days", 90}}}));
    (void)workshop.run("say", {{"text", "birthday zoe 8 march"}});
    const auto sunday = workshop.run("today", {{"at", "2026-03-08T09:00:00Z"}});
    EXPECT_EQ(sunday["text"], "It's Zoe Quinn's birthday today.");
    EXPECT_TRUE(sunday["list"]["items"].empty());
    (void)workshop.run("say", {{"text", "pause"}});
    EXPECT_EQ(workshop.run("today", {{"at", "2026-03-08T09:00:00Z"}})["text"],
              "Quiet until you say resume.\nIt's Zoe Quinn's birthday today.");
}

TEST(Views, OfAnImportAndInDoctorTheCommandLineSpeaksEnglishAlone) {
    Workshop workshop;
    workshop.ana();
    workshop.store->transact([](Tables& tables) {
        auto ana = tables.owners.find(1).value();
        ana.language = Language::german;
        tables.owners.put(ana);
    });
    auto people = json::array();
    for (int i = 0; i < 120; ++i) people.push_back({{"line", i + 1}, {"name", "Person " + std::to_string(i)}});
    people[0]["last_touch"] = "2026-04-01";
    const auto import = workshop.run("import begin");
    (void)workshop.run("import rows", {{"import", import}, {"counting", true}, {"rows", people}});
    const auto rows = workshop.run("import rows", {{"import", import}, {"counting", false}, {"rows", people}});
    EXPECT_THAT(rows[0].value("why", ""), HasSubstr("still to come; left out"));
    const auto plan = workshop.run("import end", {{"import", import}}).get<std::string>();
    EXPECT_THAT(plan, HasSubstr("people at three a morning"));
    EXPECT_THAT(workshop.run("doctor").dump(), HasSubstr(plan));
}

TEST(Views, NumbersStandOnceTheListWasShown) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(json::array({{{"name", "Nicole"}, {"last_touch", "2026-01-10"}, {"cadence_days", 10}},
                                       {{"name", "Sam"}, {"last_touch", "2026-01-20"}, {"cadence_days", 10}}}));
    ASSERT_EQ(workshop.run("today")["list"]["items"].size(), 2U);
    (void)workshop.run("say", {{"text", "done 1"}});
    const auto items = workshop.run("today")["list"]["items"];
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0]["number"], 2);
    EXPECT_EQ(items[0]["name"], "Sam");
}

TEST(Views, ToLookAtAnotherInstantGivesNoNumbers) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(json::array({{{"name", "Nicole"}, {"last_touch", "2026-01-10"}, {"cadence_days", 10}}}));
    (void)workshop.run("today", {{"at", "2026-03-09T08:30:00Z"}});
    EXPECT_FALSE(workshop.store->transact([](Tables& tables) { return tables.lists.latest(1); }));
}

TEST(Views, NumbersSaidAtAnInstantAreThoseOfTheListThatWasDueThen) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(json::array({{{"name", "Nicole"}, {"last_touch", "2026-01-10"}, {"cadence_days", 10}},
                                       {{"name", "Sam"}, {"last_touch", "2026-01-20"}, {"cadence_days", 10}}}));
    const auto at = "2026-03-09T09:00:00Z";
    const auto second = workshop.run("today", {{"at", at}})["list"]["items"][1]["name"];
    EXPECT_THAT(workshop.run("say", {{"text", "done 2"}, {"at", at}})["answer"].get<std::string>(),
                HasSubstr(second.get<std::string>()));
}

TEST(Views, WhatWasSaidIsInTheJournal) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.run("say", {{"text", "add Nicole Ortiz"}});
    const auto said = workshop.run("say", {{"text", "done nicole, talked about the garden"}});
    EXPECT_EQ(said["asked"], false);
    ASSERT_EQ(said["journal"].size(), 1U);
    const auto rows = workshop.run("journal")["rows"];
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_THAT(keys_of(rows[0]),
                testing::UnorderedElementsAre("seq", "at", "owner", "contact", "name", "what", "kind", "channel",
                                              "note", "reason", "until", "source", "undone"));
    EXPECT_EQ(rows[0]["seq"], said["journal"][0]);
    EXPECT_EQ(rows[0]["at"], "2026-03-04T08:30:00Z");
    EXPECT_EQ(rows[0]["what"], "touched");
    EXPECT_EQ(rows[0]["name"], "Nicole Ortiz");
    EXPECT_EQ(rows[0]["source"], "say");
    EXPECT_EQ(rows[0]["undone"], false);
    EXPECT_EQ(rows[1]["what"], "added");
}

TEST(Views, AQuestionHasItsChoices) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(json::array({{{"name", "Sam Lee"}}, {{"name", "Sam Okafor"}}}));
    const auto asked = workshop.run("say", {{"text", "done sam"}});
    EXPECT_EQ(asked["asked"], true);
    EXPECT_THAT(asked["choices"].dump(), HasSubstr("Sam Lee"));
    EXPECT_TRUE(asked["journal"].empty());
    const auto answered = workshop.run("say", {{"text", "Sam Lee"}});
    EXPECT_EQ(answered["asked"], false);
    EXPECT_EQ(answered["journal"].size(), 1U);
}

TEST(Views, TheJournalOfOnePersonIsFoundByTheBeginningOfTheName) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(json::array({{{"name", "Sam Lee"}}, {{"name", "Nicole Ortiz"}}}));
    const auto rows = workshop.run("journal", {{"contact", "nicole"}})["rows"];
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0]["name"], "Nicole Ortiz");
    EXPECT_THAT(workshop.refusal("journal", {{"contact", "bob"}}).first, HasSubstr("nobody is called bob"));
}

TEST(Views, TheJournalComesInPages) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.import(json::array({{{"name", "Ann"}}, {{"name", "Bob"}}, {{"name", "Cleo"}}}));
    const auto first = workshop.run("journal", {{"limit", 2}});
    EXPECT_EQ(first["rows"].size(), 2U);
    const auto second = workshop.run("journal", {{"limit", 2}, {"before", first["next"]}});
    ASSERT_EQ(second["rows"].size(), 1U);
    EXPECT_TRUE(second["next"].is_null());
    EXPECT_EQ(second["rows"][0]["seq"], 1);
}

TEST(Views, AnInstantThatIsNoneIsRefused) {
    Workshop workshop;
    EXPECT_EQ(workshop.refusal("today", {{"at", "tomorrow"}}).second, 2);
    EXPECT_EQ(workshop.refusal("say", {{"text", "today"}, {"at", 3}}).second, 2);
}

TEST(Pairing, GivesACodeAndTheLinkThatTheDaemonKnows) {
    runtime::OperationPorts ports;
    ports.telegram_username = [] { return std::string("nudge_bot"); };
    ports.web_address = [] { return std::string("http://127.0.0.1:4711"); };
    Workshop workshop(ports);
    EXPECT_THAT(workshop.refusal("pair", {{"connector", "telegram"}}).first, HasSubstr("not set up"));
    workshop.config.telegram.token_file = workshop.folder.file("token");
    const auto telegram = workshop.run("pair", {{"connector", "telegram"}});
    const auto code = telegram["code"].get<std::string>();
    EXPECT_EQ(code.size(), 16U);
    EXPECT_EQ(telegram["link"], "https://t.me/nudge_bot?start=" + code);
    const auto webchat = workshop.run("pair", {{"connector", "webchat"}});
    EXPECT_EQ(webchat["link"], "http://127.0.0.1:4711/?code=" + webchat["code"].get<std::string>());
    EXPECT_EQ(workshop.refusal("pair", {{"connector", "pigeon"}}).second, 2);
}

TEST(Doctor, FindsAFreshStoreSound) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.run("say", {{"text", "add Nicole Ortiz"}});
    (void)workshop.run("say", {{"text", "done nicole"}});
    (void)workshop.run("say", {{"text", "undo"}});
    for (const auto& finding : workshop.run("doctor")) EXPECT_EQ(finding["ok"], true) << finding;
}

TEST(Doctor, NamesAContactThatItsJournalDoesNotExplain) {
    Workshop workshop;
    workshop.ana();
    (void)workshop.run("say", {{"text", "add Nicole Ortiz"}});
    workshop.store->transact([](Tables& tables) {
        auto contact = *tables.contacts.find(1, 1);
        contact.silence = 7;
        tables.contacts.put(contact, {"nicole ortiz", {}, 0, {}});
    });
    bool named = false;
    for (const auto& finding : workshop.run("doctor"))
        if (finding["ok"] == false)
            named = named || finding["says"].get<std::string>().find("Nicole") != std::string::npos;
    EXPECT_TRUE(named);
}

TEST(Doctor, KnowsWhatTroublesAConnector) {
    runtime::OperationPorts ports;
    ports.trouble = [] { return runtime::Troubles{{"pigeon", ""}, {"telegram", "the token is not accepted"}}; };
    Workshop workshop(ports);
    workshop.ana();
    std::vector<json> wrong;
    for (const auto& finding : workshop.run("doctor"))
        if (finding["ok"] == false) wrong.push_back(finding);
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(wrong[0]["check"], "telegram");
    EXPECT_EQ(wrong[0]["says"], "the token is not accepted");
}

TEST(Doctor, NamesWhoseOnlyChatIsWhereNudgedIsNotAnyMore) {
    runtime::OperationPorts ports;
    ports.is_in_slack = [](const std::string& account) { return account == "T0ACME"; };
    Workshop workshop(ports);
    workshop.ana();
    const auto wrong_with = [&](const std::vector<Pairing>& pairings) {
        workshop.store->transact([&](Tables& tables) {
            auto ana = *tables.owners.find(1);
            ana.pairings = pairings;
            tables.owners.put(ana);
        });
        std::string says;
        for (const auto& finding : workshop.run("doctor"))
            if (finding["ok"] == false) says += finding["says"].get<std::string>();
        return says;
    };
    const Pairing gone{"slack", "T0GONE", "U1", "U1"};
    EXPECT_THAT(wrong_with({gone}), HasSubstr("not in the Slack workspace T0GONE"));
    EXPECT_EQ(wrong_with({gone, {"slack", "T0ACME", "U2", "U2"}}), "");
    EXPECT_EQ(wrong_with({gone, {"telegram", "600", "7", "7"}}), "");
    EXPECT_EQ(wrong_with({}), "");
}

TEST(Doctor, SaysPeoplesTimeWhereItIsAnother) {
    Workshop workshop;
    workshop.ana();
    const auto told = [&] { return workshop.run("doctor").dump(); };
    EXPECT_EQ(told().find("people's time"), std::string::npos);
    workshop.clock.ahead = std::chrono::hours{24};
    EXPECT_NE(told().find("for nudges and dates it is 2026-03-05T08:30:00Z"), std::string::npos) << told();
}

}  // namespace
}  // namespace nudged
