#include "daemon/messages/deals.hpp"

#include <algorithm>
#include <array>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/messages/room.hpp"
#include "daemon/messages/stored_words.hpp"
#include "daemon/replies/replies.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t longest_what = 40;

std::string first_word(std::string_view text) {
    const std::string folded = replies::fold(text);
    return folded.substr(0, folded.find(' '));
}

template <std::size_t Count>
bool is_one_of(const std::string& word, const std::array<std::string_view, Count>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_its_article(std::string_view what) {
    constexpr std::array<std::string_view, 14> words{"the", "a",   "an",   "my",   "our",   "your",  "his",
                                                     "her", "its", "this", "that", "their", "these", "those"};
    return is_one_of(first_word(what), words);
}

// Something that was put to them on a day, so that it is so many days since.
bool is_put_to_them(std::string_view what) {
    constexpr std::array<std::string_view, 18> things{
        "proposal", "offer",    "quote", "application", "invitation", "pitch", "interview", "letter", "estimate",
        "request",  "question", "draft", "invoice",     "contract",   "demo",  "meeting",   "bid",    "tender"};
    return is_one_of(first_word(without_article(what)), things);
}

std::string in_days(const std::vector<int>& gaps) {
    std::vector<std::string> parts;
    for (const int gap : gaps) parts.push_back(std::to_string(gap));
    const bool is_one = gaps.size() == 1 && gaps.front() == 1;
    return worded("deal.days", {{"gaps", joined(parts)}, {"n", is_one ? 1L : 2L}});
}

std::string with_tags(const std::vector<std::string>& tags) {
    std::vector<std::string> names;
    for (const auto& tag : tags) names.push_back("#" + one_line(tag));
    return joined(names);
}

std::string since_it_was_put(const Contact& contact, Date today) {
    const std::string name = shown_name(contact.name);
    const auto& deal = *contact.deal;
    const bool lasts = deal.opened && *deal.opened < today;
    const std::string span = lasts ? span_text(static_cast<int>((today - *deal.opened).count())) : "";
    const auto line = [&](std::string_view what) {
        const bool put = what.empty() || is_put_to_them(what);
        return worded(!lasts ? Key("deal.no_answer_yet")
                      : put  ? Key("deal.since")
                             : Key("deal.since.about"),
                      {{"name", name}, {"span", span}, {"question", the_question(what)}});
    };
    const std::string whole = line(deal.what);
    return length(whole) <= line_room ? whole : line("");
}

// "the website question", "the proposal"
std::string question_itself(std::string_view what) {
    const std::string question = the_question(what);
    return what.empty() || is_put_to_them(what) ? question : worded("deal.itself", {{"question", question}});
}

std::string after_the_last_step(const Contact& contact) {
    const auto line = [&](std::string_view what) {
        return worded("deal.last_step", {{"name", shown_name(contact.name)}, {"question", question_itself(what)}});
    };
    const std::string whole = line(contact.deal->what);
    return length(whole) <= line_room ? whole : line("");
}

// A plan that begins again goes on with other words.
std::string soft_words(const std::string& call, const Deal& deal, Date today) {
    constexpr std::array<Key, 3> words{"deal.soft.1", "deal.soft.2", "deal.soft.3"};
    const auto days_open = std::max(0, static_cast<int>((today - deal.opened.value_or(today)).count()));
    const Key those = words.at(static_cast<std::size_t>(days_open) / 3 % words.size());
    return worded("deal.soft", {{"words", draft(those, call)}});
}

std::string straight_words(const std::string& call, const Deal& deal) {
    for (const std::string& question : {the_question(deal.what), the_question(""), worded("deal.it")}) {
        const std::string line = worded("deal.straight", {{"name", call}, {"question", question}});
        if (length(line) + 2 <= line_room) return quoted(line, line_room);
    }
    return draft("deal.straight.short", call);
}

Key next_step(TouchKind kind) {
    if (kind == TouchKind::help) return "deal.next.help";
    return kind == TouchKind::straight ? Key("deal.next.straight") : Key("deal.next.soft");
}

Said opened(const Contact& before, const followup::Decision& decision, const followup::Plan& plan,
            const std::string& call) {
    const Contact& after = decision.after;
    std::string line = one_line(after.deal->what).empty()
                           ? worded("deal.opened.unnamed", {{"name", call}})
                           : worded("deal.opened", {{"name", call}, {"question", the_question(after.deal->what)}});
    if (before.deal) line += " " + worded("deal.replaces", {{"question", the_question(before.deal->what)}});
    if (after.your_turn) return {line + " " + worded("deal.after_your_answer"), ""};
    const auto next = followup::told_date(after, plan);
    const std::string day = next ? day_text(*next, plan.today) : "";
    if (followup::state_of(after, plan.today) == ContactState::waiting)
        return {line + " " + (next ? worded("deal.sleeps.until", {{"day", day}}) : worded("deal.sleeps")), ""};
    const auto kind = followup::kind_of_step(after, plan.owner, plan.settings);
    if (!next || !kind) return {line, ""};
    return {line + " " + worded(after.snooze ? Key("deal.back") : next_step(*kind), {{"day", day}}), ""};
}

Said refused(const std::string& whole, const std::string& call, const std::string& question, const std::string& reason,
             const std::string& next) {
    const auto said = [&](const std::string& name) {
        return reason.empty() ? worded("deal.no.ask", {{"name", name}, {"question", question}})
                              : worded("deal.no", {{"name", name},
                                                   {"question", question},
                                                   {"reason", quoted(reason_told(reason_words(reason)))}});
    };
    return {worded("deal.noted", {{"what", said(call)}}) + next, said(whole) + (reason.empty() ? "" : next)};
}

// With the question ends what they had asked for: that their day is awaited.
std::string wait_that_ends(const Contact& before, const Contact& after, Date today) {
    if (followup::state_of(before, today) != ContactState::waiting || !before.check_back || after.check_back) return "";
    return " " + worded("deal.ends_the_wait", {{"day", day_text(before.check_back->date, today)}});
}

}  // namespace

