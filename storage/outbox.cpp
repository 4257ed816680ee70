#include "storage/outbox.hpp"

#include "storage/database.hpp"

namespace nudged {

namespace {

#define OUTBOX_COLUMNS                                                                                      \
    "id, owner, connector, account, chat, kind, list_date, target, edit_of, body, state, doubtful, plain, " \
    "attempts, not_before, cut_off, sent_at, reference, reason"

// State numbers stand in the texts, because that is how the partial indexes are recognised: `state <= 1` waits (ready
// or sending), `state = 1` is sending, `state = 2` sent, `kind <= 1` is a nudge or a review.
static_assert(static_cast<int>(OutboxState::ready) == 0 && static_cast<int>(OutboxState::sending) == 1 &&
              static_cast<int>(OutboxState::sent) == 2);
static_assert(static_cast<int>(OutboxKind::nudge) == 0 && static_cast<int>(OutboxKind::review) == 1);

// The column `plain` holds how a message is to be said.
constexpr std::int64_t said_plain = 1;
constexpr std::int64_t said_unnamed = 2;

std::vector<OutboxRow> rows_of(const Rows& rows) {
    std::vector<OutboxRow> result;
    result.reserve(rows.size());
    for (const Row& row : rows)
        result.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4),
                          row.choice<OutboxKind>(5), row.maybe_date(6), row.text(7), row.integer(8), row.text(9),
                          row.choice<OutboxState>(10), row.boolean(11), (row.integer(12) & said_plain) != 0,
                          row.number(13), row.instant(14), row.maybe_instant(15), row.maybe_instant(16), row.text(17),
                          row.text(18)});
    return result;
}

std::optional<OutboxRow> first_of(std::vector<OutboxRow> rows) {
    if (rows.empty()) return std::nullopt;
    return std::move(rows[0]);
}

}  // namespace

std::optional<std::int64_t> Outbox::enqueue(OutboxRow row) {
    const bool made =
        database_.execute(
            "INSERT INTO outbox (owner, connector, account, chat, kind, list_date, target, edit_of, body, state, "
            "doubtful, plain, attempts, not_before, cut_off, sent_at, reference, reason) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) "
            "ON CONFLICT DO NOTHING",
            {row.owner, row.connector, row.account, row.chat, row.kind, row.list_date, row.target, row.edit_of,
             row.body, row.state, row.doubtful, row.plain, row.attempts, row.not_before, row.cut_off, row.sent_at,
             row.reference, row.reason}) == 1;
    return made ? std::optional(database_.last_serial()) : std::nullopt;
}

std::optional<OutboxRow> Outbox::find(std::int64_t id) {
    return first_of(rows_of(database_.query("SELECT " OUTBOX_COLUMNS " FROM outbox WHERE id = $1", {id})));
}

std::optional<OutboxRow> Outbox::find_nudge(std::int64_t owner, Date date) {
    return first_of(rows_of(database_.query(
        "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE owner = $1 AND list_date = $2 AND kind = 0", {owner, date})));
}

std::optional<OutboxRow> Outbox::find_sent(const std::string& connector, const std::string& account,
                                           const std::string& chat, const std::string& reference) {
    return first_of(
        rows_of(database_.query("SELECT " OUTBOX_COLUMNS
                                " FROM outbox WHERE connector = $1 AND account = $2 AND chat = $3 AND reference = $4 "
                                "AND reference <> '' ORDER BY id DESC LIMIT 1",
                                {connector, account, chat, reference})));
}

std::vector<OutboxRow> Outbox::carrying(std::int64_t owner, Date list_date) {
    return rows_of(database_.query("SELECT " OUTBOX_COLUMNS
                                   " FROM outbox WHERE owner = $1 AND list_date = $2 AND kind <> $3 AND kind <> $4 "
                                   "AND NOT (state = 2 AND reason <> '') "
                                   "ORDER BY id DESC",
                                   {owner, list_date, OutboxKind::edit, OutboxKind::ack}));
}

std::vector<OutboxRow> Outbox::newest(std::size_t limit) {
    return rows_of(database_.query("SELECT " OUTBOX_COLUMNS " FROM outbox ORDER BY id DESC LIMIT $1", {limit}));
}

