// The page of an owner: what it holds, and what can be set there.
#include <gmock/gmock.h>

#include "daemon/conversation/home_page.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class Home : public Scene {
protected:
    template <class Work>
    auto in_slack(Work work) {
        return store_->transact([&](Tables& tables) {
            Exchange exchange(tables, *tables.owners.find(owner_), rules_, moment(), "slack");
            return work(exchange);
        });
    }
    HomePage page(const std::string& other_zone = "") {
        return in_slack([&](Exchange& e) { return home_page(e, other_zone); });
    }
    // What is said when it is refused.
    std::string set(const std::string& key, const std::vector<std::string>& values) {
        const auto trouble = [](const Owner& owner) {
            return owner.daily_cap > 20 || followup::is_quiet(owner.quiet, owner.nudge_at) ? "it cannot be" : "";
        };
        return in_slack([&](Exchange& e) { return choose(e, key, values, trouble); });
    }
    Owner owner() {
        return store_->transact([&](Tables& tables) { return *tables.owners.find(owner_); });
    }
    std::vector<JournalEntry> journal() {
        return store_->transact([&](Tables& tables) { return tables.journal.newest(owner_, std::nullopt, 50); });
    }
    std::vector<std::string> titles() {
        std::vector<std::string> all;
        for (const auto& part : page().parts) all.push_back(part.title);
        return all;
    }
    messages::HomeSetting setting(const std::string& key, const std::string& other_zone = "") {
        for (const auto& one : page(other_zone).settings)
            if (one.key == key) return one;
        ADD_FAILURE() << "no setting " << key;
        return {};
    }
    static std::string text_of(const Block& block) { return plain_text(Message{"", {block}, false}); }
    void press(const std::string& action) {
        store_->transact([&](Tables& tables) {
            auto ana = *tables.owners.find(owner_);
            ana.pairings = {{"slack", "T1", "U1", "U1"}};
            tables.owners.put(ana);
        });
        receive({"slack", "T1", "press " + action, "U1", "U1", "", "", ButtonPressed{action, "", "", false}});
    }
};

TEST_F(Home, OfNobodyYetSaysSoAndHoldsTheSettings) {
    EXPECT_THAT(titles(), ElementsAre("Wednesday 4 March"));
    EXPECT_EQ(text_of(page().parts[0].blocks[0]), "Nobody today, and nobody has a date yet.");
    std::vector<std::string> keys;
    for (const auto& one : page().settings) keys.push_back(one.key);
    EXPECT_THAT(keys,
                ElementsAre("nudge_at", "weekdays", "cap", "quiet_begin", "quiet_end", "zone", "pause", "language"));
}

TEST_F(Home, ALanguageIsChosenByItsOwnNameAndThePageIsDrawnInIt) {
    const auto choices = setting("language").choices;
    ASSERT_EQ(choices.size(), 2U);
    EXPECT_EQ(choices[1].label, "Deutsch");
    EXPECT_EQ(set("language", {choices[1].value}), "");
    EXPECT_EQ(owner().language, Language::german);
    EXPECT_EQ(journal().front().note, "Deutsch");
    EXPECT_THAT(titles(), ElementsAre("Mittwoch, 4. März"));
    EXPECT_EQ(setting("language").label, "Sprache");
    EXPECT_EQ(set("language", {"xx"}), "Das ist nicht mehr da. Nichts geändert.");
}

TEST_F(Home, HoldsTodayWhoWaitsAndWhoMightLikeAWord) {
    for (const auto* name : {"Ann", "Ben", "Cat", "Dan"}) add(name, on(2026, 1, 1), 30);
    add("Eve", on(2026, 1, 25), 30);
    type("later ann 2 june after the audit");
    const auto all = page();
    ASSERT_EQ(all.parts.size(), 3U);
    EXPECT_EQ(all.parts[0].blocks.size(), 4U) << "the first line, and three people";
    EXPECT_EQ(all.parts[0].blocks[1].rows[0][0].action, "done:20260304.1");
    EXPECT_GT(all.parts[0].blocks[1].rows.size(), 1U) << "the menu's";
    EXPECT_EQ(all.parts[1].title, "Waiting for their day");
    EXPECT_EQ(text_of(all.parts[1].blocks[0]), "Ann: back on Tue 2 Jun, \"after the audit\"");
    EXPECT_EQ(all.parts[2].title, "Who might like a word");
    ASSERT_EQ(all.parts[2].blocks.size(), 1U);
    EXPECT_THAT(text_of(all.parts[2].blocks[0]), StartsWith("Eve, "));
    EXPECT_EQ(all.parts[2].blocks[0].rows[0].size(), 2U);
}

