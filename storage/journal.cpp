#include "storage/journal.hpp"

#include <algorithm>

#include "storage/database.hpp"

namespace nudged {

namespace {

#define ENTRY_COLUMNS \
    "seq, owner, at, contact, name, what, kind, channel, note, reason, until, source, batch, undone_by, changes"
#define TOUCH_COLUMNS "id, owner, contact, at, kind, channel, note, entry"

std::vector<JournalEntry> entries_of(const Rows& rows) {
    std::vector<JournalEntry> entries;
    entries.reserve(rows.size());
    for (const Row& row : rows)
        entries.push_back({row.integer(0), row.integer(1), row.instant(2), row.maybe_integer(3), row.text(4),
                           row.text(5), row.text(6), row.text(7), row.text(8), row.text(9), row.maybe_date(10),
                           row.text(11), row.integer(12), row.integer(13), row.text(14)});
    return entries;
}

std::vector<Touch> touches_of(const Rows& rows) {
    std::vector<Touch> touches;
    touches.reserve(rows.size());
    for (const Row& row : rows)
        touches.push_back({row.integer(0), row.integer(1), row.integer(2), row.instant(3), row.choice<TouchKind>(4),
                           row.text(5), row.text(6), row.integer(7)});
    return touches;
}

// An `undone` is not undone itself, and a whole file of people is not taken back by one word.
bool can_undo(const JournalEntry& entry) {
    return entry.what != "undone" && entry.source != "import" && entry.source != "restore";
}

// A batch is what one transaction wrote of an owner, its number that of the first entry: the entries from there to the
// next batch. So it needs no index, which every entry would have to be written into.
#define OF_BATCH                                                                                                  \
    "owner = $1 AND seq >= $2 AND seq < COALESCE((SELECT j.seq FROM journal j WHERE j.owner = $1 AND j.seq > $2 " \
    "AND j.batch <> $2 ORDER BY j.seq LIMIT 1), 9223372036854775807)"

constexpr std::int64_t newest_of_all = INT64_MAX;

}  // namespace

std::int64_t Journal::append(JournalEntry entry) {
    const Rows last = database_.query(
        "SELECT (SELECT seq FROM journal WHERE owner = $1 ORDER BY seq DESC LIMIT 1) FROM owner WHERE id = $1",
        {entry.owner});
    if (last.empty()) throw StoreError("there is no owner " + std::to_string(entry.owner));
    if (entry.seq == 0) entry.seq = last[0].maybe_integer(0).value_or(0) + 1;
    if (entry.batch == 0) entry.batch = entry.seq;
    database_.execute(
        "INSERT INTO journal (" ENTRY_COLUMNS
        ", can_undo) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        {entry.seq, entry.owner, entry.at, entry.contact, entry.name, entry.what, entry.kind, entry.channel, entry.note,
         entry.reason, entry.until, entry.source, entry.batch, entry.undone_by, entry.changes, can_undo(entry)});
    return entry.seq;
}

std::optional<JournalEntry> Journal::find(std::int64_t owner, std::int64_t seq) {
    auto found = entries_of(
        database_.query("SELECT " ENTRY_COLUMNS " FROM journal WHERE owner = $1 AND seq = $2", {owner, seq}));
    if (found.empty()) return std::nullopt;
    return std::move(found[0]);
}

std::vector<JournalEntry> Journal::newest(std::int64_t owner, std::optional<std::int64_t> contact, std::size_t limit,
                                          std::int64_t before) {
    const std::int64_t below = before == 0 ? newest_of_all : before;
    if (contact)
        return entries_of(database_.query("SELECT " ENTRY_COLUMNS
                                          " FROM journal WHERE owner = $1 AND contact = $2 AND seq < $3 "
                                          "ORDER BY seq DESC LIMIT $4",
                                          {owner, contact, below, limit}));
    return entries_of(database_.query("SELECT " ENTRY_COLUMNS
                                      " FROM journal WHERE owner = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
                                      {owner, below, limit}));
}

std::vector<JournalEntry> Journal::page(std::int64_t owner, std::int64_t after, std::size_t limit) {
    return entries_of(database_.query("SELECT " ENTRY_COLUMNS
                                      " FROM journal WHERE owner = $1 AND seq > $2 ORDER BY seq LIMIT $3",
                                      {owner, after, limit}));
}

