// What is to stay away, for good or for a while, and what the owner is going to do: "never contact karl again", "karl
// not before january", "will call ben on friday".
#include "daemon/replies/clauses.hpp"

namespace nudged::replies {
namespace {

bool is_way_to_reach(std::string_view word) {
    return one_of(word, {"call", "phone", "ring", "write", "email", "mail", "text", "message", "ping", "contact",
                         "meet", "see", "visit", "talk", "speak"});
}

bool is_wish_to_hear(std::string_view word) {
    return one_of(word, {"want", "wanna", "need", "hear",  "from", "remind", "ask", "tell", "nudge", "bother",
                         "show", "me",    "us",   "about", "of",   "with",   "to",  "on",   "ever",  "again"});
}

}  // namespace

// Those whom the head is about are to come off the list: that is asked.
Head Clauses::off_the_list(Head head) const {
    std::string names;
    for (const auto id : head.command.targets.people)
        if (const auto* person = names_.by_id(id)) names += (names.empty() ? "" : ", ") + person->name;
    if (!head.trouble) head.trouble = take_off(targets_written(head), names);
    head.next = tokens_.size();
    return head;
}

// "never contact karl again", "don't remind me of karl any more"; not "I never call karl".
std::optional<Head> Clauses::never_again(std::size_t begin, std::size_t at) {
    const bool never = any(at, {"never"});
    const bool not_so = any(at, {"dont"}) || (any(at, {"do"}) && any(at + 1, {"not"}));
    if (!never && !not_so) return std::nullopt;
    const bool told_of_oneself = at > begin && any(at - 1, {"i", "we"});
    auto whom = at + (any(at, {"do"}) ? 2 : 1);
    while ((is_way_to_reach(word(whom)) || is_wish_to_hear(word(whom))) && !any(whom + 1, {":"})) ++whom;
    auto list = targets_.read(whom, tokens_.size(), {.typos = Names::Typos::no});
    if (!list || (list->targets.people.empty() && !list->trouble)) return std::nullopt;
    auto behind = list->end;
    while (any(behind, {"ever", "again", "anymore", "any", "more"})) ++behind;
    const bool for_good = behind > list->end || (never && !told_of_oneself) || any(whom - 1, {"again"});
    if (!for_good || !says_nothing(behind, tokens_.size())) return std::nullopt;
    Head head;
    head.begin = begin;
    take(head, std::move(*list));
    return off_the_list(std::move(head));
}

// "not before january", "not until friday": the head with that date.
std::optional<Head> Clauses::not_before(Head head, std::size_t at) {
    if (!any(at, {"not"}) || !any(at + 1, {"before", "until", "till", "til"})) return std::nullopt;
    if (!head.addressed) head.command.targets.which = Targets::Which::last;
    head.as_tail = true;
    return bare_tail(std::move(head), at + 2);
}

// "will call ben on friday", "going to write to ann tomorrow": he is shown again on that day.
std::optional<Head> Clauses::intention(std::size_t begin, std::size_t at) {
    auto doing = at + 1;
    if (any(at, {"going"}) && any(doing, {"to"})) ++doing;
    if (!any(at, {"will", "ill", "gonna", "going"}) || !is_way_to_reach(word(doing))) return std::nullopt;
    Head head;
    head.begin = begin;
    Verb verb;
    verb.intent = Intent::snooze;
    verb.kind = VerbKind::remind;
    verb.words = doing + 1 - at;
    auto found = action(std::move(head), verb, at);
    if (!found || found->negated || !found->addressed) return std::nullopt;
    if (!found->command.until && !found->trouble) unreadable_when(*found);
    return found;
}

}  // namespace nudged::replies
