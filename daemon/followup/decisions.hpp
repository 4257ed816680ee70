// What a decision of the owner makes of a contact. Each function is pure and total: it returns the contact as it is
// afterwards and what the journal says, or why the decision does not apply. Nothing here knows words or messages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/followup/rhythm.hpp"
#include "storage/records.hpp"

namespace nudged::followup {

struct Decision {
    Contact after;
    std::string what;               // of the journal: "touched", "snoozed", ...
    std::optional<TouchKind> kind;  // set when it is a touch
    std::string channel;
    std::string note;
    std::string reason;
    std::optional<Date> until;
    std::optional<Date>
        wanted;  // of a snooze or a wait whose day is a day off: the day itself, `until` is the moved one
    std::optional<TimeOfDay> wanted_at;  // of a snooze to an hour in the quiet hours: the hour itself
    Date day{};                          // the local day of a touch (today, or back-dated)
    bool something_to_give = false;      // of a wait: the shelf has a thing for them
    bool person_stays = false;           // only a deal ended, with a yes or a no or by walking away from it
};

// Why a decision does not apply; nothing changes.
enum class Inapplicable {
    not_on_round,   // closed or parted: reopen first
    waiting,        // skip on a wait
    nothing_to_do,  // reopen of an open contact, "needs no answer" when it is not the owner's turn, ...
    no_deal,        // `won`, and the like, of somebody with whom no question is open
    not_valid,      // `set` of a field that does not exist, or of a value that is none of its kind
};
using Outcome = std::variant<Decision, Inapplicable>;

struct TouchSaid {
    TouchKind kind = TouchKind::soft;  // outward kinds only
    std::string channel;               // call and in person are conversations: a sign of life
    std::string note;
    std::optional<Date> day;  // of a back-dated touch; absent = today
    bool unanswered = false;  // nobody was reached: no sign of life, whatever the channel
    std::int64_t thing = 0;   // of the shelf, which was given; 0 = none
};
// Counts the cadence from the touch, never from something older than what is known. Ends a snooze and the owner's turn,
// never changes a state. In the journal "touched", or "gave" when it is help.
[[nodiscard]] Outcome touched(const Contact&, const TouchSaid&, const Plan&);

struct SnoozeSaid {
    std::optional<Date> until;  // absent = the configured days from today
    bool named_day = false;     // kept even on a day off; else moved to the next nudge day
    std::optional<TimeOfDay>
        at;  // in the quiet hours: moved to their end, or to the next nudge when that is a day later
};
// Taken in every state but closed and parted. On a wait it moves the wait's date; of a book contact it makes an open
// one.
[[nodiscard]] Outcome snoozed(const Contact&, const SnoozeSaid&, const Plan&);

// On a day that the owner wants them on: nothing is put off by that, so it does not count as a snooze.
inline constexpr std::string_view wished = "put on that day";  // the note in the journal
[[nodiscard]] Outcome wished_for(const Contact&, Date, const Plan&);

[[nodiscard]] Outcome skipped(const Contact&, const Plan&);  // next = today + cadence, no touch
// Closed; with a deal it is the deal that ends, and the contact stays open. So it is with `parted`, unless they died.
[[nodiscard]] Outcome said_no(const Contact&, std::string reason, const Plan&);
// The reason of a `no`, told afterwards.
[[nodiscard]] Outcome no_reason(const Contact&, std::string reason, const Plan&);
[[nodiscard]] Outcome parted(const Contact&, std::string reason, bool died, const Plan&);
// Waiting. The date they asked for is kept; on a day off the person is named on the first nudge day after.
[[nodiscard]] Outcome later(const Contact&, Date until, std::string words, const Plan&);
[[nodiscard]] Outcome talk_now(const Contact&, const Plan&);  // ends a wait
// A touch of kind reply: silence 0, the owner's turn; opens closed and parted, keeps the date of a wait.
// On a day before today it is nobody's turn when an outward touch came after it.
[[nodiscard]] Outcome replied(const Contact&, std::string words, std::string channel, const Plan&,
                              std::optional<Date> day = std::nullopt);
[[nodiscard]] Outcome answered(const Contact&, const Plan&);         // "They answered" under a done: silence 0, no turn
[[nodiscard]] Outcome needs_no_answer(const Contact&, const Plan&);  // ends the owner's turn, is no touch
// "Not yet": nothing came since silence began. In the journal "not_answered".
[[nodiscard]] Outcome not_answered(const Contact&, const Plan&);
// How the last touch was. Is no touch itself.
[[nodiscard]] Outcome felt(const Contact&, Feeling, const Plan&);
// Instead of walking away: something helpful after one and a half cadences, then the question again.
[[nodiscard]] Outcome once_more(const Contact&, const Plan&);
[[nodiscard]] Outcome reopened(const Contact&, std::optional<Date> when, const Plan&);
[[nodiscard]] Outcome noted(const Contact&, std::string note, const Plan&);
[[nodiscard]] Outcome renamed(const Contact&, std::string name, const Plan&);
[[nodiscard]] Outcome with_cadence(const Contact&, int days, const Plan&);  // of a book contact it makes an open one
[[nodiscard]] Outcome into_book(const Contact&, const Plan&);               // `every never`
// `lead NAME 7 days`: how long before their important dates they are told besides; absent = on the day only. Up to 60.
[[nodiscard]] Outcome with_lead(const Contact&, std::optional<int> days, const Plan&);
[[nodiscard]] Outcome tagged(const Contact&, const std::vector<std::string>& tags, bool add, const Plan&);
[[nodiscard]] Outcome with_manners_of_friends(const Contact&, bool friendly, const Plan&);
// `set NAME FIELD text`: an address kind, zone, needs, why, brings, gets, importance, birthday and the other dates (as
// YYYY-MM-DD or --MM-DD). An empty value clears the field. Not valid when the field is unknown or the value is none of
// its kind.
[[nodiscard]] bool is_date_field(std::string_view field);  // birthday, anniversary, wedding, nameday
[[nodiscard]] Outcome with_field(const Contact&, const std::string& field, const std::string& value, const Plan&);

// The first dates of contacts added together with no known touch: the i-th of n (from 0) is due on
// d0 + floor(i x cadence / n) days.
void spread_first_date(Contact&, std::size_t i, std::size_t n, Date d0, const Owner&, const Settings&);
// Of one who is added alone: the day on which a morning has room for them.
void first_date(Contact&, Date day);

}  // namespace nudged::followup
