// The contract of the store, as tests that any driver can run: each driver names itself with a `Driver` that opens and
// opens again the same store.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "storage/database.hpp"
#include "storage/store.hpp"

namespace nudged::tests {

// A place for one store. Opening it twice at the same time is refused; opening it after closing finds what was there.
class Driver {
public:
    virtual ~Driver() = default;
    virtual std::unique_ptr<Store> open() = 0;
    virtual std::unique_ptr<Database> open_bare() = 0;  // without the Store around it, after migration
};
using MakeDriver = std::unique_ptr<Driver> (*)();

class StoreContract : public testing::TestWithParam<MakeDriver> {
protected:
    std::unique_ptr<Driver> driver = GetParam()();
    std::unique_ptr<Store> store = driver->open();

    void reopen() {
        store.reset();
        store = driver->open();
    }
    std::int64_t owner_called(const std::string& name) {
        return store->transact([&](Tables& tables) {
            Owner owner;
            owner.name = name;
            return tables.owners.add(owner);
        });
    }
};

inline Instant at(std::int64_t ms) { return Instant(std::chrono::milliseconds(ms)); }
inline Date day(int n) { return Date(days(n)); }

inline Contact contact_called(std::int64_t owner, std::int64_t id, const std::string& name) {
    Contact contact;
    contact.owner = owner;
    contact.id = id;
    contact.name = name;
    contact.base = day(20'000);
    return contact;
}

inline OutboxRow row_to(const std::string& chat, std::int64_t not_before = 0) {
    OutboxRow row;
    row.owner = 1;
    row.connector = "telegram";
    row.account = "bot";
    row.chat = chat;
    row.body = "{}";
    row.not_before = at(not_before);
    return row;
}

}  // namespace nudged::tests
