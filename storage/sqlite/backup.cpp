#include "storage/sqlite/backup.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "storage/sqlite/store_file.hpp"

namespace nudged::sqlite {

namespace {

constexpr int pages_in_a_slice = 128;  // a quarter of a megabyte, of an older file half: about a millisecond

class Backup final : public CopyInSlices {
public:
    Backup(SQLite::Database& source, std::string file) : file_(std::move(file)), partial_(file_ + ".partial") {
        make_empty();
        try {
            target_ = std::make_unique<SQLite::Database>(partial_, SQLite::OPEN_READWRITE);
            // Until it has its name nobody relies on it; it is synced as a whole.
            target_->exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;");
            job_ = sqlite3_backup_init(target_->getHandle(), "main", source.getHandle(), "main");
            if (job_ == nullptr) fail(sqlite3_errmsg(target_->getHandle()));
        } catch (const SQLite::Exception& error) {
            discard();
            fail(error.what());
        } catch (...) {
            discard();
            throw;
        }
    }
    ~Backup() override { discard(); }
    Backup(const Backup&) = delete;
    Backup& operator=(const Backup&) = delete;

    bool step() override {
        const int result = sqlite3_backup_step(job_, pages_in_a_slice);
        if (result == SQLITE_OK) return true;
        if (result == SQLITE_DONE) {
            if (const int ended = end_job(); ended != SQLITE_OK) fail(sqlite3_errstr(ended));
            return false;
        }
        fail(sqlite3_errstr(result));
    }

    void finish() override {
        try {
            target_->exec("PRAGMA journal_mode=DELETE;");  // one file that stands alone
            SQLite::Statement check(*target_, "PRAGMA integrity_check(1)");
            if (!check.executeStep() || check.getColumn(0).getString() != "ok")
                fail("the copy is damaged: " + check.getColumn(0).getString());
        } catch (const SQLite::Exception& error) {
            fail(error.what());
        }
        target_.reset();
        sync_file(partial_);
        if (std::rename(partial_.c_str(), file_.c_str()) != 0) fail(std::strerror(errno));
        sync_folder_of(file_);
        named_ = true;
    }

private:
    void make_empty() {
        unlink(partial_.c_str());
        const int fd = open(partial_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0) fail(std::strerror(errno));
        close(fd);
    }
    int end_job() { return sqlite3_backup_finish(std::exchange(job_, nullptr)); }
    void discard() {
        if (job_ != nullptr) end_job();
        target_.reset();
        if (!named_) unlink(partial_.c_str());
    }
    [[noreturn]] void fail(const std::string& why) const {
        throw StoreError("the copy to " + file_ + " could not be made: " + why);
    }

    std::string file_;
    std::string partial_;
    std::unique_ptr<SQLite::Database> target_;
    sqlite3_backup* job_ = nullptr;
    bool named_ = false;
};

}  // namespace

std::unique_ptr<CopyInSlices> start_backup(SQLite::Database& source, const std::string& source_path,
                                           const std::string& file) {
    // The partial file of `X` must not be the store either.
    for (const std::string& name : {file, file + ".partial"}) {
        std::error_code none;
        if (std::filesystem::equivalent(name, source_path, none))
            throw StoreError(file + " is the store itself; name another file for the copy");
    }
    for (const char* beside : {"-wal", "-journal", ".lock", ".control"})
        if (file == source_path + beside)
            throw StoreError(file + " belongs to the store; name another file for the copy");
    return std::make_unique<Backup>(source, file);
}

}  // namespace nudged::sqlite
