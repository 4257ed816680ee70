// The morning nudge, and the other things the bot says of its own accord.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/followup/day_list.hpp"
#include "daemon/followup/outcomes.hpp"
#include "daemon/messages/ways.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

// The two lines of a person: why now (beginning with the name), and what would be kind. Each under 90 characters.
struct ItemLines {
    std::string why_now;
    std::string suggestion;
    Asked asked = Asked::nothing;  // by the suggestion
    bool names_thing = false;      // the suggestion names what there is to give
};
struct Help {
    std::vector<std::string> given;    // since silence began, or since they asked to wait: what was said of each
    const ShelfItem* thing = nullptr;  // of the shelf, what there is to give; null = nothing
};
// `outcomes`: where they answer.
[[nodiscard]] ItemLines lines_of(const followup::Candidate&, const followup::Plan&,
                                 const std::optional<Touch>& last_touch, const Help& = {},
                                 const std::vector<followup::ChannelOutcomes>& outcomes = {});

// Of a list that goes on in several messages: what one of them shows.
struct Numbers {
    int first = 1;
    int last = 999;
    bool operator==(const Numbers&) const = default;
};

// Of somebody with whom a question comes to its end, or has: how they go on without it.
struct Onward {
    int rhythm = 0;          // in days
    bool is_friend = false;  // nobody asks to leave them
};

struct NudgeView {
    bool private_mode =
        false;             // only how many, and the button `more:DATE.0`; it is drawn with false once that is tapped
    bool hint = false;     // the last line that shows what can be typed: the first week, and after an unknown answer
    std::string new_word;  // which its last line introduces; empty = none
    int expanded = 0;      // the item whose further buttons are open; 0 = none
    Block preface;  // "A little late today (the machine was off until 10:12)." or "Welcome back. ..."; empty = none
    bool just_one = false;  // after three nudges without any answer
    bool menus = false;     // the service opens what `more:` stands for by itself, from the rows that follow it
    std::map<std::int64_t, Addresses> addresses;  // of those whose further buttons are shown, by contact
    std::map<std::int64_t, Onward> onward;        // by contact
    Passages passages = {};                       // through which the daemon hears that they were reached
    Date today{};
    Numbers numbers;  // only these people; the first line goes with the first of them, the last lines with the last
};
// As it stands now: open people with their buttons, settled ones struck through with what was decided and Undo. The
// first block is the first line. Sent first and edited later, always from the list.
[[nodiscard]] Message nudge(const DayList&, const NudgeView&);

// "Nobody today. Next: Sam Lee, on Thu 12 Mar."
[[nodiscard]] Message nobody_today(const std::optional<followup::Listed>& next, Date today);
// The one line on the day of an important date that is no nudge day. `veiled`: without the name, which a tap shows.
[[nodiscard]] Message date_today(const Contact&, const ImportantDate&, bool veiled);
// At an hour the owner asked for ("Sam: I'll say so today at 18:00"). Edited in place like a nudge.
[[nodiscard]] Message reminder(const ListItem&, const NudgeView&, Date list_date);
// The prefaces of a nudge.
[[nodiscard]] Block late_preface(TimeOfDay back_since);
[[nodiscard]] Block welcome_back(int daily_cap = 3);
[[nodiscard]] Block quieter(std::uint8_t weekdays);  // after ten nudges without any answer

}  // namespace nudged::messages
