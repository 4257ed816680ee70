// A list that is too long for one message: each of its messages is shown anew in its place.
#include "daemon/conversation/parts.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "tests/runtime/sending_scene.hpp"

namespace nudged::runtime {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Parts : public SendingScene {
protected:
    static constexpr int people = 60;
    static std::string name(int number) { return "Person " + std::to_string(100 + number); }

    void be_nudged() {
        for (int number = 1; number <= people; ++number) {
            const auto id = add(name(number), on(2026, 1, 1));
            exchange([&](conversation::Exchange& e) { add_to_today(e, *e.contact(id), Reason::promise); });
        }
        look();
        run_for(10s);
        for (const auto& asked : telegram_.asked) sent_.push_back(asked);
    }
    void press(const std::string& action, const std::string& message) {
        receive({"telegram", bot, "key " + action, "7", "7", "", "", ButtonPressed{action, message, "callback"}});
        run_for(10s);
    }
    // What the message with this number was changed to last.
    std::string changed(std::int64_t message) {
        std::string body;
        for (const auto& asked : telegram_.asked)
            if (asked.method == "editMessageText" && asked.body["message_id"] == message) body = asked.body.dump();
        return body;
    }

    std::vector<Asked> sent_;
};

TEST_F(Parts, OfANudgeAreShownAnewEachInItsPlace) {
    be_nudged();
    ASSERT_THAT(sent_, SizeIs(2));
    EXPECT_THAT(sent_[1].text(), HasSubstr(name(people)));
    press("done:20260304." + std::to_string(people), "102");
    EXPECT_THAT(changed(102), HasSubstr("<s>" + name(people)));
    press("done:20260304.1", "101");
    EXPECT_THAT(changed(101), HasSubstr("<s>" + name(1)));
    EXPECT_EQ(telegram_.count("sendMessage"), 2U);
    for (int number = 1; number <= people; ++number) {
        const bool first = sent_[0].text().find(name(number)) != std::string::npos;
        EXPECT_EQ(changed(101).find(name(number)) != std::string::npos, first) << number;
        EXPECT_EQ(changed(102).find(name(number)) != std::string::npos, !first) << number;
    }
}

TEST_F(Parts, OpenFurtherButtonsInTheirOwnMessage) {
    be_nudged();
    press("more:20260304." + std::to_string(people), "102");
    EXPECT_THAT(changed(102), HasSubstr("skip:20260304." + std::to_string(people)));
    EXPECT_THAT(changed(102), Not(HasSubstr(name(1))));
}

TEST_F(Parts, AreTooLateWhenTheNudgeIs) {
    telegram_.answer = [this](const Asked& asked) {
        return telegram_.count("sendMessage") > 1 ? unreachable() : telegram_.as_it_should(asked);
    };
    be_nudged();
    const auto rest = store_->transact([](Tables& tables) { return tables.outbox.newest(1).front(); });
    ASSERT_EQ(rest.state, OutboxState::ready);
    run_for(5h);
    EXPECT_EQ(row(rest.id).state, OutboxState::dropped);
    EXPECT_THAT(row(rest.id).reason, HasSubstr("too late"));
}

TEST_F(Parts, ChangedBeforeTheyAreSentAreNotSplitAnew) {
    telegram_.answer = [](const Asked&) { return unreachable(); };
    be_nudged();
    type("done 1");
    telegram_.answer = [this](const Asked& asked) { return telegram_.as_it_should(asked); };
    telegram_.asked.clear();
    run_for(10min);
    ASSERT_EQ(telegram_.count("sendMessage"), 2U);
    EXPECT_THAT(telegram_.texts()[0], HasSubstr("<s>" + name(1)));
}

TEST(PartsOfAList, AreKnownByTheirNumbers) {
    const auto person = [](int number) {
        Button button;
        button.action = "done:20260304." + std::to_string(number);
        return Block{{}, {{button}}};
    };
    const Message first{"", {{}, person(1), person(2)}, false}, second{"", {person(3)}, false}, last{"", {{}}, false};
    const auto targets = conversation::targets_of({first, second, last});
    ASSERT_THAT(targets, SizeIs(3));
    EXPECT_EQ(targets[0], "1-2");
    EXPECT_EQ(targets[2], "") << "it shows nobody";
    const auto numbers = conversation::numbers_in(targets[1]);
    EXPECT_EQ(numbers.first, 3);
    EXPECT_GE(numbers.last, 100);
    EXPECT_EQ(conversation::numbers_in("7"), messages::Numbers{}) << "a reminder's";
    EXPECT_EQ(conversation::numbers_in(""), messages::Numbers{});
}

}  // namespace nudged::runtime
