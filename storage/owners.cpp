#include "storage/owners.hpp"

#include <array>
#include <functional>
#include <mutex>

#include "storage/database.hpp"
#include "storage/known_document.hpp"

namespace nudged {

namespace {

// What was read lately: many owners who reply at once come in turns, each in whatever thread.
template <class Record>
Record known(const std::string& document) {
    static std::mutex mutex;
    static std::array<KnownDocument<Record>, 64> lately;
    const std::lock_guard lock(mutex);
    return lately.at(std::hash<std::string>{}(document) % lately.size()).read(document);
}

std::optional<Owner> first_of(const Rows& rows) {
    if (rows.empty()) return std::nullopt;
    return known<Owner>(rows[0].text(0));
}

void put_pairings(Database& database, const Owner& owner) {
    database.execute("DELETE FROM pairing WHERE owner = $1", {owner.id});
    for (const Pairing& pairing : owner.pairings)
        database.execute(
            "INSERT INTO pairing (connector, account, person, owner) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            {pairing.connector, pairing.account, pairing.user, owner.id});
}

void must_be_free(Owners& owners, const Owner& owner) {
    const auto holder = owners.find_by_name(owner.name);
    if (holder && holder->id != owner.id)
        throw StoreError("there is an owner called " + owner.name + " already; take another name");
}

}  // namespace

std::vector<Owner> Owners::all() {
    std::vector<Owner> owners;
    for (const Row& row : database_.query("SELECT document FROM owner ORDER BY id"))
        owners.push_back(from_document<Owner>(row.text(0)));
    return owners;
}

std::size_t Owners::count() {
    return static_cast<std::size_t>(database_.query("SELECT COUNT(*) FROM owner")[0].integer(0));
}

std::optional<Owner> Owners::find(std::int64_t id) {
    return first_of(database_.query("SELECT document FROM owner WHERE id = $1", {id}));
}

std::optional<Owner> Owners::find_by_name(const std::string& name) {
    return first_of(database_.query("SELECT document FROM owner WHERE name = $1", {name}));
}

std::optional<Owner> Owners::find_by_pairing(const std::string& connector, const std::string& account,
                                             const std::string& user) {
    return first_of(
        database_.query("SELECT o.document FROM pairing p JOIN owner o ON o.id = p.owner "
                        "WHERE p.connector = $1 AND p.account = $2 AND p.person = $3 ORDER BY p.owner LIMIT 1",
                        {connector, account, user}));
}

std::int64_t Owners::add(Owner owner) {
    must_be_free(*this, owner);
    if (owner.id == 0) owner.id = database_.query("SELECT COALESCE(MAX(id), 0) + 1 FROM owner")[0].integer(0);
    database_.execute("INSERT INTO owner (id, name, document) VALUES ($1, $2, $3)",
                      {owner.id, owner.name, document_of(owner)});
    put_pairings(database_, owner);
    return owner.id;
}

void Owners::put(const Owner& owner) {
    must_be_free(*this, owner);
    const auto before = find(owner.id);
    database_.execute("UPDATE owner SET name = $2, document = $3 WHERE id = $1",
                      {owner.id, owner.name, document_of(owner)});
    if (!before || before->pairings != owner.pairings) put_pairings(database_, owner);
}

void Owners::set_wake(std::int64_t owner, Instant at) {
    database_.execute("UPDATE owner SET wake = $2 WHERE id = $1", {owner, at});
}

std::vector<std::int64_t> Owners::awake_at(Instant now, std::size_t limit) {
    std::vector<std::int64_t> ids;
    for (const Row& row :
         database_.query("SELECT id FROM owner WHERE wake <= $1 ORDER BY wake, id LIMIT $2", {now, limit}))
        ids.push_back(row.integer(0));
    return ids;
}

std::optional<Instant> Owners::next_wake() {
    const Rows rows = database_.query("SELECT wake FROM owner ORDER BY wake LIMIT 1");
    return rows.empty() ? std::nullopt : std::optional(rows[0].instant(0));
}

void Owners::wake_those_after(Instant latest, Instant at) {
    database_.execute("UPDATE owner SET wake = $2 WHERE wake > $1", {latest, at});
}

Owners::State& Owners::state(std::int64_t owner) {
    if (!state_ || state_->owner != owner) {
        const Rows rows = database_.query("SELECT nudges, demand FROM owner WHERE id = $1", {owner});
        state_ =
            rows.empty() ? State{owner, {}, 0} : State{owner, known<NudgeState>(rows[0].text(0)), rows[0].integer(1)};
    }
    return *state_;
}

NudgeState Owners::nudge_state(std::int64_t owner) { return state(owner).nudges; }

void Owners::put_nudge_state(std::int64_t owner, const NudgeState& nudges) {
    database_.execute("UPDATE owner SET nudges = $2 WHERE id = $1", {owner, document_of(nudges)});
    state(owner).nudges = nudges;
}

std::int64_t Owners::demand(std::int64_t owner) { return state(owner).demand; }

void Owners::change_demand(std::int64_t owner, std::int64_t by, std::int64_t contact) {
    database_.execute(
        "UPDATE owner SET demand = demand + $2, "
        "last_contact = CASE WHEN last_contact < $3 THEN $3 ELSE last_contact END WHERE id = $1",
        {owner, by, contact});
    if (state_ && state_->owner == owner) state_->demand += by;
}

}  // namespace nudged
