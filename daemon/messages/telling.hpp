// What the parts of an answer share: one decision, and what is said of it more than once.
#pragma once

#include <string>
#include <string_view>

#include "daemon/followup/decisions.hpp"
#include "daemon/messages/answers.hpp"

namespace nudged::messages {

// Every date is read from the contact as it is stored.
class Telling {
public:
    Telling(const Contact& before, const followup::Decision&, const followup::Plan&, std::string_view called);

    const Contact& before;
    const followup::Decision& decision;
    const followup::Plan& plan;
    const std::string whole;  // "Sam Lee"
    const std::string call;   // "Sam"

    [[nodiscard]] std::string next_around() const;  // " Next around Fri 3 Apr.", or nothing
    [[nodiscard]] bool until_resume(Date) const;
    [[nodiscard]] std::string day(Date) const;
    [[nodiscard]] std::string note() const;  // of the decision: `, "knee is better"`, or nothing
    [[nodiscard]] std::string to_copy(std::string_view reason) const;
    // What of the owner's mornings keeps a day from being one: "pause", "day_off", "holiday", else "no".
    [[nodiscard]] std::string no_nudge_day(Date) const;
    [[nodiscard]] std::string wanted_day() const;  // "Saturday, one of your days off"
    [[nodiscard]] std::string settled_done() const;
};

// How a day to come is best told: "tomorrow", by its "weekday", or as a "date"; and in which words.
struct DayToCome {
    std::string how, day;
};
[[nodiscard]] DayToCome day_to_come(Date, Date today);

[[nodiscard]] std::string note_told(std::string_view note);  // `, "knee is better"`, or nothing

[[nodiscard]] Said snoozed(const Telling&);
// Of what is kept about somebody; what changed is told by comparing, because an edit may be of any field.
[[nodiscard]] Said edited(const Telling&);

}  // namespace nudged::messages
