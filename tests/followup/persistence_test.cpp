// There is no path, snooze and skip included, by which an open or waiting contact ends without a next date; and a next
// date comes.
#include <random>

#include "daemon/followup/calendar.hpp"
#include "tests/followup/people.hpp"

namespace nudged::followup {
namespace {

class Life {
public:
    explicit Life(unsigned seed) : random_(seed) {
        scene_.owner.weekdays = static_cast<std::uint8_t>(1 + roll(127));
        scene_.owner.tag_cadences = {{"clients", 60}};
        if (roll(3) == 0) scene_.owner.pause = DateRange{march(10), march(10) + days(roll(40))};
        scene_.stretch = 1 + roll(30) / 10.0;
        contact_.id = 1;
        contact_.name = "Nicole";
        if (roll(2) == 0)
            first_date(contact_, scene_.today + days(1));
        else
            spread_first_date(contact_, static_cast<std::size_t>(roll(9)), 9, scene_.today, scene_.owner,
                              scene_.settings);
    }

    void live(int decisions) {
        for (int i = 0; i < decisions && !::testing::Test::HasFailure(); ++i) {
            const auto before = contact_;
            const auto what = decide();
            check(before, what);
            scene_.today += days(roll(3) == 0 ? roll(45) : roll(3));
        }
        comes_back();
    }

private:
    int roll(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(random_); }
    Date some_day() { return scene_.today + days(roll(60) - 10); }

    std::string decide() {
        const auto plan = scene_.plan();
        const auto outcome = [&]() -> Outcome {
            switch (roll(16)) {
                case 0:
                    return touched(contact_, spoke(roll(2) == 0 ? "call" : "text"), plan);
                case 1:
                    return touched(contact_, {TouchKind::help, "", "", some_day()}, plan);
                case 2:
                    return snoozed(contact_, {}, plan);
                case 3:
                    return snoozed(contact_, {some_day(), roll(2) == 0, {}}, plan);
                case 4:
                    return snoozed(contact_, {some_day(), true, TimeOfDay(18 * 60)}, plan);
                case 5:
                    return skipped(contact_, plan);
                case 6:
                    return roll(3) == 0 ? said_no(contact_, "budget", plan) : answered(contact_, plan);
                case 7:
                    return roll(3) == 0 ? parted(contact_, "", roll(2) == 0, plan) : needs_no_answer(contact_, plan);
                case 8:
                    return later(contact_, some_day(), "in spring", plan);
                case 9:
                    return talk_now(contact_, plan);
                case 10:
                    return replied(contact_, "yes", "email", plan);
                case 11:
                    return reopened(contact_, roll(2) == 0 ? std::optional(some_day()) : std::nullopt, plan);
                case 12:
                    return noted(contact_, "a word", plan);
                case 13:
                    return with_cadence(contact_, 1 + roll(90), plan);
                case 14:
                    return roll(3) == 0 ? into_book(contact_, plan) : tagged(contact_, {"clients"}, roll(2) == 0, plan);
                default:
                    return with_field(contact_, "birthday", "1990-03-08", plan);
            }
        }();
        if (const auto* decision = std::get_if<Decision>(&outcome)) {
            contact_ = decision->after;
            return decision->what;
        }
        return "nothing";
    }

    void check(const Contact& before, const std::string& what) {
        const auto was = state_of(before, scene_.today);
        const auto is = state_of(contact_, scene_.today);
        const bool on_round = is == ContactState::open || is == ContactState::waiting;
        ASSERT_EQ(next_date(contact_, scene_.plan()).has_value(), on_round) << what;
        ASSERT_TRUE(is != ContactState::waiting || contact_.check_back) << what;
        ASSERT_TRUE(is == ContactState::open || is == ContactState::waiting || !contact_.snooze) << what;
        if (is == ContactState::closed && was != is) {
            ASSERT_EQ(what, "closed");
        }
        if (is == ContactState::parted && was != is) {
            ASSERT_EQ(what, "parted");
        }
        if (what == "touched" || what == "gave" || what == "noted") {
            ASSERT_EQ(is, was) << what;
        }
        if (what == "snoozed") {
            ASSERT_EQ(contact_.last_touch, before.last_touch);
        }
    }

    // Left alone from here on, whoever has a next date is on a list of one of the days after it, never before they can
    // be.
    void comes_back() {
        const auto next = next_date(contact_, scene_.plan());
        const auto wake = wake_of(contact_, scene_.owner, scene_.settings);
        if (!next) return;
        ASSERT_TRUE(wake);
        ASSERT_LE(wake->date, std::max(*next, scene_.today + days(1)));
        contact_.dates.clear();
        const auto end =
            std::max({*next, scene_.today, scene_.owner.pause ? scene_.owner.pause->last : Date{}}) + days(30);
        for (; scene_.today <= end; scene_.today += days(1)) {
            const auto items = pick(scene_, {contact_}).items;
            if (items.empty()) continue;
            const auto stretched = static_cast<double>(wake->span) * (scene_.stretch - 1) - 0.5;
            ASSERT_GE(static_cast<double>((scene_.today - wake->date).count()), stretched);
            if (items[0].reason != Reason::your_turn) {
                ASSERT_GE(scene_.today, *next);
                return;
            }
            contact_.your_turn.reset();
        }
        FAIL() << "never came back: next " << text(next) << " state " << static_cast<int>(contact_.state);
    }

    std::mt19937 random_;
    Scene scene_;
    Contact contact_;
};

TEST(Persistence, ThereIsNoPathByWhichAnOpenOrWaitingContactEndsWithoutANextDate) {
    for (unsigned seed = 1; seed <= 4000 && !HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Life(seed).live(1 + static_cast<int>(seed % 25));
    }
}

}  // namespace
}  // namespace nudged::followup
