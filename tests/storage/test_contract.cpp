#include <gmock/gmock.h>

#include "tests/storage/sqlite_driver.hpp"

namespace nudged::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(StoreContract, KeepsWhatWasCommittedWhenItIsOpenedAgain) {
    const auto owner = owner_called("me");
    reopen();
    store->transact([&](Tables& tables) {
        ASSERT_TRUE(tables.owners.find(owner));
        EXPECT_EQ(tables.owners.find(owner)->name, "me");
        EXPECT_EQ(tables.owners.find_by_name("me")->id, owner);
        EXPECT_EQ(tables.owners.count(), 1U);
    });
}

TEST_P(StoreContract, KeepsNothingOfATransactionThatThrows) {
    EXPECT_THROW(store->transact([&](Tables& tables) {
        tables.owners.add({});
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(store->transact([](Tables& tables) { return tables.owners.count(); }), 0U);
}

TEST_P(StoreContract, TakesBackASavepointAloneAndPassesItsExceptionOn) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        EXPECT_TRUE(tables.inbox.receive("telegram", "bot", "1", at(5)));
        EXPECT_THROW(tables.savepoint([&] {
            tables.contacts.put(contact_called(owner, 1, "Sam"), {});
            throw std::domain_error("poison");
        }),
                     std::domain_error);
        tables.savepoint([&] { tables.inbox.failed("telegram", "bot", "1", "poison"); });
    });
    reopen();
    store->transact([&](Tables& tables) {
        EXPECT_EQ(tables.contacts.count(owner), 0U);
        EXPECT_EQ(tables.inbox.failures(), 1U);
        EXPECT_FALSE(tables.inbox.receive("telegram", "bot", "1", at(6)));
    });
}

TEST_P(StoreContract, BindsParametersByNumberAndNotByFirstAppearance) {
    store.reset();
    const auto database = driver->open_bare();
    const std::string first = "one", second = "two";
    const Rows rows = database->query("SELECT $2, $1, $2", {first, second});
    EXPECT_EQ(rows[0].text(0), "two");
    EXPECT_EQ(rows[0].text(1), "one");
    EXPECT_EQ(rows[0].text(2), "two");
}

TEST_P(StoreContract, RefusesASecondOwnerOfTheSameName) {
    owner_called("me");
    EXPECT_THROW(owner_called("me"), StoreError);
    const auto other = owner_called("you");
    store->transact([&](Tables& tables) {
        Owner owner = *tables.owners.find(other);
        owner.name = "me";
        EXPECT_THROW(tables.owners.put(owner), StoreError);
    });
}

TEST_P(StoreContract, FindsAnOwnerByEachPairing) {
    const auto id = owner_called("me");
    store->transact([&](Tables& tables) {
        Owner owner = *tables.owners.find(id);
        owner.pairings = {{"telegram", "bot", "c", "u"}, {"slack", "T1", "D1", "U1"}};
        tables.owners.put(owner);
        EXPECT_EQ(tables.owners.find_by_pairing("slack", "T1", "U1")->id, id);
        EXPECT_FALSE(tables.owners.find_by_pairing("slack", "T2", "U1"));
        owner.pairings.pop_back();
        tables.owners.put(owner);
        EXPECT_FALSE(tables.owners.find_by_pairing("slack", "T1", "U1"));
    });
}

TEST_P(StoreContract, WakesANewOwnerAtOnceAndOthersAtTheirInstant) {
    const auto first = owner_called("a"), second = owner_called("b");
    store->transact([&](Tables& tables) {
        EXPECT_THAT(tables.owners.awake_at(at(0), 10), ElementsAre(first, second));
        tables.owners.set_wake(first, at(100));
        tables.owners.set_wake(second, at(50));
        EXPECT_THAT(tables.owners.awake_at(at(49), 10), IsEmpty());
        EXPECT_THAT(tables.owners.awake_at(at(100), 10), ElementsAre(second, first));
        EXPECT_THAT(tables.owners.awake_at(at(100), 1), ElementsAre(second));
        EXPECT_EQ(tables.owners.next_wake(), at(50));
    });
}

