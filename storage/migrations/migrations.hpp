// The schema, as numbered steps.
#pragma once

#include <span>

namespace nudged {

class Database;

// A step is never changed once released; a change of the schema is a new step at the end.
struct Migration {
    const char* name;  // "001_first"
    const char* script;
};
[[nodiscard]] std::span<const Migration> migrations();

// Brings a store from the step it is at to the last one, each step in a transaction of its own. A store that holds
// something is copied first. Throws StoreTooNew, and changes nothing, when the store is beyond the last step.
void migrate(Database& database, std::span<const Migration> steps);

}  // namespace nudged
