#include "daemon/messages/review.hpp"

#include <algorithm>
#include <array>

#include "daemon/messages/actions.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::size_t good_week = 3;  // people from whom on it was one
constexpr std::size_t coming_shown = 3;
constexpr std::size_t longest_words = 60;

std::string on_day(Date day) { return " on " + weekday_name(day); }

std::string told_without_day(const Review::Coming& one) {
    if (one.what.empty()) return short_name(one.name);
    return possessive(short_name(one.name)) + " " + shortened(one_line(one.what), 30);
}

std::string told(const Review::Coming& one) { return told_without_day(one) + on_day(one.day); }

std::string headline_of(const Review& review) {
    const auto people = review.people.size();
    if (people == 0) return "Nothing written down this week.";
    const std::string how_many = counted(static_cast<long>(people), "person", "people");
    if (people < good_week) {
        if (review.close.empty()) return "A quiet week: " + how_many + ".";
        const std::string name = shortened(short_name(review.close.front()), 20);
        return "A quiet week: " + (people == 1 ? name + "." : how_many + ", and " + name + " was one of them.");
    }
    std::vector<std::string> parts{how_many};
    if (review.talks > 0) parts.push_back(counted(review.talks, "talk", "talks"));
    if (review.promises_kept > 0) parts.push_back(counted(review.promises_kept, "promise kept", "promises kept"));
    std::string line;
    for (const auto& part : parts) line += (line.empty() ? "" : ", ") + part;
    return "A good week: " + line + ".";
}

std::vector<std::string> coming_told(const Review& review) {
    std::vector<std::string> told_of;
    for (const auto& one : review.coming)
        if (told_of.size() < coming_shown) told_of.push_back(told(one));
    return told_of;
}

std::string all_of(const std::vector<std::string>& parts) {
    std::string line;
    for (const auto& part : parts) line += (line.empty() ? "" : ", ") + part;
    return line;
}

// "Next week starts light: Sam on Monday, then nobody until Thursday."
std::string light_week(const Review& review) {
    const auto& coming = review.coming;
    if (coming.size() < 2 || coming[1].day - coming[0].day < days{2}) return "";
    return "Next week starts light: " + told(coming[0]) + ", then nobody until " + weekday_name(coming[1].day) + ".";
}

std::string next_week(const Review& review) {
    const auto& coming = review.coming;
    if (coming.empty()) return "Next week: nobody so far.";
    if (review.people.empty()) {
        std::vector<std::string> names;
        for (const auto& one : coming)
            if (std::find(names.begin(), names.end(), one.name) == names.end()) names.push_back(one.name);
        const auto mornings = static_cast<std::size_t>(std::max(review.mornings, 1));
        return "Next week: " + number_word(mornings) + (mornings == 1 ? " morning, " : " mornings, ") +
               number_word(names.size()) + (names.size() == 1 ? " person." : " people.");
    }
    if (review.people.size() < good_week)
        if (std::string light = light_week(review); !light.empty()) return light;
    return "Next week: " + all_of(coming_told(review)) + ".";
}

Block about_the_week(const Review& review) {
    Block block{{{headline_of(review), Style::bold}}, {}};
    if (review.people.empty()) {
        block.text.push_back({" If you spoke with someone, a name is enough: ", Style::plain});
        block.text.push_back({"spoke with nicole", Style::code});
    }
    if (review.best)
        block.text.push_back({"\nBest moment: " + possessive(short_name(review.best->name)) + " " +
                                  quoted(review.best->words, longest_words) + ".",
                              Style::plain});
    block.text.push_back({"\n" + next_week(review), Style::plain});
    return block;
}

std::string of_review(std::string argument) { return encode({"pick", Named{"review"}, std::move(argument)}); }

Block about_the_wanted(const Review& review) {
    Block block;
    if (!review.wanted.empty()) {
        block.text.push_back(
            {review.wanted.size() == 1 ? "One who might like a word: " : "Two who might like a word: ", Style::plain});
        for (std::size_t i = 0; i < review.wanted.size(); ++i) {
            if (i > 0) block.text.push_back({", ", Style::plain});
            block.text.push_back({short_name(review.wanted[i].name), Style::bold});
            block.text.push_back({" (" + span_text(review.wanted[i].days_since) + ")", Style::plain});
        }
        block.text.push_back({".\n", Style::plain});
    }
    block.text.push_back({"Did you miss anyone this week? Just write: ", Style::plain});
    block.text.push_back({"missed NAME", Style::code});
    ButtonRow row;
    if (review.put_on)
        for (const auto& one : review.wanted)
            row.push_back(tap("Put " + shortened(short_name(one.name), 20) + on_day(*review.put_on),
                              of_review("c" + std::to_string(one.contact) + "_" + encode_date(*review.put_on)),
                              "Put " + shown_name(one.name) + on_day(*review.put_on)));
    if (!row.empty()) block.rows.push_back(std::move(row));
    if (review.day) {
        const std::string name = weekday_name(*review.day);
        block.rows.push_back({review.is_off ? tap("Review on " + name + "s again", of_review("on"), "")
                                            : tap("No review on " + name + "s", of_review("off"), "")});
    }
    return block;
}

