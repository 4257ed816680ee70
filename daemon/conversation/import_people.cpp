#include "daemon/conversation/import_people.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "daemon/conversation/asking.hpp"
#include "daemon/conversation/ledger.hpp"
#include "daemon/conversation/next_people.hpp"
#include "daemon/conversation/person_json.hpp"
#include "daemon/conversation/taking_back.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/remarks.hpp"
#include "daemon/messages/setting_up.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::conversation {

namespace {

using address_book::Person;

Contact contact_from(const Person& person) {
    Contact contact;
    contact.name = person.name;
    contact.addresses = person.addresses;
    contact.dates = person.dates;
    contact.tags = person.tags;
    contact.note = person.note;
    contact.needs = person.needs;
    contact.why = person.why;
    contact.importance = person.importance.value_or(contact.importance);
    contact.cadence_days = person.cadence_days;
    if (!person.uid.empty()) contact.uid = person.uid;
    return contact;
}

constexpr std::string_view same_people = "people same";
constexpr std::string_view other_people = "people other";

// The kinds of evidence besides the name.
bool is_bare(const Contact& contact) { return !contact.uid && contact.addresses.empty(); }

std::set<std::string> evidence_of(const Contact& contact) {
    std::set<std::string> evidence;
    if (contact.uid) evidence.insert(*contact.uid);
    for (const auto& [kind, value] : contact.addresses) evidence.insert(value);
    return evidence;
}

bool share_evidence(const Contact& one, const Contact& other) {
    const auto known = evidence_of(one);
    return std::ranges::any_of(evidence_of(other), [&](const auto& value) { return known.contains(value); });
}

// Who in the store is this? By id, e-mail, phone, then name.
struct Match {
    std::optional<Contact> contact;
    std::string unclear;  // why it may be somebody else
};

Match match(const Exchange& exchange, const Contact& wanted, const ContactKeys& keys) {
    auto& contacts = exchange.tables.contacts;
    for (const auto& identity : keys.identities) {
        const auto found = contacts.find_by_identity(exchange.owner.id, identity);
        // A number that a family shares: the name decides.
        for (const auto id : found) {
            auto contact = exchange.contact(id);
            if (contact && (found.size() == 1 || replies::fold(contact->name) == keys.folded))
                return {std::move(contact), {}};
        }
    }
    const auto same_name = contacts.find_by_folded_name(exchange.owner.id, keys.folded);
    if (same_name.empty()) return {};
    if (same_name.size() > 1) return {std::nullopt, messages::people_of_this_name(same_name.size())};
    auto contact = exchange.contact(same_name.front());
    if (!contact) return {};
    // A name that stands alone says nothing against; two that are known by other things may be two people.
    const bool is_sure = is_bare(*contact) || is_bare(wanted) || share_evidence(*contact, wanted);
    return {std::move(contact), is_sure ? "" : messages::is_here_with_other_addresses()};
}

void add_missing(Contact& contact, const Contact& from) {
    for (const auto& [kind, value] : from.addresses) {
        const auto same = [&, &value = value](const auto& known) { return known.second == value; };
        if (std::ranges::any_of(contact.addresses, same)) continue;
        const auto base = kind.substr(0, kind.find_last_not_of("0123456789") + 1);
        auto free = base;
        for (int n = 2; contact.addresses.contains(free); ++n) free = base + std::to_string(n);
        contact.addresses[free] = value;
    }
    for (const auto& date : from.dates) {
        const auto same = [&](const ImportantDate& known) { return known.what == date.what; };
        if (std::ranges::none_of(contact.dates, same)) contact.dates.push_back(date);
    }
    for (const auto& tag : from.tags)
        if (std::ranges::find(contact.tags, tag) == contact.tags.end()) contact.tags.push_back(tag);
    std::ranges::sort(contact.tags);
    if (contact.note.empty()) contact.note = from.note;
    if (contact.needs.empty()) contact.needs = from.needs;
    if (contact.why.empty()) contact.why = from.why;
    if (contact.importance == Contact{}.importance) contact.importance = from.importance;
    if (!contact.uid) contact.uid = from.uid;
    if (!contact.cadence_days) contact.cadence_days = from.cadence_days;
}

class Pass {
public:
    Pass(Exchange& exchange, ImportPass& pass)
        : exchange_(exchange),
          pass_(pass),
          ledger_(exchange, reply_),
          nobody_here_(pass.counting && !exchange.tables.contacts.at_least(1, exchange.owner.id)) {}

