#include "daemon/messages/questions.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "daemon/messages/actions.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/choices.hpp"
#include "daemon/messages/question_words.hpp"
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

// "5 jun 2026" -> "5 Jun 2026": what stands behind a day is the name of a month.
std::string with_month(std::string label) {
    for (std::size_t i = 2; i < label.size(); ++i)
        if (label[i - 1] == ' ' && label[i - 2] >= '0' && label[i - 2] <= '9' && label[i] >= 'a' && label[i] <= 'z')
            label[i] = static_cast<char>(label[i] - 'a' + 'A');
    return label;
}

std::vector<Offer> as_offered(const Ask& ask) {
    std::vector<Offer> offers;
    for (const Choice& choice : ask.choices) {
        std::string label = shortened(capitalised(one_line(choice_called(choice))), longest_label);
        if (ask.code == AskCode::order) label = with_month(std::move(label));
        offers.push_back({label.empty() ? worded("question.this_one") : label, choice.says});
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

std::string yes() { return worded("question.yes"); }
std::string no() { return worded("question.no"); }

std::string everybody(std::size_t people) {
    return people == 2 ? worded("question.both") : worded("question.all", {{"number", number_word(people)}});
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
            offers.push_back({everybody(names.size()), choice.says});
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
        offers.push_back({everybody(names.size()), all});
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
    const std::string nobody =
        worded("question.nobody_here", {{"name", shortened(capitalised(one_line(ask.subject)), 30)}});
    const auto near =
        std::count_if(ask.choices.begin(), ask.choices.end(), [](const Choice& c) { return c.person != 0; });
    if (near == 0) return {nobody, as_offered(ask)};
    if (near > 1) return {nobody + " " + worded("question.one_of_these"), as_offered(ask)};
    std::vector<Offer> offers = as_offered(ask);
    std::string name;
    for (std::size_t i = 0; i < offers.size(); ++i)
        if (ask.choices[i].person != 0) name = std::exchange(offers[i].label, yes());
    return {nobody + " " + worded("question.did_you_mean", {{"name", name}}), offers};
}

std::string numbers_of(const DayList* list, Date today) {
    if (!list || list->items.empty()) return worded("question.no_list");
    const Argument which{"which", list->date == today ? "today" : "last"};
    const std::string first = std::to_string(list->items.front().number);
    const std::string last = std::to_string(list->items.back().number);
    if (first == last) return worded("question.only_number", {which, {"number", first}});
    return worded("question.numbers", {which, {"first", first}, {"last", last}});
}

// "months" of "3 months"; without a choice "no".
std::string likely_unit(const Ask& ask) {
    if (ask.choices.empty()) return "no";
    const std::string label = shortened(capitalised(one_line(ask.choices.front().label)), longest_label);
    return label.substr(label.find(' ') + 1);
}

QuestionText which_unit(const Ask& ask) {
    std::vector<Offer> offers = as_offered(ask);
    const std::string unit = likely_unit(ask);
    if (const std::string asks_when = filled(ask, "someday"); !asks_when.empty())
        offers.push_back({worded("button.other"), asks_when});
    return {worded("question.which_unit",
                   {{"subject", shortened(one_line(ask.subject), 30)}, {"unit", unit}, {"said", unit}}),
            offers};
}

QuestionText which_order(const Ask& ask) {
    std::vector<std::string> labels;
    const std::vector<Offer> offers = as_offered(ask);
    for (const Offer& offer : offers) labels.push_back(offer.label);
    const Argument subject{"subject", shortened(capitalised(one_line(ask.subject)), 30)};
    if (labels.empty()) return {worded("question.in_which_order", {subject}), offers};
    return {worded("question.which_order", {subject, {"days", either_of(labels)}}), offers};
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
    const Argument name{"name", shown_name(ask.subject)};
    const std::string says = ask.choices.empty() ? "" : ask.choices.front().says;
    const std::string here = worded("question.here", {name}) + " ";
    if (says.starts_with("set ")) return {here + worded("question.note_the_birthday"), labelled(ask, {yes(), no()})};
    if (says.starts_with("rename "))
        return {here + worded("question.rename_both"), labelled(ask, {worded("question.yes_both"), no()})};
    std::optional<int> rhythm;
    if (known != nullptr && known->state != ContactState::book)
        rhythm = followup::cadence_of(*known, plan.owner, plan.settings);
    const std::string now = rhythm ? worded("question.here_every", {name, {"every", every_text(*rhythm)}}) + " " : here;
    const auto wanted = rhythm_wanted(ask);
    const std::string leave_it = worded("question.leave_it");
    if (says.starts_with("tag ")) return {now + worded("question.add_the_tags"), labelled(ask, {yes(), leave_it})};
    if (!wanted) return {now + worded("question.look_at_the_card"), labelled(ask, {yes(), no()})};
    const bool more = says.find(';') != std::string::npos;
    if (wanted == rhythm && !more) return {now + worded("question.nothing_changed"), {}};
    const Argument every{"every", every_text(*wanted)};
    return {now + capitalised(rhythm ? worded("question.every_instead", {every}) : worded("question.every", {every})),
            labelled(ask, {yes(), leave_it})};
}

// The examples are about people who are there.
QuestionText not_understood(const Ask& ask, const DayList* list) {
    if (!ask.choices.empty()) return {worded("question.way_round", {{"words", quoted(ask.subject)}}), as_offered(ask)};
    std::string name = "nicole";
    std::string number = "2";
    if (list && !list->items.empty()) {
        name = typed_name(list->items.front().name);
        number = std::to_string(list->items[list->items.size() > 1 ? 1 : 0].number);
    }
    return {worded("question.not_understood", {{"number", number}, {"name", name}}), {}};
}

}  // namespace

QuestionText about(const Ask& ask, const DayList* list, const followup::Plan& plan, const Contact* known) {
    const std::string person = person_of(ask, list);
    switch (ask.code) {
        case AskCode::who:
            return {ask.choices.empty() ? worded("question.whom") : worded("question.which_one"),
                    people(ask, list, false)};
        case AskCode::which_name:
            return {worded("question.which_name", {{"name", capitalised(subject_of(ask))}}), people(ask, list, true)};
        case AskCode::no_such_name:
            return nobody_of_that_name(ask);
        case AskCode::no_such_number:
            return {numbers_of(list, plan.today), {}};
        case AskCode::unit:
            return which_unit(ask);
        case AskCode::order:
        case AskCode::day_or_name:
            return which_order(ask);
        case AskCode::exists:
            return already_here(ask, known, plan);
        case AskCode::two:
            return {worded("question.one_or_two"),
                    labelled(ask, {worded("question.one_note"), worded("question.two_things")})};
        case AskCode::no_or_later:
            return {worded("question.no_or_later"), labelled(ask, {worded("nudge.button.no")})};
        case AskCode::no_or_skip:
            return {worded("question.no_or_skip"),
                    labelled(ask, {worded("nudge.button.no"), worded("question.not_this_time")})};
        case AskCode::gave_what:
            return {worded("question.gave_what", {{"somebody", person.empty() ? "no" : "yes"}, {"name", person}}),
                    labelled(ask, {worded("question.meant_help")})};
        case AskCode::stop:
            return {ask.choices.size() == 2 ? worded("question.take_off", {{"name", one_line(ask.subject)}})
                                            : worded("question.stop_what"),
                    as_offered(ask)};
        case AskCode::homophone:
            return {worded("question.did_you_mean",
                           {{"name",
                             ask.choices.empty() ? subject_of(ask) : one_line(choice_called(ask.choices.front()))}}),
                    labelled(ask, {yes(), no()})};
        case AskCode::what:
            return {what_is_missing(ask, person), as_offered(ask)};
        case AskCode::new_person:
            return {
                worded("question.here", {{"name", shown_name(ask.subject)}}) + " " + worded("question.someone_else"),
                labelled(ask, {worded("question.yes_someone_new"), no()})};
        case AskCode::close_name:
            return {worded("question.did_you_mean", {{"name", shown_name(ask.subject)}}), labelled(ask, {yes(), no()})};
        case AskCode::reason:
            return {worded("question.reason"), as_offered(ask)};
        case AskCode::unknown:
            return not_understood(ask, list);
        case AskCode::when:
        case AskCode::no_such_date:
        case AskCode::past:
        case AskCode::too_far:
        case AskCode::that_is_today:
        case AskCode::which_day:
            break;
    }
    return {about_a_day(ask), as_offered(ask)};
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

}  // namespace nudged::messages
