#include "daemon/replies/line_reader.hpp"

#include <algorithm>

namespace nudged::replies {
namespace {

constexpr std::size_t longest_verb_part = 8 * 1024;  // bytes of a line in which verbs are looked for

bool is_read_only(Intent intent) {
    return intent == Intent::who || intent == Intent::help || intent == Intent::today || intent == Intent::list ||
           intent == Intent::status || intent == Intent::find;
}

}  // namespace

LineReader::LineReader(std::string_view text, std::size_t begin, std::size_t end, Names& names, const Context& context,
                       Understanding& into)
    : text_(text),
      end_(end),
      names_(names),
      context_(context),
      clauses_(text, tokenise(text, begin, std::min(end, begin + longest_verb_part)), names, context),
      tokens_(clauses_.tokens()),
      into_(into) {}

bool LineReader::run() {
    if (tokens_.empty()) return true;
    if (const auto courtesy = courtesy_line()) {
        into_.courtesy = courtesy;
        return true;
    }
    if (is_question()) return question();
    if (several_in_one_breath()) return true;
    for (auto at = behind_courtesies(); at < tokens_.size() && into_.commands.size() < most_commands;) {
        const bool rest_is_polite = clauses_.only_politeness(at, tokens_.size());
        if (rest_is_polite && at == 0) {
            ask_unknown(0, tokens_.size());
            return true;
        }
        if (is_separator(at) || rest_is_polite) {
            ++at;
        } else {
            at = clause(at);
        }
    }
    return true;
}

bool LineReader::is_separator(std::size_t at) const {
    return one_of(tokens_[at].text, {",", ";", ".", "!", "and", "then", "&", "but", "while", "whereas"});
}

std::optional<Courtesy> LineReader::courtesy_line() const {
    bool polite = false;
    std::optional<Courtesy> kind;
    for (const auto& token : tokens_) {
        if (token.kind == Token::Kind::punct && one_of(token.text, {".", "!", ",", "-", ")", "(", ":", ";"})) continue;
        const bool thumb = polite && one_of(token.text, {"👍", "👌", "✅", "🎉"});
        if (!is_courtesy(token.text) && !thumb) return std::nullopt;
        polite = true;
        if (const auto said = courtesy_of(token.text); !kind || *kind == Courtesy::other) kind = said;
    }
    return kind;
}

std::size_t LineReader::behind_courtesies() {
    std::size_t behind = 0;
    for (std::size_t at = 0; at < tokens_.size() && (is_courtesy(tokens_[at].text) || is_separator(at)); ++at) {
        if (is_separator(at)) behind = at;
    }
    return behind == 0 || clauses_.read(0) ? 0 : behind;
}

bool LineReader::is_question() const {
    for (auto at = tokens_.size(); at-- > 0;) {
        const auto& token = tokens_[at];
        if (token.is("?")) return end_ <= token.begin + longest_verb_part;
        if (token.kind != Token::Kind::emoji && !one_of(token.text, {"!", ".", ")"})) return false;
    }
    return false;
}

bool LineReader::question() {
    if (tokens_.front().is("?")) {
        Command command;
        command.intent = Intent::help;
        command.text = "?";
        into_.commands.push_back(std::move(command));
        return true;
    }
    auto head = clauses_.read(0);
    const bool nothing_else = head && !head->negated && clauses_.only_politeness(head->next, tokens_.size());
    if (!nothing_else ||
        !(is_read_only(head->command.intent) || (head->trouble && head->trouble->code == AskCode::gave_what))) {
        ask_unknown(0, tokens_.size());
        return false;
    }
    settle(*head, tokens_.size());
    return true;
}

std::size_t LineReader::clause(std::size_t at) {
    auto head = at > 0 && clauses_.is_like_another(at) ? std::nullopt : clauses_.read(at);
    if (!head || head->negated) {
        const auto end = text_end(at);
        for (auto i = at; i < end && !into_.negated; ++i) into_.negated = is_negation(tokens_[i].text);
        if (head) into_.negated = true;
        ask_unknown(at, end);
        return end;
    }
    while (auto another = clauses_.another(*head)) {
        settle(*head, head->next);
        head = std::move(another);
    }
    if (auto refused = clauses_.refused_meanwhile(*head)) {
        settle(*head, head->next);
        head = std::move(refused);
    }
    if (is_clause_behind(*head)) {
        settle(*head, head->next);
        return head->next;
    }
    if (head->text == Head::Text::none)
        return head->command.intent == Intent::add ? added(std::move(*head)) : without_text(*head);
    auto begin = head->next;
    while (begin < tokens_.size() && one_of(tokens_[begin].text, {",", ":", ";", "-", ".", "!"}) &&
           !clauses_.is_signed(begin))
        ++begin;
    const auto end = text_end(begin);
    const bool is_emoji =  // a note can be one
        head->text_required && begin < end && tokens_[begin].kind == Token::Kind::emoji;
    if (begin < end && (is_emoji || !clauses_.says_nothing(begin, end))) take_text(*head, begin, end);
    settle(*head, end);
    return end;
}

std::size_t LineReader::without_text(Head& head) {
    const auto rest = head.next;
    if (clauses_.says_nothing(rest, tokens_.size())) {
        settle(head, tokens_.size());
        return tokens_.size();
    }
    const auto end = text_end(rest);
    if (tokens_[rest].is(";")) {
        settle(head, rest);
        return rest + 1;
    }
    ask_unknown(head.begin, end);
    return end;
}

bool LineReader::is_clause_behind(const Head& head) {
    auto at = head.next;
    if (at >= tokens_.size() || !is_separator(at)) return false;
    while (at < tokens_.size() && is_separator(at)) ++at;
    if (at >= tokens_.size()) return false;
    // What was said of another is none of their words: "sam said not now, karl said ask again in june".
    const bool of_some = head.command.targets.which == Targets::Which::people && !head.text_required;
    if (of_some && (clauses_.tells_of_somebody(at) || (head.as_tail && clauses_.somebody_says(at)))) return true;
    if (!stands_alone(at)) return false;
    if (head.command.intent == Intent::add && is_another_name(head.next, at)) return false;
    const bool in_doubt =
        head.trouble && (head.trouble->code == AskCode::no_such_name || head.trouble->code == AskCode::which_name);
    const bool closes = head.command.intent == Intent::no;  // "no, tomorrow": whom a no closes is not put off as well
    if (!in_doubt && !closes) return true;
    const auto behind = clauses_.read(at);
    return behind->addressed || (behind->command.intent != Intent::snooze && behind->command.intent != Intent::later);
}

bool LineReader::stands_alone(std::size_t at) {
    const auto head = clauses_.read(at);
    if (!head || head->negated) return false;
    const auto intent = head->command.intent;
    const bool ended = head->text != Head::Text::none || clauses_.ends(head->next);
    if (!ended) return false;
    if (head->trouble && head->trouble->code == AskCode::no_such_name) {
        return intent == Intent::snooze || (intent == Intent::skip && !head->as_tail) ||
               (intent == Intent::done && !head->as_tail);
    }
    if (!head->verb) return intent == Intent::snooze && (head->addressed || head->command.until);
    if (head->verb->kind == VerbKind::stop || head->verb->guessed) return head->addressed;
    if (head->addressed) return true;
    if (intent == Intent::snooze || intent == Intent::later) return head->command.until.has_value();
    return intent == Intent::add || intent == Intent::undo || intent == Intent::list || intent == Intent::today ||
           intent == Intent::pause || intent == Intent::resume || intent == Intent::status || intent == Intent::review;
}

std::size_t LineReader::byte_end(std::size_t token) const {
    return token < tokens_.size() ? tokens_[token].begin : end_;
}

void LineReader::settle(Head& head, std::size_t end) {
    const auto begin = tokens_[head.begin].begin;
    const auto stop = std::max(begin, byte_end(end));
    if (!head.trouble) ask_for_what_is_missing(head, end, begin, stop);
    if (head.trouble) return ask(head, begin, stop);
    head.command.text = std::string(trimmed(text_.substr(begin, stop - begin)));
    into_.commands.push_back(std::move(head.command));
}

}  // namespace nudged::replies
