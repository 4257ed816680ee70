// Answers after which everything is as it was.
#include <algorithm>

#include "daemon/followup/calendar.hpp"
#include "daemon/messages/answers.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/deals.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

std::string comes_back(const Contact& contact, const Argument& name, const Argument& typed,
                       const followup::Plan& plan) {
    const auto back = followup::told_date(contact, plan);
    const bool put_off = contact.check_back && contact.check_back->put_off;
    const bool open_end = back && followup::waits_for_resume(plan.owner, *back);
    return worded("answer.comes_back", {name,
                                        typed,
                                        {"when", open_end ? "resume"
                                                 : back   ? "day"
                                                          : "no"},
                                        {"day", back ? day_text(*back, plan.today) : ""},
                                        {"asked", put_off ? "no" : "yes"}});
}

// "snoozed to Mon 9 Mar" of "Sam Lee snoozed to Mon 9 Mar." The full stop behind a day's number ends no sentence.
std::string how_it_was_settled(const ListItem& item) {
    std::string_view what = item.settled;
    if (const std::string name = shown_name(item.name); what.starts_with(name)) what.remove_prefix(name.size());
    what.remove_prefix(std::min(what.find_first_not_of(' '), what.size()));
    auto end = what.find('.');
    while (end != std::string_view::npos && end > 0 && end + 1 < what.size() && what[end - 1] >= '0' &&
           what[end - 1] <= '9')
        end = what.find('.', end + 1);
    return std::string(what.substr(0, end));
}

}  // namespace

std::string inapplicable(const Contact& contact, followup::Inapplicable why, std::string_view verb,
                         const followup::Plan& plan) {
    const std::string call = short_name(contact.name);
    const Argument name{"name", call}, typed{"typed", typed_name(call)};
    switch (why) {
        case followup::Inapplicable::not_on_round:
            return contact.state == ContactState::closed ? worded("answer.off_the_list_after_a_no", {name, typed})
                                                         : worded("answer.off_the_list", {name, typed});
        case followup::Inapplicable::waiting:
            return comes_back(contact, name, typed, plan);
        case followup::Inapplicable::not_valid:
            return worded("answer.not_valid", {name}) + (verb == "lead"  ? " " + worded("answer.valid_lead")
                                                         : verb == "set" ? " " + worded("answer.valid_details")
                                                                         : "");
        case followup::Inapplicable::no_deal:
            return worded("answer.no_deal", {name, typed});
        case followup::Inapplicable::nothing_to_do:
            break;
    }
    if (verb == "deal" && contact.deal)
        return worded("answer.deal_already", {name, {"question", the_question(contact.deal->what)}});
    if (verb == "reopen" || verb == "again") return worded("answer.on_the_list_already", {name});
    if (verb == "part" || verb == "no") return worded("answer.off_the_list_already", {name});
    if (verb == "notyet" || verb == "not_answered") return worded("answer.no_answer_awaited", {name});
    if (verb == "done") return worded("answer.noted_today_already", {name});
    return worded("answer.so_already", {name});
}

std::string changed_since(const std::string& name) {
    if (name.empty()) return worded("answer.changed_since");
    return worded("answer.person_changed_since", {{"name", short_name(name)}});
}

std::string already_noted() { return worded("answer.already_noted"); }

std::string settings_in_words() { return worded("answer.settings_in_words"); }

std::string settled_before(const ListItem& item, Date list_date, Date today) {
    const Argument day{"day", day_text(list_date, today)};
    if (item.settled.empty()) return worded("answer.list_of_then", {day});
    return worded("answer.settled_then", {day, {"name", short_name(item.name)}, {"what", how_it_was_settled(item)}});
}

std::string date_has_passed(Date date, Date today) {
    if (date == today) return worded("answer.evening_has_passed");
    return worded("answer.day_has_passed", {{"day", day_text(date, today)}});
}

std::string courtesy(replies::Courtesy said) {
    if (said == replies::Courtesy::thanks) return worded("answer.with_pleasure");
    return said == replies::Courtesy::greeting ? worded("answer.hello") : worded("answer.all_right");
}

std::string nothing_changed() { return worded("answer.nothing_changed"); }

std::string nothing_written(std::string_view words) {
    return worded("answer.nothing_written", {{"words", quoted(words)}});
}

std::string words_needed(std::string_view what) {
    return worded("answer.words_needed",
                  {{"what", what.empty() ? "that" : std::string(what)}, {"said", one_line(what)}});
}

std::string came_too_late() { return worded("answer.came_too_late"); }

std::string could_not_apply() { return worded("answer.could_not_apply"); }

}  // namespace nudged::messages
