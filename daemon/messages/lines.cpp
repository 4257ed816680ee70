// The two lines of a person.
#include <algorithm>
#include <array>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/channels.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/followup/promises.hpp"
#include "daemon/followup/silence.hpp"
#include "daemon/messages/channels.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/nudge.hpp"
#include "daemon/messages/questions.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t longest_line = 89;  // code points
constexpr int went_by = 2;                // messages to a friend, before another way is suggested
constexpr int counted_messages = 3;       // that went by; of more it is only said that they are some
constexpr int asked_enough = 2;           // times in a row, before help is suggested
constexpr days needs_stay_fresh{90};

using Lines = std::vector<std::string>;

// What is said of a person: the words of others in it give way first, the names never.
std::string around(const std::string& before, std::string_view words, const std::string& after = {}) {
    constexpr std::size_t least = 12;
    const std::size_t taken = length(before) + length(after);
    if (one_line(words).empty() || taken + least > longest_line) return before + after;
    return before + quoted(words, longest_line - taken) + after;
}

// Known facts stand in a suggestion without quotation marks: those belong to words that can be sent.
std::string fact(const std::string& before, std::string_view words, const std::string& after = {}) {
    std::string line = one_line(words);
    std::replace(line.begin(), line.end(), '"', '\'');
    const std::size_t taken = length(before) + length(after) + 1;
    line = shortened(line, taken < longest_line ? longest_line - taken : 0);
    const bool ends = !line.empty() && std::string_view{".?!"}.find(line.back()) != std::string_view::npos;
    return before + line + (ends || line.ends_with("…") ? "" : ".") + after;
}

// "17 Feb", "Sunday", "yesterday"
std::string day_of(Date date, Date today) {
    const std::string day = relative_day(date, today);
    return day.starts_with("on ") ? day.substr(3) : day;
}

// ---- why now --------------------------------------------------------------------------------------------------------

std::string their_turn_ended(const Contact& contact, Date today) {
    const std::string when = relative_day(contact.your_turn.value_or(today), today);
    const std::string name = shown_name(contact.name);
    if (contact.their_words.empty()) return name + " answered " + when;
    return around(name + " wrote " + when + ": ", contact.their_words);
}

std::string asked_for_today(const Contact& contact, Date today) {
    const std::string name = shown_name(contact.name);
    if (!contact.check_back) return name + " asked for a word about now";
    const CheckBack& wait = *contact.check_back;
    const bool lately = wait.date + days{1} >= today;  // else a weekday would be read as one to come
    constexpr std::size_t weekday = 4;                 // "Tue "
    const std::string day = lately ? day_of(wait.date, today) : day_text(wait.date, today).substr(weekday);
    const bool said = wait.said != Date{} && wait.said < today;
    const std::string when = said ? " (said " + relative_day(wait.said, today) + ")" : "";
    const std::string asked = name + " asked for " + day;
    if (one_line(wait.words).empty()) return asked + when;
    std::string line = around(asked + ": ", wait.words, when);
    // Without room for the words, the colon would lead nowhere.
    return line == asked + ": " + when ? asked + when : line;
}

std::string important_day(const followup::Candidate& candidate, Date today) {
    const Date on = candidate.on.value_or(today);
    const std::string day = on == today ? "today" : on == today + days{1} ? "tomorrow" : "on " + long_day(on);
    const std::string name = shown_name(candidate.contact.name);
    const std::size_t taken = length(name) + length(day) + 3;
    const std::string what = candidate.date ? one_line(candidate.date->what) : "a date";
    return name + ", " + shortened(what, longest_line - std::min(taken, longest_line)) + " " + day;
}

// A word of which the owner has not said how it went may well have been a talk.
bool is_message(const Touch& touch) {
    return touch.channel.empty() ? one_line(touch.note).starts_with("wrote") : !is_conversation(touch.channel);
}

// To a friend, and nobody has answered: then another way is kind.
bool messages_went_by(const Contact& contact, const std::optional<Touch>& last_touch, const followup::Plan& plan) {
    return contact.silence >= went_by && followup::is_friend(contact, plan.owner) && last_touch &&
           is_message(*last_touch);
}