TEST_P(StoreContract, NudgeStateIsEmptyUntilItIsPut) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        EXPECT_EQ(tables.owners.nudge_state(owner), NudgeState{});
        NudgeState state;
        state.last_nudge = day(5);
        state.last_outcome = "delivered";
        tables.owners.put_nudge_state(owner, state);
        EXPECT_EQ(tables.owners.nudge_state(owner), state);
    });
}

TEST_P(StoreContract, CountsContactIdsPerOwnerAndNeverGivesOneTwice) {
    const auto a = owner_called("a"), b = owner_called("b");
    store->transact([&](Tables& tables) {
        EXPECT_EQ(tables.contacts.next_id(a), 1);
        tables.contacts.put(contact_called(a, 1, "Sam"), {});
        tables.contacts.remove(a, 1);
        EXPECT_EQ(tables.contacts.next_id(a), 2);
        EXPECT_EQ(tables.contacts.next_id(b), 1);
        tables.contacts.put(contact_called(b, 9, "Ann"), {});
        EXPECT_EQ(tables.contacts.next_id(b), 10);
    });
}

TEST_P(StoreContract, KeepsTheSumOfDemandsAsContactsChange) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        tables.contacts.put(contact_called(owner, 1, "Sam"), {"sam", day(1), 300, {}});
        tables.contacts.put(contact_called(owner, 2, "Ann"), {"ann", day(1), 500, {}});
        EXPECT_EQ(tables.owners.demand(owner), 800);
        tables.contacts.put(contact_called(owner, 1, "Sam"), {"sam", day(1), 0, {}});
        EXPECT_EQ(tables.owners.demand(owner), 500);
        tables.contacts.remove(owner, 2);
        tables.contacts.remove(owner, 77);
        EXPECT_EQ(tables.owners.demand(owner), 0);
    });
}

TEST_P(StoreContract, LooksContactsUpByTheirKeys) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        Contact sam = contact_called(owner, 1, "Sam"), ann = contact_called(owner, 2, "Ann");
        sam.dates = {{"birthday", 1980, 2, 29}};
        ann.sample = true;
        tables.contacts.put(sam, {"sam", day(10), 0, {"phone:1", "email:s@x"}});
        tables.contacts.put(ann, {"ann", std::nullopt, 0, {"phone:1"}});
        EXPECT_THAT(tables.contacts.find_by_identity(owner, "phone:1"), ElementsAre(1, 2));
        EXPECT_THAT(tables.contacts.find_by_folded_name(owner, "sam"), ElementsAre(1));
        EXPECT_THAT(tables.contacts.samples(owner), ElementsAre(2));
        EXPECT_THAT(tables.contacts.with_dates(owner, {{2, 28}, {2, 29}}), ElementsAre(sam));
        EXPECT_EQ(tables.contacts.names(owner).size(), 2U);
        ContactKeys told_ahead{"sam", day(10), 0, {"phone:1", "email:s@x"}};
        told_ahead.told_ahead = {{2, 22}, {2, 21}};
        tables.contacts.put(sam, told_ahead);
        EXPECT_THAT(tables.contacts.with_dates(owner, {{2, 22}}), ElementsAre(sam));
        EXPECT_THAT(tables.contacts.with_dates(owner, {{2, 22}, {2, 29}}), ElementsAre(sam));
        sam.dates.clear();
        tables.contacts.put(sam, {"sam", day(10), 0, {"email:s@x"}});
        EXPECT_THAT(tables.contacts.find_by_identity(owner, "phone:1"), ElementsAre(2));
        EXPECT_THAT(tables.contacts.with_dates(owner, {{2, 29}}), IsEmpty());
        tables.contacts.remove(owner, 1);
        EXPECT_THAT(tables.contacts.find_by_identity(owner, "email:s@x"), IsEmpty());
    });
}

