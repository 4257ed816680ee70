#include "daemon/conversation/home_page.hpp"

#include <algorithm>
#include <charconv>

#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/next_people.hpp"
#include "daemon/conversation/post.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/wording.hpp"
#include "storage/record_json.hpp"
#include "storage/time_text.hpp"

namespace nudged::conversation {

namespace {

constexpr std::size_t page_size = 1'000;
constexpr std::size_t handful = 5;

// ---- who is shown ---------------------------------------------------------------------------------------------------

// Not shown anew each time that the page is drawn again: what numbers and "done" mean goes by when a list was shown.
DayList kept_list(Exchange& exchange) {
    const auto stored = exchange.tables.lists.find(exchange.owner.id, exchange.today());
    if (!stored) return show_today(exchange);
    const auto list = list_of_today(exchange);
    if (list.items != stored->items) exchange.tables.lists.put(list);
    return list;
}

messages::HomePart todays_part(const Exchange& exchange, const DayList& list) {
    auto view = view_of(exchange, list, exchange.source);
    view.private_mode = false;  // this is no lock screen
    view.hint = false;
    return messages::home_today(list, view, list.items.empty() ? next_after_today(exchange) : std::nullopt);
}

// Those who come back first.
std::vector<Contact> waiting(const Exchange& exchange) {
    auto& contacts = exchange.tables.contacts;
    std::vector<Contact> found;
    if (contacts.count(exchange.owner.id, ContactState::waiting) == 0) return found;
    const auto back_on = [](const Contact& contact) { return std::pair(contact.check_back->date, contact.name); };
    for (std::int64_t last = 0;;) {
        const auto page = contacts.page(exchange.owner.id, last, page_size);
        for (const auto& contact : page)
            if (contact.check_back && followup::state_of(contact, exchange.today()) == ContactState::waiting)
                found.push_back(contact);
        std::ranges::sort(found, {}, back_on);
        if (found.size() > handful) found.resize(handful);
        if (page.size() < page_size) return found;
        last = page.back().id;
    }
}

// Those whose turn on the round came and went, for whom there was no place yet: the longest in rhythms first.
std::vector<messages::NotLately> not_lately(const Exchange& exchange, const DayList& list) {
    const auto plan = exchange.plan();
    const auto rhythms_past = [&](const Contact& contact) {
        return static_cast<double>((plan.today - followup::round_date(contact, plan)).count()) /
               followup::rhythm_of(contact, plan) * contact.importance;
    };
    const auto first = [&](const Contact& one, const Contact& other) {
        return std::pair(-rhythms_past(one), one.name) < std::pair(-rhythms_past(other), other.name);
    };
    const auto is_meant = [&](const Contact& contact) {
        const auto next = followup::next_date(contact, plan);
        const bool listed = std::ranges::find(list.items, contact.id, &ListItem::contact) != list.items.end();
        return !listed && !contact.snooze && !contact.deal && next && *next < plan.today &&
               followup::state_of(contact, plan.today) == ContactState::open;
    };
    std::vector<Contact> found;
    for (std::int64_t last = 0;;) {
        const auto page =
            exchange.tables.contacts.due_page(exchange.owner.id, plan.today, plan.stretch, last, page_size);
        std::ranges::copy_if(page, std::back_inserter(found), is_meant);
        std::ranges::sort(found, first);
        if (found.size() > handful) found.resize(handful);
        if (page.size() < page_size) break;
        last = page.back().id;
    }
    std::vector<messages::NotLately> people;
    for (auto& contact : found) {
        const auto touches = exchange.tables.journal.touches(exchange.owner.id, contact.id, 1);
        people.push_back({std::move(contact), touches.empty() ? std::nullopt : std::optional(touches.front())});
    }
    return people;
}

// ---- what is chosen -------------------------------------------------------------------------------------------------

// Absent: no page of ours offers that.
std::optional<TimeOfDay> time_in(const std::string& text) {
    try {
        return time_of_day_from(text, "time");
    } catch (const RecordError&) {
        return std::nullopt;
    }
}

std::optional<int> number_in(const std::string& text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::uint8_t> weekdays_in(const std::vector<std::string>& values) {
    unsigned weekdays = 0;
    for (const auto& value : values) {
        const auto day = number_in(value);
        if (!day || *day < 0 || *day > 6) return std::nullopt;
        weekdays |= 1U << static_cast<unsigned>(*day);
    }
    return static_cast<std::uint8_t>(weekdays);
}

bool set_time(TimeOfDay& time, const std::string& value) {
    const auto chosen = time_in(value);
    if (chosen) time = *chosen;
    return chosen.has_value();
}

bool set_pause(Owner& owner, const std::string& value, Date today) {
    if (value == "as_it_is") return true;
    if (value == "none") {
        if (owner.pause && owner.pause->last >= today) owner.pause.reset();
        owner.dates_quiet = false;
        return true;
    }
    const auto over = messages::decode_date(value);
    if (!over || *over <= today) return false;
    const auto last = *over - days{1};
    if (owner.pause && owner.pause->last == last) return true;
    owner.pause = DateRange{today, last};
    owner.dates_quiet = false;
    return true;
}

// False when no page of today offers that.
bool set(Owner& owner, const std::string& key, const std::vector<std::string>& values, Date today) {
    if (key == "weekdays") {
        const auto weekdays = weekdays_in(values);
        if (weekdays) owner.weekdays = *weekdays;
        return weekdays.has_value();
    }
    if (values.size() != 1) return false;
    const auto& value = values.front();
    if (key == "nudge_at") return set_time(owner.nudge_at, value);
    if (key == "quiet_begin") return set_time(owner.quiet.begin, value);
    if (key == "quiet_end") return set_time(owner.quiet.end, value);
    if (key == "pause") return set_pause(owner, value, today);
    if (key == "language") {
        const auto language = messages::language_of(value);
        if (language) owner.language = *language;
        return language.has_value();
    }
    if (key == "zone") owner.zone = value;
    if (key == "cap") owner.daily_cap = number_in(value).value_or(0);
    return key == "zone" || key == "cap";
}

}  // namespace

HomePage home_page(Exchange& exchange, const std::string& other_zone) {
    const auto list = kept_list(exchange);
    HomePage page;
    page.parts = {todays_part(exchange, list), messages::home_waiting(waiting(exchange), exchange.today()),
                  messages::home_not_lately(not_lately(exchange, list), exchange.plan())};
    std::erase_if(page.parts, [](const messages::HomePart& part) { return part.blocks.empty(); });
    page.not_all = messages::home_not_all();
    page.settings_title = messages::home_settings_title();
    page.settings = messages::home_settings(exchange.owner, other_zone, exchange.today());
    return page;
}

HomePage home_of_a_stranger(bool is_welcome) {
    HomePage page;
    page.parts = {{"", messages::plain(messages::home_of_a_stranger(is_welcome)).blocks}};
    return page;
}

HomeMark mark_of(Tables& tables, const std::optional<Owner>& owner) {
    HomeMark mark;
    if (!owner) return mark;
    mark.owner = owner;
    if (const auto newest = tables.journal.newest(owner->id, std::nullopt, 1); !newest.empty())
        mark.newest_entry = newest.front().seq;
    if (const auto list = tables.lists.latest(owner->id)) {
        mark.list = list->date;
        mark.nudged = list->nudged;
    }
    return mark;
}

std::string choose(Exchange& exchange, const std::string& key, const std::vector<std::string>& values,
                   const std::function<std::string(const Owner&)>& trouble_of) {
    auto after = exchange.owner;
    if (!set(after, key, values, exchange.today())) return messages::no_longer_there();
    if (after == exchange.owner) return {};
    const auto trouble = after.weekdays == 0 ? messages::a_day_is_needed() : trouble_of(after);
    if (!trouble.empty()) return messages::setting_refused(trouble);
    const bool pauses = after.pause && after.pause != exchange.owner.pause;
    const bool resumes = !after.pause && exchange.owner.pause;
    Reply reply;
    Ledger(exchange, reply)
        .change_owner(after,
                      pauses    ? "paused"
                      : resumes ? "resumed"
                                : "edited",
                      messages::setting_noted(key, after),
                      pauses ? std::optional(after.pause->last + days{1}) : std::nullopt);
    return {};
}

}  // namespace nudged::conversation
