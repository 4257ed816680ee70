// The small words that every text is made of.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/messages/names.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

[[nodiscard]] std::string day_text(Date, Date today);      // "Fri 6 Mar"; with the year when it is another one
[[nodiscard]] std::string month_day(Date, Date today);     // "6 Mar", likewise
[[nodiscard]] std::string when_you_resume();               // instead of a day, in a pause without an end
[[nodiscard]] std::string relative_day(Date, Date today);  // "today", "yesterday", "tomorrow", "on Sunday", "on 3 Dec"
[[nodiscard]] std::string bare_day(Date, Date today);      // the same for behind "since" or "by": "Sunday", "3 Dec"
[[nodiscard]] std::string weekday_name(std::chrono::weekday);  // "Sunday"
[[nodiscard]] std::string weekday_name(Date);
[[nodiscard]] std::string short_weekday(Date);              // "Sun"
[[nodiscard]] std::string long_day(Date);                   // "Sunday 8 March"
[[nodiscard]] std::string date_text(const ImportantDate&);  // "8 March", "8 March 1971"
// "birthday", and what else has a word of ours; another one as the owner named it.
[[nodiscard]] std::string date_name(std::string_view what);
[[nodiscard]] std::string time_text(TimeOfDay);                  // "08:30"
[[nodiscard]] std::string span_text(int days);                   // "9 days", "5 weeks", "6 months": as people say it
[[nodiscard]] std::string every_text(int days);                  // "every week", "every 30 days", "every 2 months"
[[nodiscard]] std::string weekdays_text(std::uint8_t weekdays);  // "Monday to Friday", "every day"
// How often all get their turn, with so many places a week: "every 16 weeks".
[[nodiscard]] std::string round_text(std::size_t people, double places);
enum class RoundLength { weeks, years, more_than_a_lifetime };  // what it is told in
[[nodiscard]] RoundLength round_length(std::size_t people, double places);
[[nodiscard]] std::string number_word(std::size_t);  // "three"; digits from 13 on
// Of many only the first few, and how many more: "Ann Lee, Bo Li, Cy Fox and 12 more".
[[nodiscard]] std::string some_of(const std::vector<std::string>& names);
[[nodiscard]] std::string joined(const std::vector<std::string>&);     // "A, B and C"
[[nodiscard]] std::string either_of(const std::vector<std::string>&);  // "A, B or C"
// "1 person", "3 people": of the command line. What an owner is told has its plural in the catalogue.
[[nodiscard]] std::string counted(long n, std::string_view one, std::string_view many);

// Lines are measured in code points.
[[nodiscard]] std::size_t length(std::string_view utf8);
// Cut at a word, at most `limit` code points, with an ellipsis.
[[nodiscard]] std::string shortened(std::string_view, std::size_t limit);
// What came from outside, fit for a line of ours: valid UTF-8 without line breaks, control or direction characters.
[[nodiscard]] std::string one_line(std::string_view);
// The same in quotation marks, whose inner ones are single, shortened to `limit` code points with the marks.
[[nodiscard]] std::string quoted(std::string_view, std::size_t limit = 60);
[[nodiscard]] std::string capitalised(std::string_view);
[[nodiscard]] std::string first_line(std::string_view);

// Words between backticks become code.
[[nodiscard]] Text styled(std::string_view);
[[nodiscard]] Message plain(std::string text);  // one block, no buttons; styled

[[nodiscard]] Button tap(std::string label, std::string action, std::string accessible = {});

}  // namespace nudged::messages
