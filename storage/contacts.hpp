// The contacts: the projection of the journal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/records.hpp"

namespace nudged {

class Database;
class Owners;

// What a contact is looked up by. Computed by the daemon, stored beside the contact.
struct ContactKeys {
    std::string folded;                   // the name, for comparing
    std::optional<Date> wake;             // not on any list before this day; absent = never without a new decision
    std::int64_t demand = 0;              // summed up per owner
    std::vector<std::string> identities;  // "uid:...", "email:...", "phone:...": who is the same person in an import
    int span = 0;                         // the days up to `wake` that stretch with the owner's plan
    // (month, day)s on which an important date is told ahead.
    std::vector<std::pair<unsigned, unsigned>> told_ahead = {};
};

struct NamedContact {
    std::int64_t id = 0;
    std::string name;
    std::string folded;
};

class Contacts {
public:
    Contacts(Database& database, Owners& owners) : database_(database), owners_(owners) {}

    [[nodiscard]] std::optional<Contact> find(std::int64_t owner, std::int64_t id);
    // In the order of ids, so that a long read can be cut into pages: `after` = the last id of the page before, 0
    // first.
    [[nodiscard]] std::vector<Contact> page(std::int64_t owner, std::int64_t after, std::size_t limit);
    // Of those who may be on a list of `upto`, when all cadences are stretched by `stretch`.
    [[nodiscard]] std::vector<Contact> due_page(std::int64_t owner, Date upto, double stretch, std::int64_t after,
                                                std::size_t limit);
    // Those with an important date on one of the given (month, day)s, or one that is told ahead then.
    [[nodiscard]] std::vector<Contact> with_dates(std::int64_t owner,
                                                  const std::vector<std::pair<unsigned, unsigned>>& days);
    [[nodiscard]] std::vector<NamedContact> names(std::int64_t owner);
    [[nodiscard]] std::vector<std::int64_t> find_by_identity(std::int64_t owner, const std::string& identity);
    [[nodiscard]] std::vector<std::int64_t> find_by_folded_name(std::int64_t owner, const std::string& folded);
    [[nodiscard]] std::vector<std::int64_t> samples(std::int64_t owner);
    [[nodiscard]] std::size_t count(std::int64_t owner);
    [[nodiscard]] std::size_t count(std::int64_t owner, ContactState state);
    [[nodiscard]] bool at_least(std::size_t n, std::int64_t owner);  // however many there are, it looks at n
    // The next `n` open or waiting contacts by wake date, for "Next: Sam Lee, on Thu 12 Mar".
    [[nodiscard]] std::vector<Contact> soonest(std::int64_t owner, std::size_t n);

    [[nodiscard]] std::int64_t next_id(std::int64_t owner);  // counted per owner, never given twice
    void put(const Contact& contact, const ContactKeys& keys);
    void remove(std::int64_t owner, std::int64_t id);

    [[nodiscard]] Attention attention(std::int64_t owner, std::int64_t id);
    [[nodiscard]] std::unordered_map<std::int64_t, Attention> attentions(
        std::int64_t owner);  // the few that are not as new
    void put_attention(std::int64_t owner, std::int64_t id, const Attention& attention);
    void forget_attention(std::int64_t owner, std::int64_t id);

private:
    Database& database_;
    Owners& owners_;  // which keeps the sum of what contacts demand
};

}  // namespace nudged
