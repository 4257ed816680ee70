#include "daemon/messages/questions.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "daemon/followup/silence.hpp"
#include "daemon/messages/actions.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

using replies::Ask;
using replies::AskCode;
using replies::Choice;

constexpr std::string_view open_place = "\uFFFC";  // where a typed answer belongs in Ask::fill
constexpr std::size_t most_offers = 12;
constexpr std::size_t longest_label = 40;

const ListItem* listed(const DayList* list, std::int64_t contact) {
    if (!list) return nullptr;
    const auto found = std::find_if(list->items.begin(), list->items.end(),
                                    [&](const ListItem& item) { return item.contact == contact; });
    return found == list->items.end() ? nullptr : &*found;
}

std::vector<Offer> as_offered(const Ask& ask) {
    std::vector<Offer> offers;
    for (const Choice& choice : ask.choices) {
        const std::string label = shortened(capitalised(one_line(choice.label)), longest_label);
        offers.push_back({label.empty() ? "This one" : label, choice.says});
    }
    return offers;
}

// The choices in their order under other labels; those without one keep their own.
std::vector<Offer> labelled(const Ask& ask, const std::vector<std::string>& labels) {
    std::vector<Offer> offers = as_offered(ask);
    for (std::size_t i = 0; i < offers.size() && i < labels.size(); ++i) offers[i].label = labels[i];
    return offers;
}

std::string filled(const Ask& ask, std::string_view words) {
    std::string text = ask.fill;
    const auto place = text.find(open_place);
    return place == std::string::npos ? "" : text.replace(place, open_place.size(), words);
}

// The digit that picks somebody who is on no list.
std::string own_number(const Choice& choice) {
    if (choice.answers.empty()) return "";
    const std::string& digits = choice.answers.front();
    return digits.find_first_not_of("0123456789") == std::string::npos ? digits : "";
}

// "1 Nicole", "2 Sam"; a person who is on no list has the name alone. What stands for everybody: "All three".
std::vector<Offer> people(const Ask& ask, const DayList* list, bool whole_names) {
    std::vector<std::string> names;
    for (const Choice& choice : ask.choices)
        if (choice.person != 0) names.push_back(choice.label);
    const std::vector<std::string> calls = call_names(names);
    std::vector<Offer> offers;
    std::size_t at = 0;
    for (const Choice& choice : ask.choices) {
        if (choice.person == 0) {
            offers.push_back({names.size() == 2 ? "Both" : "All " + number_word(names.size()), choice.says});
            continue;
        }
        const ListItem* item = listed(list, choice.person);
        const std::string name = whole_names ? shown_name(names[at]) : calls[at];
        const std::string number = item ? std::to_string(item->number) : own_number(choice);
        offers.push_back({number + (number.empty() ? "" : " ") + name, choice.says});
        ++at;
    }
    const bool everybody_missing = offers.size() == names.size() && names.size() > 1;
    if (const std::string all = filled(ask, "all"); ask.code == AskCode::who && everybody_missing && !all.empty())
        offers.push_back({names.size() == 2 ? "Both" : "All " + number_word(names.size()), all});
    return offers;
}

// Whom a question is about, when its subject says so: a name, or `contact:ID`, which is for the grammar alone.
std::string person_of(const Ask& ask, const DayList* list) {
    constexpr std::string_view prefix = "contact:";
    if (!ask.subject.starts_with(prefix)) return ask.subject.empty() ? "" : short_name(ask.subject);
    for (const ListItem& item : list ? list->items : std::vector<ListItem>{})
        if (ask.subject == std::string(prefix) + std::to_string(item.contact)) return short_name(item.name);
    return "";
}

QuestionText nobody_of_that_name(const Ask& ask) {
    const std::string nobody = "No " + shortened(capitalised(one_line(ask.subject)), 30) + " here.";
    const auto near =
        std::count_if(ask.choices.begin(), ask.choices.end(), [](const Choice& c) { return c.person != 0; });
    if (near == 0) return {nobody, as_offered(ask)};
    if (near > 1) return {nobody + " Did you mean one of these?", as_offered(ask)};
    std::vector<Offer> offers = as_offered(ask);
    std::string name;
    for (std::size_t i = 0; i < offers.size(); ++i)
        if (ask.choices[i].person != 0) name = std::exchange(offers[i].label, "Yes");
    return {nobody + " Did you mean " + name + "?", offers};
}

std::string numbers_of(const DayList* list, Date today) {
    if (!list || list->items.empty()) return "There is no list today. `who` and a name shows one person.";
    const std::string which = list->date == today ? "Today's list" : "The last list";
    const int first = list->items.front().number;
    const int last = list->items.back().number;
    if (first == last) return which + " has only number " + std::to_string(first) + ".";
    return which + " goes from " + std::to_string(first) + " to " + std::to_string(last) + ".";
}

