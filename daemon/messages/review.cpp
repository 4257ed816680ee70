#include "daemon/messages/review.hpp"

#include <algorithm>
#include <span>

#include "daemon/messages/actions.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/stored_words.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t good_week = 3;  // people from whom on it was one
constexpr std::size_t coming_shown = 3;
constexpr std::size_t longest_words = 60;

constexpr std::string_view gap = "\uFFFC";  // where something stands out in a line

Text with(std::string_view line, const Text& standing_out) {
    const auto at = line.find(gap);
    Text text;
    if (at != 0) text.push_back({std::string(line.substr(0, at)), Style::plain});
    text.insert(text.end(), standing_out.begin(), standing_out.end());
    text.push_back({std::string(line.substr(at + gap.size())), Style::plain});
    return text;
}

void append(Text& text, const Text& more) { text.insert(text.end(), more.begin(), more.end()); }

std::string counted_as(Key key, std::size_t n) { return worded(key, {{"n", static_cast<long>(n)}}); }

// As `one` of those who come is called among them: "Nicole", or "Nicole O" beside another Nicole.
std::string call_of(const Review::Coming& one, const std::vector<Review::Coming>& coming) {
    std::vector<std::string> names;
    for (const auto& other : coming) names.push_back(other.name);
    return call_names(names).at(static_cast<std::size_t>(&one - coming.data()));
}

std::string told_without_day(const Review::Coming& one, const std::vector<Review::Coming>& coming) {
    const std::string name = call_of(one, coming);
    if (one.what.empty()) return name;
    return worded("review.whose", {{"name", name}, {"what", shortened(date_name(one.what), 30)}});
}

std::string told(const Review::Coming& one, const std::vector<Review::Coming>& coming) {
    return worded("review.who", {{"who", told_without_day(one, coming)}, {"day", weekday_name(one.day)}});
}

std::string all_of(const std::vector<std::string>& parts) {
    std::string line;
    for (const auto& part : parts) line += (line.empty() ? "" : ", ") + part;
    return line;
}

std::string headline_of(const Review& review) {
    const auto people = review.people.size();
    if (people == 0) return worded("review.nothing");
    if (people < good_week) {
        if (review.close.empty()) return counted_as("review.quiet", people);
        const Argument name{"name", shortened(short_name(review.close.front()), 20)};
        return people == 1 ? worded("review.quiet_one", {name})
                           : worded("review.quiet_and", {{"n", static_cast<long>(people)}, name});
    }
    std::vector<std::string> parts{counted_as("review.people", people)};
    if (review.talks > 0) parts.push_back(worded("review.talks", {{"n", long{review.talks}}}));
    if (review.promises_kept > 0) parts.push_back(worded("review.promises", {{"n", long{review.promises_kept}}}));
    return worded("review.good", {{"counts", all_of(parts)}});
}

using Coming = std::span<const Review::Coming>;  // some of those of a review

std::string told(Coming some, const Review& review) {
    std::vector<std::string> told_of;
    for (const auto& one : some.first(std::min(some.size(), coming_shown))) told_of.push_back(told(one, review.coming));
    return all_of(told_of);
}

// "Next week starts light: Sam on Monday, then nobody until Thursday."
std::string light_week(Coming coming, const Review& review) {
    if (coming.size() < 2 || coming[1].day - coming[0].day < days{2}) return "";
    return worded("review.next_light", {{"who", told(coming[0], review.coming)}, {"day", weekday_name(coming[1].day)}});
}

std::string next_week(Coming coming, const Review& review) {
    if (coming.empty()) return worded("review.next_nobody");
    if (review.people.empty()) {
        std::vector<std::string> names;
        for (const auto& one : coming)
            if (std::find(names.begin(), names.end(), one.name) == names.end()) names.push_back(one.name);
        const auto mornings = static_cast<std::size_t>(std::max(review.mornings, 1));
        return worded("review.next_counts", {{"mornings", static_cast<long>(mornings)},
                                             {"in_words", number_word(mornings)},
                                             {"people", static_cast<long>(names.size())},
                                             {"people_in_words", number_word(names.size())}});
    }
    if (review.people.size() < good_week)
        if (std::string light = light_week(coming, review); !light.empty()) return light;
    return worded("review.next", {{"who", told(coming, review)}});
}

