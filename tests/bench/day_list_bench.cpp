// The day's list of an owner with 10,000 contacts: the rules alone, and from a real store, also one with 200,000
// touches.
#include <benchmark/benchmark.h>

#include <array>
#include <memory>

#include "daemon/conversation/exchange.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/followup/day_list.hpp"
#include "tests/bench/made_up.hpp"

namespace nudged::bench {

namespace {

constexpr std::size_t contacts = 10'000;

void pick_in_memory(benchmark::State& state) {
    const auto owner = made_up_owner(1);
    const followup::Settings settings;
    std::vector<Contact> people;
    std::int64_t demand = 0;
    for (std::size_t i = 0; i < contacts; ++i) {
        people.push_back(made_up_contact(owner.id, i));
        demand += followup::weekly_demand(people.back(), owner, settings);
    }
    const followup::Plan plan{owner, settings, followup::stretch(owner, demand), today};
    for (auto _ : state) {
        followup::DayListPicker picker(plan, owner.daily_cap, {});
        for (const auto& person : people) picker.offer(person, std::nullopt);
        benchmark::DoNotOptimize(std::move(picker).pick());
    }
}

// Everybody was touched within the time that their plan gives them: a week's people are due, as on most mornings.
Contact in_their_time(Contact contact, std::size_t i, double stretch) {
    const auto rhythm = static_cast<std::int64_t>(*contact.cadence_days * stretch);
    contact.base = today - days{static_cast<std::int64_t>(i * 997) % (rhythm + 7)};
    contact.last_touch = contact.last_outward = contact.base;
    return contact;
}

// Of both sides, two weeks from one to the next, back from the last that is known.
void add_touches(Tables& tables, const Contact& contact, std::size_t count) {
    static constexpr std::array channels{"email", "call", "text", ""};
    for (std::size_t i = count; i-- > 0;) {
        Touch touch;
        touch.owner = contact.owner;
        touch.contact = contact.id;
        touch.at = Instant{(contact.base - days{14 * static_cast<int>(i)}).time_since_epoch()};
        touch.kind = i % 3 == 1 ? TouchKind::reply : i % 5 == 0 ? TouchKind::help : TouchKind::soft;
        touch.channel = channels[(i + static_cast<std::size_t>(contact.id)) % channels.size()];
        touch.note = "a word about the fair";
        tables.journal.add_touch(touch);
    }
}

class StoredPeople {
public:
    explicit StoredPeople(const std::string& name, double stretch = 0, std::size_t touches_each = 0)
        : folder_(std::filesystem::temp_directory_path(), name), store_(open_sqlite_store(folder_.file("nudged.db"))) {
        const auto owner = made_up_owner(1);
        store_->transact([&](Tables& tables) {
            tables.owners.add(owner);
            for (std::size_t i = 0; i < contacts; ++i) {
                auto person = made_up_contact(owner.id, i);
                if (stretch > 0) person = in_their_time(person, i, stretch);
                tables.contacts.put(person, conversation::keys_of(person, owner, rules_.followup));
                add_touches(tables, person, touches_each);
            }
        });
    }
    [[nodiscard]] DayList list() const {
        return store_->transact([&](Tables& tables) {
            const conversation::Exchange exchange(tables, tables.owners.find(1).value(), rules_,
                                                  {this_morning, this_morning}, "say");
            return conversation::list_of_today(exchange);
        });
    }

private:
    Folder folder_;
    conversation::Rules rules_;
    std::unique_ptr<Store> store_;
};

double stretch_of_all() {
    const auto owner = made_up_owner(1);
    std::int64_t demand = 0;
    for (std::size_t i = 0; i < contacts; ++i)
        demand += followup::weekly_demand(made_up_contact(owner.id, i), owner, {});
    return followup::stretch(owner, demand);
}

void list_from_the_store(benchmark::State& state) {
    static const StoredPeople people("list", stretch_of_all());
    for (auto _ : state) benchmark::DoNotOptimize(people.list());
}

void list_with_200000_touches(benchmark::State& state) {
    static const StoredPeople people("touches", stretch_of_all(), 20);
    for (auto _ : state) benchmark::DoNotOptimize(people.list());
}

void list_with_thousands_due(benchmark::State& state) {
    static const StoredPeople people("long-list");
    for (auto _ : state) benchmark::DoNotOptimize(people.list());
}

}  // namespace

BENCHMARK(pick_in_memory)->Unit(benchmark::kMillisecond);
BENCHMARK(list_from_the_store)->Unit(benchmark::kMillisecond);
BENCHMARK(list_with_200000_touches)->Unit(benchmark::kMillisecond);
BENCHMARK(list_with_thousands_due)->Unit(benchmark::kMillisecond);

}  // namespace nudged::bench
