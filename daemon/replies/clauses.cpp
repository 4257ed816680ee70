#include "daemon/replies/clauses.hpp"

#include <algorithm>

namespace nudged::replies {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

bool may_follow_a_person(const Verb& verb) {
    if (verb.kind == VerbKind::stop) return false;
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
    if (verb.kind == VerbKind::contact) return false;
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

bool is_plea(std::string_view word) {
    return one_of(word, {"please", "pls", "plz", "thanks", "thank", "you", "thx", "ty", "cheers"});
}

}  // namespace

Clauses::Clauses(std::string_view text, std::vector<Token> tokens, const Names& names, const Context& context)
    : text_(text),
      tokens_(std::move(tokens)),
      names_(names),
      context_(context),
      dates_(tokens_, context),
      targets_(tokens_, names, dates_, context) {}

const std::string& Clauses::word(std::size_t at) const {
    static const std::string nothing;
    return at < tokens_.size() && tokens_[at].kind != Token::Kind::url ? tokens_[at].text : nothing;
}

bool Clauses::any(std::size_t at, std::initializer_list<std::string_view> words) const {
    return at < tokens_.size() && one_of(word(at), words);
}

std::size_t Clauses::past_punctuation(std::size_t at) const {
    while (any(at, {":", ",", "-", ".", "!", ")", ">", "="}) && !is_signed(at)) ++at;
    return at;
}

bool Clauses::is_later_today(std::size_t at) const {
    return any(at, {"later"}) && any(at + 1, {"today", "this", "tonight"});
}

bool Clauses::is_signed(std::size_t at) const {
    return any(at, {"-"}) && !tokens_[at].glued && at + 1 < tokens_.size() && tokens_[at + 1].glued &&
           tokens_[at + 1].digits > 0;
}

bool Clauses::ends(std::size_t at) const {
    return at >= tokens_.size() || any(at, {",", ";", ".", "!", "?", "and", "-"}) ||
           only_politeness(at, tokens_.size());
}

bool Clauses::only_politeness(std::size_t from, std::size_t to) const {
    for (auto at = from; at < to; ++at) {
        const auto& token = tokens_[at];
        if (token.kind == Token::Kind::url || verb_at(tokens_, at)) return false;
        if (token.kind == Token::Kind::word && !is_plea(token.text)) return false;
        if (token.kind == Token::Kind::punct && !one_of(token.text, {".", "!", "?", ",", "-", ")", "(", ";", ":"}))
            return false;
    }
    return true;
}

std::string Clauses::slice(std::size_t from, std::size_t to) const {
    if (from >= to || from >= tokens_.size()) return {};
    const auto begin = tokens_[from].begin;
    return std::string(text_.substr(begin, tokens_[to - 1].end - begin));
}

bool Clauses::says_nothing(std::size_t from, std::size_t to) const {
    for (auto at = from; at < to; ++at) {
        if (tokens_[at].kind != Token::Kind::emoji && !only_politeness(at, at + 1)) return false;
    }
    return true;
}

bool Clauses::is_when(std::size_t at, std::size_t end) {
    const auto when = dates_.read(at, end);
    return when && !when->trouble && when->end >= end;
}

bool Clauses::is_person(std::size_t at, std::size_t end) const {
    const auto hit = names_.find(tokens_, at, end, Names::Typos::no, Names::Where::list_only);
    return hit && hit->rule <= Names::Rule::prefix && only_politeness(hit->end, end) && tokens_[at].text.size() > 1;
}

std::optional<Head> Clauses::read(std::size_t begin) {
    auto at = begin;
    while (any(at, {"-", ">", "•", "·", ",", "."}) && !is_signed(at)) ++at;
    return behind_fillers(at, at);
}

std::optional<Head> Clauses::behind_fillers(std::size_t begin, std::size_t at) {
    bool spoken_of_oneself = false;
    while (at < tokens_.size()) {
        const bool named_mark = word(at) == "mark" && names_.find(tokens_, at, tokens_.size(), Names::Typos::no);
        // "no. 3 done" counts, it does not refuse.
        const bool numbered = any(at, {"no"}) && any(at + 1, {"."}) && tokens_[at + 1].glued &&
                              at + 2 < tokens_.size() && tokens_[at + 2].whole_number() &&
                              verb_at(tokens_, at + 3, true);
        if (numbered) break;
        if (const auto verb = verb_at(tokens_, at); verb && !named_mark) {
            Head head;
            head.begin = begin;
            if (is_later_today(at)) break;
            if (auto found = action(std::move(head), *verb, at)) return found;
            if (verb->kind == VerbKind::plain && verb->words > 1) return std::nullopt;
            break;
        }
        const bool filler = is_filler(word(at)) || one_of(word(at), {"already", "finally", "lets", "would"}) ||
                            (spoken_of_oneself && word(at) == "have");
        if (!filler || named_mark) break;
        spoken_of_oneself = one_of(word(at), {"i", "we", "ive", "weve"});
        ++at;
        while (any(at, {",", "-", "!"})) ++at;
    }
    if (at >= tokens_.size()) return std::nullopt;
    if (is_negation(word(at))) return negated(begin, at);
    if (auto head = pronoun(begin, at)) return head;
    if (auto head = bare(begin, at, Names::Typos::no)) return head;
    if (auto head = bare_when(begin, at)) return head;
    if (const auto verb = misspelt_verb(word(at)); verb && tokens_[at].kind == Token::Kind::word) {
        Head head;
        head.begin = begin;
        if (auto found = action(std::move(head), *verb, at)) return found;
    }
    if (auto head = bare(begin, at, Names::Typos::yes)) return head;
    return stranger(begin, at);
}

std::optional<Head> Clauses::negated(std::size_t begin, std::size_t at) {
    Head head;
    head.begin = begin;
    head.next = at;
    head.negated = true;
    return head;
}

// "she replied", "it is done": about the last one spoken of.
std::optional<Head> Clauses::pronoun(std::size_t begin, std::size_t at) {
    if (!any(at, {"he", "she", "they", "it"})) return std::nullopt;
    Head head;
    head.begin = begin;
    head.command.targets.which = Targets::Which::last;
    head.as_tail = true;
    ++at;
    while (any(at, {"has", "have", "is", "was", "are", "just"})) ++at;
    if (is_negation(word(at))) return negated(begin, at);
    const auto verb = verb_at(tokens_, at, true);
    if (!verb || verb->kind == VerbKind::contact || !may_follow_a_person(*verb)) return std::nullopt;
    return action(std::move(head), *verb, at);
}

std::optional<Head> Clauses::bare(std::size_t begin, std::size_t at, Names::Typos typos) {
    auto list = targets_.read(at, tokens_.size(), {.first = true, .typos = typos});
    if (!list) return std::nullopt;
    Head head;
    head.begin = begin;
    head.as_tail = true;
    const auto behind = list->end;
    const bool by_number = list->by_number;
    const bool single = list->targets.people.size() == 1 || list->trouble;
    take(head, std::move(*list));

    if (ends(behind) && !any(behind, {",", "-", "and", ".", ";"})) {
        if (!single) return std::nullopt;
        head.command.intent = Intent::who;
        return head;
    }
    const bool colon = word(behind) == ":" && behind + 1 < tokens_.size();
    auto next = behind;
    while (any(next, {":", "-", ",", ")", ".", "as", "is", "was", "has", "are", "have", "just"}) && !is_signed(next))
        ++next;
    if (is_negation(word(next)) && !verb_at(tokens_, next, true) && !colon) return negated(begin, next);
    const auto verb = verb_at(tokens_, next, true);
    if (colon) {
        if (verb && may_follow_a_colon(*verb)) {
            auto tail = action(head, *verb, next);
            const bool abrupt = verb->intent == Intent::no && verb->words == 1 && tail && !ends(tail->next);
            if (abrupt)
                tail->trouble =
                    Trouble{.code = AskCode::unknown, .subject = slice(begin, tokens_.size()), .fillable = false};
            if (tail && !tail->negated) return tail;
        }
        if (const auto when = dates_.read(next, tokens_.size()); when && ends(when->end))
            return bare_tail(std::move(head), next);
        if (!single) return std::nullopt;
        head.command.intent = Intent::note;
        head.text = Head::Text::note;
        head.next = behind + 1;
        return head;
    }
    if (verb && may_follow_a_person(*verb) && !is_later_today(next)) {
        // "zoe called": by whom? A number is the owner's shorthand, a name reads both ways.
        if (verb->kind == VerbKind::contact && !by_number) {
            const auto rest = slice(next, tokens_.size());
            const auto target = targets_written(head);
            Trouble trouble{.code = AskCode::unknown, .subject = slice(begin, next + verb->words), .fillable = false};
            trouble.options.push_back({.label = "I " + slice(next, next + verb->words) + " them",
                                       .with = "done " + target + ": " + rest,
                                       .answers = {"i", "me", "i did"},
                                       .whole = true});
            trouble.options.push_back({.label = "They " + slice(next, next + verb->words) + " me",
                                       .with = "replied " + target + ": " + rest,
                                       .answers = {"they", "they did", "she", "he"},
                                       .whole = true});
            if (!head.trouble) head.trouble = std::move(trouble);
            head.command.intent = Intent::done;
            head.text = Head::Text::note;
            head.next = next;
            head.verb = verb;
            return head;
        }
        return action(std::move(head), *verb, next);
    }
    if (auto found = bare_tail(head, next)) return found;
    if (head.by_typo == nullptr && next < tokens_.size() && tokens_[next].kind == Token::Kind::word) {
        const auto guess = misspelt_verb(word(next));
        if (guess && may_follow_a_person(*guess) && guess->kind == VerbKind::plain)
            return action(std::move(head), *guess, next);
    }
    return std::nullopt;
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

std::optional<Head> Clauses::bare_when(std::size_t begin, std::size_t at) {
    Head head;
    head.begin = begin;
    head.as_tail = true;
    head.command.targets.which = Targets::Which::last;
    return bare_tail(std::move(head), at);
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

bool Clauses::looks_like_a_name(std::size_t at) const {
    if (at >= tokens_.size()) return false;
    const auto& token = tokens_[at];
    const auto& said = token.text;
    if (token.kind != Token::Kind::word || token.digits > 0 || said.size() < 2) return false;
    if (said.ends_with("ing") || said.ends_with("ed")) return false;
    return !is_common_word(said) && !is_date_word(said) && !is_filler(said) && !is_courtesy(said) &&
           !is_negation(said) && !verb_at(tokens_, at, true) && !spoken_number(tokens_, at);
}

bool Clauses::take(Head& head, TargetList list) {
    head.command.targets = std::move(list.targets);
    head.edits.insert(head.edits.end(), list.edits.begin(), list.edits.end());
    head.next = list.end;
    head.addressed = true;
    head.by_typo = list.by_typo;
    if (list.trouble && !head.trouble) head.trouble = std::move(list.trouble);
    return true;
}

std::string Clauses::targets_written(const Head& head) const {
    std::string text;
    switch (head.command.targets.which) {
        case Targets::Which::all:
            return "all";
        case Targets::Which::rest:
            return "rest";
        default:
            break;
    }
    for (const auto id : head.command.targets.people)
        text += (text.empty() ? "contact:" : ", contact:") + std::to_string(id);
    return text;
}

bool Clauses::pronoun_target(Head& head) {
    if (!any(head.next, {"it", "that", "this", "him", "her", "them"})) return false;
    auto next = head.next + 1;
    if (any(next, {"one", "item", "person"})) ++next;
    const auto verb = head.verb ? head.verb->intent : Intent::done;
    const bool when_behind = (verb == Intent::snooze || verb == Intent::later) && next < tokens_.size();
    if (!ends(next) && !when_behind) return false;
    head.next = next;
    return true;
}

bool Clauses::read_targets(Head& head, Need need, std::initializer_list<std::string_view> connectors) {
    if (head.as_tail) return true;
    auto at = head.next;
    while (any(at, {":", "-", ",", "."})) ++at;
    if (word(at) == "w" && word(at + 1) == "/") at += 2;
    auto behind = at;
    while (any(behind, connectors)) ++behind;
    for (const auto from : {behind, at}) {
        auto list = targets_.read(from, tokens_.size(), {.first = false});
        if (list) return take(head, std::move(*list));
        if (at == behind) break;
    }
    if (homophone(head) || pronoun_target(head)) {
        if (!head.trouble) head.command.targets.which = Targets::Which::last;
        return true;
    }
    if (word(head.next) != "," && looks_like_a_name(behind)) {
        head.trouble = targets_.no_such_name(behind, behind + 1);
        head.addressed = true;
        head.next = behind + 1;
        return true;
    }
    head.command.targets.which = Targets::Which::last;
    if (need == Need::optional) return true;
    if (!ends(head.next)) return false;
    head.trouble = targets_.who(tokens_[head.next - 1].end);
    return true;
}

// "done to", dictated for "done 2".
bool Clauses::homophone(Head& head) {
    const long number = any(head.next, {"to", "too"}) ? 2 : any(head.next, {"for", "fore"}) ? 4 : 0;
    const auto* person = names_.by_number(number);
    if (person == nullptr || !ends(head.next + 1)) return false;
    Trouble trouble{.code = AskCode::homophone, .subject = slice(head.begin, head.next + 1)};
    trouble.place = {tokens_[head.next].begin, tokens_[head.next].end, ""};
    trouble.options.push_back({.label = slice(head.begin, head.next) + " " + std::to_string(number),
                               .with = written(*person),
                               .answers = {"yes", "y", "yep", "yeah", std::to_string(number)}});
    trouble.options.push_back({.label = "no", .answers = {"no", "n", "nope"}, .whole = true});
    head.trouble = std::move(trouble);
    ++head.next;
    return true;
}

// Reads a `when` behind the head. False: there is none.
bool Clauses::read_when(Head& head) {
    const auto from = past_punctuation(head.next);
    const auto when = dates_.read(from, tokens_.size());
    if (!when) return false;
    head.next = when->end;
    if (when->trouble) {
        if (head.trouble) return true;
        Trouble trouble{.code = when->trouble->code, .subject = when->trouble->subject};
        trouble.place = {tokens_[from].begin, tokens_[when->end - 1].end, ""};
        for (const auto& reading : when->trouble->readings) {
            trouble.options.push_back(
                {.label = reading.label, .with = reading.says, .answers = {fold(reading.says), fold(reading.label)}});
        }
        head.trouble = std::move(trouble);
        return true;
    }
    if (any(head.next, {"or", "ago", "before", "except"})) {
        head.next = from;
        unreadable_when(head);
        return true;
    }
    head.command.until = when->date;
    head.command.time = when->time;
    if (when->later_today && !when->time) head.command.time = context_.evening;
    head.command.named_day = when->named;
    return true;
}

// Words where a date should stand. They reach as far as the next comma or quotation.
void Clauses::unreadable_when(Head& head) {
    const auto from = past_punctuation(head.next);
    auto to = from;
    while (to < tokens_.size() && !any(to, {",", ";", "\"", "!", "?"})) ++to;
    while (to > from && word(to - 1) == ".") --to;
    if (!head.trouble) {
        Trouble trouble{.code = AskCode::when, .subject = slice(from, to)};
        const auto begin = from < to ? tokens_[from].begin : tokens_[head.next - 1].end;
        trouble.place = {begin, from < to ? tokens_[to - 1].end : begin, ""};
        if (from >= to) trouble.before = " ";
        head.trouble = std::move(trouble);
    }
    head.next = to;
}

// Said like this a no is not for good. Weak words count only together with a date.
Clauses::Delay Clauses::delay_in(std::size_t from, std::size_t to) {
    constexpr std::size_t far_enough = 60;
    to = std::min(to, from + far_enough);
    bool strong = false;
    bool weak = false;
    for (auto at = from; at < to; ++at) {
        strong = strong || any(at, {"later", "maybe", "perhaps", "revisit"}) ||
                 (any(at, {"right", "for"}) && any(at + 1, {"now"})) ||
                 (any(at, {"not"}) && any(at + 1, {"yet", "now"})) ||
                 (any(at, {"at"}) && any(at + 1, {"the"}) && any(at + 2, {"moment"}));
        weak = weak || any(at, {"try", "again", "retry", "reconnect", "recontact", "until", "til", "till"}) ||
               (any(at, {"ask", "check", "come", "circle", "get", "call", "write"}) &&
                any(at + 1, {"back", "again", "me", "in"}));
    }
    if (!strong && !weak) return {};
    for (auto at = from; at < to; ++at) {
        const auto when = dates_.read(at, to);
        if (when && !when->trouble && !when->later_today) return {true, slice(at, when->end)};
    }
    return {strong, {}};
}

}  // namespace nudged::replies
