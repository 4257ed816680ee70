// A whole message: its lines, the clauses of each, their free texts, and the one question about what was not clear.
#include <algorithm>

#include "daemon/replies/clauses.hpp"
#include "daemon/replies/replies.hpp"
#include "daemon/replies/text.hpp"

namespace nudged::replies {
namespace {

constexpr std::size_t longest_verb_part = 8 * 1024;  // bytes of a line in which verbs are looked for
constexpr std::size_t most_lines = 200;
constexpr std::size_t most_commands = 100;
constexpr std::size_t tokens_searched = 200;  // of a free text, for a second command
constexpr std::string_view typed_answer = "\uFFFC";

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        std::size_t at = 0;
        if (!is_space(next_code_point(text, at))) break;
        text.remove_prefix(at);
    }
    while (!text.empty()) {
        auto at = text.size() - 1;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
        const auto begin = at;
        if (!is_space(next_code_point(text, at))) break;
        text = text.substr(0, begin);
    }
    return text;
}

// Takes the bot's name and the slash of a command away: "@nudgebot done 2", "<@U1> done 2", "/done@nudgebot 2", "/nudge
// done 2".
std::string without_address(std::string text, std::string_view bot) {
    const auto start = static_cast<std::size_t>(trimmed(text).data() - text.data());
    if (trimmed(text).empty()) return {};
    text.erase(0, start);
    const auto name_end = [&](std::size_t at) {
        while (at < text.size() && is_name_letter(text[at])) ++at;
        return at;
    };
    const auto whole = text.size();
    if (text.starts_with("<@")) {
        const auto close = text.substr(0, 100).find('>');
        if (close != std::string::npos) text.erase(0, close + 1);
    } else if (text.starts_with('@')) {
        text.erase(0, name_end(1));
    } else if (!bot.empty() && fold(std::string_view(text).substr(0, bot.size())) == fold(bot) &&
               text.size() > bot.size() && one_of(std::string_view(text).substr(bot.size(), 1), {",", ":", " "})) {
        text.erase(0, bot.size());
    }
    if (text.size() < whole) text.erase(0, std::min(text.find_first_not_of(" ,:\n"), text.size()));
    if (text.starts_with('/')) {
        const auto end = name_end(1);
        if (end < text.size() && text[end] == '@') text.erase(end, name_end(end + 1) - end);
        const auto command = fold(std::string_view(text).substr(1, end - 1));
        const bool ours = command == "nudge" || command == "nudged";
        text.erase(0, ours ? end : 1);
        if (ours && trimmed(text).empty()) text = "help";
    }
    return text;
}

// Free text as it is kept: without the quotes around it and the full stop behind it.
std::string kept(std::string_view text) {
    text = trimmed(text);
    const auto inside = [&](std::string_view open, std::string_view close) {
        if (text.size() < open.size() + close.size() || !text.starts_with(open) || !text.ends_with(close)) return false;
        const auto middle = text.substr(open.size(), text.size() - open.size() - close.size());
        if (middle.find(close) != std::string_view::npos) return false;
        text = trimmed(middle);
        return true;
    };
    const bool quoted = inside("\"", "\"") || inside("“", "”") || inside("„", "“") || inside("«", "»") ||
                        inside("'", "'") || inside("‘", "’");
    const bool stop = text.ends_with('.') || text.ends_with('!');
    if (!quoted && stop && !text.ends_with("..") && !text.ends_with("!!")) text.remove_suffix(1);
    return std::string(trimmed(text));
}

std::string quoted(std::string_view text) {
    if (text.find('"') == std::string_view::npos) return "\"" + std::string(text) + "\"";
    return "“" + std::string(text) + "”";
}

bool is_read_only(Intent intent) {
    return intent == Intent::who || intent == Intent::help || intent == Intent::today || intent == Intent::list ||
           intent == Intent::status || intent == Intent::find;
}

bool tells_of_a_death(std::string_view text) {
    const auto folded = fold(text);
    for (const auto words : {"died", "passed away", "deceased", "is dead", "has gone for good", "rest in peace"}) {
        if (folded.find(words) != std::string::npos) return true;
    }
    return folded == "dead" || folded == "rip";
}

