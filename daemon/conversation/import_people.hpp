// People of an address book become contacts: the same person is recognised, and the same file twice changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/conversation/exchange.hpp"
#include "daemon/import/address_book.hpp"
#include "daemon/messages/welcome.hpp"

namespace nudged::conversation {

enum class Imported { added, updated, unchanged, unclear };

struct ImportedRow {
    std::size_t line = 0;
    std::string name;
    Imported what = Imported::unchanged;
    std::string why;       // of unclear, or of something in the row that was left out: a sentence
    bool can_ask = false;  // of unclear: the owner has not said yet whether it is the same person
};

// Somebody of the row's name is here, and nothing but the name says that it is the same person.
enum class SameName { asked_about, is_the_same, is_another };

// How all rows of one import are treated. An import is two passes over the same rows, in the same order: the first
// (counting) only finds out how many people are new, so that the second can spread their first dates.
struct ImportPass {
    bool counting = true;
    std::optional<int> cadence_days;             // for those added, where the row says nothing
    bool never = false;                          // into the book
    SameName same_name = SameName::asked_about;  // such a row is unclear, and changes nothing, until the owner has said
    std::size_t to_spread = 0;             // people with no known touch who get a first date; counted by the first pass
    std::size_t spread = 0;                // of these, how many the second has dated so far
    std::unordered_set<std::string> seen;  // first pass: identities of people who are new
};

// The rows of one page, in the caller's transaction. Callers take at most 1,000 rows a transaction.
std::vector<ImportedRow> import_people(Exchange& exchange, ImportPass& pass,
                                       std::span<const address_book::Person> rows);

// Adds one row to what an import says at its end. Rows that `can_ask` are left to the question.
void count(messages::ImportSummary& summary, const ImportedRow& row);

// A card shared in chat: the answer, with Undo.
[[nodiscard]] Message add_shared_person(Exchange& exchange, Reply& reply, const address_book::Person& person);

// "Ann Lee is here already, with other addresses. The same person?" The rows, all of which `can_ask`, wait in the store
// for the answer.
[[nodiscard]] Message ask_whether_same(Exchange& exchange, Reply& reply, std::span<const address_book::Person> rows);
[[nodiscard]] bool is_about_same_people(const std::string& says);
// `rows`: as the question kept them.
[[nodiscard]] Reply respond_to_same_people(Exchange& exchange, const std::string& says, const std::string& rows);

// The day from which first dates are counted: today while its nudge is still ahead, else tomorrow.
[[nodiscard]] Date first_day(const Exchange& exchange);

}  // namespace nudged::conversation
