#include "daemon/replies/targets.hpp"

#include <algorithm>

#include "daemon/replies/vocabulary.hpp"

namespace nudged::replies {

void TargetList::add(const Person& person) {
    targets.which = Targets::Which::people;
    auto& people = targets.people;
    if (std::ranges::find(people, person.id) == people.end()) people.push_back(person.id);
}

std::string written(const Person& person) { return "contact:" + std::to_string(person.id); }

const std::string& TargetReader::word(std::size_t at) const {
    static const std::string nothing;
    return at < tokens_.size() && tokens_[at].kind != Token::Kind::url ? tokens_[at].text : nothing;
}

std::optional<TargetList> TargetReader::read(std::size_t at, std::size_t end, How how) const {
    end = std::min(end, tokens_.size());
    auto list = one(at, end, how, false);
    if (list) list->begin = at;
    if (!list || how.single || list->trouble || list->targets.which != Targets::Which::people) return list;
    const bool behind_verb = !std::exchange(how.first, false);
    bool either = false;
    for (std::size_t count = 1; count < most_targets; ++count) {
        const auto next = joiner(list->end, end);
        const bool bare_number = list->by_number && next == list->end;
        if (behind_verb && next != list->end && (begins_own_clause(next, end) || begins_a_sentence(next, end))) break;
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
        const bool tells_who = another && word(next - 1) == "," && is_somebody_of(*another, end);
        if (tells_who) break;  // "met karl, ann's brother"
        if (!another || (another->targets.which != Targets::Which::people && !another->trouble)) break;
        for (const auto id : another->targets.people) {
            if (std::ranges::find(list->targets.people, id) == list->targets.people.end()) {
                list->targets.people.push_back(id);
            }
        }
        either = either || (next != list->end && word(next - 1) == "or");
        list->edits.insert(list->edits.end(), another->edits.begin(), another->edits.end());
        list->end = another->end;
        list->by_number = another->by_number;
        if (another->by_typo != nullptr) list->by_typo = another->by_typo;
        if (another->trouble) {
            list->trouble = std::move(another->trouble);
            break;
        }
    }
    if (either && !list->trouble) ask_which(*list);
    return list;
}

// "ann or ben"
void TargetReader::ask_which(TargetList& list) const {
    Trouble trouble{.code = AskCode::who, .fillable = false};
    trouble.place = {tokens_[list.begin].begin, tokens_[list.end - 1].end, ""};
    std::string all;
    for (const auto id : list.targets.people) {
        const auto* person = names_.by_id(id);
        if (person == nullptr) continue;
        trouble.options.push_back({.label = person->name, .with = written(*person), .person = id});
        if (person->number > 0) trouble.options.back().answers = {std::to_string(person->number)};
        all += (all.empty() ? "" : ", ") + written(*person);
    }
    trouble.options.push_back({.label = "All", .with = all, .answers = {"all", "both", "everybody", "everyone"}});
    list.edits.clear();
    list.trouble = std::move(trouble);
}

// The token behind "," "and" "&" "+" "or" ", and"; `at` when there is none.
std::size_t TargetReader::joiner(std::size_t at, std::size_t end) const {
    auto next = at;
    if (next < end && word(next) == ",") ++next;
    if (next < end && one_of(word(next), {"and", "&", "+", "n", "or"})) ++next;
    return next < end ? next : at;
}

// "done 1, 2 replied" and "skip 1, 2 tomorrow" are two commands: the second target has a verb of its own.
bool TargetReader::begins_own_clause(std::size_t at, std::size_t end) const {
    const auto target = one(at, end, How{.single = true, .typos = Names::Typos::no}, true);
    if (!target) return false;
    const auto verb = verb_at(tokens_, target->end, true);
    return verb && (verb->kind == VerbKind::plain || verb->kind == VerbKind::tail_only) && target->end < end;
}

// "ann's brother": not Ann.
bool TargetReader::is_somebody_of(const TargetList& whose, std::size_t end) const {
    const bool somebody = whose.end < end && tokens_[whose.end - 1].possessive &&
                          tokens_[whose.end].kind == Token::Kind::word && tokens_[whose.end].digits == 0 &&
                          !is_date_word(word(whose.end));
    if (!somebody) return false;
    const auto next = joiner(whose.end + 1, end);  // ", ann's brother, and ben"
    return next == whose.end + 1 || !one(next, end, {.single = true, .typos = Names::Typos::no}, true);
}

// "no ann, ben is cheaper": what is said of Ben is about Ann.
bool TargetReader::begins_a_sentence(std::size_t at, std::size_t end) const {
    const auto target = one(at, end, How{.single = true, .typos = Names::Typos::no}, true);
    if (!target || target->by_number || target->targets.people.size() > 1) return false;
    const auto& behind = word(target->end);
    const bool of_one = one_of(behind, {"is", "was", "isnt", "wasnt", "has", "hasnt", "says", "does", "doesnt", "wants",
                                        "needs", "thinks", "knows"});
    const bool of_any_number = one_of(behind, {"had", "will", "wont", "would", "could", "can", "cant", "might",
                                               "should", "said", "told", "thought", "wanted", "did", "didnt"});
    const bool denied = is_negation(behind);  // "called ann, ben not there"
    return of_one || denied || (of_any_number && word(at - 1) == ",");
}

std::optional<TargetList> TargetReader::one(std::size_t at, std::size_t end, How how, bool after_another) const {
    if (at >= end) return std::nullopt;
    if (!after_another) {
        if (auto found = group(at, end)) return found;
    }
    if (auto found = marked(at, end)) return found;
    if (auto found = numbers(at, end, after_another)) return found;
    how.joined = after_another;
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
    if (list.trouble) return list;
    if (auto out = left_out(list.end, end)) {
        const Edit place{tokens_[at].begin, tokens_[out->end - 1].end, ""};
        list.end = out->end;
        list.trouble = out->trouble ? std::move(out->trouble) : others_than(*out, place);
        return list;
    }
    // "all but two": who stays out is not left to a note.
    const bool but_somebody = one_of(word(list.end), {"but", "except", "excluding", "besides", "without"}) ||
                              (one_of(word(list.end), {"apart", "other"}) && list.end + 1 < end);
    if (but_somebody && list.end < end) list.trouble = who(tokens_[at].begin);
    return list;
}

// contact:ID
std::optional<TargetList> TargetReader::marked(std::size_t at, std::size_t end) const {
    if (at + 2 >= end || word(at) != "contact" || word(at + 1) != ":" || !tokens_[at + 1].glued) return std::nullopt;
    if (!tokens_[at + 2].glued || !tokens_[at + 2].whole_number()) return std::nullopt;
    TargetList list;
    list.end = at + 3;
    if (const auto* person = names_.by_id(tokens_[at + 2].number)) {
        list.add(*person);
    } else {
        list.trouble = no_such_name(at, at + 3);
    }
    return list;
}

}  // namespace nudged::replies