std::string since_the_last_word(const Contact& contact, const std::optional<Touch>& last_touch,
                                const followup::Plan& plan) {
    const Date today = plan.today;
    const std::string name = shown_name(contact.name);
    if (messages_went_by(contact, last_touch, plan))
        return name + ", the last " +
               (contact.silence <= counted_messages ? number_word(static_cast<std::size_t>(contact.silence)) : "few") +
               " messages went by";
    if (!contact.last_touch) return name + ", you wanted to stay in touch";
    const auto ago = static_cast<int>((today - *contact.last_touch).count());
    const bool spoke = last_touch && is_conversation(last_touch->channel);
    if (ago < 1) return name + (spoke ? ", you spoke today" : ", a word already today");
    return name + ", " + span_text(ago) + (spoke ? " since you spoke" : " since the last word");
}

// "send pricing" -> "to send pricing"; "the pricing" stays.
std::string as_promised(std::string_view what) {
    const std::string words = one_line(what);
    const std::string first = words.substr(0, words.find(' '));
    constexpr std::array<std::string_view, 22> verbs{
        "send",  "call", "write", "bring",  "give",   "share", "introduce", "forward", "get",  "make", "book",
        "check", "ask",  "meet",  "return", "review", "show",  "tell",      "email",   "look", "pay",  "find"};
    return (std::find(verbs.begin(), verbs.end(), first) == verbs.end() ? "" : "to ") + words;
}

std::string you_promised(const Contact& contact, const followup::Plan& plan) {
    const auto* promise = followup::next_promise(contact);
    if (promise == nullptr) return shown_name(contact.name);
    const std::string before = shown_name(contact.name) + ": you promised ";
    const std::string by = " by " + day_of(promise->due, plan.today);
    const std::size_t taken = std::min(length(before) + length(by), longest_line);
    return before + shortened(as_promised(promise->what), longest_line - taken) + by;
}

// Of silence as it is, with the likely reason beside it.
std::string no_answer_yet(const Contact& contact) {
    const std::string name = shown_name(contact.name);
    if (contact.silence < 2) return name + ", no answer yet. Most likely busy.";
    const std::string line = name + ", no answer to the last " + number_word(static_cast<std::size_t>(contact.silence));
    const std::string reason = ". Most likely busy.";
    return line + (length(line + reason) <= longest_line ? reason : ". Likely busy.");
}

// What was tried: "you asked on 17 Feb whether to go on, after two helpful things".
std::string what_was_tried(const Contact& contact, std::size_t given, Date today) {
    const std::string name = shown_name(contact.name);
    const std::string asked =
        name + ": you asked " + relative_day(contact.straight_on.value_or(today), today) + " whether to go on";
    const std::string helped =
        given == 0 ? "" : ", after " + (given == 1 ? "something helpful" : number_word(given) + " helpful things");
    for (const std::string& rest :
         {helped + ". No answer to that yet.", helped + ". No answer yet.", std::string(". No answer to that yet.")})
        if (length(asked + rest) <= longest_line) return asked + rest;
    return asked + ".";
}

std::string back_from_snooze(const Contact& contact, Date today) {
    const bool to_the_day = !contact.snooze || contact.snooze->until == today;
    return shown_name(contact.name) + (to_the_day ? ", back today, as you asked" : ", back now, as you asked");
}

// ---- what would be kind ---------------------------------------------------------------------------------------------

// The same person on the same day, the same words; another day, others.
const std::string& one_of(const Lines& lines, const Contact& contact, Date today) {
    const auto mixed =
        static_cast<std::uint64_t>(contact.id) + static_cast<std::uint64_t>(today.time_since_epoch().count());
    return lines[mixed % lines.size()];
}

std::string draft(std::string_view words) { return quoted(words, longest_line); }

std::string for_an_answer(const Contact& contact, const std::optional<Touch>& last_touch, Date today) {
    Lines lines{"A line is enough to begin with.", "A short answer today keeps it easy for both of you.",
                "Even half an answer, with a word on when the rest comes, is welcome."};
    if (last_touch && last_touch->kind == TouchKind::reply)
        if (const std::string way = by_channel(last_touch->channel); !way.empty())
            lines.push_back("They answered " + way + ": the same way back is easy.");
    return one_of(lines, contact, today);
}

