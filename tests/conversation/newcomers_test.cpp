// People who become owners by writing, where the one who runs nudged lets them.
#include "daemon/conversation/newcomers.hpp"

#include <gmock/gmock.h>

#include "daemon/conversation/pairing.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class Newcomers : public Scene {
protected:
    Newcomers() {
        rules_.newcomer.emplace();
        rules_.newcomer->zone = "Europe/Lisbon";
    }
    static Event from(const std::string& user, const std::string& text, const std::string& key) {
        Event event;
        event.connector = "slack";
        event.account = "T1";
        event.key = key;
        event.chat = event.user = user;
        event.body = TextSaid{text, ""};
        return event;
    }
    void hear(const Event& event) {
        store_->transact([&](Tables& tables) { conversation::receive(tables, event, rules_, moment()); });
    }
    std::vector<Owner> owners() {
        return store_->transact([](Tables& tables) { return tables.owners.all(); });
    }
    void introduce(const std::string& name, const std::string& zone = "Europe/Berlin") {
        const auto id = owners().back().id;
        store_->transact([&](Tables& tables) { introduce_newcomer(tables, id, name, zone, moment()); });
    }
    std::vector<OutboxRow> outbox() {
        return store_->transact([](Tables& tables) { return tables.outbox.newest(50); });
    }
};

TEST_F(Newcomers, AreOwnersFromTheirFirstWord) {
    hear(from("U1", "hello", "1"));
    hear(from("U1", "hello", "1"));
    hear(from("U2", "hello", "2"));
    ASSERT_THAT(owners(), SizeIs(3));
    EXPECT_NE(newcomer_pairing(owners()[1]), nullptr);
    EXPECT_EQ(newcomer_pairing(owners()[0]), nullptr);
    hear(from("U1", "add Mum every week", "3"));
    EXPECT_THAT(owners(), SizeIs(3)) << "the second word is an owner's";
    EXPECT_THAT(outbox(), SizeIs(1));
}

TEST_F(Newcomers, AreWelcomedOnce) {
    hear(from("U1", "hello", "1"));
    introduce("Wanda Fisch");
    introduce("Somebody Else");
    EXPECT_EQ(owners().back().name, "Wanda Fisch");
    EXPECT_EQ(owners().back().zone, "Europe/Berlin");
    ASSERT_THAT(outbox(), SizeIs(1));
    EXPECT_THAT(outbox()[0].body, HasSubstr("Hello Wanda."));
}

TEST_F(Newcomers, FirstWordsThatAskForSomethingAreCarriedOut) {
    hear(from("U1", "add Zed every week", "1"));
    const auto id = owners().back().id;
    const auto has_zed = [&] {
        return store_->transact([&](Tables& tables) { return tables.contacts.names(id); }).size() == 1;
    };
    EXPECT_TRUE(has_zed());
    ASSERT_THAT(outbox(), SizeIs(1));
    EXPECT_THAT(outbox()[0].body, HasSubstr("Zed is in, every week"));
    introduce("Wanda Fisch");
    ASSERT_THAT(outbox(), SizeIs(2));
    EXPECT_THAT(outbox()[0].body, HasSubstr("Hello Wanda."));
    for (const std::string greeting : {"help", "/start", "Hello", "done 1", "Mum"}) {
        hear(from("U" + greeting, greeting, greeting));
        EXPECT_THAT(outbox(), SizeIs(2)) << greeting << " is answered by the welcome";
    }
}

TEST_F(Newcomers, WhoWasWelcomedWithoutANameGetsItLater) {
    hear(from("U1", "hello", "1"));
    introduce("", "");
    EXPECT_NE(newcomer_pairing(owners().back()), nullptr);
    introduce("Wanda Fisch");
    EXPECT_EQ(owners().back().name, "Wanda Fisch");
    EXPECT_EQ(owners().back().zone, "Europe/Lisbon") << "as the welcome said";
    EXPECT_EQ(newcomer_pairing(owners().back()), nullptr);
    EXPECT_THAT(outbox(), SizeIs(1));
}

TEST_F(Newcomers, WhoIsNoPersonIsTurnedAwayAndNeverNudged) {
    hear(from("U1", "add Zed every day", "1"));
    const auto id = owners().back().id;
    store_->transact([&](Tables& tables) { turn_away_newcomer(tables, id, "robot"); });
    introduce("Wanda");
    EXPECT_EQ(owners().back().name, "robot");
    for (now_ = at(2026, 3, 5, 0, 0); now_ < at(2026, 3, 12, 0, 0); now_ += std::chrono::hours{1})
        store_->transact([&](Tables& tables) {
            Exchange exchange(tables, *tables.owners.find(id), rules_, moment(), "nudge");
            look_after(exchange);
        });
    EXPECT_THAT(outbox(), SizeIs(1)) << "the answer alone";
}

TEST_F(Newcomers, HaveANameOfOneLineThatNobodyElseHas) {
    hear(from("U1", "hello", "1"));
    introduce(std::string(59, 'x') + "ä\nsecond line");
    EXPECT_EQ(owners().back().name, std::string(59, 'x'));
    hear(from("U2", "hello", "2"));
    introduce("Ana");
    EXPECT_EQ(owners().back().name, "Ana 2");
    hear(from("U3", "hello", "3"));
    introduce(" \n ", "");
    EXPECT_EQ(owners().back().name, "U3");
    EXPECT_EQ(owners().back().zone, "Europe/Lisbon");
}

TEST_F(Newcomers, ACodeIsWorthMoreThanBeingNew) {
    const auto code =
        store_->transact([&](Tables& tables) { return make_pairing_code(tables, owner_, "slack", moment().real); });
    hear(from("U1", "pair " + code, "1"));
    ASSERT_THAT(owners(), SizeIs(1));
    EXPECT_THAT(owners()[0].pairings, SizeIs(1));
}

TEST_F(Newcomers, AreStrangersWhereTheyAreNotLetIn) {
    rules_.newcomer.reset();
    hear(from("U1", "hello", "1"));
    EXPECT_THAT(owners(), SizeIs(1));
    ASSERT_THAT(outbox(), SizeIs(1));
    EXPECT_THAT(outbox()[0].body, HasSubstr("I only talk to my owner"));
}

}  // namespace
}  // namespace nudged::conversation