std::map<OutboxState, std::size_t> Outbox::counts() {
    std::map<OutboxState, std::size_t> counts;
    for (const Row& row : database_.query("SELECT state, COUNT(*) FROM outbox GROUP BY state"))
        counts[row.choice<OutboxState>(0)] = static_cast<std::size_t>(row.integer(1));
    return counts;
}

// From chat to chat, and in each to the first that can go: how many wait behind it costs nothing.
std::vector<OutboxRow> Outbox::due(const std::string& connector, const std::string& account, Instant real_now,
                                   std::size_t limit) {
    auto rows =
        rows_of(database_.query(
            "WITH RECURSIVE waiting (chat) AS ("
            "SELECT MIN(chat) FROM outbox WHERE connector = $1 AND account = $2 AND state <= 1 "
            "UNION ALL SELECT (SELECT MIN(o.chat) FROM outbox o WHERE o.connector = $1 AND o.account = $2 "
            "AND o.chat > waiting.chat AND o.state <= 1) FROM waiting WHERE chat IS NOT NULL), "
            "first (id) AS ("
            "SELECT (SELECT e.id FROM outbox e WHERE e.connector = $1 AND e.account = $2 AND e.chat = waiting.chat "
            "AND e.state <= 1 AND e.doubtful = 0 AND e.not_before <= $3 "
            "AND NOT EXISTS (SELECT 1 FROM outbox b WHERE b.id = e.edit_of AND b.state = 1) ORDER BY e.id LIMIT 1) "
            "FROM waiting WHERE chat IS NOT NULL "
            "UNION SELECT id FROM outbox WHERE connector = $1 AND account = $2 AND state = 1 AND doubtful = 1) "
            "SELECT " OUTBOX_COLUMNS " FROM outbox w WHERE id IN (SELECT id FROM first) AND not_before <= $3 "
            "AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.connector = $1 AND e.account = $2 AND e.chat = w.chat "
            "AND e.id <> w.id AND e.state = 1 AND e.doubtful = 0 AND e.not_before > $3) "
            "AND (w.doubtful = 0 OR NOT EXISTS (SELECT 1 FROM outbox e WHERE e.connector = $1 AND e.account = $2 "
            "AND e.chat = w.chat AND e.id < w.id AND e.state <= 1 AND e.doubtful = 0 AND e.not_before <= $3 "
            "AND NOT EXISTS (SELECT 1 FROM outbox b WHERE b.id = e.edit_of AND b.state = 1))) "
            "AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.id = w.edit_of AND e.state = 1) "
            "ORDER BY id LIMIT $4",
            {connector, account, real_now, limit}));
    for (OutboxRow& row : rows) row.doubtful = row.doubtful || row.state == OutboxState::sending;
    return rows;
}

// A row behind one that is under way can be tried when the lease before it ends, and that one is found here itself.
std::optional<Instant> Outbox::next_due(const std::string& connector, const std::string& account) {
    const Rows rows = database_.query(
        "SELECT not_before FROM outbox w WHERE connector = $1 AND account = $2 AND state <= 1 "
        "AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.connector = $1 AND e.account = $2 AND e.chat = w.chat "
        "AND e.id <> w.id AND e.state = 1 AND e.doubtful = 0 AND e.not_before > w.not_before) "
        "AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.id = w.edit_of AND e.state = 1) "
        "ORDER BY not_before LIMIT 1",
        {connector, account});
    return rows.empty() ? std::nullopt : std::optional(rows[0].instant(0));
}

// The kinds are spelt out, as in the index.
static_assert(static_cast<int>(OutboxKind::nudge) == 0 && static_cast<int>(OutboxKind::review) == 1 &&
              static_cast<int>(OutboxKind::reminder) == 2);

