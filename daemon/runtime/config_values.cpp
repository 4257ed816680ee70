#include "daemon/runtime/config_values.hpp"

#include <arpa/inet.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "daemon/runtime/log.hpp"

namespace nudged::runtime {

using namespace std::chrono;

namespace {

constexpr days longest = days(3650);

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0;;) {
        const auto end = text.find_first_of(separators, at);
        parts.push_back(trim(text.substr(at, end - at)));
        if (end == text.npos) return parts;
        at = end + 1;
    }
}

// Digits alone, no sign.
std::optional<int> number(std::string_view text) {
    int value = 0;
    if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<int> days_in(std::string_view unit) {
    if (unit.empty() || unit == "d" || unit == "day" || unit == "days") return 1;
    if (unit == "w" || unit == "week" || unit == "weeks") return 7;
    if (unit == "mo" || unit == "month" || unit == "months") return 30;
    if (unit == "y" || unit == "year" || unit == "years") return 365;
    return std::nullopt;
}

constexpr std::array<std::string_view, 7> weekday_words = {"sunday",   "monday", "tuesday", "wednesday",
                                                           "thursday", "friday", "saturday"};

std::optional<unsigned> parse_weekday(std::string_view word) {
    for (unsigned n = 0; n < weekday_words.size(); ++n)
        if (word == weekday_words[n] || word == weekday_words[n].substr(0, 3)) return n;
    return std::nullopt;
}

bool is_ip(const std::string& host) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
           inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

struct HostPort {
    std::string host;
    std::optional<std::uint16_t> port;
};

// "host", "host:80", "[::1]:80"
std::optional<HostPort> parse_host_port(std::string_view text) {
    HostPort result;
    std::string_view rest;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == text.npos) return std::nullopt;
        result.host = lower(text.substr(1, close - 1));
        if (result.host.find(':') == result.host.npos || !is_ip(result.host)) return std::nullopt;
        rest = text.substr(close + 1);
    } else {
        const auto colon = std::min(text.find(':'), text.size());
        result.host = lower(text.substr(0, colon));
        if (result.host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-_") != std::string::npos)
            return std::nullopt;
        rest = text.substr(colon);
    }
    if (result.host.empty()) return std::nullopt;
    if (rest.empty()) return result;
    const auto port = number(rest.substr(1));
    if (rest.front() != ':' || !port || *port > 65535) return std::nullopt;
    result.port = static_cast<std::uint16_t>(*port);
    return result;
}

}  // namespace

std::optional<days> parse_days(std::string_view text) {
    const auto value = trim(text);
    const auto digits = std::min(value.find_first_not_of("0123456789"), value.size());
    const auto count = number(value.substr(0, digits));
    const auto each = days_in(lower(trim(value.substr(digits))));
    if (!count || !each || *count < 1 || *count > longest.count()) return std::nullopt;
    const days result(*count * *each);
    return result <= longest ? std::optional(result) : std::nullopt;
}

std::string format_days(days count) { return fmt::format("{}d", count.count()); }

std::optional<std::vector<days>> parse_plan(std::string_view text) {
    std::vector<days> plan;
    for (const auto part : split(text, " ,")) {
        if (part.empty()) continue;
        const auto gap = parse_days(part);
        if (!gap) return std::nullopt;
        plan.push_back(*gap);
    }
    return plan.empty() ? std::nullopt : std::optional(plan);
}

std::optional<TimeOfDay> parse_time_of_day(std::string_view text) {
    const auto value = trim(text);
    const auto colon = value.find(':');
    if (colon == value.npos || colon > 2 || value.size() != colon + 3) return std::nullopt;
    const auto h = number(value.substr(0, colon));
    const auto m = number(value.substr(colon + 1));
    if (!h || !m || *h > 23 || *m > 59) return std::nullopt;
    return hours(*h) + minutes(*m);
}

