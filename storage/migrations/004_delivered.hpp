// A nudge counts as seen once it has arrived, no longer when it was put on its way; and what the bot says of its own
// accord is found without what else waits.
#pragma once

namespace nudged {

inline constexpr const char* delivered_schema = R"sql(
-- Of the lists until now nobody knows better. Inside of a text quotes stand behind a backslash: this is the field.
UPDATE list SET document = REPLACE(document, '"nudged":true', '"nudged":true,"delivered":true')
WHERE document LIKE '%"nudged":true%';

-- kind <= 2: a nudge, a review or a reminder
CREATE INDEX outbox_proactive ON outbox (connector, account, id) WHERE state <= 1 AND kind <= 2;
)sql";

}  // namespace nudged
