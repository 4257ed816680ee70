// Links to people, what is heard of their being taken, and the question of the evening.
#include <gmock/gmock.h>

#include "daemon/conversation/passages.hpp"
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

using ::testing::StartsWith;

constexpr const char* page = "https://nudged.example.org/to";

class Ways : public Scene {
protected:
    Ways() { rules_.own_links = OwnLinks{page, "a key that nobody else has"}; }

    std::int64_t nicole() {
        const auto id = add("Nicole Ortiz", on(2026, 2, 1));
        type("set nicole phone +351 912 345 678");
        return id;
    }
    void pair_telegram() {
        auto owner = this->owner();
        owner.pairings = {{"telegram", "7", "100", "100"}};
        store_->transact([&](Tables& tables) { tables.owners.put(owner); });
    }
    [[nodiscard]] Owner owner() {
        return store_->transact([&](Tables& tables) { return *tables.owners.find(owner_); });
    }
    void hear(EventBody body) {
        receive({"telegram", "7", "t" + std::to_string(++heard_), "100", "100", "", "", std::move(body)});
    }
    [[nodiscard]] std::vector<OutboxRow> sent() {
        return store_->transact([](Tables& tables) { return tables.outbox.newest(50); });
    }
    // What was put on its way last, of that kind.
    [[nodiscard]] std::optional<Message> newest_sent(OutboxKind kind) {
        for (const auto& row : sent())
            if (row.kind == kind) return message_from_json(row.body);
        return std::nullopt;
    }
    [[nodiscard]] static Button button_of(const Message& message, const std::string& label) {
        for (const auto& block : message.blocks)
            for (const auto& row : block.rows)
                for (const auto& one : row)
                    if (one.label == label) return one;
        ADD_FAILURE() << "no button " << label;
        return {};
    }
    // The link behind that button of a line to copy, in Telegram.
    std::string link(const std::string& label, const std::string& words = "missed nicole at lunch") {
        hear(TextSaid{words, ""});
        return button_of(newest_sent(OutboxKind::answer).value(), label).url;
    }
    static std::string token(const std::string& url) { return url.substr(url.find('#') + 1); }
    Opened open_it(const std::string& url) {
        return store_->transact([&](Tables& tables) { return open_link(tables, token(url), rules_, moment()); });
    }
    [[nodiscard]] std::size_t questions() {
        std::size_t count = 0;
        for (const auto& row : sent()) count += row.kind == OutboxKind::reminder ? 1U : 0U;
        return count;
    }

private:
    int heard_ = 0;
};

// ---- the links ------------------------------------------------------------------------------------------------------

TEST_F(Ways, ALinkInAChatServiceLeadsToTheWayWithTheWords) {
    nicole();
    pair_telegram();
    const auto onward = std::get<Onward>(open_it(link("Text")));
    EXPECT_EQ(onward.url, "sms:+351912345678?body=No%20Nicole%20at%20lunch%20today.%20Hope%20all%20is%20well.");
    EXPECT_EQ(onward.label, "Text: Nicole Ortiz");
    EXPECT_EQ(std::get<Onward>(open_it(link("WhatsApp"))).url.find("https://wa.me/351912345678?text="), 0U);
}

TEST_F(Ways, ALinkShowsNoNameNoNumberAndNoWordsAndIsSaidInTheFragmentAlone) {
    nicole();
    pair_telegram();
    const auto url = link("Text");
    EXPECT_THAT(url, StartsWith(std::string(page) + "#"));
    for (const auto* told : {"Nicole", "nicole", "351", "912", "lunch", "text"})
        EXPECT_EQ(url.find(told, url.find('#')), std::string::npos) << told;
}

TEST_F(Ways, TheSameMessageOfTheSameDayHasTheSameLinks) {
    nicole();
    pair_telegram();
    const auto first = link("Text");
    it_is(2026, 3, 4, 20, 0);
    EXPECT_EQ(link("Text"), first);
}

