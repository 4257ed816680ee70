#include "storage/shelf.hpp"

#include "storage/database.hpp"
#include "storage/record_json.hpp"

namespace nudged {

std::vector<ShelfItem> Shelf::page(std::int64_t owner, std::int64_t after, std::size_t limit) {
    std::vector<ShelfItem> items;
    for (const Row& row : database_.query(
             "SELECT document FROM shelf WHERE owner = $1 AND id > $2 ORDER BY id LIMIT $3", {owner, after, limit}))
        items.push_back(from_document<ShelfItem>(row.text(0)));
    return items;
}

std::optional<ShelfItem> Shelf::find(std::int64_t owner, std::int64_t id) {
    const Rows rows = database_.query("SELECT document FROM shelf WHERE owner = $1 AND id = $2", {owner, id});
    return rows.empty() ? std::nullopt : std::optional(from_document<ShelfItem>(rows[0].text(0)));
}

std::int64_t Shelf::next_id(std::int64_t owner) {
    const Rows rows = database_.query("SELECT id FROM shelf WHERE owner = $1 ORDER BY id DESC LIMIT 1", {owner});
    return rows.empty() ? 1 : rows[0].integer(0) + 1;
}

void Shelf::put(const ShelfItem& item) {
    database_.execute(
        "INSERT INTO shelf (owner, id, document) VALUES ($1, $2, $3) "
        "ON CONFLICT (owner, id) DO UPDATE SET document = excluded.document",
        {item.owner, item.id, document_of(item)});
}

}  // namespace nudged