TEST_P(StoreContract, PagesThroughContactsAndThroughThoseThatAreDue) {
    const auto owner = owner_called("me"), other = owner_called("you");
    store->transact([&](Tables& tables) {
        for (int id = 1; id <= 25; ++id)
            tables.contacts.put(contact_called(owner, id, "n"), {"n", day(id % 2 == 0 ? 5 : 50), 0, {}});
        tables.contacts.put(contact_called(other, 3, "n"), {"n", day(0), 0, {}});
        std::vector<std::int64_t> due;
        for (std::int64_t after = 0;;) {
            const auto page = tables.contacts.due_page(owner, day(5), 1, after, 5);
            for (const Contact& contact : page) due.push_back(after = contact.id);
            if (page.size() < 5) break;
        }
        EXPECT_THAT(due, ElementsAre(2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24));
        EXPECT_EQ(tables.contacts.page(owner, 20, 10).size(), 5U);
    });
}

TEST_P(StoreContract, LeavesThoseOutWhoseTimeStretchesBeyondTheDay) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        tables.contacts.put(contact_called(owner, 1, "n"), {"n", day(30), 0, {}, 30});
        tables.contacts.put(contact_called(owner, 2, "n"), {"n", day(30), 0, {}, 0});
        const auto due = [&](Date upto, double stretch) {
            std::vector<std::int64_t> ids;
            for (const auto& contact : tables.contacts.due_page(owner, upto, stretch, 0, 5)) ids.push_back(contact.id);
            return ids;
        };
        EXPECT_THAT(due(day(30), 1), ElementsAre(1, 2));
        EXPECT_THAT(due(day(59), 2), ElementsAre(2));
        EXPECT_THAT(due(day(60), 2), ElementsAre(1, 2));
        EXPECT_THAT(due(day(31), 1.05), ElementsAre(1, 2)) << "a day and a half, rounded, may be one";
    });
}

TEST_P(StoreContract, TellsWhoIsNextAmongOpenAndWaiting) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        const auto put = [&](int id, ContactState state, std::optional<Date> wake) {
            Contact contact = contact_called(owner, id, "n");
            contact.state = state;
            tables.contacts.put(contact, {"n", wake, 0, {}});
        };
        put(1, ContactState::open, day(9));
        put(2, ContactState::waiting, day(4));
        put(3, ContactState::closed, day(1));
        put(4, ContactState::open, std::nullopt);
        put(5, ContactState::open, day(6));
        std::vector<std::int64_t> ids;
        for (const Contact& contact : tables.contacts.soonest(owner, 2)) ids.push_back(contact.id);
        EXPECT_THAT(ids, ElementsAre(2, 5));
        EXPECT_EQ(tables.contacts.count(owner, ContactState::open), 3U);
        EXPECT_EQ(tables.contacts.count(owner), 5U);
    });
}

TEST_P(StoreContract, AttentionGoesWithItsContact) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        tables.contacts.put(contact_called(owner, 1, "Sam"), {});
        const Attention attention{2, 1, day(8), 1, day(3)};
        tables.contacts.put_attention(owner, 1, attention);
        EXPECT_EQ(tables.contacts.attention(owner, 1), attention);
        tables.contacts.put(contact_called(owner, 1, "Samuel"), {});
        EXPECT_EQ(tables.contacts.attention(owner, 1), attention);
        EXPECT_EQ(tables.contacts.attentions(owner).at(1), attention);
        tables.contacts.remove(owner, 1);
        EXPECT_EQ(tables.contacts.attention(owner, 1), Attention{});
    });
}

JournalEntry entry_of(std::int64_t owner, const std::string& what, std::int64_t batch = 0) {
    JournalEntry entry;
    entry.owner = owner;
    entry.what = what;
    entry.source = "telegram";
    entry.batch = batch;
    return entry;
}