class LineReader {
public:
    LineReader(std::string_view text, std::size_t begin, std::size_t end, Names& names, const Context& context,
               Understanding& into)
        : text_(text),
          end_(end),
          names_(names),
          clauses_(text, tokenise(text, begin, std::min(end, begin + longest_verb_part)), names, context),
          tokens_(clauses_.tokens()),
          into_(into) {}

    // False: the line is a question that is no command.
    bool run() {
        if (tokens_.empty()) return true;
        if (is_courtesy_line()) {
            into_.courtesy = true;
            return true;
        }
        if (is_question()) return question();
        for (std::size_t at = 0; at < tokens_.size() && into_.commands.size() < most_commands;) {
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

private:
    [[nodiscard]] bool is_separator(std::size_t at) const {
        return one_of(tokens_[at].text, {",", ";", ".", "!", "and", "then", "&"});
    }

    [[nodiscard]] bool is_courtesy_line() const {
        bool polite = false;
        for (const auto& token : tokens_) {
            if (token.kind == Token::Kind::punct && one_of(token.text, {".", "!", ",", "-", ")", "(", ":", ";"}))
                continue;
            const bool thumb = polite && one_of(token.text, {"👍", "👌", "✅", "🎉"});
            if (!is_courtesy(token.text) && !thumb) return false;
            polite = true;
        }
        return polite;
    }

    [[nodiscard]] bool is_question() const {
        for (auto at = tokens_.size(); at-- > 0;) {
            const auto& token = tokens_[at];
            if (token.is("?")) return end_ <= token.begin + longest_verb_part;
            if (token.kind != Token::Kind::emoji && !one_of(token.text, {"!", ".", ")"})) return false;
        }
        return false;
    }

    bool question() {
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

    std::size_t clause(std::size_t at) {
        auto head = clauses_.read(at);
        if (!head || head->negated) {
            const auto end = text_end(at);
            for (auto i = at; i < end && !into_.negated; ++i) into_.negated = is_negation(tokens_[i].text);
            if (head) into_.negated = true;
            ask_unknown(at, end);
            return end;
        }
        if (is_clause_behind(head->next)) {
            settle(*head, head->next);
            return head->next;
        }
        if (head->text == Head::Text::none) return without_text(*head);
        auto begin = head->next;
        while (begin < tokens_.size() && one_of(tokens_[begin].text, {",", ":", ";", "-", ".", "!"}) &&
               !clauses_.is_signed(begin))
            ++begin;
        const auto end = text_end(begin);
        if (begin < end && !clauses_.says_nothing(begin, end)) take_text(*head, begin, end);
        settle(*head, end);
        return end;
    }

    std::size_t without_text(Head& head) {
        const auto rest = head.next;
        if (clauses_.says_nothing(rest, tokens_.size())) {
            settle(head, tokens_.size());
            return tokens_.size();
        }
        if (head.command.intent == Intent::add && tokens_[rest].is(",")) {
            if (auto another = clauses_.another_name(rest + 1)) {
                settle(head, rest);
                return is_clause_behind(another->next) ? (settle(*another, another->next), another->next)
                                                       : without_text(*another);
            }
        }
        const auto end = text_end(rest);
        if (tokens_[rest].is(";")) {
            settle(head, rest);
            return rest + 1;
        }
        ask_unknown(head.begin, end);
        return end;
    }

    // A separator and behind it a clause that stands for itself.
    [[nodiscard]] bool is_clause_behind(std::size_t at) {
        if (at >= tokens_.size() || !is_separator(at)) return false;
        while (at < tokens_.size() && is_separator(at)) ++at;
        return at < tokens_.size() && stands_alone(at);
    }

    [[nodiscard]] bool stands_alone(std::size_t at) {
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
               intent == Intent::pause || intent == Intent::resume || intent == Intent::status ||
               intent == Intent::review;
    }

    // Free text ends only before ";" and a command, and not within quotes.
    [[nodiscard]] std::size_t text_end(std::size_t at) {
        for (; at < tokens_.size(); ++at) {
            if (tokens_[at].is("\"")) at = closing_quote(at);
            if (tokens_[at].is(";") && at + 1 < tokens_.size() && stands_alone(at + 1)) return at;
        }
        return tokens_.size();
    }

    // The other end of a quotation; the mark itself when it has none.
    [[nodiscard]] std::size_t closing_quote(std::size_t mark) const {
        for (auto at = mark + 1; at < tokens_.size(); ++at) {
            if (tokens_[at].is("\"")) return at;
        }
        return mark;
    }

    [[nodiscard]] std::size_t byte_end(std::size_t token) const {
        return token < tokens_.size() ? tokens_[token].begin : end_;
    }

    // Where within a free text something stands that reads like a command to somebody: one note, or two commands?
    [[nodiscard]] std::optional<std::size_t> second_command(std::size_t begin, std::size_t end) {
        bool in_quotes = false;
        for (auto at = begin; at < std::min(end, begin + tokens_searched); ++at) {
            if (tokens_[at].is("\"")) in_quotes = !in_quotes;
            const bool fresh = at == begin || one_of(tokens_[at - 1].text, {",", ".", "-", "and", "then", ";", "!"});
            if (in_quotes || !fresh || one_of(tokens_[at].text, {"and", "then"})) continue;
            const auto head = clauses_.read(at);
            if (!head || head->negated || head->by_typo != nullptr) continue;
            if (head->trouble && one_of(code_of(head->trouble->code), {"no-such-name", "unknown", "who?"})) continue;
            if (!head->verb) {
                const bool snoozed = head->command.intent == Intent::snooze && head->addressed && head->next >= end;
                if (snoozed && at != begin) return at;
                continue;
            }
            const auto& said = tokens_[head->verb_begin].text;
            const bool plain =
                one_of(said, {"done", "snooze", "skip", "no", "later", "replied", "postpone", "defer"}) ||
                (head->as_tail && one_of(said, {"said", "answered"}));
            if (!plain || head->verb->kind != VerbKind::plain) continue;
            if (head->as_tail ? head->addressed && at != begin
                              : head->addressed || (said == "snooze" && head->command.until))
                return at;
        }
        return std::nullopt;
    }

    void take_text(Head& head, std::size_t begin, std::size_t end) {
        const bool opaque = tokens_[begin].is("\"") || tokens_[begin].is("'");
        const auto from = tokens_[begin].begin;
        const auto said = text_.substr(from, byte_end(end) - from);
        auto text = kept(said);
        if (!opaque && !head.trouble) {
            names_.want_book(false);
            const auto second = second_command(begin, end);
            names_.want_book(true);
            if (second) {
                ask_two(head, begin, *second, end);
            } else if (head.addressed && !head.as_tail && clauses_.is_person(begin, end)) {
                ask_two(head, begin, begin, end);  // "done nicole zoe": a note, or both of them?
            }
        }
        auto& command = head.command;
        if (command.intent == Intent::no && !head.trouble && !opaque)
            ask_no_or_later(head, begin, end, joined(command.reason, text, begin));
        if (command.intent == Intent::promise) take_due_date(head, begin, end, text);
        if (command.intent == Intent::part) command.died = tells_of_a_death(text);
        switch (head.text) {
            case Head::Text::reason:
                command.reason = joined(command.reason, std::move(text), begin);
                break;
            case Head::Text::title:
                command.title = std::move(text);
                break;
            case Head::Text::body:
                if (command.intent == Intent::rename) command.name = std::move(text);
                break;
            default:
                command.note = joined(command.note, std::move(text), begin);
        }
        head.text_required = false;
    }

    // A verb that is itself the beginning of the text, and the text behind it.
    [[nodiscard]] std::string joined(const std::string& verb, std::string text, std::size_t begin) const {
        if (verb.empty()) return text;
        const bool comma = tokens_[begin - 1].is(",");
        const bool dangling =
            !comma && (verb.ends_with(" with") || verb.ends_with(" to"));  // "spoke with zoe about it"
        return (dangling ? verb.substr(0, verb.rfind(' ')) : verb) + (comma ? ", " : " ") + text;
    }

    // The clause from its first word to the free text, with nobody in doubt.
    [[nodiscard]] std::string resolved_head(const Head& head, std::size_t text_begin) const {
        auto text = edited(tokens_[head.begin].begin, tokens_[text_begin - 1].end, head.edits);
        while (text.ends_with(',') || text.ends_with('-') || text.ends_with(':') || text.ends_with(' '))
            text.pop_back();
        return text;
    }

    void ask_two(Head& head, std::size_t begin, std::size_t second, std::size_t end) {
        const auto start = resolved_head(head, begin);
        const bool both = second == begin && clauses_.is_person(begin, end);
        const auto all = trimmed(text_.substr(tokens_[begin].begin, byte_end(end) - tokens_[begin].begin));
        const auto rest = trimmed(text_.substr(tokens_[second].begin, byte_end(end) - tokens_[second].begin));
        auto first = second;
        while (first > begin && (is_separator(first - 1) || tokens_[first - 1].is("-"))) --first;
        Trouble trouble{.code = AskCode::two, .subject = std::string(rest), .fillable = false};
        trouble.options.push_back({.label = "one note",
                                   .with = start + " " + quoted(all),
                                   .answers = {"a", "one", "one note", "1"},
                                   .whole = true});
        trouble.options.push_back({.label = "two commands",
                                   .with = start + (first > begin ? " " + clauses_.slice(begin, first) : "") +
                                           (both ? " and " : "\n") + std::string(rest),
                                   .answers = {"b", "two", "two commands", "2"},
                                   .whole = true});
        head.trouble = std::move(trouble);
    }

    void ask_no_or_later(Head& head, std::size_t begin, std::size_t end, const std::string& reason) {
        const auto delay = clauses_.delay_in(begin, end);
        if (!delay.found) return;
        std::string who;
        for (const auto id : head.command.targets.people)
            who += (who.empty() ? " contact:" : ", contact:") + std::to_string(id);
        if (head.command.targets.which == Targets::Which::all) who = " all";
        if (head.command.targets.which == Targets::Which::rest) who = " rest";
        Trouble trouble{.code = AskCode::no_or_later, .subject = delay.when, .fillable = false};
        trouble.options.push_back(
            {.label = "no", .with = "no" + who + " " + quoted(reason), .answers = {"no", "n", "close"}, .whole = true});
        trouble.options.push_back(
            {.label = "later" + (delay.when.empty() ? "" : " " + delay.when),
             .with = "later" + who + (delay.when.empty() ? "" : " " + delay.when) + " " + quoted(reason),
             .answers = {"later", "l"},
             .whole = true});
        head.trouble = std::move(trouble);
    }

    // "promise nicole send pricing by friday"
    void take_due_date(Head& head, std::size_t begin, std::size_t end, std::string& text) {
        while (end > begin && clauses_.only_politeness(end - 1, end)) --end;
        for (auto at = end; at-- > begin;) {
            if (!one_of(tokens_[at].text, {"by", "until", "till", "on", "before"}) || !clauses_.is_when(at + 1, end))
                continue;
            const auto when = clauses_.when_at(at + 1, end);
            head.command.until = when->date;
            head.command.time = when->time;
            head.command.named_day = when->named;
            text = kept(clauses_.slice(begin, at));
            return;
        }
    }

    void ask_unknown(std::size_t begin, std::size_t end) {
        if (into_.ask) return;
        Ask ask;
        ask.subject = std::string(trimmed(text_.substr(tokens_[begin].begin, byte_end(end) - tokens_[begin].begin)));
        into_.ask = std::move(ask);
    }

    [[nodiscard]] std::string edited(std::size_t begin, std::size_t end, std::vector<Edit> edits) const {
        std::ranges::stable_sort(edits, {}, &Edit::begin);
        std::string text;
        auto at = begin;
        for (const auto& edit : edits) {
            if (edit.begin < at || edit.end > end) continue;
            text += text_.substr(at, edit.begin - at);
            text += edit.with;
            at = edit.end;
            if (edit.begin == edit.end && at < end && text_[at] != ' ') text += ' ';
        }
        text += text_.substr(at, end - at);
        return std::string(trimmed(text));
    }

    // The clause [head.begin, end) is understood: a command, or the question about it.
    void settle(Head& head, std::size_t end) {
        const auto begin = tokens_[head.begin].begin;
        const auto stop = std::max(begin, byte_end(end));
        if (!head.trouble) ask_for_what_is_missing(head, end, begin, stop);
        if (head.trouble) return ask(head, begin, stop);
        head.command.text = std::string(trimmed(text_.substr(begin, stop - begin)));
        into_.commands.push_back(std::move(head.command));
    }

    void ask_for_what_is_missing(Head& head, std::size_t end, std::size_t begin, std::size_t stop) {
        const auto intent = head.command.intent;
        if (head.text_required) {
            const auto place = tokens_[std::min(head.next, end) - 1].end;
            Trouble trouble{.code = intent == Intent::gave ? AskCode::gave_what : AskCode::what};
            if (!head.command.targets.people.empty()) {
                if (const auto* person = names_.by_id(head.command.targets.people.front()))
                    trouble.subject = person->name;
            }
            trouble.place = {place, place, ""};
            trouble.before = head.addressed ? ": " : " ";
            head.trouble = std::move(trouble);
        } else if (head.by_typo != nullptr && (intent == Intent::no || intent == Intent::part)) {
            Trouble trouble{.code = AskCode::close_name, .subject = head.by_typo->name, .fillable = false};
            trouble.options.push_back({.label = "yes",
                                       .with = edited(begin, stop, head.edits),
                                       .person = head.by_typo->id,
                                       .answers = {"yes", "y", "yep", "yeah"},
                                       .whole = true});
            trouble.options.push_back(
                {.label = "no", .person = head.by_typo->id, .answers = {"no", "n", "nope"}, .whole = true});
            head.trouble = std::move(trouble);
        }
    }

    void ask(const Head& head, std::size_t begin, std::size_t stop) {
        if (into_.ask) return;
        const auto& trouble = *head.trouble;
        const auto with = [&](std::string_view words) {
            auto edits = head.edits;
            edits.push_back({trouble.place.begin, trouble.place.end, trouble.before + std::string(words)});
            return edited(begin, stop, std::move(edits));
        };
        Ask ask;
        ask.code = trouble.code;
        ask.subject = trouble.subject;
        for (const auto& option : trouble.options) {
            ask.choices.push_back(
                {option.label, option.whole ? option.with : with(option.with), option.person, option.answers});
        }
        if (trouble.fillable) ask.fill = with(typed_answer);
        into_.ask = std::move(ask);
    }

    std::string_view text_;
    std::size_t end_;
    Names& names_;
    Clauses clauses_;
    const std::vector<Token>& tokens_;
    Understanding& into_;
};

}  // namespace

Understanding understand(std::string_view text, const Context& context) {
    const auto said = without_address(decode_transport(text), context.bot_name);
    Names names(context);
    Understanding result;
    bool ends_in_a_question = false;
    std::size_t lines = 0;
    for (std::size_t begin = 0; begin < said.size();) {
        const auto end = std::min(said.find('\n', begin), said.size());
        if (!trimmed(std::string_view(said).substr(begin, end - begin)).empty()) {
            if (++lines > most_lines) break;
            ends_in_a_question = !LineReader(said, begin, end, names, context, result).run();
        }
        begin = end + 1;
    }
    const bool too_much = lines > most_lines || result.commands.size() >= most_commands;
    if (too_much || ends_in_a_question) {
        result = {};
        result.ask = Ask{};
    } else if (lines == 0) {
        result.courtesy = true;
    }
    if (!result.commands.empty() || result.ask) result.courtesy = false;
    return result;
}

}  // namespace nudged::replies
