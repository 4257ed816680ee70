// What every reply wrote, and only undo looked up.
#pragma once

namespace nudged {

inline constexpr const char* fewer_indexes_schema = R"sql(
DROP INDEX journal_batch;
DROP INDEX touch_entry;
)sql";

}  // namespace nudged
