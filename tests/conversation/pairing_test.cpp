// A chat that belongs to one owner becomes another's by that one's code.
#include "daemon/conversation/pairing.hpp"

#include <gmock/gmock.h>

#include "tests/conversation/scene.hpp"

namespace nudged::conversation {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;

class Pairings : public Scene {
protected:
    Pairings() {
        Owner ben;
        ben.name = "Ben";
        ben.zone = "Europe/Lisbon";
        ben_ = store_->transact([&](Tables& tables) { return tables.owners.add(ben); });
    }
    std::string code_for(std::int64_t owner, const std::string& connector = "slack") {
        return store_->transact(
            [&](Tables& tables) { return make_pairing_code(tables, owner, connector, moment().real); });
    }
    void hear(EventBody body, const std::string& user = "U1", const std::string& connector = "slack") {
        Event event;
        event.connector = connector;
        event.account = "T1";
        event.key = "act " + std::to_string(++acts_);
        event.chat = event.user = user;
        event.body = std::move(body);
        receive(event);
    }
    void say(const std::string& text, const std::string& user = "U1") { hear(TextSaid{text, ""}, user); }
    Owner owner(std::int64_t id) {
        return store_->transact([&](Tables& tables) { return *tables.owners.find(id); });
    }
    OutboxRow answer() {
        return store_->transact([](Tables& tables) { return tables.outbox.newest(1).at(0); });
    }

    std::int64_t ben_ = 0;
    int acts_ = 0;
};

TEST_F(Pairings, TheCodeOfAnotherOwnerMovesTheChatToThem) {
    say("pair " + code_for(owner_));
    ASSERT_THAT(owner(owner_).pairings, SizeIs(1));
    say(code_for(ben_));
    EXPECT_THAT(owner(owner_).pairings, IsEmpty());
    ASSERT_THAT(owner(ben_).pairings, SizeIs(1));
    EXPECT_EQ(owner(ben_).pairings[0], (Pairing{"slack", "T1", "U1", "U1"}));
    EXPECT_EQ(answer().owner, ben_);
    EXPECT_THAT(answer().body, HasSubstr("Connected, Ben."));
    say("add Zed every week");
    EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.contacts.count(ben_); }), 1U);
    EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.contacts.count(owner_); }), 0U);
}

TEST_F(Pairings, WhatTheOwnerHasElsewhereStays) {
    say(code_for(owner_));
    hear(TextSaid{"/start " + code_for(owner_, "telegram"), ""}, "7", "telegram");
    hear(TextSaid{"/start " + code_for(ben_, "telegram"), ""}, "7", "telegram");
    ASSERT_THAT(owner(owner_).pairings, SizeIs(1));
    EXPECT_EQ(owner(owner_).pairings[0].connector, "slack");
    ASSERT_THAT(owner(ben_).pairings, SizeIs(1));
    EXPECT_EQ(owner(ben_).pairings[0].connector, "telegram");
}

TEST_F(Pairings, AnOwnersOwnCodeLeavesThemWhereTheyAre) {
    say(code_for(owner_));
    say(code_for(owner_));
    EXPECT_THAT(owner(owner_).pairings, SizeIs(1));
    EXPECT_THAT(answer().body, HasSubstr("Connected"));
}

TEST_F(Pairings, AWordThatOnlyLooksLikeACodeIsAWordLikeAnyOther) {
    say(code_for(owner_));
    (void)code_for(ben_);  // somebody else waits to be paired meanwhile
    say("add abcdefghjkmnpqrs");
    EXPECT_THAT(answer().body, HasSubstr("bcdefghjkmnpqrs is in"));
    EXPECT_THAT(owner(owner_).pairings, SizeIs(1));
    for (const std::string text : {"abcdefghjkmnpqrs", "pair abcdefghjkmnpqrs", "pair"}) {
        say(text);
        EXPECT_THAT(answer().body, Not(HasSubstr("code isn't right"))) << text;
        EXPECT_THAT(owner(owner_).pairings, SizeIs(1)) << text;
    }
}

TEST_F(Pairings, ACodeThatIsOverOrForAnotherServiceMovesNothing) {
    say(code_for(owner_));
    const auto of_telegram = code_for(ben_, "telegram");
    const auto late = code_for(ben_);
    say(of_telegram);
    now_ += code_lives;
    say(late);
    EXPECT_THAT(owner(owner_).pairings, SizeIs(1));
    EXPECT_THAT(owner(ben_).pairings, IsEmpty());
}

TEST_F(Pairings, AnOwnerTriesNoMoreCodesThanAStranger) {
    say(code_for(owner_));
    const auto good = code_for(ben_);
    for (int i = 0; i < code_tries; ++i) say("abcdefghjkmnpqrs");
    say(good);
    EXPECT_THAT(owner(ben_).pairings, IsEmpty());
}

TEST_F(Pairings, AButtonThatTheOwnerBeforeWasShownDoesNothing) {
    say(code_for(owner_));
    say("add Mum every week");
    const auto row = answer();
    store_->transact([&](Tables& tables) {
        ASSERT_TRUE(tables.outbox.claim(row, now_ + 1min));
        ASSERT_TRUE(tables.outbox.sent(row.id, row.attempts + 1, "D1:1.2", now_));
    });
    const auto body = message_from_json(row.body).value();
    const auto undo = body.blocks.back().rows.back().back().action;
    ASSERT_THAT(undo, testing::StartsWith("undo:"));
    say(code_for(ben_));
    say("add Zed every week");
    hear(ButtonPressed{undo, "D1:1.2", "D1", false});
    EXPECT_EQ(answer().kind, OutboxKind::ack);
    EXPECT_THAT(answer().body, HasSubstr("no longer there"));
    EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.contacts.count(ben_); }), 1U) << "Zed stays";
    EXPECT_EQ(store_->transact([&](Tables& tables) { return tables.contacts.count(owner_); }), 1U) << "Mum too";
}

}  // namespace
}  // namespace nudged::conversation
