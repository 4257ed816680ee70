#include "daemon/messages/answers.hpp"

#include <algorithm>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/channels.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/stored_words.hpp"
#include "daemon/messages/telling.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

// Only of the question: its plan, or its end. A wait or a word says the rest.
bool is_about_the_deal(const Telling& told) {
    const auto &was = told.before.deal, &is = told.decision.after.deal;
    return told.decision.person_stays || told.decision.what == "deal" ||
           (told.decision.what == "edited" && was && is && was->plan != is->plan);
}

// "today", "yesterday", "on Fri 27 Feb"
std::string touch_day(const Telling& told) {
    const Date day = told.decision.day;
    if (told.plan.today - day < days{2}) return relative_day(day, told.plan.today);
    return worded("day.on", {{"day", told.day(day)}});
}

Said touched(const Telling& told) {
    const std::string said = one_line(told.decision.note);
    const std::string& channel = told.decision.channel;
    std::string how = channel_word(said, channel);
    if (how.empty()) how = past_of(channel);
    const std::string note = note_told(without_channel_word(said, channel));
    if (!how.empty())
        return {
            worded("answer.touched", {{"name", told.call}, {"how", how}, {"when", touch_day(told)}, {"note", note}}) +
                told.next_around(),
            told.settled_done()};
    const Date day = told.decision.day;
    const bool lately = told.plan.today - day < days{2};
    return {worded("answer.touched_somehow", {{"name", told.call},
                                              {"day", lately ? relative_day(day, told.plan.today) : told.day(day)},
                                              {"note", note}}) +
                told.next_around(),
            told.settled_done()};
}

Said gave(const Telling& told) {
    const std::string note = one_line(told.decision.note);
    const bool of_the_shelf = told.decision.after.given != told.before.given;
    return {worded("answer.gave", {{"name", told.call},
                                   {"what", note.empty() ? worded("answer.something_helpful") : quoted(note)},
                                   {"when", touch_day(told)}}) +
                (of_the_shelf ? " " + worded("answer.given_once") : "") + told.next_around(),
            told.settled_done()};
}

Said replied(const Telling& told) {
    const auto answered = [&](Key key, const std::string& name) {
        return worded(key, {{"name", name}, {"when", touch_day(told)}, {"note", told.note()}});
    };
    const std::string line = answered("answer.replied", told.call);
    const std::string settled = worded("settled.answered", {{"name", told.whole}});
    if (!told.decision.after.your_turn) return {line + told.next_around(), settled + told.next_around()};
    const auto next = followup::nudge_day_from(told.plan.owner, told.plan.today + days{1});
    if (!next) return {line, answered("settled.replied", told.whole)};
    const auto [how, day] = day_to_come(*next, told.plan.today);
    return {line + " " + worded("answer.first_in_list", {{"when", how}, {"day", day}}),
            settled + " " + worded("settled.first_in_list", {{"when", how}, {"day", day}})};
}

Said closed(const Telling& told) {
    const std::string reason = one_line(told.decision.reason);
    if (reason.empty())
        return {worded("answer.closed_somehow", {{"name", told.call}}),
                worded("settled.closed_somehow", {{"name", told.whole}})};
    const std::string why = quoted(reason_told(reason_words(reason)));
    return {worded("answer.closed", {{"name", told.call}, {"reason", why}}),
            worded("settled.closed", {{"name", told.whole}, {"reason", why}}) + told.to_copy(reason)};
}

Said parted(const Telling& told) {
    if (told.decision.after.died)
        return {worded("answer.died", {{"name", told.call}}), worded("settled.died", {{"name", told.whole}})};
    const Argument name{"name", told.call}, typed{"typed", typed_name(told.call)};
    return {told.before.straight_on ? worded("answer.parted_unanswered", {name, typed})
                                    : worded("answer.parted", {name, typed}),
            worded("settled.parted", {{"name", told.whole}})};
}

// "Until then nothing to ask, room for two helpful things on the way, the first around Mon 6 Apr." Nothing is promised
// of an empty shelf.
std::string until_then(const Telling& told) {
    const auto days_of_help = followup::helpful_days(told.decision.after);
    const auto coming = std::ranges::upper_bound(days_of_help, told.plan.today);
    if (coming == days_of_help.end() || !told.decision.something_to_give) return worded("answer.until_then");
    const auto count = static_cast<std::size_t>(days_of_help.end() - coming);
    const std::string day = told.day(followup::nudge_day_from(told.plan.owner, *coming).value_or(*coming));
    if (count == 1) return worded("answer.until_then_help", {{"day", day}});
    return worded("answer.until_then_helps", {{"number", number_word(count)}, {"day", day}});
}

