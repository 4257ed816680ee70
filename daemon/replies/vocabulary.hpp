// The closed vocabulary of replies. Everything is folded and without apostrophes, as tokens are.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "daemon/replies/replies.hpp"
#include "daemon/replies/text.hpp"

namespace nudged::replies {

enum class VerbKind {
    plain,
    contact,      // called, met: a done whose note is the verb
    tail_only,    // "nicole said no": stands behind the person only
    stop,         // too big a word to guess
    thumbs_down,  // no, or skip
    remind,       // "remind me about zoe on monday"
    seen,         // ran into, saw: a touch only with somebody's name behind it
};

struct Verb {
    Intent intent = Intent::help;
    VerbKind kind = VerbKind::plain;
    std::size_t words = 0;     // tokens it takes
    std::string_view channel;  // of a contact verb
    bool guessed = false;      // a typo was corrected
};

// The longest phrase of the vocabulary that begins at `at`; never a typo. Some stand only behind a person.
[[nodiscard]] std::optional<Verb> verb_at(std::span<const Token> tokens, std::size_t at, bool behind_person = false);
// A misspelt single-word verb: distance 1, one intent only, never a common English word.
[[nodiscard]] std::optional<Verb> misspelt_verb(std::string_view word);

[[nodiscard]] bool is_common_word(std::string_view word);  // English words that are never a misspelt name or verb
[[nodiscard]] bool is_family(std::string_view word);       // mum, dad: of every day, and what a person is called
[[nodiscard]] bool is_filler(std::string_view word);       // dropped at the start only
[[nodiscard]] bool is_courtesy(std::string_view word);
[[nodiscard]] Courtesy courtesy_of(std::string_view word);    // of such a word
[[nodiscard]] bool is_negation(std::string_view word);        // not, didnt, havent, never...
[[nodiscard]] bool is_yes(std::string_view word);             // of "sam said yes"
[[nodiscard]] bool is_reason_of_a_no(std::string_view word);  // of "no, budget"
[[nodiscard]] bool is_thing(std::string_view word);  // of "emailed the offer", "no, the project ended": not a person
[[nodiscard]] bool is_missing_thing(std::string_view word);  // of "no answer", "no reply": nothing came, nobody refused
[[nodiscard]] bool is_counted_thing(std::string_view word);  // behind a number: an amount, not a number on the list
[[nodiscard]] bool is_month(std::string_view word);
[[nodiscard]] bool is_weekday(std::string_view word);
[[nodiscard]] bool is_date_word(std::string_view word);  // could go on a date: "or", "of", "next", "monday", "weeks"

// 1..99 in words ("twenty" "one" are two tokens). `words` tells how many were taken.
struct SpokenNumber {
    long value = 0;
    std::size_t words = 0;
};
[[nodiscard]] std::optional<SpokenNumber> spoken_number(std::span<const Token> tokens, std::size_t at);
// 1st, third, twenty first: 1..31.
[[nodiscard]] std::optional<SpokenNumber> spoken_ordinal(std::span<const Token> tokens, std::size_t at);

}  // namespace nudged::replies
