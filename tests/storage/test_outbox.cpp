#include <gmock/gmock.h>

#include "tests/storage/store_suite.hpp"

namespace nudged::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::int64_t> due_ids(Outbox& outbox, std::int64_t now, std::size_t limit = 10) {
    std::vector<std::int64_t> ids;
    for (const OutboxRow& row : outbox.due("telegram", "bot", at(now), limit)) ids.push_back(row.id);
    return ids;
}

TEST_P(StoreContract, OutboxRowsComeBackAsTheyWerePut) {
    store->transact([](Tables& tables) {
        OutboxRow row{0,
                      3,
                      "slack",
                      "T",
                      "D",
                      OutboxKind::edit,
                      day(4),
                      "ref",
                      9,
                      "body",
                      OutboxState::sent,
                      true,
                      true,
                      2,
                      at(5),
                      at(6),
                      at(7),
                      "r",
                      "why"};
        row.id = *tables.outbox.enqueue(row);
        EXPECT_EQ(tables.outbox.find(row.id), row);
        EXPECT_EQ(tables.outbox.find_sent("slack", "T", "D", "r"), row);
        EXPECT_FALSE(tables.outbox.find_sent("slack", "T", "D", ""));
        EXPECT_THAT(tables.outbox.newest(5), ElementsAre(row));
        EXPECT_EQ(tables.outbox.counts()[OutboxState::sent], 1U);
    });
}

TEST_P(StoreContract, EnqueuesOneNudgeAndOneReviewForAnOwnerAndDate) {
    store->transact([](Tables& tables) {
        OutboxRow nudge = row_to("c");
        nudge.kind = OutboxKind::nudge;
        nudge.list_date = day(4);
        const auto id = tables.outbox.enqueue(nudge);
        EXPECT_FALSE(tables.outbox.enqueue(nudge));
        nudge.kind = OutboxKind::review;
        EXPECT_TRUE(tables.outbox.enqueue(nudge));
        EXPECT_FALSE(tables.outbox.enqueue(nudge));
        nudge.kind = OutboxKind::answer;
        EXPECT_TRUE(tables.outbox.enqueue(nudge));
        EXPECT_TRUE(tables.outbox.enqueue(nudge));
        EXPECT_EQ(tables.outbox.find_nudge(1, day(4))->id, id);
        EXPECT_EQ(tables.outbox.carrying(1, day(4)).size(), 4U);
        nudge.kind = OutboxKind::edit;
        tables.outbox.enqueue(nudge);
        EXPECT_EQ(tables.outbox.carrying(1, day(4)).size(), 4U);
        ASSERT_TRUE(tables.outbox.claim(*tables.outbox.find(*id), at(60)));
        tables.outbox.sent(*id, 1, "r", at(1));
        EXPECT_EQ(tables.outbox.carrying(1, day(4)).size(), 4U);
        tables.outbox.changes_no_more(*id, "the time for it is over");
        EXPECT_EQ(tables.outbox.carrying(1, day(4)).size(), 3U);
    });
}

TEST_P(StoreContract, OffersTheOldestRowOfEachChatThatMayBeTried) {
    store->transact([](Tables& tables) {
        const auto a1 = *tables.outbox.enqueue(row_to("a"));
        tables.outbox.enqueue(row_to("a"));
        const auto b = *tables.outbox.enqueue(row_to("b", 100));
        OutboxRow elsewhere = row_to("c");
        elsewhere.account = "other";
        tables.outbox.enqueue(elsewhere);
        EXPECT_THAT(due_ids(tables.outbox, 99), ElementsAre(a1));
        EXPECT_THAT(due_ids(tables.outbox, 100), ElementsAre(a1, b));
        EXPECT_THAT(due_ids(tables.outbox, 100, 1), ElementsAre(a1));
        EXPECT_EQ(tables.outbox.next_due("telegram", "bot"), at(0));
        EXPECT_FALSE(tables.outbox.next_due("slack", "bot"));
    });
}

TEST_P(StoreContract, APostponedRowHoldsNobodyUpButOneUnderWayHoldsItsChat) {
    store->transact([](Tables& tables) {
        const auto first = *tables.outbox.enqueue(row_to("a"));
        const auto second = *tables.outbox.enqueue(row_to("a"));
        tables.outbox.postpone(first, at(500), "quiet");
        EXPECT_THAT(due_ids(tables.outbox, 1), ElementsAre(second));
        EXPECT_THAT(due_ids(tables.outbox, 500), ElementsAre(first));
        ASSERT_TRUE(tables.outbox.claim(*tables.outbox.find(first), at(900)));
        EXPECT_THAT(due_ids(tables.outbox, 899), IsEmpty());
        EXPECT_EQ(tables.outbox.next_due("telegram", "bot"), at(900));
        tables.outbox.postpone(first, at(1), "not while under way");
        EXPECT_EQ(tables.outbox.find(first)->not_before, at(900));
    });
}