TEST_P(StoreContract, JournalCountsPerOwnerAndReadsBothWays) {
    const auto a = owner_called("a"), b = owner_called("b");
    store->transact([&](Tables& tables) {
        JournalEntry full{0,   a,      at(1234), 7, "Sam", "touched",         "soft", "call", "n",
                          "r", day(3), "say",    0, 0,     "{\"contact\":{}}"};
        EXPECT_EQ(tables.journal.append(full), 1);
        full.seq = full.batch = 1;
        EXPECT_EQ(tables.journal.find(a, 1), full);
        EXPECT_EQ(tables.journal.append(entry_of(a, "noted")), 2);
        EXPECT_EQ(tables.journal.append(entry_of(b, "noted")), 1);
        EXPECT_EQ(tables.journal.newest(a, std::nullopt, 1)[0].seq, 2);
        EXPECT_EQ(tables.journal.newest(a, std::nullopt, 9, 2)[0].seq, 1);
        EXPECT_EQ(tables.journal.newest(a, 7, 9).size(), 1U);
        EXPECT_EQ(tables.journal.page(a, 0, 9).size(), 2U);
        EXPECT_EQ(tables.journal.newest_instant(), at(0));
        auto newest = entry_of(b, "noted");
        newest.at = at(5678);
        tables.journal.append(newest);
        EXPECT_EQ(tables.journal.newest_instant(), at(5678));
    });
}

TEST_P(StoreContract, UndoGoesBackBatchByBatchPastWhatCannotBeTakenBack) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        EXPECT_FALSE(tables.journal.last_standing_batch(owner));
        const auto one = tables.journal.append(entry_of(owner, "noted"));
        const auto two = tables.journal.append(entry_of(owner, "touched"));
        tables.journal.append(entry_of(owner, "snoozed", two));
        JournalEntry imported = entry_of(owner, "added");
        imported.source = "import";
        tables.journal.append(imported);
        EXPECT_EQ(tables.journal.last_standing_batch(owner), two);
        EXPECT_EQ(tables.journal.batch(owner, two).size(), 2U);
        const auto undone = tables.journal.append(entry_of(owner, "undone"));
        tables.journal.mark_undone(owner, two, undone);
        EXPECT_EQ(tables.journal.last_standing_batch(owner), one);
        EXPECT_EQ(tables.journal.find(owner, two)->undone_by, undone);
        tables.journal.mark_undone(owner, one, tables.journal.append(entry_of(owner, "undone")));
        EXPECT_FALSE(tables.journal.last_standing_batch(owner));
    });
}

TEST_P(StoreContract, WhatWasSaidBeforeAnUndoInTheSameReplyCanBeTakenBackToo) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        const auto first = tables.journal.append(entry_of(owner, "touched"));
        const auto reply = tables.journal.append(entry_of(owner, "noted"));
        tables.journal.append(entry_of(owner, "undone", reply));
        tables.journal.mark_undone(owner, first, reply + 1);
        EXPECT_EQ(tables.journal.last_standing_batch(owner), reply);
    });
}

TEST_P(StoreContract, WhatIsTakenBackIsTakenBackForLaterLooksToo) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        NudgeState state;
        state.unanswered = 1;
        tables.owners.put_nudge_state(owner, state);
        const auto attempt = [&] {
            state.unanswered = 2;
            tables.owners.put_nudge_state(owner, state);
            tables.contacts.put(contact_called(owner, 1, "Sam"), {"sam", {}, 5, {}});
            EXPECT_EQ(tables.owners.demand(owner), 5);
            throw std::runtime_error("no");
        };
        EXPECT_THROW(tables.savepoint(attempt), std::runtime_error);
        EXPECT_EQ(tables.owners.nudge_state(owner).unanswered, 1);
        EXPECT_EQ(tables.owners.demand(owner), 0);
        EXPECT_FALSE(tables.lists.latest(owner));
        DayList list;
        list.owner = owner;
        tables.lists.put(list);
        EXPECT_TRUE(tables.lists.latest(owner));
        tables.contacts.put(contact_called(owner, 1, "Sam"), {"sam", {}, 5, {}});
        tables.contacts.remove(owner, 1);
        EXPECT_EQ(tables.owners.demand(owner), 0);
    });
}

