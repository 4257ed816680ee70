// Whoever is due is looked after at the right minute, whatever the clock does.
#include "daemon/runtime/scheduler.hpp"

#include <gmock/gmock.h>

#include "tests/conversation/scene.hpp"
#include "tests/runtime/scripted_telegram.hpp"

namespace nudged::runtime {

using namespace std::chrono_literals;
using conversation::on;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Mornings : public conversation::Scene {
protected:
    std::int64_t owner_in(const std::string& zone, TimeOfDay nudge_at, const std::string& name) {
        Owner owner;
        owner.name = name;
        owner.zone = zone;
        owner.nudge_at = nudge_at;
        owner.weekdays = 0b1111111;
        owner.quiet = {};
        owner.created = at(2025, 1, 1, 0, 0);
        return store_->transact([&](Tables& tables) { return tables.owners.add(owner); });
    }
    NudgeState state(std::int64_t owner) {
        return store_->transact([&](Tables& tables) { return tables.owners.nudge_state(owner); });
    }
    std::size_t nudges() {
        return store_->transact([&](Tables& tables) {
            std::size_t n = 0;
            for (const auto& row : tables.outbox.newest(1'000)) n += row.kind == OutboxKind::nudge ? 1 : 0;
            return n;
        });
    }

    HandClock clock_{now_};
    Scheduler scheduler_{*store_, clock_, rules_};
};

TEST_F(Mornings, ComeAtTheLocalMinuteInEveryZoneAndThroughEveryChangeOfClocks) {
    std::map<std::int64_t, std::optional<Date>> seen;
    std::map<std::int64_t, std::pair<Zone, TimeOfDay>> owners;
    for (const auto* zone : {"Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe",
                             "Africa/Casablanca", "Europe/Dublin", "Antarctica/Troll", "Pacific/Chatham",
                             "Asia/Kathmandu", "Pacific/Apia", "Africa/Cairo", "Pacific/Kiritimati"})
        owners.emplace(owner_in(zone, 8h + 30min, zone), std::pair(Zone::find(zone).value(), 8h + 30min));
    owners.emplace(owner_in("Europe/Berlin", 2h + 30min, "in the gap"),
                   std::pair(Zone::find("Europe/Berlin").value(), 2h + 30min));

    const std::pair<Instant, Instant> spans[] = {{at(2026, 3, 5, 0, 0), at(2026, 4, 10, 0, 0)},
                                                 {at(2026, 9, 20, 0, 0), at(2026, 11, 5, 0, 0)}};
    for (const auto& [from, to] : spans) {
        now_ = from;
        seen.clear();
        while (now_ < to) {
            now_ += std::max<std::chrono::milliseconds>(scheduler_.step(), 1ms);
            scheduler_.step();
            for (const auto& [owner, where] : owners) {
                const auto last = state(owner).last_nudge;
                if (!last || *last + days{5} < where.first.local(now_).date || last == seen[owner]) continue;
                const auto before = std::exchange(seen[owner], last);
                if (!before) continue;
                EXPECT_EQ(*last, *before + days{1});
                EXPECT_EQ(now_, where.first.instant(*last, where.second)) << where.first.name();
                const bool in_the_gap = *last == on(2026, 3, 29) && where.second == 2h + 30min;
                EXPECT_EQ(where.first.local(now_).time, in_the_gap ? TimeOfDay{3h} : where.second)
                    << where.first.name();
            }
        }
    }
}

TEST_F(Mornings, AreNotDoubledByAStepTooMany) {
    add("Mum", on(2026, 2, 23), 7);
    scheduler_.step();
    const auto idle = scheduler_.step();
    EXPECT_EQ(idle, 24h);
    EXPECT_EQ(nudges(), 1U);
}

TEST_F(Mornings, SurviveAClockThatJumpsADayForward) {
    add("Mum", on(2026, 2, 23), 7);
    scheduler_.step();
    now_ += 25h + 30min;
    scheduler_.step();
    EXPECT_EQ(nudges(), 2U);
    EXPECT_THAT(newest(), HasSubstr("A little late today"));
}

TEST_F(Mornings, SurviveAClockThatGoesBackAnHourOrADay) {
    add("Mum", on(2026, 2, 23), 7);
    it_is(2026, 3, 5, 8, 30);
    scheduler_.step();
    for (const auto back : {1h, 24h}) {
        now_ -= back;
        scheduler_.step();
        look();  // also when somebody wakes it
        EXPECT_EQ(nudges(), 1U);
    }
    it_is(2026, 3, 6, 8, 30);
    scheduler_.step();
    EXPECT_EQ(nudges(), 2U);
}

TEST_F(Mornings, ComeBackWithAClockThatWasTenYearsAhead) {
    add("Mum", on(2026, 2, 23), 7);
    scheduler_.step();
    now_ += 24h * 3'652;
    scheduler_.step();
    const auto once = nudges();
    EXPECT_LE(once, 2U) << "one at most, not one for each day";
    it_is(2026, 3, 4, 9, 0);
    scheduler_.step();
    scheduler_.step();
    EXPECT_EQ(nudges(), once) << "this day had its nudge";
    add("Sam", on(2026, 1, 1), 30);  // Mum was named twice and rests
    it_is(2026, 3, 5, 8, 30);
    scheduler_.step();
    EXPECT_EQ(nudges(), once + 1);
}

TEST_F(Mornings, AreLateWithinTheCutOffAndFoldedAfterIt) {
    add("Mum", on(2026, 2, 23), 7);
    it_is(2026, 3, 3, 9, 0);
    scheduler_.step();
    it_is(2026, 3, 4, 12, 29);  // the machine slept
    scheduler_.step();
    EXPECT_EQ(nudges(), 2U);
    it_is(2026, 3, 5, 12, 30);
    scheduler_.step();
    EXPECT_EQ(nudges(), 2U);
}

TEST_F(Mornings, AreEightHoursApartForWhoFliesEast) {
    const auto moves_to = [&](const char* zone) {
        store_->transact([&](Tables& tables) {
            auto ana = *tables.owners.find(owner_);
            ana.zone = zone;
            tables.owners.put(ana);
            tables.owners.set_wake(owner_, now_);
        });
    };
    add("Mum", on(2026, 2, 23), 7);
    moves_to("Pacific/Honolulu");
    it_is(2026, 3, 4, 18, 30);  // half past eight there
    scheduler_.step();
    ASSERT_EQ(nudges(), 1U);
    moves_to("Asia/Singapore");  // where the next half past eight is six hours later
    for (it_is(2026, 3, 4, 19, 0); now_ < at(2026, 3, 5, 2, 30); now_ += 30min) {
        scheduler_.step();
        EXPECT_EQ(nudges(), 1U);
    }
    scheduler_.step();
    ASSERT_EQ(nudges(), 2U);
    EXPECT_THAT(newest(), testing::Not(HasSubstr("A little late")));
    add("Sam", on(2026, 1, 1), 30);  // Mum was named twice and rests
    it_is(2026, 3, 6, 0, 30);
    scheduler_.step();
    EXPECT_EQ(nudges(), 3U) << "and at half past eight from then on";
}

TEST_F(Mornings, AreFoldedWhenEightHoursLaterIsTooLate) {
    add("Mum", on(2026, 2, 23), 7);
    const auto nudged_at = [&](TimeOfDay time) {
        store_->transact([&](Tables& tables) {
            auto ana = *tables.owners.find(owner_);
            ana.nudge_at = time;
            ana.quiet = {};
            tables.owners.put(ana);
            tables.owners.set_wake(owner_, now_);
        });
    };
    nudged_at(22h);
    it_is(2026, 3, 4, 22, 0);
    scheduler_.step();
    ASSERT_EQ(nudges(), 1U);
    nudged_at(1h);
    for (; now_ < at(2026, 3, 6, 1, 0); now_ += 30min) {
        scheduler_.step();
        EXPECT_EQ(nudges(), 1U);
    }
    scheduler_.step();
    EXPECT_EQ(nudges(), 2U);
}

TEST_F(Mornings, AreWaitedForInRealTimeWhenTimeRunsFaster) {
    class FastClock final : public HandClock {
    public:
        using HandClock::HandClock;
        [[nodiscard]] Instant now() const override { return begun_ + (real() - begun_) * 3'600; }
        [[nodiscard]] std::chrono::milliseconds real_until(Instant people) const override {
            return std::max(std::chrono::ceil<std::chrono::milliseconds>((people - now()) / 3'600.0), 0ms);
        }

    private:
        Instant begun_ = real();
    };
    FastClock fast(now_);
    Scheduler scheduler(*store_, fast, rules_);
    EXPECT_EQ(scheduler.step(), 24s);
    for (int day = 1; day <= 10; ++day) {
        now_ += scheduler.step();
        scheduler.step();
        EXPECT_EQ(state(owner_).last_nudge, on(2026, 3, 4) + days{day});
        EXPECT_EQ(state(owner_).last_looked, at(2026, 3, 4, 8, 30) + 24h * day);
    }
}

TEST_F(Mornings, OfAThousandOwnersComeInOneStep) {
    for (int i = 0; i < 1'000; ++i) owner_in("UTC", 8h + 30min, "owner " + std::to_string(i));
    EXPECT_EQ(scheduler_.step(), 24h);
    for (const auto& owner : store_->transact([](Tables& tables) { return tables.owners.all(); }))
        EXPECT_EQ(state(owner.id).last_nudge, on(2026, 3, 4));
}

TEST_F(Mornings, OfOneWhoseDataIsWrongDoNotStopTheOthers) {
    add("Mum", on(2026, 2, 23), 7);
    const auto other = owner_in("UTC", 8h + 30min, "Ben");
    store_->transact([&](Tables& tables) {
        DayList list;
        list.owner = owner_;
        list.date = on(2026, 3, 4);
        ListItem item;
        item.number = 999;  // no button can carry the next
        item.settled = "done";
        list.items.push_back(item);
        tables.lists.put(list);
    });
    EXPECT_EQ(scheduler_.step(), 15min);
    EXPECT_EQ(state(other).last_nudge, on(2026, 3, 4));
    EXPECT_EQ(state(owner_).last_nudge, std::nullopt);
    EXPECT_EQ(nudges(), 0U);
    it_is(2026, 3, 5, 8, 30);
    scheduler_.step();
    EXPECT_EQ(nudges(), 1U);
}

TEST_F(Mornings, AReminderWaitsForTheEndOfTheQuietHours) {
    add("Mum", on(2026, 2, 23), 30);
    it_is(2026, 3, 4, 12, 0);
    scheduler_.step();
    type("snooze mum tonight");
    const auto lines = chat().size();
    it_is(2026, 3, 4, 22, 0);  // the machine slept through the evening
    scheduler_.step();
    EXPECT_EQ(chat().size(), lines);
    it_is(2026, 3, 5, 7, 30);
    scheduler_.step();
    EXPECT_EQ(chat().size(), lines);
    it_is(2026, 3, 5, 8, 30);
    scheduler_.step();
    EXPECT_EQ(chat().size(), lines + 1) << "and is on the next list";
}

TEST_F(Mornings, LeaveNoSessionBehindWhoseCookieIsOver) {
    store_->transact([&](Tables& tables) {
        tables.access.put_session("old", owner_, now_ - 24h * 367);
        tables.access.put_session("young", owner_, now_ - 24h * 364);
        tables.access.put_code("code", {"webchat", owner_, now_ - 1h, 5});
    });
    scheduler_.step();
    store_->transact([&](Tables& tables) {
        EXPECT_FALSE(tables.access.session("old"));
        EXPECT_TRUE(tables.access.session("young"));
        EXPECT_FALSE(tables.access.redeem("code", "webchat", now_ - 2h)) << "when it was still good";
    });
}

}  // namespace nudged::runtime
