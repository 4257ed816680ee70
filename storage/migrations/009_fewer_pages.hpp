// Each index costs a reply one page more to write. Touches are told apart by a number that all owners share, so that
// only one index is left; what can be undone is near the end of the journal anyway.
#pragma once

namespace nudged {

inline constexpr const char* fewer_pages_schema = R"sql(
DROP INDEX journal_standing;
ALTER TABLE touch RENAME TO touch_before;
CREATE TABLE touch (
    id {serial}, owner BIGINT NOT NULL, contact BIGINT NOT NULL, at BIGINT NOT NULL,
    kind BIGINT NOT NULL, channel TEXT NOT NULL, note TEXT NOT NULL, entry BIGINT NOT NULL
);
INSERT INTO touch (owner, contact, at, kind, channel, note, entry)
    SELECT owner, contact, at, kind, channel, note, entry FROM touch_before ORDER BY owner, id;
DROP TABLE touch_before;
CREATE INDEX touch_contact ON touch (owner, contact, at, id);
)sql";

}  // namespace nudged
