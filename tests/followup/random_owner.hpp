// An owner and the people they know, for made-up years: does most of what is suggested, snoozes, skips, ignores,
// forgets to say so. The same seed lives the same life.
#pragma once

#include <algorithm>
#include <map>
#include <random>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/followup/promises.hpp"
#include "daemon/followup/shelf.hpp"
#include "daemon/followup/silence.hpp"
#include "tests/followup/people.hpp"

namespace nudged::followup {

// What is known of somebody from what was said alone, counted apart from the rules.
struct Told {
    std::vector<Date> unanswered;  // the days they were written to since they were heard of last
    std::optional<Date> straight;  // asked whether to go on, since then
    std::optional<Date> written;   // the last day they were written to

    void heard_from(Date day) {
        std::erase_if(unanswered, [&](Date sent) { return sent <= day; });
        if (straight && *straight <= day) straight.reset();
    }
};

// Somebody in particular, whom they know and what they keep to give.
struct Circle {
    Owner owner;
    std::vector<Contact> people;  // with the numbers 1, 2, 3, ...
    std::vector<Thing> shelf;     // as well
};

class RandomOwner {
public:
    static constexpr int people_known = 12;
    static constexpr int things_kept = 9;

    // What an owner does: whatever comes to mind; only what is suggested, every time; or what people do, who also hear
    // from others and say some of it, late.
    enum class Habit { anything, answers_everything, as_people_do };

    explicit RandomOwner(unsigned seed, Habit habit = Habit::anything) : random_(seed), habit_(habit) {
        scene_.owner.weekdays = roll(4) == 0 ? static_cast<std::uint8_t>(1 + roll(127)) : std::uint8_t{0b0111110};
        scene_.owner.daily_cap = 1 + roll(4);
        scene_.owner.friend_tags = {"choir"};
        scene_.owner.tag_plans["applications"] = {7, 14};
        for (int i = 0; i < people_known; ++i) people_.push_back(somebody(i));
        for (int i = 1; i <= things_kept; ++i) {
            ShelfItem item;
            item.id = i;
            item.tags = {i % 3 == 0 ? "choir" : "family"};
            shelf_.push_back({item, {"school"}});
        }
    }

    RandomOwner(unsigned seed, Circle circle)
        : random_(seed),
          habit_(Habit::as_people_do),
          people_(std::move(circle.people)),
          shelf_(std::move(circle.shelf)) {
        scene_.owner = std::move(circle.owner);
        for (const auto& contact : people_) told_[contact.id].written = contact.last_outward.value_or(contact.base);
    }

    [[nodiscard]] const Scene& scene() const { return scene_; }
    [[nodiscard]] const std::vector<Contact>& people() const { return people_; }
    [[nodiscard]] const Attention& attention(const Contact& contact) { return attentions_[contact.id]; }
    // How often something was said of them.
    [[nodiscard]] int decisions(const Contact& contact) { return decisions_[contact.id]; }
    [[nodiscard]] const Told& told(const Contact& contact) { return told_[contact.id]; }
    [[nodiscard]] const Earlier& earlier() const { return earlier_; }

    [[nodiscard]] const Thing* to_give(const Contact& contact) const {
        return fitting(contact, telling_words(contact.needs), shelf_);
    }

    [[nodiscard]] std::int64_t demand() const {
        std::int64_t demand = 0;
        for (const auto& contact : people_) demand += weekly_demand(contact, scene_.owner, scene_.settings);
        return demand;
    }

    // The list of today, offered in the given order of people.
    [[nodiscard]] Picked list(bool backwards = false) {
        scene_.stretch = stretch(scene_.owner, demand());
        DayListPicker picker(scene_.plan(), scene_.owner.daily_cap, {}, earlier_);
        for (std::size_t i = 0; i < people_.size(); ++i) {
            const auto& contact = people_[backwards ? people_.size() - 1 - i : i];
            const auto* thing = helpful_since(contact, scene_.plan()) ? to_give(contact) : nullptr;
            picker.offer(contact, attentions_[contact.id], thing == nullptr ? 0 : thing->item.id);
        }
        return std::move(picker).pick();
    }

