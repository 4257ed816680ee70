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

enum class Language { english, german };

struct Owner {
    std::int64_t id = 0;
    std::string name;
    std::string zone = "UTC";     // IANA name, of where they are
    std::string home = {};        // on a journey: the zone to which they return; empty = at home
    std::optional<Date> home_on;  // the day of their return; absent = they will say
    TimeOfDay nudge_at{std::chrono::minutes{8 * 60 + 30}};
    std::uint8_t weekdays = 0b0111110;  // bit n = weekday with c_encoding n (Sunday = 0)
    int daily_cap = 3;
    QuietHours quiet;
    std::optional<int> cadence_days;                    // the owner's default; absent = the configured one
    std::map<std::string, int> tag_cadences;            // "clients" -> 60, from `every 60d #clients`
    std::map<std::string, std::vector<int>> tag_plans;  // "applications" -> 7, 14, from `plan 7 14 #applications`
    std::vector<std::string> friend_tags;   // whose people are friends, besides "family" and "friends"; sorted
    std::vector<Date> holidays;             // sorted
    std::optional<DateRange> pause;         // quiet from..last; resumes by itself on the day after
    bool dates_quiet = false;               // in that pause important dates are not told either
    bool private_mode = false;              // names are kept off the lock screen
    Language language = Language::english;  // in which they are spoken to
    bool no_review = false;                 // the weekly review comes only when it is asked for
    Instant created{};
    std::vector<Pairing> pairings;  // the newest last; the last one that is not webchat is preferred
    bool dates_told_once = false;   // an important date of a day off is told before it, and not on the day again
    bool operator==(const Owner&) const = default;
};

enum class ContactState { open, waiting, closed, parted, book };
enum class TouchKind { soft, help, ask, straight, reply };
enum class Feeling { good, fair, heavy };  // how a touch felt: 🙂 😐 🙁

// A wish of the other side to be left until a date.
struct CheckBack {
    Date date{};
    std::string words;     // theirs, as they said them; may be empty
    Date said{};           // the day they said it
    bool put_off = false;  // the owner has snoozed it: `date` is no longer the one they asked for
    bool operator==(const CheckBack&) const = default;
};

struct Snooze {
    Date until{};
    bool named_day = false;       // the owner named the day: it is kept even on a day off
    std::optional<TimeOfDay> at;  // a reminder for this one person at that hour of `until`
    bool operator==(const Snooze&) const = default;
};

// What the owner has promised them.
struct Promise {
    std::string what;
    Date due{};
    bool operator==(const Promise&) const = default;
};

// An open question with them: a proposal, an application, an invitation.
struct Deal {
    std::string what;  // may be empty
    std::optional<Date> opened;
    int step = 0;              // how many steps of its plan are taken
    std::optional<Date> from;  // where the last outward touch is older, the gap to the next step is counted from here
    std::vector<int> plan;     // the gaps in days, where it has its own; empty = by tag, else the usual one
    bool operator==(const Deal&) const = default;
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
    std::optional<int> cadence_days;               // own; absent = by tag, else the owner's default
    double importance = 1;                         // 1 to 3
    std::vector<std::string> tags;                 // without '#', lower case, sorted
    std::map<std::string, std::string> addresses;  // "phone", "email", ... ; several values of a kind: "phone2", ...
    std::optional<std::string> zone;
    bool is_friend = false;              // by name; by tag see Owner::friend_tags
    std::string needs;                   // what they want or struggle with, in their words
    std::optional<Date> needs_on;        // when that was told; absent = not known
    std::string why;                     // the owner's own conviction
    std::string brings, gets;            // what each side has of the other
    std::string via;                     // the name of who brought the two together; empty = nobody, or not known
    std::vector<std::string> thank_for;  // whom they have brought to the owner and were not thanked for yet
    std::vector<std::int64_t> given;     // of the owner's shelf, sorted
    std::string note;                    // the notes, newest first, one a line
    std::vector<Promise> promises;       // by due date
    std::vector<ImportantDate> dates;
    std::optional<Deal> deal;          // the open question; while it runs, its plan alone says when there is a word
    std::optional<Date> last_touch;    // either direction
    std::optional<Date> last_outward;  // for the minimum gap
    Date base{};                       // what the next date is counted from (last touch, skip, or day of adding)
    std::optional<int> offset_days;    // days from base to the next date; absent = the cadence
    std::optional<Snooze> snooze;
    std::optional<CheckBack> check_back;  // state waiting: back on that date
    std::optional<Date> helpful_from;     // of a wait: something helpful was put off to that day, and not before
    std::optional<Date> your_turn;        // since when it is the owner's turn; absent = it is not
    std::string their_words;              // of the last reply, for the nudge; may be empty
    std::string closed_reason;            // of closed and parted
    bool died = false;                    // parted for good: dates are silent
    int silence = 0;                      // outward touches since the last sign of life
    std::optional<Date> silent_since;     // the day of the first of these
    std::optional<Date> not_yet;          // on which the owner has said that nothing came since then
    std::optional<Date> straight_on;      // of the last straight question since then
    int once_more = 0;                    // how often the owner has gone on after one since then
    bool help_next = false;               // ... and something helpful comes before it is asked again
    int asks = 0;                         // asked in a row, with no help between
    std::optional<Feeling> felt;          // how the last touch was
    int heavy = 0;                        // how many in a row felt heavy
    int skips = 0;                        // snoozes and skips in a row
    bool sample = false;                  // a made-up person of the first start
    std::optional<std::string> uid;       // of the address book it came from
    std::optional<int> lead_days;         // how long before the important dates they are told, besides on the day
    int good = 0;                         // how many touches felt good
    std::optional<Date> why_asked;        // on which the owner was asked for the `why`, once and never again
    bool operator==(const Contact&) const = default;
};