// Can their words stand in the owner's mouth as they are?
bool speaks_of_itself(const std::string& words) {
    constexpr std::array<std::string_view, 13> own{"i",  "i'm", "i'll", "i've", "my",   "me",   "mine",
                                                   "we", "us",  "our",  "you",  "your", "we're"};
    std::string word;
    for (const char raw : words + " ") {
        const char c = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw + 32) : raw;
        if ((c >= 'a' && c <= 'z') || c == '\'') {
            word += c;
            continue;
        }
        if (std::find(own.begin(), own.end(), word) != own.end()) return true;
        word.clear();
    }
    return false;
}

// A title is told from the words around it by its marks; "the hiring guide" needs none.
std::string thing_given(std::string_view note) {
    const std::string words = one_line(note);
    if (words.empty()) return "something helpful";
    return words[0] >= 'a' && words[0] <= 'z' ? words : "'" + words + "'";
}

// "the hiring guide and one article"
std::string things_given(const std::vector<std::string>& given) {
    constexpr std::size_t named = 2;
    std::vector<std::string> things;
    for (std::size_t i = 0; i < std::min(named, given.size()); ++i) things.push_back(thing_given(given[i]));
    if (given.size() > named) things.push_back(number_word(given.size() - named) + " more");
    return joined(things);
}

std::string for_a_check_back(const Contact& contact, const std::vector<std::string>& given) {
    const std::string name = short_name(contact.name);
    const std::string words = contact.check_back ? one_line(contact.check_back->words) : "";
    if (!given.empty())
        return fact("Since then you gave ", things_given(given),
                    " " + draft(words.starts_with("after ") ? "How did it land?" : "Is this a good time?"));
    if (words.starts_with("after ") && !speaks_of_itself(words)) {
        const std::string line =
            "Hi " + name + ", you said to come back " + words + ". Is it behind you? How did it land?";
        if (length(line) + 2 <= longest_line) return draft(line);
    }
    return draft("Hi " + name + ", you asked me to come back about now. Is this a good time?");
}

std::string for_a_date(const followup::Candidate& candidate, const followup::Plan& plan) {
    const Date today = plan.today;
    const std::string name = short_name(candidate.contact.name);
    if (const Date on = candidate.on.value_or(today); on != today) {
        const bool day_off = !followup::is_nudge_day(plan.owner, on);
        const bool in_quiet_pause = plan.owner.dates_quiet && followup::in_pause(plan.owner, on);
        const bool told_again = !in_quiet_pause && (!day_off || !plan.owner.dates_told_once);
        return (told_again ? std::string("I'll remind you on the day. ") : "") +
               "Post a card today if you want it there.";
    }
    if (candidate.date && candidate.date->what == "birthday")
        return one_of({draft("Happy birthday, " + name + ". I hope it is a good day."),
                       draft("Happy birthday, " + name + ". What are you doing with the day?"),
                       draft("All the best for your birthday, " + name + ". Thinking of you today.")},
                      candidate.contact, today);
    if (candidate.date && (candidate.date->what == "anniversary" || candidate.date->what == "wedding"))
        return one_of({draft("Happy anniversary, " + name + ". I hope you celebrate it well."),
                       draft("Thinking of you both today, " + name + ". All the best for your anniversary.")},
                      candidate.contact, today);
    return draft("Thinking of you today, " + name + ".");
}

// Of the last time. A note that only names the channel ("called") says nothing about it.
std::string note_of(const std::optional<Touch>& last_touch) {
    return last_touch ? without_channel_word(one_line(last_touch->note)) : "";
}

std::string of_last_time(const Contact& contact, const std::optional<Touch>& last_touch, const followup::Plan& plan) {
    if (contact.felt == Feeling::good) return fact("Last time went well: ", note_of(last_touch));
    const bool same_hours = !contact.zone || *contact.zone == plan.owner.zone;
    const bool by_voice = last_touch->channel == "call" && same_hours;
    return fact(by_voice ? "Call on the way home. Last time: " : "Last time: ", note_of(last_touch));
}

