// The second line of a person: what would be kind. The same person on the same day, the same words; another day,
// others.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/followup/day_list.hpp"
#include "daemon/followup/outcomes.hpp"
#include "daemon/followup/rhythm.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

inline constexpr int asked_enough = 2;  // times in a row, before help is suggested

[[nodiscard]] std::string for_an_answer(const Contact&, const std::optional<Touch>& last_touch, Date today);
// `given`: since they asked to wait, what was said of each.
[[nodiscard]] std::string for_a_check_back(const Contact&, const std::vector<std::string>& given);
[[nodiscard]] std::string for_a_date(const followup::Candidate&, const followup::Plan&);
// With the way there that works best, where the line leaves that open and has room.
[[nodiscard]] std::string for_a_word(const Contact&, const std::optional<Touch>& last_touch,
                                     const std::vector<followup::ChannelOutcomes>& outcomes, const followup::Plan&);
[[nodiscard]] std::string something_helpful(const Contact&, Date today);
[[nodiscard]] std::string something_helpful(const Contact&, const std::optional<Touch>& last_touch,
                                            const std::vector<followup::ChannelOutcomes>& outcomes,
                                            const followup::Plan&);
[[nodiscard]] std::string from_the_shelf(const Contact&, const ShelfItem&, Date today);
[[nodiscard]] std::string thanks_for(const Contact&);  // for those who were introduced
// Of a wait that the owner has put off: "On 3 Dec they said: "after the reorg"".
[[nodiscard]] std::string what_they_said(const CheckBack&, Date today);
// What each side has of the other stands beside the question: "They bring you: honest questions. Let it rest?"
[[nodiscard]] std::string with_what_it_is_worth(const Contact&, const std::string& question);

}  // namespace nudged::messages
