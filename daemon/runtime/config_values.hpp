// Values as a person writes them in the config file and on the command line: "30d", "08:30", "mon-fri", "21:00-07:30".
// Each parser takes the whole text and is absent when it is anything else; what a format_* wrote parses to the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/records.hpp"

namespace nudged::runtime {

// "30d", "4w", "2mo" (30 days each), "1y" (365), or a bare number of days; 1 day to 10 years.
[[nodiscard]] std::optional<days> parse_days(std::string_view text);
[[nodiscard]] std::string format_days(days count);  // "30d"

// "3 5 10 20 30", commas allowed; at least one.
[[nodiscard]] std::optional<std::vector<days>> parse_plan(std::string_view text);

// "08:30", "8:30"; 24 hours.
[[nodiscard]] std::optional<TimeOfDay> parse_time_of_day(std::string_view text);
[[nodiscard]] std::string format_time_of_day(TimeOfDay time);  // "08:30"

// Bit n = weekday with c_encoding n (Sunday = 0), as in Owner. "mon-fri", "mon,wed,fri", "sun-thu", "mon-wed,sat",
// "daily"; full names too. Never empty.
using WeekdayMask = std::uint8_t;
[[nodiscard]] std::optional<WeekdayMask> parse_weekdays(std::string_view text);
[[nodiscard]] std::string format_weekdays(WeekdayMask mask);             // "mon-fri", "mon,wed,fri"
[[nodiscard]] std::vector<std::string> weekday_names(WeekdayMask mask);  // {"mon", "tue"}, Monday first

// "21:00-07:30"; it may pass midnight; "none" for no quiet hours (equal ends).
[[nodiscard]] std::optional<QuietHours> parse_quiet(std::string_view text);
[[nodiscard]] std::string format_quiet(const QuietHours& quiet);

// "fri 16:00"
struct WeeklyTime {
    std::chrono::weekday day{std::chrono::Friday};
    TimeOfDay time{std::chrono::hours{16}};
    bool operator==(const WeeklyTime&) const = default;
};
[[nodiscard]] std::optional<WeeklyTime> parse_weekly_time(std::string_view text);

// "127.0.0.1:8765", "[::1]:8765", "localhost:0"; port 0 lets the system choose. No other names: they would need a
// resolver to know what is listened on.
struct ListenAddress {
    std::string host = "127.0.0.1";  // without brackets
    std::uint16_t port = 8765;
    bool operator==(const ListenAddress&) const = default;
};
[[nodiscard]] std::optional<ListenAddress> parse_listen(std::string_view text);
[[nodiscard]] std::string format_listen(const ListenAddress& address);

// http or https, without user, query or fragment.
struct Url {
    bool https = false;
    std::string host;                        // lower case, without port and brackets
    std::string text;                        // all of it, without a slash at the end
    [[nodiscard]] bool is_loopback() const;  // localhost, 127.x.x.x or ::1
    bool operator==(const Url&) const = default;
};
[[nodiscard]] std::optional<Url> parse_url(std::string_view text);

// `sqlite:PATH` or `postgresql://...`
struct StoreUrl {
    enum class Kind { sqlite, postgresql } kind = Kind::sqlite;
    std::string location;  // the path, or the whole URL, whose password is hidden from the log
    bool operator==(const StoreUrl&) const = default;
};
[[nodiscard]] std::optional<StoreUrl> parse_store(std::string_view text);

}  // namespace nudged::runtime
