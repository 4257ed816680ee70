// What is kept and shown, and the whole of nudging: gave, help, note, add, who, pause, stop.
#include "daemon/replies/clauses.hpp"
#include "daemon/replies/dates_math.hpp"

namespace nudged::replies {

namespace {

// What an `add` says of somebody who is here already, as the commands that change it.
std::string what_is_new(const Command& add, const std::string& whom) {
    std::string says;
    const auto also = [&](const std::string& command) { says += (says.empty() ? "" : "; ") + command; };
    if (add.every_days) also("every " + std::to_string(*add.every_days) + "d " + whom);
    if (!add.birthday.empty()) also("set " + whom + " birthday " + add.birthday);
    std::string tags;
    for (const auto& tag : add.tags) tags += " #" + tag;
    if (!tags.empty()) also("tag " + whom + tags);
    return says.empty() ? "who " + whom : says;
}

}  // namespace

std::optional<Head> Clauses::gave(Head head) {
    // "sam gave me 3 books" is what came from him; "I gave up", "gave it some thought" is nothing for anybody.
    if (any(head.next, {"me", "us", "up", "it", "in", "way", "birth", "notice"}) && word(head.verb_end - 1) == "gave")
        return std::nullopt;
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

std::optional<Head> Clauses::add(Head head) {
    const auto from = past_punctuation(head.next);
    const bool quoted = word(from) == "\"";
    auto at = quoted ? from + 1 : from;
    const auto name_begin = at;
    while (at < tokens_.size() && tokens_[at].kind == Token::Kind::word && tokens_[at].digits == 0 &&
           !any(at, {"every", "each", "weekly", "monthly", "quarterly", "yearly", "daily", "via", "fortnightly",
                     "biweekly"}) &&
           !is_birthday(at) && (quoted || at == name_begin || !any(at, {"and"}))) {
        ++at;
        if (any(at, {".", "&", "-"}) && at + 1 < tokens_.size() && tokens_[at + 1].kind == Token::Kind::word) ++at;
    }
    head.command.name = slice(name_begin, at);
    if (quoted && word(at) == "\"") ++at;
    const auto name_end = head.next = at;
    if (head.command.name.empty()) {
        if (!ends(at)) return std::nullopt;
        head.text_required = true;
        head.text = Head::Text::body;
        return head;
    }
    const auto read_birthday = [&] {
        if (auto date = birthday(head, past_punctuation(head.next))) head.command.birthday = std::move(*date);
    };
    read_birthday();
    at = head.next;
    if (any(at, {","}) && (any(at + 1, {"every", "each", "weekly", "monthly", "#"}))) ++head.next;
    if (const auto every = rhythm(head)) head.command.every_days = every;
    if (any(head.next, {","}) && any(head.next + 1, {"#"})) ++head.next;
    read_tags(head);
    if (!head.command.every_days && !head.command.tags.empty()) head.command.every_days = rhythm(head);
    read_birthday();
    if (any(head.next, {"via"})) {
        auto list = targets_.read(head.next + 1, tokens_.size(), {.single = true});
        if (!list) return std::nullopt;
        take(head, std::move(*list));
        read_tags(head);
    }
    head.text = Head::Text::none;
    if (head.trouble || !ends(head.next)) return head;

    ask_about_a_namesake(head, quoted, slice(name_end, head.next));
    return head;
}

// Somebody of that name is here already; or, unless the name is quoted, somebody whom it may mean.
void Clauses::ask_about_a_namesake(Head& head, bool quoted, const std::string& rest) const {
    const auto& name = head.command.name;
    if (const auto* known = names_.called(name)) {
        head.trouble = yes_or_no(AskCode::exists, *known, what_is_new(head.command, written(*known)));
        return;
    }
    const auto sharing = quoted ? std::vector<const Person*>{} : names_.sharing_words(name);
    if (!sharing.empty())
        head.trouble = yes_or_no(AskCode::new_person, *sharing.front(), "add \"" + name + "\" " + rest);
}

std::optional<Head> Clauses::another_name(std::size_t at) {
    if (at >= tokens_.size() || is_common_word(word(at)) || is_date_word(word(at)) || verb_at(tokens_, at))
        return std::nullopt;
    Head head;
    head.begin = head.next = at;
    head.command.intent = Intent::add;
    const auto byte = tokens_[at].begin;
    head.edits.push_back({byte, byte, "add"});
    return add(std::move(head));
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
        return head;
    }
    if (targets_.read(past_punctuation(from), tokens_.size(), {.typos = Names::Typos::no})) return std::nullopt;
    unreadable_when(head);
    return head;
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
    head.trouble = stop_what(word(head.verb_begin));
    head.next = tokens_.size();
    return head;
}

}  // namespace nudged::replies
