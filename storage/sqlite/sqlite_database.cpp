#include "storage/sqlite/sqlite_database.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <malloc.h>
#include <sqlite3.h>

#include <array>
#include <optional>
#include <utility>

#include "storage/migrations/migrations.hpp"
#include "storage/sqlite/backup.hpp"
#include "storage/sqlite/log_writes.hpp"

namespace nudged::sqlite {

namespace {

constexpr int application_id = 0x6e756467;  // "nudg"

// One connection that nobody shares (SQLite before 3.51 can lose a WAL that two connections reset), commits that we
// sync ourselves (log_sync.hpp), no memory map, and no trust in what a file that was handed to us may contain. Nothing
// is written before the commit (cache_spill): after a savepoint that takes back what was written already, SQLite before
// 3.44 may commit with wrong checksums, and a crash then loses that commit and all that follow it in the log.
constexpr const char* settings =
    "PRAGMA synchronous=NORMAL; PRAGMA mmap_size=0; PRAGMA cache_spill=OFF; PRAGMA temp_store=MEMORY; PRAGMA "
    "wal_autocheckpoint=0;"
    "PRAGMA foreign_keys=ON;";

// Of a new file; an older one keeps its 4096. A reply changes few rows on many pages, and each page is written whole.
constexpr const char* page_size = "PRAGMA page_size=2048";

// Under load the same pages are written again and again: a log of so many bytes before they are copied into the
// database saves most of it, and is read in some 100 ms after a crash.
constexpr int long_log = 1 << 25;

// KiB of pages. Three times as many make replies no faster (tests/bench/slack): what is missing is in the memory of the
// kernel.
constexpr const char* cache_at_work = "PRAGMA cache_size=-1024";
constexpr const char* cache_at_rest = "PRAGMA cache_size=-512";

std::string not_durable(const std::string& path) {
    return path + " could not be made durable; check the disk, then start nudged again";
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

}  // namespace

struct Prepared {
    Prepared(const SQLite::Database& database, const std::string& sql) : statement(database, sql) {}

