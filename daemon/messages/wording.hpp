// The small words that every text is made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/message.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

[[nodiscard]] std::string day_text(Date, Date today);         // "Fri 6 Mar"; with the year when it is another one
[[nodiscard]] std::string relative_day(Date, Date today);     // "today", "yesterday", "tomorrow", "on Sunday", else "on 3 Dec"
[[nodiscard]] std::string time_text(TimeOfDay);               // "08:30"
[[nodiscard]] std::string span_text(int days);                // "9 days", "5 weeks", "6 months": as people say it
[[nodiscard]] std::string every_text(int days);               // "every week", "every 30 days", "every 2 months"
[[nodiscard]] std::string short_name(std::string_view name);  // "Nicole" of "Nicole Ortiz"
[[nodiscard]] std::string joined(const std::vector<std::string>&, std::string_view last = "and");  // "A, B and C"
[[nodiscard]] std::string counted(long n, std::string_view one, std::string_view many);           // "1 person", "3 people"
// Cut at a word, at most `limit` code points, with an ellipsis.
[[nodiscard]] std::string shortened(std::string_view, std::size_t limit);

[[nodiscard]] Message plain(std::string text);  // one block, no buttons

}  // namespace nudged::messages