    ImportedRow take(const Person& person) {
        ImportedRow row{person.line, person.name, Imported::unchanged, {}};
        auto wanted = contact_from(person);
        const auto keys = exchange_.keys_of(wanted);
        if (pass_.counting && seen_before(wanted, keys, row)) return row;
        auto [contact, unclear] = nobody_here_ ? Match{} : match(exchange_, wanted, keys);
        if (!unclear.empty() && pass_.same_name == SameName::is_another) {
            contact.reset();
            unclear.clear();
        } else if (contact && pass_.same_name == SameName::is_the_same) {
            unclear.clear();
        }
        if (!unclear.empty()) {
            row.what = Imported::unclear;
            row.why = unclear;
            row.can_ask = pass_.same_name == SameName::asked_about;
        } else if (contact) {
            row.what = update(*contact, wanted, person);
        } else {
            row.what = Imported::added;
            add(std::move(wanted), keys, person);
        }
        if (person.last_touch && *person.last_touch > exchange_.today() && row.why.empty())
            row.why = messages::last_touch_to_come(*person.last_touch);
        return row;
    }
    [[nodiscard]] std::int64_t batch() const { return ledger_.batch(); }

private:
    // The first pass writes nothing, so it must remember whom the second will have brought in by then, and tell them
    // apart as `match` does.
    bool seen_before(const Contact& wanted, const ContactKeys& keys, ImportedRow& row) {
        const auto is_seen = [&](const std::string& key) { return pass_.seen.contains(key); };
        if (std::ranges::any_of(keys.identities, is_seen)) return true;
        if (!is_seen("name:" + keys.folded)) return false;
        if (is_bare(wanted)) return true;
        for (const auto& value : evidence_of(wanted))
            if (is_seen("known:" + keys.folded + '\n' + value)) return true;
        if (pass_.seen.erase("bare:" + keys.folded) > 0) {
            row.what = Imported::updated;
            remember(wanted, keys);
        } else {
            row.what = Imported::unclear;
            row.why = messages::is_here_with_other_addresses();
            row.can_ask = true;
        }
        return true;
    }
    void remember(const Contact& added, const ContactKeys& keys) {
        pass_.seen.insert("name:" + keys.folded);
        if (is_bare(added)) pass_.seen.insert("bare:" + keys.folded);
        for (const auto& value : evidence_of(added)) pass_.seen.insert("known:" + keys.folded + '\n' + value);
        pass_.seen.insert(keys.identities.begin(), keys.identities.end());
    }

    void add(Contact contact, const ContactKeys& keys, const Person& person) {
        const bool book = pass_.never || person.never;
        if (!contact.cadence_days && !book) contact.cadence_days = pass_.cadence_days;
        if (book) contact.state = ContactState::book;
        if (person.died) {
            contact.state = ContactState::parted;
            contact.died = true;
            contact.closed_reason = "died";
        }
        if (person.last_touch && *person.last_touch <= exchange_.today()) {
            contact.last_touch = contact.last_outward = contact.base = *person.last_touch;
        } else if (contact.state == ContactState::open) {
            if (pass_.counting)
                ++pass_.to_spread;
            else
                spread(contact);
        }
        if (pass_.counting) return remember(contact, keys);
        ledger_.add(std::move(contact), "");
    }

    void spread(Contact& contact) {
        const auto i = pass_.spread++;
        const auto n = std::max(pass_.to_spread, pass_.spread);
        followup::spread_first_date(contact, i, n, first_day(exchange_), exchange_.owner, exchange_.rules.followup);
    }

    Imported update(const Contact& before, const Contact& wanted, const Person& person) {
        auto after = before;
        add_missing(after, wanted);
        if (person.last_touch && *person.last_touch <= exchange_.today() &&
            (!after.last_touch || *person.last_touch > *after.last_touch)) {
            after.last_touch = after.last_outward = after.base = person.last_touch.value();
            after.offset_days.reset();
        }
        if (after == before) return Imported::unchanged;
        if (pass_.counting) {
            remember(after, exchange_.keys_of(after));
        } else {
            followup::Decision decision;
            decision.after = std::move(after);
            decision.what = "edited";
            ledger_.write(before, decision, "");
        }
        return Imported::updated;
    }

