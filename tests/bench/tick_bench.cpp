// A tick of the scheduler with nobody due, for a few owners and for 1,000 times as many with 100 contacts each.
#include <benchmark/benchmark.h>

#include <map>
#include <memory>

#include "daemon/runtime/scheduler.hpp"
#include "storage/record_json.hpp"
#include "tests/bench/bare_sqlite.hpp"
#include "tests/bench/made_up.hpp"

namespace nudged::bench {

namespace {

constexpr std::size_t contacts_each = 100;

class StandingClock final : public runtime::Clock {
public:
    [[nodiscard]] Instant now() const override { return this_morning; }
    [[nodiscard]] Instant real() const override { return this_morning; }
    [[nodiscard]] std::chrono::milliseconds real_until(Instant people) const override { return people - this_morning; }
};

// Everybody was looked after and sleeps until some moment of the next day.
void fill(const std::string& file, std::int64_t owners) {
    BareDatabase database(file);
    database.run("PRAGMA synchronous=OFF; BEGIN");
    BareStatement owner(database, "INSERT INTO owner (id, name, wake, last_contact, document) VALUES (?, ?, ?, ?, ?)");
    BareStatement contact(database,
                          "INSERT INTO contact (owner, id, name, folded, state, wake, demand, sample, document) "
                          "VALUES (?, ?, ?, ?, 0, ?, 1000, 0, ?)");
    for (std::int64_t id = 1; id <= owners; ++id) {
        const auto made_up = made_up_owner(id);
        const auto wake = this_morning + std::chrono::hours{24} + std::chrono::seconds{id % 3'600};
        owner(id, made_up.name, std::int64_t{wake.time_since_epoch().count()}, std::int64_t{contacts_each},
              document_of(made_up));
    }
    for (std::size_t i = 0; i < contacts_each; ++i) {
        const auto person = made_up_contact(1, i);
        const auto document = document_of(person);
        for (std::int64_t id = 1; id <= owners; ++id)
            contact(id, person.id, person.name, person.name, std::int64_t{20'516} + std::int64_t(i), document);
    }
    database.run("COMMIT");
}

struct Installation {
    explicit Installation(std::int64_t owners) : folder("/dev/shm", "tick-" + std::to_string(owners)) {
        const auto file = folder.file("nudged.db");
        open_sqlite_store(file).reset();  // the schema
        fill(file, owners);
        store = open_sqlite_store(file);
        scheduler = std::make_unique<runtime::Scheduler>(*store, clock, rules);
        scheduler->step();  // with the housekeeping of the day
    }
    Folder folder;
    StandingClock clock;
    conversation::Rules rules;
    std::unique_ptr<Store> store;
    std::unique_ptr<runtime::Scheduler> scheduler;
};

void tick_with_nobody_due(benchmark::State& state) {
    static std::map<std::int64_t, Installation> installations;  // kept, because each repetition comes here anew
    const auto owners = state.range(0);
    auto& installation = installations.try_emplace(owners, owners).first->second;
    for (auto _ : state) benchmark::DoNotOptimize(installation.scheduler->step());
    state.counters["contacts"] = static_cast<double>(owners) * contacts_each;
}

BENCHMARK(tick_with_nobody_due)->Arg(10)->Arg(10'000)->Unit(benchmark::kMicrosecond);

}  // namespace

}  // namespace nudged::bench

BENCHMARK_MAIN();
