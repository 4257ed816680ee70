#include "storage/access.hpp"

#include "storage/database.hpp"

namespace nudged {

void Access::put_code(const std::string& hash, const PairingCode& code) {
    database_.execute(
        "INSERT INTO pairing_code (hash, connector, owner, expires, tries_left) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (hash) DO UPDATE SET connector = excluded.connector, owner = excluded.owner, "
        "expires = excluded.expires, tries_left = excluded.tries_left",
        {hash, code.connector, code.owner, code.expires, code.tries});
}

std::optional<PairingCode> Access::redeem(const std::string& hash, const std::string& connector, Instant now) {
    const Rows rows = database_.query(
        "DELETE FROM pairing_code WHERE hash = $1 AND connector = $2 AND expires > $3 "
        "RETURNING connector, owner, expires, tries_left",
        {hash, connector, now});
    if (rows.empty()) return std::nullopt;
    return PairingCode{rows[0].text(0), rows[0].integer(1), rows[0].instant(2), rows[0].number(3)};
}

void Access::wrong_code(const Stranger& by, Instant now) {
    database_.execute(
        "INSERT INTO wrong_code (hash, account, person, tries) "
        "SELECT hash, $1, $2, 1 FROM pairing_code WHERE connector = $3 AND expires > $4 "
        "ON CONFLICT (hash, account, person) DO UPDATE SET tries = wrong_code.tries + 1",
        {by.account, by.user, by.connector, now});
    database_.execute("DELETE FROM pairing_code WHERE expires <= $1", {now});
}

bool Access::may_try_code(const Stranger& who, Instant now) {
    return !database_
                .query(
                    "SELECT 1 FROM pairing_code c LEFT JOIN wrong_code w "
                    "ON w.hash = c.hash AND w.account = $1 AND w.person = $2 "
                    "WHERE c.connector = $3 AND c.expires > $4 AND c.tries_left > COALESCE(w.tries, 0) LIMIT 1",
                    {who.account, who.user, who.connector, now})
                .empty();
}

void Access::put_session(const std::string& hash, std::int64_t owner, Instant created) {
    database_.execute(
        "INSERT INTO web_session (hash, owner, created) VALUES ($1, $2, $3) "
        "ON CONFLICT (hash) DO UPDATE SET owner = excluded.owner, created = excluded.created",
        {hash, owner, created});
}

std::optional<std::int64_t> Access::session(const std::string& hash) {
    const Rows rows = database_.query("SELECT owner FROM web_session WHERE hash = $1", {hash});
    return rows.empty() ? std::nullopt : std::optional(rows[0].integer(0));
}

void Access::prune(Instant sessions_before, Instant now) {
    database_.execute("DELETE FROM web_session WHERE created < $1", {sessions_before});
    database_.execute("DELETE FROM pairing_code WHERE expires <= $1", {now});
}

bool Access::first_word_of_stranger(const Stranger& who, Instant now) {
    return database_.execute(
               "INSERT INTO stranger (connector, account, person, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
               {who.connector, who.account, who.user, now}) == 1;
}

}  // namespace nudged
