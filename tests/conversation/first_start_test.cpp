// The welcome, and what its buttons leave of it.
#include "daemon/messages/welcome.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

class FirstStart : public Scene {
protected:
    FirstStart() { welcome(); }
    void welcome() {
        exchange([](Exchange& e) {
            return post(e.tables, e.owner.id, webchat_of(e.owner.id),
                        messages::welcome(e.owner, e.zone, e.moment.now, false), {}, e.moment);
        });
    }
    static bool invites(const std::string& said) {
        return said.find("Who would you be sorry to lose touch with?") != said.npos;
    }
    [[nodiscard]] TimeOfDay nudge_at() {
        return store_->transact([&](Tables& tables) { return tables.owners.find(owner_)->nudge_at; });
    }
};

TEST_F(FirstStart, EveryAnswerToTheFirstHalfLeavesTheSecond) {
    const auto right = button("Right"), time = button("Another time"), place = button("Another place");
    tap(right);
    EXPECT_TRUE(invites(newest())) << newest();
    tap(place);
    EXPECT_TRUE(invites(newest())) << newest();
    tap(time);
    EXPECT_TRUE(invites(newest())) << newest();
    tap(button("09:00"));
    EXPECT_EQ(newest().find("From now on at 09:00."), 0U) << newest();
    EXPECT_TRUE(invites(newest())) << newest();
    EXPECT_EQ(nudge_at(), std::chrono::hours{9});
}

TEST_F(FirstStart, AnotherTimeCanBeTyped) {
    using namespace std::chrono_literals;
    const auto time = button("Another time");
    const std::pair<const char*, TimeOfDay> said[]{
        {"7:45", 7h + 45min}, {"9", 9h}, {"8 am", 8h}, {"10.15", 10h + 15min}};
    for (const auto& [words, at] : said) {
        tap(time, "");
        type(words);
        EXPECT_EQ(nudge_at(), at) << words << ": " << newest();
        EXPECT_TRUE(invites(newest())) << newest();
    }
    EXPECT_NE(type("undo").find("your nudge time (08:00 again)"), std::string::npos) << newest();
}

TEST_F(FirstStart, WhatIsNoTimeIsHeardAsEver) {
    tap(button("Another time"));
    type("Mum every week, Nicole Ortiz");
    EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.contacts.count(owner_); }), 2U) << newest();
    EXPECT_FALSE(invites(newest()));
}

TEST_F(FirstStart, AnHourOfTheQuietHoursIsRefused) {
    tap(button("Another time"));
    EXPECT_NE(type("23:30").find("23:30 is in your quiet hours."), std::string::npos) << newest();
    EXPECT_EQ(nudge_at(), std::chrono::minutes{510});
}

TEST_F(FirstStart, TheGreetingFollowsTheLanguageThatIsChosen) {
    const auto greeting = [&] { return plain_text(message_from_json(chat().front().body).value()); };
    const auto right = button("Right");
    EXPECT_EQ(greeting().find("Hello Ana."), 0U) << greeting();
    type("deutsch");
    EXPECT_EQ(greeting().find("Hallo Ana."), 0U) << greeting();
    type("undo");
    EXPECT_EQ(greeting().find("Hello Ana."), 0U) << greeting();
    tap(right, std::to_string(chat().front().id));
    const auto answered = greeting();
    type("deutsch");
    EXPECT_EQ(greeting(), answered);
}

TEST_F(FirstStart, GermanWordsOfCommandsAreNobodysName) {
    for (const auto* words :
         {"erledigt Oma", "Erledigt Oma", "neu Oma", "Fertig mit Oma", "Oma erledigt", "Oma angerufen", "Hilfe",
          "später Oma", "Oma später", "verschiebe Oma", "ja", "Nein", "Hallo"}) {
        type(words);
        EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.contacts.count(owner_); }), 0U)
            << words << ": " << newest();
    }
    type("Oma, Ole Fertig-Sommer, Neuer Manuel");
    EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.contacts.count(owner_); }), 3U) << newest();
}

TEST_F(FirstStart, NamesOfOneMessageAreSpreadOverTheirRhythm) {
    type("Mum every week, Nicole Ortiz, Sam Lee every 2 months");
    std::vector<Date> first;
    for (std::int64_t id = 1; id <= 3; ++id)
        first.push_back(exchange([&](Exchange& e) { return *followup::next_date(*e.contact(id), e.plan()); }));
    EXPECT_EQ(first, (std::vector<Date>{on(2026, 3, 5), on(2026, 3, 16), on(2026, 4, 14)}));
}

}  // namespace nudged::conversation
