#include "storage/contacts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "storage/database.hpp"
#include "storage/known_document.hpp"
#include "storage/owners.hpp"

namespace nudged {

namespace {

thread_local KnownDocument<Contact> last_known;  // one reply looks the same person up again and again

std::vector<Contact> contacts_of(const Rows& rows) {
    std::vector<Contact> contacts;
    contacts.reserve(rows.size());
    for (const Row& row : rows) contacts.push_back(from_document<Contact>(row.text(0)));
    return contacts;
}

std::vector<std::int64_t> ids_of(const Rows& rows) {
    std::vector<std::int64_t> ids;
    ids.reserve(rows.size());
    for (const Row& row : rows) ids.push_back(row.integer(0));
    return ids;
}

// Most changes of a contact leave dates and identities as they are: then nothing is written.
void put_dates(Database& database, const Contact& contact, const ContactKeys& keys, bool has_some) {
    std::set<std::pair<std::int64_t, std::int64_t>> wanted(keys.told_ahead.begin(), keys.told_ahead.end()), found;
    for (const ImportantDate& date : contact.dates) wanted.emplace(date.month, date.day);
    if (has_some)
        for (const Row& row : database.query("SELECT month, day FROM contact_date WHERE owner = $1 AND contact = $2",
                                             {contact.owner, contact.id}))
            found.emplace(row.integer(0), row.integer(1));
    if (wanted == found) return;
    if (!found.empty())
        database.execute("DELETE FROM contact_date WHERE owner = $1 AND contact = $2", {contact.owner, contact.id});
    for (const auto& [month, day] : wanted)
        database.execute("INSERT INTO contact_date (owner, month, day, contact) VALUES ($1, $2, $3, $4)",
                         {contact.owner, month, day, contact.id});
}

void put_identities(Database& database, const Contact& contact, const std::vector<std::string>& identities,
                    bool has_some) {
    const std::set<std::string> wanted(identities.begin(), identities.end());
    std::set<std::string> found;
    if (has_some)
        for (const Row& row : database.query("SELECT identity FROM contact_identity WHERE owner = $1 AND contact = $2",
                                             {contact.owner, contact.id}))
            found.insert(row.text(0));
    if (wanted == found) return;
    if (!found.empty())
        database.execute("DELETE FROM contact_identity WHERE owner = $1 AND contact = $2", {contact.owner, contact.id});
    for (const std::string& identity : wanted)
        database.execute("INSERT INTO contact_identity (owner, identity, contact) VALUES ($1, $2, $3)",
                         {contact.owner, identity, contact.id});
}

}  // namespace

std::optional<Contact> Contacts::find(std::int64_t owner, std::int64_t id) {
    const Rows rows = database_.query("SELECT document FROM contact WHERE owner = $1 AND id = $2", {owner, id});
    if (rows.empty()) return std::nullopt;
    return last_known.read(rows[0].text(0));
}

std::vector<Contact> Contacts::page(std::int64_t owner, std::int64_t after, std::size_t limit) {
    return contacts_of(database_.query("SELECT document FROM contact WHERE owner = $1 AND id > $2 ORDER BY id LIMIT $3",
                                       {owner, after, limit}));
}

// With thousands of people the plan stretches far, and hardly anybody of those whose own cadence is over is due. The
// ids are read in their order from an index that holds what decides it. Half a day is the rounding of a stretched
// cadence.
std::vector<Contact> Contacts::due_page(std::int64_t owner, Date upto, double stretch, std::int64_t after,
                                        std::size_t limit) {
    return contacts_of(
        database_.query("SELECT document FROM contact WHERE owner = $1 AND id IN "
                        "(SELECT id FROM contact WHERE owner = $1 AND id > $3 AND wake * 1000000 + span * $5 <= "
                        "$2 * 1000000 + 500000 ORDER BY id LIMIT $4) ORDER BY id",
                        {owner, upto, after, limit, static_cast<std::int64_t>(std::floor((stretch - 1) * 1'000'000))}));
}

std::vector<Contact> Contacts::with_dates(std::int64_t owner,
                                          const std::vector<std::pair<unsigned, unsigned>>& month_days) {
    std::set<std::int64_t> ids;
    for (const auto& [month, day] : month_days)
        for (const Row& row : database_.query(
                 "SELECT contact FROM contact_date WHERE owner = $1 AND month = $2 AND day = $3", {owner, month, day}))
            ids.insert(row.integer(0));
    std::vector<Contact> contacts;
    for (const std::int64_t id : ids) contacts.push_back(*find(owner, id));
    return contacts;
}

std::vector<NamedContact> Contacts::names(std::int64_t owner) {
    std::vector<NamedContact> names;
    for (const Row& row :
         database_.query("SELECT id, name, folded FROM contact WHERE owner = $1 ORDER BY folded, id", {owner}))
        names.push_back({row.integer(0), row.text(1), row.text(2)});
    return names;
}

std::vector<std::int64_t> Contacts::find_by_identity(std::int64_t owner, const std::string& identity) {
    return ids_of(database_.query(
        "SELECT contact FROM contact_identity WHERE owner = $1 AND identity = $2 ORDER BY contact", {owner, identity}));
}

std::vector<std::int64_t> Contacts::find_by_folded_name(std::int64_t owner, const std::string& folded) {
    return ids_of(
        database_.query("SELECT id FROM contact WHERE owner = $1 AND folded = $2 ORDER BY id", {owner, folded}));
}

std::vector<std::int64_t> Contacts::samples(std::int64_t owner) {
    return ids_of(database_.query("SELECT id FROM contact WHERE owner = $1 AND sample = 1 ORDER BY id", {owner}));
}

std::size_t Contacts::count(std::int64_t owner) {
    return static_cast<std::size_t>(
        database_.query("SELECT COUNT(*) FROM contact WHERE owner = $1", {owner})[0].integer(0));
}

std::size_t Contacts::count(std::int64_t owner, ContactState state) {
    return static_cast<std::size_t>(
        database_.query("SELECT COUNT(*) FROM contact WHERE owner = $1 AND state = $2", {owner, state})[0].integer(0));
}

bool Contacts::at_least(std::size_t n, std::int64_t owner) {
    return database_.query("SELECT id FROM contact WHERE owner = $1 LIMIT $2", {owner, n}).size() == n;
}

std::vector<Contact> Contacts::soonest(std::int64_t owner, std::size_t n) {
    std::vector<std::pair<std::int64_t, std::int64_t>> candidates;  // wake date, id
    for (const ContactState state : {ContactState::open, ContactState::waiting})
        for (const Row& row :
             database_.query("SELECT wake, id FROM contact WHERE owner = $1 AND state = $2 AND wake IS NOT NULL "
                             "ORDER BY wake LIMIT $3",
                             {owner, state, n}))
            candidates.emplace_back(row.integer(0), row.integer(1));
    std::sort(candidates.begin(), candidates.end());
    std::vector<Contact> contacts;
    for (std::size_t i = 0; i < std::min(n, candidates.size()); ++i)
        contacts.push_back(*find(owner, candidates[i].second));
    return contacts;
}

// The journal knows also of somebody who was removed before this store was restored.
std::int64_t Contacts::next_id(std::int64_t owner) {
    const Rows rows = database_.query(
        "SELECT last_contact, (SELECT contact FROM journal WHERE owner = $1 AND contact IS NOT NULL "
        "ORDER BY contact DESC LIMIT 1) FROM owner WHERE id = $1",
        {owner});
    if (rows.empty()) throw StoreError("there is no owner " + std::to_string(owner));
    return std::max(rows[0].integer(0), rows[0].maybe_integer(1).value_or(0)) + 1;
}

void Contacts::put(const Contact& contact, const ContactKeys& keys) {
    const Rows before = database_.query(
        "SELECT demand, state, sample, name, folded, "
        "EXISTS (SELECT 1 FROM contact_date WHERE owner = $1 AND contact = $2), "
        "EXISTS (SELECT 1 FROM contact_identity WHERE owner = $1 AND contact = $2) "
        "FROM contact WHERE owner = $1 AND id = $2",
        {contact.owner, contact.id});
    const Row* was = before.empty() ? nullptr : &before[0];
    const std::string& document = last_known.written(contact);
    // A statement costs by the columns it names, changed or not: each is part of an index.
    if (was && was->text(3) == contact.name && was->text(4) == keys.folded && was->boolean(2) == contact.sample &&
        was->choice<ContactState>(1) == contact.state && was->integer(0) == keys.demand)
        database_.execute("UPDATE contact SET wake = $3, span = $4, document = $5 WHERE owner = $1 AND id = $2",
                          {contact.owner, contact.id, keys.wake, keys.span, document});
    else
        database_.execute(
            "INSERT INTO contact (owner, id, name, folded, state, wake, span, demand, sample, document) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
            "ON CONFLICT (owner, id) DO UPDATE SET name = excluded.name, folded = excluded.folded, "
            "state = excluded.state, wake = excluded.wake, span = excluded.span, demand = excluded.demand, sample = "
            "excluded.sample, "
            "document = excluded.document",
            {contact.owner, contact.id, contact.name, keys.folded, contact.state, keys.wake, keys.span, keys.demand,
             contact.sample, document});
    if (!was || was->integer(0) != keys.demand)
        owners_.change_demand(contact.owner, keys.demand - (was ? was->integer(0) : 0), contact.id);
    put_dates(database_, contact, keys, was && was->boolean(5));
    put_identities(database_, contact, keys.identities, was && was->boolean(6));
}

void Contacts::remove(std::int64_t owner, std::int64_t id) {
    const Rows removed =
        database_.query("DELETE FROM contact WHERE owner = $1 AND id = $2 RETURNING demand", {owner, id});
    if (!removed.empty()) owners_.change_demand(owner, -removed[0].integer(0), id);
}

Attention Contacts::attention(std::int64_t owner, std::int64_t id) {
    const Rows rows = database_.query("SELECT document FROM attention WHERE owner = $1 AND contact = $2", {owner, id});
    return rows.empty() ? Attention{} : from_document<Attention>(rows[0].text(0));
}

std::unordered_map<std::int64_t, Attention> Contacts::attentions(std::int64_t owner) {
    std::unordered_map<std::int64_t, Attention> all;
    for (const Row& row : database_.query("SELECT contact, document FROM attention WHERE owner = $1", {owner}))
        all.emplace(row.integer(0), from_document<Attention>(row.text(1)));
    return all;
}

void Contacts::put_attention(std::int64_t owner, std::int64_t id, const Attention& attention) {
    database_.execute(
        "INSERT INTO attention (owner, contact, document) VALUES ($1, $2, $3) "
        "ON CONFLICT (owner, contact) DO UPDATE SET document = excluded.document",
        {owner, id, document_of(attention)});
}

void Contacts::forget_attention(std::int64_t owner, std::int64_t id) {
    database_.execute("DELETE FROM attention WHERE owner = $1 AND contact = $2", {owner, id});
}

}  // namespace nudged
