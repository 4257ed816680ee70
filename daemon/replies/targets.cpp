#include "daemon/replies/targets.hpp"

#include <algorithm>

#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {
namespace {

constexpr std::size_t most_targets = 50;

void add(TargetList& to, const Person& person) {
    to.targets.which = Targets::Which::people;
    auto& people = to.targets.people;
    if (std::ranges::find(people, person.id) == people.end()) people.push_back(person.id);
}

std::string joined(const std::vector<const Person*>& persons) {
    std::string text;
    for (const auto* person : persons) text += (text.empty() ? "" : ", ") + written(*person);
    return text;
}

}  // namespace

std::string written(const Person& person) { return "contact:" + std::to_string(person.id); }

const std::string& TargetReader::word(std::size_t at) const {
    static const std::string nothing;
    return at < tokens_.size() && tokens_[at].kind != Token::Kind::url ? tokens_[at].text : nothing;
}

std::optional<TargetList> TargetReader::read(std::size_t at, std::size_t end, How how) const {
    end = std::min(end, tokens_.size());
    auto list = one(at, end, how, false);
    if (!list || how.single || list->trouble || list->targets.which != Targets::Which::people) return list;
    const bool behind_verb = !std::exchange(how.first, false);
    for (std::size_t count = 1; count < most_targets; ++count) {
        const auto next = joiner(list->end, end);
        const bool bare_number = list->by_number && next == list->end;
        if (behind_verb && next != list->end && begins_own_clause(next, end)) break;
        auto another = next != list->end ? one(next, end, how, true)
                       : bare_number     ? numbers(next, end, true)
                                         : marked(next, end);
        const bool and_stranger = !another && behind_verb && word(list->end) == "and" && next < end &&
                                  tokens_[next].kind == Token::Kind::word && !is_common_word(word(next)) &&
                                  !is_date_word(word(next)) && !verb_at(tokens_, next) && tokens_[next].digits == 0;
        if (and_stranger) {
            list->trouble = no_such_name(next, next + 1);
            list->end = next + 1;
            break;
        }
        const bool counts_things = another && another->by_number && !list->by_number && word(next - 1) == "," &&
                                   another->end < end && tokens_[another->end].kind == Token::Kind::word &&
                                   !verb_at(tokens_, another->end, true) && !dates_.read(another->end, end);
        if (counts_things) break;  // "note zoe, 2 kids"
        if (!another || (another->targets.which != Targets::Which::people && !another->trouble)) break;
        for (const auto id : another->targets.people) {
            if (std::ranges::find(list->targets.people, id) == list->targets.people.end()) {
                list->targets.people.push_back(id);
            }
        }
        list->edits.insert(list->edits.end(), another->edits.begin(), another->edits.end());
        list->end = another->end;
        list->by_number = another->by_number;
        if (another->by_typo != nullptr) list->by_typo = another->by_typo;
        if (another->trouble) {
            list->trouble = std::move(another->trouble);
            break;
        }
    }
    return list;
}

// The token behind "," "and" "&" "+" ", and"; `at` when there is none.
std::size_t TargetReader::joiner(std::size_t at, std::size_t end) const {
    auto next = at;
    if (next < end && word(next) == ",") ++next;
    if (next < end && one_of(word(next), {"and", "&", "+", "n"})) ++next;
    return next < end ? next : at;
}

// "done 1, 2 replied" and "skip 1, 2 tomorrow" are two commands: the second target has a verb of its own.
bool TargetReader::begins_own_clause(std::size_t at, std::size_t end) const {
    const auto target = one(at, end, How{.single = true, .typos = Names::Typos::no}, true);
    if (!target) return false;
    const auto verb = verb_at(tokens_, target->end, true);
    return verb && (verb->kind == VerbKind::plain || verb->kind == VerbKind::tail_only) && target->end < end;
}

std::optional<TargetList> TargetReader::one(std::size_t at, std::size_t end, How how, bool after_another) const {
    if (at >= end) return std::nullopt;
    if (!after_another) {
        if (auto found = group(at, end)) return found;
    }
    if (auto found = marked(at, end)) return found;
    if (auto found = numbers(at, end, after_another)) return found;
    return name(at, end, how);
}

