// Several people in one clause: who of them is meant, and what is said of each.
#include <algorithm>

#include "daemon/replies/clauses.hpp"

namespace nudged::replies {

// The token behind "and", a comma or both; `at` when there is none.
std::size_t Clauses::behind_joint(std::size_t at) const {
    const auto behind = any(at, {","}) ? at + 1 : at;
    return any(behind, {"and", "&", "+"}) ? behind + 1 : behind;
}

void Clauses::leave_out(Head& head, std::size_t begin, std::size_t end) const {
    const auto which = head.command.targets.which;
    if (head.trouble || (which != Targets::Which::all && which != Targets::Which::rest)) return;
    const auto not_clear = [&] {
        head.trouble = Trouble{.code = AskCode::unknown, .subject = slice(head.begin, end), .fillable = false};
    };
    for (auto at = begin; at < end; ++at) {
        if (auto out = targets_.left_out(at, end)) {
            if (!ends(out->end)) return not_clear();
            if (out->trouble) {
                head.trouble = std::move(out->trouble);
                return;
            }
            head.edits.push_back({tokens_[at - 1].end, tokens_[out->end - 1].end, ""});
            const Edit all{tokens_[head.whom_begin].begin, tokens_[head.whom_end - 1].end, ""};
            head.trouble = targets_.others_than(*out, all);
            return;
        }
        const auto named = names_.find(tokens_, at, end, Names::Typos::no);
        if (!named || named->rule > Names::Rule::prefix) continue;
        const auto behind = named->end + (any(named->end, {"has", "have", "did", "does", "is", "was"}) ? 1U : 0U);
        if (behind < end && is_negation(word(behind))) return not_clear();  // "everyone replied, sam did not"
    }
}

// "no ann, ben moved": hardly both of them. Where nothing tells, it is not for a no to close one more.
void Clauses::ask_whom_it_closes(Head& head) const {
    if (head.as_tail || head.trouble || head.command.targets.people.size() < 2 || ends(head.next)) return;
    if (tokens_[head.next].kind != Token::Kind::word) return;
    auto last = head.whom_end;
    for (; last > head.whom_begin && !any(last - 1, {","}); --last)
        if (any(last - 1, {"and", "&", "+", ":"}) || tokens_[last - 1].digits > 0) return;
    if (last == head.whom_begin) return;
    auto people = head.command.targets;
    people.people.pop_back();
    std::string first, named;
    for (const auto id : people.people) {
        const auto* person = names_.by_id(id);
        if (person == nullptr) return;
        first += (first.empty() ? "" : ", ") + written(*person);
        named += (named.empty() ? "" : ", ") + person->name;
    }
    const auto verb = slice(head.verb_begin, head.verb_end);
    Trouble trouble{.code = AskCode::homophone, .subject = slice(last, tokens_.size()), .fillable = false};
    trouble.place = {tokens_[head.whom_begin].begin, tokens_[last].begin, ""};
    trouble.options = {{.label = verb + " " + named + ": " + trouble.subject,
                        .with = first + ": ",
                        .answers = {"yes", "y", "yep", "yeah"}},
                       {.label = "no", .answers = {"no", "n", "nope"}, .whole = true}};
    head.edits.clear();
    head.trouble = std::move(trouble);
}

// "met Nicole's husband": hardly Nicole. Her number and her voicemail are ways to her.
void Clauses::ask_about_somebody_of_theirs(Head& head) const {
    const auto at = head.whom_end;
    if (head.trouble || head.edits.empty() || at == 0 || at >= tokens_.size() || !tokens_[at - 1].possessive) return;
    const auto& whose = tokens_[at];
    if (whose.kind != Token::Kind::word || whose.digits > 0 || is_date_word(whose.text)) return;
    if (any(at, {"number", "phone", "mobile", "cell", "landline", "line", "voicemail", "mailbox", "email", "whatsapp"}))
        return;
    const auto owner = head.edits.back();
    const auto* person = names_.by_id(head.command.targets.people.back());
    if (person == nullptr) return;
    const auto said = std::string(text_.substr(owner.begin, whose.end - owner.begin));
    const auto kept = head.command.intent == Intent::gave ? "" : ", " + said;  // "met nicole, nicole's husband"
    Trouble trouble{.code = AskCode::no_such_name, .subject = said, .place = {owner.begin, whose.end, ""}};
    trouble.options = {{.label = person->name,
                        .with = written(*person) + kept,
                        .person = person->id,
                        .answers = {"yes", "y", "yep", "yeah"}},
                       {.label = "Add " + said, .with = "add \"" + said + "\"", .answers = {"add"}, .whole = true}};
    head.edits.pop_back();
    head.command.targets.people.pop_back();
    head.trouble = std::move(trouble);
    head.next = at + 1;
}

// Well spelt: people, or one of them in doubt.
std::optional<TargetList> Clauses::somebody(std::size_t at) const {
    auto list = targets_.read(at, tokens_.size(), {.first = true, .typos = Names::Typos::no});
    return list && (list->trouble || list->targets.which == Targets::Which::people) ? std::move(list) : std::nullopt;
}

// "no answer", "didn't", "not yet", "has not replied"; not "isn't there any more".
bool Clauses::nothing_came(std::size_t at) const {
    while (any(at, {"has", "have", "had", "did", "does", "is", "was", "still", "just", "also"})) ++at;
    if (any(at, {"no"})) return any(at + 1, {"answer", "reply", "response", "luck", "news", "word", "show", "pickup"});
    if (!is_negation(word(at))) return false;
    ++at;
    if (ends(at) || any(at, {"yet", "answer", "reply", "respond", "pick"})) return true;
    const auto verb = verb_at(tokens_, at, true);
    return verb && verb->intent == Intent::replied;
}

bool Clauses::is_like_another(std::size_t at) const {
    if (any(at, {"a"})) ++at;
    auto whom = at;
    if (is_yes(word(at))) {
        ++whom;
        while (any(whom, {"to", "from", "for"})) ++whom;
    } else if (any(at, {"so"}) && any(at + 1, {"did", "has", "have", "does", "is", "was"})) {
        whom = at + 2;
    }
    const auto list = somebody(whom);
    return list && (whom > at ? ends(list->end) : any(list->end, {"too", "also"}) && ends(list->end + 1));
}

bool Clauses::tells_of_somebody(std::size_t at) const {
    if (is_like_another(at)) return true;
    const auto list = somebody(at);
    return list && (nothing_came(list->end) || (is_yes(word(list->end)) && ends(list->end + 1)));
}

bool Clauses::is_somebody(std::size_t at, std::size_t end) const {
    const auto list = somebody(at);
    return list && !list->by_number && list->end <= end && only_politeness(list->end, end);
}

bool Clauses::somebody_says(std::size_t at) const {
    const auto list = somebody(at);
    return list && any(list->end, {"said", "says"});
}

// Behind the end of somebody's words.
bool Clauses::is_of_another(std::size_t at) const {
    while (any(at, {"and", "but", "while", "whereas"})) ++at;
    return somebody_acts(at) || somebody_says(at) || tells_of_somebody(at);
}

// "karl replied no" behind a comma: a clause of its own.
bool Clauses::somebody_acts(std::size_t at) const {
    const auto list = targets_.read(at, tokens_.size(), {.first = true, .single = true, .typos = Names::Typos::no});
    const auto verb = list ? verb_at(tokens_, list->end, true) : std::nullopt;
    return verb && (verb->kind == VerbKind::plain || verb->kind == VerbKind::tail_only);
}

// Behind a day: "and ben", "and ben today", ", ben on monday".
bool Clauses::begins_another_touch(std::size_t at) {
    const auto from = behind_joint(at);
    if (from == at) return false;
    const auto list = targets_.read(from, tokens_.size(), {.days = TargetReader::Days::gone});
    if (!list || (list->targets.which != Targets::Which::people && !list->trouble)) return false;
    return says_nothing(list->end, tokens_.size()) || dates_.read_past(list->end, tokens_.size()).has_value();
}

std::optional<Head> Clauses::another(const Head& head) {
    if (head.as_tail || head.trouble || !head.verb) return std::nullopt;
    const bool waits = head.command.intent == Intent::later || head.command.intent == Intent::snooze;
    return waits ? another_wait(head) : another_touch(head);
}

// The same verb, and somebody else.
Head Clauses::same_of(const Head& head, std::size_t from, TargetList list) {
    Head another;
    another.begin = from;
    another.verb = head.verb;
    another.verb_begin = head.verb_begin;
    another.verb_end = head.verb_end;
    another.command.intent = head.command.intent;
    another.command.channel = head.command.channel;
    another.command.note = head.command.note;
    another.text = head.text;
    another.edits.push_back({tokens_[from].begin, tokens_[from].begin, slice(head.verb_begin, head.verb_end)});
    take(another, std::move(list));
    return another;
}

std::optional<Head> Clauses::another_wait(const Head& head) {
    const auto from = behind_joint(head.next);
    auto list = from > head.next && head.command.until ? somebody(from) : std::nullopt;
    if (!list) return std::nullopt;
    auto another = same_of(head, from, std::move(*list));
    if (says_nothing(another.next, tokens_.size())) {
        another.command.until = head.command.until;
        another.command.time = head.command.time;
        another.command.named_day = head.command.named_day;
        return another;
    }
    const auto when = dates_.read(past_punctuation(another.next), tokens_.size());
    return when && read_when(another) ? std::optional(std::move(another)) : std::nullopt;
}

std::optional<Head> Clauses::another_touch(const Head& head) {
    if (!head.dated || !begins_another_touch(head.next)) return std::nullopt;
    const auto from = behind_joint(head.next);
    auto list = targets_.read(from, tokens_.size(), {.days = TargetReader::Days::gone});
    const auto day = dates_.read_past(list->end, tokens_.size());
    // "done ann yesterday, friday ben": without a verb of contact or an "and" it may as well be a day to come.
    const bool joined = head.verb->kind == VerbKind::contact || any(from - 1, {"and", "&", "+"});
    const bool today = day && !day->trouble && day->date == dates_.today();
    if (day && !day->surely && !joined && !today) return std::nullopt;
    auto another = same_of(head, from, std::move(*list));
    if (!day) another.command.on = head.command.on;
    if (!day || today) {
        another.next = day ? day->end : another.next;
        another.dated = true;
        return another;
    }
    read_day(another);
    return another.dated || another.trouble ? std::optional(std::move(another)) : std::nullopt;
}

}  // namespace nudged::replies
