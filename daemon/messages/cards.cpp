#include "daemon/messages/cards.hpp"

#include <algorithm>
#include <utility>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/channels.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/stored_words.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

using followup::Plan;

constexpr std::size_t longest_line = 89;
constexpr std::size_t notes_shown = 5;

// Somebody's own words, cut to the room that the line leaves them.
std::string cut(Key key, std::string_view words, const Argument& other = {"", ""}) {
    const std::size_t taken = length(worded(key, {other, {"words", ""}}));
    return worded(key, {other, {"words", shortened(one_line(words), longest_line - taken)}});
}

std::string back(const Contact& contact, const Plan& plan) {
    const Date day = followup::told_date(contact, plan).value_or(plan.today);
    const bool put_off = contact.check_back && contact.check_back->put_off;
    return worded("card.back", {{"when", followup::waits_for_resume(plan.owner, day) ? "resume" : "day"},
                                {"day", day_text(day, plan.today)},
                                {"asked", put_off ? "no" : "yes"}});
}

std::string on_the_round(const Contact& contact, std::optional<Date> next, const Plan& plan) {
    const std::string rhythm =
        worded("card.every", {{"every", capitalised(every_text(followup::rhythm_of(contact, plan)))}});
    if (!next) return rhythm;
    if (followup::waits_for_resume(plan.owner, *next)) return rhythm + " " + worded("answer.next_when_you_resume");
    const Argument day{"day", day_text(*next, plan.today)};
    const bool snoozed = contact.snooze && contact.snooze->until >= plan.today;
    return rhythm + " " + (snoozed ? worded("answer.back_on", {day}) : worded("answer.next_around", {day}));
}

// Where they stand, and when next.
std::string standing(const Listed& listed, const Plan& plan) {
    const auto& [contact, next] = listed;
    switch (followup::state_of(contact, plan.today)) {
        case ContactState::open:
            return on_the_round(contact, next, plan);
        case ContactState::waiting:
            return back(contact, plan);
        case ContactState::closed:
            return worded("card.closed");
        case ContactState::parted:
            return contact.died ? worded("card.died") : worded("card.parted");
        case ContactState::book:
            return worded("card.in_the_book");
    }
    return "";
}

void about_the_two(const Contact& contact, const Plan& plan, bool something_to_give, std::vector<std::string>& lines) {
    if (contact.deal) lines.push_back(open_question(contact, plan.today));
    if (contact.your_turn) {
        const Argument when{"when", relative_day(*contact.your_turn, plan.today)};
        const std::size_t room = longest_line - length(worded("card.wrote", {when, {"words", ""}}));
        lines.push_back(contact.their_words.empty()
                            ? worded("card.your_turn", {when})
                            : worded("card.wrote", {when, {"words", quoted(contact.their_words, room)}}));
    }
    if (contact.check_back && !contact.check_back->words.empty())
        lines.push_back(worded("card.asked", {{"words", quoted(contact.check_back->words)},
                                              {"when", relative_day(contact.check_back->said, plan.today)}}));
    if (const auto helpful = followup::helpful_days(contact); something_to_give)
        if (const auto next = std::ranges::upper_bound(helpful, plan.today); next != helpful.end())
            lines.push_back(
                worded("card.room_for_help",
                       {{"day", day_text(followup::nudge_day_from(plan.owner, *next).value_or(*next), plan.today)}}));
    if (!contact.via.empty()) lines.push_back(cut("card.via", contact.via));
    if (!contact.thank_for.empty()) lines.push_back(cut("card.to_thank_for", joined(contact.thank_for)));
    if (!contact.closed_reason.empty())
        lines.push_back(cut("card.reason", reason_told(reason_words(contact.closed_reason))));
    if (contact.last_touch)
        lines.push_back(worded("card.last_word", {{"when", relative_day(*contact.last_touch, plan.today)}}));
}

std::string date_words(const ImportantDate& date, std::optional<int> lead) {
    if (!lead) return date_text(date);
    return worded("card.date_told", {{"date", date_text(date)}, {"span", span_text(*lead)}});
}

void what_is_known(const Contact& contact, const Plan& plan, std::vector<std::string>& lines) {
    if (!contact.needs.empty()) lines.push_back(cut("card.needs", contact.needs));
    if (!contact.why.empty()) lines.push_back(cut("card.why", contact.why));
    for (const auto& promise : contact.promises)
        lines.push_back(cut("card.promised", promise.what, {"day", day_text(promise.due, plan.today)}));
    if (!contact.brings.empty()) lines.push_back(cut("card.brings", contact.brings));
    if (!contact.gets.empty()) lines.push_back(cut("card.gets", contact.gets));
    for (const ImportantDate& date : contact.dates)
        if (!contact.died)
            lines.push_back(cut("card.date", date_words(date, contact.lead_days),
                                {"what", capitalised(shortened(date_name(date.what), 40))}));
    if (contact.zone) lines.push_back(cut("card.zone", *contact.zone));
    for (const auto& [kind, address] : contact.addresses)
        lines.push_back(cut("card.address", address, {"what", capitalised(address_called(kind))}));
    std::vector<std::string> tags;
    for (const std::string& tag : contact.tags) tags.push_back("#" + one_line(tag));
    if (!tags.empty()) lines.push_back(shortened(joined(tags), longest_line));
}