Block about_the_rhythm(const Review::Rhythm& rhythm) {
    const std::string times = number_word(static_cast<std::size_t>(rhythm.times)) + " times";
    const std::string who = "c" + std::to_string(rhythm.contact);
    Block block{{{short_name(rhythm.name), Style::bold},
                 {(rhythm.always_skipped ? " was left out " : " was put off ") + times + ". " +
                      capitalised(every_text(rhythm.slower)) + " instead of " + every_text(rhythm.days) + "?",
                  Style::plain}},
                {}};
    block.rows.push_back({tap("Yes", of_review(who + "_every_" + std::to_string(rhythm.slower)),
                              "Yes, " + every_text(rhythm.slower) + " for " + shown_name(rhythm.name)),
                          tap("Keep it", of_review("keep"), "Keep the rhythm of " + shown_name(rhythm.name))});
    return block;
}

// What they had not heard of can be told; a price cannot.
bool was_not_known(const std::string& reason) {
    return reason.find("hear") != std::string::npos || reason.find("know") != std::string::npos;
}

Block about_the_reasons(const Review::Reasons& reasons) {
    constexpr std::array months{"January", "April", "July", "October"};
    const auto month = static_cast<unsigned>(std::chrono::year_month_day{reasons.since}.month());
    long people = 0;
    for (const auto& [reason, times] : reasons.counted) people += times;
    std::vector<std::string> parts;
    for (const auto& [reason, times] : reasons.counted)
        parts.push_back(shortened(one_line(reason), 40) + (people == 1 ? "" : " " + std::to_string(times)));
    Block block{{{"What decided it", Style::bold},
                 {", for the " + number_word(static_cast<std::size_t>(people)) + " who said no since " +
                      months.at((month - 1) / 3) + ": " + all_of(parts) + ".",
                  Style::plain}},
                {}};
    if (was_not_known(reasons.counted.back().first))
        block.text.push_back(
            {people == 1 ? "\nThat is something we can change." : "\nThat last one is something we can change.",
             Style::plain});
    return block;
}

std::string short_weekday(Date day) { return weekday_name(day).substr(0, 3); }

std::string share_of(const Review::Answers& answers) {
    return std::to_string(answers.answered) + " of " + std::to_string(answers.sent);
}

// What the picture shows of the past, for those who do not see it.
std::string in_one_paragraph(const Review& review) {
    std::vector<std::string> by_day;
    for (const auto& [day, people] : review.people_by_day)
        by_day.push_back(short_weekday(day) + " " + std::to_string(people));
    std::string text = "People by day: " + all_of(by_day) + ".";
    if (review.given + review.asked > 0)
        text += " Given " + std::to_string(review.given) + ", asked " + std::to_string(review.asked) + ".";
    std::vector<std::string> answers;
    for (const auto& one : review.answers) answers.push_back(one.channel + " " + share_of(one));
    if (!answers.empty()) text += " Answers: " + all_of(answers) + ".";
    return text;
}

// A line a day.
Drawing coming_drawn(const Review& review) {
    constexpr std::size_t most_days = 4;
    Drawing coming{Drawing::Shape::lines, "The coming week", {}};
    for (const auto& one : review.coming) {
        const std::string day = day_text(one.day, review.today);
        const std::string what = told_without_day(one);
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
    Drawing people{Shape::columns, "People by day", {}};
    for (auto day = review.today - days{6}; day <= review.today; day += days{1}) {
        const auto met = review.people_by_day.find(day);
        people.rows.push_back({short_weekday(day), "", met == review.people_by_day.end() ? 0 : met->second, 0});
    }
    picture.drawings.push_back(std::move(people));
    if (review.given + review.asked > 0)
        picture.drawings.push_back(
            {Shape::parts, "Given and asked", {{"Given", "", review.given, 0}, {"Asked", "", review.asked, 0}}});
    if (!review.answers.empty()) {
        Drawing answers{Shape::shares, "Answers", {}};
        for (const auto& one : review.answers)
            answers.rows.push_back({one.channel, share_of(one), one.answered, one.sent});
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
    const std::string when = day ? "on " + weekday_name(*day) + "s" : "each week";
    if (on) return "The review comes " + when + ", as before.";
    return "No review " + when + " any more. `review` shows it at any time, and `review on` brings it back.";
}

std::string rhythm_kept() { return "All right, the rhythm stays."; }

Message review_kept_back() { return plain("A look back at the week: `review`"); }

}  // namespace nudged::messages