// A helpful thing that an owner keeps, to give. What is dropped stays known, so that its number is no other's.
struct ShelfItem {
    std::int64_t id = 0;  // counted per owner
    std::int64_t owner = 0;
    std::string title;
    std::string url;                      // may be empty
    std::vector<std::string> tags;        // as of a contact
    bool dropped = false;                 // off the shelf
    std::vector<std::int64_t> suggested;  // the contacts for whom it was named, sorted; no decision, so no journal
    bool operator==(const ShelfItem&) const = default;
};

struct Touch {
    std::int64_t id = 0;  // of this store, not kept in an export
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
    std::string name;  // the contact's at that time, so that a line reads alone
    std::string what;  // added edited touched replied answered snoozed skipped closed parted waiting reopened noted ...
    std::string kind;  // of a touch; "shelf" of a thing that is put there or dropped
    std::string channel;
    std::string note;
    std::string reason;
    std::optional<Date> until;
    std::string source;          // "telegram", "webchat", "say", "import", "restore"
    std::int64_t batch = 0;      // seq of the first entry of the same reply: undone together
    std::int64_t undone_by = 0;  // seq of the `undone` entry; 0 = stands
    std::string changes;         // JSON {"contact":{"field":[before,after]},"owner":{...}}: how undo and rebuild work
    bool operator==(const JournalEntry&) const = default;
};

// What is asked of the owner with an item, by taps of its own: whether they have answered, whether to walk away (the
// second time for half a year), whether a promise is kept, whether to let a question go that has had its last step.
enum class Asked { nothing, answered, walk_away, half_a_year, promise, deal };

// Why a contact is on a list, in the order of the list.
enum class Reason { your_turn, promise, check_back, important_date, snoozed, deal, straight, walk_away, overdue, help };

// One person of the list of a local day. Numbers are given when a list is first shown, and never reused that day.
// How an item was dealt with.
struct Settlement {
    std::string line;        // stands instead of the item's two lines
    std::int64_t batch = 0;  // of the journal entries that settled it
    std::string what;  // JournalEntry::what of those: "touched", "snoozed", ...; "closed deal" and the like when only
                       // a deal ended and the person stays. The item's buttons follow from it
    bool operator==(const Settlement&) const = default;
};

struct ListItem {
    int number = 0;
    std::int64_t contact = 0;
    std::string name;  // as shown
    Reason reason = Reason::overdue;
    bool fixed = false;
    int days_overdue = 0;
    std::string why_now;  // the two lines, as shown
    std::string suggestion;
    std::int64_t thing = 0;  // of the shelf, which the suggestion names; 0 = none
    std::string link;        // of that thing
    Asked asked = Asked::nothing;
    std::string settled;       // the line that stands instead of them once dealt with; empty = open
    std::int64_t batch = 0;    // of the journal entries that settled it; 0 = open
    std::string settled_what;  // JournalEntry::what of those: "touched", "snoozed", ...; its buttons follow from it
    std::vector<Settlement> settled_before;  // what stood there before that, the newest last: undo gives it back
    bool operator==(const ListItem&) const = default;
};