TEST_P(StoreContract, ALeaseThatRanOutComesBackAsADoubt) {
    store->transact([](Tables& tables) {
        const auto id = *tables.outbox.enqueue(row_to("a"));
        ASSERT_TRUE(tables.outbox.claim(*tables.outbox.find(id), at(60)));
        EXPECT_FALSE(tables.outbox.find(id)->doubtful);
        const auto rows = tables.outbox.due("telegram", "bot", at(60), 9);
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_TRUE(rows[0].doubtful);
        EXPECT_EQ(rows[0].state, OutboxState::sending);
        EXPECT_EQ(rows[0].attempts, 1);
        ASSERT_TRUE(tables.outbox.claim(rows[0], at(120)));
        EXPECT_FALSE(tables.outbox.find(id)->doubtful) << "a try is under way, and holds up its chat";
        EXPECT_THAT(due_ids(tables.outbox, 119), IsEmpty());
        EXPECT_FALSE(tables.outbox.claim(rows[0], at(120)));
    });
}

TEST_P(StoreContract, ADoubtHoldsUpOnlyWhatBelongsToIt) {
    store->transact([](Tables& tables) {
        const auto doubtful = *tables.outbox.enqueue(row_to("a"));
        OutboxRow edit = row_to("a");
        edit.kind = OutboxKind::edit;
        edit.edit_of = doubtful;
        const auto change = *tables.outbox.enqueue(edit);
        const auto later = *tables.outbox.enqueue(row_to("a"));
        ASSERT_TRUE(tables.outbox.claim(*tables.outbox.find(doubtful), at(60)));
        EXPECT_THAT(due_ids(tables.outbox, 59), IsEmpty());
        ASSERT_TRUE(tables.outbox.doubt(doubtful, 1, at(90), "reset"));
        EXPECT_THAT(due_ids(tables.outbox, 59), ElementsAre(later));
        EXPECT_EQ(tables.outbox.next_due("telegram", "bot"), at(0));
        EXPECT_THAT(due_ids(tables.outbox, 90), ElementsAre(doubtful, later));
        ASSERT_TRUE(tables.outbox.sent(doubtful, 1, "r", at(91)));
        EXPECT_THAT(due_ids(tables.outbox, 90), ElementsAre(change));
    });
}

TEST_P(StoreContract, AnEditThatWaitsTakesTheNewerBody) {
    store->transact([](Tables& tables) {
        OutboxRow edit = row_to("a");
        edit.kind = OutboxKind::edit;
        edit.edit_of = 7;
        edit.target = "r";
        EXPECT_FALSE(tables.outbox.replace_waiting_edit(edit));
        const auto id = *tables.outbox.enqueue(edit);
        edit.body = "newer";
        EXPECT_TRUE(tables.outbox.replace_waiting_edit(edit));
        edit.body = "other";
        edit.edit_of = 8;
        edit.target = "s";
        EXPECT_FALSE(tables.outbox.replace_waiting_edit(edit));
        EXPECT_EQ(tables.outbox.find(id)->body, "newer");
        ASSERT_TRUE(tables.outbox.claim(*tables.outbox.find(id), at(60)));
        edit.edit_of = 7;
        EXPECT_FALSE(tables.outbox.replace_waiting_edit(edit)) << "it is under way";
        ASSERT_TRUE(tables.outbox.doubt(id, 1, at(90), "reset"));
        edit.body = "newest";
        EXPECT_TRUE(tables.outbox.replace_waiting_edit(edit));
        EXPECT_EQ(tables.outbox.find(id)->body, "newest");
    });
}

TEST_P(StoreContract, AnEditThatIsTriedAgainTakesOverWhatIsNewer) {
    store->transact([](Tables& tables) {
        OutboxRow edit = row_to("a");
        edit.kind = OutboxKind::edit;
        edit.edit_of = 7;
        const auto failed = *tables.outbox.enqueue(edit);
        edit.body = "newer";
        const auto newer = *tables.outbox.enqueue(edit);
        edit.body = "of another message";
        edit.edit_of = 8;
        const auto other = *tables.outbox.enqueue(edit);
        tables.outbox.take_over_newer_edit(*tables.outbox.find(failed));
        EXPECT_EQ(tables.outbox.find(failed)->body, "newer");
        EXPECT_EQ(tables.outbox.find(newer)->state, OutboxState::dropped);
        EXPECT_EQ(tables.outbox.find(other)->state, OutboxState::ready);
        tables.outbox.take_over_newer_edit(*tables.outbox.find(failed));
        EXPECT_EQ(tables.outbox.find(failed)->body, "newer");
    });
}

