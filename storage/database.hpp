// The driver contract. All SQL is written once, for SQLite and PostgreSQL alike: parameters are `$1`, `$2`, ... and
// meant by their number, wherever and however often they stand. A driver binds, runs, and hands back rows.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "storage/records.hpp"
#include "storage/store.hpp"

namespace nudged {

// What a parameter stands for. Texts are not copied: they must live until the statement has run.
class Argument {
public:
    using Value = std::variant<std::monostate, std::int64_t, const std::string*>;

    Argument(std::nullopt_t) {}
    template <std::integral T>
    Argument(T number) : value_(static_cast<std::int64_t>(number)) {}
    template <class T>
    requires std::is_enum_v<T> Argument(T choice) : value_(static_cast<std::int64_t>(choice)) {}
    Argument(Instant at) : value_(std::int64_t{at.time_since_epoch().count()}) {}
    Argument(Date date) : value_(std::int64_t{date.time_since_epoch().count()}) {}
    Argument(const std::string& text) : value_(&text) {}
    template <class T>
    Argument(const std::optional<T>& maybe) : value_(maybe ? Argument(*maybe).value_ : Value{}) {}

    [[nodiscard]] const Value& value() const { return value_; }

private:
    Value value_;
};
using Arguments = std::initializer_list<Argument>;

// One row of an answer; columns are counted from 0. Reading a column as what it is not throws StoreError.
class Row {
public:
    using Value = std::variant<std::monostate, std::int64_t, std::string>;
    explicit Row(std::vector<Value> values) : values_(std::move(values)) {}

    [[nodiscard]] bool is_null(std::size_t column) const;
    [[nodiscard]] std::int64_t integer(std::size_t column) const;
    [[nodiscard]] int number(std::size_t column) const { return static_cast<int>(integer(column)); }
    [[nodiscard]] bool boolean(std::size_t column) const { return integer(column) != 0; }
    [[nodiscard]] const std::string& text(std::size_t column) const;
    [[nodiscard]] Instant instant(std::size_t column) const {
        return Instant(std::chrono::milliseconds(integer(column)));
    }
    [[nodiscard]] Date date(std::size_t column) const { return Date(days(integer(column))); }
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::size_t column) const;
    [[nodiscard]] std::optional<Instant> maybe_instant(std::size_t column) const;
    [[nodiscard]] std::optional<Date> maybe_date(std::size_t column) const;
    template <class T>
    [[nodiscard]] T choice(std::size_t column) const {
        return static_cast<T>(integer(column));
    }

private:
    std::vector<Value> values_;
};
using Rows = std::vector<Row>;

// Copies the whole store, in slices, while other transactions come between two of them.
class CopyInSlices {
public:
    virtual ~CopyInSlices() = default;
    // One slice; true while there is more to do. Between transactions only.
    virtual bool step() = 0;
    // Checks the copy and gives it its name, durably. Does not touch the store.
    virtual void finish() = 0;
};

// Used by one thread at a time. Everything throws StoreError when it fails.
class Database {
public:
    virtual ~Database() = default;

    virtual void begin() = 0;
    // From then on every transaction sees it; it survives a power cut once `make_durable` has returned.
    virtual void commit() = 0;
    // Returns when all that was committed before the call is on the disk. The one thing that several threads may do,
    // and while the database is used otherwise. Throws StoreBroken: what is on the disk is then not known any more.
    virtual void make_durable() = 0;
    // Never throws, and does nothing when the transaction has ended already (as it does by itself on a full disk).
    virtual void rollback() noexcept = 0;

    // Nothing is asked for at present: most of what is kept in memory only for speed is given back.
    virtual void rest() noexcept = 0;

    // The statement is kept prepared under its text, so the text must be one of a limited number.
    virtual Rows query(std::string_view sql, Arguments arguments = {}) = 0;
    // Returns how many rows it changed.
    virtual std::size_t execute(std::string_view sql, Arguments arguments = {}) = 0;
    // The `{serial}` that the last inserted row was given. Much cheaper than a RETURNING.
    [[nodiscard]] virtual std::int64_t last_serial() = 0;

    // Several statements without parameters, separated by `;`. In them `{serial}` is the type of a key that counts
    // by itself and never gives a value twice, `{clustered}` ends a table of short rows that are found by their key.
    virtual void run_script(const std::string& script) = 0;
    [[nodiscard]] virtual int schema_version() = 0;  // 0: nothing is there yet
    virtual void set_schema_version(int version) = 0;
    // Keeps a copy that can be gone back to, before the schema is changed to `version`.
    virtual void keep_copy_before(int version) = 0;

    // Absent when this driver has tools of its own for it (said in the StoreError).
    [[nodiscard]] virtual std::unique_ptr<CopyInSlices> copy_to(const std::string& file) = 0;
    // What `check` looks at, piece by piece, and what is wrong with one piece.
    [[nodiscard]] virtual std::vector<std::string> pieces_to_check() = 0;
    [[nodiscard]] virtual std::vector<std::string> check(const std::string& piece) = 0;
    // For messages: where the store is.
    [[nodiscard]] virtual std::string place() const = 0;
};

}  // namespace nudged
