// What only a file can do: be held by somebody else, be something else, be damaged, be full.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/storage/sqlite_driver.hpp"

namespace nudged::tests {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

mode_t mode_of(const std::string& path) {
    struct stat about {};
    EXPECT_EQ(stat(path.c_str(), &about), 0) << path;
    return about.st_mode & 0777;
}

std::string refusal(const std::string& path) {
    try {
        (void)open_sqlite_store(path);
    } catch (const StoreError& error) {
        return error.what();
    }
    return "it was opened";
}

void write_file(const std::string& path, const std::string& content) { std::ofstream(path) << content; }

void run_sql(const std::string& path, const char* sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
}

// The exit status of `work`, done by a process of its own.
template <class Work>
int in_child(const Work& work) {
    const pid_t child = fork();
    if (child == 0) _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void add_owner(Store& store, const std::string& name) {
    store.transact([&](Tables& tables) {
        Owner owner;
        owner.name = name;
        tables.owners.add(owner);
    });
}

std::size_t owners_in(Store& store) {
    return store.transact([](Tables& tables) { return tables.owners.count(); });
}

class Sqlite : public testing::Test {
protected:
    SqliteDriver driver;
};

TEST_F(Sqlite, MakesItsFolderAndItsFilesForTheUserAlone) {
    const std::string path = driver.folder / "new/deep/nudged.db";
    const auto store = open_sqlite_store(path);
    add_owner(*store, "me");
    EXPECT_EQ(mode_of(driver.folder / "new"), 0700U);
    EXPECT_EQ(mode_of(driver.folder / "new/deep"), 0700U);
    for (const char* end : {"", ".lock", "-wal"}) EXPECT_EQ(mode_of(path + end), 0600U) << end;
}

TEST_F(Sqlite, TakesAwayTheRightsOfOthers) {
    driver.open();
    chmod(driver.path().c_str(), 0644);
    const auto store = driver.open();
    EXPECT_EQ(mode_of(driver.path()), 0600U);
}

TEST_F(Sqlite, ASecondProcessIsRefusedAtOnceAndChangesNothing) {
    const auto store = driver.open();
    EXPECT_EQ(in_child([&] {
                  try {
                      (void)driver.open();
                  } catch (const StoreBusy& busy) {
                      return std::string(busy.what()).find(driver.path()) == 0 ? 3 : 1;
                  }
                  return 0;
              }),
              3);
    EXPECT_THROW((void)driver.open(), StoreBusy);
    add_owner(*store, "me");
    EXPECT_EQ(owners_in(*store), 1U);
}

TEST_F(Sqlite, SaysWhatItCannotOpenAndWhatToDo) {
    const auto here = [&](const char* name) { return driver.folder / name; };
    write_file(here("text"), std::string(5'000, 'x'));
    EXPECT_EQ(refusal(here("text")), here("text") + " is not a store of nudged; name another place for the store");
    write_file(here("empty"), "");
    EXPECT_THAT(refusal(here("empty")), HasSubstr("is an empty file that nudged did not make"));
    EXPECT_THAT(refusal(here("empty")), HasSubstr("is an empty file that nudged did not make"));
    mkdir(here("folder").c_str(), 0700);
    EXPECT_EQ(refusal(here("folder")), here("folder") + " is not a file; name another place for the store");
    EXPECT_THAT(refusal(here("text/x.db")), HasSubstr(here("text") + " is not a folder"));
    run_sql(here("foreign"), "CREATE TABLE t (x)");
    EXPECT_EQ(refusal(here("foreign")),
              here("foreign") + " is a database of another program; name another place for the store");
    run_sql(here("bare"), "PRAGMA user_version = 3");
    EXPECT_THAT(refusal(here("bare")), HasSubstr("is a database of another program"));
    EXPECT_THAT(refusal("/proc/nudged/x.db"), HasSubstr("the folder /proc/nudged does not exist and cannot be made"));
}

TEST_F(Sqlite, SaysThatAFolderIsReadOnly) {
    const int status = in_child([&] {
        if (geteuid() == 0 && setuid(65'534) != 0) return 2;
        chmod(driver.folder.path().c_str(), 0500);
        return refusal("/usr/nudged.db").find("/usr/nudged.db.lock cannot be written") == 0 ? 0 : 1;
    });
    EXPECT_EQ(status, 0);
}

TEST_F(Sqlite, AStartThatWasCutShortIsTakenUp) {
    write_file(driver.path(), "");
    write_file(driver.path() + ".lock", "");
    add_owner(*driver.open(), "me");
}

TEST_F(Sqlite, RefusesANewerStoreNamingBothFormatsAndLeavesItAsItIs) {
    driver.open();
    run_sql(driver.path(), "PRAGMA user_version = 99");
    try {
        (void)driver.open();
        FAIL();
    } catch (const StoreTooNew& error) {
        EXPECT_THAT(error.what(), HasSubstr("has format 99, this program knows formats up to " +
                                            std::to_string(migrations().size())));
    }
    EXPECT_EQ(sqlite::SqliteDatabase(driver.path()).schema_version(), 99);
}

constexpr Migration with_a_second[] = {
    {"001_first", "CREATE TABLE t (x BIGINT); INSERT INTO t VALUES (1)"},
    {"002_second", "ALTER TABLE t ADD COLUMN y BIGINT; UPDATE t SET y = x + 1"},
};
constexpr Migration with_a_broken_second[] = {
    with_a_second[0],
    {"002_broken", "ALTER TABLE t ADD COLUMN y BIGINT; UPDATE nowhere SET y = 1"},
};

TEST_F(Sqlite, MigratesStepByStepAfterACopy) {
    sqlite::SqliteDatabase database(driver.path());
    migrate(database, {with_a_second, 1});
    EXPECT_NE(access((driver.path() + ".before-2").c_str(), F_OK), 0);
    migrate(database, with_a_second);
    EXPECT_EQ(database.schema_version(), 2);
    EXPECT_EQ(database.query("SELECT y FROM t", {}).at(0).integer(0), 2);
    const std::string copy = driver.path() + ".before-2";
    EXPECT_EQ(mode_of(copy), 0600U);
    sqlite::SqliteDatabase before(copy);
    EXPECT_EQ(before.schema_version(), 1);
    EXPECT_EQ(before.query("SELECT x FROM t", {}).size(), 1U);
}

TEST_F(Sqlite, AListOfBeforeIsTakenForDeliveredWhenItWasNudged) {
    {
        sqlite::SqliteDatabase before(driver.path());
        migrate(before, migrations().first(3));
        const std::string open = R"({"owner":1,"date":"2026-03-04","items":[{"number":1,"name":")", seen = R"("}])";
        for (const auto& [date, document] : {std::pair(1, open + "Mum" + seen + R"(,"nudged":true,"answered":true})"),
                                             std::pair(2, open + R"(\"nudged\":true)" + seen + "}")})
            before.execute("INSERT INTO list (owner, date, document) VALUES (1, $1, $2)", {date, document});
    }
    driver.open()->transact([](Tables& tables) {
        EXPECT_TRUE(tables.lists.find(1, day(1))->delivered);
        EXPECT_TRUE(tables.lists.find(1, day(1))->answered);
        EXPECT_FALSE(tables.lists.find(1, day(2))->delivered);
        EXPECT_EQ(tables.lists.find(1, day(2))->items.at(0).name, "\"nudged\":true");
    });
}

TEST_F(Sqlite, TouchesOfBeforeKeepWhatTheySay) {
    {
        sqlite::SqliteDatabase before(driver.path());
        migrate(before, migrations().first(8));
        before.execute("INSERT INTO owner (id, name, document) VALUES (1, 'a', '{}'), (2, 'b', '{}')", {});
        for (const std::int64_t owner : {1, 2})
            for (const std::int64_t id : {1, 2})
                before.execute(
                    "INSERT INTO touch (owner, id, contact, at, kind, channel, note, entry) "
                    "VALUES ($1, $2, 7, 50, 1, 'call', $3, $2)",
                    {owner, id, std::to_string(owner * 10 + id)});
    }
    driver.open()->transact([](Tables& tables) {
        const auto notes = [&](std::int64_t owner) {
            std::vector<std::string> found;
            for (const Touch& touch : tables.journal.touches(owner, 7, 9)) found.push_back(touch.note);
            return found;
        };
        EXPECT_THAT(notes(1), ElementsAre("12", "11"));
        EXPECT_THAT(notes(2), ElementsAre("22", "21"));
        const Touch touch = tables.journal.touches(2, 7, 1).at(0);
        EXPECT_EQ(touch.at, Instant{std::chrono::milliseconds(50)});
        EXPECT_EQ(touch.kind, TouchKind::help);
        EXPECT_EQ(touch.channel, "call");
        EXPECT_EQ(touch.entry, 2);
    });
}

TEST_F(Sqlite, AMigrationThatFailsChangesNothing) {
    sqlite::SqliteDatabase database(driver.path());
    migrate(database, {with_a_second, 1});
    try {
        migrate(database, with_a_broken_second);
        FAIL();
    } catch (const StoreError& error) {
        EXPECT_THAT(error.what(), HasSubstr("could not be brought to format 2 (002_broken)"));
    }
    EXPECT_EQ(database.schema_version(), 1);
    migrate(database, with_a_second);
    EXPECT_EQ(database.query("SELECT y FROM t", {}).at(0).integer(0), 2);
}

TEST_F(Sqlite, AMigrationCutShortIsFinishedByTheNextStart) {
    { migrate(*std::make_unique<sqlite::SqliteDatabase>(driver.path()), {with_a_second, 1}); }
    EXPECT_EQ(in_child([&] {
                  sqlite::SqliteDatabase database(driver.path());
                  database.begin();
                  database.run_script(with_a_second[1].script);
                  database.set_schema_version(2);
                  _exit(7);
                  return 0;
              }),
              7);
    sqlite::SqliteDatabase database(driver.path());
    EXPECT_EQ(database.schema_version(), 1);
    migrate(database, with_a_second);
    EXPECT_EQ(database.query("SELECT y FROM t", {}).at(0).integer(0), 2);
}

TEST_F(Sqlite, AProcessThatDiesInATransactionLeavesNothingOfIt) {
    EXPECT_EQ(in_child([&] {
                  const auto store = driver.open();
                  add_owner(*store, "kept");
                  store->transact([](Tables& tables) {
                      Owner owner;
                      owner.name = "lost";
                      tables.owners.add(owner);
                      _exit(7);
                  });
                  return 0;
              }),
              7);
    const auto store = driver.open();
    EXPECT_EQ(owners_in(*store), 1U);
    EXPECT_THAT(store->check(), IsEmpty());
}

TEST_F(Sqlite, EveryCommitThatWasAcknowledgedOutlivesAKill) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        const auto store = driver.open();
        for (int n = 1;; ++n) {
            add_owner(*store, "o" + std::to_string(n));
            if (write(pipe_ends[1], &n, sizeof n) != sizeof n) _exit(1);
        }
    }
    close(pipe_ends[1]);
    int acknowledged = 0;
    while (acknowledged < 20 && read(pipe_ends[0], &acknowledged, sizeof acknowledged) > 0) {
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (read(pipe_ends[0], &acknowledged, sizeof acknowledged) > 0) {
    }
    close(pipe_ends[0]);
    const auto store = driver.open();
    EXPECT_GE(acknowledged, 20);
    const auto found = owners_in(*store);
    EXPECT_TRUE(found == static_cast<std::size_t>(acknowledged) || found == static_cast<std::size_t>(acknowledged) + 1)
        << found << " of " << acknowledged;
    EXPECT_THAT(store->check(), IsEmpty());
}

// What a limit on the size of files does is done in a process of its own, so that it harms nobody else.
TEST_F(Sqlite, ADiskThatFillsUpLeavesNoHalfTransactionAndTheStoreGoesOn) {
    EXPECT_EQ(in_child([&] {
                  std::signal(SIGXFSZ, SIG_IGN);
                  const auto store = driver.open();
                  add_owner(*store, "before");
                  struct stat wal {};
                  stat((driver.path() + "-wal").c_str(), &wal);
                  const rlimit tight{static_cast<rlim_t>(wal.st_size) + 20'000, RLIM_INFINITY},
                      wide{RLIM_INFINITY, RLIM_INFINITY};
                  setrlimit(RLIMIT_FSIZE, &tight);
                  const auto too_much = [&](Tables& tables) {
                      const std::string large(500'000, 'x');
                      for (int i = 0; i < 20; ++i) {
                          Owner owner;
                          owner.name = "o" + std::to_string(i) + large;
                          tables.owners.add(owner);
                      }
                  };
                  try {
                      store->transact(too_much);
                      return 1;
                  } catch (const StoreError& error) {
                      if (std::string(error.what()).find(driver.path()) == std::string::npos) return 2;
                  }
                  setrlimit(RLIMIT_FSIZE, &wide);
                  if (owners_in(*store) != 1) return 3;
                  add_owner(*store, "after");
                  return 0;
              }),
              0);
    const auto store = driver.open();
    EXPECT_EQ(owners_in(*store), 2U);
    EXPECT_THAT(store->check(), IsEmpty());
}

TEST_F(Sqlite, AFullDatabaseGivesUpTheWholeTransactionWhateverItsCallerCatches) {
    auto database = driver.open_bare();
    database->run_script("PRAGMA max_page_count = 120");
    Store store(std::move(database));
    add_owner(store, "before");
    int refused = 0;
    const auto fill_up = [&](Tables& tables) {
        const std::string large(100'000, 'x');
        for (int i = 0; i < 20; ++i) {
            Owner owner;
            owner.name = "o" + std::to_string(i) + large;
            try {
                tables.savepoint([&] { tables.owners.add(owner); });
            } catch (const StoreError& error) {
                if (refused++ == 0) {
                    EXPECT_THAT(error.what(), HasSubstr("is full; free some space"));
                }
            }
        }
    };
    EXPECT_THROW(store.transact(fill_up), StoreError);
    EXPECT_GT(refused, 0);
    EXPECT_EQ(owners_in(store), 1U);
    add_owner(store, "after");
    EXPECT_EQ(owners_in(store), 2U);
}

TEST_F(Sqlite, NothingIsWrittenOnceSqliteHasEndedTheTransactionByItself) {
    const auto database = driver.open_bare();
    const std::string insert = "INSERT OR ROLLBACK INTO owner (id, name, document) VALUES ($1, $2, '{}')";
    const std::string me = "me", you = "you";
    database->begin();
    database->execute(insert, {1, me});
    EXPECT_THROW(database->execute(insert, {2, me}), StoreConflict);
    EXPECT_THROW(database->execute(insert, {3, you}), StoreError);
    EXPECT_THROW(database->commit(), StoreError);
    database->rollback();
    database->begin();
    EXPECT_EQ(database->query("SELECT COUNT(*) FROM owner").at(0).integer(0), 0);
    database->commit();
}

TEST_F(Sqlite, NoticesThatItsFileWasRemoved) {
    const auto store = driver.open();
    add_owner(*store, "me");
    unlink(driver.path().c_str());
    EXPECT_THROW(add_owner(*store, "you"), StoreBroken);
}

TEST_F(Sqlite, FindsDamagedPages) {
    {
        const auto store = driver.open();
        store->transact([](Tables& tables) {
            tables.owners.add({});
            for (int id = 1; id <= 500; ++id)
                tables.contacts.put(contact_called(1, id, "name " + std::to_string(id)), {});
        });
    }
    struct stat about {};
    stat(driver.path().c_str(), &about);
    {
        std::fstream file(driver.path(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(about.st_size / 4096 / 2 * 4096);
        file << std::string(static_cast<std::size_t>(about.st_size / 2), '\x5A');
    }
    std::vector<std::string> problems;
    try {
        problems = driver.open()->check();
    } catch (const StoreBroken& error) {
        problems.push_back(error.what());
    }
    ASSERT_FALSE(problems.empty());
    EXPECT_THAT(problems[0], HasSubstr("is damaged"));
    EXPECT_THAT(problems[0], HasSubstr("restore a backup"));
}

TEST_F(Sqlite, ABackupIsCompleteAndSoundWhileWorkGoesOn) {
    const auto store = driver.open();
    store->transact([](Tables& tables) {
        tables.owners.add({});
        for (int id = 1; id <= 3'000; ++id) tables.contacts.put(contact_called(1, id, std::string(900, 'n')), {});
    });
    std::thread writer([&] {
        for (int i = 0; i < 50; ++i)
            store->transact([&](Tables& tables) {
                tables.contacts.put(contact_called(1, 5'000 + 2 * i, "a"), {});
                tables.contacts.put(contact_called(1, 5'001 + 2 * i, "b"), {});
            });
    });
    const std::string file = driver.folder / "copy.db";
    store->backup(file);
    writer.join();
    EXPECT_EQ(mode_of(file), 0600U);
    EXPECT_NE(access((file + ".partial").c_str(), F_OK), 0);
    const auto copy = open_sqlite_store(file);
    const auto count = copy->transact([](Tables& tables) { return tables.contacts.count(1); });
    EXPECT_GE(count, 3'000U);
    EXPECT_EQ(count % 2, 0U);  // no half of a transaction
    EXPECT_THAT(copy->check(), IsEmpty());
}

TEST_F(Sqlite, ABackupThatFailsLeavesNoFileAndTheOldCopy) {
    const std::string file = driver.folder / "copy.db";
    write_file(file, "old");
    EXPECT_EQ(in_child([&] {
                  const auto store = driver.open();
                  std::signal(SIGXFSZ, SIG_IGN);
                  const rlimit tight{8'192, RLIM_INFINITY};
                  setrlimit(RLIMIT_FSIZE, &tight);
                  try {
                      store->backup(file);
                  } catch (const StoreError& error) {
                      return std::string(error.what()).find("the copy to " + file) == 0 ? 5 : 1;
                  }
                  return 0;
              }),
              5);
    std::string content;
    std::ifstream(file) >> content;
    EXPECT_EQ(content, "old");
    EXPECT_NE(access((file + ".partial").c_str(), F_OK), 0);
    const auto store = driver.open();
    EXPECT_THROW(store->backup(driver.folder / "nowhere/copy.db"), StoreError);
    store->backup(file);
    EXPECT_EQ(owners_in(*open_sqlite_store(file)), 0U);
}

TEST_F(Sqlite, ABackupNeverOverwritesTheStoreItself) {
    const auto store = driver.open();
    EXPECT_THROW(store->backup(driver.path()), StoreError);
    EXPECT_THROW(store->backup(driver.folder.path() + "/./nudged.db"), StoreError);
    EXPECT_THROW(store->backup(driver.path() + "-wal"), StoreError);
    EXPECT_THROW(store->backup(driver.path() + ".lock"), StoreError);
    add_owner(*store, "me");
    EXPECT_EQ(owners_in(*store), 1U);
}

TEST_F(Sqlite, TransactionsOfSeveralThreadsFollowOneAnother) {
    const auto store = driver.open();
    store->transact([](Tables& tables) { tables.owners.add({}); });
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 10; ++i)
                store->transact([](Tables& tables) {
                    const auto id = tables.contacts.next_id(1);
                    tables.contacts.put(contact_called(1, id, "n"), {"n", day(1), 1, {}});
                });
        });
    for (std::thread& thread : threads) thread.join();
    store->transact([](Tables& tables) {
        EXPECT_EQ(tables.contacts.count(1), 40U);
        EXPECT_EQ(tables.owners.demand(1), 40);
    });
}

// Holds the store while others queue up behind, so that what they want is committed together.
class TogetherWithOthers : public Sqlite {
protected:
    using Work = std::function<void(Tables&)>;

    // What each of them met: "" when its transaction was durable on return.
    std::vector<std::string> run(Store& store, const std::vector<Work>& works) {
        std::vector<std::string> met(works.size());
        std::vector<std::thread> threads;
        const auto begin_another = [&](std::size_t i) {
            std::atomic<pid_t> id = 0;
            threads.emplace_back([&, i] {
                id = gettid();
                try {
                    store.transact(works[i]);
                } catch (const std::exception& error) {
                    met[i] = error.what();
                }
            });
            while (id == 0 || !is_asleep(id)) std::this_thread::yield();  // in the queue
        };
        store.transact([&](Tables&) {
            for (std::size_t i = 0; i < works.size(); ++i) begin_another(i);
        });
        for (std::thread& thread : threads) thread.join();
        return met;
    }
    static bool is_asleep(pid_t thread) {
        std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/stat");
        const std::string line{std::istreambuf_iterator<char>(file), {}};
        return line.find(") S ") != line.npos;
    }
    static Work adding(const std::string& name) {
        return [name](Tables& tables) {
            Owner owner;
            owner.name = name;
            tables.owners.add(owner);
        };
    }
    static std::vector<std::string> names_in(Store& store) {
        return store.transact([](Tables& tables) {
            std::vector<std::string> names;
            for (const Owner& owner : tables.owners.all()) names.push_back(owner.name);
            return names;
        });
    }
};

TEST_F(TogetherWithOthers, EachIsDurableInTheOrderInWhichItCame) {
    {
        const auto store = driver.open();
        EXPECT_THAT(run(*store, {adding("a"), adding("b"), adding("c")}), Each(""));
    }
    EXPECT_THAT(names_in(*driver.open()), ElementsAre("a", "b", "c"));
}

TEST_F(TogetherWithOthers, OneThatThrowsTakesBackItsOwnAndIsTheOnlyOneToHearOfIt) {
    const auto store = driver.open();
    const auto failing = [](Tables& tables) {
        adding("half")(tables);
        throw std::runtime_error("no more");
    };
    EXPECT_THAT(run(*store, {failing, adding("b"), failing, adding("d")}), ElementsAre("no more", "", "no more", ""));
    EXPECT_THAT(names_in(*store), ElementsAre("b", "d"));
}

TEST_F(TogetherWithOthers, NobodyIsToldThatItIsDurableWhenItIsNot) {
    auto database = driver.open_bare();
    database->run_script("PRAGMA max_page_count = 120");
    Store store(std::move(database));
    const auto met = run(store, {adding("a"), adding(std::string(2'000'000, 'x')), adding("c")});
    EXPECT_THAT(met, Each(HasSubstr(driver.path())));
    EXPECT_THAT(met[1], HasSubstr("is full; free some space"));
    EXPECT_THAT(names_in(store), IsEmpty());
    EXPECT_THAT(run(store, {adding("d"), adding("e")}), Each(""));
    EXPECT_THAT(names_in(store), ElementsAre("d", "e"));
}

TEST_F(TogetherWithOthers, ManyComeInSeveralGroupsAndNoneIsForgotten) {
    const auto store = driver.open();
    std::vector<std::thread> threads;
    for (int t = 0; t < 100; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 5; ++i) store->transact(adding(std::to_string(5 * t + i)));
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(owners_in(*store), 500U);
}

TEST_F(TogetherWithOthers, FromInsideOfOneItIsForbidden) {
    const auto store = driver.open();
    EXPECT_THROW(store->transact([&](Tables& tables) {
        adding("outer")(tables);
        store->transact(adding("inner"));
    }),
                 std::logic_error);
    EXPECT_THAT(names_in(*store), IsEmpty());
}

}  // namespace
}  // namespace nudged::tests
