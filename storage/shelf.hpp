// The helpful things that an owner keeps, to give.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/records.hpp"

namespace nudged {

class Database;

class Shelf {
public:
    explicit Shelf(Database& database) : database_(database) {}

    // By number; what was dropped too. `after` = the last number of the page before, 0 first.
    [[nodiscard]] std::vector<ShelfItem> page(std::int64_t owner, std::int64_t after, std::size_t limit);
    [[nodiscard]] std::optional<ShelfItem> find(std::int64_t owner, std::int64_t id);
    [[nodiscard]] std::int64_t next_id(std::int64_t owner);
    void put(const ShelfItem& item);

private:
    Database& database_;
};

// What a journal entry says of a thing, as JournalEntry::changes wants it: with its number, so that it is found again.
[[nodiscard]] std::string shelf_changes(const std::optional<ShelfItem>& before, const ShelfItem& after);
// The number of the thing that an entry changed; absent when it is no entry of the shelf.
[[nodiscard]] std::optional<std::int64_t> shelf_item_in(const std::string& changes);
// The thing as it was before; absent when it was not there yet.
[[nodiscard]] std::optional<ShelfItem> without_shelf_changes(const ShelfItem& item, const std::string& changes);

}  // namespace nudged
