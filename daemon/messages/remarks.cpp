#include "daemon/messages/remarks.hpp"

#include <algorithm>
#include <iterator>

#include "daemon/messages/wording.hpp"

namespace nudged::messages {

std::string nobody_meant() { return "Nobody is open on the list. Say whom you mean, for example: done nicole"; }

std::string no_such_item(std::string_view number) {
    return "Your shelf has no " + std::string(number) + ". Nothing changed. `shelf` shows what it has.";
}

std::string introduction_of_one() {
    return "An introduction is of two people. Nothing changed. For example: intro sam nicole";
}

std::string brought_by_oneself() {
    return "Who brought you together is somebody else. Nothing changed. For example: via sam nicole";
}

std::string tags_set(const std::vector<std::string>& tags, std::optional<int> every_days) {
    std::vector<std::string> names;
    for (const auto& tag : tags) names.push_back("#" + tag);
    if (!every_days) return "Everyone with " + joined(names) + ": the usual rhythm again.";
    return "Everyone with " + joined(names) + ": " + every_text(*every_days) + ". A rhythm of their own still wins.";
}

std::string friends_by_tag(const std::vector<std::string>& tags) {
    std::vector<std::string> names;
    for (const auto& tag : tags) names.push_back("#" + tag);
    return "Everyone with " + joined(names) + ": as with friends from now on. Silence changes nothing for them.";
}

std::string dates_on_the_day_set(bool told) {
    return told ? "Birthdays and other dates on your days off: told before, and in one line on the day."
                : "Birthdays and other dates on your days off: told before, and nothing more on the day. `dates on` "
                  "brings the line back.";
}

std::string nothing_new_of(std::string_view name) {
    return "That is " + shown_name(name) + ", with nothing new. Nothing changed.";
}

std::string every_morning_again(std::string_view next_nudge) {
    return "Every morning again." + (next_nudge.empty() ? "" : " Next: " + std::string(next_nudge) + ".");
}

std::string not_paused() { return "I'm not paused. Nothing changed."; }

std::string spread_afresh(const std::string& first, Date next, Date last, Date today) {
    constexpr long week = 7;
    const auto weeks = ((last - today).count() + week - 1) / week;
    return (weeks > 1 ? "Spread freshly over the next " + counted(weeks, "week", "weeks")
                      : "Spread freshly over the next week") +
           ", the important ones first. Next: " + shown_name(first) + ", on " + day_text(next, today) + ".";
}

std::string nobody_to_spread() { return "Nobody is waiting. Nothing changed."; }

std::string resume_first() {
    return "You are paused, so there are no mornings to spread them over. Nothing changed. `resume`, and then `fresh "
           "start`.";
}

std::string no_longer_there() { return "That is no longer there. Nothing changed."; }

std::string no_link_of_mine() {
    return "This is no link of mine, or a part of it is missing. Nothing was opened. Tap it in the chat once more.";
}

std::string old_link() {
    return "This link is more than a week old and opens nothing any more. In the chat, missed NAME gives new ones.";
}

std::string way_is_gone() {
    return "That address isn't in your book any more, so there is nothing to open. In the chat, who NAME shows what "
           "is.";
}

std::string links_rest() {
    return "I can't write anything down at the moment. Please open the link again in a minute.";
}

std::string possible_repeat() { return "You may have seen this one already: the first try had no receipt."; }

std::string all_set(std::string_view next_nudge) {
    return next_nudge.empty() ? "Good." : "Good. The first one comes on " + std::string(next_nudge) + ".";
}

std::string which_time() { return "When would you like to hear from me? Another time can be typed: 7:45"; }

std::string time_set(TimeOfDay nudge_at) { return "From now on at " + time_text(nudge_at) + "."; }

std::string time_is_quiet(TimeOfDay wanted) { return time_text(wanted) + " is in your quiet hours. Nothing changed."; }

std::string how_to_import() {
    return "Drop a .vcf or .csv file on the page, or share a contact card with me here. On the machine: nudged import "
           "FILE";
}

std::string name_those_who_matter() {
    return "Who matters? Send me their names, with commas between. Everyone else goes into the book, birthdays kept.";
}

std::string last_touch_to_come(Date date) {
    const std::chrono::year_month_day day{date};
    const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return "the last touch " + std::to_string(static_cast<int>(day.year())) + "-" +
           two(static_cast<unsigned>(day.month())) + "-" + two(static_cast<unsigned>(day.day())) +
           " is still to come; left out";
}

std::string names_not_here(const std::vector<std::string>& names) {
    if (names.empty()) return "I read no names in that. Nothing changed.";
    return "No " + joined(names, "or") + " here. Nothing changed.";
}

std::string those_who_matter(std::size_t kept, std::size_t into_the_book) {
    return counted(static_cast<long>(kept), "person stays", "people stay") + " on the round, " +
           counted(static_cast<long>(into_the_book), "is", "are") +
           " in the book. `every 60d NAME` brings anyone back.";
}

std::string cap_set(int daily_cap) { return counted(daily_cap, "person", "people") + " a morning from now on."; }

namespace {

// What services answer, as people would say it.
std::string as_people_say(std::string_view reason) {
    const auto has = [&](std::string_view words) { return reason.find(words) != std::string_view::npos; };
    if (has("bot was blocked")) return "blocked by you";
    if (has("user is deactivated")) return "your account there is closed";
    if (has("chat not found") || has("channel_not_found")) return "the chat is not there any more";
    if (has("bot was kicked")) return "I was removed from the chat";
    if (has("Unauthorized") || has("invalid_auth") || has("token_revoked") || has("account_inactive"))
        return "my key is not taken any more";
    return one_line(reason);
}

}  // namespace

std::string comes_here_instead(std::string_view connector, TimeOfDay since, std::string_view reason) {
    std::string name(connector);
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name + " doesn't take my messages since " + time_text(since) + " (it says: " + as_people_say(reason) +
           "). Until it does, I'm here.";
}

}  // namespace nudged::messages
