// SQLite by hand, with nothing of ours in between: what the store is compared with, and a quick way to fill it.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <stdexcept>
#include <string>

namespace nudged::bench {

class BareDatabase {
public:
    explicit BareDatabase(const std::string& file) {
        if (sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) fail();
    }
    ~BareDatabase() { sqlite3_close_v2(handle_); }
    BareDatabase(const BareDatabase&) = delete;
    BareDatabase& operator=(const BareDatabase&) = delete;

    void run(const char* sql) {
        if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
    }
    [[noreturn]] void fail() const { throw std::runtime_error(sqlite3_errmsg(handle_)); }
    [[nodiscard]] sqlite3* handle() const { return handle_; }

private:
    sqlite3* handle_ = nullptr;
};

// Prepared once. Texts must live until it has run.
class BareStatement {
public:
    BareStatement(const BareDatabase& database, const char* sql) : database_(database) {
        if (sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr) != SQLITE_OK)
            database.fail();
    }
    ~BareStatement() { sqlite3_finalize(handle_); }
    BareStatement(const BareStatement&) = delete;
    BareStatement& operator=(const BareStatement&) = delete;

    template <class... Values>
    void operator()(const Values&... values) {
        int place = 0;
        (bind(++place, values), ...);
        if (sqlite3_step(handle_) != SQLITE_DONE) database_.fail();
        sqlite3_reset(handle_);
    }

private:
    void bind(int place, const std::string& text) {
        sqlite3_bind_text(handle_, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    void bind(int place, std::int64_t number) { sqlite3_bind_int64(handle_, place, number); }

    const BareDatabase& database_;
    sqlite3_stmt* handle_ = nullptr;
};

}  // namespace nudged::bench
