// What was received: each act once, however often the service delivers it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/records.hpp"

namespace nudged {

class Database;

class Inbox {
public:
    explicit Inbox(Database& database) : database_(database) {}

    // False when this act is known already, by any of its keys; then nothing is to be done. From now on it is known by
    // all of them.
    [[nodiscard]] bool receive(const std::string& connector, const std::string& account, const std::string& key,
                               Instant at, const std::vector<std::string>& other_keys = {});
    // When the first of those was received whose keys lie between these two.
    [[nodiscard]] std::optional<Instant> first_between(const std::string& connector, const std::string& account,
                                                       const std::string& key, const std::string& end);
    // It could not be applied; it never returns.
    void failed(const std::string& connector, const std::string& account, const std::string& key,
                const std::string& reason);
    [[nodiscard]] std::size_t failures();
    void prune(Instant before);

    // Where a long poll goes on.
    [[nodiscard]] std::optional<std::string> cursor(const std::string& connector, const std::string& account);
    void set_cursor(const std::string& connector, const std::string& account, const std::string& value);

private:
    Database& database_;
};

}  // namespace nudged
