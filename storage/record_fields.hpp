// Every field of a record under the name that INTERFACE gives it, for record_json.cpp: a field that is added to a
// record is added here.
#pragma once

#include <array>
#include <optional>

#include "storage/records.hpp"

namespace nudged {

inline constexpr std::array state_names{"open", "waiting", "closed", "parted", "book"};
inline constexpr std::array touch_names{"soft", "help", "ask", "straight", "reply"};
inline constexpr std::array language_names{"en", "de"};
inline constexpr std::array feeling_names{"good", "fair", "heavy"};
inline constexpr std::array asked_names{"nothing", "answered", "walk_away", "half_a_year", "promise", "deal"};
inline constexpr std::array reason_names{"your_turn", "promise",  "check_back", "important_date", "snoozed",
                                         "deal",      "straight", "walk_away",  "overdue",        "help"};
inline constexpr std::array weekday_names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

constexpr const auto& names_of(ContactState) { return state_names; }
constexpr const auto& names_of(TouchKind) { return touch_names; }
constexpr const auto& names_of(Language) { return language_names; }
constexpr const auto& names_of(Feeling) { return feeling_names; }
constexpr const auto& names_of(Asked) { return asked_names; }
constexpr const auto& names_of(Reason) { return reason_names; }

// Every field of a record, once, for reading and writing alike. What INTERFACE spells in a way of its own is at the
// end, and in record_json.cpp.
template <class Visitor>
void fields(Visitor& field, const Owner*) {
    field("id", &Owner::id);
    field("name", &Owner::name);
    field("zone", &Owner::zone);
    field("home", &Owner::home);
    field("home_on", &Owner::home_on);
    field("nudge_at", &Owner::nudge_at);
    field("weekdays", &Owner::weekdays);
    field("daily_cap", &Owner::daily_cap);
    field("quiet", &Owner::quiet);
    field("cadence_days", &Owner::cadence_days);
    field("tag_cadences", &Owner::tag_cadences);
    field("tag_plans", &Owner::tag_plans);
    field("friend_tags", &Owner::friend_tags);
    field("holidays", &Owner::holidays);
    field("pause", &Owner::pause);
    field("dates_quiet", &Owner::dates_quiet);
    field("private", &Owner::private_mode);
    field("language", &Owner::language);
    field("no_review", &Owner::no_review);
    field("created", &Owner::created);
    field("pairs", &Owner::pairings);
    field("dates_told_once", &Owner::dates_told_once);
}
template <class Visitor>
void fields(Visitor& field, const Pairing*) {
    field("connector", &Pairing::connector);
    field("account", &Pairing::account);
    field("chat", &Pairing::chat);
    field("user", &Pairing::user);
}
template <class Visitor>
void fields(Visitor& field, const DateRange*) {
    field("first", &DateRange::first);
    field("last", &DateRange::last);
}
template <class Visitor>
void fields(Visitor& field, const Contact*) {
    field("id", &Contact::id);
    field("owner", &Contact::owner);
    field("name", &Contact::name);
    field("state", &Contact::state);
    field("cadence_days", &Contact::cadence_days);
    field("importance", &Contact::importance);
    field("tags", &Contact::tags);
    field("addresses", &Contact::addresses);
    field("zone", &Contact::zone);
    field("is_friend", &Contact::is_friend);
    field("needs", &Contact::needs);
    field("needs_on", &Contact::needs_on);
    field("why", &Contact::why);
    field("brings", &Contact::brings);
    field("gets", &Contact::gets);
    field("via", &Contact::via);
    field("thank_for", &Contact::thank_for);
    field("given", &Contact::given);
    field("note", &Contact::note);
    field("promises", &Contact::promises);
    field("dates", &Contact::dates);
    field("deal", &Contact::deal);
    field("last_touch", &Contact::last_touch);
    field("last_outward", &Contact::last_outward);
    field("base", &Contact::base);
    field("offset_days", &Contact::offset_days);
    field("snooze", &Contact::snooze);
    field("helpful_from", &Contact::helpful_from);
    field("their_words", &Contact::their_words);
    field("closed_reason", &Contact::closed_reason);
    field("died", &Contact::died);
    field("silence", &Contact::silence);
    field("silent_since", &Contact::silent_since);
    field("not_yet", &Contact::not_yet);
    field("straight_on", &Contact::straight_on);
    field("once_more", &Contact::once_more);
    field("help_next", &Contact::help_next);
    field("asks", &Contact::asks);
    field("felt", &Contact::felt);
    field("heavy", &Contact::heavy);
    field("skips", &Contact::skips);
    field("sample", &Contact::sample);
    field("uid", &Contact::uid);
    field("lead_days", &Contact::lead_days);
    field("good", &Contact::good);
    field("why_asked", &Contact::why_asked);
}
template <class Visitor>
void fields(Visitor& field, const ImportantDate*) {
    field("what", &ImportantDate::what);
    field("year", &ImportantDate::year);
    field("month", &ImportantDate::month);
    field("day", &ImportantDate::day);
}
template <class Visitor>
void fields(Visitor& field, const Promise*) {
    field("what", &Promise::what);
    field("due", &Promise::due);
}
template <class Visitor>
void fields(Visitor& field, const Deal*) {
    field("what", &Deal::what);
    field("opened", &Deal::opened);
    field("step", &Deal::step);
    field("from", &Deal::from);
    field("plan", &Deal::plan);
}
template <class Visitor>
void fields(Visitor& field, const Snooze*) {
    field("until", &Snooze::until);
    field("named_day", &Snooze::named_day);
    field("at", &Snooze::at);
}
template <class Visitor>
void fields(Visitor& field, const ShelfItem*) {
    field("id", &ShelfItem::id);
    field("owner", &ShelfItem::owner);
    field("title", &ShelfItem::title);
    field("url", &ShelfItem::url);
    field("tags", &ShelfItem::tags);
    field("dropped", &ShelfItem::dropped);
    field("suggested", &ShelfItem::suggested);
}
template <class Visitor>
void fields(Visitor& field, const Touch*) {
    field("id", &Touch::id);
    field("owner", &Touch::owner);
    field("contact", &Touch::contact);
    field("at", &Touch::at);
    field("kind", &Touch::kind);
    field("channel", &Touch::channel);
    field("note", &Touch::note);
    field("entry", &Touch::entry);
}
template <class Visitor>
void fields(Visitor& field, const JournalEntry*) {
    field("seq", &JournalEntry::seq);
    field("owner", &JournalEntry::owner);
    field("at", &JournalEntry::at);
    field("contact", &JournalEntry::contact);
    field("name", &JournalEntry::name);
    field("what", &JournalEntry::what);
    field("kind", &JournalEntry::kind);
    field("channel", &JournalEntry::channel);
    field("note", &JournalEntry::note);
    field("reason", &JournalEntry::reason);
    field("until", &JournalEntry::until);
    field("source", &JournalEntry::source);
    field("batch", &JournalEntry::batch);
    field("undone_by", &JournalEntry::undone_by);
}
template <class Visitor>
void fields(Visitor& field, const Settlement*) {
    field("line", &Settlement::line);
    field("batch", &Settlement::batch);
    field("what", &Settlement::what);
}
template <class Visitor>
void fields(Visitor& field, const ListItem*) {
    field("number", &ListItem::number);
    field("contact", &ListItem::contact);
    field("name", &ListItem::name);
    field("reason", &ListItem::reason);
    field("fixed", &ListItem::fixed);
    field("days_overdue", &ListItem::days_overdue);
    field("why_now", &ListItem::why_now);
    field("suggestion", &ListItem::suggestion);
    field("thing", &ListItem::thing);
    field("link", &ListItem::link);
    field("asked", &ListItem::asked);
    field("settled", &ListItem::settled);
    field("batch", &ListItem::batch);
    field("settled_what", &ListItem::settled_what);
    field("settled_before", &ListItem::settled_before);
}
template <class Visitor>
void fields(Visitor& field, const DayList*) {
    field("owner", &DayList::owner);
    field("date", &DayList::date);
    field("items", &DayList::items);
    field("fixed_left_over", &DayList::fixed_left_over);
    field("nudged", &DayList::nudged);
    field("nudged_at", &DayList::nudged_at);
    field("delivered", &DayList::delivered);
    field("shown_at", &DayList::shown_at);
    field("answered", &DayList::answered);
}
template <class Visitor>
void fields(Visitor& field, const NudgeState*) {
    field("last_nudge", &NudgeState::last_nudge);
    field("unanswered", &NudgeState::unanswered);
    field("nobody_days", &NudgeState::nobody_days);
    field("last_looked", &NudgeState::last_looked);
    field("last_sent", &NudgeState::last_sent);
    field("last_outcome", &NudgeState::last_outcome);
    field("tapped", &NudgeState::tapped);
    field("zone_told", &NudgeState::zone_told);
    field("introduced", &NudgeState::introduced);
    field("introduced_on", &NudgeState::introduced_on);
    field("no_fresh_start", &NudgeState::no_fresh_start);
    field("keys_by", &NudgeState::keys_by);
}
template <class Visitor>
void fields(Visitor& field, const Attention*) {
    field("shown", &Attention::shown);
    field("rests", &Attention::rests);
    field("rest_until", &Attention::rest_until);
    field("turn_shown", &Attention::turn_shown);
    field("turn_last", &Attention::turn_last);
    field("tapped", &Attention::tapped);
    field("way", &Attention::way);
    field("fixed", &Attention::fixed);
}

// What INTERFACE spells in a way of its own, and only the writing of it: each is computed from the record.
template <class Visitor>
void own_fields(Visitor& field, const Contact*) {
    using std::optional;
    field("your_turn", [](const Contact& contact) { return contact.your_turn.has_value(); });
    field("your_turn_since", [](const Contact& contact) { return contact.your_turn; });
    const auto of_wait = [&field](const char* name, auto part) {
        field(name, [part](const Contact& contact) {
            return contact.check_back ? optional((*contact.check_back).*part) : std::nullopt;
        });
    };
    of_wait("check_back", &CheckBack::date);
    of_wait("check_back_words", &CheckBack::words);
    of_wait("check_back_said", &CheckBack::said);
    field("check_back_put_off",
          [](const Contact& contact) { return contact.check_back && contact.check_back->put_off; });
}
template <class Visitor, class Record>
void own_fields(Visitor&, const Record*) {}

}  // namespace nudged
