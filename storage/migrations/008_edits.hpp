// What waits to change a message is found by that message, not among all that waits in its chat.
#pragma once

namespace nudged {

inline constexpr const char* edits_schema = R"sql(
DROP INDEX outbox_edit;
-- kind 5 = edit
CREATE INDEX outbox_edit ON outbox (connector, account, chat, target) WHERE kind = 5 AND state <= 1;
CREATE INDEX outbox_edit_of ON outbox (edit_of) WHERE kind = 5 AND state <= 1 AND edit_of <> 0;
)sql";

}  // namespace nudged