std::optional<TargetList> TargetReader::group(std::size_t at, std::size_t end) const {
    auto next = at;
    if (word(next) == "the") ++next;
    if (word(next) == "them" && word(next + 1) == "all") at = ++next;
    TargetList list;
    if (one_of(word(next), {"rest", "others", "remaining"})) {
        list.targets.which = Targets::Which::rest;
        ++next;
        if (word(next) == "ones" && next < end) ++next;
    } else if (next == at && one_of(word(next), {"everyone", "everybody", "all"})) {
        list.targets.which = Targets::Which::all;
        ++next;
        const auto count = spoken_number(tokens_, next);
        const auto said = count ? count->value : next < end && tokens_[next].whole_number() ? tokens_[next].number : 0;
        const bool of_them = said > 0 && static_cast<std::size_t>(said) == context_.listed.size() &&
                             !is_counted_thing(word(next + (count ? count->words : 1)));
        if (of_them) next += count ? count->words : 1;
        if (said > 0 && !of_them && next + (count ? count->words : 1) >= end)
            list.trouble = who(tokens_[at].begin);  // "all three" of five
        if (word(next) == "else" && next < end) list.targets.which = Targets::Which::rest, ++next;
    } else if (next == at && word(next) == "both") {
        list.targets.which = Targets::Which::all;
        if (context_.listed.size() != 2) list.trouble = who(tokens_[at].begin);
        ++next;
    } else {
        return std::nullopt;
    }
    if (next >= end || word(next) != "of" || !one_of(word(next + 1), {"them", "these", "those"})) {
        list.end = std::min(next, end);
    } else {
        list.end = next + 2;
    }
    list.by_number = true;
    // "all but nicole": who stays out is not left to a note.
    const bool but_somebody = one_of(word(list.end), {"but", "except", "excluding", "besides", "without"}) ||
                              (one_of(word(list.end), {"apart", "other"}) && list.end + 1 < end);
    if (but_somebody && list.end < end && !list.trouble) list.trouble = who(tokens_[at].begin);
    return list;
}

// contact:ID
std::optional<TargetList> TargetReader::marked(std::size_t at, std::size_t end) const {
    if (at + 2 >= end || word(at) != "contact" || word(at + 1) != ":" || !tokens_[at + 1].glued) return std::nullopt;
    if (!tokens_[at + 2].glued || !tokens_[at + 2].whole_number()) return std::nullopt;
    TargetList list;
    list.end = at + 3;
    if (const auto* person = names_.by_id(tokens_[at + 2].number)) {
        add(list, *person);
    } else {
        list.trouble = no_such_name(at, at + 3);
    }
    return list;
}

std::optional<std::pair<std::size_t, long>> TargetReader::number(std::size_t at, std::size_t end) const {
    if (at >= end) return std::nullopt;
    long value = 0;
    auto next = at + 1;
    if (tokens_[at].whole_number()) {
        value = tokens_[at].number;
    } else if (const auto spoken = spoken_number(tokens_, at)) {
        value = spoken->value;
        next = at + spoken->words;
    } else {
        return std::nullopt;
    }
    if (next < end) {
        const auto& behind = tokens_[next];
        const bool digits_follow = next + 1 < end && tokens_[next + 1].glued && tokens_[next + 1].digits > 0;
        if (behind.glued && digits_follow && one_of(behind.text, {"/", ".", ":"})) return std::nullopt;
        if (behind.glued && behind.is("/")) return std::nullopt;
        if (behind.is(")") && behind.glued) ++next;
    }
    return std::pair{next, value};
}

// "2 weeks", "15 march", "2 to 3 days" begin with a number and are dates. But a number of the list before a month is
// that person: "2 june"; and so it is before a date that stands for itself: "2 day after tomorrow", "2 next april".
bool TargetReader::belongs_to_date(std::size_t at, std::size_t behind, std::size_t end, bool on_the_list) const {
    if (behind >= end) return false;
    if (!dates_.read(at, end)) return is_counted_thing(word(behind)) && !dates_.read(behind, end);
    const auto month = word(behind) == "." ? behind + 1 : behind;
    const bool names_a_month =
        month < end && (month_of(word(month)) || month_of(corrected_date_word(word(month)))) && !tokens_[month].glued;
    return !on_the_list || !(names_a_month || one_of(word(behind), {"in", "at", "next", "this"}));
}

