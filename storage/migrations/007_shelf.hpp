// The helpful things that owners keep. During a wait something helpful may be due, so whoever waits is looked at once.
#pragma once

namespace nudged {

inline constexpr const char* shelf_schema = R"sql(
CREATE TABLE shelf (
    owner BIGINT NOT NULL, id BIGINT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (owner, id)
) {clustered};

-- state 1 = waiting
UPDATE contact SET wake = 0 WHERE state = 1;
)sql";

}  // namespace nudged