struct DayList {
    std::int64_t owner = 0;
    Date date{};
    std::vector<ListItem> items;  // by number
    int fixed_left_over = 0;
    bool nudged = false;     // it has been put into a nudge; until then it was only looked at
    Instant nudged_at{};     // when it was
    bool delivered = false;  // that nudge has arrived, or a part of it
    Instant shown_at{};      // when it was last shown on request or by a nudge
    bool answered = false;   // the owner has answered the nudge in any way
    bool operator==(const DayList&) const = default;
};

// What the bot remembers of how it has been heard. No decision of the owner, so no journal.
struct NudgeState {
    std::optional<Date> last_nudge;       // the last local day whose nudge (or whose silence) was decided
    int unanswered = 0;                   // nudges in a row without any answer
    int nobody_days = 0;                  // nudge days in a row with nobody due
    Instant last_looked{};                // when it was last decided whom to name; 0 = never
    Instant last_sent{};                  // of anything proactive; 0 = never
    std::string last_outcome;             // "delivered", or what the service said; for `status`
    std::vector<std::string> introduced;  // the further words that were introduced, the newest last
    std::optional<Date> introduced_on;    // ... by the nudge of that day
    std::optional<Date> no_fresh_start;   // on which a fresh start was offered and not wanted
    std::string keys_by;                  // the rules by which the keys of the contacts were made
    Instant tapped{};                     // the newest way to somebody that was tapped and not asked about; 0 = none
    std::string zone_told;                // where a device of theirs was last; it is asked about once
    bool operator==(const NudgeState&) const = default;
};
// The same for one contact; forgotten as soon as the owner decides anything about them.
struct Attention {
    int shown = 0;  // nudges in a row without an answer
    int rests = 0;
    std::optional<Date> rest_until;  // not listed before this day
    int turn_shown = 0;              // how often "your turn" was said
    std::optional<Date> turn_last;
    Instant tapped{};      // when a way to them was tapped; 0 = none
    std::string way = {};  // ... the channel of the touch that it may have made
    bool fixed = false;    // `shown`, `rests` and `rest_until` are about fixed items, else about suggestions
    bool operator==(const Attention&) const = default;
};

// A question that waits for a tap or a word. What it means is the daemon's own, as JSON.
struct Question {
    std::int64_t id = 0;
    std::int64_t owner = 0;
    Instant asked{};  // real time
    std::string body;
    bool open = true;     // false once answered by a tap or a word
    bool pending = true;  // the next typed message is tried as its answer
    bool operator==(const Question&) const = default;
};

enum class OutboxKind { nudge, review, reminder, answer, notice, edit, ack };
enum class OutboxState { ready, sending, sent, dropped };

// A message on its way, or where it ended.
struct OutboxRow {
    std::int64_t id = 0;
    std::int64_t owner = 0;  // 0: a stranger who wrote to the bot
    std::string connector;
    std::string account;
    std::string chat;
    OutboxKind kind = OutboxKind::answer;
    std::optional<Date> list_date;  // the list whose numbers and buttons it carries; of a nudge its local date
    std::string target;             // edit: reference of the message; ack: the callback
    std::int64_t edit_of = 0;       // edit: the outbox row of the message, when its reference is not known yet;
                                    // else: the row that this one goes on from
    std::string body;               // the message, as JSON of the daemon's own
    OutboxState state = OutboxState::ready;
    bool doubtful = false;  // sending: nobody knows whether it arrived
    bool plain = false;     // to be said without markup
    int attempts = 0;
    Instant not_before{};            // real time: lease, pace, quiet hours and retry in one
    std::optional<Instant> cut_off;  // people's time: too late from here on
    std::optional<Instant> sent_at;  // people's time
    std::string reference;           // the service's id of the message
    std::string reason;              // why it was dropped, postponed, or is doubtful
    bool operator==(const OutboxRow&) const = default;
};

// One line of the web chat's history.
struct ChatLine {
    std::int64_t id = 0;       // of the message; its reference
    std::int64_t version = 0;  // grows with every change of any line of this owner
    std::int64_t owner = 0;
    Instant at{};
    bool mine = false;  // the owner said it; body is their text, else a message as JSON
    std::string body;
    bool operator==(const ChatLine&) const = default;
};

}  // namespace nudged