TEST_F(Home, NamesAHandfulOfThoseTheMorningsHadNoPlaceFor) {
    for (int i = 0; i < 20; ++i) add("Person " + std::string(1, static_cast<char>('A' + i)), on(2026, 1, 1), 30);
    const auto all = page();
    ASSERT_EQ(all.parts.size(), 2U);
    EXPECT_EQ(all.parts[1].blocks.size(), 5U);
}

TEST_F(Home, ItsNumbersStandAndAreNotShownAnewEachTimeItIsDrawn) {
    add("Mum", on(2026, 2, 23), 7);
    (void)page();
    const auto shown = store_->transact([&](Tables& tables) { return *tables.lists.find(owner_, on(2026, 3, 4)); });
    EXPECT_EQ(shown.shown_at, now_);
    now_ += std::chrono::minutes{5};
    (void)page();
    const auto again = store_->transact([&](Tables& tables) { return *tables.lists.find(owner_, on(2026, 3, 4)); });
    EXPECT_EQ(again, shown);
    type("done 1");
    EXPECT_THAT(text_of(page().parts[0].blocks[1]), HasSubstr("Next around Wed 11 Mar."));
}

TEST_F(Home, APressThereCountsAsOneInTheChat) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    (void)page();
    press("done:20260304.1");
    EXPECT_EQ(contact(mum).last_touch, on(2026, 3, 4));
    press("undo:b2");
    EXPECT_EQ(contact(mum).last_touch, on(2026, 2, 23));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Home, WhatTakesNoPlaceOnThePageIsAnsweredInTheChat) {
    add("Mum", on(2026, 2, 23), 7);
    press("snooze:c1");
    const auto row = store_->transact([&](Tables& tables) { return tables.outbox.newest(1).at(0); });
    EXPECT_EQ(row.chat, "U1");
    EXPECT_THAT(row.body, HasSubstr("Mum: back on Mon 9 Mar."));
    EXPECT_THAT(row.body, HasSubstr("Undo"));
}

TEST_F(Home, EachSettingIsReadBackAndApplied) {
    EXPECT_THAT(set("nudge_at", {"09:15"}), IsEmpty());
    EXPECT_THAT(setting("nudge_at").chosen, ElementsAre("09:15"));
    EXPECT_THAT(set("weekdays", {"0", "3"}), IsEmpty());
    EXPECT_THAT(setting("weekdays").chosen, ElementsAre("3", "0"));
    EXPECT_EQ(owner().weekdays, 0b1001);
    EXPECT_THAT(set("cap", {"5"}), IsEmpty());
    EXPECT_THAT(setting("cap").chosen, ElementsAre("5"));
    EXPECT_THAT(set("quiet_begin", {"22:00"}), IsEmpty());
    EXPECT_THAT(set("quiet_end", {"06:45"}), IsEmpty());
    EXPECT_EQ(owner().quiet, (QuietHours{std::chrono::hours{22}, std::chrono::minutes{6 * 60 + 45}}));
    EXPECT_THAT(setting("quiet_end").chosen, ElementsAre("06:45"));
    EXPECT_EQ(setting("zone", "Europe/Lisbon").choices.size(), 1U);
    EXPECT_EQ(setting("zone", "Europe/Berlin").choices[1].value, "Europe/Berlin");
    EXPECT_THAT(set("zone", {"Europe/Berlin"}), IsEmpty());
    EXPECT_EQ(owner().zone, "Europe/Berlin");
    EXPECT_EQ(journal().size(), 6U);
    EXPECT_EQ(journal()[0].source, "slack");
    EXPECT_EQ(journal()[0].note, "the time of Europe/Berlin");
    EXPECT_EQ(journal()[4].note, "on Wednesday and Sunday");
    EXPECT_TRUE(differences().empty());
}

