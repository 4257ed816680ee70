#include "storage/store.hpp"

#include <signal.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <span>
#include <thread>

#include "storage/database.hpp"

namespace nudged {

Tables::Tables(Database& database)
    : owners(database),
      contacts(database, owners),
      journal(database),
      shelf(database),
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
        owners.forget();
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

// What is committed together: bounded, so that the first does not wait for long.
struct Store::Group {
    std::array<Waiting*, 64> works{};
    std::size_t size = 0;

    [[nodiscard]] std::span<Waiting* const> all() const { return std::span(works).first(size); }
    void fail(const std::exception_ptr& cause) const;
};

// A work that is to be run, on the stack of the thread that waits for it.
struct Store::Waiting {
    enum class Call { none, sync, over };

    const std::function<void(Tables&)>& work;
    std::exception_ptr failure{};
    Group together{};    // of the first of a group: what it is to bring onto the disk
    std::mutex mutex{};  // around `call`; one each, so that those who are called do not wait for one another
    Call call = Call::none;
    std::condition_variable called{};

    // After `over` it may be gone.
    void tell(Call what) {
        const std::lock_guard lock(mutex);
        call = what;
        called.notify_one();
    }
    Call wait() {
        std::unique_lock lock(mutex);
        called.wait(lock, [&] { return call != Call::none; });
        return call;
    }
};

// Those that have not failed already.
void Store::Group::fail(const std::exception_ptr& cause) const {
    for (Waiting* one : all())
        if (!one->failure) one->failure = cause;
}

// One thread of the store's own runs all works, so that its caches stay warm and those of the callers' threads small;
// a group is brought onto the disk by the first whom it concerns, while that thread is at the next already.
struct Store::State {
    std::mutex queueing;  // around the next four; never held while a work runs
    std::condition_variable called;
    std::deque<Waiting*> waiting;
    std::size_t wanted = 1;  // so many must wait before the next group begins
    bool over = false;
    std::mutex mutex;       // around the database
    std::mutex backing_up;  // one copy at a time; never held while `mutex` is waited for by others
    std::unique_ptr<Database> database;
    std::function<void(const std::string&)> told;
    std::once_flag telling;
    std::thread thread;

    // Runs `work`; what breaks the store is told to whom it concerns.
    template <class Work>
    auto watched(const Work& work) {
        try {
            return work();
        } catch (const StoreBroken& error) {
            if (told) std::call_once(telling, told, error.what());
            throw;
        }
    }

    [[nodiscard]] bool is_due() const { return !waiting.empty() && waiting.size() >= wanted; }
    // Changes something of the queue, and calls the thread if a group is due then.
    template <class Change>
    void queue(const Change& change) {
        {
            const std::lock_guard lock(queueing);
            change();
            if (!is_due()) return;
        }
        called.notify_one();
    }
    // Those who wait, once that is due. Nobody: it is over.
    Group next_group() {
        constexpr auto soon = std::chrono::seconds(1);
        Group group;
        std::unique_lock lock(queueing);
        const auto ready = [&] { return over || is_due(); };
        if (!called.wait_for(lock, soon, ready)) {
            lock.unlock();
            rest();
            lock.lock();
            called.wait(lock, ready);
        }
        if (over) return group;
        group.size = std::min(waiting.size(), group.works.size());
        std::copy_n(waiting.begin(), group.size, group.works.begin());
        waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(group.size));
        return group;
    }
    void rest() {
        const std::lock_guard lock(mutex);
        database->rest();
    }
    // While a group is brought onto the disk the next is worked on, once it is of some size: many small ones would cost
    // more than that gains.
    void committed(const Group& group) {
        const std::lock_guard lock(queueing);
        wanted = group.size / 2 + 1;
    }
    // Always follows. The first of the group is the caller's own.
    void sync(const Group& group) {
        try {
            watched([&] { database->make_durable(); });
        } catch (...) {
            group.fail(std::current_exception());
        }
        queue([&] { wanted = 1; });
        for (Waiting* one : group.all().subspan(1)) one->tell(Waiting::Call::over);
    }
    void stop() {
        {
            const std::lock_guard lock(queueing);
            over = true;
        }
        called.notify_one();
        thread.join();
    }
};

Store::Store(std::unique_ptr<Database> database) : state_(std::make_unique<State>()) {
    state_->database = std::move(database);
    // Signals are for the program's own threads: this one lets none end the process.
    sigset_t all{}, before{};
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    state_->thread = std::thread([this] {
        for (auto group = state_->next_group(); group.size != 0; group = state_->next_group()) {
            run_together(group);
            state_->committed(group);
            group.works[0]->together = group;
            group.works[0]->tell(Waiting::Call::sync);
        }
    });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Store::~Store() { state_->stop(); }

void Store::on_broken(std::function<void(const std::string&)> told) { state_->told = std::move(told); }

template <class Work>
auto Store::locked(const Work& work) {
    return state_->watched([&] {
        const std::lock_guard lock(state_->mutex);
        return work(*state_->database);
    });
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
    if (state_->thread.get_id() == std::this_thread::get_id())
        throw std::logic_error("a transaction was asked for inside of another");
    Waiting mine{work};
    state_->queue([&] { state_->waiting.push_back(&mine); });
    if (mine.wait() == Waiting::Call::sync) state_->sync(mine.together);
    if (mine.failure) std::rethrow_exception(mine.failure);
}

void Store::run_together(const Group& group) {
    const auto works = group.all();
    try {
        commit([&](Database& database) {
            if (works.size() == 1) {
                Tables tables(database);
                return works.front()->work(tables);
            }
            for (Waiting* one : works) {
                Tables tables(database);
                try {
                    tables.savepoint([&] { one->work(tables); });
                } catch (const StoreBroken&) {
                    throw;
                } catch (...) {
                    one->failure = std::current_exception();
                }
            }
        });
    } catch (...) {
        group.fail(std::current_exception());
    }
}

void Store::prove_writable() {
    commit([](Database& database) { database.set_schema_version(database.schema_version()); });
    state_->watched([&] { state_->database->make_durable(); });
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
