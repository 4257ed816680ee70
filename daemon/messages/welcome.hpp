// The first five minutes, on every connector.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/followup/local_time.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

// The first run makes an owner called "me", which is no name to greet.
[[nodiscard]] bool has_a_name(const Owner&);
[[nodiscard]] Message welcome(const Owner&, const Zone&, Instant now, bool has_people);
// The second part of the welcome, which stays when the first is answered: whom to add.
[[nodiscard]] Block invitation();
[[nodiscard]] std::string paired(const Owner&, const std::string& connector);
[[nodiscard]] std::string stranger();  // the one polite line
[[nodiscard]] std::string wrong_code();
[[nodiscard]] std::string no_pairing();  // to `pair` of somebody who is, with a code that is none

struct ImportSummary {
    std::size_t added = 0, updated = 0, unchanged = 0, asked = 0, troubles = 0;
    std::string first_trouble;          // with its line
    std::vector<std::string> left_out;  // names that several people here have
};
[[nodiscard]] std::string imported(const ImportSummary&);
[[nodiscard]] std::string import_stopped(std::size_t came_in);
[[nodiscard]] std::string added(const Contact&, std::optional<Date> next, int cadence_days, Date today,
                                bool until_resume = false);
// The first people, named in one message: all of them on a rhythm. `first`: when the first nudge comes.
struct FirstPerson {
    std::string name;
    int cadence_days = 30;
};
[[nodiscard]] std::string first_people(const std::vector<FirstPerson>&, Date first, TimeOfDay at, Date today);
[[nodiscard]] std::string samples_in(std::size_t n);
[[nodiscard]] std::string samples_gone(std::size_t n);
// The range's last day is the last quiet one; the text names the day after. Without an end: until `resume`.
[[nodiscard]] std::string paused(const DateRange&, Date today);
[[nodiscard]] std::string paused_with_dates(const DateRange&, bool dates_quiet, Date today);
[[nodiscard]] std::string resumed(std::string_view next_nudge);
[[nodiscard]] std::string private_set(bool on);
[[nodiscard]] std::string language_set();  // said in the new one
[[nodiscard]] std::string language_offer();
[[nodiscard]] std::string language_spoken();
[[nodiscard]] std::string language_not_spoken();

}  // namespace nudged::messages