    Exchange& exchange_;
    ImportPass& pass_;
    Reply reply_;
    Ledger ledger_;
    const bool nobody_here_;  // while counting: there is nothing to compare with but the rows before
};

}  // namespace

Date first_day(const Exchange& exchange) {
    const auto due = followup::nudge_time(exchange.owner, exchange.zone, exchange.today()).due;
    return exchange.moment.now < due ? exchange.today() : exchange.today() + days{1};
}

std::vector<ImportedRow> import_people(Exchange& exchange, ImportPass& pass, std::span<const Person> rows) {
    std::vector<ImportedRow> results;
    Pass one(exchange, pass);
    for (const auto& person : rows) results.push_back(one.take(person));
    return results;
}

Message add_shared_person(Exchange& exchange, Reply& reply, const Person& person) {
    const auto wanted = contact_from(person);
    if (wanted.name.empty()) return messages::answer({messages::words_needed("contact")}, {});
    const auto [known, unclear] = match(exchange, wanted, exchange.keys_of(wanted));
    if (!unclear.empty()) return ask_whether_same(exchange, reply, std::span(&person, 1));
    Ledger ledger(exchange, reply);
    const auto plan = exchange.plan();
    if (known) {
        auto after = *known;
        add_missing(after, wanted);
        if (after == *known) return messages::answer({messages::nothing_new_of(known->name)}, {});
        followup::Decision decision;
        decision.after = after;
        decision.what = "edited";
        const auto said = messages::said(*known, decision, plan);
        ledger.write(*known, decision, "");
        return messages::answer({said.line}, {{messages::undo_button(ledger.batch())}});
    }
    auto contact = wanted;
    followup::first_date(contact, first_free_day(exchange, contact, exchange.today() + days{1}));
    contact = ledger.add(std::move(contact), "");
    const auto next = followup::told_date(contact, plan);
    return messages::answer(
        {messages::added(contact, next, followup::cadence_of(contact, exchange.owner, exchange.rules.followup),
                         exchange.today(), next && followup::waits_for_resume(exchange.owner, *next))},
        {{messages::undo_button(ledger.batch())}});
}

Message ask_whether_same(Exchange& exchange, Reply& reply, std::span<const Person> rows) {
    auto kept = nlohmann::json::array();
    std::vector<std::string> names;
    for (const auto& person : rows) {
        kept.push_back(json_of(person));
        names.push_back(person.name);
    }
    return ask(exchange, reply, messages::whether_same(names, std::string(same_people), std::string(other_people)),
               kept.dump());
}

bool is_about_same_people(const std::string& says) { return says == same_people || says == other_people; }

Reply respond_to_same_people(Exchange& exchange, const std::string& says, const std::string& rows) {
    std::vector<Person> people;
    for (const auto& row : nlohmann::json::parse(rows)) people.push_back(person_from(row));
    ImportPass pass;
    pass.counting = false;
    pass.same_name = says == same_people ? SameName::is_the_same : SameName::is_another;
    pass.to_spread = people.size();
    Pass one(exchange, pass);
    messages::ImportSummary summary;
    for (const auto& person : people) count(summary, one.take(person));
    Reply reply;
    const auto undo =
        one.batch() == 0 ? std::vector<ButtonRow>{} : std::vector<ButtonRow>{{messages::undo_button(one.batch())}};
    reply.message = messages::answer({messages::imported(summary)}, undo);
    return reply;
}

void count(messages::ImportSummary& summary, const ImportedRow& row) {
    if (row.what == Imported::added) ++summary.added;
    if (row.what == Imported::updated) ++summary.updated;
    if (row.what == Imported::unchanged) ++summary.unchanged;
    if (row.what == Imported::unclear && row.can_ask) ++summary.asked;
    if (row.what == Imported::unclear && !row.can_ask) summary.left_out.push_back(row.name);
    if (row.what == Imported::unclear || row.why.empty()) return;
    if (summary.troubles++ == 0) summary.first_trouble = messages::of_line(row.line, row.name + ": " + row.why);
}

}  // namespace nudged::conversation