TEST_F(Home, ACapBeyondTheUsualOnesIsOfferedAsLongAsItStands) {
    EXPECT_EQ(setting("cap").choices.size(), 5U);
    ASSERT_THAT(set("cap", {"12"}), IsEmpty());
    EXPECT_EQ(setting("cap").choices.size(), 6U);
    EXPECT_THAT(setting("cap").chosen, ElementsAre("12"));
}

TEST_F(Home, PausesAndResumesAsTheChatDoes) {
    EXPECT_THAT(setting("pause").chosen, ElementsAre("none"));
    const auto week = setting("pause").choices[2];
    EXPECT_EQ(week.label, "A week, until Wed 11 Mar");
    ASSERT_THAT(set("pause", {week.value}), IsEmpty());
    const auto there = owner().pause;
    EXPECT_EQ(setting("pause").choices[1].label, "Quiet until Wed 11 Mar");
    EXPECT_THAT(setting("pause").chosen, ElementsAre("as_it_is"));
    ASSERT_THAT(set("pause", {"none"}), IsEmpty());
    EXPECT_FALSE(owner().pause);
    EXPECT_EQ(journal()[0].what, "resumed");

    type("pause until 11 mar");
    EXPECT_EQ(owner().pause, there);
    EXPECT_EQ(journal()[0].until, journal()[2].until);
    ASSERT_THAT(set("pause", {"as_it_is"}), IsEmpty());
    EXPECT_EQ(journal().size(), 3U);
    type("pause");
    EXPECT_EQ(setting("pause").choices[1].label, "Quiet until you say resume");
}

TEST_F(Home, WhatCannotBeIsRefusedWithASentenceAndChangesNothing) {
    const auto before = owner();
    EXPECT_EQ(set("nudge_at", {"07:00"}), "Nothing changed: it cannot be.");
    EXPECT_EQ(set("cap", {"99"}), "Nothing changed: it cannot be.");
    EXPECT_EQ(set("weekdays", {}), "Nothing changed: one day at least is needed.");
    for (const auto& values : std::vector<std::vector<std::string>>{{}, {"25:00"}, {"soon"}, {"08:00", "09:00"}})
        EXPECT_THAT(set("nudge_at", values), HasSubstr("no longer there"));
    EXPECT_THAT(set("weekdays", {"7"}), HasSubstr("no longer there"));
    EXPECT_THAT(set("weekdays", {"mon"}), HasSubstr("no longer there"));
    EXPECT_THAT(set("pause", {"20260304"}), HasSubstr("no longer there")) << "over today: of a page of another day";
    EXPECT_THAT(set("unheard_of", {"1"}), HasSubstr("no longer there"));
    EXPECT_EQ(owner(), before);
    EXPECT_THAT(journal(), IsEmpty());
}

TEST_F(Home, TheSameTwiceIsWrittenDownOnce) {
    ASSERT_THAT(set("cap", {"5"}), IsEmpty());
    ASSERT_THAT(set("cap", {"5"}), IsEmpty());
    EXPECT_EQ(journal().size(), 1U);
    type("undo");
    EXPECT_EQ(owner().daily_cap, 3);
}

TEST_F(Home, ItsMarkChangesWithWhatIsWrittenDownAndTheNudgeAndNotByItself) {
    const auto read = [&] {
        return store_->transact([&](Tables& tables) { return mark_of(tables, tables.owners.find(owner_)); });
    };
    add("Mum", on(2026, 2, 23), 7);
    (void)page();
    const auto first = read();
    (void)page();
    EXPECT_EQ(read(), first);
    look();
    const auto nudged = read();
    EXPECT_NE(nudged, first);
    type("done 1");
    EXPECT_NE(read(), nudged);
    EXPECT_EQ(store_->transact([](Tables& tables) { return mark_of(tables, std::nullopt); }), HomeMark{});
}

TEST_F(Home, OfAStrangerSaysHowToBegin) {
    EXPECT_THAT(text_of(home_of_a_stranger(false).parts[0].blocks[0]), HasSubstr("nudged pair"));
    EXPECT_THAT(text_of(home_of_a_stranger(true).parts[0].blocks[0]), HasSubstr("Write me a word"));
    EXPECT_THAT(home_of_a_stranger(true).settings, IsEmpty());
}

}  // namespace

}  // namespace nudged::conversation