// Of a wait that the owner has put off: "On 3 Dec they said: "after the reorg"".
std::string what_they_said(const CheckBack& wait, Date today) {
    if (wait.said == Date{}) return around("They said: ", wait.words);
    return around(capitalised(relative_day(wait.said, today)) + " they said: ", wait.words);
}

bool are_needs_known(const Contact& contact, Date today) {
    return !one_line(contact.needs).empty() && (!contact.needs_on || today - *contact.needs_on <= needs_stay_fresh);
}

std::string be_curious(const Contact& contact, Date today) {
    return "Be curious: " +
           one_of({draft("What is taking most of your time these days?"), draft("What has gone well lately?"),
                   draft("What are you looking forward to?"), draft("What would you like more time for?")},
                  contact, today);
}

Lines from_what_is_known(const Contact& contact, const std::optional<Touch>& last_touch, const followup::Plan& plan) {
    Lines lines;
    const Owner& owner = plan.owner;
    if (are_needs_known(contact, plan.today))
        lines.push_back(fact("On their mind: ", contact.needs, " " + draft("How is it going?")));
    if (!note_of(last_touch).empty()) lines.push_back(of_last_time(contact, last_touch, plan));
    if (!one_line(contact.why).empty()) lines.push_back(fact("Why you wanted this: ", contact.why));
    if (!one_line(contact.brings).empty()) lines.push_back(fact("They bring you: ", contact.brings, " Tell them so."));
    if (!one_line(contact.gets).empty()) lines.push_back(fact("What they have of you: ", contact.gets));
    if (const std::string newest = one_line(first_line(contact.note)); lines.empty() && !newest.empty())
        lines.push_back(fact("You noted: ", newest));
    const bool nothing_of_theirs = !are_needs_known(contact, plan.today) && note_of(last_touch).empty();
    if (!lines.empty() && nothing_of_theirs && !followup::is_friend(contact, owner))
        lines.push_back(be_curious(contact, plan.today));
    return lines;
}

std::string something_helpful(const Contact& contact, Date today) {
    constexpr const char* nothing_asked = "Something helpful, and nothing asked with it.";
    if (!are_needs_known(contact, today)) return nothing_asked;
    return fact("Something helpful, nothing asked. On their mind: ", contact.needs);
}

// The thing with its link, and what they need, as far as there is room.
std::string from_the_shelf(const Contact& contact, const ShelfItem& thing, Date today) {
    constexpr std::size_t least_title = 20;
    const std::string mind = are_needs_known(contact, today) ? fact("On their mind: ", contact.needs) + " " : "";
    const std::string title = quoted(thing.title, longest_line);
    const std::string before = "Your shelf has ";
    const std::string link = one_line(thing.url).empty() || thing.url == thing.title ? "" : ": " + one_line(thing.url);
    for (const std::string& line : {mind + before + title + link, before + title + link})
        if (length(line) + (link.empty() ? 1 : 0) <= longest_line) return line + (link.empty() ? "." : "");
    const std::size_t taken = length(before) + length(link);
    if (!link.empty() && taken + least_title <= longest_line)
        return before + quoted(thing.title, longest_line - taken) + link;
    return before + quoted(thing.title, longest_line - length(before) - 1) + ".";
}

std::string thanks_for(const Contact& contact) {
    std::vector<std::string> names;
    for (const std::string& name : contact.thank_for) names.push_back(shown_name(name));
    const std::string before = short_name(contact.name) + ", thank you for introducing me to ";
    const std::size_t taken = length(before) + 3;
    return draft(before + shortened(some_of(names), longest_line - std::min(taken, longest_line)) + ".");
}

bool is_step_of_a_deal(const followup::Candidate& candidate, const followup::Plan& plan) {
    if (candidate.reason == Reason::deal) return true;
    const Contact& contact = candidate.contact;
    return candidate.reason == Reason::snoozed && followup::runs_a_deal(contact) &&
           followup::step_date(contact, plan.owner, plan.settings) <= plan.today;
}

