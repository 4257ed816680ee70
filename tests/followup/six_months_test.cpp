// Six months of three owners, who do about 60 % of what is suggested: what they saw is printed, and what was promised
// to them is checked.
#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>

#include "tests/followup/random_owner.hpp"

namespace nudged::followup {
namespace {

constexpr int days_lived = 182;
constexpr std::array reasons{"your turn", "promise",  "check-back", "date",    "snoozed",
                             "deal",      "straight", "walk away",  "overdue", "help"};

Circle circle(int people, const std::vector<int>& cadences) {
    Circle circle;
    for (int i = 0; i < people; ++i) {
        auto contact = person("Person " + std::to_string(i + 1), i + 1);
        contact.cadence_days = cadences[static_cast<std::size_t>(i) % cadences.size()];
        contact.importance = 1 + i % 3;
        contact.base = march(4) - days(i * 37 % *contact.cadence_days);
        contact.last_touch = contact.last_outward = contact.base;
        if (i % 2 == 0) contact.needs = "a school";
        circle.people.push_back(contact);
    }
    for (int i = 1; i <= 9; ++i) {
        ShelfItem item;
        item.id = i;
        circle.shelf.push_back({item, {"school"}});
    }
    return circle;
}

void with_birthdays(Circle& circle, std::size_t of_so_many) {
    for (std::size_t i = 0; i < circle.people.size(); i += of_so_many)
        circle.people[i].dates = {
            {"birthday", {}, static_cast<unsigned>(1 + i % 12), static_cast<unsigned>(1 + i % 28)}};
}

void with_deals(Circle& circle, std::size_t count, const std::string& what, days apart) {
    for (std::size_t i = 0; i < count; ++i) {
        auto& contact = circle.people[i];
        contact.last_touch = contact.last_outward = contact.base = march(4) - static_cast<int>(i) * apart;
        contact.deal = Deal{what, march(4), 0, std::nullopt, {}};
    }
}

Circle consultant() {
    auto known = circle(120, {30, 45, 60, 90});
    with_birthdays(known, 4);
    with_deals(known, 6, "proposal", days(1));
    return known;
}
Circle job_hunter() {
    auto known = circle(15, {60});
    with_deals(known, 15, "application", days(1));
    for (auto& contact : known.people) contact.tags = {"applications"};
    known.owner.tag_plans["applications"] = {7, 14};
    return known;
}
Circle friends_and_family() {
    auto known = circle(25, {7, 14, 21, 30, 45, 60});
    with_birthdays(known, 1);
    for (auto& contact : known.people) contact.tags = {"family"};
    return known;
}

// What one owner saw.
struct Seen {
    int nudge_days = 0, nudges = 0, most = 0, items = 0;
    std::map<Reason, int> of_reason;
    int snoozes = 0, snoozes_late = 0, dates = 0, dates_late = 0;
    std::set<std::pair<std::int64_t, Date>> helpful_due, helpful_offered;  // by the day it fell due
    int helpful_given = 0, helpful_steps = 0;
    std::set<std::int64_t> people;
    double stretch = 1;
};

class Watch {
public:
    explicit Watch(Circle circle) : owner_(1, std::move(circle)) {}

    Seen six_months() {
        for (int day = 0; day < days_lived; ++day) {
            const auto picked = owner_.list();
            look_at(picked);
            owner_.live_through(picked);
            for (const auto& item : picked.items)
                if (is_helpful_in_a_wait(item) && now(item.contact).given != item.contact.given) ++seen_.helpful_given;
        }
        seen_.stretch = owner_.scene().stretch;
        return seen_;
    }

private:
    [[nodiscard]] const Contact& now(const Contact& then) const {
        return owner_.people()[static_cast<std::size_t>(then.id - 1)];
    }
    [[nodiscard]] static bool is_helpful_in_a_wait(const Candidate& item) {
        return item.reason == Reason::help && item.thing != 0;
    }

    void look_at(const Picked& picked) {
        const auto& scene = owner_.scene();
        if (is_nudge_day(scene.owner, scene.today)) ++seen_.nudge_days;
        if (!picked.items.empty()) ++seen_.nudges;
        seen_.most = std::max(seen_.most, static_cast<int>(picked.items.size()));
        seen_.items += static_cast<int>(picked.items.size());
        std::map<std::int64_t, const Candidate*> listed;
        for (const auto& item : picked.items) {
            ++seen_.of_reason[item.reason];
            listed[item.contact.id] = &item;
            seen_.people.insert(item.contact.id);
            if (kind_due(item.contact, scene.plan()) == TouchKind::help) ++seen_.helpful_steps;
        }
        for (const auto& contact : owner_.people()) look_at(contact, listed[contact.id]);
    }

