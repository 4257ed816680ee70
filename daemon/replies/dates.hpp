// The `when` of a reply: a phrase such as "next friday 2pm", "3 weeks", "end of june".
//
// One rule for every calendar phrase: the first matching date strictly after today, in the owner's zone. Durations
// count from today's local date. What has two readings, or none, is trouble to ask about, never a guess.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "daemon/replies/dates_words.hpp"
#include "daemon/replies/replies.hpp"
#include "daemon/replies/text.hpp"

namespace nudged::replies {

struct DateTrouble {
    struct Reading {
        std::string label;  // "3 months"
        std::string says;   // the `when` that means it without doubt
    };
    AskCode code = AskCode::when;
    std::string subject;
    std::vector<Reading> readings;
};

struct When {
    std::size_t end = 0;  // the token behind the phrase
    Date date{};
    std::optional<TimeOfDay> time{};  // a clock time that was said
    bool later_today = false;         // today, tonight, this afternoon
    bool named = true;                // a day was named, not counted
    bool of_a_year = false;           // the year was said with day and month
    std::optional<DateTrouble> trouble{};
};

class Dates {
public:
    Dates(const std::vector<Token>& tokens, const Context& context);

    // The longest `when` that begins at `at` and lies before `end`; absent when nothing there is about a date.
    // Words behind it that are more of a date make it trouble ("friday or monday"); all others are left to the caller.
    [[nodiscard]] std::optional<When> read(std::size_t at, std::size_t end);
    // The day on which something happened, not after today; the same day asked about when the words leave it open.
    // `surely`: the words speak of the past and of nothing else ("3 weeks ago"; "monday" may be one to come).
    struct Past {
        std::size_t end = 0;
        Date date{};
        bool surely = false;
        std::optional<DateTrouble> trouble{};  // `says` of a reading begins with "on"
    };
    [[nodiscard]] std::optional<Past> read_past(std::size_t at, std::size_t end);
    [[nodiscard]] Date today() const { return today_; }
    // "on 2026-02-27": a day in words that have no other meaning, and as a button says it.
    [[nodiscard]] static DateTrouble::Reading reading_of(Date date);
    // "1 dec 2027", likewise.
    [[nodiscard]] static DateTrouble::Reading reading_with_year(Date date);
    // The token behind a day and month, with or without a year, that stand at `at`: a birthday.
    [[nodiscard]] std::optional<When> read_calendar_day(std::size_t at, std::size_t end);
    // An amount of time for `every`: in days. Absent when there is none.
    struct Rhythm {
        std::size_t end = 0;
        int days = 0;
        std::optional<DateTrouble> trouble{};
    };
    [[nodiscard]] std::optional<Rhythm> read_rhythm(std::size_t at, std::size_t end);

    // Could the token be (a misspelt) part of a date?
    [[nodiscard]] bool looks_like_date(std::size_t at);

private:
    using Found = std::optional<When>;
    using Reader = Found (Dates::*)(std::size_t);

    const std::string& word(std::size_t at);  // corrected; empty past the limit
    bool is(std::size_t at, std::string_view word);
    bool any(std::size_t at, std::initializer_list<std::string_view> words);
    std::size_t skip(std::size_t at, std::initializer_list<std::string_view> words);
    std::size_t skip_preposition(std::size_t at);
    [[nodiscard]] std::string said(std::size_t from, std::size_t to) const;
    Found trouble(std::size_t from, std::size_t end, AskCode code) const;

    // The whole phrase: a core, a part of the day and a clock time around it, and what may not stand behind it.
    Found longest(std::size_t at, std::span<const Reader> readers);
    Found core(std::size_t at);
    Found day_core(std::size_t at);  // a core that is no duration
    Found with_tail(std::size_t from, Found core);
    Found part_first(std::size_t from);
    Found time_first(std::size_t from);
    void refuse_more(std::size_t from, When& when);
    Found vague(std::size_t at);
    void check(std::size_t from, When& when);

    // Times of the day.
    struct Clock {
        std::size_t end = 0;
        std::optional<TimeOfDay> time{};
        unsigned hour = 0, minute = 0;  // when morning or afternoon was not said
    };
    struct SpokenHour {
        std::size_t end = 0;
        unsigned hour = 0, minute = 0;
        bool exact = false;     // with minutes
        bool suffixed = false;  // its last token ends in am or pm
        bool says_24h = false;  // 09:30
    };
    std::optional<Clock> clock(std::size_t at, bool after_at, PartOfDay part);
    std::optional<SpokenHour> hour_in_figures(std::size_t at, bool after_at);
    std::optional<SpokenHour> hour_in_words(std::size_t at);
    std::size_t meridiem(std::size_t at, PartOfDay& part);
    std::size_t part_of_day(std::size_t at, PartOfDay& part);
    std::size_t end_of_day(std::size_t at);
    void set_clock(std::size_t from, When& when, const Clock& clock, std::string rest);

