// Names as targets, and the questions where nobody, or more than one, is called so.
#include <algorithm>

#include "daemon/replies/targets.hpp"
#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

// Behind the verb "may": "no, may be later".
bool is_infinitive(std::string_view word) {
    return one_of(word, {"be",    "have", "come", "need", "want", "go",     "call",   "get",  "take", "not",
                         "still", "also", "like", "know", "do",   "make",   "give",   "try",  "move", "buy",
                         "join",  "work", "see",  "say",  "ask",  "write",  "start",  "help", "find", "meet",
                         "leave", "stay", "well", "even", "just", "change", "happen", "send", "hire", "visit"});
}

bool is_plain_word(const std::vector<Token>& tokens, std::size_t at, std::size_t end) {
    return at < end && tokens[at].kind == Token::Kind::word && tokens[at].digits == 0 &&
           !is_date_word(tokens[at].text) && !verb_at(tokens, at, true);
}

}  // namespace

std::optional<TargetList> TargetReader::name(std::size_t at, std::size_t end, How how) const {
    if (tokens_[at].kind != Token::Kind::word) return std::nullopt;
    if (is_month(word(at)) || is_weekday(word(at))) return called_like_a_day(at, end, how);
    if (how.first && (is_date_word(word(at)) || is_common_word(word(at)))) {
        const bool may_be_known = is_family(word(at)) || (!is_date_word(word(at)) && verb_at(tokens_, at + 1, true));
        const auto where = may_be_known ? Names::Where::list_and_book : Names::Where::list_only;
        const auto full = names_.find(tokens_, at, end, Names::Typos::no, where);
        if (!full || is_date_word(word(at)) || full->rule > Names::Rule::prefix) return std::nullopt;
    }
    const auto hit = names_.find(tokens_, at, end, how.typos);
    const bool date = is_date_word(word(at)) && (!hit || hit->end == at + 1);
    if (!hit || date) return std::nullopt;
    return named(*hit, at);
}

// "done may", "may replied": a month or a day of the week is a name where somebody is called so and no date can be
// meant.
std::optional<TargetList> TargetReader::called_like_a_day(std::size_t at, std::size_t end, How how) const {
    if (is_day_by_its_place(at, end, how.days)) return std::nullopt;
    const std::string_view before = at > 0 ? std::string_view(word(at - 1)) : std::string_view();
    const bool acting = !how.first || one_of(before, {"to", "with"}) || acts(at + 1, end);
    const auto where = acting || may_be_a_surname(at + 1, end) ? Names::Where::list_and_book : Names::Where::list_only;
    const auto hit = names_.find(tokens_, at, end, Names::Typos::no, where);
    if (!hit || hit->rule > Names::Rule::prefix) return std::nullopt;
    // "snooze zoe, friday"
    const bool read_as_a_day = how.days == Days::to_come || (how.days == Days::gone && is_weekday(word(at)));
    const bool a_verb = word(at) == "may" && how.joined && is_plain_word(tokens_, at + 1, end);  // "zoe, may retire"
    if (hit->end == at + 1 && (!acting || a_verb || (before == "," && read_as_a_day))) return std::nullopt;
    return named(*hit, at);
}

bool TargetReader::may_be_a_surname(std::size_t at, std::size_t end) const {
    return at < end && tokens_[at].kind == Token::Kind::word && tokens_[at].digits == 0 && !is_common_word(word(at)) &&
           !is_date_word(word(at));
}

// "in may", "may 3", "friday morning"; "may be".
bool TargetReader::is_day_by_its_place(std::size_t at, std::size_t end, Days days) const {
    if (word(at) == "may" && at + 1 < end && is_infinitive(word(at + 1))) return true;
    if (days == Days::none) return false;
    if (at > 0 && one_of(word(at - 1), {"in", "on", "until"})) return true;
    const auto longer = dates_.read(at, end);
    return longer && !longer->trouble && longer->end > at + 1;
}

// What stands behind a name that begins a clause: what they did, or what is done with them.
bool TargetReader::acts(std::size_t at, std::size_t end) const {
    const auto next = joiner(at, end);
    if (next != at && one_of(word(next - 1), {"and", "&"})) {
        const auto other = one(next, end, {.single = true, .typos = Names::Typos::no}, true);
        if (other && verb_at(tokens_, other->end, true)) return true;
    }
    while (at < end && one_of(word(at), {"is", "was", "has", "just"})) ++at;
    if (at >= end) return false;
    const auto when = dates_.read(at, end);
    return word(at) == ":" || verb_at(tokens_, at, true) || (when && !when->trouble);
}

