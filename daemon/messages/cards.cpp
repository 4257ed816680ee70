#include "daemon/messages/cards.hpp"

#include <algorithm>
#include <utility>

#include "daemon/followup/calendar.hpp"
#include "daemon/followup/helpful.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/channels.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/welcome.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

using followup::Plan;

constexpr std::size_t longest_line = 89;
constexpr std::size_t notes_shown = 5;

std::string sentence(const std::string& before, std::string_view words) {
    return before + shortened(one_line(words), longest_line - length(before));
}

std::string on_day(Date day, const Plan& plan) {
    return followup::waits_for_resume(plan.owner, day) ? when_you_resume() : "on " + day_text(day, plan.today);
}

// Where they stand, and when next.
std::string standing(const Listed& listed, const Plan& plan) {
    const auto& [contact, next] = listed;
    switch (followup::state_of(contact, plan.today)) {
        case ContactState::open: {
            const std::string rhythm = capitalised(every_text(followup::rhythm_of(contact, plan)));
            if (!next) return rhythm + ".";
            if (followup::waits_for_resume(plan.owner, *next)) return rhythm + ". Next " + when_you_resume() + ".";
            if (contact.snooze && contact.snooze->until >= plan.today)
                return rhythm + ". Back on " + day_text(*next, plan.today) + ".";
            return rhythm + ". Next around " + day_text(*next, plan.today) + ".";
        }
        case ContactState::waiting:
            return "Back " + on_day(followup::told_date(contact, plan).value_or(plan.today), plan) +
                   (contact.check_back && contact.check_back->put_off ? "." : ", as they asked.");
        case ContactState::closed:
            return "Off the list: said no.";
        case ContactState::parted:
            return contact.died ? "No longer with us." : "Off the list, no hard feelings.";
        case ContactState::book:
            return "In the book, on no rhythm.";
    }
    return "";
}

void about_the_two(const Contact& contact, const Plan& plan, std::vector<std::string>& lines) {
    if (contact.deal) lines.push_back(open_question(contact, plan.today));
    if (contact.your_turn) {
        const std::string when = "Wrote " + relative_day(*contact.your_turn, plan.today);
        lines.push_back(contact.their_words.empty()
                            ? when + ": your turn."
                            : when + ": " + quoted(contact.their_words, longest_line - length(when) - 2));
    }
    if (contact.check_back && !contact.check_back->words.empty())
        lines.push_back("Asked: " + quoted(contact.check_back->words) + " (said " +
                        relative_day(contact.check_back->said, plan.today) + ")");
    if (const auto helpful = followup::helpful_days(contact); !helpful.empty())
        if (const auto next = std::ranges::upper_bound(helpful, plan.today); next != helpful.end())
            lines.push_back("Room for something helpful around " +
                            day_text(followup::nudge_day_from(plan.owner, *next).value_or(*next), plan.today) + ".");
    if (!contact.via.empty()) lines.push_back(sentence("By way of ", contact.via));
    if (!contact.thank_for.empty()) lines.push_back(sentence("To thank for: ", joined(contact.thank_for)));
    if (!contact.closed_reason.empty()) lines.push_back(sentence("Reason: ", reason_words(contact.closed_reason)));
    if (contact.last_touch) lines.push_back("Last word " + relative_day(*contact.last_touch, plan.today) + ".");
}

void what_is_known(const Contact& contact, const Plan& plan, std::vector<std::string>& lines) {
    if (!contact.needs.empty()) lines.push_back(sentence("Needs: ", contact.needs));
    if (!contact.why.empty()) lines.push_back(sentence("Why: ", contact.why));
    for (const auto& promise : contact.promises)
        lines.push_back(sentence("Promised by " + day_text(promise.due, plan.today) + ": ", promise.what));
    if (!contact.brings.empty()) lines.push_back(sentence("Brings: ", contact.brings));
    if (!contact.gets.empty()) lines.push_back(sentence("Gets: ", contact.gets));
    for (const ImportantDate& date : contact.dates)
        if (!contact.died)
            lines.push_back(sentence(
                capitalised(shortened(one_line(date.what), 40)) + ": ",
                date_text(date) + (contact.lead_days ? ", told " + span_text(*contact.lead_days) + " before" : "")));
    if (contact.zone) lines.push_back(sentence("Time zone: ", *contact.zone));
    for (const auto& [kind, address] : contact.addresses)
        lines.push_back(sentence(capitalised(one_line(kind)) + ": ", address));
    std::vector<std::string> tags;
    for (const std::string& tag : contact.tags) tags.push_back("#" + one_line(tag));
    if (!tags.empty()) lines.push_back(sentence("", joined(tags)));
}

