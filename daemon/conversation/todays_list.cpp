#include "daemon/conversation/todays_list.hpp"

#include <algorithm>

#include "daemon/conversation/outcomes.hpp"
#include "daemon/conversation/things.hpp"
#include "daemon/followup/day_list.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/messages/nudge.hpp"

namespace nudged::conversation {

namespace {

constexpr std::size_t page_size = 1'000;

int last_number(const DayList& list) {
    int last = 0;
    for (const auto& item : list.items) last = std::max(last, item.number);
    return last;
}

DayList new_list(const Exchange& exchange) {
    DayList list;
    list.owner = exchange.owner.id;
    list.date = exchange.today();
    return list;
}

// What was said of the helpful things since that day, the oldest first, of each once.
std::vector<std::string> given_since(const Exchange& exchange, const Contact& contact, const std::optional<Date>& day) {
    constexpr std::size_t looked_at = 20;
    std::vector<std::string> given;
    if (!day) return given;
    const auto since = exchange.zone.instant(*day, std::chrono::minutes{0});
    for (const auto& touch : exchange.tables.journal.touches(exchange.owner.id, contact.id, looked_at))
        if (touch.kind == TouchKind::help && touch.at >= since &&
            (touch.note.empty() || std::ranges::find(given, touch.note) == given.end()))
            given.insert(given.begin(), touch.note);
    return given;
}

messages::Help help_for(const Exchange& exchange, const followup::Candidate& candidate, Things& things) {
    const auto& contact = candidate.contact;
    messages::Help help;
    if (candidate.reason == Reason::walk_away) help.given = given_since(exchange, contact, contact.silent_since);
    if (candidate.reason == Reason::check_back && contact.check_back)
        help.given = given_since(exchange, contact, contact.check_back->said);
    help.thing = candidate.thing == 0 ? things.fitting(contact) : things.numbered(candidate.thing);
    return help;
}

ListItem item_from(const Exchange& exchange, const followup::Candidate& candidate, int number, Things& things) {
    const auto touches = exchange.tables.journal.touches(exchange.owner.id, candidate.contact.id, 1);
    const auto help = help_for(exchange, candidate, things);
    const auto lines =
        messages::lines_of(candidate, exchange.plan(), touches.empty() ? std::nullopt : std::optional(touches.front()),
                           help, outcomes_of(exchange, candidate.contact));
    ListItem item;
    item.number = number;
    item.contact = candidate.contact.id;
    item.name = candidate.contact.name;
    item.reason = candidate.reason;
    item.fixed = candidate.reason <= Reason::snoozed;
    item.days_overdue = candidate.days_overdue;
    item.why_now = lines.why_now;
    item.suggestion = lines.suggestion;
    item.asked = lines.asked;
    if (lines.names_thing) {
        item.thing = help.thing->id;
        item.link = help.thing->url;
    }
    return item;
}

// A list is kept with what it names.
void keep(const Exchange& exchange, const DayList& list) {
    exchange.tables.lists.put(list);
    remember_named(exchange, list);
}

// The days whose important dates can be told today.
std::vector<std::pair<unsigned, unsigned>> days_told(const Owner& owner, Date today) {
    std::vector<std::pair<unsigned, unsigned>> told;
    const auto last = followup::told_until(owner, today);
    for (auto day = today; day <= last; day += days{1}) {
        const std::chrono::year_month_day date{day};
        told.emplace_back(static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
        // 29 February is told on the 28th in common years.
        if (date.month() == std::chrono::February && date.day() == std::chrono::day{28}) told.emplace_back(2, 29);
    }
    return told;
}

class Offers {
public:
    Offers(const Exchange& exchange, followup::DayListPicker& picker, Things& things)
        : exchange_(exchange),
          picker_(picker),
          things_(things),
          stretch_(exchange.plan().stretch),
          attentions_(exchange.tables.contacts.attentions(exchange.owner.id)) {}

    void everybody_due() {
        std::int64_t last = 0;
        for (;;) {
            const auto page =
                exchange_.tables.contacts.due_page(exchange_.owner.id, exchange_.today(), stretch_, last, page_size);
            for (const auto& contact : page) offer(contact);
            if (page.size() < page_size) return;
            last = page.back().id;
        }
    }
    void dates() {
        const auto told = days_told(exchange_.owner, exchange_.today());
        for (const auto& contact : exchange_.tables.contacts.with_dates(exchange_.owner.id, told)) offer(contact);
    }

private:
    void offer(const Contact& contact) {
        // Put off to an hour of today: said at that hour, alone.
        if (contact.snooze && contact.snooze->at && contact.snooze->until == exchange_.today()) return;
        const auto known = attentions_.find(contact.id);
        const auto* thing = followup::helpful_since(contact, exchange_.plan()) ? things_.fitting(contact) : nullptr;
        picker_.offer(contact, known == attentions_.end() ? std::nullopt : std::optional(known->second),
                      thing == nullptr ? 0 : thing->id);
    }

    const Exchange& exchange_;
    followup::DayListPicker& picker_;
    Things& things_;
    double stretch_;
    std::unordered_map<std::int64_t, Attention> attentions_;
};

bool is_of_the_ladder(const ListItem& item) {
    return item.reason == Reason::straight || item.reason == Reason::walk_away;
}
bool is_question(const ListItem& item) { return item.reason == Reason::deal || is_of_the_ladder(item); }

// `before`: the list of the nudge before this one.
followup::Earlier earlier_of(const DayList& list, const std::optional<DayList>& before) {
    followup::Earlier earlier;
    earlier.question_today = std::ranges::any_of(list.items, is_of_the_ladder);
    if (!before) return earlier;
    earlier.left_over = before->fixed_left_over > 0;
    for (const auto& item : before->items)
        if (!item.fixed) earlier.turn_of_questions = !is_question(item);
    return earlier;
}

followup::Picked picked_for(const Exchange& exchange, const DayList& list, int places, const followup::Earlier& earlier,
                            Things& things) {
    std::vector<std::int64_t> taken;
    for (const auto& item : list.items) taken.push_back(item.contact);
    followup::DayListPicker picker(exchange.plan(), places, taken, earlier);
    Offers offers(exchange, picker, things);
    offers.everybody_due();
    offers.dates();
    return std::move(picker).pick();
}

// "…and 2 more have a date today: `today`": whoever asks gets them, with the next numbers, and no suggestion with them.
void add_what_did_not_fit(const Exchange& exchange, DayList& list) {
    const auto all = list.items.size() + static_cast<std::size_t>(list.fixed_left_over);
    Things things(exchange);
    const auto picked = picked_for(exchange, list, static_cast<int>(all), earlier_of(list, std::nullopt), things);
    for (const auto& candidate : picked.items)
        if (candidate.reason <= Reason::snoozed)
            list.items.push_back(item_from(exchange, candidate, last_number(list) + 1, things));
    list.fixed_left_over = 0;
}

}  // namespace

DayList list_of_today(const Exchange& exchange) {
    auto list = exchange.tables.lists.find(exchange.owner.id, exchange.today()).value_or(new_list(exchange));
    if (list.nudged) return list;

    const auto state = exchange.tables.owners.nudge_state(exchange.owner.id);
    const auto before = exchange.tables.lists.before(exchange.owner.id, exchange.today());
    const int places = followup::places_today(exchange.owner, state, exchange.today());
    Things things(exchange);
    const auto picked = picked_for(exchange, list, places, earlier_of(list, before), things);
    list.fixed_left_over = picked.fixed_left_over;
    for (const auto& candidate : picked.items)
        list.items.push_back(item_from(exchange, candidate, last_number(list) + 1, things));
    return list;
}

DayList show_today(Exchange& exchange) {
    auto list = list_of_today(exchange);
    const bool asked_before = list.nudged || list.shown_at != Instant{};
    if (asked_before && list.fixed_left_over > 0) add_what_did_not_fit(exchange, list);
    list.shown_at = exchange.moment.now;
    if (!list.items.empty()) keep(exchange, list);
    return list;
}

ListItem add_to_today(Exchange& exchange, const Contact& contact, Reason reason) {
    auto list = exchange.tables.lists.find(exchange.owner.id, exchange.today()).value_or(new_list(exchange));
    followup::Candidate candidate;
    candidate.contact = contact;
    candidate.reason = reason;
    const auto known = std::ranges::find(list.items, contact.id, &ListItem::contact);
    const bool is_new = known == list.items.end();
    if (!is_new) candidate.thing = known->thing;
    Things things(exchange);
    auto item = item_from(exchange, candidate, is_new ? last_number(list) + 1 : known->number, things);
    if (is_new)
        list.items.push_back(item);
    else
        *known = item;
    keep(exchange, list);
    return item;
}

TouchKind kind_of_done(const Contact& contact, std::optional<Reason> reason, const followup::Plan& plan) {
    if (reason == Reason::deal || reason == Reason::snoozed)
        if (const auto step = followup::kind_due(contact, plan)) return *step;
    if (reason == Reason::help) return TouchKind::help;
    return reason == Reason::straight && contact.not_yet ? TouchKind::straight : TouchKind::soft;
}

bool draw_anew(Exchange& exchange, Date date, const Contact& contact) {
    auto list = exchange.tables.lists.find(exchange.owner.id, date);
    if (!list) return false;
    const auto known = std::ranges::find_if(
        list->items, [&](const ListItem& item) { return item.contact == contact.id && item.settled.empty(); });
    if (known == list->items.end()) return false;
    followup::Candidate candidate;
    candidate.contact = contact;
    candidate.reason = known->reason;
    candidate.days_overdue = known->days_overdue;
    candidate.thing = known->thing;
    candidate.asks = known->asked == Asked::promise;
    if (const auto told = followup::dates_told(contact, exchange.owner, date); !told.empty()) {
        candidate.date = told.front().date;
        candidate.on = told.front().on;
    }
    Things things(exchange);
    auto item = item_from(exchange, candidate, known->number, things);
    item.settled_before = known->settled_before;
    *known = std::move(item);
    keep(exchange, *list);
    return true;
}

bool draw_all_anew(Exchange& exchange, Date date) {
    const auto list = exchange.tables.lists.find(exchange.owner.id, date);
    if (!list) return false;
    for (const auto& item : open_items(*list))
        if (const auto contact = exchange.contact(item.contact)) draw_anew(exchange, date, *contact);
    return true;
}

const ListItem* item_of(const DayList& list, std::int64_t contact) {
    const auto found = std::ranges::find_if(
        list.items, [&](const ListItem& item) { return item.contact == contact && item.settled.empty(); });
    return found == list.items.end() ? nullptr : &*found;
}

const ListItem* item_numbered(const DayList& list, int number) {
    const auto found = std::ranges::find(list.items, number, &ListItem::number);
    return found == list.items.end() ? nullptr : &*found;
}

std::vector<ListItem> open_items(const DayList& list) {
    std::vector<ListItem> open;
    std::ranges::copy_if(list.items, std::back_inserter(open),
                         [](const ListItem& item) { return item.settled.empty(); });
    return open;
}

}  // namespace nudged::conversation
