// Short remarks in the middle of a conversation.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/records.hpp"

namespace nudged::messages {

[[nodiscard]] std::string nobody_meant();                         // "done" with nobody on the list
[[nodiscard]] std::string no_such_item(std::string_view number);  // "gave nicole 3", "shelf drop 3"
[[nodiscard]] std::string introduction_of_one();                  // "intro sam sam"
[[nodiscard]] std::string brought_by_oneself();                   // "via sam sam"
[[nodiscard]] std::string tags_set(const std::vector<std::string>& tags, std::optional<int> every_days);
[[nodiscard]] std::string friends_by_tag(const std::vector<std::string>& tags);
// Of days off: whether an important date is told on the day too, or only before it.
[[nodiscard]] std::string dates_on_the_day_set(bool told);
// Behind what a setting means: it was so before.
[[nodiscard]] std::string so_already(const std::string& said);
[[nodiscard]] std::string nothing_new_of(std::string_view name);  // of a card that was shared
[[nodiscard]] std::string not_paused();
[[nodiscard]] std::string every_morning_again(std::string_view next_nudge);
// After `fresh start`: `first` comes next, `last` is the day of the last one. Never how many.
[[nodiscard]] std::string spread_afresh(const std::string& first, Date next, Date last, Date today);
[[nodiscard]] std::string nobody_to_spread();
[[nodiscard]] std::string resume_first();
[[nodiscard]] std::string no_longer_there();  // a tap on something that is gone, or that never was

// Where a link to somebody leads nowhere.
[[nodiscard]] std::string no_link_of_mine();
[[nodiscard]] std::string old_link();
[[nodiscard]] std::string way_is_gone();
[[nodiscard]] std::string links_rest();  // nothing can be written down

[[nodiscard]] std::string possible_repeat();                     // the line of a nudge whose first try had no receipt
[[nodiscard]] std::string all_set(std::string_view next_nudge);  // the welcome was found right
[[nodiscard]] std::string which_time();
[[nodiscard]] std::string time_set(TimeOfDay nudge_at);
[[nodiscard]] std::string time_is_quiet(TimeOfDay wanted);
[[nodiscard]] std::string how_to_import();
[[nodiscard]] std::string name_those_who_matter();
[[nodiscard]] std::string last_touch_to_come(Date);  // of an import's row
[[nodiscard]] std::string names_not_here(const std::vector<std::string>& names);
[[nodiscard]] std::string those_who_matter(std::size_t kept, std::size_t into_the_book);
[[nodiscard]] std::string cap_set(int daily_cap);
// "Telegram doesn't take my messages since 08:30 (it says: blocked by you). Until it does, I'm here."
[[nodiscard]] std::string comes_here_instead(std::string_view connector, TimeOfDay since, std::string_view reason);

}  // namespace nudged::messages
