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
};

Store::Store(std::unique_ptr<Database> database) : state_(std::make_unique<State>()) {
    state_->database = std::move(database);
}

Store::~Store() = default;

void Store::run(const std::function<void(Tables&)>& work) {
    const std::lock_guard lock(state_->mutex);
    Database& database = *state_->database;
    database.begin();
    try {
        Tables tables(database);
        work(tables);
        database.commit();
    } catch (...) {
        database.rollback();
        throw;
    }
}

void Store::backup(const std::string& file) {
    const std::lock_guard one_at_a_time(state_->backing_up);
    std::unique_ptr<CopyInSlices> copy;
    {
        const std::lock_guard lock(state_->mutex);
        copy = state_->database->copy_to(file);
    }
    for (bool more = true; more;) {
        {
            const std::lock_guard lock(state_->mutex);
            more = copy->step();
        }
        // A mutex is not fair: whoever waits for it gets it only when we stay away for a moment.
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    copy->finish();
}

std::vector<std::string> Store::check() {
    std::vector<std::string> problems;
    const auto locked = [&](const auto& look) {
        const std::lock_guard lock(state_->mutex);
        return look(*state_->database);
    };
    const auto pieces = locked([](Database& database) { return database.pieces_to_check(); });
    for (const std::string& piece : pieces) {
        const auto found = locked([&](Database& database) { return database.check(piece); });
        problems.insert(problems.end(), found.begin(), found.end());
    }
    return problems;
}

}  // namespace nudged
