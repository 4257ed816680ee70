// What they answered: no, replied, 👎.
#include "daemon/replies/clauses.hpp"

namespace nudged::replies {
// "hadn't heard of the training", "doesn't need it": why they said no, where "hasn't replied" tells that nothing came.
bool Clauses::tells_why(std::size_t at) const {
    if (!is_negation(word(at)) || ends(at + 1)) return false;
    auto verb = at + 1;
    while (any(verb, {"really", "even", "ever", "actually"})) ++verb;
    if (any(verb, {"hear", "heard"})) return any(verb + 1, {"of", "about", "that"});
    if (any(verb, {"know", "known", "need", "want", "like", "have", "see", "trust", "fit", "realise", "realize",
                   "afford", "understand", "think", "believe", "care", "buy", "agree", "use"}))
        return true;
    const bool of_now = any(at, {"doesnt", "dont", "cant", "cannot", "wont", "isnt", "arent"});
    return of_now && !any(verb, {"reply",   "replying", "respond", "responding", "answer",  "answering", "call",
                                 "calling", "write",    "writing", "text",       "texting", "email",     "pick",
                                 "come",    "coming",   "get",     "say",        "there",   "here",      "home",
                                 "in",      "back",     "done",    "finished",   "ready"});
}

// "no, budget": nobody of that name is meant.
bool Clauses::only_tells_why(std::size_t at) const {
    if (!is_reason_of_a_no(word(at)) || !ends(at + 1)) return false;
    const auto named = names_.find(tokens_, at, at + 1, Names::Typos::no);
    return !named || named->rule > Names::Rule::prefix;
}

std::optional<Head> Clauses::refusal(Head head) {
    const bool just_no = head.verb->words == 1 && word(head.verb_begin) == "no";
    if (just_no) {
        const auto at = past_punctuation(head.next);
        const auto named = at < tokens_.size() && is_missing_thing(word(at))
                               ? names_.find(tokens_, at, at + 1, Names::Typos::no)
                               : std::nullopt;
        const bool marked = word(at + 1) == ":" && at + 1 < tokens_.size();
        const bool missing = at < tokens_.size() && !marked && is_missing_thing(word(at)) &&
                             !(named && named->rule <= Names::Rule::prefix);
        const bool figure_of_speech = any(at, {"deal"}) && ends(at + 1);
        if (missing || figure_of_speech || any(at, {"yet"})) return negated(head.begin, head.verb_begin);
    }
    const auto behind = past_punctuation(head.next);
    if (just_no && !head.as_tail && !head.addressed && behind > head.next && only_tells_why(behind)) {
        head.text = Head::Text::reason;
        return head;
    }
    // "sam said no problem", "sam said no to tom"
    if (word(head.verb_end - 1) == "no" && !just_no) {
        if (any(head.next, {"problem", "problems", "prob", "worries", "biggie", "rush", "hurry", "sweat"}))
            return negated(head.begin, head.verb_begin);
        const auto whom = head.as_tail && any(head.next, {"to"})
                              ? names_.find(tokens_, head.next + 1, tokens_.size(), Names::Typos::no)
                              : std::nullopt;
        if (whom && whom->rule <= Names::Rule::prefix) return std::nullopt;
    }
    if (!read_targets(head, Need::optional, {"to", "from", "for"})) return std::nullopt;
    ask_whom_it_closes(head);
    if (just_no && !head.as_tail && !head.addressed) read_who_said_it(head, past_punctuation(head.next));
    const auto reason = past_punctuation(head.next);
    const bool why = just_no && head.addressed && tells_why(reason);
    const bool unfinished = any(reason, {"yet"}) || (any(reason, {"not"}) && any(reason + 1, {"yet"})) ||
                            (just_no && !why && is_negation(word(reason)) && word(reason) != "not") ||
                            (just_no && any(reason, {"has", "have", "did", "does", "do"}) && any(reason + 1, {"not"}));
    const bool nothing_came = just_no && !head.addressed && any(reason, {"i", "we", "he", "she", "they", "it"}) &&
                              is_negation(word(reason + 1));  // "no she didn't reply"
    if (unfinished || nothing_came) return negated(head.begin, head.verb_begin);
    // "no nicole replied", "no, nicole is done" put something right: what they mean is to be asked, not closed.
    const auto said = reason + (any(reason, {"is", "was", "has"}) ? 1U : 0U);
    const auto tail = just_no && head.addressed ? verb_at(tokens_, said, true) : std::nullopt;
    if (tail && (tail->intent == Intent::done || tail->intent == Intent::replied) && ends(said + tail->words))
        return std::nullopt;
    if (word(head.verb_end - 1) == "interested" || any(head.verb_begin, {"not"}))
        head.command.reason = slice(head.verb_begin, head.verb_end);
    head.text = Head::Text::reason;
    return head;
}

// "no, bob told me so": a no of whoever is left on the list is something else.
void Clauses::read_who_said_it(Head& head, std::size_t at) {
    const bool of_theirs = any(at + 1, {"company", "firm", "business", "office", "team", "board", "committee",
                                        "management", "competition", "event"});
    if (any(at, {"my", "our", "the", "a", "an"}) && !of_theirs && names_somebody_unknown(at + 1)) {
        head.trouble = targets_.no_such_name(at + 1, at + 2);
        head.trouble->place.begin = tokens_[at].begin;
        head.addressed = true;
        head.next = at + 2;
        return;
    }
    if (at == head.next) return;
    if (auto list = targets_.read(at, tokens_.size(), {})) {
        take(head, std::move(*list));
    } else if (looks_like_a_name(at)) {
        head.trouble = targets_.no_such_name(at, at + 1);
        head.addressed = true;
        head.next = at + 1;
    }
}

std::optional<Head> Clauses::replied(Head head) {
    if (!read_targets(head, Need::optional, {"from", "by"})) return std::nullopt;
    ask_about_somebody_of_theirs(head);
    head.text = Head::Text::note;
    read_day(head);
    if (auto refused = refused_in_reply(head)) return refused;
    const auto yes = past_punctuation(head.next);
    if (head.command.targets.which == Targets::Which::people && is_yes(word(yes)) && ends(yes + 1)) {
        head.command.note = slice(yes, yes + 1);
        head.next = yes + 1;
    }
    return head;
}

// "sam replied and said no", "sam answered: no": a no, and no answer is owed.
std::optional<Head> Clauses::refused_in_reply(const Head& head) {
    auto at = past_punctuation(head.next);
    while (any(at, {"and", "but", "then", "also", "they", "she", "he", "has", "have", "just"})) ++at;
    const auto verb = verb_at(tokens_, at, true);
    if (!verb || verb->intent != Intent::no) return std::nullopt;
    const bool just_no = verb->words == 1 && any(at, {"no"});
    const bool of_them_alone = says_nothing(at + 1, tokens_.size()) || (ends(at + 1) && somebody_acts(at + 2));
    if (just_no && !of_them_alone) return std::nullopt;  // "no rush"
    auto answer = head;
    answer.as_tail = true;
    answer.command.on.reset();
    auto refused = action(std::move(answer), *verb, at);
    return refused && !refused->negated && refused->command.intent == Intent::no ? refused : std::nullopt;
}

// "saw ben, he said no", "called ann and she declined"
std::optional<Head> Clauses::refused_meanwhile(const Head& touch) {
    const auto& command = touch.command;
    const auto people = command.targets.people.size();
    if (command.intent != Intent::done || people == 0 || touch.trouble || !touch.verb) return std::nullopt;
    auto at = past_punctuation(touch.next);
    while (any(at, {"and", "but"})) ++at;
    const auto begin = at;
    if (people > 1 && !any(begin, {"they", "theyre"})) return std::nullopt;
    if (begin == touch.next && touch.verb->kind != VerbKind::contact) return std::nullopt;  // "done 2 she said no"
    while (any(at, {"he", "she", "they", "hes", "shes", "theyre", "who", "is", "was", "has", "just"})) ++at;
    const auto verb = verb_at(tokens_, at, true);
    if (!verb || verb->intent != Intent::no || any(at, {"no"})) return std::nullopt;
    auto answer = touch;
    answer.as_tail = true;
    answer.begin = begin;
    answer.edits = {{tokens_[begin].begin, tokens_[at].begin, targets_written(touch) + " "}};
    answer.command.on.reset();
    answer.command.note.clear();
    answer.command.channel.clear();
    auto refused = action(std::move(answer), *verb, at);
    return refused && !refused->negated && refused->command.intent == Intent::no ? refused : std::nullopt;
}

std::optional<Head> Clauses::thumbs_down(Head head) {
    head.command.intent = Intent::no;
    if (!read_targets(head, Need::optional, {"for", "to"})) return std::nullopt;
    head.text = Head::Text::reason;
    if (head.trouble) return head;
    head.trouble = no_or_skip(targets_written(head));
    return head;
}

}  // namespace nudged::replies