std::string days_ahead(const Review& review) {
    const auto monday = std::ranges::lower_bound(review.coming, review.next_week, {}, &Review::Coming::day);
    const Coming this_week(review.coming.begin(), monday);
    const std::string next = next_week({monday, review.coming.end()}, review);
    return this_week.empty() ? next : worded("review.this_week", {{"who", told(this_week, review)}}) + " " + next;
}

Block about_the_week(const Review& review) {
    Block block{{{headline_of(review), Style::bold}}, {}};
    if (review.people.empty()) append(block.text, styled(" " + worded("review.a_name_is_enough")));
    if (review.best)
        block.text.push_back({"\n" + worded("review.best", {{"name", short_name(review.best->name)},
                                                            {"words", quoted(review.best->words, longest_words)}}),
                              Style::plain});
    block.text.push_back({"\n" + days_ahead(review), Style::plain});
    return block;
}

std::string of_review(std::string argument) { return encode({"pick", Named{"review"}, std::move(argument)}); }

// "Two who might like a word: Ines (5 weeks), Karl (6 weeks)."
Text wanted_told(const std::vector<Review::Wanted>& wanted) {
    Text names;
    for (const auto& one : wanted) {
        if (!names.empty()) names.push_back({", ", Style::plain});
        names.push_back({short_name(one.name), Style::bold});
        names.push_back({" " + worded("review.since", {{"span", span_text(one.days_since)}}), Style::plain});
    }
    return with(worded("review.wanted", {{"n", static_cast<long>(wanted.size())}, {"who", std::string(gap)}}) + "\n",
                names);
}

ButtonRow put_buttons(const Review& review) {
    ButtonRow row;
    if (!review.put_on) return row;
    const auto put = [&](const std::string& name) {
        return worded("review.put", {{"name", name}, {"day", weekday_name(*review.put_on)}});
    };
    for (const auto& one : review.wanted)
        row.push_back(tap(put(shortened(short_name(one.name), 20)),
                          of_review("c" + std::to_string(one.contact) + "_" + encode_date(*review.put_on)),
                          put(shown_name(one.name))));
    return row;
}

Block about_the_wanted(const Review& review) {
    Block block;
    if (!review.wanted.empty()) block.text = wanted_told(review.wanted);
    append(block.text, styled(worded("review.missed")));
    if (auto row = put_buttons(review); !row.empty()) block.rows.push_back(std::move(row));
    if (review.day) {
        const Argument day{"day", weekday_name(*review.day)};
        block.rows.push_back({review.is_off ? tap(worded("review.again", {day}), of_review("on"), "")
                                            : tap(worded("review.no_more", {day}), of_review("off"), "")});
    }
    return block;
}

Block about_the_rhythm(const Review::Rhythm& rhythm) {
    const std::string who = "c" + std::to_string(rhythm.contact);
    const Argument name{"name", shown_name(rhythm.name)}, slower{"slower", every_text(rhythm.slower)};
    const std::string line = worded("review.rhythm", {{"who", std::string(gap)},
                                                      {"how", rhythm.always_skipped ? "skipped" : "put_off"},
                                                      {"number", number_word(static_cast<std::size_t>(rhythm.times))},
                                                      {"slower", capitalised(every_text(rhythm.slower))},
                                                      {"every", every_text(rhythm.days)}});
    Block block{with(line, {{short_name(rhythm.name), Style::bold}}), {}};
    block.rows.push_back(
        {tap(worded("review.rhythm_yes"), of_review(who + "_every_" + std::to_string(rhythm.slower)),
             worded("review.rhythm_yes_aloud", {name, slower})),
         tap(worded("review.rhythm_keep"), of_review("keep"), worded("review.rhythm_keep_aloud", {name}))});
    return block;
}

// What they had not heard of can be told; a price cannot.
bool was_not_known(const std::string& reason) {
    return reason.find("hear") != std::string::npos || reason.find("know") != std::string::npos;
}

Block about_the_reasons(const Review::Reasons& reasons) {
    const auto month = static_cast<unsigned>(std::chrono::year_month_day{reasons.since}.month());
    long people = 0;
    std::vector<std::string> parts;
    for (const auto& [reason, times] : reasons.counted) people += times;
    for (const auto& [reason, times] : reasons.counted) {
        const std::string told = shortened(one_line(reason_told(reason)), 40);
        parts.push_back(people == 1 ? told : worded("review.reason", {{"reason", told}, {"n", std::to_string(times)}}));
    }
    const std::string line = worded("review.reasons", {{"title", std::string(gap)},
                                                       {"n", people},
                                                       {"number", number_word(static_cast<std::size_t>(people))},
                                                       {"quarter", std::to_string((month + 2) / 3)},
                                                       {"reasons", all_of(parts)}});
    Block block{with(line, {{worded("review.reasons_title"), Style::bold}}), {}};
    if (was_not_known(reasons.counted.back().first))
        block.text.push_back({"\n" + worded("review.can_change", {{"n", people}}), Style::plain});
    return block;
}