    // Counted from today.
    struct Amount {
        std::size_t end = 0;
        long value = 0;
    };
    struct Counted {
        std::size_t end = 0;
        long hours = 0, days = 0, months = 0;
        int parts = 0;
        bool business = false, unclear = false, too_small = false;
        long least_hours = 0;  // size of the last part's unit, to see that units only get smaller
        long unclear_value = 0;
    };
    std::optional<Amount> amount(std::size_t at);
    std::optional<Unit> unit(std::size_t at);
    std::optional<Counted> counted(std::size_t at);
    bool counted_part(std::size_t at, Counted& sum);
    bool compact_part(std::size_t at, Counted& sum);
    static bool add(Counted& sum, Unit unit, long value);
    Found duration(std::size_t at);
    Found months_or_minutes(std::size_t from, const Counted& sum) const;
    Found behind_duration(std::size_t from, const Counted& sum);
    Found from_date(std::size_t from, std::size_t end, const Counted& sum, Date base, bool named);
    Found range(std::size_t at);
    Found past(std::size_t at);

    // Days that are gone.
    using FoundPast = std::optional<Past>;
    using PastReader = FoundPast (Dates::*)(std::size_t);
    FoundPast yesterday(std::size_t at);
    FoundPast ago(std::size_t at);
    FoundPast last_day(std::size_t at);
    FoundPast weekday_gone(std::size_t at);
    FoundPast day_gone(std::size_t at);
    FoundPast earlier_today(std::size_t at);
    FoundPast some_past_day(std::size_t at);
    FoundPast unsure_day(std::size_t from, std::size_t end, std::vector<Date> readings) const;
    bool goes_on(std::size_t at);

    // Days and weeks.
    Found todays(std::size_t at);
    Found tomorrow(std::size_t at);
    Found weekday(std::size_t at);
    Found weekday_in_week(std::size_t at, std::size_t after, unsigned weekday);
    Found weekday_of_this_week(std::size_t from, std::size_t end, unsigned weekday) const;
    Found weekday_with_date(std::size_t at);
    Found week(std::size_t at);
    Found weekend(std::size_t at);
    Found next_unit(std::size_t at);

    // Beginnings, middles and ends.
    enum class Edge { start, early, mid, late, end };
    enum class Period { week, month, quarter, year };
    std::size_t edge_said(std::size_t at, Edge& edge);
    static Date edge_date(Edge edge, Period period, Date first);
    Date first_of_period(Period period, long ahead) const;
    Found edge(std::size_t at);
    Found edge_of(std::size_t from, std::size_t at, Edge edge);
    Found period_end(std::size_t at);
    Found quarter(std::size_t at);

    // Calendar dates.
    struct DayOfMonth {
        std::size_t end = 0;
        unsigned day = 0;
    };
    std::optional<DayOfMonth> day_of_month(std::size_t at);
    std::optional<DayOfMonth> ordinal_day(std::size_t at);
    std::optional<std::pair<std::size_t, int>> year(std::size_t at);
    std::optional<std::pair<std::size_t, int>> year_behind_day(std::size_t at);
    std::optional<int> century_of(long two_digits) const;
    struct DayAndMonth {
        unsigned day = 0, month = 0;
    };
    // Of two numbers, in every order that makes a date and that the owner may mean.
    [[nodiscard]] std::vector<DayAndMonth> orders(unsigned a, unsigned b) const;
    [[nodiscard]] Found which_birthday(std::size_t from, std::size_t end, const std::vector<DayAndMonth>& days,
                                       long two_digits) const;
    [[nodiscard]] bool ends_in_two_digits(std::size_t at) const;
    std::size_t behind_month(std::size_t at) const;
    Found month_first(std::size_t at);
    Found month_in(std::size_t at, unsigned month);
    Found day_first(std::size_t at);
    Found ordinal(std::size_t at);
    Found nth_weekday(std::size_t at);
    Found numeric(std::size_t at);
    Found two_numbers(std::size_t from, std::size_t end, unsigned a, unsigned b, std::optional<int> year);
    Found calendar_day(std::size_t from, std::size_t end, std::optional<int> year, unsigned month, unsigned day) const;

    const std::vector<Token>& tokens_;
    const Context& context_;
    LocalTime local_;
    Date today_;
    // What is being read, by which a year of two digits is told: "1 apr 28", "met 3 mar 24", "born 8 mar 50".
    enum class Reading { to_come, gone, birthday } reading_ = Reading::to_come;
    std::size_t limit_ = 0;
    std::unordered_map<std::size_t, std::string> corrected_;
};

}  // namespace nudged::replies