    SQLite::Statement statement;
    std::vector<int> places;  // of `$1`, `$2`, ...: SQLite numbers them by first appearance
};

namespace {

// Whatever happens, a kept statement is left ready for its next use, and holds on to no text of the caller.
class Use {
public:
    explicit Use(SQLite::Statement& statement) : statement_(statement) {}
    ~Use() {
        statement_.tryReset();
        try {
            statement_.clearBindings();
        } catch (const SQLite::Exception&) {  // it never fails, but is declared to
        }
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

private:
    SQLite::Statement& statement_;
};

// Nobody asks SQLite how much memory it has: counting would take a lock for every piece. Once, before its first use.
void count_no_memory() {
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(done);  // refused when something else in the process has begun with SQLite: then it counts
}

Row row_of(const SQLite::Statement& statement) {
    std::vector<Row::Value> values;
    const int columns = statement.getColumnCount();
    values.reserve(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i) {
        const SQLite::Column column = statement.getColumn(i);
        if (column.isInteger())
            values.emplace_back(std::int64_t{column.getInt64()});
        else if (column.isNull())
            values.emplace_back();
        else
            values.emplace_back(column.getString());
    }
    return Row(std::move(values));
}

}  // namespace

template <class Work>
auto SqliteDatabase::guarded(const Work& work) {
    try {
        return work();
    } catch (const SQLite::Exception& error) {
        const std::string& path = file_.path();
        const int extended = error.getExtendedErrorCode();
        switch (error.getErrorCode() & 0xff) {
            case SQLITE_FULL:
                throw StoreError("the disk of " + path + " is full; free some space");
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                throw StoreBusy(path + " is in use by another program; close that first");
            case SQLITE_READONLY:
            case SQLITE_CANTOPEN:
            case SQLITE_PERM:
                throw StoreError(path + " cannot be written (" + error.what() +
                                 "); check the permissions of it and its folder");
            case SQLITE_NOTADB:
            case SQLITE_CORRUPT:
                broken_ = path + " is damaged (" + error.what() + "); restore a backup";
                throw StoreBroken(broken_);
            case SQLITE_IOERR:
                // What a failed fsync left on disk is unknown for good; a second one that succeeds proves nothing.
                if (extended == SQLITE_IOERR_FSYNC || extended == SQLITE_IOERR_DIR_FSYNC) {
                    broken_ = not_durable(path);
                    throw StoreBroken(broken_);
                }
                throw StoreError(path + " could not be read or written (" + error.what() +
                                 "); check the disk and its limits");
            case SQLITE_CONSTRAINT:
                throw StoreConflict(path + ": " + error.what());
            default:
                throw StoreError(path + ": " + error.what());
        }
    }
}

SqliteDatabase::SqliteDatabase(const std::string& path) : file_(path) {
    count_no_memory();
    guarded([&] { open(); });
}

SqliteDatabase::~SqliteDatabase() = default;

void SqliteDatabase::open() {
    constexpr int wait_ms = 5'000;
    // No two threads are ever in it at once (database.hpp), so that SQLite need not lock at every call.
    connection_ = std::make_unique<SQLite::Database>(file_.path(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX,
                                                     wait_ms, vfs_that_gathers_the_log());
    connection_->exec(page_size);
    connection_->exec("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA locking_mode=EXCLUSIVE;");
    prove_ours();
    connection_->exec("PRAGMA journal_mode=WAL;");
    connection_->exec(settings);
    // The last transaction goes beyond it. Cutting that off each time would cost more than it is worth.
    connection_->exec("PRAGMA journal_size_limit=" + std::to_string(long_log + long_log / 8));
    connection_->exec(cache_at_work);
    static_cast<void>(schema_version());  // the first read makes the log
    long_log_ = long_log / static_cast<int>(query("PRAGMA page_size", {}).at(0).number(0));
    log_ = std::make_unique<LogSync>(file_.path() + "-wal");
    sqlite3_wal_hook(connection_->getHandle(), &SqliteDatabase::log_grew, this);
}

void SqliteDatabase::prove_ours() {
    const auto number = [&](const char* sql) {
        SQLite::Statement statement(*connection_, sql);
        return statement.executeStep() ? statement.getColumn(0).getInt() : 0;
    };
    try {
        const int found = number("PRAGMA application_id");
        if (found == application_id) return;
        if (found != 0 || number("SELECT count(*) FROM sqlite_schema") != 0 || number("PRAGMA page_count") != 0)
            throw StoreError(file_.path() + " is a database of another program; name another place for the store");
    } catch (const SQLite::Exception& error) {
        if (error.getErrorCode() != SQLITE_NOTADB) throw;
        throw StoreError(file_.path() + " is not a store of nudged; name another place for the store");
    }
    connection_->exec("PRAGMA application_id=" + std::to_string(application_id));
}

void SqliteDatabase::must_be_usable() const {
    if (!broken_.empty()) throw StoreBroken(broken_);
    if (!file_.still_there())
        throw StoreBroken(file_.path() + " was removed or replaced while in use; put it back, then start nudged again");
}

void SqliteDatabase::begin() {
    must_be_usable();
    execute("BEGIN IMMEDIATE", {});
    inside_ = true;
}

void SqliteDatabase::commit() {
    execute("COMMIT", {});
    inside_ = false;
    if (!broken_.empty()) throw StoreBroken(broken_);
}

void SqliteDatabase::make_durable() { log_->wait(); }

// Called by SQLite after each commit that wrote something. Copies the log into the database once it is long. SQLite's
// own would keep it to itself when what it copied could not be synced, and begin the log anew over it. Other troubles
// leave the log as it is, for the next commit to try again.
int SqliteDatabase::log_grew(void* self, sqlite3* connection, const char* schema, int pages) {
    auto& database = *static_cast<SqliteDatabase*>(self);
    database.log_->committed();
    if (pages < database.long_log_) return SQLITE_OK;
    if (sqlite3_wal_checkpoint_v2(connection, schema, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr) == SQLITE_OK)
        return SQLITE_OK;
    const int why = sqlite3_extended_errcode(connection);
    if (why == SQLITE_IOERR_FSYNC || why == SQLITE_IOERR_DIR_FSYNC)
        database.broken_ = not_durable(database.file_.path());
    return SQLITE_OK;
}

void SqliteDatabase::rollback() noexcept {
    inside_ = false;
    if (sqlite3_get_autocommit(connection_->getHandle()) == 0) connection_->tryExec("ROLLBACK");
}

void SqliteDatabase::rest() noexcept {
    connection_->tryExec(cache_at_rest);
    connection_->tryExec(cache_at_work);
    malloc_trim(0);  // SQLite has given it back to the allocator only
}

// SQLite ends a transaction by itself when the disk is full. A statement after that would be a transaction of its own.
void SqliteDatabase::must_be_inside() const {
    if (inside_ && sqlite3_get_autocommit(connection_->getHandle()) != 0)
        throw StoreError(file_.path() + ": the transaction was given up after an earlier error");
}

Prepared& SqliteDatabase::prepared(std::string_view sql, Arguments arguments) {
    must_be_inside();
    auto found = prepared_.find(sql);
    if (found == prepared_.end()) {
        auto made = std::make_unique<Prepared>(*connection_, std::string(sql));
        for (std::size_t i = 1; i <= arguments.size(); ++i)
            made->places.push_back(made->statement.getIndex(("$" + std::to_string(i)).c_str()));
        found = prepared_.emplace(std::string(sql), std::move(made)).first;
    }
    Prepared& ready = *found->second;
    std::size_t i = 0;
    for (const Argument& argument : arguments) {
        const int place = ready.places.at(i++);
        if (const auto* number = std::get_if<std::int64_t>(&argument.value()))
            ready.statement.bind(place, *number);
        else if (const auto* text = std::get_if<const std::string*>(&argument.value()))
            ready.statement.bindNoCopy(place, **text);
        else
            ready.statement.bind(place);
    }
    return ready;
}

Rows SqliteDatabase::query(std::string_view sql, Arguments arguments) {
    return guarded([&] {
        SQLite::Statement& statement = prepared(sql, arguments).statement;
        const Use use(statement);
        Rows rows;
        while (statement.executeStep()) rows.push_back(row_of(statement));
        return rows;
    });
}

std::size_t SqliteDatabase::execute(std::string_view sql, Arguments arguments) {
    return guarded([&] {
        SQLite::Statement& statement = prepared(sql, arguments).statement;
        const Use use(statement);
        return static_cast<std::size_t>(statement.exec());
    });
}

std::int64_t SqliteDatabase::last_serial() { return connection_->getLastInsertRowid(); }

void SqliteDatabase::run_script(const std::string& script) {
    guarded([&] {
        connection_->exec(replaced(replaced(script, "{serial}", "INTEGER PRIMARY KEY AUTOINCREMENT"), "{clustered}",
                                   "WITHOUT ROWID"));
    });
}

int SqliteDatabase::schema_version() { return query("PRAGMA user_version", {}).at(0).number(0); }

void SqliteDatabase::set_schema_version(int version) { run_script("PRAGMA user_version=" + std::to_string(version)); }

void SqliteDatabase::keep_copy_before(int version) {
    const auto copy = copy_to(file_.path() + ".before-" + std::to_string(version));
    while (copy->step()) {
    }
    copy->finish();
}

std::unique_ptr<CopyInSlices> SqliteDatabase::copy_to(const std::string& file) {
    must_be_usable();
    return start_backup(*connection_, file_.path(), file);
}

std::vector<std::string> SqliteDatabase::pieces_to_check() {
    std::vector<std::string> names{"sqlite_schema"};
    for (const Row& row : query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", {}))
        names.push_back(row.text(0));
    return names;
}

std::vector<std::string> SqliteDatabase::check(const std::string& piece) {
    std::vector<std::string> problems;
    for (const Row& row : query("PRAGMA quick_check(" + piece + ")", {}))
        if (row.text(0) != "ok")
            problems.push_back(file_.path() + " is damaged: " + row.text(0) + "; restore a backup");
    return problems;
}

}  // namespace nudged::sqlite

namespace nudged {

std::unique_ptr<Store> open_sqlite_store(const std::string& path) {
    auto database = std::make_unique<sqlite::SqliteDatabase>(path);
    migrate(*database, migrations());
    return std::make_unique<Store>(std::move(database));
}

}  // namespace nudged
