// Who is due as the plan stretches, and what waits to change a message, without reading the rest.
#pragma once

namespace nudged {

inline constexpr const char* look_ups_schema = R"sql(
-- How much of the time until somebody is due stretches; 0 finds them earlier than they are due.
ALTER TABLE contact ADD COLUMN span BIGINT NOT NULL DEFAULT 0;
DROP INDEX contact_due;
CREATE INDEX contact_due ON contact (owner, id, wake, span);
-- Made anew, because of two indexes that would do SQLite takes the newer.
DROP INDEX contact_sample;
CREATE INDEX contact_sample ON contact (owner, id) WHERE sample = 1;

-- kind 5 = edit
CREATE INDEX outbox_edit ON outbox (connector, account, chat, id) WHERE kind = 5 AND state <= 1;
)sql";

}  // namespace nudged
