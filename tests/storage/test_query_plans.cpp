// What runs for each reply or each tick looks rows up; it never reads a table through.
#include <gmock/gmock.h>

#include <set>

#include "tests/storage/sqlite_driver.hpp"

namespace nudged::tests {
namespace {

// Passes everything on, and keeps the plan of each statement that is not one of a few words.
class ExplainingDatabase final : public Database {
public:
    explicit ExplainingDatabase(std::unique_ptr<Database> inner) : inner_(std::move(inner)) {}

    void begin() override { inner_->begin(); }
    void commit() override { inner_->commit(); }
    void make_durable() override { inner_->make_durable(); }
    void rollback() noexcept override { inner_->rollback(); }
    void rest() noexcept override { inner_->rest(); }
    Rows query(std::string_view sql, Arguments arguments) override {
        explain(sql, arguments);
        return inner_->query(sql, arguments);
    }
    std::size_t execute(std::string_view sql, Arguments arguments) override {
        explain(sql, arguments);
        return inner_->execute(sql, arguments);
    }
    std::int64_t last_serial() override { return inner_->last_serial(); }
    void run_script(const std::string& script) override { inner_->run_script(script); }
    int schema_version() override { return inner_->schema_version(); }
    void set_schema_version(int version) override { inner_->set_schema_version(version); }
    void keep_copy_before(int version) override { inner_->keep_copy_before(version); }
    std::unique_ptr<CopyInSlices> copy_to(const std::string& file) override { return inner_->copy_to(file); }
    std::vector<std::string> pieces_to_check() override { return inner_->pieces_to_check(); }
    std::vector<std::string> check(const std::string& piece) override { return inner_->check(piece); }
    std::string place() const override { return inner_->place(); }