std::string share_of(const Review::Answers& answers) {
    return worded("review.share",
                  {{"answered", std::to_string(answers.answered)}, {"sent", std::to_string(answers.sent)}});
}

std::string channel_of(const Review::Answers& answers) {
    return worded("review.channel",
                  {{"channel", answers.channel == "e-mail" ? "email" : answers.channel}, {"said", answers.channel}});
}

// What the picture shows of the past, for those who do not see it.
std::string in_one_paragraph(const Review& review) {
    std::vector<std::string> by_day;
    for (const auto& [day, people] : review.people_by_day)
        by_day.push_back(worded("review.day_count", {{"day", short_weekday(day)}, {"n", std::to_string(people)}}));
    std::string text = worded("review.people_by_day_words", {{"days", all_of(by_day)}});
    if (review.given + review.asked > 0)
        text += " " + worded("review.given_and_asked_words",
                             {{"given", std::to_string(review.given)}, {"asked", std::to_string(review.asked)}});
    std::vector<std::string> answers;
    for (const auto& one : review.answers)
        answers.push_back(worded("review.channel_share", {{"channel", channel_of(one)}, {"share", share_of(one)}}));
    if (!answers.empty()) text += " " + worded("review.answers_words", {{"answers", all_of(answers)}});
    return text;
}

// A line a day.
Drawing coming_drawn(const Review& review) {
    constexpr std::size_t most_days = 4;
    Drawing coming{Drawing::Shape::lines, worded("review.coming_week"), {}};
    for (const auto& one : review.coming) {
        const std::string day = day_text(one.day, review.today);
        const std::string what = told_without_day(one, review.coming);
        if (!coming.rows.empty() && coming.rows.back().label == day)
            coming.rows.back().words += ", " + what;
        else if (coming.rows.size() < most_days)
            coming.rows.push_back({day, what, 0, 0});
        else
            break;
    }
    return coming;
}

}  // namespace

std::optional<Picture> review_picture(const Review& review) {
    if (review.people.empty()) return std::nullopt;
    using Shape = Drawing::Shape;
    Picture picture{headline_of(review), in_one_paragraph(review), {}};
    Drawing people{Shape::columns, worded("review.people_by_day"), {}};
    for (auto day = review.today - days{6}; day <= review.today; day += days{1}) {
        const auto met = review.people_by_day.find(day);
        people.rows.push_back({short_weekday(day), "", met == review.people_by_day.end() ? 0 : met->second, 0});
    }
    picture.drawings.push_back(std::move(people));
    if (review.given + review.asked > 0)
        picture.drawings.push_back(
            {Shape::parts,
             worded("review.given_and_asked"),
             {{worded("review.given"), "", review.given, 0}, {worded("review.asked"), "", review.asked, 0}}});
    if (!review.answers.empty()) {
        Drawing answers{Shape::shares, worded("review.answers"), {}};
        for (const auto& one : review.answers)
            answers.rows.push_back({channel_of(one), share_of(one), one.answered, one.sent});
        picture.drawings.push_back(std::move(answers));
    }
    if (auto coming = coming_drawn(review); !coming.rows.empty()) picture.drawings.push_back(std::move(coming));
    return picture;
}

Message review(const Review& review) {
    Message message;
    message.notification = headline_of(review);
    message.blocks.push_back(about_the_week(review));
    if (review.reasons && !review.reasons->counted.empty())
        message.blocks.push_back(about_the_reasons(*review.reasons));
    if (review.rhythm) message.blocks.push_back(about_the_rhythm(*review.rhythm));
    message.blocks.push_back(about_the_wanted(review));
    message.picture = review_picture(review);
    return message;
}

std::string review_set(bool on, std::optional<std::chrono::weekday> day) {
    const Argument when{"when", day ? "day" : "week"}, which{"day", day ? weekday_name(*day) : ""};
    return on ? worded("review.set_on", {when, which}) : worded("review.set_off", {when, which});
}

std::string rhythm_kept() { return worded("review.rhythm_kept"); }

Message review_kept_back() { return plain(worded("review.kept_back")); }

}  // namespace nudged::messages
