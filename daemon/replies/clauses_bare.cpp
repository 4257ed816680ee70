// Clauses without a verb in front: "2 done", "nicole: has a dog", "zoe tomorrow", "friday", "she replied".
#include "daemon/replies/clauses.hpp"

namespace nudged::replies {
namespace {

bool may_follow_a_person(const Verb& verb) {
    if (verb.kind == VerbKind::stop || verb.kind == VerbKind::seen) return false;
    if (verb.kind != VerbKind::plain) return true;
    switch (verb.intent) {
        case Intent::done:
        case Intent::snooze:
        case Intent::skip:
        case Intent::no:
        case Intent::later:
        case Intent::replied:
        case Intent::gave:
        case Intent::part:
        case Intent::reopen:
        case Intent::every:
        case Intent::needs:
        case Intent::brings:
        case Intent::gets:
        case Intent::won:
        case Intent::kept:
            return true;
        default:
            return false;
    }
}

// Behind "nicole:" only these are commands; everything else is a note about her.
bool may_follow_a_colon(const Verb& verb) {
    if (verb.kind == VerbKind::contact || verb.kind == VerbKind::seen) return false;
    switch (verb.intent) {
        case Intent::done:
        case Intent::snooze:
        case Intent::skip:
        case Intent::no:
        case Intent::later:
        case Intent::replied:
            return true;
        default:
            return false;
    }
}

}  // namespace

// "she replied", "it is done": about the last one spoken of.
std::optional<Head> Clauses::pronoun(std::size_t begin, std::size_t at) {
    if (!any(at, {"he", "she", "they", "it"})) return std::nullopt;
    Head head;
    head.begin = begin;
    head.command.targets.which = Targets::Which::last;
    head.as_tail = true;
    ++at;
    if (auto put_off = said_later(head, at)) return put_off;
    while (any(at, {"has", "have", "is", "was", "are", "just"})) ++at;
    if (is_negation(word(at))) return negated(begin, at);
    const auto verb = verb_at(tokens_, at, true);
    const bool death = verb && verb->intent == Intent::part && verb->kind == VerbKind::tail_only;  // of whom is said
    if (!verb || death || verb->kind == VerbKind::contact || !may_follow_a_person(*verb)) return std::nullopt;
    return action(std::move(head), *verb, at);
}

std::optional<Head> Clauses::bare(std::size_t begin, std::size_t at, Names::Typos typos) {
    auto list = targets_.read(at, tokens_.size(), {.first = true, .typos = typos, .days = TargetReader::Days::to_come});
    if (!list) return std::nullopt;
    Head head;
    head.begin = begin;
    head.as_tail = true;
    const auto behind = list->end;
    const bool by_number = list->by_number;
    const bool single = list->targets.people.size() == 1 || list->trouble;
    take(head, std::move(*list));

    const bool noted = word(behind) == ":" && behind + 1 < tokens_.size() &&
                       tokens_[behind + 1].kind == Token::Kind::emoji;  // "nicole: 🎉"
    if (ends(behind) && !noted && !any(behind, {",", "-", "and", ".", ";"})) {
        if (!single) return std::nullopt;
        head.command.intent = Intent::who;
        return head;
    }
    const bool colon = word(behind) == ":" && behind + 1 < tokens_.size();
    auto next = behind;
    while (any(next, {":", "-", ",", ")", ".", "as", "is", "was", "has", "are", "have", "just"}) && !is_signed(next))
        ++next;
    if (auto put_off = not_before(head, next)) return put_off;
    if (any(next, {"never"}) && any(next + 1, {"again"}) && ends(next + 2) && single) return off_the_list(head);
    if (is_negation(word(next)) && !verb_at(tokens_, next, true) && !colon) return negated(begin, next);
    const auto verb = verb_at(tokens_, next, true);
    // "sam is part of the team"
    if (verb && verb->intent == Intent::part && verb->kind == VerbKind::plain &&
        (next > behind || any(next + 1, {"of", "time"})))
        return std::nullopt;
    if (colon) return behind_colon(std::move(head), behind + 1, next, single);
    if (verb && may_follow_a_person(*verb) && !is_later_today(next)) {
        // A number is the owner's shorthand for what he did, a name reads both ways: "zoe called".
        const bool gives = verb->intent == Intent::gave && (!by_number || any(next + verb->words, {"me", "us"}));
        if (gives) return gave_named(std::move(head), *verb, next);
        if (verb->kind == VerbKind::contact && !by_number) return contact_named(std::move(head), *verb, next);
        return action(std::move(head), *verb, next);
    }
    if (auto yes = next == behind ? said_yes(head, next) : std::nullopt) return yes;
    if (auto put_off = next == behind ? said_later(head, next) : std::nullopt) return put_off;
    if (auto found = bare_tail(head, next)) {
        if (by_number && next == behind) ask_day_or_person(*found, at);
        return found;
    }
    if (head.by_typo == nullptr && next < tokens_.size() && tokens_[next].kind == Token::Kind::word) {
        const auto guess = misspelt_verb(word(next));
        if (guess && may_follow_a_person(*guess) && guess->kind == VerbKind::plain)
            return action(std::move(head), *guess, next);
    }
    return std::nullopt;
}

// "nicole: done", "nicole: friday"; anything else is a note about her.
std::optional<Head> Clauses::behind_colon(Head head, std::size_t text, std::size_t at, bool single) {
    const auto verb = verb_at(tokens_, at, true);
    if (verb && may_follow_a_colon(*verb)) {
        auto tail = action(head, *verb, at);
        const bool abrupt = verb->intent == Intent::no && verb->words == 1 && tail && !ends(tail->next);
        if (abrupt) {
            const auto all = slice(head.begin, tokens_.size());
            tail->trouble = Trouble{.code = AskCode::unknown, .subject = all, .fillable = false};
        }
        if (tail && !tail->negated) return tail;
    }
    if (const auto when = dates_.read(at, tokens_.size()); when && ends(when->end))
        return bare_tail(std::move(head), at);
    if (!single) return std::nullopt;
    head.command.intent = Intent::note;
    head.text = Head::Text::note;
    head.text_required = tokens_[text].kind == Token::Kind::emoji;
    head.next = text;
    return head;
}

std::optional<Head> Clauses::contact_named(Head head, const Verb& verb, std::size_t at) {
    if (!head.trouble) {
        const auto behind = at + verb.words;
        head.trouble = who_contacted_whom(slice(head.begin, behind), targets_written(head), slice(at, behind),
                                          slice(at, tokens_.size()));
    }
    head.command.intent = Intent::done;
    head.text = Head::Text::note;
    head.next = at;
    head.verb = verb;
    return head;
}

// "ann sent me the slides" is a touch of hers. Who gave what in "ann sent the slides" is to be asked.
std::optional<Head> Clauses::gave_named(Head head, const Verb& verb, std::size_t at) {
    const auto behind = at + verb.words;
    head.verb = verb;
    head.text = Head::Text::note;
    if (any(behind, {"me", "us"})) {
        head.command.intent = Intent::replied;
        head.command.note = slice(at, behind + 1);
        head.verb_begin = at;
        head.verb_end = head.next = behind + 1;
        read_day(head);
        return head;
    }
    if (any(behind, {"up", "it", "in", "way", "birth", "notice"})) return std::nullopt;
    if (!head.trouble) {
        const auto whom = targets_written(head);
        head.trouble =
            who_contacted_whom(slice(head.begin, behind), whom, slice(at, behind), slice(at, tokens_.size()));
        head.trouble->options.front().with = "gave " + whom + ": " + slice(behind, tokens_.size());
    }
    head.command.intent = Intent::replied;
    head.next = at;
    return head;
}

// "sam yes", "sam said yes on friday": an answer of theirs, in their words.
std::optional<Head> Clauses::said_yes(Head head, std::size_t at) {
    const auto yes = any(at, {"said", "says"}) ? at + 1 : at;
    const bool of_somebody = head.trouble || head.command.targets.which == Targets::Which::people;
    if (!of_somebody || !is_yes(word(yes))) return std::nullopt;
    head.command.intent = Intent::replied;
    head.command.note = slice(yes, yes + 1);
    head.text = Head::Text::note;
    Verb verb;
    verb.intent = Intent::replied;
    verb.words = yes + 1 - at;
    head.verb = verb;
    head.verb_begin = at;
    head.verb_end = head.next = yes + 1;
    return head;
}

// "sam said not now, ask again in june", "karl said maybe in 2 weeks": they asked to come back, in their words.
std::optional<Head> Clauses::said_later(const Head& head, std::size_t at) {
    if (!any(at, {"said", "says"})) return std::nullopt;
    const auto from = at + 1;
    const bool puts_off =
        any(from, {"maybe", "perhaps"}) || (any(from, {"not"}) && any(from + 1, {"now", "yet", "right", "at"}));
    auto end = from;
    while (end < tokens_.size() && !any(end, {";"}) && !(any(end, {",", ".", "and", "but"}) && is_of_another(end + 1)))
        ++end;
    while (end > from && says_nothing(end - 1, end)) --end;
    const auto delay = puts_off || is_when(from, end) ? delay_in(from, end) : Delay{};
    if (!delay.found) return std::nullopt;
    Head later = head;
    Verb verb;
    verb.intent = Intent::later;
    verb.words = 1;
    later.verb = verb;
    later.verb_begin = at;
    later.verb_end = from;
    later.command.intent = Intent::later;
    later.command.note = slice(from, end);
    later.text = Head::Text::none;
    later.next = end;
    if (delay.when.empty()) {
        const auto behind = tokens_[end - 1].end;
        if (!later.trouble)
            later.trouble = Trouble{.code = AskCode::when, .place = {behind, behind, ""}, .before = " "};
        return later;
    }
    later.next = delay.at;
    read_when(later);
    later.next = end;
    return later;
}

// "2 tomorrow", "nicole friday"
std::optional<Head> Clauses::bare_tail(Head head, std::size_t at) {
    const auto when = dates_.read(at, tokens_.size());
    if (!when || !ends(when->end)) return std::nullopt;
    head.command.intent = Intent::snooze;
    head.next = at;
    read_when(head);
    return head;
}

// "2 march" alone: the second on the list, or that day?
void Clauses::ask_day_or_person(Head& head, std::size_t at) {
    const bool one = head.command.targets.people.size() == 1 && head.next == at + 2 && is_month(word(at + 1));
    const auto* person = one ? names_.by_id(head.command.targets.people.front()) : nullptr;
    const auto day = dates_.read(at, at + 2);
    if (person == nullptr || !day || day->trouble || day->end != at + 2 || head.trouble) return;
    const auto then = Dates::reading_of(*head.command.until), that_day = Dates::reading_of(day->date);
    head.trouble = Trouble{.code = AskCode::day_or_name, .subject = slice(at, at + 2), .fillable = false};
    head.trouble->options = {{.label = person->name + ", " + then.label,
                              .with = "snooze " + written(*person) + " " + then.says,
                              .person = person->id,
                              .whole = true},
                             {.label = that_day.label, .with = that_day.says, .whole = true}};
}

std::optional<Head> Clauses::bare_when(std::size_t begin, std::size_t at) {
    Head head;
    head.begin = begin;
    head.as_tail = true;
    head.command.targets.which = Targets::Which::last;
    auto found = bare_tail(std::move(head), at);
    if (!found || found->trouble || found->next != at + 1) return found;
    // "may" alone, with a May on the list: her card, or until then?
    const auto listed = names_.find(tokens_, at, at + 1, Names::Typos::no, Names::Where::list_only);
    const auto day = day_alone(at, TargetReader::Days::to_come);
    if (!day || !listed || listed->rule > Names::Rule::prefix) return found;
    for (const auto* person : listed->persons) found->command.targets.people.push_back(person->id);
    ask_day_or_name(*found, at, *day);
    return found;
}

// "quentin done": the form of a command about somebody unknown.
std::optional<Head> Clauses::stranger(std::size_t begin, std::size_t at) {
    if (!looks_like_a_name(at)) return std::nullopt;
    if (any(at + 1, {"?"}) && at + 2 == tokens_.size()) {
        Head head;
        head.begin = begin;
        head.next = at + 1;
        head.command.intent = Intent::who;
        head.trouble = targets_.no_such_name(at, at + 1);
        return head;
    }
    const auto verb = verb_at(tokens_, at + 1, true);
    if (!verb || verb->kind != VerbKind::plain || !may_follow_a_colon(*verb)) return std::nullopt;
    Head head;
    head.begin = begin;
    head.as_tail = true;
    head.addressed = true;
    head.trouble = targets_.no_such_name(at, at + 1);
    auto found = action(std::move(head), *verb, at + 1);
    if (!found || (verb->intent != Intent::snooze && !ends(found->next))) return std::nullopt;
    return found;
}

}  // namespace nudged::replies
