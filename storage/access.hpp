// Who may act: one-time pairing codes, and the sessions of the web chat. Only hashes are kept. All times are real.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "storage/records.hpp"

namespace nudged {

class Database;

struct PairingCode {
    std::string connector;
    std::int64_t owner = 0;
    Instant expires{};
    int tries = 0;  // of each person
};

// Somebody who is nobody's yet.
struct Stranger {
    std::string connector;
    std::string account;
    std::string user;
};

class Access {
public:
    explicit Access(Database& database) : database_(database) {}

    void put_code(const std::string& hash, const PairingCode& code);
    // Takes a code that is still good: it works once.
    [[nodiscard]] std::optional<PairingCode> redeem(const std::string& hash, const std::string& connector, Instant now);
    // They tried a wrong code: for them, and nobody else, every open code of the connector has one try less.
    void wrong_code(const Stranger& by, Instant now);
    // Whether a code is open that they have tries left for.
    [[nodiscard]] bool may_try_code(const Stranger& who, Instant now);

    void put_session(const std::string& hash, std::int64_t owner, Instant created);
    [[nodiscard]] std::optional<std::int64_t> session(const std::string& hash);

    // Sessions made before that instant go, and codes that have expired.
    void prune(Instant sessions_before, Instant now);

    // Strangers get one polite line and nothing else: true the first time.
    [[nodiscard]] bool first_word_of_stranger(const Stranger& who, Instant now);

private:
    Database& database_;
};

}  // namespace nudged
