// Whose wrong codes count against whom: nobody can use up the tries of somebody else.
#pragma once

namespace nudged {

inline constexpr const char* wrong_codes_schema = R"sql(
CREATE TABLE wrong_code (
    hash TEXT NOT NULL, account TEXT NOT NULL, person TEXT NOT NULL, tries BIGINT NOT NULL,
    PRIMARY KEY (hash, account, person),
    FOREIGN KEY (hash) REFERENCES pairing_code (hash) ON DELETE CASCADE
) {clustered};
)sql";

}  // namespace nudged