    // Answers the list, or leaves it; then the rest of the day happens, and it is tomorrow.
    void live_through(const Picked& picked) {
        for (const auto& item : picked.items) {
            auto& attention = attentions_[item.contact.id];
            attention = after_nudge(attention, item.reason, scene_.owner, scene_.today).attention;
        }
        if (!picked.items.empty()) earlier_.left_over = picked.fixed_left_over > 0;
        for (const auto& item : picked.items) {
            const bool question =
                item.reason == Reason::deal || item.reason == Reason::straight || item.reason == Reason::walk_away;
            if (item.reason > Reason::snoozed) earlier_.turn_of_questions = !question;
            if (item.thing != 0) name(item.thing, item.contact.id);
            answer(known(item.contact.id), item);
        }
        if (habit_ == Habit::as_people_do) life_goes_on();
        if (habit_ != Habit::anything) return void(scene_.today += days(1));
        while (roll(3) == 0) something_happens(anybody());
        if (roll(200) == 0) scene_.owner.pause = DateRange{scene_.today + days(1), scene_.today + days(1 + roll(25))};
        scene_.today += days(1);
    }

private:
    int roll(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(random_); }
    Date soon() { return scene_.today + days(1 + roll(40)); }
    Contact& known(std::int64_t id) { return people_[static_cast<std::size_t>(id - 1)]; }
    Contact& anybody() { return people_[static_cast<std::size_t>(roll(static_cast<int>(people_.size())))]; }

    Contact somebody(int i) {
        auto contact = person("Person " + std::to_string(i), i + 1);
        contact.cadence_days = 3 + roll(90);
        contact.importance = 1 + roll(3);
        contact.base = scene_.today - days(roll(120));
        contact.last_touch = contact.last_outward = contact.base;
        told_[contact.id].written = contact.base;
        if (roll(4) == 0) contact.tags.insert(contact.tags.begin(), "applications");
        if (roll(5) == 0) contact.tags = {roll(2) == 0 ? "family" : "choir"};
        if (roll(2) == 0) contact.needs = "a school";
        if (roll(2) == 0 && habit_ == Habit::anything)
            contact.dates = {
                {"birthday", {}, static_cast<unsigned>(1 + roll(12)), static_cast<unsigned>(1 + roll(28))}};
        return contact;
    }

    void decide(Contact& contact, const Outcome& outcome) {
        const auto* decision = std::get_if<Decision>(&outcome);
        if (decision == nullptr) return;
        contact = decision->after;
        attentions_.erase(contact.id);
        ++decisions_[contact.id];
    }

    void hear_from(const Contact& contact) { told_[contact.id].heard_from(scene_.today); }

    void write_to(Contact& contact, TouchKind kind, Date day) {
        TouchSaid said{kind, roll(6) == 0 ? "call" : "text", "", day};
        auto& told = told_[contact.id];
        told.written = std::max(*told.written, day);
        if (said.channel == "call") {
            told.heard_from(day);
        } else {
            told.unanswered.push_back(day);
            if (kind == TouchKind::straight) told.straight = day;
        }
        decide(contact, touched(contact, said, scene_.plan()));
        const bool answers = contact.id % 6 != 0;  // there are those who never do
        if (habit_ == Habit::as_people_do && answers && roll(2) == 0)
            to_answer_.emplace(scene_.today + days(1 + roll(7)), contact.id);
    }

    // Who was written to answers, which is said the same day, days later or never; some ask to be left a while; a word
    // is written of which nudged hears days later; a question is opened, something promised.
    void life_goes_on() {
        const auto plan = scene_.plan();
        for (auto due = to_answer_.begin(); due != to_answer_.end() && due->first <= scene_.today;) {
            auto& contact = known(due->second);
            due = to_answer_.erase(due);
            if (roll(5) == 0) continue;
            hear_from(contact);
            if (contact.deal && roll(4) == 0)
                decide(contact, roll(2) == 0 ? deal_won(contact, plan) : said_no(contact, "budget", plan));
            else if (roll(10) == 0)
                decide(contact, later(contact, scene_.today + days(60 + roll(90)), "after the reorg", plan));
            else
                decide(contact, replied(contact, "yes", "email", plan, scene_.today - days(roll(3) == 0 ? 2 : 0)));
        }
        if (roll(4) == 0) write_to(anybody(), TouchKind::soft, scene_.today - days(roll(5)));
        if (roll(30) == 0) promise_something(anybody());
    }

    void promise_something(Contact& contact) {
        decide(contact, promised(contact, "the pricing", soon(), scene_.plan()));
    }

    void name(std::int64_t thing, std::int64_t contact) {
        auto& named = shelf_[static_cast<std::size_t>(thing - 1)].item.suggested;
        named.insert(std::ranges::lower_bound(named, contact), contact);
    }

    void answer(Contact& contact, const Candidate& item) {
        const auto plan = scene_.plan();
        const int choice = roll(100);
        const auto reason = item.reason;
        if (habit_ == Habit::answers_everything && reason != Reason::straight && reason != Reason::walk_away &&
            choice >= 90)
            return decide(contact, skipped(contact, plan));
        if (reason == Reason::help && state_of(contact, scene_.today) == ContactState::waiting) {
            if (choice < 40) return give(contact, item.thing);
            if (choice < 60) return decide(contact, helpful_put_off(contact, soon(), plan));
            if (choice < 70) return decide(contact, helpful_left_out(contact, plan));
            return;
        }
        if (choice < 60 || habit_ == Habit::answers_everything) return do_it(contact, reason);
        if (choice < 70) return decide(contact, snoozed(contact, {}, plan));
        if (choice < 76) return decide(contact, snoozed(contact, {soon(), roll(2) == 0, {}}, plan));
        if (choice < 82) return decide(contact, skipped(contact, plan));
    }

