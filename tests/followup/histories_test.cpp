// What holds on every morning of every history, whatever the owner does. NUDGED_HISTORIES sets how many are lived
// through; the first that goes wrong names its seed.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "daemon/followup/deals.hpp"
#include "daemon/followup/fairness.hpp"
#include "tests/followup/random_owner.hpp"

namespace nudged::followup {
namespace {

constexpr int days_lived = 730;

unsigned histories() {
    constexpr unsigned in_the_suite = 200;
    const char* const wanted = std::getenv("NUDGED_HISTORIES");
    return wanted == nullptr ? in_the_suite : static_cast<unsigned>(std::strtoul(wanted, nullptr, 10));
}

bool is_of_the_ladder(const Candidate& item) {
    return item.reason == Reason::straight || item.reason == Reason::walk_away;
}
bool is_suggestion(const Candidate& item) { return item.reason > Reason::snoozed; }

// One morning: the owner as they are before they answer, and the list they see.
struct Morning {
    RandomOwner& owner;
    const Picked& picked;

    [[nodiscard]] const Scene& scene() const { return owner.scene(); }
    [[nodiscard]] Date today() const { return scene().today; }
    [[nodiscard]] bool is_day_of_nudge() const { return is_nudge_day(scene().owner, today()); }
    [[nodiscard]] const Candidate* item(const Contact& contact) const {
        const auto found =
            std::ranges::find_if(picked.items, [&](const Candidate& one) { return one.contact.id == contact.id; });
        return found == picked.items.end() ? nullptr : &*found;
    }
    // On the list, or first on the next one.
    [[nodiscard]] bool has_place(const Contact& contact) const {
        return item(contact) != nullptr || picked.fixed_left_over > 0;
    }
};

void an_open_or_waiting_contact_is_never_without_a_next_date(const Morning& morning, const Contact& contact) {
    const auto state = contact.state;
    const bool on_round = state == ContactState::open || state == ContactState::waiting;
    ASSERT_EQ(next_date(contact, morning.scene().plan()).has_value(), on_round);
}

void suggestions_never_exceed_the_cap_and_all_never_twice_the_cap(const Morning& morning) {
    const auto cap = static_cast<std::size_t>(morning.scene().owner.daily_cap);
    const auto& items = morning.picked.items;
    ASSERT_LE(static_cast<std::size_t>(std::ranges::count_if(items, is_suggestion)), cap);
    ASSERT_LE(items.size(), 2 * cap);
}

void the_same_contact_is_never_twice_on_a_list_and_nobody_who_is_off_the_list_is_on_one(const Morning& morning) {
    std::set<std::int64_t> seen;
    for (const auto& item : morning.picked.items) {
        ASSERT_TRUE(seen.insert(item.contact.id).second) << item.contact.name;
        ASSERT_TRUE(item.contact.state != ContactState::closed && item.contact.state != ContactState::parted)
            << item.contact.name;
    }
}

void a_suggestion_keeps_the_minimum_gap_and_leaves_alone_who_asked_to_wait(const Morning& morning,
                                                                           const Candidate& item) {
    if (!is_suggestion(item)) return;
    if (item.reason != Reason::help) {
        ASSERT_NE(state_of(item.contact, morning.today()), ContactState::waiting);
    }
    const auto gap = days(morning.scene().settings.min_gap_days);
    ASSERT_TRUE(!item.contact.last_outward || *item.contact.last_outward + gap <= morning.today());
}

void a_snooze_returns_on_its_day_and_not_earlier(const Morning& morning, const Contact& contact) {
    if (!contact.snooze) return;
    const auto* item = morning.item(contact);
    if (contact.snooze->until > morning.today()) {
        ASSERT_TRUE(item == nullptr || item->reason == Reason::promise || item->reason == Reason::important_date);
    }
    const bool comes =
        morning.is_day_of_nudge() || (contact.snooze->named_day && !in_pause(morning.scene().owner, morning.today()));
    if (contact.snooze->until == morning.today() && comes) {
        ASSERT_TRUE(morning.has_place(contact));
    }
}

void a_check_back_comes_on_the_first_nudge_day_from_its_date_on(const Morning& morning, const Contact& contact) {
    if (contact.state != ContactState::waiting || contact.snooze || !morning.is_day_of_nudge()) return;
    if (nudge_day_from(morning.scene().owner, contact.check_back->date) == morning.today()) {
        ASSERT_TRUE(morning.has_place(contact));
    }
}

void an_important_date_is_told_on_its_day(const Morning& morning, const Contact& contact) {
    if (!morning.is_day_of_nudge() || dates_between(contact, morning.today(), morning.today()).empty()) return;
    ASSERT_TRUE(morning.has_place(contact));
    if (const auto* item = morning.item(contact)) {
        ASSERT_TRUE(item->date);
    }
}

void a_promise_is_told_on_its_day_or_on_the_last_nudge_before(const Morning& morning, const Contact& contact) {
    const auto* promise = next_promise(contact);
    if (promise == nullptr || !morning.is_day_of_nudge()) return;
    if (told_first(*promise, morning.scene().owner) == morning.today()) {
        ASSERT_TRUE(morning.has_place(contact));
    }
}

void your_turn_is_on_the_next_nudge(const Morning& morning, const Contact& contact) {
    const bool told = morning.owner.attention(contact).turn_shown > 0;
    if (told || !contact.your_turn || contact.snooze || *contact.your_turn >= morning.today()) return;
    if (morning.is_day_of_nudge()) {
        ASSERT_TRUE(morning.has_place(contact));
    }
}

void a_friend_is_never_asked_straight_and_never_to_be_left(const Morning& morning, const Candidate& item) {
    const auto& scene = morning.scene();
    if (is_friend(item.contact, scene.owner)) {
        ASSERT_FALSE(is_of_the_ladder(item));
        ASSERT_NE(kind_due(item.contact, scene.plan()), TouchKind::straight);
    }
}

void nobody_who_has_answered_is_asked_about_and_a_straight_question_has_14_days(const Morning& morning,
                                                                                const Candidate& item) {
    if (!is_of_the_ladder(item)) return;
    const auto& told = morning.owner.told(item.contact);
    ASSERT_GE(static_cast<int>(told.unanswered.size()), morning.scene().settings.patience);
    if (item.reason != Reason::walk_away) return;
    ASSERT_TRUE(told.straight);
    ASSERT_GE(morning.today(), *told.straight + patience_with_a_question);
}

void there_is_at_most_one_straight_question_or_walk_away_a_day(const Morning& morning) {
    ASSERT_LE(std::ranges::count_if(morning.picked.items, is_of_the_ladder), 1);
}

void the_same_people_on_the_same_day_make_the_same_list_in_whatever_order_they_are_read(const Morning& morning) {
    ASSERT_EQ(lines(morning.picked), lines(morning.owner.list(true)));
}

// Counted apart from the rules: on the same day of each month since they asked, or on the day it was put off to.
std::optional<Date> helpful_window(const Contact& contact, Date today) {
    const auto& wait = contact.check_back;
    if (contact.state != ContactState::waiting || !wait || wait->date <= today || wait->date - today < days(14))
        return std::nullopt;
    std::optional<Date> since;
    for (auto day = wait->said + days(1); day <= today; day += days(1)) {
        const std::chrono::year_month_day said(wait->said), is(day);
        const auto last = std::chrono::year_month_day_last(is.year(), is.month() / std::chrono::last).day();
        if (is.day() == std::min(said.day(), last)) since = day;
    }
    if (contact.helpful_from && (*contact.helpful_from > today)) return std::nullopt;
    if (contact.helpful_from && (!since || *contact.helpful_from > *since)) since = contact.helpful_from;
    return since;
}

void what_is_helpful_in_a_wait_is_offered_in_its_window_or_falls_away(const Morning& morning, const Contact& contact) {
    const auto& scene = morning.scene();
    const auto today = morning.today();
    const auto* item = morning.item(contact);
    const auto since = helpful_window(contact, today);
    const bool helped = since && contact.last_outward && *contact.last_outward >= *since;
    const bool passed = since && nudge_days_between(scene.owner, *since - days(1), today) > 10;
    if (item != nullptr && item->reason == Reason::help && contact.state == ContactState::waiting) {
        ASSERT_TRUE(since && !helped && !passed) << text(since);
        ASSERT_NE(item->thing, 0);
        return;
    }
    const bool too_soon = contact.last_outward && *contact.last_outward + days(scene.settings.min_gap_days) > today;
    const auto& attention = morning.owner.attention(contact);
    const bool rests = attention.rest_until && *attention.rest_until > today;
    const bool due = since && !helped && !passed && !too_soon && !rests && !contact.snooze && !contact.your_turn;
    if (due && item == nullptr && morning.is_day_of_nudge() && morning.owner.to_give(contact) != nullptr) {
        ASSERT_GT(morning.picked.suggestions_left_over + morning.picked.fixed_left_over, 0);
    }
}

void nothing_of_the_shelf_is_named_twice_to_the_same_contact(const Candidate& item,
                                                             std::set<std::pair<std::int64_t, std::int64_t>>& named) {
    if (item.thing != 0) {
        ASSERT_TRUE(named.insert({item.contact.id, item.thing}).second) << item.thing;
    }
}

void while_a_deal_runs_its_plan_decides_alone(const Morning& morning, const Candidate& item) {
    if (!item.contact.deal) {
        ASSERT_NE(item.reason, Reason::deal);
        return;
    }
    ASSERT_FALSE(is_of_the_ladder(item)) << "a contact with a live deal is never asked by the ladder";
    const auto& scene = morning.scene();
    if (runs_a_deal(item.contact)) {
        ASSERT_TRUE(item.reason == Reason::deal || !is_suggestion(item)) << "nor reminded of by the round";
    }
    if (item.reason != Reason::deal) return;
    ASSERT_TRUE(runs_a_deal(item.contact));
    const auto since = *morning.owner.told(item.contact).written;
    const auto& gaps = plan_of(item.contact, scene.owner, scene.settings);
    const auto step = static_cast<std::size_t>(item.contact.deal->step);
    ASSERT_GE(morning.today() - since, days(step < gaps.size() ? gaps[step] : 14)) << "counted from the last touch";
}

void nobody_of_the_book_is_suggested_and_on_a_day_off_only_whoever_was_put_off_to_it(const Morning& morning,
                                                                                     const Candidate& item) {
    ASSERT_FALSE(is_suggestion(item) && item.contact.state == ContactState::book);
    if (morning.is_day_of_nudge()) return;
    ASSERT_FALSE(in_pause(morning.scene().owner, morning.today()));
    ASSERT_EQ(item.reason, Reason::snoozed);
    ASSERT_TRUE(item.contact.snooze->named_day);
    ASSERT_EQ(item.contact.snooze->until, morning.today());
}

// Who was named, with nothing said of them since.
struct Ignored {
    int decisions = 0;
    int turns = 0, others = 0;  // how often; of the others since the last rest
    Date last_turn{}, rests_until{};
    Reason last = Reason::your_turn;
    bool fixed = false;              // what was told last had its day: it and what is suggested are counted apart
    bool told_of_a_promise = false;  // which is told more often, and counts for the others
};

void your_turn_is_told_twice_at_most(const Date today, Ignored& ignored) {
    ASSERT_LT(ignored.turns, 2);
    if (ignored.turns == 1) {
        ASSERT_GE(today, ignored.last_turn + days(3));
    }
    ++ignored.turns;
    ignored.last_turn = today;
}

// But for what has its day only now.
void what_was_told_twice_rests_five_nudge_days(const Morning& morning, const Candidate& item, Ignored& ignored) {
    if (const bool fixed = !is_suggestion(item); ignored.fixed != fixed) {
        ignored.fixed = fixed;
        ignored.others = 0;
        ignored.rests_until = {};
    }
    const bool has_its_day = !is_suggestion(item) && item.reason != ignored.last;
    ASSERT_TRUE(morning.today() >= ignored.rests_until || has_its_day) << text(ignored.rests_until);
    ignored.last = item.reason;
    if (++ignored.others < 2) return;
    ignored.others = 0;
    ignored.rests_until = morning.today() + days(1);
    for (int rested = 0; rested < 5; ignored.rests_until += days(1))
        rested += is_nudge_day(morning.scene().owner, ignored.rests_until) ? 1 : 0;
}

void what_is_ignored_steps_back(const Morning& morning, const Candidate& item,
                                std::map<std::int64_t, Ignored>& all_ignored) {
    auto& ignored = all_ignored[item.contact.id];
    if (const int decisions = morning.owner.decisions(item.contact); ignored.decisions != decisions)
        ignored = {.decisions = decisions};
    if (item.reason == Reason::your_turn) return your_turn_is_told_twice_at_most(morning.today(), ignored);
    if (item.reason == Reason::promise) ignored.told_of_a_promise = true;
    if (item.reason == Reason::important_date || ignored.told_of_a_promise) return;
    what_was_told_twice_rests_five_nudge_days(morning, item, ignored);
}

// Whoever could be on the list is found by the key that the store looks people up by.
void nobody_is_on_a_list_before_they_are_looked_up(const Morning& morning, const Candidate& item) {
    if (item.reason == Reason::important_date) return;
    const auto& scene = morning.scene();
    const auto wake = wake_of(item.contact, scene.owner, scene.settings);
    ASSERT_TRUE(wake);
    const double stretched = static_cast<double>(wake->span) * (scene.stretch - 1) - 0.5;
    ASSERT_GE(static_cast<double>((morning.today() - wake->date).count()), stretched);
}

void check(const Morning& morning) {
    suggestions_never_exceed_the_cap_and_all_never_twice_the_cap(morning);
    the_same_contact_is_never_twice_on_a_list_and_nobody_who_is_off_the_list_is_on_one(morning);
    there_is_at_most_one_straight_question_or_walk_away_a_day(morning);
    the_same_people_on_the_same_day_make_the_same_list_in_whatever_order_they_are_read(morning);
    for (const auto& contact : morning.owner.people()) {
        SCOPED_TRACE(contact.name);
        an_open_or_waiting_contact_is_never_without_a_next_date(morning, contact);
        a_snooze_returns_on_its_day_and_not_earlier(morning, contact);
        a_check_back_comes_on_the_first_nudge_day_from_its_date_on(morning, contact);
        an_important_date_is_told_on_its_day(morning, contact);
        a_promise_is_told_on_its_day_or_on_the_last_nudge_before(morning, contact);
        your_turn_is_on_the_next_nudge(morning, contact);
        what_is_helpful_in_a_wait_is_offered_in_its_window_or_falls_away(morning, contact);
    }
    for (const auto& item : morning.picked.items) {
        SCOPED_TRACE(item.contact.name);
        a_suggestion_keeps_the_minimum_gap_and_leaves_alone_who_asked_to_wait(morning, item);
        a_friend_is_never_asked_straight_and_never_to_be_left(morning, item);
        nobody_who_has_answered_is_asked_about_and_a_straight_question_has_14_days(morning, item);
        while_a_deal_runs_its_plan_decides_alone(morning, item);
        nobody_of_the_book_is_suggested_and_on_a_day_off_only_whoever_was_put_off_to_it(morning, item);
        nobody_is_on_a_list_before_they_are_looked_up(morning, item);
    }
}

TEST(Histories, KeepEveryPromiseOfTheRulesOnEveryMorning) {
    std::set<Reason> seen;
    std::size_t helped_in_waits = 0;
    std::set<int> steps;
    for (unsigned seed = 1; seed <= histories(); ++seed) {
        RandomOwner owner(seed);
        std::set<std::pair<std::int64_t, std::int64_t>> named;
        std::map<std::int64_t, Ignored> ignored;
        for (int day = 0; day < days_lived; ++day) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", " + text(owner.scene().today));
            const auto picked = owner.list();
            check(Morning{owner, picked});
            for (const auto& item : picked.items) {
                nothing_of_the_shelf_is_named_twice_to_the_same_contact(item, named);
                what_is_ignored_steps_back(Morning{owner, picked}, item, ignored);
            }
            if (HasFailure()) return;
            for (const auto& item : picked.items) {
                seen.insert(item.reason);
                if (item.reason == Reason::deal) steps.insert(item.contact.deal->step);
            }
            owner.live_through(picked);
        }
        helped_in_waits += named.size();
    }
    EXPECT_GT(helped_in_waits, histories());
    // A property of something that never happens would prove nothing.
    for (const auto reason :
         {Reason::your_turn, Reason::promise, Reason::check_back, Reason::important_date, Reason::snoozed, Reason::deal,
          Reason::straight, Reason::walk_away, Reason::overdue, Reason::help})
        EXPECT_TRUE(seen.contains(reason)) << static_cast<int>(reason);
    for (int step = 0; step <= 5; ++step)  // of the usual plan, and what is asked behind the last
        EXPECT_TRUE(steps.contains(step)) << "step " << step << " of a deal";
}

