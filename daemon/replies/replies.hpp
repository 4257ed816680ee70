// From the owner's words to commands. Pure: the same words, people and moment always give the same answer.
//
// Never a guess: what is understood is returned as commands with everything resolved (persons, absolute dates);
// what is not is one `Ask`, whose choices each carry the whole command they stand for.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/followup/local_time.hpp"

namespace nudged::replies {

// Case, accents, width and letters such as ł ø ß folded away, for comparing names. Stored with each contact.
[[nodiscard]] std::string fold(std::string_view utf8);

struct Person {
    std::int64_t id = 0;
    std::string name;
    std::string folded;  // fold(name)
    int number = 0;      // on the list the reply answers; 0 = not on it
    bool open = true;    // still to be dealt with
};

struct Context {
    Instant now{};
    Zone zone = Zone::utc();
    std::span<const Person> listed;                 // the list that numbers refer to, by number
    std::function<std::span<const Person>()> book;  // everybody; asked for only when no listed name matches
    enum class DateOrder { unknown, dmy, mdy } date_order = DateOrder::unknown;
    TimeOfDay evening{std::chrono::hours{18}};  // what "tonight" means
    std::string bot_name;                       // to strip "@nudgebot" and a leading mention
};

enum class Intent {
    done,
    snooze,
    skip,
    no,
    later,
    replied,
    gave,
    note,
    add,
    who,
    today,
    list,
    pause,
    resume,
    undo,
    help,
    part,
    reopen,
    every,
    rename,
    tag,
    untag,
    friend_,
    set,
    needs,
    why,
    brings,
    gets,
    deal,
    won,
    plan,
    promise,
    kept,
    missed,
    noticed,
    intro,
    shelf,
    via,
    status,
    find,
    private_,
    review,
    fresh_start,
    answered,
    not_answered,
    pair,
    start,
    lead,
    dates,
    language,
    travel,
    move
};
[[nodiscard]] std::string_view name_of(Intent);  // as in `explain`: "done", "friend", "private", "fresh_start"

struct Targets {
    enum class Which { none, people, last, all, rest } which = Which::none;  // last: the text names nobody
    std::vector<std::int64_t> people;                                        // ids, in the order said
};

// Every field holds only what was said; the daemon fills in defaults. `add ... via NAME` has NAME as its target. A
// `list` whose name is "today" asked for today's ("what's up"). `deal` has its subject, `find` and `set` their words in
// `note`. `travel` and `move` have the place as it was said in `note`; a `travel` without one goes home.
struct Command {
    Intent intent = Intent::help;
    Targets targets;
    std::optional<Date> until;      // absolute, strictly after today unless `time` is set
    std::optional<TimeOfDay> time;  // "friday 2pm", "tonight"
    std::optional<Date> on;         // of a touch that was before today: the day it happened
    int whole_days = 0;        // of a pause: it takes so many days from `until` on ("next week"); 0 = up to `until`
    bool begins_then = false;  // of travel: `until` is when it begins, not when it ends
    bool named_day = false;    // `until` was named (friday, 15 mar), not counted (3d, 2 weeks)
    std::string note;          // sliced from the original text
    std::string reason;
    std::string url;
    std::string title;
    std::optional<int> every_days;  // of lead, and of a birthday: how many days before it is told
    bool every_never = false;       // `every never`; `off` of lead and plan
    std::vector<std::string> tags;  // without '#', folded
    std::string name;               // of add, rename; the field of set; the topic of help; on/off of private and dates;
                                    // "de" of language; of travel and move the zone, empty where the place has none of
                                    // its name
    std::vector<int> plan;          // gaps of plan
    std::string channel;      // of a contact verb, or of one that begins the note: call, text, email, in person...
    bool unanswered = false;  // the note of a touch says that nobody was reached
    bool died = false;        // `part NAME died`
    std::string birthday;     // of add: "3 may", as it was said
    std::string text;         // the clause as it was said
};

enum class AskCode {
    who,
    which_name,
    no_such_name,
    no_such_number,
    when,
    unit,
    order,
    no_such_date,
    past,
    too_far,
    that_is_today,
    two,
    no_or_later,
    gave_what,
    stop,
    exists,
    homophone,
    what,
    no_or_skip,
    new_person,
    close_name,
    unknown,
    which_day,   // of a touch: the words leave its day open, or it is still to come
    reason,      // of a `no`
    day_or_name  // "snooze may", where somebody is called May
};
[[nodiscard]] std::string_view code_of(AskCode);  // as in STUDY.md section 4: "which-name", "no-such-number", "unit?"

struct Choice {
    std::string label;                 // "Sam Lee", "3 months"
    std::string says;                  // the whole command as a text this grammar understands; empty = do nothing
    std::int64_t person = 0;           // whom it stands for; 0 = nobody
    std::vector<std::string> answers;  // folded words that pick it when typed ("2", "yes", "a")
};

struct Ask {
    AskCode code = AskCode::unknown;
    std::string subject;  // what was not clear: "bob", "3m", "someday"
    std::vector<Choice> choices;
    std::string fill;  // the command with U+FFFC where a typed answer belongs; empty = none
};

// Whether how often is asked, and not until when.
[[nodiscard]] bool is_about_a_rhythm(const Ask&);

enum class Courtesy { thanks, greeting, other };

struct Understanding {
    std::vector<Command> commands;     // the clear ones, in order
    std::optional<Ask> ask;            // about the first unclear one
    std::optional<Courtesy> courtesy;  // thanks, hello, ok, lol: nothing to do
    bool negated = false;              // "not done yet": nothing changed; `ask` is then `unknown` too
};

// Takes microseconds for an ordinary reply and linear time for any; input past 8 KiB of a clause's verb part is not
// understood. Never throws for any bytes.
//
// A target may also be written `contact:ID`; that is how the choices' texts name a person without doubt.
[[nodiscard]] Understanding understand(std::string_view text, const Context&);

// Is a message that is not understood nothing but names, with commas or line ends between them?
struct NamesSaid {
    // names: capitalised, or with a rhythm or a tag, or several. doubtful: it might be a name.
    enum class Likeness { none, doubtful, names } likeness = Likeness::none;
    std::string adds;  // the same as an `add` a line
};
[[nodiscard]] NamesSaid names_said(std::string_view text);

// Does the note of a touch say that nobody was reached?
[[nodiscard]] bool says_nobody_answered(std::string_view note);

// Do the words begin with a date, and name nobody? Only such can be the answer to "Until when?".
[[nodiscard]] bool begins_with_a_date(std::string_view text, const Context&);

// The typed answer to a pending question: the command text it completes to; empty when the question was waved away
// ("never mind"); absent when it is no answer to it (then the text is to be understood by itself, and the question is
// dropped).
[[nodiscard]] std::optional<std::string> complete(const Ask&, std::string_view answer, const Context&);

}  // namespace nudged::replies
