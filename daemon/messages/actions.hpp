// What a button carries: a verb and whom it is about. Short, opaque to the chat services, and safe to press late: a
// button names a place on a stored list or an entry of the journal, so its meaning outlives a restart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "storage/records.hpp"

namespace nudged::messages {

struct OnList {  // number `number` of the list of `date`; number 0 = the list itself
    Date date{};
    int number = 0;
    bool operator==(const OnList&) const = default;
};
struct OfBatch {  // what a reply wrote down
    std::int64_t batch = 0;
    bool operator==(const OfBatch&) const = default;
};
struct OfContact {
    std::int64_t contact = 0;
    bool operator==(const OfContact&) const = default;
};
struct OfQuestion {
    std::int64_t question = 0;
    int choice = 0;
    bool operator==(const OfQuestion&) const = default;
};
struct Named {  // of the whole owner: "import", "sample", "zone"...
    std::string what;
    bool operator==(const Named&) const = default;
};
using About = std::variant<OnList, OfBatch, OfContact, OfQuestion, Named>;

// verb: done snooze more skip no later replied notyet part again undo feel pick
struct Action {
    std::string verb;
    About about;
    std::string argument;  // an absolute date "20260306", "evening", a reason; may be empty
    bool operator==(const Action&) const = default;
};

// "done:20260304.2", "snooze:b45/20260306", "pick:q12.3", "undo:b45", "more:c17"; at most 64 bytes.
[[nodiscard]] std::string encode(const Action&);
// Absent for anything that `encode` would not write: buttons can be forged.
[[nodiscard]] std::optional<Action> decode(std::string_view);

[[nodiscard]] std::string encode_date(Date);  // "20260306"
[[nodiscard]] std::optional<Date> decode_date(std::string_view);

}  // namespace nudged::messages