// "By email: answered 4 of 6, usually within 2 days."
std::string how_they_answer(const followup::ChannelOutcomes& outcomes) {
    constexpr std::chrono::minutes at_once{1}, a_day = std::chrono::hours{24};
    const std::string way = by_channel(outcomes.channel);
    const std::string line = capitalised(way.empty() ? one_line(outcomes.channel) : way) + ": answered " +
                             std::to_string(outcomes.answered) + " of " + std::to_string(outcomes.known);
    if (outcomes.answered == 0 || outcomes.median < at_once) return line + ".";
    if (outcomes.median <= a_day) return line + ", usually within a day.";
    return line + ", usually within " + span_text(static_cast<int>((outcomes.median + a_day) / a_day)) + ".";
}

// Their own lines, newest first.
void notes(const Contact& contact, std::vector<std::string>& lines) {
    std::string_view rest = contact.note;
    for (std::size_t shown = 0; shown < notes_shown && !rest.empty(); ++shown) {
        const std::string line = first_line(rest);
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (!one_line(line).empty()) lines.push_back(sentence("Note: ", line));
    }
}

std::string touch_line(const Touch& touch, const Plan& plan, const Zone& zone) {
    const std::string note = one_line(touch.note);
    std::string how = touch.kind == TouchKind::reply  ? "they answered"
                      : touch.kind == TouchKind::help ? "given"
                                                      : past_of(touch.channel);
    if (how.empty()) how = channel_word(note);
    if (how.empty()) how = "noted";
    const std::string before = day_text(zone.local(touch.at).date, plan.today) + ": " + how;
    const std::string rest = without_channel_word(note);
    return rest.empty() ? before : before + ", " + quoted(rest, longest_line - length(before) - 2);
}

std::vector<ButtonRow> card_buttons(const Contact& contact, const Plan& plan) {
    const OfContact about{contact.id};
    const std::string name = shown_name(contact.name);
    const auto button = [&](const std::string& label, const std::string& verb) {
        return tap(label, encode({verb, about, {}}), label + ": " + name);
    };
    switch (followup::state_of(contact, plan.today)) {
        case ContactState::closed:
        case ContactState::parted:
            if (contact.died) return {};
            return {{button("Back on the list", "again"), button("They answered", "replied")}};
        case ContactState::waiting:
            return {{tap("✓ " + short_name(contact.name), encode({"done", about, {}}), "Done " + name),
                     tap("Another date", encode({"snooze", about, "other"}), "Another date: " + name)},
                    {button("They answered", "replied"), button("Talk now", "again"), button("They said no", "no")}};
        default:
            break;
    }
    ButtonRow no{button("Skip this time", "skip"), button("They said no", "no")};
    if (contact.deal) no.push_back(tap("They said yes", encode({"done", about, "won"}), "They said yes: " + name));
    return {{tap("✓ " + short_name(contact.name), encode({"done", about, {}}), "Done " + name),
             tap("Snooze", encode({"snooze", about, {}}), "Snooze " + name)},
            {button("They answered", "replied"), button("Later, they asked", "later")},
            std::move(no)};
}

// "Sam Lee, back on Mon 9 Mar"
std::string in_a_list(const Listed& listed, const Plan& plan) {
    const auto& [contact, next] = listed;
    const std::string name = shown_name(contact.name);
    switch (followup::state_of(contact, plan.today)) {
        case ContactState::closed:
            return name + ", off the list: said no";
        case ContactState::parted:
            return name + ", off the list";
        case ContactState::book:
            return name + ", in the book";
        default:
            break;
    }
    if (!next) return name + ", soon";
    if (followup::waits_for_resume(plan.owner, *next)) return name + ", " + when_you_resume();
    return name + ", " + day_text(*next, plan.today) + (contact.deal ? ": " + the_question(contact.deal->what) : "");
}

std::string in_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "\n" + line;
    return text;
}

std::string moment_text(Instant at, const Plan& plan, const Zone& zone) {
    const LocalTime local = zone.local(at);
    const std::string time = time_text(local.time);
    return local.date == plan.today ? time : day_text(local.date, plan.today) + " " + time;
}

