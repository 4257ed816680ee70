#include "daemon/messages/deals.hpp"

#include <algorithm>
#include <array>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/deals.hpp"
#include "daemon/messages/wording.hpp"
#include "daemon/replies/replies.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t longest_line = 89;  // code points
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
    return joined(parts) + (gaps.size() == 1 && gaps.front() == 1 ? " day" : " days");
}

std::string with_tags(const std::vector<std::string>& tags) {
    std::vector<std::string> names;
    for (const auto& tag : tags) names.push_back("#" + one_line(tag));
    return joined(names);
}

// Where there is no room for its words it is only "the question".
std::string or_shorter(const std::string& before, const std::string& question, const std::string& after) {
    const std::string line = before + question + after;
    return length(line) <= longest_line ? line : before + the_question("") + after;
}

std::string since_it_was_put(const Contact& contact, Date today) {
    const std::string name = shown_name(contact.name);
    const auto& deal = *contact.deal;
    const std::string question = the_question(deal.what);
    if (!deal.opened || *deal.opened >= today) return or_shorter(name + ", no answer yet on ", question, "");
    const std::string since = name + ", " + span_text(static_cast<int>((today - *deal.opened).count())) + " since ";
    const bool put = deal.what.empty() || is_put_to_them(deal.what);
    return or_shorter(since, (put ? "" : "the question about ") + question, "");
}

// "the website question", "the proposal"
std::string question_itself(const Deal& deal) {
    const std::string question = the_question(deal.what);
    return deal.what.empty() || is_put_to_them(deal.what) ? question : question + " question";
}

// A plan that begins again goes on with other words.
std::string soft_words(const std::string& call, const Deal& deal, Date today) {
    const std::array<std::string, 3> words{"Thought of you today, " + call + ". How are you?",
                                           "What has gone well lately, " + call + "?",
                                           "Hope all is well, " + call + ". No need to answer."};
    const auto days_open = std::max(0, static_cast<int>((today - deal.opened.value_or(today)).count()));
    return "No need to mention it. " +
           quoted(words[static_cast<std::size_t>(days_open) / 3 % words.size()], longest_line);
}

std::string straight_words(const std::string& call, const Deal& deal) {
    for (const std::string& question : {the_question(deal.what), std::string("the question"), std::string("it")}) {
        const std::string line = call + ", shall I keep " + question + " open, or leave it? Either is fine.";
        if (length(line) + 2 <= longest_line) return quoted(line, longest_line);
    }
    return quoted(call + ", keep it open, or leave it?", longest_line);
}

std::string words_for(TouchKind kind) {
    if (kind == TouchKind::help) return "Something helpful";
    return kind == TouchKind::straight ? "A straight question" : "A soft word";
}

Said opened(const Contact& before, const followup::Decision& decision, const followup::Plan& plan,
            const std::string& call) {
    const Contact& after = decision.after;
    const bool named = !one_line(after.deal->what).empty();
    std::string line =
        call + ": " + (named ? the_question(after.deal->what) + ", " : "") + "an open question from now on.";
    if (before.deal) line += " It takes the place of " + the_question(before.deal->what) + ".";
    if (after.your_turn) return {line + " Its plan begins once you have answered them.", ""};
    const auto next = followup::told_date(after, plan);
    if (followup::state_of(after, plan.today) == ContactState::waiting)
        return {line + " It sleeps until they are back" + (next ? ", on " + day_text(*next, plan.today) : "") + ".",
                ""};
    const auto kind = followup::kind_of_step(after, plan.owner, plan.settings);
    if (!next || !kind) return {line, ""};
    const std::string around = after.snooze ? " Back on " + day_text(*next, plan.today)
                                            : " " + words_for(*kind) + " around " + day_text(*next, plan.today);
    return {line + around + ".", ""};
}

Said refused(const std::string& whole, const std::string& call, const std::string& question, const std::string& reason,
             const std::string& next) {
    const std::string no = " said no to " + question;
    if (reason.empty()) {
        const std::string ask = no + ". What decided it, if you know?";
        return {"Noted: " + call + ask + next, whole + ask};
    }
    const std::string why = no + ", " + quoted(reason_words(reason)) + ".";
    return {"Noted: " + call + why + next, whole + why + next};
}

}  // namespace

std::string the_question(std::string_view what) {
    std::string line = shortened(one_line(what), longest_what);
    std::replace(line.begin(), line.end(), '"', '\'');  // quotation marks are for what others said
    if (line.empty()) return "the question";
    return has_its_article(line) ? line : "the " + line;
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
        return {or_shorter(shown_name(contact.name) + ": ", question_itself(*contact.deal), " has had its last step"),
                "Let the question go, and keep " + call + ", " + every_text(cadence) + "?", Asked::deal};
    }
    const std::string why = since_it_was_put(contact, plan.today);
    if (*kind == TouchKind::help) return {why, std::move(helpful)};
    if (*kind == TouchKind::straight) return {why, straight_words(call, *contact.deal)};
    return {why, soft_words(call, *contact.deal, plan.today)};
}

std::string open_question(const Contact& contact, Date today) {
    const auto& deal = *contact.deal;
    return "An open question" + (deal.opened ? " since " + day_text(*deal.opened, today) : "") + ": " +
           the_question(deal.what) + ".";
}

Said said_of_deal(const Contact& before, const followup::Decision& decision, const followup::Plan& plan,
                  const std::string& call, const std::string& next) {
    const std::string whole = shown_name(before.name);
    const std::string question = the_question(decision.note);
    if (decision.what == "won")
        return {call + ": yes to " + question + ". Good to hear." + next,
                whole + " said yes to " + question + "." + next};
    if (decision.what == "closed" || (decision.person_stays && decision.what == "edited"))
        return refused(whole, call, question, one_line(decision.reason), next);
    if (!decision.after.deal)  // let go, or walked away from
        return {call + ": " + question + " is let go, and " + call + " stays." + next,
                whole + ": " + question + " is let go." + next};
    if (decision.what == "deal") return opened(before, decision, plan, call);
    if (decision.after.deal->step > 0) return {"Good. One last word to " + call + ", then I'll ask again.", ""};
    return {call + ": " + question + " after " + in_days(followup::plan_of(decision.after, plan.owner, plan.settings)) +
                " of silence." + next,
            ""};
}

std::string plan_of_tags(const std::vector<std::string>& tags, const std::vector<int>& gaps, bool none) {
    if (none)
        return with_tags(tags) + " has no plan of its own. The usual one: a word after " + in_days(gaps) +
               " of silence.";
    return "Open questions with " + with_tags(tags) + ": a word after " + in_days(gaps) +
           " of silence. A plan of their own still wins.";
}

std::string plan_of_deal(const Contact& contact, const std::vector<int>& gaps) {
    const std::string call = short_name(contact.name);
    return call + ": " + the_question(contact.deal->what) + ", a word after " + in_days(gaps) + " of silence.";
}

std::string usual_plan(const std::vector<int>& gaps) {
    return "An open question: a word after " + in_days(gaps) +
           " of silence. Another for some: `plan 7 14 #applications`";
}

std::string gap_too_short(int gap, const std::vector<int>& gaps, int min_gap, std::string_view whose) {
    std::string example = "plan";
    for (const int one : gaps) example += " " + std::to_string(std::max(one, min_gap));
    return "A gap of " + counted(gap, "day", "days") + " is too short: " + counted(min_gap, "day lies", "days lie") +
           " between two words at least. Nothing changed. For example: `" + example + " " + std::string(whose) + "`";
}

}  // namespace nudged::messages
