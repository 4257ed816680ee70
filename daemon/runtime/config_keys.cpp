#include "daemon/runtime/config_keys.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

namespace nudged::runtime {

namespace {

constexpr std::string_view no_days = "is no length of time; write it like 30d, 4w or 2mo";
constexpr std::string_view no_time = "is no time of day; write it like 08:30";

template <typename Value, typename Parsed>
std::string put(Value& place, const std::optional<Parsed>& value, std::string_view complaint) {
    if (!value) return std::string(complaint);
    place = *value;
    return {};
}

template <typename Choice>
std::string choose(Choice& place, const std::string& value, std::string_view first_name, Choice first,
                   std::string_view second_name, Choice second) {
    if (value != first_name && value != second_name)
        return fmt::format("is neither \"{}\" nor \"{}\"", first_name, second_name);
    place = value == first_name ? first : second;
    return {};
}

std::string put_number(int& place, const std::string& value, int least, int most) {
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size() || number < least || number > most)
        return fmt::format("is not a number from {} to {}", least, most);
    place = number;
    return {};
}

std::string put_api_url(Url& place, const std::string& value) {
    const auto url = parse_url(value);
    if (!url) return "is no address; write it like https://example.org";
    if (!url->https && !url->is_loopback())
        return "would send the token unencrypted; use https (http only to this machine)";
    place = *url;
    return {};
}

std::string put_path(std::filesystem::path& place, const std::string& value) {
    place = value;
    return {};
}

using enum ValueKind;
using C = Config&;
using V = const std::string&;

constexpr ConfigKey keys[] = {
    {"", "store", text,
     [](C c, V v) { return put(c.store, parse_store(v), "is no store; write sqlite:PATH or postgresql://..."); }},

    {"http", "listen", text,
     [](C c, V v) {
         return put(c.http.listen, parse_listen(v), "is no address to listen on; write it like 127.0.0.1:8765");
     }},
    {"http", "public_url", text,
     [](C c, V v) {
         if (v.empty()) return c.http.public_url.reset(), std::string{};
         return put(c.http.public_url, parse_url(v), "is no address; write it like https://nudged.example.org");
     }},

    {"telegram", "token_file", text, [](C c, V v) { return put_path(c.telegram.token_file, v); }},
    {"telegram", "api_url", text, [](C c, V v) { return put_api_url(c.telegram.api_url, v); }},
    {"telegram", "mode", text,
     [](C c, V v) {
         using enum Config::Telegram::Mode;
         return choose(c.telegram.mode, v, "poll", poll, "webhook", webhook);
     }},
    {"telegram", "webhook_secret_file", text, [](C c, V v) { return put_path(c.telegram.webhook_secret_file, v); }},

    {"slack", "mode", text,
     [](C c, V v) {
         using enum Config::Slack::Mode;
         return choose(c.slack.mode, v, "socket", socket, "http", http);
     }},
    {"slack", "app_token_file", text, [](C c, V v) { return put_path(c.slack.app_token_file, v); }},
    {"slack", "bot_token_file", text, [](C c, V v) { return put_path(c.slack.bot_token_file, v); }},
    {"slack", "signing_secret_file", text, [](C c, V v) { return put_path(c.slack.signing_secret_file, v); }},
    {"slack", "api_url", text, [](C c, V v) { return put_api_url(c.slack.api_url, v); }},
    {"slack", "client_id", text, [](C c, V v) { return c.slack.client_id = v, std::string{}; }},
    {"slack", "client_secret_file", text, [](C c, V v) { return put_path(c.slack.client_secret_file, v); }},

    {"webchat", "enabled", flag, [](C c, V v) { return choose(c.webchat.enabled, v, "true", true, "false", false); }},

    {"defaults", "cadence", text, [](C c, V v) { return put(c.defaults.cadence, parse_days(v), no_days); }},
    {"defaults", "daily_cap", number, [](C c, V v) { return put_number(c.defaults.daily_cap, v, 1, 20); }},
    {"defaults", "nudge_at", text, [](C c, V v) { return put(c.defaults.nudge_at, parse_time_of_day(v), no_time); }},
    {"defaults", "weekdays", text,
     [](C c, V v) {
         return put(c.defaults.weekdays, parse_weekdays(v), "are no weekdays; write them like mon-fri or mon,wed,fri");
     }},
    {"defaults", "quiet", text,
     [](C c, V v) {
         return put(c.defaults.quiet, parse_quiet(v), "are no quiet hours; write them like 21:00-07:30, or none");
     }},
    {"defaults", "evening", text, [](C c, V v) { return put(c.defaults.evening, parse_time_of_day(v), no_time); }},
    {"defaults", "snooze", text, [](C c, V v) { return put(c.defaults.snooze, parse_days(v), no_days); }},
    {"defaults", "review", text,
     [](C c, V v) {
         return put(c.defaults.review, parse_weekly_time(v), "is no time of the week; write it like fri 16:00");
     }},
    {"defaults", "patience", number, [](C c, V v) { return put_number(c.defaults.patience, v, 1, 20); }},
    {"defaults", "min_gap", text, [](C c, V v) { return put(c.defaults.min_gap, parse_days(v), no_days); }},
    {"defaults", "deal_plan", text,
     [](C c, V v) {
         return put(c.defaults.deal_plan, parse_plan(v), "is no plan; write the gaps in days, like 3 5 10 20 30");
     }},
    {"defaults", "language", text,
     [](C c, V v) { return choose(c.defaults.language, v, "en", Language::english, "de", Language::german); }},
    {"defaults", "date_order", text,
     [](C c, V v) {
         using enum Config::Defaults::DateOrder;
         if (v.empty()) return c.defaults.date_order = unknown, std::string{};
         return choose(c.defaults.date_order, v, "dmy", dmy, "mdy", mdy);
     }},
};

// Letters to add, drop, replace or swap with their neighbour.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    std::iota(d[0].begin(), d[0].end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

}  // namespace

std::string ConfigKey::full_name() const {
    return table.empty() ? std::string(name) : fmt::format("[{}] {}", table, name);
}

std::string ConfigKey::variable() const {
    std::string text = table.empty() ? fmt::format("nudged_{}", name) : fmt::format("nudged_{}_{}", table, name);
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

std::span<const ConfigKey> config_keys() { return keys; }

const ConfigKey* find_config_key(std::string_view table, std::string_view name) {
    const auto* found = std::find_if(std::begin(keys), std::end(keys),
                                     [&](const ConfigKey& key) { return key.table == table && key.name == name; });
    return found == std::end(keys) ? nullptr : found;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
    constexpr std::size_t longest_word = 64;
    if (word.size() > longest_word) return {};
    std::string_view best;
    std::size_t least = std::max<std::size_t>(1, std::min<std::size_t>(word.size() / 3, 3)) + 1;
    for (const auto candidate : candidates)
        if (const auto d = distance(word, candidate); d < least) {
            least = d;
            best = candidate;
        }
    return best.empty() ? std::string{} : fmt::format("; did you mean {}?", best);
}

}  // namespace nudged::runtime
