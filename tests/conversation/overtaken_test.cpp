// Words that arrive in another order than they were said in: what was said last stands.
#include <gmock/gmock.h>

#include "daemon/conversation/pairing.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {
namespace {

using testing::HasSubstr;
using testing::Not;

class Overtaken : public Scene {
protected:
    Overtaken() {
        store_->transact([&](Tables& tables) {
            auto ana = *tables.owners.find(owner_);
            ana.pairings = {{"slack", "T1", "U1", "U1"}};
            tables.owners.put(ana);
        });
        mum_ = add("Mum", on(2026, 2, 23), 7);
        sam_ = add("Sam Lee", on(2026, 1, 20));
    }
    // Said at that second, heard now.
    void say(int second, const std::string& text, const std::string& chat = "D1") {
        now_ += std::chrono::seconds{1};
        Event event;
        event.connector = "slack";
        event.account = "T1";
        event.key = "message:" + chat + ":17900000" + std::to_string(second) + ".000100";
        event.next_keys_end = "message:" + chat + ":1790003600";
        event.chat = event.user = "U1";
        event.body = TextSaid{text, ""};
        receive(event);
    }
    std::string answer() {
        return store_->transact([](Tables& tables) { return tables.outbox.newest(1).at(0).body; });
    }
    [[nodiscard]] Date snoozed_to(std::int64_t id) { return contact(id).snooze->until; }

    std::int64_t mum_ = 0, sam_ = 0;
};

TEST_F(Overtaken, WhatWasSaidLastStandsWhicheverArrivesFirst) {
    say(20, "snooze sam mon");
    say(10, "snooze sam fri");
    EXPECT_EQ(snoozed_to(sam_), on(2026, 3, 9));
    EXPECT_THAT(answer(), HasSubstr("which stands. Nothing changed"));
    EXPECT_TRUE(differences().empty());
    say(30, "snooze sam tue");
    EXPECT_EQ(snoozed_to(sam_), on(2026, 3, 10)) << "in order again";
}

TEST_F(Overtaken, WhatConcernsSomebodyElseIsWrittenDownAllTheSame) {
    say(20, "snooze sam mon");
    say(10, "done mum called");
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 3, 4));
    say(15, "note sam plays chess");
    EXPECT_THAT(answer(), HasSubstr("chess"));
    EXPECT_EQ(snoozed_to(sam_), on(2026, 3, 9));
    EXPECT_TRUE(differences().empty());
}

TEST_F(Overtaken, ATakingBackIsNeverGuessed) {
    say(10, "done sam");
    say(30, "undo");
    say(20, "done mum called");
    EXPECT_NE(contact(mum_).last_touch, on(2026, 3, 4)) << "perhaps it was this that they took back";
    say(50, "done mum called");
    say(40, "undo");
    EXPECT_EQ(contact(mum_).last_touch, on(2026, 3, 4)) << "it meant something before that";
    EXPECT_TRUE(differences().empty());
}

TEST_F(Overtaken, WhatWasOnlyAskedMeanwhileStandsInNobodysWay) {
    say(20, "who sam");
    say(10, "snooze sam fri");
    EXPECT_EQ(snoozed_to(sam_), on(2026, 3, 6));
    EXPECT_THAT(answer(), Not(HasSubstr("which stands")));
}

TEST_F(Overtaken, AnotherConversationHasAnOrderOfItsOwn) {
    say(20, "snooze sam mon", "D2");
    say(10, "snooze sam fri", "D1");
    EXPECT_EQ(snoozed_to(sam_), on(2026, 3, 6));
}

}  // namespace
}  // namespace nudged::conversation
