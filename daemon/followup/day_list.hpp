// The day's list: who is named on one local day, in which order, and for which reason.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

#include "daemon/followup/important_dates.hpp"
#include "daemon/followup/rhythm.hpp"
#include "storage/records.hpp"

namespace nudged::followup {

// One person of a list. The words are made elsewhere, from this.
struct Candidate {
    Contact contact;
    Reason reason = Reason::overdue;
    int days_overdue = 0;               // of overdue; 0 for the fixed reasons
    double ratio = 0;                   // of suggestions
    std::optional<ImportantDate> date;  // told today, whatever the reason; always of important_date
    std::optional<Date> on;             // the day of that date (later than today when told before a day off)
    bool asks = false;                  // of a promise: told often enough, it is asked what becomes of it
    std::int64_t thing = 0;             // of the shelf, that there is to give; 0 = not looked for
};

// What earlier lists leave to this one.
struct Earlier {
    bool left_over = false;  // something fixed did not fit on the list before, and comes first today
    bool turn_of_questions =
        true;  // of the two queues (deals are questions too), after the one that the last suggestion came from
    bool question_today = false;  // today's list has its straight question or walk-away
};

struct Picked {
    std::vector<Candidate> items;   // in the order of the list
    int fixed_left_over = 0;        // fixed items that did not fit
    int suggestions_left_over = 0;  // for the one who runs it; never shown to an owner
};

// Offered every contact that may be due, in any order, in pages and even twice, it keeps no more than can be on the
// list.
//
// On a day that is no nudge day only those are listed whose snooze ends on that very day because the owner named it; in
// a pause nobody.
class DayListPicker {
public:
    // `allowed` is how many suggestions there may be, and twice that how many items in all: the daily cap; less when
    // the bot holds back, and then it is all there may be. `taken` are contacts that are on this day's list already
    // (they keep their numbers and use up places).
    DayListPicker(const Plan&, int allowed, const std::vector<std::int64_t>& taken, const Earlier& = {});

    // Copies the contact only when it is kept. `thing`: what of the shelf there is to give to somebody who waits;
    // without one they are left alone.
    void offer(const Contact&, const std::optional<Attention>&, std::int64_t thing = 0);
    [[nodiscard]] Picked pick() &&;

private:
    struct Due {
        Reason reason = Reason::overdue;
        bool left_over = false;  // of the fixed: it was due on an earlier nudge day and did not fit
        Date since{};            // of the fixed: the day that brings it up
        int days_overdue = 0;
        double ratio = 0;
        std::optional<ImportantDate> date;
        std::optional<Date> on;
        bool asks = false;
        std::int64_t thing = 0;
    };
    struct Entry {
        Due due;
        Contact contact;
    };

    [[nodiscard]] std::optional<Due> why_listed(const Contact&, const Attention&) const;
    [[nodiscard]] std::optional<Due> fixed(const Contact&, const Attention&) const;
    [[nodiscard]] std::optional<Due> suggestion(const Contact&) const;
    [[nodiscard]] Due on_the_round(const Contact&, Reason, std::int64_t days_overdue) const;
    [[nodiscard]] Due helpful(const Contact&, std::int64_t days_overdue) const;
    static bool is_before(const Due&, const Contact&, const Due&, const Contact&);
    static bool is_kept_before(const Due&, const Contact&, const Due&, const Contact&);
    static void keep(std::vector<Entry>& best, std::size_t limit, const Due&, const Contact&);
    void take_turns(std::size_t places);

    Plan plan_;
    bool nudge_day_ = false;
    bool paused_ = false;
    Earlier earlier_;
    Date nudge_before_{};  // the last nudge day before today
    Date told_until_{};    // important dates up to this day are told today
    std::unordered_set<std::int64_t> seen_;
    std::size_t fixed_limit_ = 0;
    std::size_t suggestions_limit_ = 0;
    // Heaps of the best so far, the worst of them on top. The questions are the deals, behind them the straight ones
    // and to walk away.
    std::vector<Entry> fixed_, deals_, questions_, round_;
    std::vector<Entry> suggestions_;
    int fixed_seen_ = 0;
    int suggestions_seen_ = 0;
};

// How many people the bot may suggest today: the cap; 1 after three nudges without any answer; 0 on most days after ten
// (one line a week, on the first nudge day of the week).
[[nodiscard]] int places_today(const Owner&, const NudgeState&, Date today);
// The first day on or after `from` on which it may suggest anybody. Absent when there is none within two years.
[[nodiscard]] std::optional<Date> next_nudge_day(const Owner&, int unanswered, Date from);

// Somebody, and the day of the next nudge that can name them; absent when none will.
struct Listed {
    Contact contact;
    std::optional<Date> next;
};
// That day: as told (rhythm.hpp), but sooner for a promise and when it is the owner's turn, and not while the contact
// rests. Important dates are left aside.
[[nodiscard]] std::optional<Date> listed_date(const Contact&, const Attention&, const Plan&);

// What a nudge that was sent does to the bookkeeping of those on it: shown once more without an answer; after two, a
// rest of 5 nudge days. `ask_rhythm` is set once, after the third such rest.
struct AfterNudge {
    Attention attention;
    bool ask_rhythm = false;
};
[[nodiscard]] AfterNudge after_nudge(const Attention&, Reason, const Owner&, Date today);

}  // namespace nudged::followup