std::string the_question(std::string_view what) {
    std::string line = shortened(one_line(what), longest_what);
    std::replace(line.begin(), line.end(), '"', '\'');  // quotation marks are for what others said
    if (line.empty()) return worded("deal.question");
    return has_its_article(line) ? line : worded("deal.the", {{"what", line}});
}

std::string without_article(std::string_view what) {
    const std::string line = one_line(what);
    const auto space = line.find(' ');
    return has_its_article(line) && space != std::string::npos ? line.substr(space + 1) : line;
}

ItemLines lines_of_deal(const Contact& contact, const followup::Plan& plan, std::string helpful) {
    const std::string call = short_name(contact.name);
    const auto kind = followup::kind_of_step(contact, plan.owner, plan.settings);
    if (!kind) {
        const int cadence = followup::cadence_of(contact, plan.owner, plan.settings);
        return {after_the_last_step(contact),
                worded("deal.let_go.ask", {{"name", call}, {"every", every_text(cadence)}}), Asked::deal};
    }
    const std::string why = since_it_was_put(contact, plan.today);
    if (*kind == TouchKind::help) return {why, std::move(helpful)};
    if (*kind == TouchKind::straight) return {why, straight_words(call, *contact.deal)};
    return {why, soft_words(call, *contact.deal, plan.today)};
}

std::string open_question(const Contact& contact, Date today) {
    const auto& deal = *contact.deal;
    const std::string question = the_question(deal.what);
    if (!deal.opened) return worded("deal.open", {{"question", question}});
    return worded("deal.open.since", {{"day", day_text(*deal.opened, today)}, {"question", question}});
}

Said said_of_deal(const Contact& before, const followup::Decision& decision, const followup::Plan& plan,
                  const std::string& call, const std::string& next_around) {
    const std::string next = wait_that_ends(before, decision.after, plan.today) + next_around;
    const std::string whole = shown_name(before.name);
    const std::string question = the_question(decision.note);
    const auto with = [&](Key key, const std::string& name) {
        return worded(key, {{"name", name}, {"question", question}}) + next;
    };
    if (decision.what == "won") return {with("deal.won", call), with("deal.won.settled", whole)};
    if (decision.what == "closed" || (decision.person_stays && decision.what == "edited"))
        return refused(whole, call, question, one_line(decision.reason), next);
    if (!decision.after.deal)  // let go, or walked away from
        return {with("deal.let_go", call), with("deal.let_go.settled", whole)};
    if (decision.what == "deal") return opened(before, decision, plan, call);
    if (decision.after.deal->step > 0) return {worded("deal.last_word", {{"name", call}}), ""};
    const std::string days = in_days(followup::plan_of(decision.after, plan.owner, plan.settings));
    return {worded("deal.plan.set", {{"name", call}, {"question", question}, {"days", days}}) + next, ""};
}

std::string plan_of_tags(const std::vector<std::string>& tags, const std::vector<int>& gaps, bool none) {
    return worded(none ? Key("deal.plan.none") : Key("deal.plan.tags"),
                  {{"tags", with_tags(tags)}, {"days", in_days(gaps)}});
}

std::string plan_of_deal(const Contact& contact, const std::vector<int>& gaps) {
    return worded(
        "deal.plan.of",
        {{"name", short_name(contact.name)}, {"question", the_question(contact.deal->what)}, {"days", in_days(gaps)}});
}

std::string usual_plan(const std::vector<int>& gaps) { return worded("deal.plan.usual", {{"days", in_days(gaps)}}); }

std::string gap_too_short(int gap, const std::vector<int>& gaps, int min_gap, std::string_view whose) {
    std::string example = "plan";
    for (const int one : gaps) example += " " + std::to_string(std::max(one, min_gap));
    return worded("deal.gap",
                  {{"gap", long{gap}}, {"least", long{min_gap}}, {"example", example + " " + std::string(whose)}});
}

}  // namespace nudged::messages
