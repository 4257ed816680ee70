// One clause of a reply: a verb, whom it is about, when, and where the free text behind it goes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/followup/places.hpp"
#include "daemon/replies/dates.hpp"
#include "daemon/replies/names.hpp"
#include "daemon/replies/targets.hpp"
#include "daemon/replies/text.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {

// The part of a clause before its free text.
struct Head {
    Command command;
    std::optional<Trouble> trouble;
    std::vector<Edit> edits;
    std::size_t begin = 0;  // tokens
    std::size_t next = 0;
    // What the words behind the head are. `none`: there may be none.
    enum class Text { none, note, reason, title, body } text = Text::none;
    bool text_required = false;  // note, gave, needs...: without it there is a question
    std::optional<Verb> verb;    // absent: a bare target or a bare date
    std::size_t verb_begin = 0, verb_end = 0;
    std::size_t whom_begin = 0, whom_end = 0;  // the targets, where they were named
    bool addressed = false;                    // somebody is named, or `all`, `rest`
    bool dated = false;                        // of a touch: its day was said right behind the person
    bool as_tail = false;                      // "nicole said no"
    bool negated = false;                      // "not done yet": not a command
    const Person* by_typo = nullptr;
};

// Reads the clauses of one line. Cheap to make; the line's text outlives it.
class Clauses {
public:
    Clauses(std::string_view text, std::vector<Token> tokens, const Names& names, const Context& context);

