// Whom there is and who comes next; and how the bot is doing.
#include <algorithm>

#include "daemon/followup/calendar.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/cards.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/stored_words.hpp"
#include "daemon/messages/welcome.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

using followup::Plan;

// "Sam Lee, back on Mon 9 Mar"
std::string in_a_list(const Listed& listed, const Plan& plan) {
    const auto& [contact, next] = listed;
    const Argument name{"name", shown_name(contact.name)};
    switch (followup::state_of(contact, plan.today)) {
        case ContactState::closed:
            return worded("list.closed", {name});
        case ContactState::parted:
            return worded("list.parted", {name});
        case ContactState::book:
            return worded("list.in_the_book", {name});
        default:
            break;
    }
    if (!next) return worded("list.soon", {name});
    if (followup::waits_for_resume(plan.owner, *next)) return worded("list.when_you_resume", {name});
    const Argument day{"day", day_text(*next, plan.today)};
    if (!contact.deal) return worded("list.day", {name, day});
    return worded("list.day_deal", {name, day, {"question", the_question(contact.deal->what)}});
}

std::string in_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "\n" + line;
    return text;
}

std::string moment_text(Instant at, const Plan& plan, const Zone& zone) {
    const LocalTime local = zone.local(at);
    const std::string time = time_text(local.time);
    if (local.date == plan.today) return time;
    return worded("status.day_and_time", {{"day", day_text(local.date, plan.today)}, {"time", time}});
}

std::string next_nudge(const Status& status, const Plan& plan, const Zone& zone) {
    if (!status.next && status.pause && followup::waits_for_resume(plan.owner, plan.today))
        return worded("status.next_when_you_resume");
    if (!status.next) return worded("status.no_morning");
    const LocalTime local = zone.local(*status.next);
    const char* when = status.next_at_once                  ? "at_once"
                       : local.date == plan.today           ? "today"
                       : local.date == plan.today + days{1} ? "tomorrow"
                                                            : "later";
    return worded("status.next", {{"when", when},
                                  {"day", day_text(local.date, plan.today)},
                                  {"time", time_text(local.time)},
                                  {"people", static_cast<long>(status.next_people)},
                                  {"number", number_word(status.next_people)}});
}

std::string looked_and_sent(const Status& status, const Plan& plan, const Zone& zone) {
    const auto at = [&](const std::optional<Instant>& moment) {
        return moment ? moment_text(*moment, plan, zone) : "";
    };
    return worded("status.looked", {{"looked", status.looked ? "yes" : "no"},
                                    {"looked_at", at(status.looked)},
                                    {"sent", status.sent ? "yes" : "no"},
                                    {"sent_at", at(status.sent)},
                                    {"outcome", status.sent && !status.outcome.empty() ? "yes" : "no"},
                                    {"words", outcome_told(status.outcome)}});
}

}  // namespace

Message coming(const std::vector<Listed>& soonest, std::size_t open, std::size_t waiting, std::size_t book,
               const Plan& plan) {
    if (open + waiting + book == 0) return plain(worded("list.nobody"));
    std::vector<std::string> lines;
    for (const Listed& listed : soonest) lines.push_back(in_a_list(listed, plan));
    const auto counted_as = [](Key key, std::size_t n) { return worded(key, {{"n", static_cast<long>(n)}}); };
    std::vector<std::string> counts{counted_as("list.on_the_round", open)};
    if (waiting > 0) counts.push_back(counted_as("list.waiting", waiting));
    if (book > 0) counts.push_back(counted_as("list.book", book));
    const std::string text = lines.empty() ? "" : worded("list.next") + in_lines(lines) + "\n\n";
    return plain(text + joined(counts) + ".");
}

Message found(std::string_view words, const std::vector<Listed>& people, const Plan& plan) {
    constexpr std::size_t a_row = 3;
    if (people.empty()) return plain(worded("list.nothing_found", {{"words", quoted(words)}}));
    std::vector<std::string> lines;
    std::vector<ButtonRow> rows;
    for (const Listed& listed : people) {
        const Contact& contact = listed.contact;
        if (lines.size() % a_row == 0) rows.emplace_back();
        lines.push_back(in_a_list(listed, plan));
        rows.back().push_back(tap(shortened(shown_name(contact.name), 24), encode({"more", OfContact{contact.id}, {}}),
                                  worded("list.card_of", {{"name", shown_name(contact.name)}})));
    }
    Message message = plain(worded("list.found", {{"n", static_cast<long>(people.size())}, {"words", quoted(words)}}) +
                            in_lines(lines));
    message.blocks.front().rows = std::move(rows);
    return message;
}

Message status(const Status& status, const Plan& plan, const Zone& zone) {
    std::string text = looked_and_sent(status, plan, zone) + " " + next_nudge(status, plan, zone);
    if (status.pause && status.pause->last >= plan.today) text += "\n" + paused(*status.pause, plan.today);
    if (const std::string fits = plan_sentence(status.people, plan); !fits.empty()) text += "\n" + fits;
    return plain(text);
}

std::string day_at(Date date, TimeOfDay time, Date today) {
    return worded("status.day_at", {{"day", day_text(date, today)}, {"time", time_text(time)}});
}

std::string as_soon_as_i_run() { return worded("status.as_soon_as_i_run"); }

std::string plan_sentence(std::size_t people, const Plan& plan) {
    if (plan.stretch <= 1) return "";
    const auto a_morning = static_cast<std::size_t>(std::max(plan.owner.daily_cap, 1));
    const auto round = [&](followup::Questions questions) {
        return round_text(people, followup::places_of_the_round(plan.owner, questions));
    };
    const std::string likely = round(followup::Questions::open), at_best = round(followup::Questions::none);
    return worded("status.round",
                  {{"n", static_cast<long>(people)}, {"number", number_word(a_morning)}, {"round", likely}}) +
           (at_best == likely ? "" : " " + worded("status.round_at_best", {{"round", capitalised(at_best)}})) + " " +
           worded("status.ways_out");
}

}  // namespace nudged::messages