std::vector<JournalEntry> Journal::page_of(std::int64_t owner, std::int64_t contact, std::int64_t after,
                                           std::size_t limit) {
    return entries_of(database_.query("SELECT " ENTRY_COLUMNS
                                      " FROM journal WHERE owner = $1 AND contact = $2 AND seq > $3 "
                                      "ORDER BY seq LIMIT $4",
                                      {owner, contact, after, limit}));
}

std::vector<std::int64_t> Journal::removed_contacts(std::int64_t owner, std::int64_t after, std::size_t limit) {
    std::vector<std::int64_t> ids;
    for (const Row& row :
         database_.query("SELECT DISTINCT contact FROM journal j WHERE owner = $1 AND contact > $2 "
                         "AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.owner = $1 AND c.id = j.contact) "
                         "ORDER BY contact LIMIT $3",
                         {owner, after, limit}))
        ids.push_back(row.integer(0));
    return ids;
}

std::vector<JournalEntry> Journal::batch(std::int64_t owner, std::int64_t batch) {
    return entries_of(database_.query(
        "SELECT " ENTRY_COLUMNS " FROM journal WHERE " OF_BATCH " AND batch = $2 ORDER BY seq", {owner, batch}));
}

std::optional<std::int64_t> Journal::last_standing_batch(std::int64_t owner) {
    for (std::int64_t below = newest_of_all;;) {
        const Rows rows = database_.query(
            "SELECT seq, batch, can_undo, undone_by, what FROM journal WHERE owner = $1 AND seq < $2 "
            "ORDER BY seq DESC LIMIT 1",
            {owner, below});
        if (rows.empty()) return std::nullopt;
        const Row& newest = rows[0];
        const std::int64_t seq = newest.integer(0), batch = newest.integer(1);
        const bool is_undone = newest.integer(3) != 0;
        if (newest.boolean(2) && !is_undone) return batch;
        // A batch is undone as a whole, and all that is imported at once is one; but an `undone` may stand behind what
        // stands.
        const bool is_whole = is_undone || newest.text(4) != "undone";
        below = is_whole ? std::min(seq, batch) : seq;
    }
}

void Journal::mark_undone(std::int64_t owner, std::int64_t batch, std::int64_t by) {
    database_.execute("UPDATE journal SET undone_by = $3 WHERE " OF_BATCH " AND batch = $2", {owner, batch, by});
}

std::optional<Instant> Journal::newest_instant() {
    return database_
        .query(
            "SELECT MAX(at) FROM (SELECT (SELECT at FROM journal WHERE owner = owner.id ORDER BY seq DESC LIMIT 1) "
            "AS at FROM owner) AS newest")[0]
        .maybe_instant(0);
}

void Journal::add_touch(const Touch& touch) {
    database_.execute(
        "INSERT INTO touch (owner, contact, at, kind, channel, note, entry) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {touch.owner, touch.contact, touch.at, touch.kind, touch.channel, touch.note, touch.entry});
}

std::vector<Touch> Journal::touches(std::int64_t owner, std::int64_t contact, std::size_t limit) {
    return touches_of(database_.query(
        "SELECT " TOUCH_COLUMNS " FROM touch WHERE owner = $1 AND contact = $2 ORDER BY at DESC, id DESC LIMIT $3",
        {owner, contact, limit}));
}

std::vector<Touch> Journal::touch_page(std::int64_t owner, const TouchPlace& after, std::size_t limit) {
    return touches_of(database_.query("SELECT " TOUCH_COLUMNS
                                      " FROM touch WHERE owner = $1 AND (contact, at, id) > ($2, $3, $4) "
                                      "ORDER BY contact, at, id LIMIT $5",
                                      {owner, after.contact, after.at, after.id, limit}));
}

// Found by the contact of the entry, as an index by entry would have to be written for every touch.
void Journal::remove_touches(std::int64_t owner, std::int64_t entry) {
    database_.execute(
        "DELETE FROM touch WHERE owner = $1 AND entry = $2 "
        "AND contact = (SELECT j.contact FROM journal j WHERE j.owner = $1 AND j.seq = $2)",
        {owner, entry});
}

}  // namespace nudged
