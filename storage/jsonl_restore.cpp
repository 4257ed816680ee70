#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "storage/json_line.hpp"
#include "storage/jsonl.hpp"
#include "storage/record_json.hpp"
#include "storage/store.hpp"
#include "storage/time_text.hpp"

namespace nudged {

using nlohmann::json;

namespace {

constexpr std::size_t page_size = 1'000;
constexpr std::size_t touches_looked_at = 1'000;

bool has(const json& object, const char* field) {
    const auto found = object.find(field);
    return found != object.end() && !found->is_null();
}

void must_have(const json& object, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (!has(object, name)) throw RecordError("`" + std::string(name) + "` is missing");
}

void must_hold(bool fine, const char* field, const char* what) {
    if (!fine) throw RecordError("`" + std::string(field) + "` must be " + what);
}

void must_be_sane(const Contact& contact) {
    must_hold(contact.id >= 1, "id", "1 or more");
    must_hold(!contact.name.empty(), "name", "a text that is not empty");
    must_hold(contact.importance >= 1 && contact.importance <= 3, "importance", "from 1 to 3");
    must_hold(contact.cadence_days.value_or(1) >= 1, "cadence_days", "1 or more");
    must_hold(contact.silence >= 0, "silence", "0 or more");
    if (contact.deal) {
        must_hold(contact.deal->step >= 0, "deal.step", "0 or more");
        for (const int gap : contact.deal->plan)
            must_hold(gap >= 1 && gap <= 10'000, "deal.plan", "days, from 1 to 10000");
    }
    for (const ImportantDate& date : contact.dates)
        must_hold(date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31, "dates", "days of a year");
}

// Sorted, each once.
void in_order(auto& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

bool is_conversation(const Touch& touch) { return touch.channel == "call" || touch.channel == "in person"; }

// Outward touches since the last sign of life; `touches` are the newest first.
int silence_of(const std::vector<Touch>& touches) {
    int silence = 0;
    for (const Touch& touch : touches) {
        if (touch.kind == TouchKind::reply || is_conversation(touch)) break;
        ++silence;
    }
    return silence;
}

// Takes line by line into an open transaction; `finish` computes what depends on other lines.
class Restore {
public:
    Restore(Tables& tables, const RestoreRules& rules) : tables_(tables), rules_(rules) {}

    // A line that comes before its owner's waits for the end.
    void take(const std::string& line, std::size_t number) {
        json object = object_from_line(line);
        must_have(object, {"type"});
        if (object["type"] == "owner") return take_owner(object);
        must_have(object, {"owner"});
        if (owners_.count(from_json_object<Touch>({{"owner", object["owner"]}}).owner) > 0)
            take_owned(object, number);
        else
            waiting_.emplace_back(number, std::move(object));
    }
    void take_waiting(std::size_t& number) {
        for (const auto& [line, object] : waiting_) {
            number = line;
            const auto owner = from_json_object<Touch>({{"owner", object["owner"]}}).owner;
            if (owners_.count(owner) == 0) throw RecordError("there is no owner " + std::to_string(owner));
            take_owned(object, line);
        }
        for (const auto& [key, line] : touched_unknown_) {
            number = line;
            if (contacts_.count(key) == 0) throw RecordError("there is no contact " + std::to_string(key.second));
        }
    }
    Restored finish() {
        for (const Owner& owner : tables_.owners.all()) {
            complete_contacts(owner);
            add_missing_entries(owner.id);
        }
        return counts_;
    }

private:
    using Key = std::pair<std::int64_t, std::int64_t>;  // owner, contact

    // What the line of a contact did not say, and its `next`.
    struct Incomplete {
        Key key;
        std::optional<Date> next;
        bool last_touch = false, last_outward = false, silence = false, turn_since = false;
    };

    void take_owner(const json& object);
    void take_owned(const json& object, std::size_t number);
    void take_contact(const json& object);
    void take_shelf_item(const json& object);
    void take_touch(const json& object, std::size_t number);
    void take_entry(const json& object);
    void complete_contacts(const Owner& owner);
    bool complete(Contact& contact, const Incomplete& known, const Owner& owner) const;
    void from_touches(Contact& contact, const Incomplete& known, const Owner& owner) const;
    void add_missing_entries(std::int64_t owner);

    Tables& tables_;
    const RestoreRules& rules_;
    Restored counts_;
    std::unordered_set<std::int64_t> owners_;
    std::map<Key, bool> contacts_;                // whether each is complete
    std::vector<Incomplete> incomplete_;          // in the order of the file
    std::map<Key, std::size_t> touched_unknown_;  // the line of a touch that came before its contact
    std::vector<std::pair<std::size_t, json>> waiting_;
};

void Restore::take_owner(const json& object) {
    must_have(object, {"id", "name"});
    Owner defaults = rules_.defaults;
    defaults.created = rules_.now;
    json whole = json_of(defaults, Detail::full);
    whole.update(object);
    const Owner owner = from_json_object<Owner>(whole);
    must_hold(owner.id >= 1, "id", "1 or more");
    must_hold(!owner.name.empty(), "name", "a text that is not empty");
    must_hold(owner.daily_cap >= 1, "daily_cap", "1 or more");
    if (const auto trouble = rules_.owner_trouble(owner); !trouble.empty()) throw RecordError(trouble);
    must_hold(owners_.insert(owner.id).second, "id", "another: this owner stands in an earlier line");
    must_hold(!tables_.owners.find_by_name(owner.name), "name", "another: an earlier owner is called so");
    tables_.owners.add(owner);
    if (has(object, "nudges")) tables_.owners.put_nudge_state(owner.id, from_json_object<NudgeState>(object["nudges"]));
    ++counts_.owners;
}

void Restore::take_owned(const json& object, std::size_t number) {
    const json& type = object["type"];
    if (type == "contact")
        take_contact(object);
    else if (type == "shelf")
        take_shelf_item(object);
    else if (type == "touch")
        take_touch(object, number);
    else if (type == "journal")
        take_entry(object);
    else
        throw RecordError("`type` " + document_of(type) + " is unknown");
}

// A line of ours says everything, and so does any that tells the `base`.
void Restore::take_contact(const json& object) {
    must_have(object, {"id", "name"});
    Contact contact = from_json_object<Contact>(object);
    must_be_sane(contact);
    for (std::string& tag : contact.tags) tag.erase(0, tag.find_first_not_of('#'));
    in_order(contact.tags);
    in_order(contact.given);
    const Key key{contact.owner, contact.id};
    const bool whole = has(object, "base");
    must_hold(contacts_.emplace(key, whole).second, "id", "another: this contact stands in an earlier line");
    if (!whole) {
        Incomplete known{key,
                         std::nullopt,
                         has(object, "last_touch"),
                         has(object, "last_outward"),
                         has(object, "silence"),
                         has(object, "your_turn_since")};
        if (has(object, "next"))
            known.next =
                date_from(object["next"].is_string() ? object["next"].get<std::string>() : std::string(), "next");
        incomplete_.push_back(known);
    }
    const auto keys = whole ? rules_.keys_of(contact, *tables_.owners.find(contact.owner)) : ContactKeys{};
    tables_.contacts.put(contact, keys);
    if (has(object, "attention"))
        tables_.contacts.put_attention(contact.owner, contact.id, from_json_object<Attention>(object["attention"]));
    ++counts_.contacts;
}

void Restore::take_shelf_item(const json& object) {
    must_have(object, {"id", "title"});
    ShelfItem item = from_json_object<ShelfItem>(object);
    must_hold(item.id >= 1, "id", "1 or more");
    must_hold(!item.title.empty(), "title", "a text that is not empty");
    must_hold(!tables_.shelf.find(item.owner, item.id), "id", "another: this thing stands in an earlier line");
    in_order(item.tags);
    in_order(item.suggested);
    tables_.shelf.put(item);
}

// In a line of ours (it names its entry, if only as 0) the contact may be one that was removed since.
void Restore::take_touch(const json& object, std::size_t number) {
    must_have(object, {"contact", "at", "kind"});
    const Touch touch = from_json_object<Touch>(object);
    must_hold(touch.contact >= 1, "contact", "1 or more");
    const Key key{touch.owner, touch.contact};
    if (!has(object, "entry") && contacts_.count(key) == 0) touched_unknown_.emplace(key, number);
    tables_.journal.add_touch(touch);
    ++counts_.touches;
}

void Restore::take_entry(const json& object) {
    must_have(object, {"seq", "at", "what"});
    const JournalEntry entry = from_json_object<JournalEntry>(object);
    must_hold(entry.seq >= 1, "seq", "1 or more");
    (void)reversed(entry.changes);  // throws when they are unreadable
    tables_.journal.append(entry);
    ++counts_.entries;
}

void Restore::complete_contacts(const Owner& owner) {
    std::vector<std::int64_t> undated;
    for (const Incomplete& known : incomplete_) {
        if (known.key.first != owner.id) continue;
        Contact contact = *tables_.contacts.find(owner.id, known.key.second);
        if (!complete(contact, known, owner)) undated.push_back(contact.id);
        tables_.contacts.put(contact, rules_.keys_of(contact, owner));
    }
    for (std::size_t i = 0; i < undated.size(); ++i) {
        Contact contact = *tables_.contacts.find(owner.id, undated[i]);
        rules_.first_date(contact, i, undated.size(), owner);
        tables_.contacts.put(contact, rules_.keys_of(contact, owner));
    }
}

// False when nothing tells when an open contact is next.
bool Restore::complete(Contact& contact, const Incomplete& known, const Owner& owner) const {
    const Date today = rules_.local_date(rules_.now, owner);
    from_touches(contact, known, owner);
    if (contact.your_turn && !known.turn_since) contact.your_turn = contact.last_touch.value_or(today);
    // Nobody may wait without a date.
    if (contact.state == ContactState::waiting && !contact.check_back) {
        if (known.next)
            contact.check_back = CheckBack{*known.next, {}, today};
        else
            contact.state = ContactState::open;
    }
    if (known.next) contact.offset_days = 0;
    contact.base = known.next ? *known.next : contact.last_touch.value_or(today);
    return known.next || contact.last_touch || contact.state != ContactState::open;
}

void Restore::from_touches(Contact& contact, const Incomplete& known, const Owner& owner) const {
    const auto touches = tables_.journal.touches(owner.id, contact.id, touches_looked_at);
    const auto outward =
        std::find_if(touches.begin(), touches.end(), [](const Touch& touch) { return touch.kind != TouchKind::reply; });
    if (!known.last_touch && !touches.empty()) contact.last_touch = rules_.local_date(touches[0].at, owner);
    if (!known.last_outward && outward != touches.end()) contact.last_outward = rules_.local_date(outward->at, owner);
    if (!known.silence) contact.silence = silence_of(touches);
}

void Restore::add_missing_entries(std::int64_t owner) {
    std::int64_t id = 0;
    for (bool more = true; more;) {
        const auto page = tables_.contacts.page(owner, id, page_size);
        for (const Contact& contact : page) {
            id = contact.id;
            if (!tables_.journal.newest(owner, id, 1).empty()) continue;
            JournalEntry entry;
            entry.owner = owner;
            entry.at = rules_.now;
            entry.contact = id;
            entry.name = contact.name;
            entry.what = "added";
            entry.source = "restore";
            entry.changes = changes_between(std::nullopt, contact);
            tables_.journal.append(std::move(entry));
        }
        more = page.size() == page_size;
    }
}

void trim(std::string& line, bool first) {
    if (first && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (!line.empty() && line.back() == '\r') line.pop_back();
}

Restored restored(Tables& tables, std::istream& lines, const RestoreRules& rules) {
    if (tables.owners.count() > 0)
        throw StoreError("this store is not empty; restore into a new one, e.g. with --store sqlite:NEW.db");
    Restore restore(tables, rules);
    std::size_t number = 0;
    try {
        for (std::string line; std::getline(lines, line);) {
            trim(line, ++number == 1);
            if (line.find_first_not_of(" \t") != line.npos) restore.take(line, number);
        }
        if (lines.bad()) throw RecordError("the file cannot be read on");
        restore.take_waiting(number);
    } catch (const RecordError& error) {
        throw StoreError("line " + std::to_string(number) + ": " + error.what() + "; nothing was restored");
    } catch (const StoreConflict&) {
        throw StoreError("line " + std::to_string(number) + ": an earlier line says the same; nothing was restored");
    }
    if (tables.owners.count() == 0) throw StoreError("the file holds no owner; nothing was restored");
    return restore.finish();
}

}  // namespace

Restored restore_jsonl(Store& store, std::istream& lines, const RestoreRules& rules) {
    return store.transact([&](Tables& tables) { return restored(tables, lines, rules); });
}

}  // namespace nudged
