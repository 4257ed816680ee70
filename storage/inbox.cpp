#include "storage/inbox.hpp"

#include "storage/database.hpp"

namespace nudged {

bool Inbox::receive(const std::string& connector, const std::string& account, const std::string& key, Instant at,
                    const std::vector<std::string>& other_keys) {
    const auto is_new = [&](const std::string& one) {
        return database_.execute(
                   "INSERT INTO inbox (connector, account, key, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                   {connector, account, one, at}) == 1;
    };
    bool all_are_new = is_new(key);
    for (const auto& other : other_keys) all_are_new = is_new(other) && all_are_new;
    return all_are_new;
}

std::optional<Instant> Inbox::first_between(const std::string& connector, const std::string& account,
                                            const std::string& key, const std::string& end) {
    return database_
        .query("SELECT MIN(at) FROM inbox WHERE connector = $1 AND account = $2 AND key > $3 AND key < $4",
               {connector, account, key, end})[0]
        .maybe_instant(0);
}

void Inbox::failed(const std::string& connector, const std::string& account, const std::string& key,
                   const std::string& reason) {
    database_.execute("UPDATE inbox SET failure = $4 WHERE connector = $1 AND account = $2 AND key = $3",
                      {connector, account, key, reason});
}

std::size_t Inbox::failures() {
    return static_cast<std::size_t>(
        database_.query("SELECT COUNT(*) FROM inbox WHERE failure IS NOT NULL")[0].integer(0));
}

void Inbox::prune(Instant before) { database_.execute("DELETE FROM inbox WHERE at < $1", {before}); }

std::optional<std::string> Inbox::cursor(const std::string& connector, const std::string& account) {
    const Rows rows =
        database_.query("SELECT value FROM poll_cursor WHERE connector = $1 AND account = $2", {connector, account});
    return rows.empty() ? std::nullopt : std::optional(rows[0].text(0));
}

void Inbox::set_cursor(const std::string& connector, const std::string& account, const std::string& value) {
    database_.execute(
        "INSERT INTO poll_cursor (connector, account, value) VALUES ($1, $2, $3) "
        "ON CONFLICT (connector, account) DO UPDATE SET value = excluded.value",
        {connector, account, value});
}

}  // namespace nudged
