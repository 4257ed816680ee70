// Everything as lines of JSON: no lock-in, and the way into another store.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "storage/contacts.hpp"
#include "storage/records.hpp"

namespace nudged {

class Store;

// Owners, contacts (with what the bot remembers of how they were heard), the shelf, touches and the journal, of one
// owner or of all, one line (with its end) at a time, `"type"` first. Queues, lists, questions and sessions stay
// behind: they belong to one running daemon. Reads in pages, so that others use the store meanwhile; what they change
// then may be in one line and not yet in another. A text that is not there is null. `computed` adds to a contact's line
// what is no part of the record, and is not read again. Throws StoreError.
using Computed = std::function<void(const Owner&, const Contact&, nlohmann::json& line)>;
void export_jsonl(Store& store, std::optional<std::int64_t> owner, const std::function<void(const std::string&)>& sink,
                  const Computed& computed = nullptr);

// What the daemon knows and the store does not.
struct RestoreRules {
    Owner defaults;  // of an owner of whom only some fields are told
    Instant now{};
    // Why there can be no such owner, as a sentence; empty = there can.
    std::function<std::string(const Owner&)> owner_trouble = [](const Owner&) { return std::string(); };
    std::function<ContactKeys(const Contact&, const Owner&)> keys_of;
    std::function<Date(Instant, const Owner&)> local_date;
    // The first date of the i-th of n contacts of whom no touch and no date is known.
    std::function<void(Contact&, std::size_t i, std::size_t n, const Owner&)> first_date;
};

struct Restored {
    std::size_t owners = 0;
    std::size_t contacts = 0;
    std::size_t touches = 0;
    std::size_t entries = 0;  // of the journal, as read
};

// Takes a file of ours, or one of another program with owners, contacts and touches, in any order. What such a file
// does not say of a contact is computed from the touches; a `next` that it does say wins. A contact without a journal
// gets one `added` entry. All of it in one transaction, or nothing: throws StoreError, naming the line, or that the
// store is not empty.
Restored restore_jsonl(Store& store, std::istream& lines, const RestoreRules& rules);

}  // namespace nudged
