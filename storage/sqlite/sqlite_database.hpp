// The SQLite driver, through SQLiteCpp: one file, one connection, one process.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "storage/database.hpp"
#include "storage/sqlite/log_sync.hpp"
#include "storage/sqlite/store_file.hpp"

namespace SQLite {
class Database;
}
struct sqlite3;

namespace nudged::sqlite {

struct Prepared;

class SqliteDatabase final : public Database {
public:
    // Opens or makes the file; see open_sqlite_store. The schema is not looked at.
    explicit SqliteDatabase(const std::string& path);
    ~SqliteDatabase() override;

    void begin() override;
    void commit() override;
    void make_durable() override;
    void rollback() noexcept override;
    void rest() noexcept override;
    Rows query(std::string_view sql, Arguments arguments) override;
    std::size_t execute(std::string_view sql, Arguments arguments) override;
    std::int64_t last_serial() override;
    void run_script(const std::string& script) override;
    int schema_version() override;
    void set_schema_version(int version) override;
    void keep_copy_before(int version) override;
    std::unique_ptr<CopyInSlices> copy_to(const std::string& file) override;
    std::vector<std::string> pieces_to_check() override;
    std::vector<std::string> check(const std::string& piece) override;
    std::string place() const override { return file_.path(); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view sql) const { return sql.size(); }  // few are of one length
    };

    static int log_grew(void* self, sqlite3* connection, const char* schema, int pages);
    void open();
    void prove_ours();
    // Runs `work` and turns what SQLite throws into a sentence.
    template <class Work>
    auto guarded(const Work& work);
    Prepared& prepared(std::string_view sql, Arguments arguments);
    void must_be_usable() const;
    void must_be_inside() const;

    StoreFile file_;
    std::unique_ptr<SQLite::Database> connection_;
    std::unordered_map<std::string, std::unique_ptr<Prepared>, Hash, std::equal_to<>> prepared_;
    bool inside_ = false;  // a transaction of ours
    std::string broken_;   // why nothing may be written any more; empty = sound
    std::unique_ptr<LogSync> log_;
    int long_log_ = 0;  // pages: then it is copied
};

}  // namespace nudged::sqlite