    [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
    // What begins at token `at`; absent when nothing there is understood.
    [[nodiscard]] std::optional<Head> read(std::size_t at);
    // Of "add Mum every week, Nicole Ortiz, Sam Lee every 2 months" the names behind the first.
    [[nodiscard]] std::optional<Head> another_name(std::size_t at);
    // Of "called ann yesterday and ben today", "later ann june and ben july" what is behind the first.
    [[nodiscard]] std::optional<Head> another(const Head& head);
    // "everyone replied except sam": asks whether the others are meant, whose text is [begin, end).
    void leave_out(Head& head, std::size_t begin, std::size_t end) const;
    // "ben didn't", "3 no answer", "sam yes": what came, or did not, from somebody begins here.
    [[nodiscard]] bool tells_of_somebody(std::size_t at) const;
    // "yes to ben", "so did ben", "ben too": what exactly is left open.
    [[nodiscard]] bool is_like_another(std::size_t at) const;
    [[nodiscard]] bool is_somebody(std::size_t at, std::size_t end) const;
    // "ben said", "ben says": words of somebody's own begin here.
    [[nodiscard]] bool somebody_says(std::size_t at) const;
    // "he said no" behind "saw ben": the no to the touch.
    [[nodiscard]] std::optional<Head> refused_meanwhile(const Head& touch);
    // A month or a day of the week, written as the name of somebody.
    [[nodiscard]] bool is_day_as_a_name(std::size_t at) const;
    // Is the token at `at` the end of the line or of what a person would take for a sentence?
    [[nodiscard]] bool ends(std::size_t at) const;
    [[nodiscard]] bool only_politeness(std::size_t from, std::size_t to) const;
    // Politeness and emoji, be they verbs or not: no note.
    [[nodiscard]] bool says_nothing(std::size_t from, std::size_t to) const;
    // A phrase about time that reaches from `at` to `end` and is in the future.
    [[nodiscard]] bool is_when(std::size_t at, std::size_t end);
    // Does a name, well spelt, reach from `at` to `end`?
    [[nodiscard]] bool is_person(std::size_t at, std::size_t end) const;
    [[nodiscard]] std::optional<When> when_at(std::size_t at, std::size_t end) { return dates_.read(at, end); }
    // Takes the day of a touch from the end of its text [begin, end); the token where the day begins.
    [[nodiscard]] std::optional<std::size_t> take_day_behind(Head& head, std::size_t begin, std::size_t end);
    // "try in 6 months", "maybe next year", "not right now" somewhere in [from, to); the token where the date begins.
    struct Delay {
        bool found = false;
        std::string when;    // as said; empty when none was
        std::size_t at = 0;  // the token where it begins
    };
    [[nodiscard]] Delay delay_in(std::size_t from, std::size_t to);
    [[nodiscard]] std::string slice(std::size_t from, std::size_t to) const;
    [[nodiscard]] bool is_signed(std::size_t at) const;  // "-1", "-3d"

private:
    using Reader = std::optional<Head>;

    Reader behind_fillers(std::size_t begin, std::size_t at);
    Reader negated(std::size_t begin, std::size_t at);
    [[nodiscard]] Head off_the_list(Head head) const;
    Reader never_again(std::size_t begin, std::size_t at);
    Reader not_before(Head head, std::size_t at);
    Reader intention(std::size_t begin, std::size_t at);
    Reader bare(std::size_t begin, std::size_t at, Names::Typos typos);
    Reader behind_colon(Head head, std::size_t text, std::size_t at, bool single);
    Reader contact_named(Head head, const Verb& verb, std::size_t at);
    Reader gave_named(Head head, const Verb& verb, std::size_t at);
    Reader said_yes(Head head, std::size_t at);
    Reader bare_tail(Head head, std::size_t at);
    Reader bare_when(std::size_t begin, std::size_t at);
    std::optional<std::string> birthday(Head& head, std::size_t at);
    std::optional<std::string> birthday_date(Head& head, std::size_t at);
    Reader birthday_of(std::size_t begin, std::size_t at);
    Reader birthday_first(std::size_t begin, std::size_t at);
    bool is_birthday(std::size_t at);
    static Head with_birthday(Head head, std::string date);
    Reader journey(std::size_t begin);
    [[nodiscard]] std::optional<Place> place_at(std::size_t at, std::size_t& end) const;
    [[nodiscard]] bool looks_like_a_place(std::size_t at, std::size_t& end) const;
    bool read_stay(Head& head);
    Reader pronoun(std::size_t begin, std::size_t at);
    Reader stranger(std::size_t begin, std::size_t at);
    Reader action(Head head, const Verb& verb, std::size_t at);

    Reader done(Head head);
    Reader contact(Head head);
    Reader seen(Head head);
    [[nodiscard]] std::optional<Trouble> contacted_stranger(const Head& head, std::size_t at) const;
    [[nodiscard]] bool met_something_else(const Head& head, std::size_t at) const;
    Reader snooze(Head head);
    Reader later(Head head);
    Reader said_later(const Head& head, std::size_t at);
    Reader refusal(Head head);
    [[nodiscard]] bool tells_why(std::size_t at) const;
    [[nodiscard]] bool only_tells_why(std::size_t at) const;
    void read_who_said_it(Head& head, std::size_t at);
    Reader replied(Head head);
    Reader refused_in_reply(const Head& head);
    Reader gave(Head head);
    Reader help(Head head);
    Reader note(Head head);
    Reader add(Head head);
    [[nodiscard]] std::size_t end_of_name(std::size_t at, bool quoted);
    [[nodiscard]] bool is_firm(std::size_t at) const;
    [[nodiscard]] bool is_no_name(std::size_t from, std::size_t to) const;
    void ask_whom_to_add(Head& head, std::size_t from, std::size_t to) const;
    void ask_about_a_namesake(Head& head, bool quoted, const std::string& rest) const;
    Reader who(Head head);
    Reader pause(Head head);
    [[nodiscard]] int days_named(std::size_t from, const Head& head) const;
    void doubt_a_year(Head& head, std::size_t from);
    Reader alone(Head head);
    Reader stop(Head head);
    Reader thumbs_down(Head head);
    Reader told(Head head);  // a person and words about them: needs, why, missed, deal...
    Reader product(Head head);
    Reader reopen(Head head);
    Reader every(Head head);
    Reader rename(Head head);
    Reader tags(Head head);
    Reader friend_of(Head head);
    Reader set(Head head);
    Reader plan(Head head);
    void read_gaps(Head& head);
    Reader promise(Head head);
    Reader two_people(Head head);
    Reader shelf(Head head);
    Reader pair(Head head);
    Reader on_off(Head head);
    Reader language(Head head);
    Reader lead(Head head);
    bool read_lead(Head& head);

    enum class Need { optional, required };
    // Reads the targets behind the verb unless they stand before it. False: the clause is not understood.
    bool read_targets(Head& head, Need need, std::initializer_list<std::string_view> connectors);
    bool take(Head& head, TargetList list);
    // Asks which is meant where the word at `at` has been taken for a person and is a day as well.
    void ask_day_or_name(Head& head, std::size_t at);
    void ask_day_or_name(Head& head, std::size_t at, Date day) const;
    void ask_day_or_person(Head& head, std::size_t at);
    [[nodiscard]] std::optional<Date> day_alone(std::size_t at, TargetReader::Days days);
    bool read_when(Head& head);
    void unreadable_when(Head& head);
    bool names_a_question(std::size_t at);
    void read_day(Head& head);
    void read_day_to_come(Head& head, std::size_t from);
    void take_day(Head& head, std::size_t from, const Dates::Past& past);
    void day_trouble(Head& head, std::size_t from, const Dates::Past& past) const;
    [[nodiscard]] bool tells_the_way(const Head& head, std::size_t from, std::size_t to) const;
    bool homophone(Head& head);
    bool looks_like_a_name(std::size_t at) const;
    [[nodiscard]] bool begins_another_touch(std::size_t at);
    [[nodiscard]] std::optional<Head> another_touch(const Head& head);
    [[nodiscard]] std::optional<Head> another_wait(const Head& head);
    [[nodiscard]] Head same_of(const Head& head, std::size_t from, TargetList list);
    [[nodiscard]] std::optional<TargetList> somebody(std::size_t at) const;
    [[nodiscard]] bool nothing_came(std::size_t at) const;
    [[nodiscard]] bool is_of_another(std::size_t at) const;
    [[nodiscard]] std::size_t behind_joint(std::size_t at) const;
    void ask_whom_it_closes(Head& head) const;
    void ask_about_somebody_of_theirs(Head& head) const;
    [[nodiscard]] bool names_something(std::size_t at) const;
    [[nodiscard]] bool names_somebody_unknown(std::size_t at) const;
    [[nodiscard]] bool names_a_thing(std::size_t at) const;
    [[nodiscard]] bool somebody_acts(std::size_t at) const;
    bool pronoun_target(Head& head);
    void skip_same_verb(Head& head) const;
    std::optional<int> rhythm(Head& head);
    void read_tags(Head& head);
    [[nodiscard]] bool marks_done(std::size_t at) const;
    [[nodiscard]] bool is_later_today(std::size_t at) const;
    [[nodiscard]] bool any(std::size_t at, std::initializer_list<std::string_view> words) const;
    [[nodiscard]] const std::string& word(std::size_t at) const;
    [[nodiscard]] std::size_t past_punctuation(std::size_t at) const;
    [[nodiscard]] std::string targets_written(const Head& head) const;

    std::string_view text_;
    std::vector<Token> tokens_;
    const Names& names_;
    const Context& context_;
    Dates dates_;
    TargetReader targets_;
};

}  // namespace nudged::replies
