#include "daemon/messages/why_now.hpp"

#include <array>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/promises.hpp"
#include "daemon/followup/silence.hpp"
#include "daemon/messages/channels.hpp"
#include "daemon/messages/room.hpp"

namespace nudged::messages {
namespace {

// "send pricing" -> "to send pricing"; "the pricing" stays.
std::string as_promised(std::string_view what) {
    const std::string words = one_line(what);
    const std::string first = words.substr(0, words.find(' '));
    constexpr std::array<std::string_view, 22> verbs{
        "send",  "call", "write", "bring",  "give",   "share", "introduce", "forward", "get",  "make", "book",
        "check", "ask",  "meet",  "return", "review", "show",  "tell",      "email",   "look", "pay",  "find"};
    const bool is_verb = std::find(verbs.begin(), verbs.end(), first) != verbs.end();
    return is_verb ? worded("why.promised.verb", {{"what", words}}) : words;
}

// The words of others give way first, the names never: quoted in what room `line` leaves for them, or absent.
template <class Line>
std::string words_in(const Line& line, std::string_view words) {
    constexpr std::size_t least = 12;
    const std::size_t room = room_beside(length(line("")));
    return one_line(words).empty() || room < least ? "" : line(quoted(words, room));
}

// The day that they asked for, as it stands behind "asked for".
std::string day_asked_for(Date date, Date today) {
    const bool lately = date + days{1} >= today;  // else a weekday would be read as one to come
    const std::string day = lately ? bare_day(date, today) : month_day(date, today);
    const bool is_next = lately && (date - today).count() <= 1;
    return is_next ? day : worded("why.asked.day", {{"day", day}});
}

}  // namespace

std::string their_turn_ended(const Contact& contact, Date today) {
    const std::string when = relative_day(contact.your_turn.value_or(today), today);
    const std::string name = shown_name(contact.name);
    const std::string line = words_in(
        [&](const std::string& words) {
            return worded("why.wrote", {{"name", name}, {"when", when}, {"words", words}});
        },
        contact.their_words);
    return line.empty() ? worded("why.answered", {{"name", name}, {"when", when}}) : line;
}

std::string asked_for_today(const Contact& contact, Date today) {
    const std::string name = shown_name(contact.name);
    if (!contact.check_back) return worded("why.asked.about_now", {{"name", name}});
    const CheckBack& wait = *contact.check_back;
    const std::string day = day_asked_for(wait.date, today);
    const std::string when = wait.said != Date{} && wait.said < today ? relative_day(wait.said, today) : "";
    const auto line = [&](Key key, const std::string& words) {
        return worded(key, {{"name", name}, {"day", day}, {"words", words}, {"when", when}});
    };
    const Key with_words = when.empty() ? Key("why.asked.words") : Key("why.asked.words.said");
    const std::string whole = words_in([&](const std::string& words) { return line(with_words, words); }, wait.words);
    if (!whole.empty()) return whole;
    const std::string said = line("why.asked.said", "");
    return when.empty() || length(said) > line_room ? line("why.asked", "") : said;
}

std::string important_day(const followup::Candidate& candidate, Date today) {
    const Date on = candidate.on.value_or(today);
    const std::string day = on == today + days{1} ? worded("day.tomorrow") : worded("day.on", {{"day", long_day(on)}});
    const std::string name = shown_name(candidate.contact.name);
    const auto with = [&](const std::string& what) {
        return worded(on == today ? Key("why.date.today") : Key("why.date"),
                      {{"name", name}, {"what", what}, {"day", day}});
    };
    const std::string what = candidate.date ? date_name(candidate.date->what) : worded("date.some");
    return with(shortened(what, room_beside(length(with("")))));
}

namespace {

// A word of which the owner has not said how it went may well have been a talk.
bool is_message(const Touch& touch) {
    return touch.channel.empty() ? one_line(touch.note).starts_with("wrote") : !is_conversation(touch.channel);
}

}  // namespace

bool messages_went_by(const Contact& contact, const std::optional<Touch>& last_touch, const followup::Plan& plan) {
    return contact.silence >= went_by && followup::is_friend(contact, plan.owner) && last_touch &&
           is_message(*last_touch);
}

std::string since_the_last_word(const Contact& contact, const std::optional<Touch>& last_touch,
                                const followup::Plan& plan) {
    const std::string name = shown_name(contact.name);
    constexpr int counted = 3;  // of more it is only said that they are some
    if (messages_went_by(contact, last_touch, plan))
        return worded(contact.silence <= counted ? Key("why.went_by") : Key("why.went_by.few"),
                      {{"name", name}, {"count", number_word(static_cast<std::size_t>(contact.silence))}});
    if (!contact.last_touch) return worded("why.wanted", {{"name", name}});
    const auto ago = static_cast<int>((plan.today - *contact.last_touch).count());
    const bool spoke = last_touch && is_conversation(last_touch->channel);
    if (ago < 1) return worded(spoke ? Key("why.spoke_today") : Key("why.word_today"), {{"name", name}});
    return worded(spoke ? Key("why.since_you_spoke") : Key("why.since_the_last_word"),
                  {{"name", name}, {"span", span_text(ago)}});
}

std::string you_promised(const Contact& contact, Date today) {
    const auto* promise = followup::next_promise(contact);
    const std::string name = shown_name(contact.name);
    if (promise == nullptr) return name;
    const std::string day = bare_day(promise->due, today);
    const auto with = [&](const std::string& what) {
        return worded("why.promised", {{"name", name}, {"what", what}, {"day", day}});
    };
    return with(shortened(as_promised(promise->what), room_beside(length(with("")))));
}

std::string no_answer_yet(const Contact& contact) {
    const std::string name = shown_name(contact.name);
    if (contact.silence < 2) return worded("why.no_answer_yet", {{"name", name}});
    const std::string count = number_word(static_cast<std::size_t>(contact.silence));
    const std::string line = worded("why.no_answer", {{"name", name}, {"count", count}});
    return length(line) <= line_room ? line : worded("why.no_answer.short", {{"name", name}, {"count", count}});
}

std::string what_was_tried(const Contact& contact, std::size_t given, Date today) {
    const std::string name = shown_name(contact.name);
    const std::string when = relative_day(contact.straight_on.value_or(today), today);
    const auto line = [&](Key key, std::size_t told) {
        return worded(
            key, {{"name", name}, {"when", when}, {"given", static_cast<long>(told)}, {"things", number_word(told)}});
    };
    for (const std::string& tried : {line("why.tried", given), line("why.tried.short", given), line("why.tried", 0)})
        if (length(tried) <= line_room) return tried;
    return line("why.tried.only", 0);
}

std::string back_from_snooze(const Contact& contact, Date today) {
    const bool to_the_day = !contact.snooze || contact.snooze->until == today;
    return worded(to_the_day ? Key("why.back_today") : Key("why.back_now"), {{"name", shown_name(contact.name)}});
}

std::string comes_back(const Contact& contact, const followup::Plan& plan) {
    const auto back = followup::told_date(contact, plan);
    const std::string name = shown_name(contact.name);
    const std::string line = back ? worded("why.comes_back", {{"name", name}, {"day", day_text(*back, plan.today)}})
                                  : worded("why.comes_back.some_day", {{"name", name}});
    const std::string rest = " " + worded("why.nothing_until_then");
    return length(line + rest) <= line_room ? line + rest : line;
}

}  // namespace nudged::messages
