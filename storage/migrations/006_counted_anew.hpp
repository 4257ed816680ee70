// What is counted is read off the newest row, so that a reply does not write its owner's row for it.
#pragma once

namespace nudged {

inline constexpr const char* counted_anew_schema = R"sql(
ALTER TABLE owner DROP COLUMN last_entry;
ALTER TABLE owner DROP COLUMN last_touch;
ALTER TABLE owner DROP COLUMN newest_entry_at;
)sql";

}  // namespace nudged
