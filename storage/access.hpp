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
    int tries_left = 0;
};

class Access {
public:
    explicit Access(Database& database) : database_(database) {}

    void put_code(const std::string& hash, const PairingCode& code);
    // Takes a code that is still good: it works once.
    [[nodiscard]] std::optional<PairingCode> redeem(const std::string& hash, const std::string& connector, Instant now);
    // A wrong code was tried: every open code of the connector has one try less.
    void wrong_code(const std::string& connector, Instant now);
    [[nodiscard]] bool open_codes(const std::string& connector, Instant now);

    void put_session(const std::string& hash, std::int64_t owner, Instant created);
    [[nodiscard]] std::optional<std::int64_t> session(const std::string& hash);

    // Sessions made before that instant go, and codes that have expired.
    void prune(Instant sessions_before, Instant now);

    // Strangers get one polite line and nothing else: true the first time.
    [[nodiscard]] bool first_word_of_stranger(const std::string& connector, const std::string& account,
                                              const std::string& user, Instant now);

private:
    Database& database_;
};

}  // namespace nudged
