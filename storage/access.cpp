#include "storage/access.hpp"

#include "storage/database.hpp"

namespace nudged {

void Access::put_code(const std::string& hash, const PairingCode& code) {
    database_.execute(
        "INSERT INTO pairing_code (hash, connector, owner, expires, tries_left) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (hash) DO UPDATE SET connector = excluded.connector, owner = excluded.owner, "
        "expires = excluded.expires, tries_left = excluded.tries_left",
        {hash, code.connector, code.owner, code.expires, code.tries_left});
}

std::optional<PairingCode> Access::redeem(const std::string& hash, const std::string& connector, Instant now) {
    const Rows rows = database_.query(
        "DELETE FROM pairing_code WHERE hash = $1 AND connector = $2 AND expires > $3 AND tries_left > 0 "
        "RETURNING connector, owner, expires, tries_left",
        {hash, connector, now});
    if (rows.empty()) return std::nullopt;
    return PairingCode{rows[0].text(0), rows[0].integer(1), rows[0].instant(2), rows[0].number(3)};
}

void Access::wrong_code(const std::string& connector, Instant now) {
    database_.execute("UPDATE pairing_code SET tries_left = tries_left - 1 WHERE connector = $1 AND expires > $2",
                      {connector, now});
    database_.execute("DELETE FROM pairing_code WHERE expires <= $1 OR tries_left <= 0", {now});
}

bool Access::open_codes(const std::string& connector, Instant now) {
    return !database_
                .query("SELECT 1 FROM pairing_code WHERE connector = $1 AND expires > $2 AND tries_left > 0 LIMIT 1",
                       {connector, now})
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

bool Access::first_word_of_stranger(const std::string& connector, const std::string& account, const std::string& user,
                                    Instant now) {
    return database_.execute(
               "INSERT INTO stranger (connector, account, person, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
               {connector, account, user, now}) == 1;
}

}  // namespace nudged
