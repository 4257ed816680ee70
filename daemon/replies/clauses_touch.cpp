// What the owner did with a person, or is to wait: done, called, snooze, skip, later.
#include "daemon/replies/clauses.hpp"

namespace nudged::replies {
namespace {

bool is_question_subject(std::string_view word) {
    constexpr std::string_view subjects[] = {"i",       "you",    "we",      "they", "he", "she",
                                             "someone", "anyone", "anybody", "the",  "my"};
    return std::ranges::find(subjects, word) != std::end(subjects);
}

bool is_infinitive(std::string_view word) {
    constexpr std::string_view verbs[] = {"reply", "answer", "call", "respond", "write", "say",  "get",
                                          "email", "text",   "come", "send",    "want",  "ever", "really"};
    return std::ranges::find(verbs, word) != std::end(verbs);
}

// Right behind a verb of contact, and no name.
bool begins_a_note(std::string_view word) {
    constexpr std::string_view words[] = {
        "re",        "regarding",       "concerning", "because",     "earlier", "briefly",   "thrice", "straight",
        "directly",  "details",         "proposal",   "invoice",     "docs",    "documents", "info",   "birthday",
        "greetings", "congratulations", "congrats",   "condolences", "pics",    "photos",    "link",   "vm"};
    return std::ranges::find(words, word) != std::end(words);
}

}  // namespace

std::optional<Head> Clauses::action(Head head, const Verb& verb, std::size_t at) {
    head.verb = verb;
    head.command.intent = verb.intent;
    head.verb_begin = at;
    head.verb_end = head.next = at + verb.words;
    skip_same_verb(head);
    const auto& behind = word(head.next);
    const bool wants_a_person = verb.intent != Intent::add && verb.intent != Intent::every &&
                                verb.intent != Intent::find && verb.intent != Intent::shelf;
    const auto is_no_one = [&](std::size_t here) {
        return any(here, {"noone"}) || (any(here, {"no"}) && any(here + 1, {"one"}));
    };
    const bool no_one = is_no_one(head.next) || (any(head.next, {"with", "to"}) && is_no_one(head.next + 1));
    const bool nobody = behind == "not" || behind == "never" || behind == "nobody" || behind == "nothing";
    const bool denied = wants_a_person && (no_one || (nobody && !verb_at(tokens_, head.next, true)));
    if (denied) return negated(head.begin, at);
    if (verb.kind == VerbKind::stop) return stop(std::move(head));
    if (verb.kind == VerbKind::thumbs_down) return thumbs_down(std::move(head));
    if (verb.kind == VerbKind::contact) return contact(std::move(head));
    if (verb.kind == VerbKind::seen) return seen(std::move(head));
    switch (verb.intent) {
        case Intent::done:
        case Intent::skip:
            return done(std::move(head));
        case Intent::snooze:
            return snooze(std::move(head));
        case Intent::no:
            return refusal(std::move(head));
        case Intent::later:
            return later(std::move(head));
        case Intent::replied:
            return replied(std::move(head));
        case Intent::gave:
            return gave(std::move(head));
        case Intent::help:
            return help(std::move(head));
        case Intent::note:
            return note(std::move(head));
        case Intent::add:
            return add(std::move(head));
        case Intent::who:
            return who(std::move(head));
        case Intent::pause:
            return pause(std::move(head));
        default:
            return product(std::move(head));
    }
}

// "👍👍 2", "done ✅ 2", "👌 done": once is enough.
void Clauses::skip_same_verb(Head& head) const {
    while (head.next < tokens_.size()) {
        const auto again = verb_at(tokens_, head.next);
        const bool emoji =
            tokens_[head.next].kind == Token::Kind::emoji || tokens_[head.next - 1].kind == Token::Kind::emoji;
        if (!again || !emoji || again->intent != head.command.intent || again->kind != VerbKind::plain) break;
        head.next += again->words;
    }
}

std::optional<Head> Clauses::done(Head head) {
    const bool did = word(head.verb_begin) == "did" && !head.as_tail;
    if (did && is_question_subject(word(head.next))) return std::nullopt;
    if (!read_targets(head, Need::optional, {"with", "w", "as", "for", "on", "over"})) return std::nullopt;
    if (did && is_infinitive(word(head.next))) return std::nullopt;
    if (any(head.next, {"yet"}) || (any(head.next, {"not"}) && any(head.next + 1, {"yet"})))
        return negated(head.begin, head.next);
    head.text = Head::Text::note;
    if (head.command.intent == Intent::done) read_day(head);
    return head;
}

// "emailed zoe": done, and the verb is the note.
std::optional<Head> Clauses::contact(Head head) {
    head.command.channel = head.verb->channel;
    head.command.note = slice(head.verb_begin, head.verb_end);
    head.text = Head::Text::note;
    if (head.as_tail) {
        read_day(head);
        return head;
    }
    if (any(head.next, {"me"})) return std::nullopt;
    auto at = head.next;
    while (any(at, {"with", "w", "/", "to", "up"})) ++at;
    if (auto list = targets_.read(at, tokens_.size(), {.days = TargetReader::Days::gone})) {
        take(head, std::move(*list));
        ask_day_or_name(head, at);
        ask_about_somebody_of_theirs(head);
        read_day(head);
        return head;
    }
    if (auto stranger = contacted_stranger(head, at)) {
        head.trouble = std::move(stranger);
        head.addressed = true;
        head.next = at + 1;
        return head;
    }
    head.command.targets.which = Targets::Which::last;
    read_day(head);
    return head;
}

// "saw sam at the fair", "ran into ann yesterday". What was seen of somebody ("saw sam got a new job", "saw his post")
// and what was run into ("a problem") is no touch.
std::optional<Head> Clauses::seen(Head head) {
    const bool somebody = head.next < tokens_.size() && targets_.read(head.next, tokens_.size(), {});
    if (head.as_tail || !(somebody || looks_like_a_name(head.next))) return std::nullopt;
    head.verb->kind = VerbKind::contact;
    auto touch = contact(std::move(head));
    if (!touch || touch->dated || touch->trouble || ends(touch->next)) return touch;
    const bool tells_where = any(touch->next, {"at", "in", "on", "for", "with", "over", "again", "near", "by", "today",
                                               "this", "last", "when", "while", "from", "outside", "yesterday"});
    return tells_where ? touch : std::nullopt;
}

// What stands behind "called" is a person, known or not, or the beginning of a note about whoever was meant. Behind
// "with" and "to" it is always a person.
std::optional<Trouble> Clauses::contacted_stranger(const Head& head, std::size_t at) const {
    if (at >= tokens_.size() || tokens_[at].kind != Token::Kind::word) return std::nullopt;
    const bool awaited = at > head.verb_begin && any(at - 1, {"with", "to"});
    const auto described = any(at, {"my", "our", "the", "a", "an"}) && at + 1 < tokens_.size() ? at + 1 : at;
    const bool kin = is_family(word(described));
    const bool tomorrow = any(at, {"tom"});  // nobody was met tomorrow
    const bool other = awaited ? tokens_[described].kind == Token::Kind::word : met_something_else(head, described);
    const bool somebody =
        described > at ? other : tomorrow || (looks_like_a_name(at) && (awaited || !begins_a_note(word(at))));
    if (!kin && !somebody) return std::nullopt;
    auto trouble = targets_.no_such_name(described, described + 1);
    trouble.place.begin = tokens_[at].begin;
    return trouble;
}

// "called the dentist", "met my deadline", "emailed the plumber": no word to whoever is left on the list. What was
// written ("emailed the offer") may well have been for them, and "the other day" tells when.
bool Clauses::met_something_else(const Head& head, std::size_t at) const {
    if (any(head.verb_begin, {"emailed", "mailed", "e", "texted", "wrote"})) return names_somebody_unknown(at);
    return any(head.verb_begin, {"called", "phoned", "rang", "met", "visited", "contacted", "pinged", "messaged",
                                 "whatsapped", "dmd"}) &&
           names_something(at);
}

// Behind "the" or "my": neither a time nor an everyday word.
bool Clauses::names_something(std::size_t at) const {
    if (at >= tokens_.size() || tokens_[at].kind != Token::Kind::word) return false;
    const auto& thing = tokens_[at];
    const bool of_time = thing.digits > 0 || is_date_word(thing.text) || spoken_ordinal(tokens_, at);
    return !of_time && (any(at - 1, {"my", "our"}) || !is_common_word(thing.text));
}

bool Clauses::names_somebody_unknown(std::size_t at) const {
    return is_family(word(at)) || (names_something(at) && !names_a_thing(at));
}

// "offer", "signed contract", "new price list"
bool Clauses::names_a_thing(std::size_t at) const {
    constexpr std::size_t longest = 4;
    for (auto i = at; i < tokens_.size() && i < at + longest && tokens_[i].kind == Token::Kind::word; ++i) {
        if (i > at && (any(i, {"to", "for", "about", "on", "with", "from", "is", "was", "are", "has", "of"}) ||
                       verb_at(tokens_, i, true)))
            return false;
        if (is_thing(word(i)) || is_reason_of_a_no(word(i))) return true;
    }
    return false;
}

std::optional<Head> Clauses::snooze(Head head) {
    const bool remind = head.verb->kind == VerbKind::remind;
    const auto read_person = [&](bool behind_date) {
        auto at = head.next;
        if (word(at) == "," && behind_date) return;
        if (remind || behind_date) {
            while (any(
                at, {"about", "of",      "to",  "with", "for",   "again", "call",  "email", "text", "message", "ping",
                     "write", "contact", "see", "meet", "phone", "talk",  "speak", "reach", "out",  "follow",  "up"})) {
                ++at;
            }
        }
        at = past_punctuation(at);
        auto list =
            targets_.read(at, tokens_.size(), {.first = behind_date && !remind, .days = TargetReader::Days::to_come});
        if (!list) return;
        take(head, std::move(*list));
        if (!behind_date) ask_day_or_name(head, at);
    };
    if (any(head.next, {"me"}) && any(head.next + 1, {"about", "on"})) ++head.next;
    if (!head.as_tail) read_person(false);
    if (!head.as_tail && !head.addressed) {
        head.command.targets.which = Targets::Which::last;
        if (homophone(head)) return head;
        pronoun_target(head);
    }
    if (any(head.next, {"back", "again"})) ++head.next;
    head.text = Head::Text::note;
    const auto from = head.next;
    if (read_when(head)) {
        if (!head.as_tail && !head.addressed) read_person(true);
        return head;
    }
    head.text = Head::Text::none;
    const bool clause_behind = any(from, {",", ";", ".", "and", "-"}) && from + 1 < tokens_.size() &&
                               (verb_at(tokens_, from + 1) || targets_.read(from + 1, tokens_.size(), {.first = true}));
    if (only_politeness(from, tokens_.size()) || word(from) == ";" || clause_behind) {
        return remind && !head.addressed && head.verb->words == 1 ? std::nullopt : std::optional(std::move(head));
    }
    if (!head.addressed && looks_like_a_name(from)) {
        head.trouble = targets_.no_such_name(from, from + 1);
        head.addressed = true;
        head.next = from + 1;
        if (!ends(head.next) && !read_when(head)) unreadable_when(head);
    } else {
        unreadable_when(head);
    }
    head.text = Head::Text::note;
    return head;
}

std::optional<Head> Clauses::later(Head head) {
    head.text = Head::Text::note;
    if (!head.as_tail) {
        auto at = head.next;
        while (any(at, {"with", "to", "on", "for", "w", "/"})) ++at;
        at = past_punctuation(at);
        if (auto list = targets_.read(at, tokens_.size(), {.days = TargetReader::Days::to_come})) {
            take(head, std::move(*list));
            ask_day_or_name(head, at);
        }
    }
    if (!head.as_tail && !head.addressed) {
        head.command.targets.which = Targets::Which::last;
        if (looks_like_a_name(head.next)) {
            head.trouble = targets_.no_such_name(head.next, head.next + 1);
            head.addressed = true;
            ++head.next;
        } else {
            pronoun_target(head);
        }
    }
    const auto from = head.next;
    if (read_when(head)) {
        if (head.as_tail || head.addressed) return head;
        auto at = head.next;
        while (any(at, {"with", "for", "to"})) ++at;
        if (auto list = targets_.read(at, tokens_.size(), {.first = true})) take(head, std::move(*list));
        return head;
    }
    const bool understood = head.addressed || head.as_tail || ends(from);
    if (!understood) return std::nullopt;
    unreadable_when(head);
    return head;
}

}  // namespace nudged::replies