std::vector<std::pair<std::string, std::string>> Outbox::lanes_with_proactive() {
    std::vector<std::pair<std::string, std::string>> lanes;
    for (std::pair<std::string, std::string> last;; lanes.push_back(last)) {
        const Rows rows = database_.query(
            "SELECT connector, account FROM outbox WHERE state <= 1 AND kind <= 2 AND (connector, account) > ($1, $2) "
            "ORDER BY connector, account LIMIT 1",
            {last.first, last.second});
        if (rows.empty()) return lanes;
        last = {rows[0].text(0), rows[0].text(1)};
    }
}

std::vector<OutboxRow> Outbox::proactive(const std::string& connector, const std::string& account, Instant real_now,
                                         std::int64_t last, std::size_t limit) {
    return rows_of(database_.query("SELECT " OUTBOX_COLUMNS
                                   " FROM outbox WHERE connector = $1 AND account = $2 AND state <= 1 AND kind <= 2 "
                                   "AND id > $3 AND not_before <= $4 ORDER BY id LIMIT $5",
                                   {connector, account, last, real_now, limit}));
}

std::vector<OutboxRow> Outbox::rest_of(const OutboxRow& row) {
    return rows_of(database_.query("SELECT " OUTBOX_COLUMNS
                                   " FROM outbox WHERE connector = $1 AND account = $2 AND chat = $3 AND state <= 1 "
                                   "AND state = 0 AND kind <> 5 AND id > $4 AND edit_of <> 0 AND edit_of IN ($4, $5) "
                                   "ORDER BY id",
                                   {row.connector, row.account, row.chat, row.id, row.edit_of}));
}

std::optional<std::string> Outbox::waiting_change_of(const OutboxRow& row) {
    const Rows rows = database_.query(
        "SELECT body FROM outbox WHERE connector = $1 AND account = $2 AND chat = $3 AND kind = 5 "
        "AND state <= 1 AND edit_of = $4 ORDER BY id DESC LIMIT 1",
        {row.connector, row.account, row.chat, row.id});
    return rows.empty() ? std::nullopt : std::optional(rows[0].text(0));
}

bool Outbox::claim(const OutboxRow& row, Instant lease_until) {
    return database_.execute(
               "UPDATE outbox SET state = 1, attempts = attempts + 1, not_before = $4, doubtful = 0 "
               "WHERE id = $1 AND attempts = $2 AND state = $3 AND state <= 1",
               {row.id, row.attempts, row.state, lease_until}) == 1;
}

bool Outbox::sent(std::int64_t id, int attempt, const std::string& reference, Instant at) {
    return database_.execute(
               "UPDATE outbox SET state = $3, doubtful = 0, reference = $4, sent_at = $5, reason = '' "
               "WHERE id = $1 AND attempts = $2 AND state = 1",
               {id, attempt, OutboxState::sent, reference, at}) == 1;
}

bool Outbox::retry(std::int64_t id, int attempt, Instant not_before, const std::string& reason, bool attempt_counts) {
    return database_.execute(
               "UPDATE outbox SET state = 0, doubtful = 0, not_before = $3, reason = $4, attempts = attempts - $5 "
               "WHERE id = $1 AND attempts = $2 AND state = 1",
               {id, attempt, not_before, reason, attempt_counts ? 0 : 1}) == 1;
}

bool Outbox::doubt(std::int64_t id, int attempt, Instant not_before, const std::string& reason) {
    return database_.execute(
               "UPDATE outbox SET doubtful = 1, not_before = $3, reason = $4 WHERE id = $1 AND attempts = $2 AND state "
               "= 1",
               {id, attempt, not_before, reason}) == 1;
}

bool Outbox::drop(std::int64_t id, int attempt, const std::string& reason) {
    return database_.execute("UPDATE outbox SET state = $3, reason = $4 WHERE id = $1 AND attempts = $2 AND state <= 1",
                             {id, attempt, OutboxState::dropped, reason}) == 1;
}

// The changes of one message know it by its row, or by its reference, or by both. The kind is spelt out, as in the
// indexes.
static_assert(static_cast<int>(OutboxKind::edit) == 5);
#define BY_ITS_ROW "kind = 5 AND state <= 1 AND edit_of <> 0 AND edit_of = $1"
#define BY_ITS_REFERENCE \
    "kind = 5 AND state <= 1 AND target <> '' AND connector = $2 AND account = $3 AND chat = $4 AND target = $5"

