// Who is to be kept in touch with: "add Lena Müller every 45d #work", "add Mum every week, Tom and Ann Lee".
#include "daemon/replies/clauses.hpp"

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

bool is_said_of_days_or_groups(std::string_view word) {
    return one_of(
        word,
        {"today", "tomorrow", "tonight",   "yesterday", "tmrw",  "tmr",   "morning", "afternoon", "evening",   "night",
         "noon",  "weekend",  "weekends",  "week",      "weeks", "month", "months",  "year",      "day",       "days",
         "now",   "later",    "soon",      "next",      "this",  "the",   "all",     "everyone",  "everybody", "both",
         "rest",  "others",   "remaining", "them",      "these", "those", "of",      "everything"});
}

std::string without_apostrophe(std::string name) {
    for (const std::string_view mark : {"'", "’"})
        if (name.ends_with(mark)) name.resize(name.size() - mark.size());
    return name;
}

// Of the months and days, what is said of people more often.
bool is_given_name(std::string_view word) { return one_of(word, {"jan", "april", "may", "june", "august"}); }

}  // namespace

std::optional<Head> Clauses::add(Head head) {
    const auto from = past_punctuation(head.next);
    const bool quoted = word(from) == "\"";
    const auto name_begin = quoted ? from + 1 : from;
    auto at = end_of_name(name_begin, quoted);
    head.command.name = slice(name_begin, at);
    if (at > name_begin && tokens_[at - 1].possessive && tokens_[at - 1].text.ends_with('s'))
        head.command.name = without_apostrophe(head.command.name);  // "James'"
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
    if (any(head.next + (any(head.next, {"every"}) ? 1 : 0), {"never"})) {
        head.next += any(head.next, {"every"}) ? 2 : 1;
        head.command.every_never = true;
    } else if (const auto every = rhythm(head)) {
        head.command.every_days = every;
    }
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
    if (head.trouble || !(ends(head.next) || any(head.next, {"&"}))) return head;

    if (!quoted && is_no_name(name_begin, name_end)) {
        ask_whom_to_add(head, name_begin, name_end);
        return head;
    }
    ask_about_a_namesake(head, quoted, slice(name_end, head.next));
    return head;
}

std::size_t Clauses::end_of_name(std::size_t at, bool quoted) {
    const auto begin = at;
    while (at < tokens_.size() && tokens_[at].kind == Token::Kind::word && tokens_[at].digits == 0 &&
           !any(at, {"every", "each", "weekly", "monthly", "quarterly", "yearly", "daily", "via", "fortnightly",
                     "biweekly"}) &&
           !is_birthday(at) && (quoted || at == begin || !any(at, {"and", "never"}))) {
        ++at;
        if (any(at, {"&"}) && !tokens_[at].glued && !quoted && !is_firm(at + 1)) break;  // "Pia & Zoe"
        if (any(at, {".", "&", "-"}) && at + 1 < tokens_.size() && tokens_[at + 1].kind == Token::Kind::word) ++at;
    }
    return at;
}

// Behind an "&": "& Sons", "& Jerry Ltd".
bool Clauses::is_firm(std::size_t at) const {
    for (; at < tokens_.size() && tokens_[at].kind == Token::Kind::word; ++at)
        if (any(at, {"sons",    "son",      "daughters",  "brothers", "bros",    "sisters", "co",      "company",
                     "partner", "partners", "associates", "family",   "friends", "ltd",     "limited", "inc",
                     "llc",     "llp",      "plc",        "gmbh",     "ag",      "kg",      "sa",      "bv",
                     "corp",    "group",    "design",     "studio",   "sohne",   "cie"}))
            return true;
    return false;
}

// "fri", "tomorrow", "the rest": a day or a group. Whoever is called Friday is written like that.
bool Clauses::is_no_name(std::size_t from, std::size_t to) const {
    // "undo", "no", "ok": a command or a courtesy. Whoever is called Won is written like that.
    const bool one_word = to == from + 1 && !is_written_as_a_name(text_, tokens_[from]);
    if (one_word && (is_negation(word(from)) || is_courtesy(word(from)) || verb_at(tokens_, from, true))) return true;
    for (auto at = from; at < to; ++at) {
        if (is_said_of_days_or_groups(word(at))) continue;
        const bool day = is_month(word(at)) || is_weekday(word(at));
        if (!day || is_given_name(word(at)) || is_day_as_a_name(at)) return false;
    }
    return true;
}

bool Clauses::is_day_as_a_name(std::size_t at) const {
    return (is_month(word(at)) || is_weekday(word(at))) && is_written_as_a_name(text_, tokens_[at]);
}

void Clauses::ask_whom_to_add(Head& head, std::size_t from, std::size_t to) const {
    const auto name = slice(from, to);
    Trouble trouble{.code = AskCode::what, .subject = name};
    trouble.place = {tokens_[from].begin, tokens_[to - 1].end, ""};
    trouble.options.push_back(
        {.label = "Add " + name, .with = "\"" + name + "\"", .answers = {"add", "yes", "y", "yep", "yeah"}});
    head.trouble = std::move(trouble);
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
    if (at >= tokens_.size() || verb_at(tokens_, at)) return std::nullopt;
    const bool ordinary = is_common_word(word(at)) || is_date_word(word(at));
    if (ordinary && !is_day_as_a_name(at)) return std::nullopt;
    Head head;
    head.begin = head.next = at;
    head.command.intent = Intent::add;
    const auto byte = tokens_[at].begin;
    head.edits.push_back({byte, byte, "add"});
    return add(std::move(head));
}

}  // namespace nudged::replies
