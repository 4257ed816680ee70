#include "daemon/messages/question_words.hpp"

#include <algorithm>
#include <string_view>

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {

using replies::Ask;
using replies::AskCode;

std::string subject_of(const Ask& ask) { return shortened(one_line(ask.subject), 40); }

std::string what_is_missing(const Ask& ask, const std::string& person) {
    const std::string_view verb = std::string_view(ask.fill).substr(0, ask.fill.find_first_of(" :"));
    const auto is = [&](std::string_view word) {
        return std::equal(verb.begin(), verb.end(), word.begin(), word.end(),
                          [](char typed, char small) { return (typed | 0x20) == small; });
    };
    if (is("add") && !ask.subject.empty()) return worded("question.no_name", {{"name", capitalised(subject_of(ask))}});
    if (is("add")) return worded("question.whom_to_add");
    if (is("find") || is("search")) return worded("question.what_to_find");
    if (is("rename")) return worded("question.what_name");
    if (is("tag") || is("untag")) return worded("question.which_tag");
    if (is("set")) return worded("question.which_detail");
    if (is("needs")) return worded("question.what_need");
    return worded("question.what_note", {{"somebody", person.empty() ? "no" : "yes"}, {"name", person}});
}

std::string about_a_day(const Ask& ask) {
    switch (ask.code) {
        case AskCode::no_such_date:
            return worded("question.no_such_date", {{"subject", subject_of(ask)}});
        case AskCode::past:
            return worded("question.past");
        case AskCode::too_far:
            return replies::is_about_a_rhythm(ask) ? worded("question.too_seldom") : worded("question.too_far");
        case AskCode::that_is_today:
            return worded("question.that_is_today");
        case AskCode::which_day:
            return worded("question.which_day");
        default:
            return replies::is_about_a_rhythm(ask) ? worded("question.how_often") : worded("question.until_when");
    }
}

}  // namespace nudged::messages
