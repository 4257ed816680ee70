// Writes down what was decided: journal, contact, touch, and the lists on which the person stands open, always
// together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/conversation/exchange.hpp"
#include "daemon/followup/decisions.hpp"

namespace nudged::conversation {

inline constexpr const char* removed = "removed";  // of the journal, and of the place on a list of somebody who is gone

// One reply is one batch: everything written through one Ledger is taken back together.
class Ledger {
public:
    Ledger(Exchange& exchange, Reply& reply) : exchange_(exchange), reply_(reply) {}

    // `settled` is the line that takes the person's place on the list; empty = they stay open on it.
    void write(const Contact& before, const followup::Decision& decision, const std::string& settled);
    // Gives the id.
    Contact add(Contact contact, const std::string& note);
    void remove(const Contact& contact);
    // Puts it on the shelf (`before` absent), or changes it there.
    void shelve(const std::optional<ShelfItem>& before, const ShelfItem& after);
    // Changes of cadences by tag or by default reach every contact's keys.
    void change_owner(const Owner& after, const std::string& what, const std::string& note,
                      std::optional<Date> until = std::nullopt);
    // Takes a batch back, newest entry first; returns its entries. The contacts are as if it had not happened, and open
    // on the lists again.
    std::vector<JournalEntry> undo(std::int64_t batch);

    [[nodiscard]] std::int64_t batch() const { return batch_; }

private:
    [[nodiscard]] JournalEntry entry(std::string what) const;
    void append(JournalEntry entry);
    void put(const Contact& contact);
    void settle(std::int64_t contact, const std::string& settled, const std::string& what);
    void reopen_items(std::int64_t batch);
    void ask_again(std::int64_t contact);
    void show_renamed(const std::string& before, const Contact& after);
    void take_back(const JournalEntry& entry);
    void take_back_of_shelf(std::int64_t item, const std::string& changes);
    [[nodiscard]] std::vector<DayList> lists_at_hand() const;  // the newest last
    void follow(const Owner& before);
    void refresh_keys();

    Exchange& exchange_;
    Reply& reply_;
    std::int64_t batch_ = 0;
};

}  // namespace nudged::conversation
