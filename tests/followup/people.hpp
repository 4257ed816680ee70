// People, days and decisions for the tests of the rules. The scene: Wednesday 4 March 2026, weekend off.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "daemon/followup/day_list.hpp"
#include "daemon/followup/decisions.hpp"

namespace nudged::followup {

inline Date on(int year, unsigned month, unsigned day) {
    return Date(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day));
}
inline Date march(unsigned day) { return on(2026, 3, day); }  // 4 = Wednesday, 6 = Friday, 7 = Saturday, 9 = Monday

inline std::string text(Date day) {
    const std::chrono::year_month_day date(day);
    return std::to_string(static_cast<int>(date.year())) + '-' + std::to_string(static_cast<unsigned>(date.month())) +
           '-' + std::to_string(static_cast<unsigned>(date.day()));
}
inline std::string text(std::optional<Date> day) { return day ? text(*day) : "none"; }

// An owner, the settings, and the plan that refers to both.
struct Scene {
    Owner owner;
    Settings settings;
    Date today = march(4);
    double stretch = 1;
    [[nodiscard]] Plan plan() const { return {owner, settings, stretch, today}; }
};

// Open, touched 40 days ago, so 10 days over the usual 30.
inline Contact person(std::string name = "Nicole", std::int64_t id = 1) {
    Contact contact;
    contact.id = id;
    contact.owner = 1;
    contact.name = std::move(name);
    contact.base = march(4) - days(40);
    contact.last_touch = contact.base;
    contact.last_outward = contact.base;
    return contact;
}

inline Contact in_state(ContactState state) {
    auto contact = person();
    contact.state = state;
    if (state == ContactState::waiting) contact.check_back = CheckBack{march(20), "after the reorg", on(2025, 12, 3)};
    if (state == ContactState::closed) contact.closed_reason = "budget";
    if (state == ContactState::parted) contact.closed_reason = "moved abroad";
    return contact;
}

inline Decision taken(Outcome outcome) {
    if (auto* decision = std::get_if<Decision>(&outcome)) return std::move(*decision);
    ADD_FAILURE() << "does not apply: " << static_cast<int>(std::get<Inapplicable>(outcome));
    return {};
}
inline std::optional<Inapplicable> refused(const Outcome& outcome) {
    const auto* why = std::get_if<Inapplicable>(&outcome);
    return why ? std::optional(*why) : std::nullopt;
}

inline TouchSaid spoke(std::string channel, std::optional<Date> day = {}) {
    return {TouchKind::soft, std::move(channel), "", day};
}

struct Offered {
    Contact contact;
    Attention attention;
};

inline Picked pick(const Scene& scene, const std::vector<Contact>& contacts, std::optional<int> allowed = {},
                   const std::vector<std::int64_t>& on_list = {}, bool left_over_before = false) {
    DayListPicker picker(scene.plan(), allowed.value_or(scene.owner.daily_cap), on_list,
                         {.left_over = left_over_before});
    for (const auto& contact : contacts) picker.offer(contact, std::nullopt);
    return std::move(picker).pick();
}

// "Nicole overdue", in the order of the list.
inline std::vector<std::string> lines(const Picked& picked) {
    static const char* const names[] = {"your_turn", "promise",  "check_back", "important_date", "snoozed",
                                        "deal",      "straight", "walk_away",  "overdue",        "help"};
    std::vector<std::string> lines;
    for (const auto& item : picked.items)
        lines.push_back(item.contact.name + ' ' + names[static_cast<int>(item.reason)]);
    return lines;
}
inline std::vector<std::string> listed(const Scene& scene, const Contact& contact, const Attention& attention = {}) {
    DayListPicker picker(scene.plan(), scene.owner.daily_cap, {});
    picker.offer(contact, attention);
    return lines(std::move(picker).pick());
}

using Lines = std::vector<std::string>;

}  // namespace nudged::followup

// Dates in failures are to be read by people.
namespace std::chrono {
inline void PrintTo(const nudged::Date& day, std::ostream* out) { *out << nudged::followup::text(day); }
}  // namespace std::chrono
