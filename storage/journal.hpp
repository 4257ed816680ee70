// The append-only record of everything that was decided or happened, and the touches.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "storage/records.hpp"

namespace nudged {

class Database;

// Where a touch is among those of its owner. As it is made: before all.
struct TouchPlace {
    TouchPlace() = default;
    explicit TouchPlace(const Touch& touch) : contact(touch.contact), at(touch.at), id(touch.id) {}

    std::int64_t contact = 0;
    Instant at{};
    std::int64_t id = 0;
};

class Journal {
public:
    explicit Journal(Database& database) : database_(database) {}

    // Gives and returns the seq (counted per owner); one that is set already is kept. A batch of 0 means: the first of
    // its batch.
    std::int64_t append(JournalEntry entry);
    [[nodiscard]] std::optional<JournalEntry> find(std::int64_t owner, std::int64_t seq);
    // Newest first; of one contact when named; `before` = 0 from the newest.
    [[nodiscard]] std::vector<JournalEntry> newest(std::int64_t owner, std::optional<std::int64_t> contact,
                                                   std::size_t limit, std::int64_t before = 0);
    // Oldest first.
    [[nodiscard]] std::vector<JournalEntry> page(std::int64_t owner, std::int64_t after, std::size_t limit);
    [[nodiscard]] std::vector<JournalEntry> page_of(std::int64_t owner, std::int64_t contact, std::int64_t after,
                                                    std::size_t limit);
    // Contacts with entries that are not there any more, in the order of ids.
    [[nodiscard]] std::vector<std::int64_t> removed_contacts(std::int64_t owner, std::int64_t after, std::size_t limit);
    [[nodiscard]] std::vector<JournalEntry> batch(std::int64_t owner, std::int64_t batch);
    // The newest batch that stands (not undone, itself no `undone`) and came in one of the ways that can be taken back:
    // anything but an import and a restore.
    [[nodiscard]] std::optional<std::int64_t> last_standing_batch(std::int64_t owner);
    void mark_undone(std::int64_t owner, std::int64_t batch, std::int64_t by);
    [[nodiscard]] std::optional<Instant> newest_instant();  // of any owner

    // Gives it an id.
    void add_touch(const Touch& touch);
    [[nodiscard]] std::vector<Touch> touches(std::int64_t owner, std::int64_t contact,
                                             std::size_t limit);  // newest first
    // In the order of their places.
    [[nodiscard]] std::vector<Touch> touch_page(std::int64_t owner, const TouchPlace& after, std::size_t limit);
    void remove_touches(std::int64_t owner, std::int64_t entry);

private:
    Database& database_;
};

// The difference of two records as JournalEntry::changes wants it; an absent side is written as null fields.
[[nodiscard]] std::string changes_between(const std::optional<Contact>& before, const std::optional<Contact>& after);
[[nodiscard]] std::string changes_between(const Owner& before, const Owner& after);
// The record with an entry's changes applied forwards, or taken back. Fields that the entry did not change are kept.
// An absent result means that the contact is not there (before it was added, or after it was removed).
[[nodiscard]] std::optional<Contact> with_changes(const std::optional<Contact>& record, const std::string& changes);
[[nodiscard]] std::optional<Contact> without_changes(const std::optional<Contact>& record, const std::string& changes);
[[nodiscard]] Owner with_changes(const Owner& record, const std::string& changes);
[[nodiscard]] Owner without_changes(const Owner& record, const std::string& changes);
// The same changes the other way round: what the `undone` entry records.
[[nodiscard]] std::string reversed(const std::string& changes);

// Replays an owner's journal and compares it with the contacts; one sentence a difference, empty = they agree. On a
// store it does so in pages, calls `between` before each, and lets others use the store meanwhile.
struct Tables;
class Store;
[[nodiscard]] std::vector<std::string> journal_differences(Tables& tables, std::int64_t owner);
[[nodiscard]] std::vector<std::string> journal_differences(Store& store, std::int64_t owner,
                                                           const std::function<void()>& between);

}  // namespace nudged