TEST_P(StoreContract, TellsWhereContactsDifferFromTheirJournal) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        Contact sam = contact_called(owner, 1, "Sam");
        for (const Contact& contact : {sam, contact_called(owner, 2, "Ann")}) {
            JournalEntry entry = entry_of(owner, "added");
            entry.contact = contact.id;
            entry.changes = changes_between(std::nullopt, contact);
            tables.journal.append(entry);
        }
        sam.note = "unrecorded";
        tables.contacts.put(sam, {});
        tables.contacts.put(contact_called(owner, 3, "Bob"), {});
        EXPECT_THAT(
            journal_differences(tables, owner),
            ElementsAre("Sam (contact 1): `note` differs from the journal", "Bob (contact 3) is not in the journal",
                        "Ann (contact 2) is in the journal but not among the contacts"));
    });
}

TEST_P(StoreContract, TouchesComeNewestFirstAndGoWithTheirEntry) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        JournalEntry touched = entry_of(owner, "touched");
        touched.contact = 1;
        const auto entry = tables.journal.append(touched);
        tables.journal.add_touch({0, owner, 1, at(50), TouchKind::help, "text", "", entry});
        tables.journal.add_touch({0, owner, 1, at(10), TouchKind::reply, "", "", entry + 1});
        tables.journal.add_touch({0, owner, 1, at(20), TouchKind::soft, "", "", entry});
        EXPECT_EQ(tables.journal.touches(owner, 1, 9)[0].id, 1);
        EXPECT_EQ(tables.journal.touches(owner, 1, 9)[2].kind, TouchKind::reply);
        const auto all = tables.journal.touch_page(owner, {}, 9);
        EXPECT_EQ(all.size(), 3U);
        EXPECT_EQ(all.front().kind, TouchKind::reply);
        EXPECT_EQ(tables.journal.touch_page(owner, TouchPlace(all.front()), 9).size(), 2U);
        EXPECT_EQ(tables.journal.touch_page(owner, TouchPlace(all.back()), 9).size(), 0U);
        tables.journal.remove_touches(owner, entry);
        EXPECT_EQ(tables.journal.touch_page(owner, {}, 9).size(), 1U);
    });
}

TEST_P(StoreContract, KeepsAShelfPerOwnerWhoseNumbersAreNeverGivenTwice) {
    const auto ana = owner_called("Ana"), bo = owner_called("Bo");
    ShelfItem guide;
    guide.owner = ana;
    guide.title = "Interviews that candidates thank you for";
    guide.url = "https://example.org/a";
    guide.tags = {"hiring"};
    store->transact([&](Tables& tables) {
        guide.id = tables.shelf.next_id(ana);
        tables.shelf.put(guide);
        auto dropped = guide;
        dropped.id = tables.shelf.next_id(ana);
        dropped.dropped = true;
        tables.shelf.put(dropped);
    });
    reopen();
    store->transact([&](Tables& tables) {
        EXPECT_EQ(guide.id, 1);
        EXPECT_EQ(tables.shelf.find(ana, 1), guide);
        EXPECT_EQ(tables.shelf.next_id(ana), 3);
        EXPECT_EQ(tables.shelf.next_id(bo), 1);
        EXPECT_FALSE(tables.shelf.find(bo, 1));
        EXPECT_EQ(tables.shelf.page(ana, 0, 1).size(), 1U);
        EXPECT_EQ(tables.shelf.page(ana, 1, 10).at(0).id, 2);
        guide.suggested = {4};
        tables.shelf.put(guide);
        EXPECT_EQ(tables.shelf.find(ana, 1), guide);
    });
}

