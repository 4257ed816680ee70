#include "daemon/conversation/review.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/morning.hpp"
#include "daemon/conversation/next_people.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/conversation/week.hpp"
#include "daemon/followup/day_list.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/promises.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/review.hpp"

namespace nudged::conversation {

namespace {

using namespace std::chrono_literals;
using messages::Review;

constexpr days a_week{7};
constexpr auto good_for = 4h;
constexpr std::size_t page_size = 1'000;

bool has_a_day_of_their_own(const Contact& contact) {
    return contact.snooze || contact.your_turn || contact.check_back || followup::next_promise(contact) != nullptr;
}

// As the lists will have it: those with a day of their own keep it, the others fill what is left of the places of the
// mornings, and for whom there is none up to the last day they come later.
void spread_over_the_mornings(const Exchange& exchange, std::vector<followup::Listed>& people, Date last) {
    const auto& owner = exchange.owner;
    const auto state = exchange.tables.owners.nudge_state(owner.id);
    std::map<Date, int> taken;
    for (const auto& one : people)
        if (one.next && has_a_day_of_their_own(one.contact)) ++taken[*one.next];
    for (auto& one : people) {
        if (!one.next || has_a_day_of_their_own(one.contact)) continue;
        while (one.next && *one.next <= last && taken[*one.next] >= followup::places_today(owner, state, *one.next))
            one.next = followup::nudge_day_from(owner, *one.next + days{1});
        if (one.next) ++taken[*one.next];
    }
}

// Dates first, then those of the round, day by day. Today is ahead too while its nudge is.
void look_ahead(const Exchange& exchange, Review& review) {
    const auto tomorrow = exchange.today() + days{1};
    const auto first = exchange.plan().soonest;
    const auto last = exchange.today() + a_week;
    review.next_week = tomorrow + (std::chrono::Monday - std::chrono::weekday{tomorrow});
    std::vector<std::pair<unsigned, unsigned>> wanted;
    for (auto day = first; day <= last; day += days{1}) {
        const std::chrono::year_month_day date{day};
        wanted.emplace_back(static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
        if (date.month() == std::chrono::February && date.day() == std::chrono::day{28}) wanted.emplace_back(2, 29);
    }
    for (const auto& contact : exchange.tables.contacts.with_dates(exchange.owner.id, wanted))
        for (const auto& told : followup::dates_between(contact, first, last))
            review.coming.push_back({contact.name, told.date.what, told.on});
    std::set<Date> mornings;
    const auto most_on_a_list = 2 * static_cast<std::size_t>(std::max(exchange.owner.daily_cap, 1));
    auto people = next_people(exchange, most_on_a_list * static_cast<std::size_t>((last - first).count() + 1), first);
    spread_over_the_mornings(exchange, people, last);
    for (const auto& one : people) {
        if (!one.next || *one.next > last) continue;
        if (*one.next >= review.next_week) mornings.insert(*one.next);
        const auto what = followup::runs_a_deal(one.contact) ? messages::without_article(one.contact.deal->what) : "";
        review.coming.push_back({one.contact.name, what, *one.next});
    }
    review.mornings = static_cast<int>(mornings.size());
    std::ranges::stable_sort(review.coming, {}, &Review::Coming::day);
}

// The two for whom it has been longest, measured by their own rhythm; not those whom the next morning names anyway.
void find_wanted(const Exchange& exchange, Review& review) {
    constexpr std::size_t named = 2;
    const auto plan = exchange.plan();
    const auto listed = open_items(list_of_today(exchange));
    struct Found {
        double ratio = 0;
        Review::Wanted who;
    };
    std::vector<Found> found;
    for (std::int64_t last = 0;;) {
        const auto page =
            exchange.tables.contacts.due_page(exchange.owner.id, exchange.today(), plan.stretch, last, page_size);
        for (const auto& contact : page) {
            if (contact.state != ContactState::open || !contact.last_touch || contact.snooze || contact.deal) continue;
            const auto next = followup::next_date(contact, plan);  // found for a promise, it may be far
            if (!next || *next > exchange.today()) continue;
            if (std::ranges::any_of(listed, [&](const ListItem& item) { return item.contact == contact.id; })) continue;
            const auto since = static_cast<int>((exchange.today() - *contact.last_touch).count());
            if (since < a_week.count()) continue;
            found.push_back(
                {contact.importance * since / followup::rhythm_of(contact, plan), {contact.id, contact.name, since}});
        }
        if (page.size() < page_size) break;
        last = page.back().id;
    }
    std::ranges::sort(found, [](const Found& a, const Found& b) {
        return a.ratio != b.ratio ? a.ratio > b.ratio : a.who.name < b.who.name;
    });
    for (std::size_t i = 0; i < std::min(named, found.size()); ++i) review.wanted.push_back(found[i].who);
    review.put_on = followup::nudge_day_from(exchange.owner, exchange.today() + days{1});
}

Instant hour_of(const Exchange& exchange, Date day) {
    return followup::after_quiet(exchange.owner, exchange.zone,
                                 exchange.zone.instant(day, exchange.rules.review->time));
}

bool is_review_day(const Exchange& exchange, Date day) {
    return exchange.rules.review && !exchange.owner.no_review &&
           std::chrono::weekday{day} == exchange.rules.review->day;
}

bool was_said(const Exchange& exchange) {
    return std::ranges::any_of(exchange.tables.outbox.carrying(exchange.owner.id, exchange.today()),
                               [](const OutboxRow& row) { return row.kind == OutboxKind::review; });
}

void say_it(Exchange& exchange) {
    if (was_said(exchange)) return;
    const auto message = exchange.owner.private_mode ? messages::review_kept_back() : review_of_the_week(exchange);
    const Posting posting{OutboxKind::review, exchange.today(), hour_of(exchange, exchange.today()) + good_for, {}};
    post(exchange.tables, exchange.owner.id, preferred_channel(exchange.owner), message, posting, exchange.moment);
}

}  // namespace

Message review_of_the_week(const Exchange& exchange) {
    auto review = look_back(exchange);
    look_ahead(exchange, review);
    find_wanted(exchange, review);
    review.day = review_day(exchange);
    review.is_off = exchange.owner.no_review;
    return messages::review(review);
}

std::optional<Instant> review_when_due(Exchange& exchange) {
    const auto now = exchange.moment.now;
    const auto today = exchange.today();
    if (is_review_day(exchange, today)) {
        const auto hour = hour_of(exchange, today);
        if (now < hour) return hour;
        const bool anybody = exchange.tables.contacts.at_least(1, exchange.owner.id);
        if (anybody && now < hour + good_for && exchange.owner.created <= hour &&
            !followup::in_pause(exchange.owner, today))
            say_it(exchange);
    }
    return is_review_day(exchange, today + days{1}) ? std::optional(hour_of(exchange, today + days{1})) : std::nullopt;
}

std::optional<std::chrono::weekday> review_day(const Exchange& exchange) {
    return exchange.rules.review ? std::optional(exchange.rules.review->day) : std::nullopt;
}

bool set_reviews(Exchange& exchange, Ledger& ledger, bool on) {
    auto owner = exchange.owner;
    owner.no_review = !on;
    if (owner == exchange.owner) return false;
    ledger.change_owner(owner, "edited", on ? "review on" : "review off");
    return true;
}

namespace {

Reply noticed(std::string words) {
    Reply reply;
    reply.notice = std::move(words);
    return reply;
}

// Each answer is a message of its own: the other buttons are still wanted.

Reply decided(Exchange& exchange, const Contact& contact, const followup::Outcome& outcome, const char* verb) {
    const auto plan = exchange.plan();
    if (const auto* why = std::get_if<followup::Inapplicable>(&outcome))
        return noticed(messages::inapplicable(contact, *why, verb, plan));
    const auto& decision = std::get<followup::Decision>(outcome);
    const auto said = messages::said(contact, decision, plan);
    Reply reply;
    Ledger ledger(exchange, reply);
    ledger.write(contact, decision, said.settled);
    reply.message = messages::answer(
        {said.line}, messages::chips(decision, messages::OfBatch{ledger.batch()}, ledger.batch(), plan));
    return reply;
}

Reply put_on_a_day(Exchange& exchange, const Contact& contact, Date day) {
    if (day <= exchange.today()) return noticed(messages::date_has_passed(day, exchange.today()));
    if (contact.snooze && contact.snooze->until == day) return noticed(messages::already_noted());
    return decided(exchange, contact, followup::wished_for(contact, day, exchange.plan()), "snooze");
}

Reply slow_down(Exchange& exchange, const Contact& contact, int every) {
    const auto plan = exchange.plan();
    if (followup::cadence_of(contact, plan.owner, plan.settings) == every) return noticed(messages::already_noted());
    return decided(exchange, contact, followup::with_cadence(contact, every, plan), "every");
}

Reply switch_reviews(Exchange& exchange, bool on) {
    Reply reply;
    Ledger ledger(exchange, reply);
    if (!set_reviews(exchange, ledger, on)) return noticed(messages::already_noted());
    reply.message =
        messages::answer({messages::review_set(on, review_day(exchange))}, {{messages::undo_button(ledger.batch())}});
    return reply;
}

}  // namespace

Reply respond_to_review(Exchange& exchange, const std::string& argument) {
    constexpr std::string_view every = "every_";
    if (argument == "off" || argument == "on") return switch_reviews(exchange, argument == "on");
    if (argument == "keep") return noticed(messages::rhythm_kept());
    const auto cut = argument.find('_');
    if (!argument.starts_with('c') || cut == std::string::npos) return noticed(messages::no_longer_there());
    std::int64_t id = 0;
    std::from_chars(argument.data() + 1, argument.data() + cut, id);
    const auto contact = exchange.contact(id);
    if (!contact) return noticed(messages::no_longer_there());
    const auto wanted = argument.substr(cut + 1);
    if (const auto day = messages::decode_date(wanted)) return put_on_a_day(exchange, *contact, *day);
    int days = 0;
    if (wanted.starts_with(every)) std::from_chars(wanted.data() + every.size(), wanted.data() + wanted.size(), days);
    return days > 0 ? slow_down(exchange, *contact, days) : noticed(messages::no_longer_there());
}

}  // namespace nudged::conversation
