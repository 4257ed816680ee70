// A copy of a store that is in use, made by SQLite's backup interface over the same connection.
#pragma once

#include <memory>
#include <string>

#include "storage/database.hpp"

namespace SQLite {
class Database;
}

namespace nudged::sqlite {

// `source_path` is where `source` lives, so that it is not overwritten by its own copy. A file that is there already
// is replaced, at the end and at once. Throws StoreError.
[[nodiscard]] std::unique_ptr<CopyInSlices> start_backup(SQLite::Database& source, const std::string& source_path,
                                                         const std::string& file);

}  // namespace nudged::sqlite