TEST_P(StoreContract, WhatTheJournalSaysOfTheShelfIsTakenBackByIt) {
    ShelfItem guide;
    guide.id = 3;
    guide.owner = 1;
    guide.title = "A guide";
    const auto added = shelf_changes(std::nullopt, guide);
    EXPECT_EQ(shelf_item_in(added), 3);
    EXPECT_FALSE(without_shelf_changes(guide, added));
    auto dropped = guide;
    dropped.dropped = true;
    const auto change = shelf_changes(guide, dropped);
    dropped.suggested = {7};  // meanwhile
    guide.suggested = {7};
    EXPECT_EQ(shelf_item_in(change), 3);
    EXPECT_EQ(without_shelf_changes(dropped, change), guide);
    EXPECT_EQ(shelf_item_in(reversed(change)), 3);
    EXPECT_FALSE(shelf_item_in(changes_between(std::nullopt, contact_called(1, 1, "Sam"))));
}

TEST_P(StoreContract, ListsAndQuestionsAreFoundAgain) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        DayList list;
        list.owner = owner;
        list.date = day(7);
        list.items.resize(2);
        list.items[1].number = 4;
        list.items[1].reason = Reason::deal;
        tables.lists.put(list);
        list.answered = true;
        tables.lists.put(list);
        EXPECT_EQ(tables.lists.find(owner, day(7)), list);
        DayList older;
        older.owner = owner;
        older.date = day(5);
        tables.lists.put(older);
        EXPECT_EQ(tables.lists.latest(owner), list);
        EXPECT_EQ(tables.lists.before(owner, day(7)), older);
        EXPECT_FALSE(tables.lists.before(owner, day(5)));

        const auto first = tables.lists.ask({0, owner, at(1), "a", true, true});
        const auto second = tables.lists.ask({0, owner, at(2), "b", true, true});
        EXPECT_EQ(tables.lists.pending_question(owner)->id, second);
        EXPECT_FALSE(tables.lists.question(owner, first)->pending);
        EXPECT_TRUE(tables.lists.question(owner, first)->open);
        tables.lists.close_question(owner, second);
        EXPECT_FALSE(tables.lists.pending_question(owner));
        EXPECT_FALSE(tables.lists.question(owner, second)->open);
    });
}

TEST_P(StoreContract, WebChatTellsWhatChangedSinceAVersion) {
    const auto owner = owner_called("me");
    store->transact([&](Tables& tables) {
        const auto first = tables.chat.append(owner, at(1), true, "hello");
        const auto second = tables.chat.append(owner, at(2), false, "{}");
        const auto version = tables.chat.newest(owner, 9).back().version;
        tables.chat.replace(owner, first, "changed");
        EXPECT_THAT(tables.chat.changed_since(owner, version, 9),
                    ElementsAre(ChatLine{first, version + 1, owner, at(1), true, "changed"}));
        EXPECT_EQ(tables.chat.newest(owner, 1)[0].id, second);
    });
}