std::string format_time_of_day(TimeOfDay time) {
    return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

std::optional<WeekdayMask> parse_weekdays(std::string_view text) {
    const std::string value = lower(trim(text));
    if (value == "daily") return WeekdayMask{0b1111111};
    unsigned mask = 0;
    for (const auto part : split(value, ",")) {
        const auto ends = split(part, "-");
        const auto first = parse_weekday(ends.front());
        const auto last = parse_weekday(ends.back());
        if (!first || !last || ends.size() > 2) return std::nullopt;
        for (unsigned n = *first;; n = (n + 1) % 7) {
            mask |= 1u << n;
            if (n == *last) break;
        }
    }
    return static_cast<WeekdayMask>(mask);
}

std::vector<std::string> weekday_names(WeekdayMask mask) {
    std::vector<std::string> names;
    for (unsigned n = 1; n <= 7; ++n)
        if ((mask >> (n % 7) & 1) != 0) names.emplace_back(weekday_words[n % 7].substr(0, 3));
    return names;
}

std::string format_weekdays(WeekdayMask mask) {
    std::string text;
    for (unsigned n = 1; n <= 7; ++n) {
        const auto has = [&](unsigned day) { return day <= 7 && (mask >> (day % 7) & 1) != 0; };
        if (!has(n)) continue;
        unsigned last = n;
        while (has(last + 1)) ++last;
        if (last < n + 2) last = n;
        if (!text.empty()) text += ',';
        text += weekday_words[n % 7].substr(0, 3);
        if (last > n) text.append("-").append(weekday_words[last % 7].substr(0, 3));
        n = last;
    }
    return text;
}

std::optional<QuietHours> parse_quiet(std::string_view text) {
    const auto said = lower(trim(text));
    if (said == "none" || said == "off") return QuietHours{TimeOfDay{}, TimeOfDay{}};
    const auto ends = split(text, "-");
    if (ends.size() != 2) return std::nullopt;
    const auto begin = parse_time_of_day(ends[0]);
    const auto end = parse_time_of_day(ends[1]);
    if (!begin || !end) return std::nullopt;
    return QuietHours{*begin, *end};
}

std::string format_quiet(const QuietHours& quiet) {
    if (quiet.begin == quiet.end) return "none";
    return format_time_of_day(quiet.begin) + "-" + format_time_of_day(quiet.end);
}

std::optional<WeeklyTime> parse_weekly_time(std::string_view text) {
    const std::string value = lower(trim(text));
    const auto space = value.find(' ');
    if (space == value.npos) return std::nullopt;
    const auto day = parse_weekday(value.substr(0, space));
    const auto time = parse_time_of_day(value.substr(space));
    if (!day || !time) return std::nullopt;
    return WeeklyTime{weekday(*day), *time};
}

std::optional<ListenAddress> parse_listen(std::string_view text) {
    const auto parsed = parse_host_port(trim(text));
    if (!parsed || !parsed->port || (parsed->host != "localhost" && !is_ip(parsed->host))) return std::nullopt;
    return ListenAddress{parsed->host, *parsed->port};
}

std::string format_listen(const ListenAddress& address) {
    const bool v6 = address.host.find(':') != std::string::npos;
    return v6 ? fmt::format("[{}]:{}", address.host, address.port) : fmt::format("{}:{}", address.host, address.port);
}

bool Url::is_loopback() const {
    return host == "localhost" || host == "::1" || (host.starts_with("127.") && is_ip(host));
}

std::optional<Url> parse_url(std::string_view text) {
    auto value = trim(text);
    while (value.ends_with('/')) value.remove_suffix(1);
    Url url{.https = value.starts_with("https://"), .host = {}, .text = std::string(value)};
    if (!url.https && !value.starts_with("http://")) return std::nullopt;
    const auto rest = value.substr(url.https ? 8 : 7);
    if (rest.find_first_of("@?# \t\"'<>\\") != rest.npos) return std::nullopt;
    const auto host = parse_host_port(rest.substr(0, rest.find('/')));
    if (!host) return std::nullopt;
    url.host = host->host;
    return url;
}

std::optional<StoreUrl> parse_store(std::string_view text) {
    const auto value = trim(text);
    if (value.starts_with("sqlite:") && value.size() > 7)
        return StoreUrl{StoreUrl::Kind::sqlite, std::string(value.substr(7))};
    if (!value.starts_with("postgresql://") && !value.starts_with("postgres://")) return std::nullopt;
    const auto authority = value.substr(value.find("//") + 2);
    const auto at = authority.substr(0, authority.find('/')).rfind('@');
    const auto user = at == authority.npos ? std::string_view{} : authority.substr(0, at);
    if (const auto colon = user.find(':'); colon != user.npos) hide_from_log(user.substr(colon + 1));
    return StoreUrl{StoreUrl::Kind::postgresql, std::string(value)};
}

}  // namespace nudged::runtime
