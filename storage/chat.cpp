#include "storage/chat.hpp"

#include <algorithm>

#include "storage/database.hpp"

namespace nudged {

namespace {

std::vector<ChatLine> lines_of(const Rows& rows) {
    std::vector<ChatLine> lines;
    lines.reserve(rows.size());
    for (const Row& row : rows)
        lines.push_back({row.integer(0), row.integer(1), row.integer(2), row.instant(3), row.boolean(4), row.text(5)});
    return lines;
}

}  // namespace

std::int64_t Chat::append(std::int64_t owner, Instant at, bool mine, const std::string& body) {
    const Rows counted = database_.query(
        "UPDATE owner SET last_line = last_line + 1, last_version = last_version + 1 WHERE id = $1 "
        "RETURNING last_line, last_version",
        {owner});
    if (counted.empty()) throw StoreError("there is no owner " + std::to_string(owner));
    const std::int64_t id = counted[0].integer(0);
    database_.execute("INSERT INTO chat_line (id, version, owner, at, mine, body) VALUES ($1, $2, $3, $4, $5, $6)",
                      {id, counted[0].integer(1), owner, at, mine, body});
    return id;
}

void Chat::replace(std::int64_t owner, std::int64_t id, const std::string& body) {
    const Rows counted = database_.query(
        "UPDATE owner SET last_version = last_version + 1 WHERE id = $1 RETURNING last_version", {owner});
    if (counted.empty()) throw StoreError("there is no owner " + std::to_string(owner));
    database_.execute("UPDATE chat_line SET version = $3, body = $4 WHERE owner = $1 AND id = $2",
                      {owner, id, counted[0].integer(0), body});
}

std::optional<ChatLine> Chat::find(std::int64_t owner, std::int64_t id) {
    const auto lines = lines_of(database_.query(
        "SELECT id, version, owner, at, mine, body FROM chat_line WHERE owner = $1 AND id = $2", {owner, id}));
    return lines.empty() ? std::nullopt : std::optional(lines.front());
}

std::vector<ChatLine> Chat::newest(std::int64_t owner, std::size_t limit) {
    auto lines = lines_of(database_.query(
        "SELECT id, version, owner, at, mine, body FROM chat_line WHERE owner = $1 ORDER BY id DESC LIMIT $2",
        {owner, limit}));
    std::reverse(lines.begin(), lines.end());
    return lines;
}

std::vector<ChatLine> Chat::changed_since(std::int64_t owner, std::int64_t version, std::size_t limit) {
    return lines_of(
        database_.query("SELECT id, version, owner, at, mine, body FROM chat_line WHERE owner = $1 AND version > $2 "
                        "ORDER BY version LIMIT $3",
                        {owner, version, limit}));
}

}  // namespace nudged
