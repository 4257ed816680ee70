// The free text of a clause: where it ends, what is kept of it, and whether it hides a second command.
#include <algorithm>

#include "daemon/replies/line_reader.hpp"

namespace nudged::replies {
namespace {

constexpr std::size_t tokens_searched = 200;  // for a second command

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

// "called, knee is better", "met for coffee", "coffee at last": the channel that the words begin with.
std::string way_of(const std::vector<Token>& words, std::size_t first) {
    for (const auto at : {std::size_t{0}, first})
        if (const auto verb = verb_at(words, at, true); verb && verb->kind == VerbKind::contact)
            return std::string(verb->channel);
    constexpr std::pair<std::string_view, std::string_view> ways[] = {{"call", "call"},
                                                                      {"phone", "call"},
                                                                      {"video", "call"},
                                                                      {"coffee", "in person"},
                                                                      {"lunch", "in person"},
                                                                      {"dinner", "in person"},
                                                                      {"breakfast", "in person"},
                                                                      {"drinks", "in person"},
                                                                      {"in person", "in person"},
                                                                      {"email", "email"},
                                                                      {"mail", "email"},
                                                                      {"text", "text"},
                                                                      {"sms", "text"},
                                                                      {"whatsapp", "messenger"}};
    for (const auto& [said, channel] : ways) {
        const bool one = first < words.size() && words[first].is(said);
        const bool two =
            said == "in person" && first + 1 < words.size() && words[first].is("in") && words[first + 1].is("person");
        if (one || two) return std::string(channel);
    }
    return {};
}

// A call that reached nobody is no conversation.
bool says_nobody_answered(const std::vector<Token>& words) {
    constexpr std::string_view phrases[] = {" no answer",          " no reply",
                                            " no response",        " no pickup",
                                            " no pick up",         " no luck ",
                                            " no show ",           " no one answered",
                                            " no one picked up",   " no one there",
                                            " no one home",        " nobody answered",
                                            " nobody picked up",   " nobody there",
                                            " nobody home",        " voicemail",
                                            " voice mail",         " left a message",
                                            " left message",       " left her a message",
                                            " left him a message", " left them a message",
                                            " didnt answer",       " did not answer",
                                            " didnt pick up",      " did not pick up",
                                            " not answering",      " not home ",
                                            " not at home ",       " wasnt home ",
                                            " wasnt there ",       " couldnt reach",
                                            " could not reach",    " cant reach",
                                            " didnt reach",        " did not reach",
                                            " rang out",           " line busy",
                                            " line was busy",      " answering machine",
                                            " mailbox ",           " didnt show up",
                                            " did not show up"};
    std::string said = " ";
    for (const auto& word : words)
        if (word.kind == Token::Kind::word) said += word.text + " ";
    return std::ranges::any_of(phrases,
                               [&](std::string_view phrase) { return said.find(phrase) != std::string::npos; });
}

bool tells_of_a_death(std::string_view text) {
    const auto folded = fold(text);
    for (const auto words : {"died", "passed away", "deceased", "is dead", "has gone for good", "rest in peace"}) {
        if (folded.find(words) != std::string::npos) return true;
    }
    return folded == "dead" || folded == "rip";
}

}  // namespace

bool says_nobody_answered(std::string_view note) { return says_nobody_answered(tokenise(note, 0, note.size())); }

std::size_t LineReader::text_end(std::size_t at) {
    for (; at < tokens_.size(); ++at) {
        if (tokens_[at].is("\"")) at = closing_quote(at);
        if (tokens_[at].is(";") && at + 1 < tokens_.size() && stands_alone(at + 1)) return at;
    }
    return tokens_.size();
}

std::size_t LineReader::closing_quote(std::size_t mark) const {
    for (auto at = mark + 1; at < tokens_.size(); ++at) {
        if (tokens_[at].is("\"")) return at;
    }
    return mark;
}

std::optional<std::size_t> LineReader::second_command(std::size_t begin, std::size_t end, bool directly) {
    bool in_quotes = false;
    for (auto at = begin; at < std::min(end, begin + tokens_searched); ++at) {
        if (tokens_[at].is("\"")) in_quotes = !in_quotes;
        const bool fresh = at == begin || one_of(tokens_[at - 1].text, {",", ".", "-", "and", "then", ";", "!", "but"});
        if (in_quotes || !fresh || one_of(tokens_[at].text, {"and", "then", "but"})) continue;
        const auto head = clauses_.read(at);
        if (!head || head->negated || head->by_typo != nullptr) continue;
        if (head->trouble && one_of(code_of(head->trouble->code), {"no-such-name", "unknown", "who?"})) continue;
        if (!head->verb) {
            const bool snoozed = head->command.intent == Intent::snooze && head->addressed && head->next >= end;
            if (snoozed && at != begin) return at;
            continue;
        }
        const auto& said = tokens_[head->verb_begin].text;
        const bool plain = one_of(said, {"done", "snooze", "skip", "no", "later", "replied", "postpone", "defer"}) ||
                           (head->as_tail && one_of(said, {"said", "answered"}));
        const bool called = directly && at == begin && head->verb->kind == VerbKind::contact;  // "1 skip 2 called"
        if (!called && (!plain || head->verb->kind != VerbKind::plain)) continue;
        if (head->as_tail ? head->addressed && (at != begin || directly)
                          : head->addressed || (said == "snooze" && head->command.until))
            return at;
    }
    return std::nullopt;
}

bool LineReader::is_their_death(std::size_t at) const {
    const auto is = [&](std::size_t here, std::initializer_list<std::string_view> words) {
        return here < tokens_.size() && one_of(tokens_[here].text, words);
    };
    while (is(at, {"he", "she", "they", "has", "have", "is", "sadly", "just"})) ++at;
    return (is(at, {"died"}) && !is(at + 1, {"laughing", "inside"})) || (is(at, {"passed"}) && is(at + 1, {"away"})) ||
           (is(at, {"dead"}) && clauses_.ends(at + 1));
}

void LineReader::take_text(Head& head, std::size_t begin, std::size_t end) {
    const bool opaque = tokens_[begin].is("\"") || tokens_[begin].is("'");
    const auto from = tokens_[begin].begin;
    const auto said = text_.substr(from, byte_end(end) - from);
    auto text = kept(said);
    if (!opaque) clauses_.leave_out(head, begin, end);
    if (!opaque && !head.trouble) {
        names_.want_book(false);
        const auto second = second_command(begin, end, begin == head.next && !head.text_required);
        names_.want_book(true);
        if (second) {
            ask_two(head, begin, *second, end);
        } else if (head.addressed && !head.as_tail && head.text != Head::Text::body && clauses_.is_person(begin, end)) {
            ask_two(head, begin, begin, end);  // "done nicole zoe": a note, or both of them?
        }
    }
    auto& command = head.command;
    const bool one_more = head.as_tail && head.addressed && head.verb && !opaque && clauses_.is_somebody(begin, end);
    if (one_more && !head.trouble)  // "yes ann no ben"
        head.trouble = Trouble{.code = AskCode::unknown, .subject = clauses_.slice(head.begin, end), .fillable = false};
    if (command.intent == Intent::no && !head.trouble && !opaque)
        ask_no_or_later(head, begin, end, joined(command.reason, text, begin));
    if (command.intent == Intent::promise) take_due_date(head, begin, end, text);
    if (!opaque && !head.trouble && !command.on && one_of(name_of(command.intent), {"done", "replied", "gave"})) {
        if (const auto day = clauses_.take_day_behind(head, begin, end)) text = kept(clauses_.slice(begin, *day));
    }
    if (command.intent == Intent::no && !head.trouble && is_their_death(begin)) {
        command.intent = Intent::part;  // "no zoe, she died" is no refusal
        command.died = true;
    }
    if (command.intent == Intent::part) command.died = command.died || tells_of_a_death(text);
    switch (head.text) {
        case Head::Text::reason:
            command.reason = joined(command.reason, std::move(text), begin);
            break;
        case Head::Text::title:
            command.title = std::move(text);
            break;
        case Head::Text::body:
            if (command.intent != Intent::rename) break;
            command.name = std::move(text);
            if (!opaque && !head.trouble) ask_about_a_taken_name(head);
            break;
        default:
            command.note = joined(command.note, std::move(text), begin);
    }
    head.text_required = false;
    if (command.intent == Intent::done) tell_the_way(command);
}

// Unless it is quoted: two people may well have one name.
void LineReader::ask_about_a_taken_name(Head& head) {
    const auto& command = head.command;
    const auto* other = names_.called(command.name);
    if (other == nullptr || command.targets.people.size() != 1 || fold(other->name) != fold(command.name)) return;
    if (const auto whom = command.targets.people.front(); other->id != whom)
        head.trouble = yes_or_no(AskCode::exists, *other,
                                 "rename contact:" + std::to_string(whom) + " to \"" + command.name + "\"");
}

void LineReader::tell_the_way(Command& command) {
    auto words = tokenise(command.note, 0, command.note.size());
    std::size_t first = 0;
    while (first < words.size() &&
           one_of(words[first].text, {"i", "we", "just", "had", "a", "by", "quick", "on", "the", "-", "over"}))
        ++first;
    if (command.channel.empty()) command.channel = way_of(words, first);
    command.unanswered = says_nobody_answered(words);
}

std::string LineReader::joined(const std::string& verb, std::string text, std::size_t begin) const {
    if (verb.empty()) return text;
    const bool comma = tokens_[begin - 1].is(",");
    const bool dangling = !comma && (verb.ends_with(" with") || verb.ends_with(" to"));  // "spoke with zoe about it"
    return (dangling ? verb.substr(0, verb.rfind(' ')) : verb) + (comma ? ", " : " ") + text;
}

void LineReader::take_due_date(Head& head, std::size_t begin, std::size_t end, std::string& text) {
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

}  // namespace nudged::replies
