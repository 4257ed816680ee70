#include "daemon/conversation/morning.hpp"

#include <algorithm>

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/days_off.hpp"
#include "daemon/conversation/delivered.hpp"
#include "daemon/conversation/evening.hpp"
#include "daemon/conversation/fresh_start.hpp"
#include "daemon/conversation/next_people.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/review.hpp"
#include "daemon/conversation/things.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/conversation/travelling.hpp"
#include "daemon/followup/day_list.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/messages/cards.hpp"
#include "daemon/messages/new_words.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::conversation {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t page_size = 1'000;
constexpr auto between_nudges = 8h;  // at least, also for who flies east or moves the hour
constexpr auto noticeably_late = 10min;
constexpr auto reminder_good_for = 4h;
constexpr int nobody_days_before_a_word = 3;
constexpr int unanswered_before_one = 3;
constexpr int unanswered_before_weekly = 10;
constexpr int unanswered_counted = 20;  // more makes no difference

// The first nudge of each of the owner's weeks introduces a word, from the third on.
bool may_introduce_a_word(const Exchange& exchange) {
    constexpr days a_week{7};
    const auto made = exchange.zone.local(exchange.owner.created).date;
    const auto week = (exchange.today() - made) / a_week;
    return week >= 2 && followup::nudge_day_from(exchange.owner, made + week * a_week) == exchange.today();
}

// In a row, up to the nudge of `day`.
int unanswered_nudges(const Exchange& exchange, Date day) {
    int unanswered = 0;
    auto list = exchange.tables.lists.before(exchange.owner.id, day);
    while (list && !list->answered && unanswered < unanswered_counted) {
        if (list->delivered) ++unanswered;
        list = exchange.tables.lists.before(exchange.owner.id, list->date);
    }
    return unanswered;
}

class Morning {
public:
    explicit Morning(Exchange& exchange)
        : exchange_(exchange),
          state_(exchange.tables.owners.nudge_state(exchange.owner.id)),
          time_(followup::nudge_time(exchange.owner, exchange.zone, exchange.today())) {
        const auto last = exchange.tables.lists.before(exchange.owner.id, exchange.today());
        if (last && last->nudged) time_.due = std::max(time_.due, last->nudged_at + between_nudges);
    }

    Instant run() {
        const auto next_reminder = reminders();
        const auto next_question = questions_of_the_evening();
        if (now() >= time_.due && !decided()) daily();
        exchange_.tables.owners.put_nudge_state(exchange_.owner.id, state_);
        auto next = now() < time_.due
                        ? time_.due
                        : followup::nudge_time(exchange_.owner, exchange_.zone, exchange_.today() + days{1}).due;
        if (next_reminder) next = std::min(next, *next_reminder);
        if (next_question) next = std::min(next, *next_question);
        if (const auto home = comes_home(exchange_.owner)) next = std::min(next, *home);
        if (const auto review = review_when_due(exchange_)) next = std::min(next, *review);
        return next;
    }

private:
    [[nodiscard]] Instant now() const { return exchange_.moment.now; }
    // Today was dealt with, also when the clock or a journey has gone back to it since. A date far ahead is the work of
    // a clock that was wrong.
    [[nodiscard]] bool decided() const {
        const auto& last = state_.last_nudge;
        return last && exchange_.today() <= *last && *last <= exchange_.today() + days{2};
    }

    // People put off to an hour of today. Returns when the next one comes.
    std::optional<Instant> reminders() {
        std::optional<Instant> next;
        std::vector<Contact> due;
        const auto stretch = exchange_.plan().stretch;
        for (std::int64_t last = 0;;) {
            const auto page =
                exchange_.tables.contacts.due_page(exchange_.owner.id, exchange_.today(), stretch, last, page_size);
            for (const auto& contact : page) {
                if (!contact.snooze || !contact.snooze->at || contact.snooze->until != exchange_.today()) continue;
                // In quiet hours it waits for their end; when that is tomorrow, it is on tomorrow's list.
                const auto hour = exchange_.zone.instant(exchange_.today(), *contact.snooze->at);
                const auto at = followup::after_quiet(exchange_.owner, exchange_.zone, std::max(hour, now()));
                if (at > now())
                    next = std::min(next.value_or(at), at);
                else
                    due.push_back(contact);
            }
            if (page.size() < page_size) break;
            last = page.back().id;
        }
        for (const auto& contact : due) remind(contact);
        return next;
    }