    void give(Contact& contact, std::int64_t thing) {
        TouchSaid said{TouchKind::help, "text", "", {}};
        said.thing = thing;
        told_[contact.id].unanswered.push_back(scene_.today);
        decide(contact, touched(contact, said, scene_.plan()));
    }

    void do_it(Contact& contact, Reason reason) {
        const auto plan = scene_.plan();
        if (must_ask_whether_they_answered(contact, scene_.owner, scene_.settings) && reason > Reason::snoozed) {
            if (roll(3) != 0) return decide(contact, not_answered(contact, plan));
            hear_from(contact);
            return decide(contact, answered(contact, plan));
        }
        if (reason == Reason::walk_away) {
            if (roll(2) == 0) return decide(contact, once_more(contact, plan));
            return decide(contact, parted(contact, "", false, plan));
        }
        if (reason == Reason::promise) {
            told_[contact.id].unanswered.push_back(scene_.today);
            told_[contact.id].written = scene_.today;
            return decide(contact, kept(contact, spoke("text"), plan));
        }
        if (reason == Reason::deal) return do_the_step(contact);
        const auto kind = reason == Reason::straight ? TouchKind::straight
                          : reason == Reason::help   ? TouchKind::help
                                                     : TouchKind::soft;
        write_to(contact, kind, scene_.today);
    }

    void do_the_step(Contact& contact) {
        const auto plan = scene_.plan();
        if (const auto kind = kind_due(contact, plan)) return write_to(contact, *kind, scene_.today);
        switch (roll(4)) {
            case 0:
                return decide(contact, one_last_word(contact, plan));
            case 1:
                hear_from(contact);
                return decide(contact, answered(contact, plan));
            case 2:
                return decide(contact, parted(contact, "", false, plan));
            default:
                return decide(contact, deal_let_go(contact, plan));
        }
    }

    void something_happens(Contact& contact) {
        const auto plan = scene_.plan();
        switch (roll(14)) {
            case 11:
            case 12:
                return decide(contact, deal_opened(contact, "proposal", plan));
            case 13:
                if (const auto outcome = roll(2) == 0 ? deal_won(contact, plan) : with_deal_plan(contact, {4, 9}, plan);
                    std::holds_alternative<Decision>(outcome)) {
                    if (std::get<Decision>(outcome).what == "won") hear_from(contact);
                    decide(contact, outcome);
                }
                return;
            case 0:
                hear_from(contact);
                return decide(contact, replied(contact, "yes", "email", plan));
            case 1: {  // said days later
                const auto day = scene_.today - days(roll(9));
                told_[contact.id].heard_from(day);
                return decide(contact, replied(contact, "yes", "email", plan, day));
            }
            case 2:
                return write_to(contact, roll(2) == 0 ? TouchKind::ask : TouchKind::help, scene_.today);
            case 3:  // said days later
                return write_to(contact, TouchKind::soft, scene_.today - days(roll(9)));
            case 4:
                return decide(contact, promised(contact, "the pricing", soon(), plan));
            case 5:
                if (const auto outcome = later(contact, soon() + days(roll(2) * 90), "after the reorg", plan);
                    std::holds_alternative<Decision>(outcome)) {
                    hear_from(contact);
                    decide(contact, outcome);
                }
                return;
            case 6:
                if (roll(4) != 0) return decide(contact, needs_no_answer(contact, plan));
                if (contact.deal) hear_from(contact);  // the person stays
                return decide(contact, said_no(contact, "budget", plan));
            case 7:
                if (const auto outcome = reopened(contact, {}, plan); std::holds_alternative<Decision>(outcome)) {
                    hear_from(contact);
                    decide(contact, outcome);
                }
                return;
            case 8:
                return decide(contact, with_manners_of_friends(contact, roll(2) == 0, plan));
            case 9:
                return decide(contact,
                              roll(3) == 0 ? into_book(contact, plan) : with_cadence(contact, 3 + roll(90), plan));
            default:
                return decide(contact, snoozed(contact, {soon(), roll(2) == 0, {}}, plan));
        }
    }

    std::mt19937 random_;
    Habit habit_;
    Scene scene_;
    std::vector<Contact> people_;
    std::vector<Thing> shelf_;
    std::map<std::int64_t, Attention> attentions_;
    std::map<std::int64_t, int> decisions_;
    std::map<std::int64_t, Told> told_;
    std::multimap<Date, std::int64_t> to_answer_;
    Earlier earlier_;
};

}  // namespace nudged::followup
