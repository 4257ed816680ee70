#include "storage/store.hpp"

#include <chrono>
#include <exception>
#include <mutex>
#include <thread>

#include "storage/database.hpp"

namespace nudged {

Tables::Tables(Database& database)
    : owners(database),
      contacts(database),
      journal(database),
      lists(database),
      outbox(database),
      inbox(database),
      chat(database),
      access(database),
      database_(database) {}

void Tables::savepoint(const std::function<void()>& attempt) {
    database_.execute("SAVEPOINT attempt");
    try {
        attempt();
    } catch (...) {
        const auto cause = std::current_exception();
        lists.forget();
        try {
            database_.execute("ROLLBACK TO SAVEPOINT attempt");
            database_.execute("RELEASE SAVEPOINT attempt");
        } catch (const StoreError&) {
            // A full disk ended the whole transaction; the driver lets nothing more be done in it.
        }
        std::rethrow_exception(cause);
    }
    database_.execute("RELEASE SAVEPOINT attempt");
}

struct Store::State {
    std::mutex mutex;
    std::mutex backing_up;  // one copy at a time; never held while `mutex` is waited for by others
    std::unique_ptr<Database> database;
    std::function<void(const std::string&)> told;
    std::once_flag telling;
};

Store::Store(std::unique_ptr<Database> database) : state_(std::make_unique<State>()) {
    state_->database = std::move(database);
}

Store::~Store() = default;

void Store::on_broken(std::function<void(const std::string&)> told) { state_->told = std::move(told); }

template <class Work>
auto Store::locked(const Work& work) {
    try {
        const std::lock_guard lock(state_->mutex);
        return work(*state_->database);
    } catch (const StoreBroken& error) {
        if (state_->told) std::call_once(state_->telling, state_->told, error.what());
        throw;
    }
}

void Store::commit(const std::function<void(Database&)>& work) {
    locked([&](Database& database) {
        database.begin();
        try {
            work(database);
            database.commit();
        } catch (...) {
            database.rollback();
            throw;
        }
    });
}

void Store::run(const std::function<void(Tables&)>& work) {
    commit([&](Database& database) {
        Tables tables(database);
        work(tables);
    });
}

void Store::prove_writable() {
    commit([](Database& database) { database.set_schema_version(database.schema_version()); });
}

void Store::backup(const std::string& file) {
    const std::lock_guard one_at_a_time(state_->backing_up);
    const auto copy = locked([&](Database& database) { return database.copy_to(file); });
    for (bool more = true; more;) {
        more = locked([&](Database&) { return copy->step(); });
        // A mutex is not fair: whoever waits for it gets it only when we stay away for a moment.
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    copy->finish();
}

std::vector<std::string> Store::check() {
    std::vector<std::string> problems;
    const auto pieces = locked([](Database& database) { return database.pieces_to_check(); });
    for (const std::string& piece : pieces) {
        const auto found = locked([&](Database& database) { return database.check(piece); });
        problems.insert(problems.end(), found.begin(), found.end());
    }
    return problems;
}

}  // namespace nudged