    void remind(const Contact& contact) {
        const auto list = exchange_.tables.lists.find(exchange_.owner.id, exchange_.today());
        if (paused() || (list && item_of(*list, contact.id) != nullptr)) return;  // it has been said
        const auto item =
            add_to_today(exchange_, contact, followup::snoozes_only_help(contact) ? Reason::help : Reason::snoozed);
        refresh_list(exchange_, exchange_.today());  // open again where they stood settled
        const auto whole = *exchange_.tables.lists.find(exchange_.owner.id, exchange_.today());
        const auto view = view_of(exchange_, whole, preferred_channel(exchange_.owner).connector);
        done_is_of_the_list(exchange_);
        say(messages::reminder(item, view, exchange_.today()),
            {OutboxKind::reminder, exchange_.today(), now() + reminder_good_for, std::to_string(item.number)});
    }

    // Returns when the next ones come.
    std::optional<Instant> questions_of_the_evening() {
        const auto due = evening_question_due(exchange_, state_);
        if (due && *due > now()) return due;
        if (!due && state_.tapped != Instant{}) ask_nothing(exchange_, state_);
        if (!due) return std::nullopt;
        const auto end_of_day = exchange_.zone.instant(exchange_.today() + days{1}, TimeOfDay{0});
        for (const auto& question : ask_in_the_evening(exchange_, state_))
            say(question,
                {OutboxKind::reminder, std::nullopt, std::min<Instant>(now() + reminder_good_for, end_of_day)});
        return std::nullopt;
    }

    void daily() {
        const bool first_look = state_.last_nudge.has_value();
        state_.last_nudge = exchange_.today();
        state_.last_looked = now();
        // Too late is folded into the next nudge; and an owner made after today's time is not nudged today.
        if (now() >= time_.cut_off || exchange_.owner.created > time_.due) return;
        const bool day_off = !followup::is_nudge_day(exchange_.owner, exchange_.today());
        if (day_off && !exchange_.owner.dates_told_once)
            for (const auto& date : dates_of_a_day_off(exchange_, exchange_.owner.private_mode))
                say(date, {OutboxKind::reminder, std::nullopt, time_.cut_off, std::string(date_of_today)});
        if (!paused()) nudge(first_look);
    }

    [[nodiscard]] bool paused() const { return followup::in_pause(exchange_.owner, exchange_.today()); }

    void nudge(bool looked_before) {
        state_.unanswered = unanswered_nudges(exchange_, exchange_.today());
        exchange_.tables.owners.put_nudge_state(exchange_.owner.id, state_);  // the list is shorter when nobody answers
        auto list = list_of_today(exchange_);
        if (list.nudged) return;  // this day came before, when the clock stood in another year
        if (open_items(list).empty()) return nobody(list);
        state_.nobody_days = 0;

        introduce_a_word(list);
        list.nudged = true;
        list.nudged_at = list.shown_at = now();
        const auto channel = preferred_channel(exchange_.owner);
        auto view = view_of(exchange_, list, channel.connector);
        view.preface = preface(looked_before);
        view.just_one = state_.unanswered >= unanswered_before_one;
        exchange_.tables.lists.put(list);
        remember_named(exchange_, list);
        const Posting posting{OutboxKind::nudge, list.date, time_.cut_off, {}};
        done_is_of_the_list(exchange_);
        if (!post(exchange_.tables, exchange_.owner.id, channel, messages::nudge(list, view), posting,
                  exchange_.moment))
            return;
        sent();
        if (const auto offer = offer_of_a_fresh_start(exchange_))
            say(*offer, {OutboxKind::reminder, std::nullopt, time_.cut_off, {}});
        if (channel.connector == webchat) nudge_arrived(exchange_, std::move(list), {}, channel, time_.cut_off);
    }

