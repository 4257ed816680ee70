// A transaction is on the disk when `transact` returns, and while one is being synced the next is worked on.
#include <gmock/gmock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "tests/storage/sqlite_driver.hpp"

namespace {

std::atomic<int> syncs = 0;
std::atomic<bool> syncs_fail = false;
std::atomic<bool> syncs_of_the_database_fail = false;  // not those of its log
std::atomic<bool> syncs_wait = false;
std::mutex mutex;
std::condition_variable changed;
int waiting = 0;

bool is_the_database(int fd) {
    const auto file = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(fd));
    return file.extension() == ".db";
}

}  // namespace

// Instead of the C library's, for this program and the libraries it uses.
extern "C" int fdatasync(int fd) {
    ++syncs;
    if (syncs_fail || (syncs_of_the_database_fail && is_the_database(fd))) {
        errno = EIO;
        return -1;
    }
    if (syncs_wait) {
        std::unique_lock lock(mutex);
        ++waiting;
        changed.notify_all();
        changed.wait(lock, [] { return !syncs_wait; });
    }
    return static_cast<int>(syscall(SYS_fdatasync, fd));
}

namespace nudged::tests {
namespace {

using testing::HasSubstr;

class Durable : public testing::Test {
protected:
    ~Durable() override { syncs_fail = syncs_wait = syncs_of_the_database_fail = false; }
    static void let_syncs_go() {
        const std::lock_guard lock(mutex);
        syncs_wait = false;
        changed.notify_all();
    }
    void add_ana() {
        store->transact([](Tables& tables) {
            Owner ana;
            ana.name = "ana";
            tables.owners.add(ana);
        });
    }
    SqliteDriver driver;
    std::unique_ptr<Store> store = driver.open();
};

TEST_F(Durable, ATransactionIsSyncedBeforeItReturns) {
    add_ana();
    for (int i = 0; i < 3; ++i) {
        const int before = syncs;
        store->transact([](Tables& tables) { tables.owners.set_wake(1, Instant{}); });
        EXPECT_GT(syncs, before);
    }
}

TEST_F(Durable, WhileOneIsSyncedTheNextIsWorkedOn) {
    add_ana();
    waiting = 0;
    syncs_wait = true;
    std::atomic<bool> first_is_over = false, second_was_run = false;
    std::thread first([&] {
        store->transact([](Tables& tables) { tables.owners.set_wake(1, Instant{}); });
        first_is_over = true;
    });
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [] { return waiting == 1; });
    }
    std::thread second([&] {
        store->transact([&](Tables&) {
            second_was_run = true;
            EXPECT_FALSE(first_is_over) << "nobody goes on before it is on the disk";
            let_syncs_go();
        });
    });
    first.join();
    second.join();
    EXPECT_TRUE(second_was_run);
}

TEST_F(Durable, ADatabaseThatCouldNotBeSyncedWhenTheLogIsCopiedIntoItBreaksTheStoreForGood) {
    add_ana();
    syncs_of_the_database_fail = true;
    const auto write = [&] {
        store->transact([](Tables& tables) { tables.chat.append(1, Instant{}, true, std::string(1 << 20, 'x')); });
    };
    constexpr int more_than_the_log_holds = 40;
    EXPECT_THROW(
        {
            for (int i = 0; i < more_than_the_log_holds; ++i) write();
        },
        StoreBroken);
    syncs_of_the_database_fail = false;
    EXPECT_THROW(write(), StoreBroken);
}

TEST_F(Durable, WhatCouldNotBeSyncedBreaksTheStoreForGood) {
    std::string told;
    store->on_broken([&](const std::string& why) { told = why; });
    add_ana();
    syncs_fail = true;
    const auto write = [&] { store->transact([](Tables& tables) { tables.owners.set_wake(1, Instant{}); }); };
    EXPECT_THROW(write(), StoreBroken);
    EXPECT_THAT(told, HasSubstr("could not be made durable"));
    syncs_fail = false;
    EXPECT_THROW(write(), StoreBroken) << "a later sync that succeeds proves nothing";
}

}  // namespace
}  // namespace nudged::tests
