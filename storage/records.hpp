// Plain data that is remembered. No behaviour beyond comparison; everything that decides lives in daemon/.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nudged {

// An instant of people's time, UTC, to the millisecond (what the store keeps as int64).
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
// A date in an owner's zone. A type of its own, so that an instant is never taken for a date:
// only daemon/followup/local_time.hpp turns one into the other.
using Date = std::chrono::local_days;
// A time of day in an owner's zone, since local midnight.
using TimeOfDay = std::chrono::minutes;
using std::chrono::days;

struct DateRange {
    Date first{};
    Date last{};  // inclusive
    bool operator==(const DateRange&) const = default;
};

// From `begin` up to, not including, `end`; it may pass midnight. Equal ends mean no quiet hours.
struct QuietHours {
    TimeOfDay begin{std::chrono::hours{21}};
    TimeOfDay end{std::chrono::minutes{7 * 60 + 30}};
    bool operator==(const QuietHours&) const = default;
};

// Where an owner is reached. `account` is the bot's or workspace's id; all three are opaque strings of the service.
struct Pairing {
    std::string connector;  // "telegram", "slack", "webchat"
    std::string account;
    std::string chat;
    std::string user;
    bool operator==(const Pairing&) const = default;
};

struct Owner {
    std::int64_t id = 0;
    std::string name;
    std::string zone = "UTC";  // IANA name
    TimeOfDay nudge_at{std::chrono::minutes{8 * 60 + 30}};
    std::uint8_t weekdays = 0b0111110;  // bit n = weekday with c_encoding n (Sunday = 0)
    int daily_cap = 3;
    QuietHours quiet;
    std::optional<int> cadence_days;            // the owner's default; absent = the configured one
    std::map<std::string, int> tag_cadences;    // "clients" -> 60, from `every 60d #clients`
    std::vector<Date> holidays;                 // sorted
    std::optional<DateRange> pause;             // quiet from..last; resumes by itself on the day after
    bool private_mode = false;                  // names are kept off the lock screen
    Instant created{};
    std::vector<Pairing> pairings;              // the newest last; the last one that is not webchat is preferred
    bool operator==(const Owner&) const = default;
};

enum class ContactState { open, waiting, closed, parted, book };
enum class TouchKind { soft, help, ask, straight, reply };

// A wish of the other side to be left until a date.
struct CheckBack {
    Date date{};
    std::string words;  // theirs, as they said them; may be empty
    Date said{};        // the day they said it
    bool operator==(const CheckBack&) const = default;
};

struct Snooze {
    Date until{};
    bool named_day = false;               // the owner named the day: it is kept even on a day off
    std::optional<TimeOfDay> at;          // a reminder for this one person at that hour of `until`
    bool operator==(const Snooze&) const = default;
};

// A birthday or the like. `year` is absent when unknown.
struct ImportantDate {
    std::string what = "birthday";
    std::optional<int> year;
    unsigned month = 1;
    unsigned day = 1;
    bool operator==(const ImportantDate&) const = default;
};

struct Contact {
    std::int64_t id = 0;
    std::int64_t owner = 0;
    std::string name;
    ContactState state = ContactState::open;
    std::optional<int> cadence_days;                 // own; absent = by tag, else the owner's default
    double importance = 1;                           // 1 to 3
    std::vector<std::string> tags;                   // without '#', lower case, sorted
    std::map<std::string, std::string> addresses;    // "phone", "email", ... ; several values of a kind: "phone2", ...
    std::optional<std::string> zone;
    std::string needs;
    std::string why;
    std::string note;                                // the notes, newest first, one a line
    std::vector<ImportantDate> dates;
    std::optional<Date> last_touch;                  // either direction
    std::optional<Date> last_outward;                // for the minimum gap
    Date base{};                                     // what the next date is counted from (last touch, skip, or day of adding)
    std::optional<int> offset_days;                  // days from base to the next date; absent = the cadence
    std::optional<Snooze> snooze;
    std::optional<CheckBack> check_back;             // state waiting: back on that date
    std::optional<Date> your_turn;                   // since when it is the owner's turn; absent = it is not
    std::string their_words;                         // of the last reply, for the nudge; may be empty
    std::string closed_reason;                       // of closed and parted
    bool died = false;                               // parted for good: dates are silent
    int silence = 0;                                 // outward touches since the last sign of life
    int skips = 0;                                   // snoozes and skips in a row
    bool sample = false;                             // a made-up person of the first start
    std::optional<std::string> uid;                  // of the address book it came from
    bool operator==(const Contact&) const = default;
};

struct Touch {
    std::int64_t id = 0;
    std::int64_t owner = 0;
    std::int64_t contact = 0;
    Instant at{};
    TouchKind kind = TouchKind::soft;
    std::string channel;  // "call", "text", "email", ...; empty = not said
    std::string note;
    std::int64_t entry = 0;  // the journal entry that made it; 0 = restored
    bool operator==(const Touch&) const = default;
};

// One thing that was decided or happened. Append-only but for `undone_by`.
struct JournalEntry {
    std::int64_t seq = 0;
    std::int64_t owner = 0;
    Instant at{};
    std::optional<std::int64_t> contact;
    std::string name;     // the contact's at that time, so that a line reads alone
    std::string what;     // added edited touched replied answered snoozed skipped closed parted waiting reopened noted ...
    std::string kind;     // of a touch
    std::string channel;
    std::string note;
    std::string reason;
    std::optional<Date> until;
    std::string source;   // "telegram", "webchat", "say", "import", "restore"
    std::int64_t batch = 0;        // seq of the first entry of the same reply: undone together
    std::int64_t undone_by = 0;    // seq of the `undone` entry; 0 = stands
    std::string changes;  // JSON {"field":[before,after]} of the contact (or "owner.field"): how undo and rebuild work
    bool operator==(const JournalEntry&) const = default;
};

}  // namespace nudged