QuestionText which_unit(const Ask& ask) {
    std::vector<Offer> offers = as_offered(ask);
    const std::string likely = offers.empty() ? "" : offers.front().label.substr(offers.front().label.find(' ') + 1);
    const std::string subject = shortened(one_line(ask.subject), 30);
    if (const std::string asks_when = filled(ask, "someday"); !asks_when.empty())
        offers.push_back({"Other…", asks_when});
    return {subject + ": " + (likely.empty() ? "which unit" : likely) + "?", offers};
}

QuestionText which_order(const Ask& ask) {
    std::vector<std::string> labels;
    const std::vector<Offer> offers = as_offered(ask);
    for (const Offer& offer : offers) labels.push_back(offer.label);
    const std::string days = labels.empty() ? "which day" : joined(labels, "or");
    return {shortened(one_line(ask.subject), 30) + ": " + days + "?", offers};
}

// The rhythm that the answer "yes" would set: "every 60d contact:3".
std::optional<int> rhythm_wanted(const Ask& ask) {
    constexpr std::string_view every = "every ";
    if (ask.choices.empty() || !ask.choices.front().says.starts_with(every)) return std::nullopt;
    const std::string& says = ask.choices.front().says;
    int wanted = 0;
    const auto read = std::from_chars(says.data() + every.size(), says.data() + says.size(), wanted);
    return read.ec == std::errc{} ? std::optional(wanted) : std::nullopt;
}

QuestionText already_here(const Ask& ask, const Contact* known, const followup::Plan& plan) {
    const std::string here = shown_name(ask.subject) + " is here already";
    if (!ask.choices.empty() && ask.choices.front().says.starts_with("set "))
        return {here + ". Note the birthday?", labelled(ask, {"Yes", "No"})};
    if (!ask.choices.empty() && ask.choices.front().says.starts_with("rename "))
        return {here + ". Shall both be called that?", labelled(ask, {"Yes, both", "No"})};
    std::optional<int> rhythm;
    if (known != nullptr && known->state != ContactState::book)
        rhythm = followup::cadence_of(*known, plan.owner, plan.settings);
    const std::string now = !rhythm ? ". " : ", " + every_text(*rhythm) + ". ";
    const auto wanted = rhythm_wanted(ask);
    if (!ask.choices.empty() && ask.choices.front().says.starts_with("tag "))
        return {here + now + "Add the tags?", labelled(ask, {"Yes", "Leave it"})};
    if (!wanted) return {here + now + "Look at the card?", labelled(ask, {"Yes", "No"})};
    const bool more = ask.choices.front().says.find(';') != std::string::npos;
    if (wanted == rhythm && !more) return {here + now + "Nothing changed.", {}};
    return {here + now + capitalised(every_text(*wanted)) + (rhythm ? " instead?" : "?"),
            labelled(ask, {"Yes", "Leave it"})};
}

// The examples are about people who are there.
QuestionText not_understood(const Ask& ask, const DayList* list) {
    if (!ask.choices.empty()) return {quoted(ask.subject) + ": which way round?", as_offered(ask)};
    std::string name = "nicole";
    std::string number = "2";
    if (list && !list->items.empty()) {
        name = typed_name(list->items.front().name);
        number = std::to_string(list->items[list->items.size() > 1 ? 1 : 0].number);
    }
    return {"I didn't get that, and nothing changed. Try: done " + number + " · snooze " + number + " fri · who " +
                name + " · help",
            {}};
}

// Words that are missing behind a verb; `fill` is the command with a gap for them.
std::string what_is_missing(const Ask& ask, const std::string& person) {
    const std::string_view verb = std::string_view(ask.fill).substr(0, ask.fill.find_first_of(" :"));
    const std::string about = person.empty() ? "" : " about " + person;
    const auto is = [&](std::string_view word) {
        return std::equal(verb.begin(), verb.end(), word.begin(), word.end(),
                          [](char typed, char small) { return (typed | 0x20) == small; });
    };
    if (is("add")) return "Whom shall I add? For example: Mum every week";
    if (is("find") || is("search")) return "What shall I look for?";
    if (is("rename")) return "What is the new name?";
    if (is("tag") || is("untag")) return "Which tag? For example: #clients";
    if (is("set")) return "Which detail, and what is it? For example: phone +351 912 345 678";
    if (is("needs")) return "What do they need?";
    return "What shall I note" + about + "?";
}

std::string contact_text(const Contact& contact) { return "contact:" + std::to_string(contact.id); }

}  // namespace

