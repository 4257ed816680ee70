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

    void be_nudged(int with = people) {
        for (int number = 1; number <= with; ++number) {
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

TEST_F(Parts, AreNotMadeByTapsWhoWasDealtWithKeepsOnlyUndo) {
    constexpr int most = 25;
    be_nudged(most);
    ASSERT_THAT(sent_, SizeIs(1));
    for (int number = 1; number <= most; ++number) press("snooze:20260304." + std::to_string(number), "101");
    EXPECT_EQ(telegram_.count("sendMessage"), 1U) << "a tap sends no further message";
    int undos = 0;
    const auto body = changed(101);
    for (auto at = body.find("undo:"); at != std::string::npos; at = body.find("undo:", at + 1)) ++undos;
    EXPECT_EQ(undos, most);
    for (int number = 1; number <= most; ++number) EXPECT_THAT(body, HasSubstr("<s>" + name(number)));
}

TEST_F(Parts, OfAPrivateNudgeComeWhenTheNamesAreAskedFor) {
    change_owner([](Owner& owner) { owner.private_mode = true; });
    be_nudged();
    ASSERT_THAT(sent_, SizeIs(1));
    for (const auto* key : {"once", "again"}) {
        receive({"telegram", bot, key, "7", "7", "", "", ButtonPressed{"more:20260304.0", "101", "callback"}});
        run_for(10s);
    }
    std::vector<std::string> said;
    for (const auto& asked : telegram_.asked)
        if (asked.method == "sendMessage") said.push_back(asked.text());
    ASSERT_THAT(said, SizeIs(2)) << "once";
    const auto& rest = said.back();
    for (int number = 1; number <= people; ++number)
        EXPECT_NE(changed(101).find(name(number)) != std::string::npos, rest.find(name(number)) != std::string::npos)
            << number;
    press("done:20260304." + std::to_string(people), "102");
    EXPECT_THAT(changed(102), HasSubstr("<s>" + name(people)));
    EXPECT_THAT(changed(102), Not(HasSubstr(name(1))));
    EXPECT_THAT(changed(101), HasSubstr(name(1)));
}

TEST_F(Parts, GoElsewhereTogether) {
    change_owner([](Owner& owner) { owner.pairings = {{"telegram", "43", "9", "9"}, {"telegram", bot, "7", "7"}}; });
    dispatcher_->add_lane("43", connector_, PaceLimits{});
    telegram_.answer = [this](const Asked& asked) {
        return asked.chat() == "7" ? refused(401, "Unauthorized") : telegram_.as_it_should(asked);
    };
    be_nudged();
    run_for(5h);
    const auto texts = telegram_.texts("9");
    ASSERT_THAT(texts, SizeIs(3));
    EXPECT_THAT(texts[0], HasSubstr("doesn't take my messages"));
    for (int number = 1; number <= people; ++number)
        EXPECT_NE(texts[1].find(name(number)) != std::string::npos, texts[2].find(name(number)) != std::string::npos)
            << number;
    receive({"telegram", "43", "key", "9", "9", "", "",
             ButtonPressed{"done:20260304." + std::to_string(people), "103", "callback"}});
    run_for(10s);
    EXPECT_THAT(changed(103), HasSubstr("<s>" + name(people)));
    EXPECT_THAT(changed(103), Not(HasSubstr(name(1))));
    EXPECT_THAT(chat(), testing::IsEmpty());
}

TEST_F(Parts, OfWhichOnlyTheLastIsRefusedGoAlone) {
    change_owner([](Owner& owner) { owner.pairings = {{"telegram", "43", "9", "9"}, {"telegram", bot, "7", "7"}}; });
    dispatcher_->add_lane("43", connector_, PaceLimits{});
    telegram_.answer = [this](const Asked& asked) {
        return asked.chat() == "7" && telegram_.count("sendMessage") > 1
                   ? refused(403, "Forbidden: bot was blocked by the user")
                   : telegram_.as_it_should(asked);
    };
    be_nudged();
    const auto texts = telegram_.texts("9");
    ASSERT_THAT(texts, SizeIs(2));
    EXPECT_THAT(texts[1], HasSubstr(name(people)));
    EXPECT_THAT(texts[1], Not(HasSubstr(name(1))));
}

TEST(PartsOfAList, AreKnownByTheirNumbers) {
    const auto person = [](int number) {
        Button button;
        button.action = "done:20260304." + std::to_string(number);
        return Block{{}, {{button}}};
    };
    const auto person_alone = [&](int number) { return Message{"", {person(number)}, false}; };
    const Message first{"", {{}, person(1), person(2)}, false}, second{"", {person(3)}, false}, last{"", {{}}, false};
    const auto targets = conversation::targets_of({first, second, last});
    ASSERT_THAT(targets, SizeIs(3));
    EXPECT_EQ(targets[0], "1-2");
    EXPECT_EQ(targets[2], "") << "it shows nobody";
    const auto again = conversation::targets_of({person_alone(31), person_alone(45)}, {31, 60});
    EXPECT_THAT(again, testing::ElementsAre("31-44", "45-60"));
    const auto numbers = conversation::numbers_in(targets[1]);
    EXPECT_EQ(numbers.first, 3);
    EXPECT_GE(numbers.last, 100);
    EXPECT_EQ(conversation::numbers_in("7"), messages::Numbers{}) << "a reminder's";
    EXPECT_EQ(conversation::numbers_in(""), messages::Numbers{});
}

}  // namespace nudged::runtime
