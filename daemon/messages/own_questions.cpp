// The few questions that are asked of its own accord.
#include <algorithm>
#include <limits>
#include <utility>

#include "daemon/followup/silence.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/questions.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t longest_name = 40;  // on a button

std::string contact_text(const Contact& contact) { return "contact:" + std::to_string(contact.id); }

// As part of what a choice says.
std::string in_quotes(std::string_view said) {
    constexpr std::size_t longest = 80;
    std::string words = shortened(one_line(said), longest);
    std::replace(words.begin(), words.end(), '"', '\'');
    return '"' + words + '"';
}

const char* name_of(RoundLength length) {
    switch (length) {
        case RoundLength::weeks:
            return "weeks";
        case RoundLength::years:
            return "years";
        case RoundLength::more_than_a_lifetime:
            break;
    }
    return "lifetime";
}

}  // namespace

QuestionText felt_heavy(const Contact& contact, const followup::Plan& plan) {
    const std::string call = short_name(contact.name);
    const std::string who = contact_text(contact);
    const int slower =
        2 * std::min(followup::cadence_of(contact, plan.owner, plan.settings), std::numeric_limits<int>::max() / 4);
    QuestionText question{
        worded("question.felt_heavy", {{"name", call}}),
        {{worded("question.call_instead"), "note " + who + ": " + worded("question.call_instead_note")},
         {worded("question.half_as_often"), "every " + std::to_string(slower) + "d " + who}}};
    if (!followup::is_friend(contact, plan.owner))
        question.offers.push_back({worded("question.let_it_rest"), "part " + who});
    question.offers.push_back({worded("question.it_is_fine"), ""});
    return question;
}

QuestionText rhythm_off(const Contact& contact, const followup::Plan& plan) {
    constexpr int in_a_row = 3;
    const std::string call = short_name(contact.name);
    const std::string who = contact_text(contact);
    const int slower =
        2 * std::min(followup::cadence_of(contact, plan.owner, plan.settings), std::numeric_limits<int>::max() / 4);

    QuestionText question;
    question.text =
        contact.skips >= in_a_row ? worded("question.third_time") : worded("question.rhythm_off", {{"name", call}});
    question.offers.push_back({capitalised(worded("question.instead", {{"every", every_text(slower)}})),
                               "every " + std::to_string(slower) + "d " + who});
    question.offers.push_back({worded("question.now"), "noticed " + who});
    if (!followup::is_friend(contact, plan.owner))
        question.offers.push_back({worded("question.let_them_rest", {{"name", call}}), "part " + who});
    question.offers.push_back({contact.snooze
                                   ? worded("question.day_is_fine", {{"day", weekday_name(contact.snooze->until)}})
                                   : worded("question.fine_as_it_is"),
                               ""});
    return question;
}

QuestionText no_of_a_friend(const std::vector<NoOfFriends>& said) {
    std::vector<std::string> names;
    Offer to_something{worded("question.no_to_something"), {}}, off_the_list{worded("question.off_the_list"), {}};
    for (const auto& [friends, reason] : said) {
        std::string who;
        for (const Contact& contact : friends) {
            names.push_back(contact.name);
            who += (who.empty() ? "" : ", ") + contact_text(contact);
        }
        const std::string because = one_line(reason).empty() ? "" : ", " + one_line(reason);
        for (auto* offer : {&to_something, &off_the_list})
            if (!offer->says.empty()) offer->says += '\n';
        to_something.says += "note " + who + ": " + in_quotes(worded("question.no_noted") + because);
        off_the_list.says += "part " + who + (because.empty() ? "" : " " + in_quotes(reason));
    }
    const auto people = static_cast<long>(names.size());
    return {worded("question.no_of_a_friend", {{"n", people}, {"names", joined(call_names(names))}}),
            {std::move(to_something), std::move(off_the_list)}};
}

