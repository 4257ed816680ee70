#pragma once

#include "storage/migrations/migrations.hpp"
#include "storage/sqlite/sqlite_database.hpp"
#include "tests/storage/store_suite.hpp"
#include "tests/storage/temp_folder.hpp"

namespace nudged::tests {

class SqliteDriver final : public Driver {
public:
    std::unique_ptr<Store> open() override { return open_sqlite_store(path()); }
    std::unique_ptr<Database> open_bare() override {
        auto database = std::make_unique<sqlite::SqliteDatabase>(path());
        migrate(*database, migrations());
        return database;
    }
    [[nodiscard]] std::string path() const { return folder / "nudged.db"; }
    TempFolder folder;
};

}  // namespace nudged::tests
