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
    int number = 0;  // below 1,000
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
struct Named {  // of the whole owner: "import", "samples"...; two letters or more, no digits
    std::string what;
    bool operator==(const Named&) const = default;
};
using About = std::variant<OnList, OfBatch, OfContact, OfQuestion, Named>;

// The verbs: done snooze more skip no later replied notyet part again undo feel pick. What is not plain by itself:
//   snooze  /20260306 to that day; /evening today; /other asks "Until when?"; nothing = the configured days
//   more    of an item: its further buttons; of the list (number 0): all of them closed again, and the names of a
//   private
//           nudge; of a contact: the card
//   no      /price /timing /someone /unknown: the reason (reason_words) of a `no` that stands; /leave: the person too,
//           behind a `no` to an open question
//   later   they asked: asks "Until when?"; /half: half a year's rest
//   replied they answered. Behind a `done`, and with /heard: heard from, and nobody's turn
//   skip    /promise: lets a promise go; /deal: lets an open question go
//   part    walks away; where a question is open only from that; /both: from the person too
//   notyet  no answer is needed; where it is nobody's turn: no answer has come
//   done    behind a `replied`: answered already; of a contact /text, /email, ...: the channel, /help: something
//           helpful; /won: a yes to the open question
//   again   on the round again: reopens, or ends a wait; /once: once more, with something helpful;
//           /last: one last word about an open question; /quarter: from now on every 90 days
//   feel    /good /fair /heavy: how the touch was
//   pick    of a question: that choice. Named: right time place import samples (time/0730, samples/out), mornings
//           (/again every morning as before, /pause for a month), review (c17_20260309: that person of a review, to
//           that day; c17_every_90: that rhythm; keep: no other; off and on: whether it comes by itself), way
//           (c17_whatsapp: the page has opened that way to that person)
struct Action {
    std::string verb;
    About about;
    std::string argument;  // an absolute date "20260306", "evening", a reason; may be empty
    bool operator==(const Action&) const = default;
};

// "done:20260304.2", "snooze:b45/20260306", "pick:q12.3", "undo:b45", "more:c17"; at most 64 bytes. Throws
// std::invalid_argument for what `decode` would refuse: an unknown verb, a number below its range, an argument or a
// name of other letters than a-z, 0-9, _ and -, or of more than 24.
[[nodiscard]] std::string encode(const Action&);
// Absent for anything that `encode` would not write: buttons can be forged.
[[nodiscard]] std::optional<Action> decode(std::string_view);

[[nodiscard]] std::string encode_date(Date);  // "20260306"
[[nodiscard]] std::optional<Date> decode_date(std::string_view);

}  // namespace nudged::messages
