// What the owner can look up: a person, the list, everybody, how the bot is doing, what can be said.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/followup/day_list.hpp"
#include "daemon/followup/local_time.hpp"
#include "daemon/followup/outcomes.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

using followup::Listed;

// `who nicole`: state, when last and next, needs, notes, dates, addresses, the last touches; buttons Done, Snooze,
// more. `something_to_give`: the shelf has a thing for them, so that a wait has room for it.
[[nodiscard]] Message card(const Listed&, const std::vector<Touch>& touches, const followup::Plan&, const Zone&,
                           const std::vector<followup::ChannelOutcomes>& outcomes = {}, bool something_to_give = false);
// `list`: the next people in the order of their dates, and how many there are. Never a count of what was not done.
[[nodiscard]] Message coming(const std::vector<Listed>& soonest, std::size_t open, std::size_t waiting,
                             std::size_t book, const followup::Plan&);
[[nodiscard]] Message found(std::string_view words, const std::vector<Listed>&, const followup::Plan&);

struct Status {
    std::optional<Instant> looked, sent;
    std::string outcome;  // "delivered", or what the service said
    std::optional<Instant> next;
    bool next_at_once = false;  // its time has come, but nothing looks: the daemon is not running
    std::size_t next_people = 0;
    std::size_t people = 0;  // on the round
    std::optional<DateRange> pause;
};
[[nodiscard]] Message status(const Status&, const followup::Plan&, const Zone&);
// When the next nudge comes, in the middle of a sentence: "Thu 5 Mar at 08:30".
[[nodiscard]] std::string day_at(Date, TimeOfDay, Date today);
[[nodiscard]] std::string as_soon_as_i_run();
// "120 people at three a morning: everyone about every 16 weeks"; empty while everybody fits.
[[nodiscard]] std::string plan_sentence(std::size_t people, const followup::Plan&);
[[nodiscard]] Message help(std::string_view topic);

}  // namespace nudged::messages
