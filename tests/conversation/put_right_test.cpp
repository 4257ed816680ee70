// What was said just now, put right; and what is said once more.
#include <gmock/gmock.h>

#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class PuttingRight : public Scene {
protected:
    void people() {
        ann_ = add("Ann Miller", on(2026, 1, 1), 30);
        ben_ = add("Ben Carter", on(2026, 1, 10), 30);
        sam_ = add("Sam Lee", on(2026, 1, 11), 30);
        add("Tom Baker", on(2026, 3, 3), 30);
        add("Tom Reyes", on(2026, 3, 3), 30);
        look();
        now_ += std::chrono::hours{1};
    }
    std::int64_t ann_ = 0, ben_ = 0, sam_ = 0;
};

TEST_F(PuttingRight, TakesTheOneBackAndDoesTheOther) {
    for (const auto* text :
         {"no wait, ben", "sorry, I meant ben", "wait, ben", "oops I meant ben carter", "no, sorry: 2"}) {
        if (ann_ == 0) people();
        type("done ann called, all well");
        EXPECT_THAT(type(text), AllOf(HasSubstr("Taken back"), HasSubstr("Ben: called today, \"all well\""))) << text;
        EXPECT_EQ(contact(ann_).last_touch, on(2026, 1, 1)) << text;
        EXPECT_EQ(contact(ben_).last_touch, on(2026, 3, 4)) << text;
        EXPECT_THAT(type("undo"), HasSubstr("Taken back")) << text;
        EXPECT_EQ(contact(ben_).last_touch, on(2026, 1, 10)) << text;
        EXPECT_TRUE(differences().empty());
    }
}

TEST_F(PuttingRight, KeepsWhatWasSaidOfThePerson) {
    people();
    type("snooze ann fri");
    EXPECT_THAT(type("no wait, ben"), HasSubstr("Ben: back on Fri 6 Mar"));
    EXPECT_FALSE(contact(ann_).snooze);
    type("no ben \"no budget\"");
    type("sorry, I meant ann");
    EXPECT_EQ(contact(ann_).closed_reason, "no budget") << newest();
    EXPECT_EQ(contact(ben_).state, ContactState::open);
    type("undo");
    type("done ann yesterday");
    type("no wait, ben");
    EXPECT_EQ(contact(ben_).last_touch, on(2026, 3, 3)) << newest();
}

TEST_F(PuttingRight, MayBeAboutTheDay) {
    people();
    type("snooze ann fri");
    EXPECT_THAT(type("sorry, I meant monday"), HasSubstr("Ann: back on Mon 9 Mar"));
}

TEST_F(PuttingRight, AsksWhereItIsNotClear) {
    people();
    type("done ann");
    EXPECT_THAT(type("no wait, tom"), AllOf(HasSubstr("Taken back: Ann's done"), HasSubstr("Which Tom?")));
    type("done ann");
    EXPECT_THAT(type("no wait"), HasSubstr("undo"));
    EXPECT_EQ(contact(ann_).last_touch, on(2026, 3, 4));
    EXPECT_THAT(type("yes"), HasSubstr("Taken back: Ann's done"));
}

TEST_F(PuttingRight, IsNothingWhereNothingWasSaidJustNow) {
    people();
    EXPECT_THAT(type("no wait, ben"), Not(HasSubstr("Taken back")));
    type("done ann");
    now_ += std::chrono::hours{1};
    EXPECT_THAT(type("no wait, ben"), Not(HasSubstr("Taken back")));
    EXPECT_EQ(contact(ben_).last_touch, on(2026, 1, 10));
    type("done ann");
    EXPECT_THAT(type("sorry, ben replied"), Not(HasSubstr("Taken back")));
    EXPECT_EQ(contact(ann_).last_touch, on(2026, 3, 4));
}

