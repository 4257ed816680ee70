// The questions of a line, each choice with the whole command it stands for.
#include <algorithm>

#include "daemon/replies/line_reader.hpp"

namespace nudged::replies {
namespace {

constexpr std::string_view typed_answer = "\uFFFC";

std::string quoted(std::string_view text) {
    if (text.find('"') == std::string_view::npos) return "\"" + std::string(text) + "\"";
    return "“" + std::string(text) + "”";
}

}  // namespace

std::string LineReader::resolved_head(const Head& head, std::size_t text_begin) const {
    auto text = edited(tokens_[head.begin].begin, tokens_[text_begin - 1].end, head.edits);
    while (text.ends_with(',') || text.ends_with('-') || text.ends_with(':') || text.ends_with(' ')) text.pop_back();
    return text;
}

void LineReader::ask_two(Head& head, std::size_t begin, std::size_t second, std::size_t end) {
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

void LineReader::ask_no_or_later(Head& head, std::size_t begin, std::size_t end, const std::string& reason) {
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

void LineReader::ask_unknown(std::size_t begin, std::size_t end) {
    Ask ask;
    ask.subject = std::string(trimmed(text_.substr(tokens_[begin].begin, byte_end(end) - tokens_[begin].begin)));
    if (into_.ask) return keep_for_the_answer(*into_.ask, ask.subject);
    into_.ask = std::move(ask);
}

std::string LineReader::edited(std::size_t begin, std::size_t end, std::vector<Edit> edits) const {
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

void LineReader::ask_for_what_is_missing(Head& head, std::size_t end, std::size_t begin, std::size_t stop) {
    const auto intent = head.command.intent;
    if (head.text_required) {
        const auto place = tokens_[std::min(head.next, end) - 1].end;
        Trouble trouble{.code = intent == Intent::gave ? AskCode::gave_what : AskCode::what};
        if (!head.command.targets.people.empty()) {
            if (const auto* person = names_.by_id(head.command.targets.people.front())) trouble.subject = person->name;
        }
        trouble.place = {place, place, ""};
        trouble.before = head.addressed ? ": " : " ";
        head.trouble = std::move(trouble);
    } else if (head.by_typo != nullptr && (intent == Intent::no || intent == Intent::part)) {
        head.trouble = yes_or_no(AskCode::close_name, *head.by_typo, edited(begin, stop, head.edits));
    }
}

// A message has one question. What else is not clear is asked about when that one is answered.
void LineReader::keep_for_the_answer(Ask& ask, const std::string& clause) {
    const auto behind = [&](std::string& says) { says += (says.empty() ? "" : "\n") + clause; };
    for (auto& choice : ask.choices) behind(choice.says);
    if (!ask.fill.empty()) behind(ask.fill);
}

// "met karl and agatha": while she is added, Karl was met.
std::string LineReader::for_the_others(const Head& head, std::size_t begin, std::size_t stop) const {
    if (head.command.targets.people.empty() || head.as_tail) return {};
    const auto& place = head.trouble->place;
    auto joint = place.begin;
    for (auto at = tokens_.size(); at-- > 0;)
        if (tokens_[at].end <= joint && tokens_[at].begin >= begin &&
            one_of(tokens_[at].text, {",", "and", "&", "+"}) &&
            trimmed(text_.substr(tokens_[at].end, joint - tokens_[at].end)).empty())
            joint = tokens_[at].begin;
    auto edits = head.edits;
    edits.push_back({joint, place.end, ""});
    return "\n" + edited(begin, stop, std::move(edits));
}

void LineReader::ask(const Head& head, std::size_t begin, std::size_t stop) {
    if (into_.ask) return keep_for_the_answer(*into_.ask, edited(begin, stop, head.edits));
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
        if (trouble.code == AskCode::no_such_name && option.with.starts_with("add "))
            ask.choices.back().says += for_the_others(head, begin, stop);
    }
    if (trouble.fillable) ask.fill = with(typed_answer);
    into_.ask = std::move(ask);
}

}  // namespace nudged::replies