// Is a helpful thing what would be kind now? Not to somebody who is to be thanked, nor where silence wants another way.
bool is_moment_to_help(const followup::Candidate& candidate, const followup::Plan& plan) {
    const Contact& contact = candidate.contact;
    if (candidate.reason == Reason::help) return true;
    if (is_step_of_a_deal(candidate, plan))
        return followup::kind_of_step(contact, plan.owner, plan.settings) == TouchKind::help;
    const bool put_off = contact.check_back && !one_line(contact.check_back->words).empty();
    const bool of_the_round = candidate.reason == Reason::overdue || (candidate.reason == Reason::snoozed && !put_off);
    if (!of_the_round || !contact.thank_for.empty()) return false;
    return contact.silence < went_by || (contact.asks >= asked_enough && !followup::is_friend(contact, plan.owner));
}

std::string comes_back(const Contact& contact, const followup::Plan& plan) {
    const auto back = followup::told_date(contact, plan);
    const std::string line =
        shown_name(contact.name) + " comes back" + (back ? " on " + day_text(*back, plan.today) : "") + ".";
    const std::string rest = " Nothing to ask until then.";
    return length(line + rest) <= longest_line ? line + rest : line;
}

std::string for_a_word(const Contact& contact, const std::optional<Touch>& last_touch, const followup::Plan& plan) {
    const std::string name = short_name(contact.name);
    const bool is_friend = followup::is_friend(contact, plan.owner);
    const bool may_call = followup::is_time_for_a_call(contact, plan);
    if (!contact.thank_for.empty()) return thanks_for(contact);
    if (one_line(first_line(contact.note)) == call_instead && !(last_touch && last_touch->channel == "call"))
        return may_call ? "A call this time, instead of writing." : "A voice note this time, instead of writing.";
    if (messages_went_by(contact, last_touch, plan) || (is_friend && contact.silence >= plan.settings.patience))
        return may_call
                   ? one_of({"Try their voice: a call, or a voice note.", "Another way this time: a call, or a card."},
                            contact, plan.today)
                   : "Another way this time: a voice note, or a card.";
    if (contact.asks >= asked_enough && !is_friend) return something_helpful(contact, plan.today);
    if (contact.silence >= 2 && !is_friend)
        return one_of({draft("Hope all is well, " + name + ". No need to answer."),
                       draft("Thinking of you, " + name + ". No answer needed.")},
                      contact, plan.today);
    if (contact.felt == Feeling::good && !note_of(last_touch).empty()) return of_last_time(contact, last_touch, plan);
    if (const Lines known = from_what_is_known(contact, last_touch, plan); !known.empty())
        return one_of(known, contact, plan.today);
    if (is_friend)
        return one_of({draft("Thought of you today, " + name + ". How are you?"),
                       may_call ? "A call, or a voice note: how are they?" : "A voice note: how are they?",
                       "A photo of something you saw today, and a word with it."},
                      contact, plan.today);
    return be_curious(contact, plan.today);
}

// A line that names a way of its own is left as it is.
std::string by_todays_channel(std::string suggestion, const Contact& contact, const std::optional<Touch>& last_touch,
                              const std::vector<followup::ChannelOutcomes>& outcomes, const followup::Plan& plan) {
    for (const std::string_view way : {"Call ", "A call", "a call", "voice", "A photo", "a card"})
        if (suggestion.find(way) != std::string::npos) return suggestion;
    const std::string last = last_touch && last_touch->kind != TouchKind::reply ? last_touch->channel : "";
    const std::string channel = followup::channel_of_today(contact, last, outcomes, plan);
    if (channel.empty()) return suggestion;
    const std::string way = " " + capitalised(by_channel(channel)) + " this time.";
    return length(suggestion) + length(way) <= longest_line ? suggestion + way : suggestion;
}

// What each side has of the other stands beside what was tried: "They bring you: honest questions."
std::string with_what_it_is_worth(const Contact& contact, const std::string& question) {
    const bool brings = !one_line(contact.brings).empty(), gets = !one_line(contact.gets).empty();
    if (brings) return fact("They bring you: ", contact.brings, " " + question);
    return gets ? fact("What they have of you: ", contact.gets, " " + question) : question;
}

