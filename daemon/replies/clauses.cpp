#include "daemon/replies/clauses.hpp"

namespace nudged::replies {
namespace {

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
    if (auto head = journey(at)) return head;
    return behind_fillers(at, at);
}

std::optional<Head> Clauses::behind_fillers(std::size_t begin, std::size_t at) {
    bool spoken_of_oneself = false;
    while (at < tokens_.size()) {
        const bool named_mark =
            word(at) == "mark" && !marks_done(at + 1) && names_.find(tokens_, at, tokens_.size(), Names::Typos::no);
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
    if (auto head = never_again(begin, at)) return head;
    if (is_negation(word(at))) {
        Head unnamed;
        unnamed.begin = begin;
        auto put_off = not_before(std::move(unnamed), at);
        return put_off ? std::move(put_off) : negated(begin, at);
    }
    if (auto head = intention(begin, at)) return head;
    if (auto head = pronoun(begin, at)) return head;
    if (auto head = birthday_first(begin, at)) return head;
    if (auto head = birthday_of(begin, at)) return head;
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

// "mark 2 done", also where somebody is called Mark.
bool Clauses::marks_done(std::size_t at) const {
    const auto whom = targets_.read(at, tokens_.size(), {.first = true});
    if (!whom) return false;
    const auto verb = verb_at(tokens_, any(whom->end, {"as"}) ? whom->end + 1 : whom->end);
    return verb && verb->intent == Intent::done && verb->kind == VerbKind::plain;
}

std::optional<Head> Clauses::negated(std::size_t begin, std::size_t at) {
    Head head;
    head.begin = begin;
    head.next = at;
    head.negated = true;
    return head;
}

}  // namespace nudged::replies