// A history that is another each time proves nothing, and cannot be looked into.
TEST(Histories, AreTheSameForTheSameSeed) {
    RandomOwner one(7), again(7), other(8);
    bool differs = false;
    for (int day = 0; day < days_lived; ++day) {
        const auto of_one = one.list(), of_again = again.list(), of_other = other.list();
        ASSERT_EQ(lines(of_one), lines(of_again)) << text(one.scene().today);
        differs = differs || lines(of_one) != lines(of_other);
        one.live_through(of_one);
        again.live_through(of_again);
        other.live_through(of_other);
    }
    EXPECT_TRUE(differs);
}

// On the round and with a straight question: how long somebody has been due, and by which bound.
TEST(Histories, OfferEveryOpenContactWithinABoundToAnOwnerWhoAnswersWhatIsOffered) {
    struct Wait {
        Date since{};
        Reason on = Reason::overdue;  // the queue
        int bound = 0;
    };
    int waited = 0;
    for (unsigned seed = 1; seed <= histories(); ++seed) {
        RandomOwner owner(seed, RandomOwner::Habit::answers_everything);
        std::map<std::int64_t, Wait> waits;
        for (int day = 0; day < days_lived; ++day) {
            const auto picked = owner.list();
            const auto& scene = owner.scene();
            const auto plan = scene.plan();
            for (const auto& contact : owner.people()) {
                const auto bound = fairness_bound(contact, owner.people().size(), owner.demand(), plan);
                const auto next = next_date(contact, plan);
                const bool listed = std::ranges::any_of(
                    picked.items, [&](const Candidate& one) { return one.contact.id == contact.id; });
                if (!bound || !next || *next > scene.today || listed) {
                    waits.erase(contact.id);
                    continue;
                }
                const auto queue = rung_of(contact, scene.owner, scene.settings) == Rung::straight ? Reason::straight
                                                                                                   : Reason::overdue;
                auto& wait = waits.try_emplace(contact.id, Wait{scene.today, queue, 0}).first->second;
                if (wait.on != queue) wait = {scene.today, queue, 0};
                wait.bound = std::max(wait.bound, *bound);
                const auto so_far = static_cast<int>((scene.today - wait.since).count());
                waited = std::max(waited, so_far);
                ASSERT_LE(so_far, wait.bound) << "seed " << seed << ", " << contact.name << ", " << text(scene.today);
            }
            owner.live_through(picked);
        }
    }
    EXPECT_GT(waited, 7) << "where nobody has to wait, a bound proves nothing";
}

TEST(Fairness, TheBoundGrowsWithThePeopleAndShrinksWithTheImportance) {
    Scene scene;
    const auto contact = person();
    const auto demand = weekly_demand(contact, scene.owner, scene.settings);
    const auto bound = [&](int people, const Contact& of) {
        return fairness_bound(of, static_cast<std::size_t>(people), people * demand, scene.plan()).value();
    };
    EXPECT_LT(bound(10, contact), bound(60, contact));
    auto important = contact;
    important.importance = 3;
    EXPECT_LT(bound(60, important), bound(60, contact));
    EXPECT_FALSE(fairness_bound(in_state(ContactState::book), 10, 10 * demand, scene.plan()));
}

}  // namespace
}  // namespace nudged::followup
