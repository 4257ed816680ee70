// The history of the web chat.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/records.hpp"

namespace nudged {

class Database;

class Chat {
public:
    explicit Chat(Database& database) : database_(database) {}

    std::int64_t append(std::int64_t owner, Instant at, bool mine, const std::string& body);  // returns the id
    void replace(std::int64_t owner, std::int64_t id, const std::string& body);
    [[nodiscard]] std::optional<ChatLine> find(std::int64_t owner, std::int64_t id);
    [[nodiscard]] std::vector<ChatLine> newest(std::int64_t owner, std::size_t limit);  // oldest of them first
    [[nodiscard]] std::vector<ChatLine> changed_since(std::int64_t owner, std::int64_t version, std::size_t limit);

private:
    Database& database_;
};

}  // namespace nudged