TargetList TargetReader::numbers_in_doubt(Trouble trouble, std::size_t end) {
    TargetList list;
    list.end = end;
    list.by_number = true;
    list.trouble = std::move(trouble);
    return list;
}

Trouble TargetReader::no_such_number(std::size_t at, std::size_t end) const {
    Trouble trouble{.code = AskCode::no_such_number, .subject = word(at)};
    trouble.place = {tokens_[at].begin, tokens_[end - 1].end, ""};
    return trouble;
}

std::optional<TargetList> TargetReader::numbers(std::size_t at, std::size_t end, bool after_another) const {
    auto from = at;
    bool marked_number = false;
    if (word(from) == "#") {
        ++from;
        marked_number = true;
    } else if (one_of(word(from), {"number", "num", "nr", "item", "no"}) && from + 1 < end) {
        ++from;
        if (word(from) == "." && tokens_[from].glued) ++from;
        marked_number = word(at) != "no" || from > at + 1;
        if (!marked_number) return std::nullopt;
    }
    const auto first = number(from, end);
    if (!first) return std::nullopt;
    auto [next, value] = *first;
    const bool on_the_list = !after_another && names_.by_number(value) != nullptr;
    if (!marked_number && belongs_to_date(from, next, end, on_the_list)) return std::nullopt;

    auto last = value;
    if (next < end && one_of(word(next), {"-", "to", "through", "thru"})) {
        const auto second = number(next + 1, end);
        const bool backwards = second && second->second < value && tokens_[next].glued;
        if (backwards) return numbers_in_doubt(no_such_number(at, second->first), second->first);
        if (second && second->second > value && !belongs_to_date(next + 1, second->first, end, false)) {
            last = second->second;
            next = second->first;
        }
    }
    TargetList list;
    list.end = next;
    list.by_number = true;
    std::vector<const Person*> persons;
    for (auto n = value; n <= last && n - value < static_cast<long>(most_targets); ++n) {
        const auto* person = names_.by_number(n);
        if (person == nullptr) {
            auto trouble = no_such_number(at, next);
            trouble.subject = std::to_string(n);
            return numbers_in_doubt(std::move(trouble), next);
        }
        persons.push_back(person);
        add(list, *person);
    }
    list.edits.push_back({tokens_[at].begin, tokens_[next - 1].end, joined(persons)});
    return list;
}

std::optional<TargetList> TargetReader::name(std::size_t at, std::size_t end, How how) const {
    if (tokens_[at].kind != Token::Kind::word) return std::nullopt;
    if (how.first && (is_date_word(word(at)) || is_common_word(word(at)))) {
        const bool may_be_known = is_family(word(at)) || (!is_date_word(word(at)) && verb_at(tokens_, at + 1, true));
        const auto where = may_be_known ? Names::Where::list_and_book : Names::Where::list_only;
        const auto full = names_.find(tokens_, at, end, Names::Typos::no, where);
        if (!full || is_date_word(word(at)) || full->rule > Names::Rule::prefix) return std::nullopt;
    }
    const auto hit = names_.find(tokens_, at, end, how.typos);
    const bool date = is_date_word(word(at)) && (!hit || hit->end == at + 1);
    if (!hit || date) return std::nullopt;
    TargetList list;
    list.end = hit->end;
    const Edit place{tokens_[at].begin, tokens_[hit->end - 1].end, written(*hit->persons.front())};
    if (hit->persons.size() == 1) {
        add(list, *hit->persons.front());
        list.edits.push_back(place);
        if (hit->rule == Names::Rule::typo) list.by_typo = hit->persons.front();
        return list;
    }
    Trouble trouble{.code = AskCode::which_name, .subject = word(at), .place = place};
    // The numbers of the list; where none of them is on it, their own.
    const bool listed =
        std::any_of(hit->persons.begin(), hit->persons.end(), [](const Person* person) { return person->number > 0; });
    for (const auto* person : hit->persons) {
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