TEST_P(StoreContract, ALateOutcomeOfAnOlderAttemptChangesNothing) {
    store->transact([](Tables& tables) {
        const auto id = *tables.outbox.enqueue(row_to("a"));
        ASSERT_TRUE(tables.outbox.claim(*tables.outbox.find(id), at(60)));
        ASSERT_TRUE(tables.outbox.claim(tables.outbox.due("telegram", "bot", at(60), 1).at(0), at(120)));
        const auto before = tables.outbox.find(id);
        EXPECT_FALSE(tables.outbox.sent(id, 1, "r", at(1)));
        EXPECT_FALSE(tables.outbox.retry(id, 1, at(1), "", true));
        EXPECT_FALSE(tables.outbox.doubt(id, 1, at(1), ""));
        EXPECT_FALSE(tables.outbox.drop(id, 1, ""));
        EXPECT_EQ(tables.outbox.find(id), before);
        EXPECT_TRUE(tables.outbox.sent(id, 2, "r", at(1)));
        EXPECT_FALSE(tables.outbox.find(id)->doubtful);
        EXPECT_FALSE(tables.outbox.sent(id, 2, "again", at(1)));
        EXPECT_FALSE(tables.outbox.drop(id, 2, ""));
        EXPECT_EQ(tables.outbox.find(id)->reference, "r");
    });
}

TEST_P(StoreContract, ARetryCountsItsAttemptOrNot) {
    store->transact([](Tables& tables) {
        const auto id = *tables.outbox.enqueue(row_to("a"));
        ASSERT_TRUE(tables.outbox.claim(*tables.outbox.find(id), at(60)));
        ASSERT_TRUE(tables.outbox.retry(id, 1, at(30), "429", false));
        EXPECT_EQ(tables.outbox.find(id)->attempts, 0);
        ASSERT_TRUE(tables.outbox.claim(*tables.outbox.find(id), at(60)));
        ASSERT_TRUE(tables.outbox.doubt(id, 1, at(90), "reset"));
        EXPECT_THAT(due_ids(tables.outbox, 89), IsEmpty());
        ASSERT_TRUE(tables.outbox.retry(id, 1, at(95), "absent", true));
        EXPECT_EQ(tables.outbox.find(id)->attempts, 1);
        EXPECT_FALSE(tables.outbox.find(id)->doubtful);
        EXPECT_TRUE(tables.outbox.drop(id, 1, "too late"));
        EXPECT_EQ(tables.outbox.find(id)->state, OutboxState::dropped);
        EXPECT_THAT(due_ids(tables.outbox, 1'000), IsEmpty());
    });
}

TEST_P(StoreContract, ARowCanBeChangedBeforeItGoes) {
    store->transact([](Tables& tables) {
        OutboxRow edit = row_to("a");
        edit.kind = OutboxKind::edit;
        edit.target = "7";
        const auto id = *tables.outbox.enqueue(edit);
        tables.outbox.to_new_message(id);
        tables.outbox.set_unnamed(id);
        EXPECT_TRUE(tables.outbox.is_unnamed(id));
        EXPECT_FALSE(tables.outbox.find(id)->plain);
        tables.outbox.set_plain(id);
        EXPECT_TRUE(tables.outbox.is_unnamed(id));
        tables.outbox.replace_body(id, "[]");
        tables.outbox.change_chat(id, "b");
        const auto row = *tables.outbox.find(id);
        EXPECT_EQ(row.kind, OutboxKind::answer);
        EXPECT_EQ(row.target, "");
        EXPECT_TRUE(row.plain);
        EXPECT_EQ(row.body, "[]");
        EXPECT_EQ(row.chat, "b");
    });
}

TEST_P(StoreContract, PruneKeepsWhatWaitsAndTheNewestNudgeOfEachOwner) {
    store->transact([](Tables& tables) {
        const auto put = [&](OutboxState state, std::optional<int> nudge_of, std::int64_t sent) {
            OutboxRow row = row_to("c");
            row.state = state;
            row.sent_at = at(sent);
            if (nudge_of) {
                row.kind = OutboxKind::nudge;
                row.list_date = day(*nudge_of);
            }
            return *tables.outbox.enqueue(row);
        };
        const auto old_answer = put(OutboxState::sent, {}, 10), waiting = put(OutboxState::ready, {}, 10),
                   old_nudge = put(OutboxState::sent, 1, 10), newest_nudge = put(OutboxState::dropped, 2, 10),
                   young = put(OutboxState::sent, {}, 20);
        tables.outbox.prune(at(20));
        EXPECT_FALSE(tables.outbox.find(old_answer));
        EXPECT_FALSE(tables.outbox.find(old_nudge));
        EXPECT_TRUE(tables.outbox.find(waiting));
        EXPECT_TRUE(tables.outbox.find(newest_nudge));
        EXPECT_TRUE(tables.outbox.find(young));
        EXPECT_GT(*tables.outbox.enqueue(row_to("c")), young);
    });
}

}  // namespace
}  // namespace nudged::tests
