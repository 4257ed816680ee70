// What the person who runs nudged has set: flags over environment over the config file over defaults.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "daemon/runtime/config_values.hpp"
#include "storage/records.hpp"

namespace nudged::runtime {

struct Config {
    StoreUrl store;              // by default sqlite:DATA/nudged.db
    std::filesystem::path data;  // DATA; not made here
    std::filesystem::path file;  // what was read; empty when there was none

    struct Http {
        ListenAddress listen;
        std::optional<Url> public_url;
    } http;

    struct Telegram {
        enum class Mode { poll, webhook };
        std::filesystem::path token_file;  // empty: Telegram is not configured here; a systemd credential may be
        Url api_url{true, "api.telegram.org", "https://api.telegram.org"};
        Mode mode = Mode::poll;
        std::filesystem::path webhook_secret_file;
    } telegram;

    struct Slack {
        enum class Mode { socket, http };
        Mode mode = Mode::socket;
        std::filesystem::path app_token_file;
        std::filesystem::path bot_token_file;
        std::filesystem::path signing_secret_file;
        Url api_url{true, "slack.com", "https://slack.com/api"};
        std::string client_id;
        std::filesystem::path client_secret_file;
    } slack;

    struct Webchat {
        bool enabled = true;
    } webchat;

    struct Defaults {
        enum class DateOrder { unknown, dmy, mdy };
        days cadence{30};
        int daily_cap = 3;
        TimeOfDay nudge_at = std::chrono::hours(8) + std::chrono::minutes(30);
        WeekdayMask weekdays = 0b0111110;
        QuietHours quiet;
        TimeOfDay evening{std::chrono::hours(18)};
        days snooze{3};
        WeeklyTime review;
        int patience = 3;
        days min_gap{3};
        std::vector<days> deal_plan{days(3), days(5), days(10), days(20), days(30)};
        DateOrder date_order = DateOrder::unknown;
        Language language = Language::english;
    } defaults;
};

// Where the settings come from; nothing else is looked at.
struct ConfigSources {
    std::optional<std::string> config, store, data, listen;  // the flags of the same names
    std::map<std::string, std::string> environment;          // NUDGED_..., HOME, XDG_DATA_HOME, XDG_CONFIG_HOME
    std::filesystem::path system_file = "/etc/nudged/nudged.toml";
};

// One sentence a problem, each beginning with where it is: FILE:LINE, the variable's name, or the flag.
class ConfigError : public std::runtime_error {
public:
    explicit ConfigError(std::vector<std::string> problems);  // what() is all of them, one a line
    [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

private:
    std::vector<std::string> problems_;
};

// Reads the config file, if any. Throws ConfigError with every problem found (of syntax errors the first). Whether
// secrets can be read is not looked at.
[[nodiscard]] Config load_config(const ConfigSources& sources);

// The variables of this process that load_config looks at.
[[nodiscard]] std::map<std::string, std::string> config_environment();

}  // namespace nudged::runtime
