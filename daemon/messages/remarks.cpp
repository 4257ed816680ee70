#include "daemon/messages/remarks.hpp"

#include <algorithm>

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

std::string with_hashes(const std::vector<std::string>& tags) {
    std::vector<std::string> names;
    for (const auto& tag : tags) names.push_back("#" + tag);
    return joined(names);
}

// What services answer, as people would say it.
std::string as_people_say(std::string_view reason) {
    const auto has = [&](std::string_view words) { return reason.find(words) != std::string_view::npos; };
    if (has("bot was blocked")) return worded("remark.refused.blocked");
    if (has("user is deactivated")) return worded("remark.refused.closed");
    if (has("chat not found") || has("channel_not_found")) return worded("remark.refused.no_chat");
    if (has("bot was kicked")) return worded("remark.refused.removed");
    if (has("Unauthorized") || has("invalid_auth") || has("token_revoked") || has("account_inactive"))
        return worded("remark.refused.key");
    return one_line(reason);
}

}  // namespace

std::string nobody_meant() { return worded("remark.nobody_meant"); }

std::string no_such_item(std::string_view number) { return worded("shelf.no_number", {{"n", std::string(number)}}); }

std::string introduction_of_one() { return worded("remark.introduction_of_one"); }

std::string brought_by_oneself() { return worded("remark.brought_by_oneself"); }

std::string tags_set(const std::vector<std::string>& tags, std::optional<int> every_days) {
    if (!every_days) return worded("remark.tags.usual", {{"tags", with_hashes(tags)}});
    return worded("remark.tags", {{"tags", with_hashes(tags)}, {"every", every_text(*every_days)}});
}

std::string friends_by_tag(const std::vector<std::string>& tags) {
    return worded("remark.tags.friends", {{"tags", with_hashes(tags)}});
}

std::string dates_on_the_day_set(bool told) { return worded(told ? Key("remark.dates.on") : Key("remark.dates.off")); }

std::string so_already(const std::string& said) { return said + " " + worded("remark.so_already"); }

std::string nothing_new_of(std::string_view name) { return worded("remark.nothing_new", {{"name", shown_name(name)}}); }

std::string every_morning_again(std::string_view next_nudge) {
    return worded(next_nudge.empty() ? Key("remark.every_morning") : Key("remark.every_morning.next"),
                  {{"next", std::string(next_nudge)}});
}

std::string not_paused() { return worded("remark.not_paused"); }

std::string spread_afresh(const std::string& first, Date next, Date last, Date today) {
    constexpr long week = 7;
    const long weeks = ((last - today).count() + week - 1) / week;
    return worded("remark.spread",
                  {{"weeks", std::max(weeks, 1L)}, {"name", shown_name(first)}, {"day", day_text(next, today)}});
}

std::string nobody_to_spread() { return worded("remark.nobody_to_spread"); }

std::string resume_first() { return worded("remark.resume_first"); }

std::string no_longer_there() { return worded("remark.no_longer_there"); }

std::string no_link_of_mine() { return worded("link.not_mine"); }

std::string old_link() { return worded("link.old"); }

std::string way_is_gone() { return worded("link.gone"); }

std::string links_rest() { return worded("link.rests"); }

std::string possible_repeat() { return worded("remark.possible_repeat"); }

std::string all_set(std::string_view next_nudge) {
    return worded(next_nudge.empty() ? Key("remark.all_set") : Key("remark.all_set.next"),
                  {{"next", std::string(next_nudge)}});
}

std::string which_time() { return worded("remark.which_time"); }

std::string time_set(TimeOfDay nudge_at) { return worded("remark.time_set", {{"time", time_text(nudge_at)}}); }

std::string time_is_quiet(TimeOfDay wanted) { return worded("remark.time_is_quiet", {{"time", time_text(wanted)}}); }

std::string how_to_import() { return worded("remark.how_to_import"); }

std::string name_those_who_matter() { return worded("remark.who_matters"); }

std::string last_touch_to_come(Date date) {
    const std::chrono::year_month_day day{date};
    const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return worded("import.last_touch_to_come", {{"date", std::to_string(static_cast<int>(day.year())) + "-" +
                                                             two(static_cast<unsigned>(day.month())) + "-" +
                                                             two(static_cast<unsigned>(day.day()))}});
}

std::string names_not_here(const std::vector<std::string>& names) {
    if (names.empty()) return worded("remark.names_none");
    return worded("remark.names_not_here", {{"names", either_of(names)}});
}

std::string those_who_matter(std::size_t kept, std::size_t into_the_book) {
    return worded("remark.those_who_matter",
                  {{"kept", static_cast<long>(kept)}, {"book", static_cast<long>(into_the_book)}});
}

std::string cap_set(int daily_cap) { return worded("remark.cap", {{"n", long{daily_cap}}}); }

std::string comes_here_instead(std::string_view connector, TimeOfDay since, std::string_view reason) {
    return worded("remark.here_instead",
                  {{"service", capitalised(connector)}, {"time", time_text(since)}, {"reason", as_people_say(reason)}});
}

}  // namespace nudged::messages