QuestionText one_helpful_word(const Contact& contact, const std::string& reason) {
    return {worded("question.helpful_word", {{"name", short_name(contact.name)}}),
            {{worded("question.yes_once_more"), "noticed " + contact_text(contact) + " " + in_quotes(reason)},
             {worded("question.leave_it"), ""}}};
}

QuestionText why_they_matter(const Contact& contact, bool felt_good) {
    const Argument name{"name", short_name(contact.name)};
    return {(felt_good ? worded("question.why_good", {name}) : worded("question.why_matters", {name})) + "\n" +
                worded("question.why_shown"),
            {{worded("question.not_now"), ""}}};
}

QuestionText whether_to_reopen(std::string said, const Contact& contact) {
    return {std::move(said),
            {{worded("question.yes"), "reopen " + contact_text(contact)}, {worded("question.leave_it"), ""}}};
}

QuestionText many_are_waiting() {
    return {
        worded("question.many_waiting"),
        {{worded("question.fresh_start"), "fresh start"}, {worded("question.leave_it"), std::string(no_fresh_start)}}};
}

QuestionText did_you_write(const Contact& contact, std::string_view channel, bool veiled, std::string yes) {
    const std::string call = short_name(contact.name);
    const std::string whom = veiled ? initial(call) + "." : call;
    return {worded(channel == "call" ? Key("question.did_you_call") : Key("question.did_you_write"), {{"name", whom}}),
            {{worded("question.yes"), std::move(yes)}, {worded("question.not_today"), ""}}};
}

QuestionText birthdays_too() {
    return {worded("question.birthdays_too"),
            {{worded("question.keep_birthdays"), "pause with birthdays"},
             {worded("question.everything_quiet"), "pause without birthdays"}}};
}

QuestionText add_them(const std::string& adds) {
    constexpr std::string_view verb = "add ";
    const std::string name = shortened(capitalised(one_line(std::string_view(adds).substr(verb.size()))), longest_name);
    return {worded("question.add", {{"name", name}}),
            {{worded("question.yes"), std::string(verb) + capitalised(std::string_view(adds).substr(verb.size()))},
             {worded("question.no"), ""}}};
}

QuestionText whose_words(const std::vector<std::string>& open_names) {
    QuestionText question{worded("question.whose_words"), {}};
    for (const std::string& name : open_names)
        question.offers.push_back({shown_name(name), shown_name(name) + " replied"});
    return question;
}

QuestionText whether_same(const std::vector<std::string>& names, std::string same, std::string other) {
    const Argument n{"n", static_cast<long>(names.size())};
    return {worded("question.same_people", {n, {"names", some_of(names)}}),
            {{worded("question.the_same", {n}), std::move(same)},
             {worded("question.others", {n}), std::move(other)},
             {worded("question.leave_as_it_is"), ""}}};
}

QuestionText who_matters(std::size_t people, const followup::Plan& plan) {
    const int cadence = plan.owner.cadence_days.value_or(plan.settings.cadence_days);
    const auto a_morning = static_cast<std::size_t>(std::max(plan.owner.daily_cap, 1));
    const std::string rhythm = cadence >= 28 && cadence <= 31 ? worded("question.once_a_month") : every_text(cadence);
    const std::size_t more = a_morning + 2;
    const double places = followup::places_of_the_round(plan.owner, followup::Questions::open);
    return {worded("question.does_not_fit", {{"n", static_cast<long>(people)},
                                             {"number", number_word(a_morning)},
                                             {"rhythm", rhythm},
                                             {"round", round_text(people, places)},
                                             {"length", name_of(round_length(people, places))}}) +
                "\n" + worded("question.which_rather"),
            {{worded("question.pick_who_matters"), "matter pick"},
             {worded("question.everyone_more_slowly"), ""},
             {capitalised(worded("question.more_a_morning", {{"number", number_word(more)}})),
              "matter " + std::to_string(more)}}};
}

}  // namespace nudged::messages
