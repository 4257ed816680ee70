// The further verbs of the product: part, every, tag, promise, intro, shelf and the rest.
#include <algorithm>

#include "daemon/replies/clauses.hpp"

namespace nudged::replies {

std::optional<Head> Clauses::product(Head head) {
    switch (head.command.intent) {
        case Intent::part:
        case Intent::needs:
        case Intent::why:
        case Intent::brings:
        case Intent::gets:
        case Intent::deal:
        case Intent::won:
        case Intent::kept:
        case Intent::missed:
        case Intent::noticed:
            return told(std::move(head));
        case Intent::reopen:
            return reopen(std::move(head));
        case Intent::every:
            return every(std::move(head));
        case Intent::rename:
            return rename(std::move(head));
        case Intent::tag:
        case Intent::untag:
            return tags(std::move(head));
        case Intent::friend_:
            return friend_of(std::move(head));
        case Intent::set:
            return set(std::move(head));
        case Intent::plan:
            return plan(std::move(head));
        case Intent::promise:
            return promise(std::move(head));
        case Intent::intro:
        case Intent::via:
            return two_people(std::move(head));
        case Intent::shelf:
            return shelf(std::move(head));
        case Intent::pair:
        case Intent::start:
            return pair(std::move(head));
        case Intent::private_:
        case Intent::dates:
            return on_off(std::move(head));
        case Intent::language:
            return language(std::move(head));
        case Intent::lead:
            return lead(std::move(head));
        case Intent::review:
            if (any(head.next, {"on", "off"})) return on_off(std::move(head));
            return alone(std::move(head));
        case Intent::find: {
            head.text = Head::Text::note;
            head.text_required = true;
            return head;
        }
        default:
            return alone(std::move(head));
    }
}

// undo, list, status: nothing of weight stands behind them.
std::optional<Head> Clauses::alone(Head head) {
    if (head.as_tail) return std::nullopt;
    const auto behind_verb = head.next;
    while (any(head.next, {"now", "last", "that", "it", "this", "all", "again", "my", "the", "everything", "nudges",
                           "me", "please", "pls", "today", "one", "for"})) {
        ++head.next;
    }
    for (auto at = behind_verb; at < head.next && head.command.intent == Intent::undo; ++at)
        if (any(at, {"all", "everything"})) head.trouble = undo_one(slice(head.verb_begin, head.next));
    if (head.command.intent == Intent::list && head.verb->words > 0 && !any(head.verb_end - 1, {"list", "all"}))
        head.command.name = "today";
    return ends(head.next) ? std::optional(std::move(head)) : std::nullopt;
}

// "deal with sam tomorrow", "deal sam won": a day, or a word that settles one, is no open question.
bool Clauses::names_a_question(std::size_t at) {
    at = past_punctuation(at);
    if (ends(at)) return true;
    const auto verb = verb_at(tokens_, at, true);
    const bool settles = verb && ends(at + verb->words);
    const auto when = dates_.read(any(at, {"by", "on"}) ? at + 1 : at, tokens_.size());
    return !settles && !(when && ends(when->end));
}

std::optional<Head> Clauses::told(Head head) {
    const auto intent = head.command.intent;
    // "deal with it" is no open question, and "nicole won an award" is news of hers.
    if (intent == Intent::deal && (any(head.next, {"it"}) || any(head.next + 1, {"it", "that", "this"})))
        return std::nullopt;
    if (intent == Intent::won && head.as_tail && !ends(head.next)) return std::nullopt;
    if (intent == Intent::part && head.verb->kind == VerbKind::tail_only) {
        // "zoe is dead tired", "zoe died laughing"
        if (any(head.next, {"laughing", "inside"}) || (any(head.verb_begin, {"dead"}) && !ends(head.next)))
            return std::nullopt;
        head.command.died = true;
        head.command.reason = slice(head.verb_begin, head.verb_end);
    }
    // The words of a button.
    const bool no_answer =
        intent == Intent::needs && any(head.next, {"no"}) && any(head.next + 1, {"answer", "reply", "response"});
    if (no_answer && ends(head.next + 2)) {
        if (!head.as_tail) head.command.targets.which = Targets::Which::last;
        head.command.intent = Intent::not_answered;
        head.next += 2;
        return head;
    }
    const auto need = intent == Intent::part && ends(head.next) ? Need::optional : Need::required;
    if (!read_targets(head, need, {"with", "to", "for", "about", "that", "from"})) return std::nullopt;
    if (intent == Intent::deal && !names_a_question(head.next)) return std::nullopt;
    if (intent == Intent::part) ask_whom_it_closes(head);
    const bool may_be_bare = intent == Intent::part || intent == Intent::deal || intent == Intent::won ||
                             intent == Intent::kept || intent == Intent::missed || intent == Intent::noticed;
    head.text = intent == Intent::part ? Head::Text::reason : Head::Text::note;
    head.text_required = !may_be_bare;
    return head;
}

std::optional<Head> Clauses::reopen(Head head) {
    if (!read_targets(head, Need::required, {})) return std::nullopt;
    if (!ends(head.next) && !read_when(head)) unreadable_when(head);
    return head;
}

// Days between two touches: "every 60d", "weekly", "every other week".
std::optional<int> Clauses::rhythm(Head& head) {
    static constexpr std::pair<std::string_view, int> words[] = {
        {"daily", 1},      {"weekly", 7},     {"biweekly", 14}, {"fortnightly", 14}, {"monthly", 30},
        {"bimonthly", 60}, {"quarterly", 90}, {"yearly", 365},  {"annually", 365}};
    auto at = head.next;
    for (const auto& [said, days] : words) {
        if (word(at) != said) continue;
        head.next = at + 1;
        return days;
    }
    if (any(at, {"every", "each"})) ++at;
    const int times = any(at, {"other", "second"}) ? 2 : 1;
    if (times == 2) ++at;
    const auto found = dates_.read_rhythm(at, tokens_.size());
    if (!found) return std::nullopt;
    head.next = found->end;
    if (!found->trouble) return found->days * times;
    if (head.trouble) return std::nullopt;
    Trouble trouble{.code = found->trouble->code, .subject = found->trouble->subject};
    trouble.place = {tokens_[at].begin, tokens_[found->end - 1].end, ""};
    for (const auto& reading : found->trouble->readings) {
        trouble.options.push_back(
            {.label = reading.label, .with = reading.says, .answers = {fold(reading.says), fold(reading.label)}});
    }
    head.trouble = std::move(trouble);
    return std::nullopt;
}

// #work #vip
void Clauses::read_tags(Head& head) {
    auto at = head.next;
    while (any(at, {"#", ","})) {
        if (word(at) == ",") {
            if (!any(at + 1, {"#"})) break;
            ++at;
        }
        if (at + 1 >= tokens_.size() || tokens_[at + 1].kind != Token::Kind::word) break;
        auto tag = tokens_[at + 1].text;
        at += 2;
        while (at + 1 < tokens_.size() && tokens_[at].glued && word(at) == "-" && tokens_[at + 1].glued) {
            tag += "-" + tokens_[at + 1].text;
            at += 2;
        }
        while (at < tokens_.size() && tokens_[at].kind == Token::Kind::word &&
               (tokens_[at].glued || text_[tokens_[at].begin - 1] == '-' || text_[tokens_[at].begin - 1] == '_')) {
            tag += text_[tokens_[at].begin - 1] + tokens_[at].text;
            ++at;
        }
        head.command.tags.push_back(std::move(tag));
        head.next = at;
    }
}

std::optional<Head> Clauses::every(Head head) {
    const auto read_rhythm = [&] {
        if (any(head.next, {"never"})) {
            ++head.next;
            head.command.every_never = true;
        } else if (const auto days = rhythm(head)) {
            head.command.every_days = days;
        }
        return head.command.every_never || head.command.every_days || head.trouble;
    };
    const auto read_people = [&] {
        if (head.as_tail) return true;
        if (any(head.next, {"for", "with"})) ++head.next;
        read_tags(head);
        if (!head.command.tags.empty()) return true;
        auto list = targets_.read(head.next, tokens_.size(), {});
        return list && take(head, std::move(*list));
    };
    if (read_rhythm()) {
        if (read_people()) return head;
        if (!ends(head.next)) return std::nullopt;
        if (!head.trouble) head.trouble = targets_.who(tokens_[head.next - 1].end);
        return head;
    }
    if (!read_people() || !read_rhythm()) return std::nullopt;
    return head;
}

std::optional<Head> Clauses::rename(Head head) {
    auto list = targets_.read(head.next, tokens_.size(), {.single = true});
    if (!list) return read_targets(head, Need::required, {}) ? std::optional(std::move(head)) : std::nullopt;
    take(head, std::move(*list));
    if (!any(head.next, {"to", "as", "-", ":"})) return std::nullopt;
    head.text = Head::Text::body;
    head.text_required = true;
    ++head.next;
    return head;
}

std::optional<Head> Clauses::tags(Head head) {
    if (!read_targets(head, Need::required, {})) return std::nullopt;
    if (any(head.next, {"as", "with", ":"})) ++head.next;
    read_tags(head);
    while (head.command.tags.empty() || (head.next < tokens_.size() && tokens_[head.next].kind == Token::Kind::word)) {
        if (head.next >= tokens_.size() || tokens_[head.next].kind != Token::Kind::word) break;
        head.command.tags.push_back(tokens_[head.next++].text);
    }
    if (head.command.tags.empty() && !head.trouble) {
        head.text = Head::Text::body;
        head.text_required = true;
    }
    return head;
}

std::optional<Head> Clauses::friend_of(Head head) {
    read_tags(head);
    if (!head.command.tags.empty()) return head;
    return read_targets(head, Need::required, {}) ? std::optional(std::move(head)) : std::nullopt;
}

// "set nicole phone +49 170 1"
std::optional<Head> Clauses::set(Head head) {
    auto list = targets_.read(head.next, tokens_.size(), {.single = true});
    if (!list) return std::nullopt;
    take(head, std::move(*list));
    head.text = Head::Text::note;
    head.text_required = true;
    const auto at = past_punctuation(head.next);
    if (at >= tokens_.size() || tokens_[at].kind != Token::Kind::word) return head;
    head.command.name = tokens_[at].text;
    head.next = at + 1;
    if (any(head.next, {"to"})) ++head.next;
    if (head.command.name == "birthday")
        if (auto date = birthday_date(head, head.next)) return with_birthday(std::move(head), std::move(*date));
    return head;
}

// The days of "7, 14 and 30 days"
void Clauses::read_gaps(Head& head) {
    for (auto at = head.next; at < tokens_.size(); ++at) {
        const auto& token = tokens_[at];
        const bool in_days = token.digits > 0 && token.suffix() == "d";
        if (token.whole_number() || in_days)
            head.command.plan.push_back(static_cast<int>(std::min(token.number, 10'000L)));
        else if (!any(at, {",", "and", "days"}) || head.command.plan.empty())
            return;
        if (!any(at, {",", "and"})) head.next = at + 1;
    }
}

// "plan 7 14 #applications", "plan nicole 7 14", "plan #applications off"; without days it shows the plan, and alone
// the usual one.
std::optional<Head> Clauses::plan(Head head) {
    const auto whose = [&] {
        if (any(head.next, {"for", "of"})) ++head.next;
        read_tags(head);
        if (!head.command.tags.empty()) return true;
        auto list = targets_.read(head.next, tokens_.size(), {});
        return list && take(head, std::move(*list));
    };
    read_gaps(head);
    const bool days_first = !head.command.plan.empty();
    const bool whose_is_known = head.as_tail || whose();
    if (!days_first && whose_is_known) read_gaps(head);
    if (head.command.plan.empty() && whose_is_known && any(head.next, {"off", "never", "none"})) {
        ++head.next;
        head.command.every_never = true;
    }
    if (!ends(head.next)) return std::nullopt;
    if (days_first && !whose_is_known) head.trouble = targets_.who(tokens_[head.next - 1].end);
    return head;
}

std::optional<Head> Clauses::promise(Head head) {
    if (!read_targets(head, Need::required, {})) return std::nullopt;
    if (any(head.next, {"to", "that"})) ++head.next;
    head.text = Head::Text::note;
    head.text_required = true;
    return head;
}

// "intro sam nicole", "introduced sam to nicole"; "via sam nicole": whom, and who brought them together.
std::optional<Head> Clauses::two_people(Head head) {
    auto list = targets_.read(head.next, tokens_.size(), {});
    if (!list) return read_targets(head, Need::required, {}) ? std::optional(std::move(head)) : std::nullopt;
    take(head, std::move(*list));
    if (head.command.targets.people.size() > 1) return head;
    if (head.command.intent == Intent::via && ends(head.next)) return head;  // of the one just added
    auto at = head.next;
    while (any(at, {"to", "with", "and", "&", ",", "-", ":", "by", "via", "through"})) ++at;
    auto other = targets_.read(at, tokens_.size(), {.single = head.command.intent == Intent::via});
    if (!other || (other->targets.people.empty() && !other->trouble)) {
        if (head.trouble) return head;
        head.trouble = targets_.who(tokens_[head.next - 1].end);
        std::erase_if(head.trouble->options, [&](const Trouble::Option& option) {
            return std::ranges::find(head.command.targets.people, option.person) != head.command.targets.people.end();
        });
        return head;
    }
    auto people = head.command.targets.people;
    take(head, std::move(*other));
    people.insert(people.end(), head.command.targets.people.begin(), head.command.targets.people.end());
    head.command.targets = {Targets::Which::people, std::move(people)};
    return head;
}

// "shelf https://... Moving 4,000 pages #cms", "shelf drop 3"; alone, with a number or with tags it shows the shelf.
std::optional<Head> Clauses::shelf(Head head) {
    if (head.as_tail) return std::nullopt;
    const bool drops = any(head.next, {"drop", "remove", "delete"});
    const auto number = head.next + (any(head.next + 1, {"#"}) ? 2U : 1U);
    if (drops && number < tokens_.size() && tokens_[number].whole_number() && ends(number + 1)) {
        head.command.name = "drop";
        head.command.note = tokens_[number].text;
        head.next = number + 1;
        return head;
    }
    const auto begins_a_tag = [&](std::size_t at) {
        return any(at, {"#"}) && !tokens_[at].glued && at + 1 < tokens_.size() && tokens_[at + 1].glued;
    };
    head.next = past_punctuation(head.next);
    while (head.next < tokens_.size() && !any(head.next, {";"})) {
        const auto from = head.next;
        if (begins_a_tag(from)) read_tags(head);
        if (head.next < tokens_.size() && tokens_[head.next].kind == Token::Kind::url && head.command.url.empty())
            head.command.url = tokens_[head.next++].text;
        auto to = head.next;
        while (to < tokens_.size() && !any(to, {";"}) && !begins_a_tag(to) &&
               (tokens_[to].kind != Token::Kind::url || !head.command.url.empty()))
            ++to;
        if (to > head.next) head.command.title += (head.command.title.empty() ? "" : " ") + slice(head.next, to);
        head.next = std::max(to, from + 1);
    }
    while (head.command.title.ends_with(':') || head.command.title.ends_with(',') || head.command.title.ends_with(' '))
        head.command.title.pop_back();
    // "shelf life is short" says something; a thing to give is a name.
    const bool bare = head.command.url.empty() && head.command.tags.empty() && !head.command.title.starts_with('"');
    for (auto at = head.verb_end; bare && at < tokens_.size(); ++at)
        if (any(at, {"is", "are", "was", "were"})) return std::nullopt;
    return head;
}

std::optional<Head> Clauses::pair(Head head) {
    if (head.next < tokens_.size() && tokens_[head.next].kind == Token::Kind::word) {
        auto to = head.next + 1;
        while (to < tokens_.size() && tokens_[to].glued) ++to;
        head.command.name = slice(head.next, to);
        head.next = to;
    }
    if (head.command.intent == Intent::start && head.command.name.empty()) head.command.intent = Intent::help;
    return ends(head.next) ? std::optional(std::move(head)) : std::nullopt;
}

std::optional<Head> Clauses::on_off(Head head) {
    if (any(head.next, {"mode", ":"})) ++head.next;
    if (any(head.next, {"on", "off"})) head.command.name = word(head.next++);
    if (head.command.intent == Intent::dates && head.command.name.empty()) return std::nullopt;
    return ends(head.next) ? std::optional(std::move(head)) : std::nullopt;
}

// "language german", "deutsch", "in english"; alone it asks which one is spoken.
std::optional<Head> Clauses::language(Head head) {
    static constexpr std::pair<std::string_view, std::string_view> languages[] = {
        {"german", "de"}, {"deutsch", "de"}, {"english", "en"}, {"englisch", "en"}};
    if (head.as_tail) return std::nullopt;
    if (any(head.next, {"to", ":", "auf"})) ++head.next;
    const bool behind = head.next < tokens_.size() && tokens_[head.next].kind == Token::Kind::word;
    const auto said = word(behind ? head.next++ : head.verb_end - 1);
    const auto known = std::ranges::find(languages, said, &std::pair<std::string_view, std::string_view>::first);
    if (known != std::end(languages))
        head.command.name = known->second;
    else if (behind)
        head.command.name = said;
    return ends(head.next) ? std::optional(std::move(head)) : std::nullopt;
}

// "7 days", "a week before": how long before an important date it is told.
bool Clauses::read_lead(Head& head) {
    const auto found = dates_.read_rhythm(head.next, tokens_.size());
    if (!found || found->trouble) return false;
    head.command.every_days = found->days;
    head.next = found->end;
    if (any(head.next, {"before", "ahead", "earlier", "early"})) ++head.next;
    return true;
}

// "lead nicole 7 days"; "lead nicole off", "lead nicole 0 days"
std::optional<Head> Clauses::lead(Head head) {
    if (!read_targets(head, Need::required, {"for", "of"})) return std::nullopt;
    if (any(head.next, {"off", "never", "none"})) {
        ++head.next;
        head.command.every_never = true;
    } else if (head.next < tokens_.size() && tokens_[head.next].whole_number() && tokens_[head.next].number == 0) {
        ++head.next;
        if (any(head.next, {"d", "day", "days"})) ++head.next;
        head.command.every_never = true;
    } else if (!read_lead(head) && !head.trouble) {
        return std::nullopt;
    }
    return head;
}

}  // namespace nudged::replies