// "By email: answered 4 of 6, usually within 2 days."
std::string how_they_answer(const followup::ChannelOutcomes& outcomes) {
    constexpr std::chrono::minutes at_once{1}, a_day = std::chrono::hours{24};
    const std::string way = by_channel(outcomes.channel);
    const bool at_once_or_never = outcomes.answered == 0 || outcomes.median < at_once;
    const bool slow = !at_once_or_never && outcomes.median > a_day;
    return worded("card.answers",
                  {{"way", capitalised(way.empty() ? one_line(outcomes.channel) : way)},
                   {"answered", std::to_string(outcomes.answered)},
                   {"known", std::to_string(outcomes.known)},
                   {"usually", at_once_or_never ? "no"
                               : slow           ? "span"
                                                : "day"},
                   {"span", slow ? span_text(static_cast<int>((outcomes.median + a_day) / a_day)) : ""}});
}

// Their own lines, newest first.
void notes(const Contact& contact, std::vector<std::string>& lines) {
    std::string_view rest = contact.note;
    for (std::size_t shown = 0; shown < notes_shown && !rest.empty(); ++shown) {
        const std::string line = first_line(rest);
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (!one_line(line).empty()) lines.push_back(cut("card.note", line));
    }
}

std::string touch_line(const Touch& touch, const Plan& plan, const Zone& zone) {
    const std::string note = one_line(touch.note);
    std::string how = touch.kind == TouchKind::reply  ? worded("card.they_answered")
                      : touch.kind == TouchKind::help ? worded("card.given")
                                                      : past_of(touch.channel);
    if (how.empty()) how = channel_word(note);
    if (how.empty()) how = worded("card.noted");
    const std::string before =
        worded("card.touch", {{"day", day_text(zone.local(touch.at).date, plan.today)}, {"how", how}});
    const std::string rest = without_channel_word(note, touch.channel);
    return rest.empty() ? before
                        : before + worded("answer.note", {{"words", quoted(rest, longest_line - length(before) - 2)}});
}

std::vector<ButtonRow> card_buttons(const Contact& contact, const Plan& plan) {
    const OfContact about{contact.id};
    const std::string name = shown_name(contact.name);
    const auto button = [&](Key label, const std::string& verb, const std::string& argument = {}) {
        const std::string said = worded(label);
        return tap(said, encode({verb, about, argument}),
                   worded("nudge.button.whom", {{"label", said}, {"name", name}}));
    };
    const Button done = tap(worded("nudge.button.done", {{"name", short_name(contact.name)}}),
                            encode({"done", about, {}}), worded("nudge.button.done.whom", {{"name", name}}));
    switch (followup::state_of(contact, plan.today)) {
        case ContactState::closed:
        case ContactState::parted:
            if (contact.died) return {};
            return {{button("button.back_on_the_list", "again"), button("nudge.button.answered", "replied")}};
        case ContactState::waiting:
            return {{done, button("button.another_date", "snooze", "other")},
                    {button("nudge.button.answered", "replied"), button("button.talk_now", "again"),
                     button("nudge.button.no", "no")}};
        default:
            break;
    }
    ButtonRow no{button("nudge.button.skip", "skip"), button("nudge.button.no", "no")};
    if (contact.deal) no.push_back(button("nudge.button.yes", "done", "won"));
    return {{done, tap(worded("nudge.button.snooze"), encode({"snooze", about, {}}),
                       worded("nudge.button.snooze.whom", {{"name", name}}))},
            {button("nudge.button.answered", "replied"), button("nudge.button.later", "later")},
            std::move(no)};
}

std::string in_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "\n" + line;
    return text;
}

}  // namespace

Message card(const Listed& listed, const std::vector<Touch>& touches, const Plan& plan, const Zone& zone,
             const std::vector<followup::ChannelOutcomes>& outcomes, bool something_to_give) {
    const Contact& contact = listed.contact;
    std::vector<std::string> lines{standing(listed, plan)};
    about_the_two(contact, plan, something_to_give, lines);
    what_is_known(contact, plan, lines);
    for (const auto& of_channel : outcomes) lines.push_back(how_they_answer(of_channel));
    notes(contact, lines);
    for (const Touch& touch : touches) lines.push_back(touch_line(touch, plan, zone));

    const std::string name = shown_name(contact.name);
    Message message;
    message.notification = plan.owner.private_mode ? worded("card.kept_back") : name;
    message.blocks.push_back({{{name, Style::bold}, {in_lines(lines), Style::plain}}, card_buttons(contact, plan)});
    return message;
}

}  // namespace nudged::messages