    void look_at(const Contact& contact, const Candidate* item) {
        const auto& scene = owner_.scene();
        const bool is_off = contact.state == ContactState::closed || contact.state == ContactState::parted;
        if (contact.snooze && contact.snooze->until == scene.today) {
            ++seen_.snoozes;
            if (item == nullptr) ++seen_.snoozes_late;
        }
        if (is_nudge_day(scene.owner, scene.today) && !is_off &&
            !dates_between(contact, scene.today, told_until(scene.owner, scene.today)).empty()) {
            ++seen_.dates;
            if (item == nullptr || !item->date) ++seen_.dates_late;
        }
        const auto helpful = helpful_since(contact, scene.plan());
        if (!helpful || owner_.to_give(contact) == nullptr || !is_nudge_day(scene.owner, scene.today)) return;
        seen_.helpful_due.emplace(contact.id, *helpful);
        if (item != nullptr && is_helpful_in_a_wait(*item)) seen_.helpful_offered.emplace(contact.id, *helpful);
    }

    RandomOwner owner_;
    Seen seen_;
};

void print(const std::vector<std::pair<std::string, Seen>>& owners) {
    const auto row = [&](const std::string& what, auto value) {
        std::cout << std::left << std::setw(34) << what << std::right;
        for (const auto& [name, seen] : owners) std::cout << std::setw(20) << value(seen);
        std::cout << '\n';
    };
    const auto of = [](int part, int all) { return std::to_string(part) + " of " + std::to_string(all); };
    std::cout << std::left << std::setw(34) << "six months of" << std::right;
    for (const auto& [name, seen] : owners) std::cout << std::setw(20) << name;
    std::cout << '\n' << std::fixed << std::setprecision(1);
    row("nudges, of so many mornings", [&](const Seen& seen) { return of(seen.nudges, seen.nudge_days); });
    row("people a nudge", [](const Seen& seen) { return static_cast<double>(seen.items) / std::max(1, seen.nudges); });
    row("most on one nudge", [](const Seen& seen) { return seen.most; });
    row("people who were named", [](const Seen& seen) { return seen.people.size(); });
    row("rhythms stretched by", [](const Seen& seen) { return seen.stretch; });
    for (std::size_t i = 0; i < reasons.size(); ++i)
        row(std::string("because of ") + reasons[i] + ", %", [&](const Seen& seen) {
            const auto found = seen.of_reason.find(static_cast<Reason>(i));
            return found == seen.of_reason.end() ? 0.0 : 100.0 * found->second / std::max(1, seen.items);
        });
    const auto count = [](const auto& all) { return static_cast<int>(all.size()); };
    row("helpful in waits, offered",
        [&](const Seen& seen) { return of(count(seen.helpful_offered), count(seen.helpful_due)); });
    row("... and given", [&](const Seen& seen) { return of(seen.helpful_given, count(seen.helpful_offered)); });
    row("helpful steps of deals", [](const Seen& seen) { return seen.helpful_steps; });
    row("snoozes late", [&](const Seen& seen) { return of(seen.snoozes_late, seen.snoozes); });
    row("dates late", [&](const Seen& seen) { return of(seen.dates_late, seen.dates); });
}

TEST(SixMonths, OfThreeOwnersKeepWhatWasPromisedToThem) {
    std::vector<std::pair<std::string, Seen>> owners;
    owners.emplace_back("a consultant", Watch(consultant()).six_months());
    owners.emplace_back("a job hunter", Watch(job_hunter()).six_months());
    owners.emplace_back("friends and family", Watch(friends_and_family()).six_months());
    print(owners);
    for (const auto& [name, seen] : owners) {
        SCOPED_TRACE(name);
        EXPECT_GT(seen.snoozes, 0);
        EXPECT_EQ(seen.snoozes_late, 0);
        EXPECT_EQ(seen.dates_late, 0);
        EXPECT_LE(seen.most, 6);
    }
    // What a wise friend would name: not whose time has come alone, but what was asked, and what would help.
    const auto& of_consultant = owners.front().second;
    EXPECT_LT(2 * of_consultant.of_reason.at(Reason::overdue), of_consultant.items);
    EXPECT_GT(of_consultant.of_reason.at(Reason::deal), 0);
    EXPECT_GT(4 * of_consultant.helpful_offered.size(), 3 * of_consultant.helpful_due.size());
}

}  // namespace
}  // namespace nudged::followup
