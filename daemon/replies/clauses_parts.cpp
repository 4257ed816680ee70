// The parts that clauses share: whom they are about, and until when.
#include "daemon/replies/clauses.hpp"

namespace nudged::replies {
namespace {

bool is_name_like_a_participle(std::string_view word) {
    return one_of(word,
                  {"ed",     "ted",      "ned",       "fred",    "jed",      "alfred", "wilfred", "manfred", "mildred",
                   "jared",  "ahmed",    "hamed",     "mohamed", "mohammed", "khaled", "waleed",  "saeed",   "javed",
                   "naveed", "winifred", "siegfried", "ming",    "ling",     "ying",   "sterling"});
}

// Which days may be said with it.
TargetReader::Days days_of(Intent intent) {
    switch (intent) {
        case Intent::snooze:
        case Intent::later:
            return TargetReader::Days::to_come;
        case Intent::done:
        case Intent::replied:
            return TargetReader::Days::gone;
        default:
            return TargetReader::Days::none;
    }
}

}  // namespace

bool Clauses::looks_like_a_name(std::size_t at) const {
    if (at >= tokens_.size()) return false;
    const auto& token = tokens_[at];
    const auto& said = token.text;
    if (token.kind != Token::Kind::word || token.digits > 0 || said.size() < 2) return false;
    const auto participle = (said.ends_with("ing") || said.ends_with("ed")) && !is_written_as_a_name(text_, token);
    if (participle && !is_name_like_a_participle(said)) return false;
    const bool snore = said.find_first_not_of('z') == std::string::npos;  // a verb only where verbs stand
    return !is_common_word(said) && !is_date_word(said) && !is_filler(said) && !is_courtesy(said) &&
           !is_negation(said) && (snore || !verb_at(tokens_, at, true)) && !spoken_number(tokens_, at);
}

bool Clauses::take(Head& head, TargetList list) {
    head.command.targets = std::move(list.targets);
    head.edits.insert(head.edits.end(), list.edits.begin(), list.edits.end());
    head.next = head.whom_end = list.end;
    head.whom_begin = list.begin;
    head.addressed = true;
    head.by_typo = list.by_typo;
    if (list.trouble && !head.trouble) head.trouble = std::move(list.trouble);
    return true;
}

std::optional<Date> Clauses::day_alone(std::size_t at, TargetReader::Days days) {
    if (!is_month(word(at)) && !is_weekday(word(at))) return std::nullopt;
    if (days == TargetReader::Days::to_come) {
        const auto when = dates_.read(at, at + 1);
        return when && !when->trouble ? std::optional(when->date) : std::nullopt;
    }
    const auto past = days == TargetReader::Days::gone ? dates_.read_past(at, at + 1) : std::nullopt;
    return past && !past->trouble ? std::optional(past->date) : std::nullopt;
}

// "snooze may", "done friday"; "about may" and "with friday" are people.
void Clauses::ask_day_or_name(Head& head, std::size_t at) {
    const bool by_the_verb = at == head.verb_end || any(at - 1, {"for", ":"});
    if (!by_the_verb || head.next != at + 1 || !ends(head.next)) return;
    const auto day = day_alone(at, days_of(head.command.intent));
    if (day) ask_day_or_name(head, at, *day);
}

void Clauses::ask_day_or_name(Head& head, std::size_t at, Date day) const {
    Trouble trouble{.code = AskCode::day_or_name, .subject = slice(at, at + 1), .fillable = false};
    trouble.place = {tokens_[at].begin, tokens_[at].end, ""};
    const auto of_them = head.trouble ? head.trouble->options : std::vector<Trouble::Option>{};  // where there are two
    for (const auto& option : of_them)
        trouble.options.push_back({.label = option.label, .with = option.with, .person = option.person});
    for (const auto id : head.command.targets.people)
        if (const auto* person = names_.by_id(id))
            trouble.options.push_back({.label = person->name, .with = written(*person), .person = id});
    const auto reading = Dates::reading_of(day);
    trouble.options.push_back({.label = reading.label,
                               .with = reading.says,
                               .answers = {"day", "the day", "date", "the date", fold(reading.label)}});
    head.trouble = std::move(trouble);
    head.edits.clear();
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
        auto list = targets_.read(from, tokens_.size(), {.days = days_of(head.command.intent)});
        if (list) {
            take(head, std::move(*list));
            ask_day_or_name(head, from);
            return true;
        }
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
    if (head.command.intent == Intent::snooze || head.command.intent == Intent::later) doubt_a_year(head, from);
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
    if (const auto when = dates_.read(from, to); when && !when->trouble && when->end == to)
        return {true, slice(from, to), from};
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
        if (when && !when->trouble && !when->later_today) return {true, slice(at, when->end), at};
    }
    return {strong, {}};
}

}  // namespace nudged::replies