TEST_F(PuttingRight, DoneTwiceInARowIsNotedOnce) {
    people();
    type("done ann");
    EXPECT_EQ(type("done ann"), "Ann is noted for today already. Nothing changed.");
    EXPECT_THAT(type("undo"), HasSubstr("Taken back: Ann's done"));
    EXPECT_EQ(contact(ann_).last_touch, on(2026, 1, 1));
    type("done ann");
    EXPECT_THAT(type("done ann called, all well"), HasSubstr("all well"));
    type("ann replied");
    EXPECT_THAT(type("done ann"), Not(HasSubstr("already")));
}

TEST_F(PuttingRight, WhoIsStoppedIsOffTheListAndSaidNothing) {
    people();
    EXPECT_THAT(type("stop ann"), HasSubstr("Stop what?"));
    EXPECT_THAT(type("close one person"), HasSubstr("Ann is off the list"));
    EXPECT_EQ(contact(ann_).state, ContactState::parted);
    EXPECT_THAT(type("never contact ben again"), HasSubstr("Take Ben Carter off the list?"));
    EXPECT_EQ(contact(ben_).state, ContactState::open);
    EXPECT_THAT(type("yes"), HasSubstr("Ben is off the list"));
    type("stop");
    type("close one person");
    type("sam lee");
    EXPECT_EQ(contact(sam_).state, ContactState::parted) << newest();
}

TEST_F(PuttingRight, ASettingIsSaidInPlainWords) {
    people();
    const auto owner = [&] { return store_->transact([&](Tables& tables) { return *tables.owners.find(owner_); }); };
    type("cap 5");
    EXPECT_EQ(owner().daily_cap, 5) << newest();
    type("set my cap to 4");
    EXPECT_EQ(owner().daily_cap, 4) << newest();
    type("nudge me at 7:45");
    EXPECT_EQ(owner().nudge_at, std::chrono::hours{7} + std::chrono::minutes{45}) << newest();
    type("zone Tokyo");
    EXPECT_EQ(owner().zone, "Asia/Tokyo") << newest();
    EXPECT_THAT(type("weekdays mon-sat"), HasSubstr("cap 3"));
    EXPECT_THAT(type("cap 0"), HasSubstr("cap 3"));
    EXPECT_EQ(owner().daily_cap, 4);
}

TEST_F(PuttingRight, GermanCommandsAreUnderstoodOfAGermanOwnerAlone) {
    people();
    EXPECT_THAT(type("ann erledigt"), HasSubstr("nothing changed"));
    type("deutsch");
    EXPECT_THAT(type("ann erledigt"), HasSubstr("Ann: notiert für heute"));
    EXPECT_THAT(type("rückgängig"), HasSubstr("Zurückgenommen"));
    EXPECT_THAT(type("erledigt ann, wir sehen uns im mai"), HasSubstr("\"wir sehen uns im mai\""));
    EXPECT_THAT(type("ben bis freitag"), HasSubstr("Ben: wieder da am Fr 6. März"));
    EXPECT_THAT(type("wiedervorlage ben in zwei wochen"), HasSubstr("Ben: wieder da am Mi 18. März"));
    EXPECT_THAT(type("ben morgen"), HasSubstr("Ben: wieder da am Do 5. März"));
    EXPECT_THAT(type("ben hat geantwortet"), HasSubstr("Ben hat heute geantwortet"));
    EXPECT_THAT(type("später ben juni"), HasSubstr("Ben: wieder da am Mo 1. Juni"));
    EXPECT_THAT(type("ben nicht vor juli"), HasSubstr("Ben: wieder da am Mi 1. Juli"));
    EXPECT_THAT(type("heute"), HasSubstr("Ann"));
    EXPECT_THAT(type("hilfe"), HasSubstr("schreib einfach"));
    type("snooze ben someday");
    EXPECT_THAT(type("übermorgen"), HasSubstr("Ben: wieder da am Fr 6. März"));
    EXPECT_THAT(type("nein ben, zu teuer"), HasSubstr("Ben hat Nein gesagt, \"zu teuer\""));
}

}  // namespace nudged::conversation
