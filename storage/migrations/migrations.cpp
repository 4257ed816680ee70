#include "storage/migrations/migrations.hpp"

#include "storage/database.hpp"
#include "storage/migrations/001_first.hpp"
#include "storage/migrations/002_wrong_codes.hpp"
#include "storage/migrations/003_look_ups.hpp"
#include "storage/migrations/004_delivered.hpp"
#include "storage/migrations/005_fewer_indexes.hpp"
#include "storage/migrations/006_counted_anew.hpp"
#include "storage/migrations/007_shelf.hpp"
#include "storage/migrations/008_edits.hpp"
#include "storage/migrations/009_fewer_pages.hpp"

namespace nudged {

namespace {
constexpr Migration all_steps[] = {
    {"001_first", first_schema},
    {"002_wrong_codes", wrong_codes_schema},
    {"003_look_ups", look_ups_schema},
    {"004_delivered", delivered_schema},
    {"005_fewer_indexes", fewer_indexes_schema},
    {"006_counted_anew", counted_anew_schema},
    {"007_shelf", shelf_schema},
    {"008_edits", edits_schema},
    {"009_fewer_pages", fewer_pages_schema},
};
}  // namespace

std::span<const Migration> migrations() { return all_steps; }

void migrate(Database& database, std::span<const Migration> steps) {
    const int newest = static_cast<int>(steps.size());
    const int found = database.schema_version();
    if (found > newest)
        throw StoreTooNew(database.place() + " has format " + std::to_string(found) +
                          ", this program knows formats up to " + std::to_string(newest) + "; install a newer nudged");
    if (found == newest) return;
    if (found > 0) database.keep_copy_before(newest);
    for (int version = found + 1; version <= newest; ++version) {
        const Migration& step = steps[static_cast<std::size_t>(version) - 1];
        try {
            database.begin();
            database.run_script(step.script);
            database.set_schema_version(version);
            database.commit();
        } catch (const StoreError& error) {
            database.rollback();
            throw StoreError(database.place() + " could not be brought to format " + std::to_string(version) + " (" +
                             step.name + "): " + error.what());
        }
    }
}

}  // namespace nudged
