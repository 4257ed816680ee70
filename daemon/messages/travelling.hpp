// What is said when the owner is somewhere else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/messages/questions.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

// "It's 17:05 in Tokyo. I write at 08:30 there, until you are back in Lisbon on Fri 6 Mar."
[[nodiscard]] std::string on_a_journey(const Owner& after, Instant now);
[[nodiscard]] std::string at_home(const Owner& after, Instant now);  // they are back, or have moved
[[nodiscard]] std::string here_already(const Owner&, Instant now);   // nothing changed
[[nodiscard]] std::string leaves_later(const Owner&, std::string_view place);
// Which city: of a place that has no zone of its name, of one that was shown, and where they live.
[[nodiscard]] std::string which_larger_city(std::string_view place);
[[nodiscard]] std::string which_city_on_the_map();
[[nodiscard]] std::string which_city_of_yours();
// A device of theirs is in that zone. Says "zone Asia/Tokyo".
[[nodiscard]] QuestionText are_you_there(const Owner&, const std::string& zone);

}  // namespace nudged::messages
