// How much of the time until somebody is due stretches with the owner's plan; 0 finds them earlier than they are due.
#pragma once

namespace nudged {

inline constexpr const char* span_schema = R"sql(
ALTER TABLE contact ADD COLUMN span BIGINT NOT NULL DEFAULT 0;
DROP INDEX contact_due;
CREATE INDEX contact_due ON contact (owner, id, wake, span);
-- Made anew, because of two indexes that would do SQLite takes the newer.
DROP INDEX contact_sample;
CREATE INDEX contact_sample ON contact (owner, id) WHERE sample = 1;
)sql";

}  // namespace nudged
