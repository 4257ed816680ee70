#include "daemon/followup/day_list.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/followup/promises.hpp"
#include "daemon/followup/silence.hpp"

namespace nudged::followup {

namespace {

constexpr int shown_before_rest = 2;
constexpr int promise_told = 3;  // on its day and the two next nudges; then it is asked about
constexpr int nudge_days_of_rest = 5;
constexpr int rests_before_question = 3;
constexpr days until_second_turn{3};
constexpr int unanswered_before_one_person = 3;
constexpr int unanswered_before_one_a_week = 10;

// A snooze that still runs. One with an hour is a reminder on its day, and no second nudge.
bool is_snoozed(const Contact& contact, Date today) {
    return contact.snooze && (contact.snooze->until > today || (contact.snooze->at && contact.snooze->until == today));
}

bool is_fixed(Reason reason) { return reason <= Reason::snoozed; }

bool is_resting(const Attention& attention, Date day) { return attention.rest_until && *attention.rest_until > day; }

// From which day on the owner is told that it is their turn: first the day after, once more after 3 days, then not
// again.
std::optional<Date> turn_told_from(const Contact& contact, const Attention& attention) {
    if (!contact.your_turn) return std::nullopt;
    if (attention.turn_shown == 0 || !attention.turn_last) return *contact.your_turn + days{1};
    if (attention.turn_shown == 1) return *attention.turn_last + until_second_turn;
    return std::nullopt;
}

Reason reason_of(Rung rung) {
    switch (rung) {
        case Rung::straight:
            return Reason::straight;
        case Rung::walk_away:
            return Reason::walk_away;
        case Rung::help:
            return Reason::help;
        case Rung::word:
            break;
    }
    return Reason::overdue;
}

// The round goes by ratio alone.
Reason in_order(Reason reason) { return reason == Reason::help ? Reason::overdue : reason; }

std::size_t places(int limit, std::size_t used) {
    const auto all = static_cast<std::size_t>(std::max(limit, 0));
    return all > used ? all - used : 0;
}

}  // namespace

DayListPicker::DayListPicker(const Plan& plan, int allowed, const std::vector<std::int64_t>& taken,
                             const Earlier& earlier)
    : plan_(plan), earlier_(earlier), seen_(taken.begin(), taken.end()) {
    const auto& owner = plan.owner;
    nudge_day_ = is_nudge_day(owner, plan.today);
    paused_ = in_pause(owner, plan.today);
    nudge_before_ = nudge_day_before(owner, plan.today).value_or(Date::min());
    told_until_ = told_until(owner, plan.today);
    fixed_limit_ = places(allowed < owner.daily_cap ? allowed : 2 * allowed, taken.size());
    suggestions_limit_ = places(allowed, taken.size());
}

void DayListPicker::offer(const Contact& contact, const std::optional<Attention>& attention, std::int64_t thing) {
    static const Attention none;
    auto due = why_listed(contact, attention ? *attention : none);
    const bool during_a_wait =
        due && due->reason == Reason::help && state_of(contact, plan_.today) == ContactState::waiting;
    if (during_a_wait && thing == 0) return;
    if (due) due->thing = thing;
    if (!due || !seen_.insert(contact.id).second) return;
    if (due->reason == Reason::deal) {
        ++suggestions_seen_;
        keep(deals_, suggestions_limit_, *due, contact);
    } else if (due->reason == Reason::straight || due->reason == Reason::walk_away) {
        ++suggestions_seen_;
        keep(questions_, earlier_.question_today ? 0 : std::min<std::size_t>(1, suggestions_limit_), *due, contact);
    } else if (due->reason == Reason::overdue || due->reason == Reason::help) {
        ++suggestions_seen_;
        keep(round_, suggestions_limit_, *due, contact);
    } else {
        ++fixed_seen_;
        keep(fixed_, fixed_limit_, *due, contact);
    }
}

std::optional<DayListPicker::Due> DayListPicker::why_listed(const Contact& contact, const Attention& attention) const {
    if (contact.state == ContactState::closed || contact.state == ContactState::parted) return std::nullopt;
    if (!nudge_day_) {
        const auto& snooze = contact.snooze;
        if (paused_ || !snooze || !snooze->named_day || snooze->at || snooze->until != plan_.today) return std::nullopt;
        return Due{Reason::snoozed, false, snooze->until, 0, 0, {}, {}, false};
    }
    if (auto due = fixed(contact, attention)) return due;
    const bool quiet = is_resting(attention, plan_.today) || turn_told_from(contact, attention);
    return quiet ? std::nullopt : suggestion(contact);
}

std::optional<DayListPicker::Due> DayListPicker::fixed(const Contact& contact, const Attention& attention) const {
    const bool snoozed = is_snoozed(contact, plan_.today);
    const auto told = contact.dates.empty() ? std::vector<ToldDate>{} : dates_told(contact, plan_.today, told_until_);
    Due due;
    if (!told.empty()) {
        due.date = told.front().date;
        due.on = told.front().on;
    }
    const auto because = [&](Reason reason, Date since, bool left_over) {
        due.reason = reason;
        due.since = since;
        due.left_over = left_over && earlier_.left_over;
        return due;
    };
    const bool waited = contact.state == ContactState::waiting && state_of(contact, plan_.today) == ContactState::open;
    // What fixed items have earned holds nothing back whose day is only now, and what suggestions have earned nothing.
    const bool resting = attention.fixed && is_resting(attention, plan_.today);
    const auto has_its_day = [&](Date day) { return !resting || day > nudge_before_; };
    const bool fresh = !attention.fixed || (attention.shown == 0 && attention.rests == 0);

    const auto turn = turn_told_from(contact, attention);
    if (!snoozed && turn && *turn <= plan_.today)
        return because(Reason::your_turn, *contact.your_turn,
                       attention.turn_shown == 0 && *contact.your_turn < nudge_before_);
    if (const auto* promise = next_promise(contact); promise != nullptr)
        if (const auto told_on = told_first(*promise, plan_.owner); told_on <= plan_.today && has_its_day(told_on)) {
            due.asks = attention.fixed && attention.shown >= promise_told;
            return because(Reason::promise, told_on, fresh && told_on <= nudge_before_);
        }
    if (!snoozed && waited && contact.check_back && has_its_day(contact.check_back->date))
        return because(contact.check_back->put_off ? Reason::snoozed : Reason::check_back, contact.check_back->date,
                       fresh && contact.check_back->date <= nudge_before_);
    if (due.date) return because(Reason::important_date, *due.on, false);
    if (!snoozed && contact.snooze && !snoozes_only_help(contact) && has_its_day(contact.snooze->until))
        return because(Reason::snoozed, contact.snooze->until, fresh && contact.snooze->until <= nudge_before_);
    return std::nullopt;
}

std::optional<DayListPicker::Due> DayListPicker::suggestion(const Contact& contact) const {
    if (const auto since = helpful_since(contact, plan_)) return helpful(contact, (plan_.today - *since).count());
    if (contact.snooze || state_of(contact, plan_.today) != ContactState::open) return std::nullopt;
    const auto next = next_date(contact, plan_);
    if (!next || *next > plan_.today) return std::nullopt;
    const auto overdue = (plan_.today - suggested_on(contact, plan_)).count();
    const auto reason = runs_a_deal(contact) ? Reason::deal : reason_of(rung_of(contact, plan_.owner, plan_.settings));
    return reason == Reason::help ? helpful(contact, overdue) : on_the_round(contact, reason, overdue);
}

DayListPicker::Due DayListPicker::on_the_round(const Contact& contact, Reason reason, std::int64_t days_overdue) const {
    Due due;
    due.reason = reason;
    due.days_overdue = static_cast<int>(days_overdue);
    due.ratio = static_cast<double>(due.days_overdue) / std::max(1, rhythm_of(contact, plan_)) * contact.importance;
    return due;
}

DayListPicker::Due DayListPicker::helpful(const Contact& contact, std::int64_t days_overdue) const {
    constexpr double counts_more = 0.5;
    auto due = on_the_round(contact, Reason::help, days_overdue);
    due.ratio += counts_more;
    return due;
}

bool DayListPicker::is_before(const Due& a, const Contact& of_a, const Due& b, const Contact& of_b) {
    return std::tuple(!a.left_over, in_order(a.reason), a.since, -a.ratio, std::string_view(of_a.name), of_a.id) <
           std::tuple(!b.left_over, in_order(b.reason), b.since, -b.ratio, std::string_view(of_b.name), of_b.id);
}

// A date cannot wait for the next nudge, everything else can.
bool DayListPicker::is_kept_before(const Due& a, const Contact& of_a, const Due& b, const Contact& of_b) {
    const bool a_waits = a.reason != Reason::important_date;
    const bool b_waits = b.reason != Reason::important_date;
    return a_waits != b_waits ? b_waits : is_before(a, of_a, b, of_b);
}

void DayListPicker::keep(std::vector<Entry>& best, std::size_t limit, const Due& due, const Contact& contact) {
    const auto order = [](const Entry& a, const Entry& b) {
        return is_kept_before(a.due, a.contact, b.due, b.contact);
    };
    if (limit == 0) return;
    if (best.size() == limit) {
        if (!is_kept_before(due, contact, best.front().due, best.front().contact)) return;
        std::pop_heap(best.begin(), best.end(), order);
        best.pop_back();
    }
    best.push_back({due, contact});
    std::push_heap(best.begin(), best.end(), order);
}

// From the two queues by turns; an empty one gives its place away.
void DayListPicker::take_turns(std::size_t places) {
    bool question = earlier_.turn_of_questions;
    std::size_t asked = 0, rounded = 0;
    while (suggestions_.size() < places && (asked < questions_.size() || rounded < round_.size())) {
        const bool ask = asked < questions_.size() && (question || rounded == round_.size());
        suggestions_.push_back(std::move(ask ? questions_[asked++] : round_[rounded++]));
        question = !ask;
    }
}

Picked DayListPicker::pick() && {
    const auto order = [](const Entry& a, const Entry& b) { return is_before(a.due, a.contact, b.due, b.contact); };
    for (auto* entries : {&fixed_, &deals_, &questions_, &round_}) std::sort(entries->begin(), entries->end(), order);
    std::ranges::move(deals_, std::inserter(questions_, questions_.begin()));
    take_turns(places(static_cast<int>(suggestions_limit_), fixed_.size()));

    Picked picked;
    picked.fixed_left_over = fixed_seen_ - static_cast<int>(fixed_.size());
    picked.suggestions_left_over = suggestions_seen_ - static_cast<int>(suggestions_.size());
    for (auto* entries : {&fixed_, &suggestions_})
        for (auto& [due, contact] : *entries)
            picked.items.push_back({std::move(contact), due.reason, due.days_overdue, due.ratio, std::move(due.date),
                                    due.on, due.asks, due.thing});
    return picked;
}

int places_today(const Owner& owner, const NudgeState& state, Date today) {
    const int cap = std::max(owner.daily_cap, 0);
    if (state.unanswered < unanswered_before_one_person) return cap;
    if (state.unanswered < unanswered_before_one_a_week) return std::min(cap, 1);
    const auto monday = today - (std::chrono::weekday(today) - std::chrono::Monday);
    const bool first_of_week = is_nudge_day(owner, today) && nudge_days_between(owner, monday - days(1), today) == 1;
    return first_of_week ? std::min(cap, 1) : 0;
}

std::optional<Date> next_nudge_day(const Owner& owner, int unanswered, Date from) {
    NudgeState state;
    state.unanswered = unanswered;
    auto day = nudge_day_from(owner, from);
    while (day && places_today(owner, state, *day) == 0) day = nudge_day_from(owner, *day + days(1));
    return day;
}

std::optional<Date> listed_date(const Contact& contact, const Attention& attention, const Plan& plan) {
    const auto nudge_from = [&](Date day) {
        const auto from = std::max({day, plan.today, plan.soonest});
        return nudge_day_from(plan.owner, from).value_or(from);
    };
    auto told = told_date(contact, plan);
    const auto own_day = contact.snooze && !snoozes_only_help(contact) ? std::optional(contact.snooze->until)
                         : contact.check_back && contact.state == ContactState::waiting
                             ? std::optional(contact.check_back->date)
                             : std::nullopt;
    const bool to_come = own_day && *own_day >= std::max(plan.today, plan.soonest);
    const bool held_back = attention.fixed || !own_day;
    if (told && !to_come && held_back && is_resting(attention, *told))
        told = nudge_from(*attention.rest_until);
    if (const auto* promise = next_promise(contact); promise != nullptr) {
        const auto day = told_first(*promise, plan.owner);
        const bool over = day < std::max(plan.today, plan.soonest);
        const bool rests = over && attention.fixed && is_resting(attention, plan.today);
        const auto reminded = nudge_from(rests ? *attention.rest_until : day);
        told = std::min(told.value_or(reminded), reminded);
    }
    const auto turn = turn_told_from(contact, attention);
    if (!turn || contact.snooze) return told;
    const bool waits = state_of(contact, plan.today) == ContactState::waiting;
    return waits && told ? std::min(*told, nudge_from(*turn)) : nudge_from(*turn);
}

AfterNudge after_nudge(const Attention& before, Reason reason, const Owner& owner, Date today) {
    AfterNudge result{before, false};
    auto& attention = result.attention;
    if (reason == Reason::your_turn) {
        ++attention.turn_shown;
        attention.turn_last = today;
        return result;
    }
    if (reason == Reason::important_date) return result;
    if (attention.fixed != is_fixed(reason)) {
        attention.fixed = is_fixed(reason);
        attention.shown = attention.rests = 0;
        attention.rest_until.reset();
    }
    const int before_rest = reason == Reason::promise ? promise_told + 1 : shown_before_rest;
    if (++attention.shown < before_rest) return result;
    attention.shown = 0;
    result.ask_rhythm = ++attention.rests == rests_before_question;
    Date last = today;
    for (int i = 0; i < nudge_days_of_rest; ++i) last = nudge_day_from(owner, last + days(1)).value_or(last + days(1));
    attention.rest_until = last + days(1);
    return result;
}

}  // namespace nudged::followup