    void introduce_a_word(const DayList& list) {
        if (!may_introduce_a_word(exchange_)) return;
        auto word = messages::word_to_introduce(list, state_.introduced);
        if (word.empty()) return;
        state_.introduced.push_back(std::move(word));
        state_.introduced_on = exchange_.today();
        exchange_.tables.owners.put_nudge_state(exchange_.owner.id, state_);
    }

    void nobody(const DayList& list) {
        if (!followup::is_nudge_day(exchange_.owner, exchange_.today()) || !list.items.empty()) return;
        if (state_.unanswered >= unanswered_before_weekly) return;  // somebody may well be due; the week has its line
        if (++state_.nobody_days != nobody_days_before_a_word) return;
        const auto next = next_after_today(exchange_);
        if (!next) return;
        say(messages::nobody_today(next, exchange_.today()), {OutboxKind::reminder, std::nullopt, time_.cut_off, {}});
    }

    [[nodiscard]] Block preface(bool looked_before) const {
        const auto& pause = exchange_.owner.pause;
        const auto last = exchange_.tables.lists.before(exchange_.owner.id, exchange_.today());
        if (pause && pause->last < exchange_.today() && last && last->date <= pause->last)
            return messages::welcome_back(exchange_.owner.daily_cap);
        if (state_.unanswered == unanswered_before_weekly) return messages::quieter(exchange_.owner.weekdays);
        if (looked_before && now() - time_.due >= noticeably_late) return messages::late_preface(exchange_.local.time);
        return {};
    }

    void say(const Message& message, const Posting& posting) {
        post(exchange_.tables, exchange_.owner.id, preferred_channel(exchange_.owner), message, posting,
             exchange_.moment);
        sent();
    }
    void sent() {
        if (preferred_channel(exchange_.owner).connector != webchat)
            return;  // else known when the service has taken it
        state_.last_sent = now();
        state_.last_outcome = "delivered";
    }

    Exchange& exchange_;
    NudgeState state_;
    followup::NudgeTime time_;
};

}  // namespace

Instant look_after(Exchange& exchange) {
    come_home_when_due(exchange);
    const auto next = Morning(exchange).run();
    exchange.tables.owners.set_wake(exchange.owner.id, next);
    return next;
}

std::optional<followup::NudgeTime> next_nudge(const Exchange& exchange) {
    const auto state = exchange.tables.owners.nudge_state(exchange.owner.id);
    auto day = exchange.today();
    const auto todays = followup::nudge_time(exchange.owner, exchange.zone, day);
    if (state.last_nudge == day || exchange.moment.now >= todays.cut_off) day += days{1};
    const auto next = followup::next_nudge_day(exchange.owner, unanswered_nudges(exchange, day), day);
    if (!next) return std::nullopt;
    return followup::nudge_time(exchange.owner, exchange.zone, *next);
}

std::string next_nudge_text(const Exchange& exchange) {
    const auto next = next_nudge(exchange);
    if (!next) return {};
    if (next->due <= exchange.moment.now) return messages::as_soon_as_i_run();
    return messages::day_at(next->date, exchange.owner.nudge_at, exchange.today());
}

std::size_t people_due_by(const Exchange& exchange, Date day) {
    auto plan = exchange.plan();
    plan.today = day;
    NudgeState state;
    state.unanswered = unanswered_nudges(exchange, day);
    followup::DayListPicker picker(plan, followup::places_today(exchange.owner, state, day), {});
    Things things(exchange);
    const auto attentions = exchange.tables.contacts.attentions(exchange.owner.id);
    for (std::int64_t last = 0;;) {
        const auto page = exchange.tables.contacts.due_page(exchange.owner.id, day, plan.stretch, last, page_size);
        for (const auto& contact : page) {
            const auto known = attentions.find(contact.id);
            const auto* thing = followup::helpful_since(contact, plan) ? things.fitting(contact) : nullptr;
            picker.offer(contact, known == attentions.end() ? std::nullopt : std::optional(known->second),
                         thing == nullptr ? 0 : thing->id);
        }
        if (page.size() < page_size) break;
        last = page.back().id;
    }
    return std::move(picker).pick().items.size();
}

}  // namespace nudged::conversation
