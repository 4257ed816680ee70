// The day's list: who is named on one local day, in which order, and for which reason.
#pragma once

#include <optional>
#include <vector>

#include "daemon/followup/rhythm.hpp"
#include "storage/records.hpp"

namespace nudged::followup {

// One person of a list. The words are made elsewhere, from this.
struct Candidate {
    Contact contact;
    Reason reason = Reason::overdue;
    int days_overdue = 0;                          // of overdue; 0 for the fixed reasons
    double ratio = 0;                              // of suggestions
    std::optional<ImportantDate> date;             // of important_date
    std::optional<Date> on;                        // the day of that date (later than today when told before a day off)
};

struct Picked {
    std::vector<Candidate> items;   // in the order of the list
    int fixed_left_over = 0;        // fixed items that did not fit
    int suggestions_left_over = 0;  // for the one who runs it; never shown to an owner
};

// Offered every contact that may be due, in any order and in pages, it keeps no more than can be on the list.
class DayListPicker {
public:
    // `allowed` is how many suggestions and twice that how many items in all: the daily cap, or 1 when the bot holds
    // back. `taken` are contacts that are on this day's list already (they keep their numbers and use up places).
    DayListPicker(const Plan&, int allowed, std::vector<std::int64_t> taken);

    void offer(const Contact&, const std::optional<Attention>&);
    [[nodiscard]] Picked pick() &&;

private:
    [[nodiscard]] std::optional<Candidate> fixed(const Contact&, const Attention&) const;
    [[nodiscard]] std::optional<Candidate> suggestion(const Contact&, const Attention&) const;

    Plan plan_;
    int allowed_;
    std::vector<std::int64_t> taken_;
    std::vector<Candidate> fixed_;
    std::vector<Candidate> round_;  // a heap of the best so far
    int fixed_seen_ = 0;
    int round_seen_ = 0;
};

// How many people the bot may suggest today: the cap; 1 after three nudges without any answer; 0 on most days after ten
// (one line a week, on the first nudge day of the week).
[[nodiscard]] int places_today(const Owner&, const NudgeState&, Date today);

// What a nudge that was sent does to the bookkeeping of those on it: shown once more without an answer; after two, a rest
// of 5 nudge days. `ask_rhythm` is set once, after the third such rest.
struct AfterNudge {
    Attention attention;
    bool ask_rhythm = false;
};
[[nodiscard]] AfterNudge after_nudge(const Attention&, Reason, const Owner&, Date today);

// The dates of `contact` that are told on a list of today: those of today, and those of days off before the next nudge day.
struct ToldDate {
    ImportantDate date;
    Date on{};
};
[[nodiscard]] std::vector<ToldDate> dates_told(const Contact&, const Owner&, Date today);
// 29 February is 28 February in common years.
[[nodiscard]] Date date_in_year(const ImportantDate&, int year);

}  // namespace nudged::followup