Said waiting(const Telling& told) {
    const auto& wait = told.decision.after.check_back;
    const Date back = told.decision.until.value_or(wait ? wait->date : told.plan.today);
    const Argument name{"name", told.call}, day{"day", told.day(back)},
        note{"note", wait ? note_told(wait->words) : ""};
    if (told.until_resume(back))
        return {worded("answer.waiting_when_you_resume", {name, day, note}),
                worded("settled.waiting_when_you_resume", {{"name", told.whole}})};
    const std::string line = told.decision.wanted
                                 ? worded("answer.waiting_moved", {name, day, note, {"wanted", told.wanted_day()}})
                                 : worded("answer.waiting", {name, day, note});
    return {line + " " + until_then(told), worded("settled.waiting", {{"name", told.whole}, day})};
}

// A promise for another day settles whoever is on the list because of it.
Said promised(const Telling& told) {
    const Date today = told.plan.today, until = told.decision.until.value_or(today);
    const Argument name{"name", told.call}, note{"note", told.note()},
        day{"day", told.decision.until == today ? relative_day(today, today) : told.day(until)};
    const bool put_off = told.before.promises.size() == told.decision.after.promises.size();
    return {told.decision.until == today ? worded("answer.promised", {name, note, day})
            : told.until_resume(until)   ? worded("answer.promised_when_you_resume", {name, note, day})
                                         : worded("answer.promised_then", {name, note, day}),
            put_off ? worded("settled.promised", {{"name", told.whole}, day}) : ""};
}

// Who was to be spoken with today still is.
Said felt(const Telling& told) {
    switch (told.decision.after.felt.value_or(Feeling::fair)) {
        case Feeling::good:
            return {worded("answer.felt_good"), ""};
        case Feeling::fair:
            return {worded("answer.felt_fair"), ""};
        case Feeling::heavy:
            break;
    }
    return {worded("answer.felt_heavy"), ""};
}

}  // namespace

Said said(const Contact& before, const followup::Decision& decision, const followup::Plan& plan,
          std::string_view called) {
    const Telling told(before, decision, plan, called);
    const std::string& what = decision.what;
    const auto both = [&](Key line, Key settled, const std::string& note = "") {
        return Said{worded(line, {{"name", told.call}, {"note", note}}) + told.next_around(),
                    worded(settled, {{"name", told.whole}}) + told.next_around()};
    };
    if (is_about_the_deal(told)) return said_of_deal(before, decision, plan, told.call, told.next_around());
    if (what == "touched") return touched(told);
    if (what == "gave") return gave(told);
    if (what == "snoozed") return snoozed(told);
    if (what == "skipped") return both("answer.skipped", "settled.skipped");
    if (what == "replied") return replied(told);
    if (what == "not_answered") return {worded("answer.not_answered", {{"name", told.call}}), ""};
    if (what == "promised") return promised(told);
    if (what == "kept") return both("answer.kept", "settled.kept", told.note());
    if (what == "felt") return felt(told);
    if (what == "answered") return both("answer.answered", "settled.answered");
    if (what == "closed") return closed(told);
    if (what == "parted") return parted(told);
    if (what == "waiting") return waiting(told);
    if (what == "reopened") return both("answer.reopened", "answer.reopened");
    if (what == "noted")  // still to be answered
        return {worded("answer.noted", {{"name", told.call}, {"note", told.note()}}), ""};
    return edited(told);
}

std::string reason_words(std::string_view argument) {
    if (argument == "someone") return std::string(reason_someone);
    if (argument == "unknown") return std::string(reason_not_known);
    return std::string(argument);
}

std::string promise_stays(const Promise& promise, Date today) {
    return worded("answer.promise_stays", {{"what", quoted(promise.what)}, {"day", bare_day(promise.due, today)}});
}

std::string taken_off_list(const std::string& name) { return worded("settled.removed", {{"name", name}}); }

std::string said_no(const Contact& contact) {
    return worded("answer.closed_of_several", {{"name", short_name(contact.name)}});
}

Message answer(const std::vector<std::string>& lines, std::vector<ButtonRow> rows) {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
    Message message = plain(std::move(text));
    message.blocks.front().rows = std::move(rows);
    return message;
}

}  // namespace nudged::messages
