// One exchange with an owner, inside one transaction: what a reply is understood from, and what comes of it.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/followup/calendar.hpp"
#include "daemon/followup/rhythm.hpp"
#include "daemon/messages/catalogue/speaking.hpp"
#include "daemon/messages/nudge.hpp"
#include "daemon/replies/replies.hpp"
#include "storage/store.hpp"

namespace nudged::conversation {

struct Moment {
    Instant now{};   // people's time
    Instant real{};  // the machine's
};

struct HourOfTheWeek {
    std::chrono::weekday day{std::chrono::Friday};
    TimeOfDay time{std::chrono::hours{16}};
};

// Links of the daemon's own, which lead on to people.
struct OwnLinks {
    std::string address;  // of the page that they open: "https://nudged.example.org/to"
    std::string key;      // which seals them
};

// What the one who runs nudged has set for every owner.
struct Rules {
    followup::Settings followup;
    replies::Context::DateOrder date_order = replies::Context::DateOrder::unknown;
    std::optional<HourOfTheWeek> review;  // absent = only when it is asked for
    // What somebody who is nobody's becomes by writing: an owner like this one. Absent = a stranger, who is told so.
    std::optional<Owner> newcomer;
    std::optional<OwnLinks> own_links = {};  // absent = there is no address at which a phone could open them
};

// What the owner gets to see of an exchange. How it is carried is decided elsewhere.
struct Reply {
    std::optional<Message> message;     // a message of its own
    std::string notice;                 // the small notice on a tap; may be empty
    std::optional<Message> in_place;    // instead of the message whose button was tapped
    std::optional<Date> carries;        // the list whose numbers and buttons `message` (or `in_place`) shows
    bool asked = false;                 // it is a question
    std::set<Date> lists_changed;       // their messages are to be shown anew
    std::vector<std::int64_t> entries;  // of the journal
};

class Exchange {
public:
    // `source`: "telegram", "webchat", "say", "import", "nudge".
    Exchange(Tables& tables, Owner owner, const Rules& rules, Moment moment, std::string source);

    // As of now: what was written in this exchange counts.
    [[nodiscard]] followup::Plan plan() const;
    [[nodiscard]] ContactKeys keys_of(const Contact& contact) const;
    [[nodiscard]] std::optional<Contact> contact(std::int64_t id) const { return tables.contacts.find(owner.id, id); }
    [[nodiscard]] Date today() const { return local.date; }
    // The same owner with other settings.
    void take(Owner changed);

    Tables& tables;
    Owner owner;
    messages::Speaking speaking;  // to the owner, in their language
    const Rules& rules;
    Moment moment;
    std::string source;
    Zone zone;
    LocalTime local;
    std::optional<Date> list;   // the list that the reply refers to by quoting or tapping it
    messages::Numbers numbers;  // ... and what of it the quoted or tapped message shows
};

// What a contact is looked up by. `owner` for the cadence by tag.
[[nodiscard]] ContactKeys keys_of(const Contact& contact, const Owner& owner, const followup::Settings& settings);

}  // namespace nudged::conversation