QuestionText about(const Ask& ask, const DayList* list, const followup::Plan& plan, const Contact* known) {
    const std::string subject = shortened(one_line(ask.subject), 40);
    const std::string person = person_of(ask, list);
    switch (ask.code) {
        case AskCode::who:
            return {ask.choices.empty() ? "Whom do you mean?" : "Which one?", people(ask, list, false)};
        case AskCode::which_name:
            return {"Which " + capitalised(subject) + "?", people(ask, list, true)};
        case AskCode::no_such_name:
            return nobody_of_that_name(ask);
        case AskCode::no_such_number:
            return {numbers_of(list, plan.today), {}};
        case AskCode::when:
            if (replies::is_about_a_rhythm(ask))
                return {"How often? For example: week, 30d, 2 months.", as_offered(ask)};
            return {"Until when? For example: fri, 2 weeks, 15 mar.", as_offered(ask)};
        case AskCode::unit:
            return which_unit(ask);
        case AskCode::order:
            return which_order(ask);
        case AskCode::no_such_date:
            return {"There is no " + subject + ". Which day instead?", as_offered(ask)};
        case AskCode::past:
            return {"That is past. Which day to come?", as_offered(ask)};
        case AskCode::too_far:
            if (replies::is_about_a_rhythm(ask))
                return {"That is more than ten years. How often? For example: week, 30d, 2 months.", as_offered(ask)};
            return {"That is more than ten years away. A nearer day?", as_offered(ask)};
        case AskCode::that_is_today:
            return {"That is today. Tomorrow, or next year?", as_offered(ask)};
        case AskCode::two:
            return {"One note, or two things to do?", labelled(ask, {"One note", "Two things"})};
        case AskCode::no_or_later:
            return {"Is that a no, or later?", labelled(ask, {"They said no"})};
        case AskCode::gave_what:
            return {"What did you give" + (person.empty() ? "" : " " + person) + "? A link or a few words.",
                    labelled(ask, {"I meant help"})};
        case AskCode::stop:
            return {"Stop what?", as_offered(ask)};
        case AskCode::exists:
            return already_here(ask, known, plan);
        case AskCode::homophone:
            return {"Did you mean " + (ask.choices.empty() ? subject : one_line(ask.choices.front().label)) + "?",
                    labelled(ask, {"Yes", "No"})};
        case AskCode::what:
            return {what_is_missing(ask, person), as_offered(ask)};
        case AskCode::no_or_skip:
            return {"A no from them, or just not this time?", labelled(ask, {"They said no", "Not this time"})};
        case AskCode::new_person:
            return {shown_name(ask.subject) + " is here already. Someone else?",
                    labelled(ask, {"Yes, someone new", "No"})};
        case AskCode::close_name:
            return {"Did you mean " + shown_name(ask.subject) + "?", labelled(ask, {"Yes", "No"})};
        case AskCode::which_day:
            return {"Which day was that? For example: yesterday, mon, 3 weeks ago.", as_offered(ask)};
        case AskCode::reason:
            return {"What decided it, if you know?", as_offered(ask)};
        case AskCode::unknown:
            break;
    }
    return not_understood(ask, list);
}

Message asked(const QuestionText& question, std::int64_t question_id) {
    constexpr std::size_t a_row = 3;
    Message message = plain(question.text);
    if (question_id <= 0) return message;
    std::vector<ButtonRow>& rows = message.blocks.front().rows;
    for (std::size_t i = 0; i < question.offers.size() && i < most_offers; ++i) {
        if (i % a_row == 0) rows.emplace_back();
        rows.back().push_back(
            tap(question.offers[i].label, encode({"pick", OfQuestion{question_id, static_cast<int>(i)}, {}})));
    }
    return message;
}

QuestionText felt_heavy(const Contact& contact, const followup::Plan& plan) {
    const std::string call = short_name(contact.name);
    const std::string who = contact_text(contact);
    const int slower =
        2 * std::min(followup::cadence_of(contact, plan.owner, plan.settings), std::numeric_limits<int>::max() / 4);
    QuestionText question{"The last three with " + call + " felt heavy. Another way, or less of it?",
                          {{"Call instead of writing", "note " + who + ": call instead of writing"},
                           {"Half as often", "every " + std::to_string(slower) + "d " + who}}};
    if (!followup::is_friend(contact, plan.owner)) question.offers.push_back({"Let it rest", "part " + who});
    question.offers.push_back({"It's fine", ""});
    return question;
}

