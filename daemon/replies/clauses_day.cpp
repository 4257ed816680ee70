// The day of a touch. It stands right behind the person ("called mum 3 weeks ago, her knee is better") or ends a clause
// that says no more than how they met ("met zoe for lunch last friday"). Any other text is the owner's own and stays
// whole: "done nicole met her sister last friday" tells of the sister.
#include "daemon/replies/clauses.hpp"
#include "daemon/replies/dates_math.hpp"

namespace nudged::replies {
namespace {

constexpr std::size_t longest_way = 5;     // tokens: "at the fair in lisbon"
constexpr std::size_t longest_phrase = 8;  // tokens of a day

bool makes_it_a_subject(std::string_view word) {
    return one_of(word, {"is", "was", "were", "are", "will", "would", "works", "worked", "had", "has", "went", "made",
                         "might", "could", "can", "should", "s"});
}

}  // namespace

void Clauses::day_trouble(Head& head, std::size_t from, const Dates::Past& past) const {
    if (head.trouble) return;
    Trouble trouble{.code = past.trouble->code, .subject = past.trouble->subject};
    trouble.place = {tokens_[from].begin, tokens_[past.end - 1].end, ""};
    for (const auto& reading : past.trouble->readings) {
        trouble.options.push_back(
            {.label = reading.label, .with = reading.says, .answers = {fold(reading.says), fold(reading.label)}});
    }
    head.trouble = std::move(trouble);
}

void Clauses::take_day(Head& head, std::size_t from, const Dates::Past& past) {
    if (past.trouble) return day_trouble(head, from, past);
    if (past.date < dates_.today()) head.command.on = past.date;
}

// Right behind the person.
void Clauses::read_day(Head& head) {
    auto from = head.next;
    while (any(from, {",", "-", "."}) && !is_signed(from)) ++from;
    if (from >= tokens_.size()) return;
    const auto past = dates_.read_past(from, tokens_.size());
    if (!past) return read_day_to_come(head, from);
    const bool contact = head.verb && head.verb->kind == VerbKind::contact;
    const auto end = past->end;
    const bool whole = says_nothing(end, tokens_.size()) || any(end, {";"});
    const bool more = begins_another_touch(end);
    const bool in_words = past->date == dates_.today() && any(from, {"today", "this", "just", "now", "earlier"});
    if (in_words) {  // "this morning" is a note as good as any
        const bool says_no_more = whole && contact && any(from, {"today"}) && end == from + 1;
        head.dated = more || says_no_more;
        if (head.dated) head.next = end;
        return;
    }
    const bool stop = any(end, {",", ".", "-", ":", "!"}) && !(end + 1 < tokens_.size() && tokens_[end + 1].glued);
    const bool pause = stop && (past->surely || contact || any(from, {"on"}));
    const bool goes_on = past->surely && !past->trouble && !makes_it_a_subject(word(end));
    if (!whole && !pause && !goes_on && !more) return;
    take_day(head, from, *past);
    head.next = end;
    head.dated = true;
}

// "done 2 tomorrow", "met zoe next friday": nobody was met in the future.
void Clauses::read_day_to_come(Head& head, std::size_t from) {
    const auto when = dates_.read(from, tokens_.size());
    if (!when || when->trouble || !says_nothing(when->end, tokens_.size()) || head.trouble) return;
    const bool a_length = any(from, {"for", "about", "over", "during", "to", "from", "within", "around", "by", "at"});
    // "called mum 3 days" may tell how long, "done mum 3d" hardly.
    const bool just_done = head.command.intent == Intent::done && head.verb && head.verb->kind == VerbKind::plain;
    const bool counted = !when->named && !any(from, {"in"});
    if (a_length || (counted && (!just_done || when->time))) return;
    const auto target = targets_written(head);
    Trouble trouble{.code = AskCode::which_day, .subject = slice(from, when->end)};
    trouble.place = {tokens_[from].begin, tokens_[when->end - 1].end, ""};
    trouble.options.push_back(
        {.label = "Today", .with = Dates::reading_of(dates_.today()).says, .answers = {"today", "done", "yes"}});
    trouble.options.push_back({.label = "Not yet: " + trouble.subject,
                               .with = "snooze " + target + (target.empty() ? "" : " ") + trouble.subject,
                               .answers = {"not yet", "later", "snooze"},
                               .whole = true});
    head.trouble = std::move(trouble);
    head.next = when->end;
}

// "called", "called her", "for lunch", "at the fair": no more than how it happened.
bool Clauses::tells_the_way(const Head& head, std::size_t from, std::size_t to) const {
    const bool contact = head.verb && head.verb->kind == VerbKind::contact;
    if (const auto verb = verb_at(tokens_, from, true); verb && verb->kind == VerbKind::contact) {
        from += verb->words;
        if (any(from, {"her", "him", "them"})) ++from;
        if (from == to) return true;
    } else if (!contact) {
        return false;
    }
    if (from + 2 == to && tokens_[from].possessive) return true;  // "met nicole, nicole's husband"
    if (from >= to || to - from > longest_way || !any(from, {"for", "at", "over", "in", "by", "on", "via"}))
        return false;
    for (auto at = from + 1; at < to; ++at) {
        const bool plain = tokens_[at].kind == Token::Kind::word && tokens_[at].digits == 0 && !is_negation(word(at));
        if (!plain || any(at, {"and", "that", "who", "he", "she", "they", "we", "i", "it", "but", "because"}) ||
            makes_it_a_subject(word(at)))
            return false;
    }
    return true;
}

std::optional<std::size_t> Clauses::take_day_behind(Head& head, std::size_t begin, std::size_t end) {
    while (end > begin && says_nothing(end - 1, end)) --end;
    for (auto at = std::max(begin + 1, end - std::min(end, longest_phrase)); at < end; ++at) {
        const auto past = dates_.read_past(at, end);
        if (!past || past->end != end) continue;
        const bool no_day = past->trouble ? past->trouble->readings.size() < 2 : past->date >= dates_.today();
        if (no_day) continue;
        if (head.command.intent == Intent::gave || (head.verb && head.verb->intent == Intent::gave)) {
            const bool part_of_it = any(at - 1, {"from", "of", "about", "in", "for", "since", "by", "on"});
            if (!past->surely || past->trouble || part_of_it) return std::nullopt;
        } else if (!tells_the_way(head, begin, at)) {
            continue;
        }
        take_day(head, at, *past);
        return at;
    }
    return std::nullopt;
}

// "birthday 8 march", "'s birthday is on 8 mar 1950", "was born 8 march 1950": the date as it was said. Nothing is
// taken unless a date ends the clause: "mum birthday card" is something else.
std::optional<std::string> Clauses::birthday(Head& head, std::size_t at) {
    if (!any(at, {"birthday", "bday", "birthdate", "born"})) return std::nullopt;
    return birthday_date(head, at + 1);
}

std::optional<std::string> Clauses::birthday_date(Head& head, std::size_t at) {
    while (any(at, {"is", "was", "on", "in", "to", ":", "-", "=", ",", "the"}) && !is_signed(at)) ++at;
    const auto day = dates_.read_calendar_day(at, tokens_.size());
    if (!day) return std::nullopt;
    Head ahead;  // "3 may, a week before"
    ahead.next = past_punctuation(day->end);
    const bool told_ahead = read_lead(ahead) && any(ahead.next - 1, {"before", "ahead", "earlier", "early"});
    const bool ended = told_ahead || ends(day->end) ||
                       any(day->end, {"every", "each", "#", "weekly", "monthly", "quarterly", "yearly"});
    if (!ended) return std::nullopt;
    head.next = told_ahead ? ahead.next : day->end;
    if (told_ahead) head.command.every_days = ahead.command.every_days;
    if (day->trouble && day->trouble->code != AskCode::that_is_today && !head.trouble) {
        Trouble trouble{.code = day->trouble->code, .subject = day->trouble->subject};
        trouble.place = {tokens_[at].begin, tokens_[day->end - 1].end, ""};
        for (const auto& reading : day->trouble->readings) {
            trouble.options.push_back(
                {.label = reading.label, .with = reading.says, .answers = {fold(reading.says), fold(reading.label)}});
        }
        trouble.fillable = false;
        head.trouble = std::move(trouble);
    }
    const auto& last = tokens_[day->end - 1];
    if (!day->of_a_year || last.digits != 2) return slice(at, day->end);
    const auto date = ymd(day->date);  // "8 mar 50": what the two digits mean is told here and nowhere else
    return std::to_string(int(date.year())) + '-' + (unsigned(date.month()) < 10 ? "0" : "") +
           std::to_string(unsigned(date.month())) + '-' + (unsigned(date.day()) < 10 ? "0" : "") +
           std::to_string(unsigned(date.day()));
}

bool Clauses::is_birthday(std::size_t at) {
    Head aside;
    return birthday(aside, at).has_value();
}

// "mum's birthday is 8 march". What follows leaves no doubt that an ordinary word, "mum", is meant as a name.
std::optional<Head> Clauses::birthday_of(std::size_t begin, std::size_t at) {
    constexpr std::size_t longest_name = 5;  // tokens
    auto said = at;
    while (said < at + longest_name && !any(said, {"birthday", "bday", "birthdate", "born"})) ++said;
    if (said == at + longest_name) return std::nullopt;
    auto list = targets_.read(at, said, {.single = true, .typos = Names::Typos::no});
    if (!list) return std::nullopt;
    Head head;
    head.begin = begin;
    auto next = list->end;
    take(head, std::move(*list));
    while (any(next, {"s", "was", "is"})) ++next;
    auto date = birthday(head, next);
    if (!date) return std::nullopt;
    return with_birthday(std::move(head), std::move(*date));
}

// "birthday mum 8 mar 1950", "birthday of mum: 8 march"
std::optional<Head> Clauses::birthday_first(std::size_t begin, std::size_t at) {
    if (!any(at, {"birthday", "bday"})) return std::nullopt;
    ++at;
    while (any(at, {"of", "for", ":", "-"})) ++at;
    auto list = targets_.read(at, tokens_.size(), {.single = true});
    const bool stranger = !list && looks_like_a_name(at);
    if (!list && !stranger) return std::nullopt;
    Head head;
    head.begin = begin;
    head.addressed = true;
    if (list)
        take(head, std::move(*list));
    else
        head.trouble = targets_.no_such_name(at, at + 1);
    auto date = birthday_date(head, list ? head.next : at + 1);
    if (!date) return std::nullopt;
    return with_birthday(std::move(head), std::move(*date));
}

Head Clauses::with_birthday(Head head, std::string date) {
    head.command.intent = Intent::set;
    head.command.name = "birthday";
    head.command.note = std::move(date);
    head.text_required = false;
    head.text = Head::Text::none;
    return head;
}

}  // namespace nudged::replies
