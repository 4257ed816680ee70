// What is remembered. Everything happens in transactions: `transact` runs a function on the tables, and either all it
// did is durable when it returns, or nothing of it happened.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "storage/access.hpp"
#include "storage/chat.hpp"
#include "storage/contacts.hpp"
#include "storage/inbox.hpp"
#include "storage/journal.hpp"
#include "storage/lists.hpp"
#include "storage/outbox.hpp"
#include "storage/owners.hpp"
#include "storage/shelf.hpp"

namespace nudged {

class Database;  // storage/database.hpp: the driver

// A sentence for a person: what is wrong with the store, where, and what to do.
class StoreError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};
class StoreBusy : public StoreError {  // a daemon holds it (exit code 3)
    using StoreError::StoreError;
};
// A key that must be there once is there already: the fault of what was to be written, not of the store.
class StoreConflict : public std::runtime_error {
    using std::runtime_error::runtime_error;
};
class StoreBroken : public StoreError {  // nothing can be relied on any more: end the process, look at the disk
    using StoreError::StoreError;
};
class StoreTooNew : public StoreError {  // made by a newer program (exit code 4)
    using StoreError::StoreError;
};

// The tables, inside one transaction. Not to be kept beyond it.
struct Tables {
    explicit Tables(Database& database);
    Owners owners;
    Contacts contacts;
    Journal journal;
    Shelf shelf;
    Lists lists;
    Outbox outbox;
    Inbox inbox;
    Chat chat;
    Access access;
    // What `attempt` did is taken back when it throws, and the rest of the transaction goes on; the exception passes
    // on.
    void savepoint(const std::function<void()>& attempt);

private:
    Database& database_;
};

// Safe to use from several threads: transactions follow one another, in the order in which they were asked for.
class Store {
public:
    explicit Store(std::unique_ptr<Database> database);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // Commits when `work` returns, rolls back when it throws. Blocks for the commit (synchronous).
    //
    // `work` runs on a thread of the store's own while this one waits: it must hold no lock that another work takes,
    // and use nothing that belongs to a thread. From inside of one it is forbidden, and throws std::logic_error.
    //
    // What several threads ask for meanwhile is committed together; a work that throws takes back what it did itself
    // and nothing else.
    template <class Work>
    auto transact(Work&& work) {
        if constexpr (std::is_void_v<std::invoke_result_t<Work&, Tables&>>) {
            run([&](Tables& tables) { work(tables); });
        } else {
            std::optional<std::invoke_result_t<Work&, Tables&>> result;
            run([&](Tables& tables) { result.emplace(work(tables)); });
            return std::move(*result);
        }
    }

    // `told` is called with the sentence of the first StoreBroken, at most once, on the thread that met it, outside of
    // any transaction. At most one, given before other threads use the store.
    void on_broken(std::function<void(const std::string& why)> told);

    // Commits something that changes nothing. Throws StoreError when nothing can be written.
    void prove_writable();

    // A consistent copy while work goes on, in slices; complete under its name or not there at all. Throws StoreError.
    void backup(const std::string& file);
    // What is wrong with the file, one sentence each; empty = sound. Takes seconds on a large store.
    [[nodiscard]] std::vector<std::string> check();

private:
    struct Waiting;
    struct Group;
    void run(const std::function<void(Tables&)>& work);
    void run_together(const Group& group);
    void commit(const std::function<void(Database&)>& work);
    // Runs `work` on the database alone.
    template <class Work>
    auto locked(const Work& work);
    struct State;
    std::unique_ptr<State> state_;
};

// Opens or makes the file, and brings an older schema up to date after a backup beside it. Throws StoreBusy at once
// when another process holds it, StoreTooNew, or StoreError (not a store of ours, no such folder, read-only, ...).
[[nodiscard]] std::unique_ptr<Store> open_sqlite_store(const std::string& path);

}  // namespace nudged