    std::vector<std::string> scans;  // statement: step
    std::set<std::string> statements;

private:
    void explain(std::string_view sql, Arguments arguments) {
        if (!statements.insert(std::string(sql)).second) return;
        for (const Row& row : inner_->query("EXPLAIN QUERY PLAN " + std::string(sql), arguments)) {
            const std::string& step = row.text(3);
            // Walking an index in its order up to a LIMIT of 1 is a look-up too.
            const bool first_of_index = sql.ends_with("LIMIT 1") && step.find("USING") != step.npos;
            // What the statement itself has looked up before.
            const bool of_its_own = step == "SCAN CONSTANT ROW" || step == "SCAN waiting" || step == "SCAN first";
            const bool reads_all = step.starts_with("SCAN") && !of_its_own && !first_of_index;
            // Everything of one owner, to find some of it; indexes that hold nothing else than those are fine.
            const bool partial = step.find("_sample") != step.npos || step.find("_pending") != step.npos;
            const bool reads_owner = step.ends_with("(owner=?)") && sql.find("owner = $1 AND") != sql.npos && !partial;
            if (reads_all || reads_owner) scans.push_back(std::string(sql) + ": " + step);
        }
    }
    std::unique_ptr<Database> inner_;
};

TEST(QueryPlans, NothingThatRunsForAReplyOrATickReadsATableThrough) {
    SqliteDriver driver;
    ExplainingDatabase database(driver.open_bare());
    Tables tables(database);
    const std::string connector = "telegram", account = "bot";
    Owner owner;
    owner.name = "me";
    owner.id = 1;
    database.begin();
    tables.owners.add(owner);
    (void)tables.owners.find(1);
    (void)tables.owners.find_by_pairing(connector, account, "u");
    tables.owners.put(owner);
    tables.owners.set_wake(1, at(1));
    (void)tables.owners.awake_at(at(2), 10);
    (void)tables.owners.next_wake();
    (void)tables.owners.nudge_state(1);
    tables.owners.put_nudge_state(1, {});
    (void)tables.owners.demand(1);

    tables.contacts.put(contact_called(1, tables.contacts.next_id(1), "Sam"), {"sam", day(1), 1, {"uid:1"}});
    (void)tables.contacts.find(1, 1);
    (void)tables.contacts.page(1, 0, 10);
    (void)tables.contacts.due_page(1, day(1), 1.5, 0, 10);
    (void)tables.contacts.with_dates(1, {{1, 1}});
    (void)tables.contacts.names(1);
    (void)tables.contacts.find_by_identity(1, "uid:1");
    (void)tables.contacts.find_by_folded_name(1, "sam");
    (void)tables.contacts.samples(1);
    (void)tables.contacts.count(1);
    (void)tables.contacts.count(1, ContactState::open);
    (void)tables.contacts.at_least(1, 1);
    (void)tables.contacts.soonest(1, 1);
    tables.contacts.put_attention(1, 1, {});
    (void)tables.contacts.attention(1, 1);
    (void)tables.contacts.attentions(1);
    tables.contacts.forget_attention(1, 1);
    tables.contacts.remove(1, 1);

    JournalEntry entry;
    entry.owner = 1;
    tables.journal.append(entry);
    (void)tables.journal.find(1, 1);
    (void)tables.journal.newest(1, std::nullopt, 5);
    (void)tables.journal.newest(1, 1, 5);
    (void)tables.journal.page(1, 0, 5);
    (void)tables.journal.batch(1, 1);
    (void)tables.journal.last_standing_batch(1);
    tables.journal.mark_undone(1, 1, 2);
    tables.journal.add_touch({0, 1, 1, at(1), TouchKind::soft, "", "", 1});
    (void)tables.journal.touches(1, 1, 5);
    (void)tables.journal.touch_page(1, {}, 5);
    tables.journal.remove_touches(1, 1);

    ShelfItem item;
    item.owner = 1;
    item.id = tables.shelf.next_id(1);
    tables.shelf.put(item);
    (void)tables.shelf.find(1, 1);
    (void)tables.shelf.page(1, 0, 10);

    DayList list;
    list.owner = 1;
    tables.lists.put(list);
    (void)tables.lists.find(1, day(1));
    (void)tables.lists.latest(1);
    (void)tables.lists.before(1, day(1));
    tables.lists.ask({0, 1, at(1), "", true, true});
    (void)tables.lists.question(1, 1);
    (void)tables.lists.pending_question(1);
    tables.lists.close_question(1, 1);

    OutboxRow row = row_to("c");
    const auto id = *tables.outbox.enqueue(row);
    (void)tables.outbox.find_nudge(1, day(1));
    (void)tables.outbox.find_sent(connector, account, "c", "1");
    (void)tables.outbox.carrying(1, day(1));
    (void)tables.outbox.due(connector, account, at(1), 10);
    (void)tables.outbox.next_due(connector, account);
    (void)tables.outbox.lanes_with_proactive();
    (void)tables.outbox.proactive(connector, account, at(1), 0, 10);
    (void)tables.outbox.rest_of(row);
    (void)tables.outbox.waiting_change_of(row);
    (void)tables.outbox.claim(*tables.outbox.find(id), at(1));
    tables.outbox.sent(id, 1, "1", at(1));
    tables.outbox.retry(id, 1, at(1), "", true);
    tables.outbox.doubt(id, 1, at(1), "");
    tables.outbox.drop(id, 1, "");
    tables.outbox.postpone(id, at(1), "");
    tables.outbox.replace_body(id, "");
    (void)tables.outbox.replace_waiting_edit(row);
    tables.outbox.take_over_newer_edit(row);
    tables.outbox.changes_no_more(id, "");
    (void)tables.inbox.receive(connector, account, "1", at(1));
    (void)tables.inbox.first_between(connector, account, "1", "2");
    tables.inbox.failed(connector, account, "1", "");
    tables.inbox.set_cursor(connector, account, "1");
    (void)tables.inbox.cursor(connector, account);
    (void)tables.chat.append(1, at(1), true, "");
    tables.chat.replace(1, 1, "");
    (void)tables.chat.newest(1, 10);
    (void)tables.chat.changed_since(1, 0, 10);
    (void)tables.access.session("h");
    database.commit();
    EXPECT_GT(database.statements.size(), 60U);
    EXPECT_THAT(database.scans, testing::IsEmpty());
}

}  // namespace
}  // namespace nudged::tests