// "Has Tom answered since 17 Feb?" comes before either of the two.
ItemLines of_silence(const followup::Candidate& candidate, const followup::Plan& plan, std::size_t given) {
    constexpr const char* your_part = "You did your part. ";
    const Contact& contact = candidate.contact;
    const std::string name = short_name(contact.name);
    if (followup::must_ask_whether_they_answered(contact, plan.owner, plan.settings))
        return {
            no_answer_yet(contact),
            "Has " + name + " answered since " + day_of(contact.silent_since.value_or(contact.base), plan.today) + "?",
            Asked::answered};
    if (candidate.reason == Reason::straight)
        return {no_answer_yet(contact), draft(name + ", shall I keep in touch, or leave it? Either is fine with me.")};
    if (contact.once_more > 0)
        return {what_was_tried(contact, given, plan.today),
                with_what_it_is_worth(contact, std::string(your_part) + "Leave it for half a year?"),
                Asked::half_a_year};
    return {what_was_tried(contact, given, plan.today),
            with_what_it_is_worth(contact, std::string(your_part) + "Let it rest?"), Asked::walk_away};
}

ItemLines without_a_thing(const followup::Candidate& candidate, const followup::Plan& plan,
                          const std::optional<Touch>& last_touch, const std::vector<std::string>& given,
                          const std::vector<followup::ChannelOutcomes>& outcomes) {
    const Contact& contact = candidate.contact;
    const auto with_a_way = [&](std::string suggestion) {
        return by_todays_channel(std::move(suggestion), contact, last_touch, outcomes, plan);
    };
    switch (candidate.reason) {
        case Reason::your_turn:
            return {their_turn_ended(contact, plan.today),
                    contact.thank_for.empty() ? for_an_answer(contact, last_touch, plan.today) : thanks_for(contact)};
        case Reason::check_back:
            return {asked_for_today(contact, plan.today), for_a_check_back(contact, given)};
        case Reason::important_date:
            return {important_day(candidate, plan.today), for_a_date(candidate, plan)};
        case Reason::deal:
            return lines_of_deal(contact, plan, something_helpful(contact, plan.today));
        case Reason::snoozed: {
            if (is_step_of_a_deal(candidate, plan))
                return lines_of_deal(contact, plan, something_helpful(contact, plan.today));
            const bool asked = contact.check_back && !one_line(contact.check_back->words).empty();
            return {back_from_snooze(contact, plan.today), asked ? what_they_said(*contact.check_back, plan.today)
                                                                 : with_a_way(for_a_word(contact, last_touch, plan))};
        }
        case Reason::promise:
            if (candidate.asks)
                return {you_promised(contact, plan), "Is it done? Else another day for it, or let it go.",
                        Asked::promise};
            return {you_promised(contact, plan),
                    "Even half of it, with a word on when the rest comes, is a promise kept."};
        case Reason::straight:
        case Reason::walk_away:
            return of_silence(candidate, plan, given.size());
        case Reason::help:
            if (followup::state_of(contact, plan.today) == ContactState::waiting)
                return {comes_back(contact, plan), something_helpful(contact, plan.today)};
            return {since_the_last_word(contact, last_touch, plan), with_a_way(something_helpful(contact, plan.today))};
        default:
            return {since_the_last_word(contact, last_touch, plan), with_a_way(for_a_word(contact, last_touch, plan))};
    }
}

}  // namespace

ItemLines lines_of(const followup::Candidate& candidate, const followup::Plan& plan,
                   const std::optional<Touch>& last_touch, const Help& help,
                   const std::vector<followup::ChannelOutcomes>& outcomes) {
    auto lines = without_a_thing(candidate, plan, last_touch, help.given, outcomes);
    lines.names_thing = help.thing != nullptr && is_moment_to_help(candidate, plan);
    if (lines.names_thing) lines.suggestion = from_the_shelf(candidate.contact, *help.thing, plan.today);
    return lines;
}

}  // namespace nudged::messages
