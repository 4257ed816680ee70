#include "daemon/messages/kind.hpp"

#include <array>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/channels.hpp"
#include "daemon/followup/silence.hpp"
#include "daemon/messages/channels.hpp"
#include "daemon/messages/room.hpp"
#include "daemon/messages/why_now.hpp"

namespace nudged::messages {
namespace {

constexpr days needs_stay_fresh{90};

struct Suggestion {
    Suggestion(std::string line, bool with_its_way = false) : text(std::move(line)), names_a_way(with_its_way) {}
    std::string text;
    bool names_a_way;  // of getting there: "Call on the way home."
};

template <class Line>
const Line& one_of(const std::vector<Line>& lines, const Contact& contact, Date today) {
    const auto mixed =
        static_cast<std::uint64_t>(contact.id) + static_cast<std::uint64_t>(today.time_since_epoch().count());
    return lines[mixed % lines.size()];
}

std::string one_draft_of(std::initializer_list<Key> drafts, const Contact& contact, Date today) {
    return draft(one_of(std::vector<Key>(drafts), contact, today), short_name(contact.name));
}

// Can their words stand in the owner's mouth as they are?
bool speaks_of_itself(const std::string& words) {
    constexpr std::array<std::string_view, 26> own{"i",       "i'm", "i'll",   "i've",   "my",    "me",    "mine",
                                                   "we",      "us",  "our",    "you",    "your",  "we're", "ich",
                                                   "mein",    "mir", "meinem", "meiner", "wir",   "uns",   "unserem",
                                                   "unserer", "du",  "dein",   "deinem", "deiner"};
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
    if (words.empty()) return worded("kind.something_helpful");
    return words[0] >= 'a' && words[0] <= 'z' ? words : "'" + words + "'";
}

// "the hiring guide and one article"
std::string things_given(const std::vector<std::string>& given) {
    constexpr std::size_t named = 2;
    std::vector<std::string> things;
    for (std::size_t i = 0; i < std::min(named, given.size()); ++i) things.push_back(thing_given(given[i]));
    if (given.size() > named) things.push_back(worded("list.more", {{"n", number_word(given.size() - named)}}));
    return joined(things);
}

// Of the last time. A note that only names the channel ("called") says nothing about it.
std::string note_of(const std::optional<Touch>& last_touch) {
    return last_touch ? without_channel_word(one_line(last_touch->note)) : "";
}

Suggestion of_last_time(const Contact& contact, const std::optional<Touch>& last_touch, const followup::Plan& plan) {
    const std::string note = note_of(last_touch);
    // What was said on a way to them is a note about that; a thing is given without one.
    if (last_touch->kind == TouchKind::help && last_touch->channel.empty())
        return fact("kind.last_time.given", note, draft("kind.how_did_it_land"));
    if (contact.felt == Feeling::good) return fact("kind.went_well", note);
    const bool same_hours = !contact.zone || *contact.zone == plan.owner.zone;
    if (last_touch->channel == "call" && same_hours) return {fact("kind.last_time.call", note), true};
    return fact("kind.last_time", note);
}

bool are_needs_known(const Contact& contact, Date today) {
    return !one_line(contact.needs).empty() && (!contact.needs_on || today - *contact.needs_on <= needs_stay_fresh);
}

std::string be_curious(const Contact& contact, Date today) {
    return worded("kind.curious",
                  {{"words", one_draft_of({"kind.curious.1", "kind.curious.2", "kind.curious.3", "kind.curious.4"},
                                          contact, today)}});
}

std::vector<Suggestion> from_what_is_known(const Contact& contact, const std::optional<Touch>& last_touch,
                                           const followup::Plan& plan) {
    std::vector<Suggestion> lines;
    const bool needs = are_needs_known(contact, plan.today);
    const bool last_time = !note_of(last_touch).empty();
    if (needs) lines.emplace_back(fact("kind.on_their_mind.ask", contact.needs, draft("kind.how_is_it_going")));
    if (last_time) lines.push_back(of_last_time(contact, last_touch, plan));
    if (!one_line(contact.why).empty()) lines.emplace_back(fact("kind.why", contact.why));
    if (!one_line(contact.brings).empty()) lines.emplace_back(fact("kind.bring_you.tell", contact.brings));
    if (!one_line(contact.gets).empty()) lines.emplace_back(fact("kind.have_of_you", contact.gets));
    if (const std::string newest = one_line(first_line(contact.note)); lines.empty() && !newest.empty())
        lines.emplace_back(fact("kind.you_noted", newest));
    if (!lines.empty() && !needs && !last_time && !followup::is_friend(contact, plan.owner))
        lines.emplace_back(be_curious(contact, plan.today));
    return lines;
}

Suggestion for_a_friend(const Contact& contact, bool may_call, Date today) {
    return one_of<Suggestion>({draft("kind.friend.words", short_name(contact.name)),
                               {worded(may_call ? Key("kind.friend.call") : Key("kind.friend.voice")), true},
                               {worded("kind.friend.photo"), true}},
                              contact, today);
}

Suggestion another_way(const Contact& contact, bool may_call, Date today) {
    if (!may_call) return {worded("kind.another_way.no_call"), true};
    return {worded(one_of<Key>({"kind.voice", "kind.another_way"}, contact, today)), true};
}

Suggestion any_word(const Contact& contact, const std::optional<Touch>& last_touch, const followup::Plan& plan) {
    const bool is_friend = followup::is_friend(contact, plan.owner);
    const bool may_call = followup::is_time_for_a_call(contact, plan);
    if (!contact.thank_for.empty()) return thanks_for(contact);
    if (one_line(first_line(contact.note)) == worded("question.call_instead_note") &&
        !(last_touch && last_touch->channel == "call"))
        return {worded(may_call ? Key("kind.call_instead") : Key("kind.call_instead.voice")), true};
    if (messages_went_by(contact, last_touch, plan) || (is_friend && contact.silence >= plan.settings.patience))
        return another_way(contact, may_call, plan.today);
    if (contact.asks >= asked_enough && !is_friend) return something_helpful(contact, plan.today);
    if (contact.silence >= 2 && !is_friend)
        return one_draft_of({"kind.no_answer_needed.1", "kind.no_answer_needed.2"}, contact, plan.today);
    if (contact.felt == Feeling::good && !note_of(last_touch).empty()) return of_last_time(contact, last_touch, plan);
    if (const auto known = from_what_is_known(contact, last_touch, plan); !known.empty())
        return one_of(known, contact, plan.today);
    return is_friend ? for_a_friend(contact, may_call, plan.today) : be_curious(contact, plan.today);
}

std::string by_todays_channel(const Suggestion& suggestion, const Contact& contact,
                              const std::optional<Touch>& last_touch,
                              const std::vector<followup::ChannelOutcomes>& outcomes, const followup::Plan& plan) {
    if (suggestion.names_a_way) return suggestion.text;
    const std::string last = last_touch && last_touch->kind != TouchKind::reply ? last_touch->channel : "";
    const std::string channel = followup::channel_of_today(contact, last, outcomes, plan);
    if (channel.empty()) return suggestion.text;
    const std::string way = " " + capitalised(worded("kind.this_time", {{"way", by_channel(channel)}}));
    return suggestion.text + (length(suggestion.text + way) <= line_room ? way : "");
}

}  // namespace

std::string for_an_answer(const Contact& contact, const std::optional<Touch>& last_touch, Date today) {
    std::vector<std::string> lines{worded("kind.answer.1"), worded("kind.answer.2"), worded("kind.answer.3")};
    if (last_touch && last_touch->kind == TouchKind::reply)
        if (const std::string way = by_channel(last_touch->channel); !way.empty())
            lines.push_back(worded("kind.answer.same_way", {{"way", way}}));
    return one_of(lines, contact, today);
}

std::string for_a_check_back(const Contact& contact, const std::vector<std::string>& given) {
    const std::string name = short_name(contact.name);
    const std::string words = contact.check_back ? one_line(contact.check_back->words) : "";
    const bool after_something = words.starts_with(worded("kind.after") + " ");
    if (!given.empty())
        return fact("kind.since_then", things_given(given),
                    draft(after_something ? Key("kind.how_did_it_land") : Key("kind.is_it_a_good_time")));
    if (after_something && !speaks_of_itself(words)) {
        const std::string line = worded("kind.back_after", {{"name", name}, {"words", words}});
        if (length(line) + 2 <= line_room) return quoted(line, line_room);
    }
    return draft("kind.back_about_now", name);
}

std::string for_a_date(const followup::Candidate& candidate, const followup::Plan& plan) {
    const Date today = plan.today;
    if (const Date on = candidate.on.value_or(today); on != today) {
        const bool day_off = !followup::is_nudge_day(plan.owner, on);
        const bool in_quiet_pause = plan.owner.dates_quiet && followup::in_pause(plan.owner, on);
        const bool told_again = !in_quiet_pause && (!day_off || !plan.owner.dates_told_once);
        return worded(told_again ? Key("kind.date.told_again") : Key("kind.date.ahead"));
    }
    const std::string what = candidate.date ? candidate.date->what : "";
    if (what == "birthday")
        return one_draft_of({"kind.birthday.1", "kind.birthday.2", "kind.birthday.3"}, candidate.contact, today);
    if (what == "anniversary" || what == "wedding")
        return one_draft_of({"kind.anniversary.1", "kind.anniversary.2"}, candidate.contact, today);
    return draft("kind.date", short_name(candidate.contact.name));
}

std::string for_a_word(const Contact& contact, const std::optional<Touch>& last_touch,
                       const std::vector<followup::ChannelOutcomes>& outcomes, const followup::Plan& plan) {
    return by_todays_channel(any_word(contact, last_touch, plan), contact, last_touch, outcomes, plan);
}

std::string something_helpful(const Contact& contact, Date today) {
    return are_needs_known(contact, today) ? fact("kind.helpful.mind", contact.needs) : worded("kind.helpful");
}

std::string something_helpful(const Contact& contact, const std::optional<Touch>& last_touch,
                              const std::vector<followup::ChannelOutcomes>& outcomes, const followup::Plan& plan) {
    return by_todays_channel(something_helpful(contact, plan.today), contact, last_touch, outcomes, plan);
}

// The thing with its link, and what they need, as far as there is room.
std::string from_the_shelf(const Contact& contact, const ShelfItem& thing, Date today) {
    constexpr std::size_t least_title = 20;
    const std::string link = one_line(thing.url).empty() || thing.url == thing.title ? "" : one_line(thing.url);
    const auto with_link = [&](const std::string& title) {
        return worded("kind.shelf.link", {{"title", title}, {"link", link}});
    };
    const auto alone = [](const std::string& title) { return worded("kind.shelf", {{"title", title}}); };
    const std::string title = quoted(thing.title, line_room);
    const std::string line = link.empty() ? alone(title) : with_link(title);
    const std::string mind =
        are_needs_known(contact, today) ? fact("kind.on_their_mind", contact.needs) + " " + line : line;
    if (length(mind) <= line_room) return mind;
    if (length(line) <= line_room) return line;
    const std::size_t beside_link = room_beside(length(with_link("")));
    if (!link.empty() && beside_link >= least_title) return with_link(quoted(thing.title, beside_link));
    return alone(quoted(thing.title, room_beside(length(alone("")))));
}

std::string thanks_for(const Contact& contact) {
    std::vector<std::string> names;
    for (const std::string& name : contact.thank_for) names.push_back(shown_name(name));
    const auto with = [&](const std::string& whom) {
        return worded("kind.thanks", {{"name", short_name(contact.name)}, {"names", whom}});
    };
    constexpr std::size_t marks = 2;
    return quoted(with(shortened(some_of(names), room_beside(length(with("")) + marks))), line_room);
}

std::string what_they_said(const CheckBack& wait, Date today) {
    const auto with = [&](const std::string& words) {
        if (wait.said == Date{}) return worded("kind.they_said", {{"words", words}});
        return worded("kind.they_said.when", {{"when", capitalised(relative_day(wait.said, today))}, {"words", words}});
    };
    return with(quoted(wait.words, room_beside(length(with("")))));
}

std::string with_what_it_is_worth(const Contact& contact, const std::string& question) {
    if (!one_line(contact.brings).empty()) return fact("kind.bring_you", contact.brings, question);
    return one_line(contact.gets).empty() ? question : fact("kind.have_of_you.ask", contact.gets, question);
}

}  // namespace nudged::messages
