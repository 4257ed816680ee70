// What is committed is found again after a crash, however the transaction came to be.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <string>

#include "tests/storage/sqlite_driver.hpp"

namespace nudged::tests {
namespace {

// About as much as SQLite keeps in its cache.
void say_much(Tables& tables) {
    for (int i = 0; i < 1'500; ++i) tables.chat.append(1, Instant{}, true, std::string(2'000, 'x'));
}

void add_owner(Store& store, const std::string& name) {
    store.transact([&](Tables& tables) {
        Owner owner;
        owner.name = name;
        tables.owners.add(owner);
    });
}

void commit_after_much_was_taken_back(Store& store) {
    store.transact([](Tables& tables) {
        try {
            tables.savepoint([&] {
                for (int i = 0; i < 3; ++i) {
                    say_much(tables);
                    tables.owners.set_wake(1, Instant{} + std::chrono::seconds(i));  // the same page again and again
                }
                throw std::runtime_error("taken back");
            });
        } catch (const std::runtime_error&) {
        }
        tables.chat.append(1, Instant{}, true, "kept");
    });
}

TEST(LogWrites, ACrashLosesNothingThatWasCommittedAfterMuchWasTakenBack) {
    const SqliteDriver driver;
    const pid_t child = fork();
    if (child == 0) {
        const auto store = open_sqlite_store(driver.path());
        add_owner(*store, "ana");
        commit_after_much_was_taken_back(*store);
        add_owner(*store, "ben");
        _exit(0);  // with the store open
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_EQ(status, 0);
    EXPECT_EQ(open_sqlite_store(driver.path())->transact([](Tables& tables) { return tables.owners.count(); }), 2U);
}

}  // namespace
}  // namespace nudged::tests
