// The page that an owner has in a chat service with such pages (Slack's Home tab).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/message.hpp"
#include "daemon/followup/rhythm.hpp"
#include "daemon/messages/nudge.hpp"
#include "storage/records.hpp"

namespace nudged::messages {

struct HomePart {
    std::string title;
    std::vector<Block> blocks;  // none: it is left out
};

struct HomeSetting {
    enum class Kind { time, one_of, some_of };
    struct Choice {
        std::string label;
        std::string value;
    };
    Kind kind = Kind::one_of;
    // nudge_at, quiet_begin, quiet_end: "08:30". weekdays: "0" is Sunday. cap: "3". zone: its IANA name. pause: "none",
    // or the day on which it is over ("20260311").
    std::string key;
    std::string label;
    std::vector<Choice> choices;
    std::vector<std::string> chosen;
};

// With its buttons, as in the nudge. With nobody on it: who is next, and on which day.
[[nodiscard]] HomePart home_today(const DayList&, const NudgeView&, const std::optional<followup::Listed>& next);
[[nodiscard]] HomePart home_waiting(const std::vector<Contact>&, Date today);
struct NotLately {
    Contact contact;
    std::optional<Touch> last_touch;
};
[[nodiscard]] HomePart home_not_lately(const std::vector<NotLately>&, const followup::Plan&);
[[nodiscard]] std::string home_not_all();

[[nodiscard]] std::string home_settings_title();
// `other_zone`: where the service says that the owner is; may be empty, or where they are already.
[[nodiscard]] std::vector<HomeSetting> home_settings(const Owner&, const std::string& other_zone, Date today);
[[nodiscard]] std::string setting_noted(const std::string& key, const Owner& after);  // for the journal
[[nodiscard]] std::string setting_refused(std::string_view why);
[[nodiscard]] std::string a_day_is_needed();  // a why

// To whom nobody belongs: in a workspace where anybody is welcome, or where a code is asked for.
[[nodiscard]] std::string home_of_a_stranger(bool is_welcome);

}  // namespace nudged::messages