TargetList TargetReader::named(const Names::Hit& hit, std::size_t at) const {
    TargetList list;
    list.end = hit.end;
    const Edit place{tokens_[at].begin, tokens_[hit.end - 1].end, written(*hit.persons.front())};
    if (hit.persons.size() == 1) {
        list.add(*hit.persons.front());
        list.edits.push_back(place);
        if (hit.rule == Names::Rule::typo) list.by_typo = hit.persons.front();
        return list;
    }
    Trouble trouble{.code = AskCode::which_name, .subject = word(at), .place = place};
    // The numbers of the list; where none of them is on it, their own.
    const bool listed =
        std::any_of(hit.persons.begin(), hit.persons.end(), [](const Person* person) { return person->number > 0; });
    for (const auto* person : hit.persons) {
        Trouble::Option option{.label = person->name, .with = written(*person), .person = person->id};
        if (person->number > 0) option.answers.push_back(std::to_string(person->number));
        if (!listed) option.answers.push_back(std::to_string(trouble.options.size() + 1));
        trouble.options.push_back(std::move(option));
    }
    list.trouble = std::move(trouble);
    return list;
}

Trouble TargetReader::no_such_name(std::size_t at, std::size_t end) const {
    Trouble trouble{.code = AskCode::no_such_name, .subject = word(at)};
    for (auto i = at + 1; i < end; ++i) trouble.subject += (tokens_[i].glued ? "" : " ") + word(i);
    trouble.place = {tokens_[at].begin, tokens_[end - 1].end, ""};
    for (const auto* person : names_.nearest(word(at))) {
        trouble.options.push_back({.label = person->name, .with = written(*person), .person = person->id});
    }
    if (trouble.options.size() == 1) trouble.options.front().answers = {"yes", "y", "yep", "yeah"};
    auto capital = trouble.subject;
    if (!capital.empty() && capital[0] >= 'a' && capital[0] <= 'z') capital[0] = static_cast<char>(capital[0] - 32);
    trouble.options.push_back(
        {.label = "Add " + capital, .with = "add \"" + capital + "\"", .answers = {"add"}, .whole = true});
    return trouble;
}

std::optional<TargetList> TargetReader::left_out(std::size_t at, std::size_t end) const {
    auto next = at;
    if (word(next) == ",") ++next;
    if (one_of(word(next), {"apart", "aside", "other"}) && one_of(word(next + 1), {"from", "than"}))
        next += 2;
    else if (one_of(word(next), {"but", "except", "excluding", "besides", "without", "not", "minus"}))
        ++next;
    else
        return std::nullopt;
    while (one_of(word(next), {"for", "not"})) ++next;
    auto list = read(next, end, {.typos = Names::Typos::no});
    const bool somebody = list && (list->trouble || list->targets.which == Targets::Which::people);
    return somebody ? std::move(list) : std::nullopt;
}

Trouble TargetReader::others_than(const TargetList& left_out, Edit place) const {
    Trouble trouble{.code = AskCode::homophone, .place = std::move(place), .fillable = false};
    Trouble::Option others{.answers = {"yes", "y", "yep", "yeah"}};
    for (const auto& person : context_.listed) {
        if (!person.open || std::ranges::find(left_out.targets.people, person.id) != left_out.targets.people.end())
            continue;
        others.label += (others.label.empty() ? "" : ", ") + person.name;
        others.with += (others.with.empty() ? "" : ", ") + written(person);
    }
    if (others.with.empty()) return who(trouble.place.begin);
    trouble.subject = others.label;
    trouble.options = {std::move(others), {.label = "no", .answers = {"no", "n", "nope"}, .whole = true}};
    return trouble;
}

Trouble TargetReader::who(std::size_t byte) const {
    Trouble trouble{.code = AskCode::who, .place = {byte, byte, ""}, .before = " "};
    for (const auto& person : context_.listed) {
        if (!person.open) continue;
        trouble.options.push_back({.label = person.name,
                                   .with = written(person),
                                   .person = person.id,
                                   .answers = {std::to_string(person.number)}});
    }
    return trouble;
}

}  // namespace nudged::replies