bool Outbox::replace_waiting_edit(const OutboxRow& edit) {
    const auto replaced_by_row = database_.execute(
        "UPDATE outbox SET body = $2 WHERE " BY_ITS_ROW " AND (state = 0 OR doubtful = 1)", {edit.edit_of, edit.body});
    const auto replaced_by_reference =
        database_.execute("UPDATE outbox SET body = $1 WHERE " BY_ITS_REFERENCE " AND (state = 0 OR doubtful = 1)",
                          {edit.body, edit.connector, edit.account, edit.chat, edit.target});
    return replaced_by_row + replaced_by_reference > 0;
}

void Outbox::take_over_newer_edit(const OutboxRow& edit) {
    const auto newer = rows_of(database_.query(
        "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE id IN (SELECT id FROM outbox WHERE " BY_ITS_ROW
        " UNION SELECT id FROM outbox WHERE " BY_ITS_REFERENCE ") AND state = 0 AND id > $6 ORDER BY id",
        {edit.edit_of, edit.connector, edit.account, edit.chat, edit.target, edit.id}));
    for (const auto& row : newer) drop(row.id, row.attempts, "it went with an earlier change of that message");
    if (!newer.empty()) replace_body(edit.id, newer.back().body);
}

#undef BY_ITS_ROW
#undef BY_ITS_REFERENCE

void Outbox::postpone(std::int64_t id, Instant not_before, const std::string& reason) {
    database_.execute("UPDATE outbox SET not_before = $2, reason = $3 WHERE id = $1 AND state = 0",
                      {id, not_before, reason});
}

void Outbox::replace_body(std::int64_t id, const std::string& body) {
    database_.execute("UPDATE outbox SET body = $2 WHERE id = $1", {id, body});
}

void Outbox::begins(std::int64_t id, const std::string& body, const std::string& target) {
    database_.execute("UPDATE outbox SET body = $2, target = $3 WHERE id = $1", {id, body, target});
}

void Outbox::change_chat(std::int64_t id, const std::string& chat) {
    database_.execute("UPDATE outbox SET chat = $2 WHERE id = $1", {id, chat});
}

void Outbox::set_plain(std::int64_t id) {
    database_.execute("UPDATE outbox SET plain = plain | $2 WHERE id = $1", {id, said_plain});
}

void Outbox::set_unnamed(std::int64_t id) {
    database_.execute("UPDATE outbox SET plain = plain | $2 WHERE id = $1", {id, said_unnamed});
}

bool Outbox::is_unnamed(std::int64_t id) {
    return !database_.query("SELECT 1 FROM outbox WHERE id = $1 AND (plain & $2) <> 0", {id, said_unnamed}).empty();
}

void Outbox::to_new_message(std::int64_t id) {
    database_.execute("UPDATE outbox SET kind = $2, target = '', edit_of = 0 WHERE id = $1", {id, OutboxKind::answer});
}

void Outbox::changes_no_more(std::int64_t id, const std::string& reason) {
    database_.execute("UPDATE outbox SET reason = $2 WHERE id = $1 AND state = 2", {id, reason});
}

void Outbox::clock_went_back(std::chrono::milliseconds by) {
    database_.execute("UPDATE outbox SET not_before = not_before - $1 WHERE state <= 1", {by.count()});
}

void Outbox::wait_no_longer_than(Instant latest) {
    database_.execute("UPDATE outbox SET not_before = $1 WHERE state <= 1 AND not_before > $1", {latest});
}

// A row that was never sent has no time of people; what it waited for stands in for it.
void Outbox::prune(Instant before) {
    database_.execute(
        "DELETE FROM outbox WHERE state >= 2 AND COALESCE(sent_at, cut_off, not_before) < $1 "
        "AND NOT (kind = 0 AND list_date IS NOT NULL AND list_date = (SELECT MAX(n.list_date) FROM outbox n "
        "WHERE n.owner = outbox.owner AND n.kind = 0 AND n.list_date IS NOT NULL))",
        {before});
}

}  // namespace nudged