TEST_P(StoreContract, APairingCodeWorksOnceInTimeAndForItsConnector) {
    store->transact([&](Tables& tables) {
        tables.access.put_code("h", {"telegram", 1, at(100), 2});
        const Stranger eve{"telegram", "bot", "eve"}, ana{"telegram", "bot", "ana"};
        EXPECT_TRUE(tables.access.may_try_code(eve, at(99)));
        EXPECT_FALSE(tables.access.may_try_code(eve, at(100)));
        EXPECT_FALSE(tables.access.may_try_code({"slack", "bot", "eve"}, at(1)));
        EXPECT_FALSE(tables.access.redeem("h", "slack", at(1)));
        EXPECT_FALSE(tables.access.redeem("h", "telegram", at(100)));
        EXPECT_EQ(tables.access.redeem("h", "telegram", at(99))->owner, 1);
        EXPECT_FALSE(tables.access.redeem("h", "telegram", at(99)));
        tables.access.put_code("h", {"telegram", 1, at(100), 2});
        tables.access.wrong_code(eve, at(1));
        EXPECT_TRUE(tables.access.may_try_code(eve, at(1)));
        tables.access.wrong_code(eve, at(1));
        EXPECT_FALSE(tables.access.may_try_code(eve, at(1)));
        EXPECT_TRUE(tables.access.may_try_code(ana, at(1)));
        tables.access.put_code("another", {"telegram", 1, at(100), 2});
        EXPECT_TRUE(tables.access.may_try_code(eve, at(1)));
        EXPECT_TRUE(tables.access.redeem("h", "telegram", at(1)));
        EXPECT_TRUE(tables.access.first_word_of_stranger(eve, at(1)));
        EXPECT_FALSE(tables.access.first_word_of_stranger(eve, at(2)));
        tables.access.put_session("s", 4, at(1));
        EXPECT_EQ(tables.access.session("s"), 4);
        EXPECT_FALSE(tables.access.session("t"));
    });
}

TEST_P(StoreContract, AnActIsKnownByAnyOfItsKeys) {
    store->transact([&](Tables& tables) {
        EXPECT_TRUE(tables.inbox.receive("slack", "T", "a", at(1), {"b", "c"}));
        EXPECT_FALSE(tables.inbox.receive("slack", "T", "d", at(2), {"e", "c"}));
        EXPECT_FALSE(tables.inbox.receive("slack", "T", "b", at(3)));
        EXPECT_FALSE(tables.inbox.receive("slack", "T", "e", at(3))) << "the other keys of a repeat are known too";
        EXPECT_TRUE(tables.inbox.receive("slack", "U", "a", at(3), {"b"}));
    });
}

TEST_P(StoreContract, WhatLiesBetweenTwoKeysIsFound) {
    store->transact([&](Tables& tables) {
        auto& inbox = tables.inbox;
        int n = 0;
        for (const char* key : {"said:D1:20", "said:D1:30", "said:D1:25", "said:D2:40", "said:D:99", "typed:x"})
            EXPECT_TRUE(inbox.receive("slack", "T", key, at(++n)));
        EXPECT_EQ(inbox.first_between("slack", "T", "said:D1:10", "said:D1:50"), at(1));
        EXPECT_EQ(inbox.first_between("slack", "T", "said:D1:20", "said:D1:50"), at(2));
        EXPECT_EQ(inbox.first_between("slack", "T", "said:D1:20", "said:D1:28"), at(3));
        EXPECT_FALSE(inbox.first_between("slack", "T", "said:D1:30", "said:D1:50"));
        EXPECT_FALSE(inbox.first_between("slack", "U", "said:D1:10", "said:D1:50"));
    });
}

TEST_P(StoreContract, InboxForgetsTheOldAndKeepsTheCursor) {
    store->transact([&](Tables& tables) {
        EXPECT_TRUE(tables.inbox.receive("slack", "T", "k", at(10)));
        EXPECT_TRUE(tables.inbox.receive("slack", "U", "k", at(20)));
        tables.inbox.prune(at(20));
        EXPECT_TRUE(tables.inbox.receive("slack", "T", "k", at(30)));
        EXPECT_FALSE(tables.inbox.receive("slack", "U", "k", at(30)));
        EXPECT_FALSE(tables.inbox.cursor("telegram", "bot"));
        tables.inbox.set_cursor("telegram", "bot", "5");
        tables.inbox.set_cursor("telegram", "bot", "6");
        EXPECT_EQ(tables.inbox.cursor("telegram", "bot"), "6");
    });
}

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract,
                         testing::Values(+[]() -> std::unique_ptr<Driver> { return std::make_unique<SqliteDriver>(); }),
                         [](const auto&) { return "Driver"; });

}  // namespace
}  // namespace nudged::tests