std::string next_nudge(const Status& status, const Plan& plan, const Zone& zone) {
    if (!status.next && status.pause && followup::waits_for_resume(plan.owner, plan.today))
        return "Next: " + when_you_resume() + ".";
    if (!status.next) return "No morning is set.";
    const LocalTime local = zone.local(*status.next);
    const std::string tomorrow = local.date == plan.today + days{1} ? "tomorrow, " : "";
    const std::string day = local.date == plan.today ? "today" : tomorrow + day_text(local.date, plan.today);
    const std::string people = status.next_people == 0   ? "nobody"
                               : status.next_people == 1 ? "one person"
                                                         : number_word(status.next_people) + " people";
    const std::string when = status.next_at_once ? "as soon as I run" : day + ", " + time_text(local.time);
    return "Next: " + when + ", " + people + " so far.";
}

}  // namespace

Message card(const Listed& listed, const std::vector<Touch>& touches, const Plan& plan, const Zone& zone,
             const std::vector<followup::ChannelOutcomes>& outcomes) {
    const Contact& contact = listed.contact;
    std::vector<std::string> lines{standing(listed, plan)};
    about_the_two(contact, plan, lines);
    what_is_known(contact, plan, lines);
    for (const auto& of_channel : outcomes) lines.push_back(how_they_answer(of_channel));
    notes(contact, lines);
    for (const Touch& touch : touches) lines.push_back(touch_line(touch, plan, zone));

    const std::string name = shown_name(contact.name);
    Message message;
    message.notification = plan.owner.private_mode ? "One card." : name;
    message.blocks.push_back({{{name, Style::bold}, {in_lines(lines), Style::plain}}, card_buttons(contact, plan)});
    return message;
}

Message coming(const std::vector<Listed>& soonest, std::size_t open, std::size_t waiting, std::size_t book,
               const Plan& plan) {
    if (open + waiting + book == 0)
        return plain("Nobody here yet. Send me three names, for example: `add Mum every week`");
    std::vector<std::string> lines;
    for (const Listed& listed : soonest) lines.push_back(in_a_list(listed, plan));
    std::vector<std::string> counts{counted(static_cast<long>(open), "person on the round", "people on the round")};
    if (waiting > 0) counts.push_back(std::to_string(waiting) + " waiting for their day");
    if (book > 0) counts.push_back(std::to_string(book) + " in the book");
    const std::string text = lines.empty() ? "" : "Next:" + in_lines(lines) + "\n\n";
    return plain(text + joined(counts) + ".");
}

Message found(std::string_view words, const std::vector<Listed>& people, const Plan& plan) {
    constexpr std::size_t a_row = 3;
    if (people.empty()) return plain("Nothing found for " + quoted(words) + ".");
    std::vector<std::string> lines;
    std::vector<ButtonRow> rows;
    for (const Listed& listed : people) {
        const Contact& contact = listed.contact;
        if (lines.size() % a_row == 0) rows.emplace_back();
        lines.push_back(in_a_list(listed, plan));
        rows.back().push_back(tap(shortened(shown_name(contact.name), 24), encode({"more", OfContact{contact.id}, {}}),
                                  "Card of " + shown_name(contact.name)));
    }
    Message message = plain(counted(static_cast<long>(people.size()), "person", "people") + " with " + quoted(words) +
                            ":" + in_lines(lines));
    message.blocks.front().rows = std::move(rows);
    return message;
}

Message status(const Status& status, const Plan& plan, const Zone& zone) {
    std::string text = status.looked ? "Looked at " + moment_text(*status.looked, plan, zone) : "Not looked yet";
    text += status.sent ? ", sent at " + moment_text(*status.sent, plan, zone) : ", nothing sent yet";
    if (status.sent && !status.outcome.empty()) text += ", " + one_line(status.outcome);
    text += ". " + next_nudge(status, plan, zone);
    if (status.pause && status.pause->last >= plan.today) text += "\n" + paused(*status.pause, plan.today);
    if (const std::string fits = plan_sentence(status.people, plan); !fits.empty()) text += "\n" + fits;
    return plain(text);
}

std::string plan_sentence(std::size_t people, const Plan& plan) {
    if (plan.stretch <= 1) return "";
    const auto a_morning = static_cast<std::size_t>(std::max(plan.owner.daily_cap, 1));
    const auto round = [&](followup::Questions questions) {
        return round_text(people, followup::places_of_the_round(plan.owner, questions));
    };
    const std::string likely = round(followup::Questions::open), at_best = round(followup::Questions::none);
    return counted(static_cast<long>(people), "person", "people") + " at " + number_word(a_morning) +
           " a morning: everyone about " + likely + "." +
           (at_best == likely ? "" : " (" + capitalised(at_best) + " while there is nothing to settle with anybody.)") +
           " Three ways out: fewer people, more a morning, or slower.";
}

}  // namespace nudged::messages