QuestionText rhythm_off(const Contact& contact, const followup::Plan& plan) {
    constexpr int in_a_row = 3;
    const std::string call = short_name(contact.name);
    const std::string who = contact_text(contact);
    const int slower =
        2 * std::min(followup::cadence_of(contact, plan.owner, plan.settings), std::numeric_limits<int>::max() / 4);

    QuestionText question;
    question.text = contact.skips >= in_a_row ? "That is the third time, so maybe the rhythm is off. What would suit?"
                                              : call + ": maybe the rhythm is off. What would suit?";
    question.offers.push_back(
        {capitalised(every_text(slower)) + " instead", "every " + std::to_string(slower) + "d " + who});
    question.offers.push_back({"Now, it takes a minute", "noticed " + who});
    if (!followup::is_friend(contact, plan.owner)) question.offers.push_back({"Let " + call + " rest", "part " + who});
    question.offers.push_back(
        {contact.snooze ? weekday_name(contact.snooze->until) + " is fine" : "Fine as it is", ""});
    return question;
}

QuestionText one_helpful_word(const Contact& contact, const std::string& reason) {
    constexpr std::size_t longest_reason = 80;
    std::string words = shortened(one_line(reason), longest_reason);
    std::replace(words.begin(), words.end(), '"', '\'');
    return {"So that is something " + short_name(contact.name) +
                " hadn't heard. One helpful word about it, and nothing asked?",
            {{"Yes, once more", "noticed " + contact_text(contact) + " \"" + words + '"'}, {"Leave it", ""}}};
}

QuestionText why_they_matter(const Contact& contact, bool felt_good) {
    const std::string call = short_name(contact.name);
    return {
        (felt_good ? "That is the second good one with " + call + ". What is it that you like about staying in touch?"
                   : call + " matters more to you now. Why, in a line?") +
            "\nI'll show it when it is time for a word.",
        {{"Not now", ""}}};
}

QuestionText many_are_waiting() {
    return {
        "Many names are waiting, which says more about the plan than about you. Spread them freshly over the next "
        "weeks?",
        {{"Fresh start", "fresh start"}, {"Leave it", ""}}};
}

QuestionText did_you_write(const Contact& contact, std::string_view channel, bool veiled, std::string yes) {
    const std::string call = short_name(contact.name);
    const std::string whom = veiled ? initial(call) + "." : call;
    return {(channel == "call" ? "Did you call " : "Did you write to ") + whom + "?",
            {{"Yes", std::move(yes)}, {"Not today", ""}}};
}

QuestionText birthdays_too() {
    return {"Birthdays too?",
            {{"Keep birthdays", "pause with birthdays"}, {"Everything quiet", "pause without birthdays"}}};
}

QuestionText add_them(const std::string& adds) {
    constexpr std::string_view verb = "add ";
    const std::string name =
        shortened(capitalised(one_line(std::string_view(adds).substr(verb.size()))), longest_label);
    return {"Add " + name + "?",
            {{"Yes", std::string(verb) + capitalised(std::string_view(adds).substr(verb.size()))}, {"No", ""}}};
}

QuestionText whose_words(const std::vector<std::string>& open_names) {
    QuestionText question{"Whose words are these?", {}};
    for (const std::string& name : open_names)
        question.offers.push_back({shown_name(name), shown_name(name) + " replied"});
    return question;
}

QuestionText whether_same(const std::vector<std::string>& names, std::string same, std::string other) {
    const bool one = names.size() == 1;
    return {some_of(names) + (one ? " is here already, with other addresses. The same person?"
                                  : " are here already, with other addresses. The same people?"),
            {{one ? "The same person" : "The same people", std::move(same)},
             {one ? "Somebody else" : "Other people", std::move(other)},
             {"Leave it as it is", ""}}};
}

QuestionText who_matters(std::size_t people, const followup::Plan& plan) {
    const int cadence = plan.owner.cadence_days.value_or(plan.settings.cadence_days);
    const auto a_morning = static_cast<std::size_t>(std::max(plan.owner.daily_cap, 1));
    const std::string rhythm = cadence >= 28 && cadence <= 31 ? "once a month" : every_text(cadence);
    const std::size_t more = a_morning + 2;
    const std::string round = round_text(people, followup::places_of_the_round(plan.owner, followup::Questions::open));
    return {counted(static_cast<long>(people), "person is", "people are") + " in. At " + number_word(a_morning) +
                " a morning, everyone " + rhythm + " doesn't fit: it would be " + round +
                (round.starts_with("once") ? "" : " or so") + "." +
                (round.ends_with("weeks") ? "" : " Better to choose.") + "\nWhich would you rather?",
            {{"Pick 25 who matter, the rest only birthdays", "matter pick"},
             {"Everyone, more slowly", ""},
             {capitalised(number_word(more)) + " a morning", "matter " + std::to_string(more)}}};
}

}  // namespace nudged::messages
