// The two lines of a person.
#include "daemon/followup/deals.hpp"
#include "daemon/followup/silence.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/kind.hpp"
#include "daemon/messages/nudge.hpp"
#include "daemon/messages/room.hpp"
#include "daemon/messages/why_now.hpp"

namespace nudged::messages {
namespace {

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

// "Has Tom answered since 17 Feb?" comes before either of the two.
ItemLines of_silence(const followup::Candidate& candidate, const followup::Plan& plan, std::size_t given) {
    const Contact& contact = candidate.contact;
    const std::string name = short_name(contact.name);
    if (followup::must_ask_whether_they_answered(contact, plan.owner, plan.settings)) {
        const std::string since = bare_day(contact.silent_since.value_or(contact.base), plan.today);
        return {no_answer_yet(contact), worded("kind.have_they_answered", {{"name", name}, {"day", since}}),
                Asked::answered};
    }
    if (candidate.reason == Reason::straight) return {no_answer_yet(contact), draft("kind.straight", name)};
    const bool again = contact.once_more > 0;
    const std::string question = worded(again ? Key("kind.your_part.half_a_year") : Key("kind.your_part.rest"));
    return {what_was_tried(contact, given, plan.today), with_what_it_is_worth(contact, question),
            again ? Asked::half_a_year : Asked::walk_away};
}

ItemLines of_promise(const followup::Candidate& candidate, const followup::Plan& plan) {
    const std::string why = you_promised(candidate.contact, plan.today);
    if (candidate.asks) return {why, worded("kind.promise.asked"), Asked::promise};
    return {why, worded("kind.promise")};
}

ItemLines without_a_thing(const followup::Candidate& candidate, const followup::Plan& plan,
                          const std::optional<Touch>& last_touch, const std::vector<std::string>& given,
                          const std::vector<followup::ChannelOutcomes>& outcomes) {
    const Contact& contact = candidate.contact;
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
                                                                 : for_a_word(contact, last_touch, outcomes, plan)};
        }
        case Reason::promise:
            return of_promise(candidate, plan);
        case Reason::straight:
        case Reason::walk_away:
            return of_silence(candidate, plan, given.size());
        case Reason::help:
            if (followup::state_of(contact, plan.today) == ContactState::waiting)
                return {comes_back(contact, plan), something_helpful(contact, plan.today)};
            return {since_the_last_word(contact, last_touch, plan),
                    something_helpful(contact, last_touch, outcomes, plan)};
        default:
            return {since_the_last_word(contact, last_touch, plan), for_a_word(contact, last_touch, outcomes, plan)};
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
