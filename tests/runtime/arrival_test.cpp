// What counts as heard, and as ignored: only what has arrived.
#include "daemon/conversation/todays_list.hpp"
#include "tests/runtime/sending_scene.hpp"

namespace nudged::runtime {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Arrival : public SendingScene {
protected:
    static HttpResponse blocked() { return refused(403, "Forbidden: bot was blocked by the user"); }

    // The nudge of that day of March, and until its cut-off is over.
    void morning(unsigned day) {
        it_is(2026, 3, day, 8, 30);
        look();
        run_for(5h);
    }
    DayList list(unsigned day) {
        return store_->transact(
            [&](Tables& tables) { return tables.lists.find(owner_, on(2026, 3, day)).value_or(DayList{}); });
    }
    int times_named(std::int64_t contact) {
        return store_->transact([&](Tables& tables) { return tables.contacts.attention(owner_, contact).shown; });
    }
    void all_stay_named_while(const HttpResponse& outage) {
        for (const auto* name : {"Ann", "Ben", "Cat"}) add(name, on(2026, 1, 1));
        telegram_.answer = [=](const Asked&) { return outage; };
        for (const unsigned day : {4U, 5U, 6U, 9U, 10U}) {
            morning(day);
            EXPECT_THAT(list(day).items, SizeIs(3)) << day;
            EXPECT_FALSE(list(day).delivered) << day;
        }
    }
    HttpResponse as_it_should(const Asked& asked) { return telegram_.as_it_should(asked); }
};

TEST_F(Arrival, OfANudgeNamesThoseOnIt) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    telegram_.hanging = true;
    look();
    run();
    EXPECT_FALSE(list(4).delivered);
    EXPECT_EQ(times_named(mum), 0);
    telegram_.answer_all();
    run();
    EXPECT_TRUE(list(4).delivered);
    EXPECT_EQ(times_named(mum), 1);
}

TEST_F(Arrival, ThatFailsForDaysBecauseOfTheNetworkLetsNobodyRest) { all_stay_named_while(unreachable()); }
TEST_F(Arrival, ThatIsDoubtfulForDaysLetsNobodyRest) { all_stay_named_while(no_answer()); }
TEST_F(Arrival, ThatIsRefusedForDaysLetsNobodyRestAlthoughItStandsInTheWebChat) {
    all_stay_named_while(blocked());
    EXPECT_THAT(chat(), Not(IsEmpty()));
}

TEST_F(Arrival, ThatFailsInBetweenIsNoAnswerWithheld) {
    for (const auto* name : {"Ann", "Ben", "Cat", "Dan", "Eve", "Fay"}) add(name, on(2026, 1, 1));
    morning(4);
    morning(5);
    telegram_.answer = [](const Asked&) { return unreachable(); };
    morning(6);
    telegram_.answer = [this](const Asked& asked) { return as_it_should(asked); };
    morning(9);
    EXPECT_THAT(list(9).items, SizeIs(3)) << "two were not answered";
    morning(10);
    EXPECT_THAT(list(10).items, SizeIs(1)) << "three were not";
}

TEST_F(Arrival, OfAPartNamesThoseInIt) {
    constexpr int people = 60;
    std::vector<std::int64_t> ids;
    for (int number = 1; number <= people; ++number) {
        ids.push_back(add("Person " + std::to_string(100 + number), on(2026, 1, 1)));
        exchange([&](conversation::Exchange& e) { add_to_today(e, *e.contact(ids.back()), Reason::promise); });
    }
    telegram_.answer = [this](const Asked& asked) {
        return telegram_.count("sendMessage") > 1 ? unreachable() : as_it_should(asked);
    };
    look();
    run_for(5h);
    EXPECT_TRUE(list(4).delivered);
    EXPECT_EQ(times_named(ids.front()), 1);
    EXPECT_EQ(times_named(ids.back()), 0) << "the second never came";
}

TEST_F(Arrival, InAnotherChatCounts) {
    change_owner([](Owner& owner) { owner.pairings = {{"telegram", "43", "9", "9"}, {"telegram", bot, "7", "7"}}; });
    dispatcher_->add_lane("43", connector_, PaceLimits{});
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    telegram_.answer = [this](const Asked& asked) { return asked.chat() == "7" ? blocked() : as_it_should(asked); };
    look();
    run_for(1min);
    ASSERT_THAT(telegram_.texts("9"), SizeIs(2));
    EXPECT_TRUE(list(4).delivered);
    EXPECT_EQ(times_named(mum), 1);
}

TEST_F(Arrival, AsksAfterTheThirdRestWhereItCame) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    store_->transact([&](Tables& tables) {
        Attention almost;
        almost.shown = 1;
        almost.rests = 2;
        tables.contacts.put_attention(owner_, mum, almost);
    });
    look();
    run_for(1min);
    ASSERT_THAT(telegram_.texts("7"), SizeIs(2));
    EXPECT_THAT(telegram_.texts("7").back(), HasSubstr("Mum"));
    EXPECT_THAT(chat(), IsEmpty());
}

TEST_F(Arrival, OfWhoWasDealtWithMeanwhileIsNotTheirs) {
    const auto mum = add("Mum", on(2026, 2, 23), 7);
    const auto sam = add("Sam", on(2026, 1, 1), 7);
    telegram_.hanging = true;
    look();
    run();
    type("done mum");
    telegram_.answer_all();
    run();
    EXPECT_EQ(times_named(mum), 0);
    EXPECT_EQ(times_named(sam), 1);
}

}  // namespace nudged::runtime
