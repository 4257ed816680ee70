// What is kept and shown, and the whole of nudging: gave, help, note, who, pause, stop.
#include "daemon/replies/clauses.hpp"
#include "daemon/replies/dates_math.hpp"

namespace nudged::replies {
namespace {

// "09:30"
std::string in_figures(TimeOfDay time) {
    const auto two_digits = [](long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
    return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

}  // namespace

std::optional<Head> Clauses::gave(Head head) {
    // "I gave up", "gave it some thought" is nothing for anybody.
    if (any(head.next, {"me", "us", "up", "it", "in", "way", "birth", "notice"}) && word(head.verb_end - 1) == "gave")
        return std::nullopt;
    if (any(head.next, {"me", "us"}) && !head.as_tail) return std::nullopt;  // "sent me the deck": by whom?
    // "sent it", "sent it to zoe": what was to be sent, and no gift of that name.
    if (word(head.verb_begin) == "sent" && any(head.next, {"it", "that", "this"}) &&
        (ends(head.next + 1) || any(head.next + 1, {"to"}))) {
        head.next += any(head.next + 1, {"to"}) ? 2 : 1;
        head.command.intent = Intent::done;
        return done(std::move(head));
    }
    head.text = Head::Text::title;
    head.text_required = true;
    const auto take_link = [&] {
        const auto at = past_punctuation(head.next);
        if (at >= tokens_.size() || tokens_[at].kind != Token::Kind::url) return false;
        head.command.url = tokens_[at].text;
        head.next = at + 1;
        head.text_required = false;
        return true;
    };
    if (!head.as_tail) {
        auto at = head.next;
        while (any(at, {"to", "with"})) ++at;
        // "gave 1 3": to the first, the third of the shelf.
        const auto thing = at + (any(at + 1, {"#"}) ? 2U : 1U);
        const bool of_the_shelf =
            thing < tokens_.size() && tokens_[at].whole_number() && tokens_[thing].whole_number() && ends(thing + 1);
        if (auto list = targets_.read(at, of_the_shelf ? at + 1 : tokens_.size(), {})) {
            take(head, std::move(*list));
            ask_about_somebody_of_theirs(head);
        } else if (ends(head.next)) {
            head.trouble = targets_.who(tokens_[head.next - 1].end);
            return head;
        }
    }
    if (head.as_tail || head.addressed) {
        take_link();
        return head;
    }
    // "sent the deck to zoe"
    const auto from = head.next;
    for (auto at = tokens_.size(); at-- > from + 1;) {
        if (!any(at, {"to", "with"})) continue;
        auto list = targets_.read(at + 1, tokens_.size(), {.first = true, .typos = Names::Typos::no});
        if (!list) continue;
        const auto past = dates_.read_past(list->end, tokens_.size());
        const bool dated = past && !past->trouble && past->surely && ends(past->end);
        if (!dated && !ends(list->end)) continue;
        const auto day_at = list->end;
        if (!(at == from + 1 && take_link())) head.command.title = slice(from, at);
        take(head, std::move(*list));
        if (dated) {
            take_day(head, day_at, *past);
            head.next = past->end;
        }
        head.text_required = false;
        head.text = Head::Text::none;
        return head;
    }
    head.command.targets.which = Targets::Which::last;
    if (take_link()) return head;
    if (!looks_like_a_name(from) || head.verb->guessed)
        return head.verb->guessed ? std::nullopt : std::optional(std::move(head));
    head.trouble = targets_.no_such_name(from, from + 1);
    head.addressed = true;
    ++head.next;
    take_link();
    return head;
}

// "help", "help snooze"; with a person it is something given: "help zoe https://..."
std::optional<Head> Clauses::help(Head head) {
    if (head.as_tail) return std::nullopt;
    if (any(head.next, {"me"}) && ends(head.next + 1)) ++head.next;
    auto at = head.next;
    while (any(at, {"with", "on", "for", "about"})) ++at;
    if (const auto topic = verb_at(tokens_, at); topic && ends(at + topic->words)) {
        head.command.name = slice(at, at + topic->words);
        head.next = at + topic->words;
        return head;
    }
    if (ends(head.next)) return head;
    auto list = targets_.read(at, tokens_.size(), {});
    if (!list) return head;
    take(head, std::move(*list));
    head.command.intent = Intent::gave;
    const auto link = past_punctuation(head.next);
    if (link < tokens_.size() && tokens_[link].kind == Token::Kind::url) {
        head.command.url = tokens_[link].text;
        head.next = link + 1;
        head.text = Head::Text::title;
        return head;
    }
    if (head.trouble) return head;
    const auto target = targets_written(head);
    Trouble trouble{.code = AskCode::gave_what, .subject = target};
    const auto end = tokens_[head.next - 1].end;
    trouble.place = {tokens_[head.begin].begin, end, ""};
    trouble.before = "gave " + target + ": ";
    trouble.options.push_back({.label = "help", .with = "help", .answers = {"help", "commands"}, .whole = true});
    head.trouble = std::move(trouble);
    head.text = Head::Text::title;
    return head;
}

std::optional<Head> Clauses::note(Head head) {
    if (!read_targets(head, Need::required, {"to", "on", "for", "about"})) return std::nullopt;
    head.text = Head::Text::note;
    head.text_required = true;
    return head;
}

std::optional<Head> Clauses::who(Head head) {
    auto at = past_punctuation(head.next);
    while (any(at, {"is", "about", "the"})) ++at;
    auto list = targets_.read(at, tokens_.size(), {.single = true});
    if (list) {
        take(head, std::move(*list));
        return head;
    }
    if (!looks_like_a_name(at)) return std::nullopt;
    auto end = at + 1;
    while (end < tokens_.size() && looks_like_a_name(end)) ++end;
    head.trouble = targets_.no_such_name(at, end);
    head.next = end;
    return head;
}

std::optional<Head> Clauses::pause(Head head) {
    while (any(head.next, {"all", "everything", "nudges", "nudging", "nudge", "me", "it", "the", "now", "please"}))
        ++head.next;
    const auto from = head.next;
    // A pause that is to begin later: from when is said, not until when.
    if (any(from, {"from", "starting", "beginning"})) {
        unreadable_when(head);
        return head;
    }
    if (ends(from)) return head;
    auto week = from;  // "this week", "the rest of the week": up to Monday
    while (any(week, {"for", "rest", "of", "the", "this"})) ++week;
    if (any(week, {"week"}) && any(week - 1, {"the", "this"}) && ends(week + 1)) {
        head.command.until = first_after(dates_.today(), 0);
        head.command.named_day = true;
        head.next = week + 1;
        return head;
    }
    if (read_when(head)) {
        head.command.whole_days = days_named(past_punctuation(from), head);
        doubt_a_year(head, past_punctuation(from));
        return head;
    }
    if (targets_.read(past_punctuation(from), tokens_.size(), {.typos = Names::Typos::no})) return std::nullopt;
    unreadable_when(head);
    return head;
}

// "snooze sam 1 dec", "pause until 1 dec", said a little after that day: hardly for a year.
void Clauses::doubt_a_year(Head& head, std::size_t from) {
    constexpr days longest{300};
    const auto& until = head.command.until;
    if (head.trouble || !until || head.command.whole_days > 0 || *until - dates_.today() <= longest) return;
    const auto at = any(from, {"until", "till", "til", "to", "on", "by"}) ? from + 1 : from;
    const auto when = dates_.read(at, head.next);
    bool month = false, day = false, year = when && when->of_a_year;
    for (auto i = at; i < head.next; ++i) {
        month = month || is_month(word(i)) || is_month(tokens_[i].suffix()) || any(i, {"/", "."});
        day = day || tokens_[i].digits > 0 || spoken_ordinal(tokens_, i);
        year = year || tokens_[i].digits == 4 || any(i, {"next", "year", "'"});
    }
    // A month alone is as well the one of the year to come; but nobody pauses for that long.
    const bool doubtful = month && (day || head.command.intent == Intent::pause);
    if (!doubtful || year) return;
    Trouble trouble{.code = AskCode::past, .subject = slice(at, head.next)};
    trouble.place = {tokens_[at].begin, tokens_[head.next - 1].end, ""};
    const auto reading = Dates::reading_with_year(*until);
    const auto date = Dates::reading_of(*until).says.substr(3);  // "3 mar 2027" may begin with a number of the list
    const auto time = head.command.time ? " " + in_figures(*head.command.time) : "";
    trouble.options.push_back({.label = reading.label, .with = date + time, .answers = {fold(reading.label)}});
    head.trouble = std::move(trouble);
}

// "next week", "the weekend", "july", "tomorrow": the days that a pause takes when no "until" stands before them.
int Clauses::days_named(std::size_t from, const Head& head) const {
    if (head.trouble || !head.command.until) return 0;
    const auto at = any(from, {"on", "over", "during", "in", "for"}) ? from + 1 : from;
    const auto thing = any(at, {"the", "this", "next"}) ? at + 1 : at;
    if (thing + 1 != head.next) return 0;
    const bool next = any(at, {"next"});
    if (any(thing, {"tomorrow", "tmrw", "tmr"})) return 1;
    if (any(thing, {"weekend"})) return 2;
    if (next && any(thing, {"week"})) return 7;
    const bool month = (next && any(thing, {"month"})) || month_of(word(thing));
    return month ? static_cast<int>((last_of_month(*head.command.until) - *head.command.until).count()) + 1 : 0;
}

std::optional<Head> Clauses::stop(Head head) {
    constexpr std::size_t long_for_a_stop = 6;
    const auto words = tokens_.size() - head.next;
    const bool asks_to_stop =
        any(head.next, {"nudging", "nudges", "it", "all", "everything", "messages", "messaging", "now", "please",
                        "sending", "this", "that", "the", "reminding", "bothering", "texting", "writing"});
    if (head.as_tail || words > long_for_a_stop ||
        !(ends(head.next) || asks_to_stop || targets_.read(head.next, tokens_.size(), {}))) {
        return std::nullopt;
    }
    const auto said = word(head.verb_begin);
    auto whom = targets_.read(head.next, tokens_.size(), {.typos = Names::Typos::no});
    if (whom && !whom->targets.people.empty()) {
        take(head, std::move(*whom));
        auto named = off_the_list(std::move(head));
        if (named.trouble->code == AskCode::stop)
            named.trouble = stop_what(said, targets_written(named), named.trouble->subject);
        return named;
    }
    head.trouble = stop_what(said, {}, {});
    head.next = tokens_.size();
    return head;
}

}  // namespace nudged::replies
