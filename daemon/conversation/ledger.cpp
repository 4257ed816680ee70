#include "daemon/conversation/ledger.hpp"

#include "daemon/conversation/first_start.hpp"
#include "daemon/conversation/todays_list.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/names.hpp"

namespace nudged::conversation {

namespace {

constexpr std::size_t page_size = 1'000;

std::string_view name_of(TouchKind kind) {
    switch (kind) {
        case TouchKind::soft:
            return "soft";
        case TouchKind::help:
            return "help";
        case TouchKind::ask:
            return "ask";
        case TouchKind::straight:
            return "straight";
        case TouchKind::reply:
            return "reply";
    }
    return "";
}

// What contacts are looked up by goes by these.
bool changes_keys(const Owner& before, const Owner& after) {
    return before.tag_cadences != after.tag_cadences || before.cadence_days != after.cadence_days ||
           before.friend_tags != after.friend_tags || before.tag_plans != after.tag_plans;
}

}  // namespace

JournalEntry Ledger::entry(std::string what) const {
    JournalEntry entry;
    entry.owner = exchange_.owner.id;
    entry.at = exchange_.moment.now;
    entry.what = std::move(what);
    entry.source = exchange_.source;
    entry.batch = batch_;
    return entry;
}

void Ledger::append(JournalEntry entry) {
    const auto seq = exchange_.tables.journal.append(std::move(entry));
    if (batch_ == 0) batch_ = seq;
    reply_.entries.push_back(seq);
}

void Ledger::put(const Contact& contact) {
    exchange_.tables.contacts.put(contact, exchange_.keys_of(contact));
    // A reminder at an hour is the scheduler's to keep: let it look at this owner again.
    if (contact.snooze && contact.snooze->at) exchange_.tables.owners.set_wake(contact.owner, exchange_.moment.now);
}

void Ledger::write(const Contact& before, const followup::Decision& decision, const std::string& settled) {
    auto line = entry(decision.what);
    line.contact = before.id;
    line.name = decision.after.name;
    if (decision.kind) line.kind = name_of(*decision.kind);
    line.channel = decision.channel;
    line.note = decision.note;
    line.reason = decision.reason;
    line.until = decision.until;
    line.changes = changes_between(before, decision.after);
    append(std::move(line));

    if (decision.kind) {
        const bool today = decision.day == exchange_.today();
        const auto at = today ? exchange_.moment.now : exchange_.zone.instant(decision.day, std::chrono::hours{12});
        exchange_.tables.journal.add_touch(
            {0, before.owner, before.id, at, *decision.kind, decision.channel, decision.note, reply_.entries.back()});
    }
    put(decision.after);
    if (before.name != decision.after.name) show_renamed(before.name, decision.after);
    // A note is no answer: who was named without one is still waiting for it.
    if (decision.what != "noted" && decision.what != "edited")
        exchange_.tables.contacts.forget_attention(before.owner, before.id);
    if (!settled.empty()) settle(before.id, settled, messages::settled_as(decision));
}

Contact Ledger::add(Contact contact, const std::string& note) {
    contact.owner = exchange_.owner.id;
    contact.id = exchange_.tables.contacts.next_id(contact.owner);
    auto line = entry("added");
    line.contact = contact.id;
    line.name = contact.name;
    line.note = note;
    line.changes = changes_between(std::optional<Contact>{}, contact);
    append(std::move(line));
    put(contact);
    return contact;
}

void Ledger::remove(const Contact& contact) {
    auto line = entry(removed);
    line.contact = contact.id;
    line.name = contact.name;
    line.changes = changes_between(contact, std::optional<Contact>{});
    append(std::move(line));
    exchange_.tables.contacts.remove(contact.owner, contact.id);
    settle(contact.id, messages::taken_off_list(contact.name), removed);
}

void Ledger::shelve(const std::optional<ShelfItem>& before, const ShelfItem& after) {
    auto line = entry(before ? "edited" : "added");
    line.kind = "shelf";
    line.note = after.title;
    line.changes = shelf_changes(before, after);
    append(std::move(line));
    exchange_.tables.shelf.put(after);
}

void Ledger::change_owner(const Owner& after, const std::string& what, const std::string& note,
                          std::optional<Date> until) {
    const Owner before = exchange_.owner;
    auto line = entry(what);
    line.note = note;
    line.until = until;
    line.changes = changes_between(before, after);
    append(std::move(line));
    exchange_.tables.owners.put(after);
    exchange_.take(after);
    follow(before);
}

// What hangs on the settings follows those that have changed.
void Ledger::follow(const Owner& before) {
    const auto& after = exchange_.owner;
    if (changes_keys(before, after)) refresh_keys();
    exchange_.tables.owners.set_wake(after.id, exchange_.moment.now);
    const auto today = exchange_.today();
    if (before.language == after.language) return;
    if (draw_all_anew(exchange_, today)) reply_.lists_changed.insert(today);
    greet_anew(exchange_);
}

void Ledger::refresh_keys() {
    std::int64_t last = 0;
    for (;;) {
        const auto page = exchange_.tables.contacts.page(exchange_.owner.id, last, page_size);
        for (const auto& contact : page) exchange_.tables.contacts.put(contact, exchange_.keys_of(contact));
        if (page.size() < page_size) return;
        last = page.back().id;
    }
}

std::vector<DayList> Ledger::lists_at_hand() const {
    auto& lists = exchange_.tables.lists;
    std::vector<DayList> found;
    auto latest = lists.latest(exchange_.owner.id);
    if (!latest) return found;
    if (auto older = lists.before(exchange_.owner.id, latest->date)) found.push_back(std::move(*older));
    const auto quoted = exchange_.list && *exchange_.list < latest->date
                            ? lists.find(exchange_.owner.id, *exchange_.list)
                            : std::nullopt;
    if (quoted && (found.empty() || found.front().date != quoted->date)) found.push_back(*quoted);
    found.push_back(std::move(*latest));
    return found;
}

void Ledger::settle(std::int64_t contact, const std::string& settled, const std::string& what) {
    auto lists = lists_at_hand();
    for (auto& list : lists) {
        // On an older list what was settled stays as it was; on the newest, and on the one quoted, the last word
        // counts.
        const bool in_hand = exchange_.list == list.date || &list == &lists.back();
        bool changed = false;
        for (auto& item : list.items) {
            if (item.contact != contact || (!item.settled.empty() && !in_hand)) continue;
            // What one reply says twice of a person is taken back as one.
            if (!item.settled.empty() && item.batch != batch_)
                item.settled_before.push_back({item.settled, item.batch, item.settled_what});
            item.settled = settled;
            item.batch = batch_;
            item.settled_what = what;
            changed = true;
        }
        if (!changed) continue;
        if (&list == &lists.back()) list.answered = list.answered || list.nudged;  // so `heard` need not write it again
        exchange_.tables.lists.put(list);
        reply_.lists_changed.insert(list.date);
    }
}

void Ledger::reopen_items(std::int64_t batch) {
    for (auto& list : lists_at_hand()) {
        bool changed = false;
        for (auto& item : list.items) {
            if (item.batch != batch) continue;
            Settlement before;
            if (!item.settled_before.empty()) {
                before = std::move(item.settled_before.back());
                item.settled_before.pop_back();
            }
            item.settled = std::move(before.line);
            item.batch = before.batch;
            item.settled_what = std::move(before.what);
            changed = true;
        }
        if (!changed) continue;
        exchange_.tables.lists.put(list);
        reply_.lists_changed.insert(list.date);
    }
}

// What was put there is dropped again, so that its number stays its own: somebody may have been given it meanwhile.
void Ledger::take_back_of_shelf(std::int64_t id, const std::string& changes) {
    auto item = exchange_.tables.shelf.find(exchange_.owner.id, id);
    if (!item) return;
    if (auto before = without_shelf_changes(*item, changes))
        item = std::move(before);
    else
        item->dropped = true;
    exchange_.tables.shelf.put(*item);
}

void Ledger::take_back(const JournalEntry& undone) {
    auto line = entry("undone");
    line.contact = undone.contact;
    line.name = undone.name;
    line.note = undone.what;
    line.changes = reversed(undone.changes);
    append(std::move(line));

    if (const auto item = shelf_item_in(undone.changes)) return take_back_of_shelf(*item, undone.changes);
    if (!undone.contact) {
        const auto before = exchange_.owner;
        exchange_.take(without_changes(before, undone.changes));
        exchange_.tables.owners.put(exchange_.owner);
        return follow(before);
    }
    const auto now = exchange_.contact(*undone.contact);
    const auto restored = without_changes(now, undone.changes);
    exchange_.tables.contacts.forget_attention(undone.owner, *undone.contact);
    exchange_.tables.journal.remove_touches(undone.owner, undone.seq);
    if (restored && now && now->name != restored->name) show_renamed(now->name, *restored);
    if (restored) return put(*restored);
    exchange_.tables.contacts.remove(undone.owner, *undone.contact);
    settle(*undone.contact, messages::taken_off_list(undone.name), removed);
}

// On the lists that can still be answered, a person goes by the name that they have now.
void Ledger::show_renamed(const std::string& before, const Contact& after) {
    for (auto& list : lists_at_hand()) {
        bool changed = false;
        for (auto& item : list.items) {
            if (item.contact != after.id) continue;
            messages::rename(item, before, after.name);
            changed = true;
        }
        if (!changed) continue;
        exchange_.tables.lists.put(list);
        reply_.lists_changed.insert(list.date);
    }
}

// Whether they have answered is to be asked again.
void Ledger::ask_again(std::int64_t contact) {
    const auto now = exchange_.contact(contact);
    for (const auto& list : lists_at_hand())
        if (now && draw_anew(exchange_, list.date, *now)) reply_.lists_changed.insert(list.date);
}

std::vector<JournalEntry> Ledger::undo(std::int64_t batch) {
    auto entries = exchange_.tables.journal.batch(exchange_.owner.id, batch);
    for (auto undone = entries.rbegin(); undone != entries.rend(); ++undone) take_back(*undone);
    exchange_.tables.journal.mark_undone(exchange_.owner.id, batch, batch_);
    reopen_items(batch);
    for (const auto& undone : entries)
        if ((undone.what == "not_answered" || undone.note == followup::last_word) && undone.contact)
            ask_again(*undone.contact);
    return entries;
}

}  // namespace nudged::conversation