TEST_F(Ways, ALinkThatIsForgedOrCutLeadsNowhereAndChangesNothing) {
    const auto id = nicole();
    pair_telegram();
    const auto url = link("Text");
    for (std::size_t cut = url.find('#') + 1; cut < url.size(); ++cut)
        ASSERT_TRUE(std::holds_alternative<NoLink>(open_it(url.substr(0, cut))));
    for (auto at = url.find('#') + 1; at < url.size() - 1; ++at) {
        auto forged = url;
        forged[at] = forged[at] == 'A' ? 'B' : 'A';
        ASSERT_TRUE(std::holds_alternative<NoLink>(open_it(forged))) << at;
    }
    EXPECT_TRUE(std::holds_alternative<NoLink>(open_it("#" + std::string(100'000, 'A'))));
    rules_.own_links->key = "another";
    EXPECT_TRUE(std::holds_alternative<NoLink>(open_it(url)));
    exchange([&](Exchange& e) {
        EXPECT_EQ(e.tables.contacts.attention(owner_, id), Attention{});
        EXPECT_EQ(e.tables.owners.nudge_state(owner_).tapped, Instant{});
        return 0;
    });
}

TEST_F(Ways, ALinkOpensForAWeek) {
    nicole();
    pair_telegram();
    const auto url = link("Text");
    it_is(2026, 3, 11, 23, 0);
    EXPECT_TRUE(std::holds_alternative<Onward>(open_it(url)));
    it_is(2026, 3, 12, 0, 0);
    EXPECT_TRUE(std::holds_alternative<OldLink>(open_it(url)));
}

TEST_F(Ways, ALinkLeadsToTheAddressOfNowAndNowhereWithoutOne) {
    const auto id = nicole();
    pair_telegram();
    const auto url = link("Call");
    type("set nicole phone +351 911 111 111");
    EXPECT_EQ(std::get<Onward>(open_it(url)).url, "tel:+351911111111");
    exchange([&](Exchange& e) {
        auto gone = *e.contact(id);
        gone.addresses.clear();
        e.tables.contacts.put(gone, e.keys_of(gone));
        return 0;
    });
    EXPECT_TRUE(std::holds_alternative<OldLink>(open_it(url)));
}

TEST_F(Ways, WithoutAnAddressOfItsOwnTheWayItselfStandsThere) {
    nicole();
    pair_telegram();
    rules_.own_links.reset();
    EXPECT_EQ(link("Call"), "tel:+351912345678");
}

TEST_F(Ways, ThePageOpensTheWayItselfAndTellsOfIt) {
    const auto id = nicole();
    type("missed nicole");
    const auto call = button_of(newest_message(), "Call");
    EXPECT_EQ(call.url, "tel:+351912345678");
    EXPECT_EQ(call.action, "pick:way/c" + std::to_string(id) + "_call");
}

TEST_F(Ways, TheFurtherButtonsOfANudgeLeadThereToo) {
    add("Mum", on(2026, 2, 1), 7);
    type("set mum phone +351 912 345 678");
    pair_telegram();
    look();
    std::string more;
    const auto nudge = newest_sent(OutboxKind::nudge).value();
    for (const auto& row : nudge.blocks.back().rows)
        for (const auto& one : row)
            if (one.action.starts_with("more:")) more = one.action;
    exchange([&](Exchange& e) {
        for (const auto& row : e.tables.outbox.newest(9))
            if (row.kind == OutboxKind::nudge && e.tables.outbox.claim(row, now_))
                e.tables.outbox.sent(row.id, 1, "55", now_);
        return 0;
    });
    hear(ButtonPressed{more, "55", "callback"});
    EXPECT_EQ(std::get<Onward>(open_it(button_of(newest_sent(OutboxKind::edit).value(), "Call").url)).url,
              "tel:+351912345678");
}

TEST_F(Ways, AMenuThatOpensPagesAloneHasEveryWayOnceTheyAreLinks) {
    add("Mum", on(2026, 2, 1), 7);
    type("set mum phone +351 912 345 678");
    look();
    const auto in_slack = [this] {
        return exchange([](Exchange& e) {
            const auto list = *e.tables.lists.latest(e.owner.id);
            return messages::nudge(list, view_of(e, list, "slack"));
        });
    };
    EXPECT_THAT(button_of(in_slack(), "Call").url, StartsWith(page));
    rules_.own_links.reset();
    for (const auto& block : in_slack().blocks)
        for (const auto& row : block.rows)
            for (const auto& one : row) EXPECT_NE(one.label, "Call");
}

// ---- the question of the evening ------------------------------------------------------------------------------------

TEST_F(Ways, OfAWayThatWasTakenTheEveningAsksOnceAlsoAfterARestart) {
    nicole();
    it_is(2026, 3, 4, 12, 0);
    type("missed nicole at lunch");
    tap(button_of(newest_message(), "Text").action);
    EXPECT_EQ(look(), at(2026, 3, 4, 18, 0));
    const auto before = chat().size();
    restart();
    it_is(2026, 3, 4, 18, 0);
    look();
    EXPECT_EQ(newest(), "Did you write to Nicole?");
    for (int hour = 18; hour < 23; ++hour) {
        restart();
        it_is(2026, 3, 4, hour, 30);
        look();
    }
    it_is(2026, 3, 5, 18, 0);
    look();
    EXPECT_EQ(chat().size(), before + 1);
}

TEST_F(Ways, YesIsATouchOnTheChannelOfTheLinkAndCanBeUndone) {
    const auto id = nicole();
    pair_telegram();
    open_it(link("WhatsApp"));
    const auto before = contact(id);
    it_is(2026, 3, 4, 18, 0);
    look();
    const auto question = newest_sent(OutboxKind::reminder).value();
    EXPECT_EQ(plain_text(question), "Did you write to Nicole?");
    hear(ButtonPressed{button_of(question, "Yes").action, "", "callback"});
    EXPECT_EQ(contact(id).last_outward, on(2026, 3, 4));
    exchange([&](Exchange& e) {
        EXPECT_EQ(e.tables.journal.touches(owner_, id, 1).at(0).channel, "messenger");
        return 0;
    });
    hear(TextSaid{"undo", ""});
    EXPECT_EQ(contact(id), before);
    EXPECT_TRUE(differences().empty());
}

TEST_F(Ways, NotTodayWritesNothingDownAndIsNotAskedAgain) {
    const auto id = nicole();
    type("missed nicole");
    tap(button_of(newest_message(), "Text").action);
    const auto before = contact(id);
    it_is(2026, 3, 4, 18, 0);
    look();
    tap(button("Not today"));
    EXPECT_EQ(contact(id), before);
    const auto said = chat().size();
    it_is(2026, 3, 4, 19, 0);
    look();
    EXPECT_EQ(chat().size(), said);
}

TEST_F(Ways, WhatWasSaidBeforeTheEveningIsNotAsked) {
    nicole();
    type("missed nicole");
    tap(button_of(newest_message(), "Text").action);
    type("done nicole");
    const auto said = chat().size();
    it_is(2026, 3, 4, 18, 0);
    look();
    it_is(2026, 3, 4, 19, 0);
    look();
    EXPECT_EQ(chat().size(), said);
}

TEST_F(Ways, YesAndNoCanBeTyped) {
    const auto id = nicole();
    unsigned day = 4;
    for (const auto* words : {"no", "not today", "Yes."}) {
        it_is(2026, 3, day, 12, 0);
        type("missed nicole");
        tap(button_of(newest_message(), "Text").action);
        it_is(2026, 3, day++, 18, 0);
        look();
        ASSERT_EQ(newest(), "Did you write to Nicole?") << words;
        type(words);
        EXPECT_EQ(contact(id).last_outward == on(2026, 2, 1), words[0] == 'n') << words;
    }
    EXPECT_EQ(newest().find("Nicole: texted today."), 0U) << newest();
}

TEST_F(Ways, AYesOfTheNextMorningIsATouchOfTheDayBefore) {
    const auto id = nicole();
    type("missed nicole");
    tap(button_of(newest_message(), "Text").action);
    it_is(2026, 3, 4, 18, 0);
    look();
    it_is(2026, 3, 5, 7, 45);
    type("yes");
    EXPECT_EQ(contact(id).last_outward, on(2026, 3, 4));
}

TEST_F(Ways, WhatWasSaidOfThemSinceAnswersTheQuestion) {
    nicole();
    type("missed nicole");
    const auto text = button_of(newest_message(), "Text").action;
    for (const auto* said : {"texted nicole", "snooze nicole fri", "nicole replied"}) {
        tap(text, "1");
        type(said);
        const auto lines = chat().size();
        it_is(2026, 3, 4, 18, 0);
        look();
        EXPECT_EQ(chat().size(), lines) << said;
        it_is(2026, 3, 4, 12, 0);
    }
}

TEST_F(Ways, WhatIsTakenInTheEveningIsAskedHalfAnHourLater) {
    nicole();
    it_is(2026, 3, 4, 19, 0);
    type("missed nicole");
    tap(button_of(newest_message(), "Call").action);
    EXPECT_EQ(look(), at(2026, 3, 4, 19, 30));
    it_is(2026, 3, 4, 19, 30);
    look();
    EXPECT_EQ(newest(), "Did you call Nicole?");
}

TEST_F(Ways, ItIsNeverAskedInQuietHoursNorLater) {
    nicole();
    it_is(2026, 3, 4, 20, 45);
    type("missed nicole");
    tap(button_of(newest_message(), "Text").action);
    const auto lines = chat().size();
    for (const auto& [day, hour, minute] : {std::tuple{4U, 20, 59}, {4U, 21, 15}, {5U, 7, 30}, {5U, 18, 0}}) {
        it_is(2026, 3, day, hour, minute);
        look();
    }
    EXPECT_EQ(chat().size(), lines);
}

TEST_F(Ways, ItIsNotAskedInAPauseAndAYesThenAnswersNothing) {
    const auto id = nicole();
    type("missed nicole");
    tap(button_of(newest_message(), "Text").action);
    type("pause until fri");
    const auto lines = chat().size();
    it_is(2026, 3, 4, 18, 0);
    look();
    EXPECT_EQ(chat().size(), lines);
    type("yes");
    EXPECT_EQ(contact(id).last_outward, on(2026, 2, 1));
}

TEST_F(Ways, ADaemonThatWasOffInTheEveningAsksWhenItIsBack) {
    nicole();
    type("missed nicole");
    tap(button_of(newest_message(), "Text").action);
    it_is(2026, 3, 4, 20, 10);
    look();
    EXPECT_EQ(newest(), "Did you write to Nicole?");
}

TEST_F(Ways, ItAsksOfNoMorePeopleThanANudgeNames) {
    pair_telegram();
    for (const auto* name : {"Ann", "Bo", "Cy", "Dee"}) {
        add(name, on(2026, 2, 1));
        type(std::string("set ") + name + " email x@example.org");
        it_is(2026, 3, 4, 12, name[0] - 'A');
        open_it(link("Email", std::string("missed ") + name));
    }
    it_is(2026, 3, 4, 18, 0);
    look();
    EXPECT_EQ(questions(), 3U);
    it_is(2026, 3, 4, 18, 30);
    look();
    EXPECT_EQ(questions(), 3U);
}

TEST_F(Ways, APrivateOwnerIsAskedWithoutTheName) {
    nicole();
    type("private on");
    type("missed nicole");
    tap(button_of(newest_message(), "Text").action);
    it_is(2026, 3, 4, 18, 0);
    look();
    EXPECT_EQ(newest(), "Did you write to N.?");
}

TEST_F(Ways, AForgedTapOfAWayIsNone) {
    nicole();
    type("who nicole");
    for (const auto* forged : {"pick:way/c1_pigeon", "pick:way/c99_text", "pick:way", "pick:way/c", "pick:way/text"})
        tap(forged);
    exchange([&](Exchange& e) {
        EXPECT_EQ(e.tables.owners.nudge_state(owner_).tapped, Instant{});
        return 0;
    });
}

}  // namespace

}  // namespace nudged::conversation
