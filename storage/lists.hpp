// The lists that were shown, and the questions that were asked.
#pragma once

#include <cstdint>
#include <optional>

#include "storage/records.hpp"

namespace nudged {

class Database;

class Lists {
public:
    explicit Lists(Database& database) : database_(database) {}

    [[nodiscard]] std::optional<DayList> find(std::int64_t owner, Date date);
    [[nodiscard]] std::optional<DayList> latest(std::int64_t owner);
    [[nodiscard]] std::optional<DayList> before(std::int64_t owner, Date date);  // the newest older one
    void put(const DayList& list);
    // What was put may have been taken back since.
    void forget() { latest_.reset(); }

    // Gives the id (counted per owner). Earlier questions are no longer pending.
    std::int64_t ask(Question question);
    [[nodiscard]] std::optional<Question> question(std::int64_t owner, std::int64_t id);
    [[nodiscard]] std::optional<Question> pending_question(std::int64_t owner);
    void no_longer_pending(std::int64_t owner);
    void close_question(std::int64_t owner, std::int64_t id);

private:
    struct Latest {
        std::int64_t owner;
        std::optional<DayList> list;
    };

    Database& database_;
    std::optional<Latest> latest_;  // as last read or put in this transaction: a reply comes back to it several times
};

}  // namespace nudged
