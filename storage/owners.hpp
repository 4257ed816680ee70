// Owners, and when each is to be looked at next.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/records.hpp"

namespace nudged {

class Database;

class Owners {
public:
    explicit Owners(Database& database) : database_(database) {}

    [[nodiscard]] std::vector<Owner> all();
    [[nodiscard]] std::size_t count();
    [[nodiscard]] std::optional<Owner> find(std::int64_t id);
    [[nodiscard]] std::optional<Owner> find_by_name(const std::string& name);
    [[nodiscard]] std::optional<Owner> find_by_pairing(const std::string& connector, const std::string& account,
                                                       const std::string& user);
    // Gives the id (one that is set already is kept), and makes the owner due at once. The name is unique; throws
    // StoreError when it is taken.
    std::int64_t add(Owner owner);
    void put(const Owner& owner);

    // The scheduler's alarm clock: one instant of people's time for each owner. One indexed look-up however many
    // owners.
    void set_wake(std::int64_t owner, Instant at);
    [[nodiscard]] std::vector<std::int64_t> awake_at(Instant now, std::size_t limit);
    [[nodiscard]] std::optional<Instant> next_wake();
    // Whoever would sleep beyond `latest` is due at `at` instead.
    void wake_those_after(Instant latest, Instant at);

    [[nodiscard]] NudgeState nudge_state(std::int64_t owner);
    void put_nudge_state(std::int64_t owner, const NudgeState& nudges);

    // The sum of the contacts' ContactKeys::demand.
    [[nodiscard]] std::int64_t demand(std::int64_t owner);
    // Called as contacts change. `contact` has been given away as an id.
    void change_demand(std::int64_t owner, std::int64_t by, std::int64_t contact);

    // What was put may have been taken back since.
    void forget() { state_.reset(); }

private:
    struct State {
        std::int64_t owner;
        NudgeState nudges;
        std::int64_t demand;
    };
    State& state(std::int64_t owner);

    Database& database_;
    std::optional<State> state_;  // as last read or put in this transaction: a reply comes back to it several times
};

}  // namespace nudged
