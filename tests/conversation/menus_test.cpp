// What stands behind the dots, in a service that has menus and in one that has none.
#include "tests/conversation/scene.hpp"

namespace nudged::conversation {

namespace {

class Menus : public Scene {
protected:
    void reached_by(const std::string& connector) {
        store_->transact([&](Tables& tables) {
            auto owner = *tables.owners.find(owner_);
            owner.pairings = {{connector, "T1", "U1", "U1"}};
            tables.owners.put(owner);
        });
    }
    // The nudge's message, given up to the service with this reference.
    void nudged_as(const std::string& reference) {
        look();
        const auto row = newest_row();
        store_->transact([&](Tables& tables) {
            ASSERT_TRUE(tables.outbox.claim(row, now_ + std::chrono::minutes{1}));
            tables.outbox.sent(row.id, row.attempts + 1, reference, now_);
        });
    }
    OutboxRow newest_row() {
        return store_->transact([&](Tables& tables) { return tables.outbox.newest(1).at(0); });
    }
    // How many rows of buttons each person has.
    std::vector<std::size_t> rows_of_each() {
        std::vector<std::size_t> counts;
        const auto message = message_from_json(newest_row().body);
        for (const auto& block : message.value().blocks)
            if (!block.rows.empty()) counts.push_back(block.rows.size());
        return counts;
    }
    void press(const std::string& connector, const std::string& action) {
        receive({connector, "T1", "press " + action, "U1", "U1", "", "", ButtonPressed{action, "D1:1", "", false}});
    }
    void type_there(const std::string& connector, const std::string& text) {
        receive({connector, "T1", "said " + text, "U1", "U1", "", "", TextSaid{text, ""}});
    }
};

using Counts = std::vector<std::size_t>;

TEST_F(Menus, InSlackFollowTheButtonsOfWhoIsOpen) {
    add("Mum", on(2026, 2, 23), 7);
    add("Sam", on(2026, 2, 1), 20);
    reached_by("slack");
    nudged_as("D1:1");
    EXPECT_EQ(rows_of_each(), (Counts{4, 4}));

    press("slack", "done:20260304.1");
    ASSERT_EQ(newest_row().kind, OutboxKind::edit);
    EXPECT_EQ(rows_of_each(), (Counts{2, 4})) << "settled: how it felt, They answered and Undo are buttons";

    type_there("slack", "today");
    EXPECT_EQ(rows_of_each(), (Counts{2, 4}));
}

TEST_F(Menus, OfAReminderToo) {
    add("Mum", on(2026, 2, 23), 7);
    reached_by("slack");
    look();
    type("snooze mum tonight");
    it_is(2026, 3, 4, 18, 0);
    look();
    ASSERT_EQ(newest_row().kind, OutboxKind::reminder);
    EXPECT_EQ(rows_of_each(), (Counts{4}));
}

TEST_F(Menus, AreNotInTelegramWhereTheyOpenInPlace) {
    add("Mum", on(2026, 2, 23), 7);
    reached_by("telegram");
    nudged_as("1");
    EXPECT_EQ(rows_of_each(), (Counts{1}));
}

}  // namespace

}  // namespace nudged::conversation
