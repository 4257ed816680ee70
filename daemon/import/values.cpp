#include "daemon/import/values.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "daemon/import/text.hpp"

namespace nudged::address_book {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Of digits only, at most nine.
std::optional<int> number(std::string_view digits) {
    int value = 0;
    if (digits.empty() || digits.size() > 9 || !std::all_of(digits.begin(), digits.end(), is_digit))
        return std::nullopt;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

// Runs of digits and runs of letters; what stands between them is dropped.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    bool open = false;
    for (const char c : text) {
        const bool wanted = is_digit(c) || is_letter(c);
        if (wanted && open && is_digit(words.back().back()) == is_digit(c))
            words.back() += c;
        else if (wanted)
            words.emplace_back(1, c);
        open = wanted;
    }
    return words;
}

constexpr BookDate unreadable{DateFault::unreadable, std::nullopt, 0, 0};
constexpr int oldest_year = 1605;  // Apple writes 1604 for "no year"

BookDate checked(std::optional<int> year, int month, int day) {
    using namespace std::chrono;
    if (year && *year < oldest_year) year = std::nullopt;
    const auto m = static_cast<unsigned>(month), d = static_cast<unsigned>(day);
    const year_month_day date{std::chrono::year(year.value_or(2000)), std::chrono::month(m), std::chrono::day(d)};
    if (!date.ok() || year.value_or(0) > 9999) return unreadable;
    return {DateFault::none, year, m, d};
}

std::optional<int> month_named(std::string_view word) {
    constexpr std::array<std::string_view, 12> names = {"january",   "february", "march",    "april",
                                                        "may",       "june",     "july",     "august",
                                                        "september", "october",  "november", "december"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (word.size() >= 3 && starts_with_word(names[i], word)) return static_cast<int>(i) + 1;
    return std::nullopt;
}

// "15 Apr 1985", "April 15th, 1985", "15 April"
BookDate with_named_month(const std::vector<std::string>& words) {
    std::optional<int> month, day, year;
    for (const auto& word : words) {
        const auto value = number(word);
        if (const auto named = month_named(word); named && !month)
            month = named;
        else if (value && word.size() <= 2 && !day)
            day = value;
        else if (value && word.size() == 4 && !year)
            year = value;
        else if (value || word.size() > 2)
            return unreadable;
    }
    return month && day ? checked(year, *month, *day) : unreadable;
}

BookDate in_order(int first, int second, std::optional<int> year, DateOrder order, bool dotted) {
    const bool day_first = dotted || first > 12 || (second <= 12 && order == DateOrder::dmy);
    if (!day_first && second <= 12 && first != second && order == DateOrder::unknown)
        return BookDate{DateFault::ambiguous, std::nullopt, 0, 0};
    return day_first ? checked(year, second, first) : checked(year, first, second);
}

// 4/15/1985, 15.4.1985, 1985/4/15, 15.4.
BookDate with_numbers(std::string_view text, const std::vector<std::string>& words, DateOrder order) {
    std::vector<int> values;
    for (const auto& word : words) {
        const auto value = number(word);
        if (!value || values.size() == 3) return unreadable;
        values.push_back(*value);
    }
    const bool dotted = text.find('.') != std::string_view::npos;
    if (values.size() == 3 && words[0].size() == 4) return checked(values[0], values[1], values[2]);
    if (values.size() == 3) {
        const auto year = words[2].size() == 4 ? std::optional(values[2]) : std::nullopt;
        return in_order(values[0], values[1], year, order, dotted);
    }
    const bool month_and_day = words.size() == 2 && words[0].size() == 2 && words[1].size() == 2 && text.size() == 5;
    if (values.size() == 2 && (dotted || month_and_day))
        return in_order(values[0], values[1], std::nullopt, order, dotted);
    return unreadable;
}

bool nothing_but_zeros(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return is_letter(c) || (is_digit(c) && c != '0'); });
}

// The date of "1985-04-15T00:00:00Z" and "1985-04-15 00:00:00".
std::string_view without_time(std::string_view text) {
    const auto at = text.find_first_of("Tt ");
    const bool follows_date = at != std::string_view::npos && at >= 4 && is_digit(text[at - 1]);
    const bool is_time = follows_date && at + 1 < text.size() && is_digit(text[at + 1]) &&
                         text.find_first_not_of("0123456789:.+-Zz", at + 1) == std::string_view::npos;
    return is_time && (text[at] != ' ' || text.find(':') != std::string_view::npos) ? text.substr(0, at) : text;
}

struct Network {
    std::string_view key;
    std::string_view home;                  // a name on it follows
    std::array<std::string_view, 3> hosts;  // and what ends in ".host"
};
constexpr std::array<Network, 4> networks = {{
    {"telegram", "https://t.me/", {"t.me", "telegram.me", "telegram.org"}},
    {"linkedin", "https://www.linkedin.com/in/", {"linkedin.com", "lnkd.in", "linkedin.cn"}},
    {"instagram", "https://www.instagram.com/", {"instagram.com", "instagr.am", "ig.me"}},
    {"facebook", "https://www.facebook.com/", {"facebook.com", "fb.com", "fb.me"}},
}};

bool is_host_of(std::string_view host, std::string_view domain) {
    return host == domain || (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

const Network* network_of_host(std::string_view host) {
    for (const auto& network : networks)
        for (const auto domain : network.hosts)
            if (is_host_of(host, domain)) return &network;
    return nullptr;
}

const Network* network_named(std::string_view name) {
    for (const auto& network : networks)
        if (same_word(name, network.key)) return &network;
    return nullptr;
}

// "www.linkedin.com" of "www.linkedin.com/in/x"; empty when it does not look like one.
std::string host_of(std::string_view address) {
    const auto host = address.substr(0, address.find_first_of("/?#:"));
    const auto dot = host.rfind('.');
    const bool plausible = dot != std::string_view::npos && dot > 0 && host.size() - dot > 2 &&
                           host.find_first_of("@ \t") == std::string_view::npos;
    return plausible ? ascii_lower(host) : std::string();
}

bool is_handle(std::string_view name) {
    return !name.empty() && name.size() <= 100 && std::all_of(name.begin(), name.end(), [](char c) {
        return is_digit(c) || is_letter(c) || c == '.' || c == '_' || c == '-' || c == '+' ||
               static_cast<signed char>(c) < 0;
    });
}

}  // namespace

BookDate read_date(std::string_view text, DateOrder order) {
    text = trim(text);
    if (text.size() > 60) return unreadable;
    if (nothing_but_zeros(text)) return {};
    text = without_time(text);
    if (text.starts_with("--") && !text.starts_with("---")) {
        auto digits = std::string(text.substr(2));
        std::erase(digits, '-');
        const auto value = number(digits);
        return value && digits.size() == 4 ? checked(std::nullopt, *value / 100, *value % 100) : unreadable;
    }
    if (const auto value = number(text); value && text.size() == 8)
        return checked(*value / 10000, *value / 100 % 100, *value % 100);
    const auto words = words_of(text);
    const bool named = std::any_of(words.begin(), words.end(), [](const auto& word) { return is_letter(word[0]); });
    return named ? with_named_month(words) : with_numbers(text, words, order);
}

std::optional<int> read_cadence(std::string_view text) {
    constexpr int month = 30, longest = 3650;
    struct Name {
        std::string_view word;
        int days;
    };
    constexpr std::array<Name, 25> names = {{
        {"daily", 1},       {"weekly", 7},     {"fortnightly", 14}, {"biweekly", 14},
        {"monthly", month}, {"bimonthly", 60}, {"quarterly", 90},   {"yearly", 365},
        {"annually", 365},  {"d", 1},          {"day", 1},          {"days", 1},
        {"w", 7},           {"week", 7},       {"weeks", 7},        {"m", month},
        {"month", month},   {"months", month}, {"quarter", 90},     {"y", 365},
        {"year", 365},      {"years", 365},    {"fortnight", 14},   {"fortnights", 14},
        {"quarters", 90},
    }};
    if (same_word(trim(text), "never")) return 0;
    if (trim(text).starts_with('-')) return std::nullopt;
    int count = 1;
    std::optional<int> unit;
    bool counted = false;
    for (const auto& word : words_of(text)) {
        const auto name =
            std::find_if(names.begin(), names.end(), [&](const Name& n) { return same_word(n.word, word); });
        if ((same_word(word, "every") || same_word(word, "each")) && !counted && !unit) continue;
        if (same_word(word, "other") && !counted && !unit) {
            count = 2;
            counted = true;
            continue;
        }
        if (const auto value = number(word); value && !counted && !unit) {
            count = *value;
            counted = true;
        } else if (name != names.end() && !unit) {
            unit = name->days;
        } else {
            return std::nullopt;
        }
    }
    if ((!unit && !counted) || count < 1 || count > longest / unit.value_or(1)) return std::nullopt;
    return count * unit.value_or(1);
}

std::optional<std::pair<std::string, std::string>> read_link(std::string_view text, std::string_view network) {
    text = trim(text);
    for (const std::string_view scheme : {"x-apple:", "telegram:", "tg:", "instagram:", "facebook:", "linkedin:"}) {
        if (!starts_with_word(text, scheme)) continue;
        text.remove_prefix(scheme.size());
        const auto named = scheme.substr(0, scheme.size() - 1);
        if (named != "x-apple") network = named == "tg" ? "telegram" : named;
    }
    if (text.starts_with("//")) text.remove_prefix(2);
    auto rest = text;
    for (const std::string_view scheme : {"https://", "http://"})
        if (starts_with_word(rest, scheme)) rest.remove_prefix(scheme.size());
    if (rest.find_first_of(" \t\"<>") != std::string_view::npos) return std::nullopt;

    const auto host = host_of(rest);
    if (const auto* found = network_of_host(host)) return {{std::string(found->key), "https://" + std::string(rest)}};
    const auto* named = network_named(network);
    if (named && rest.size() == text.size()) {
        if (text.starts_with('@')) text.remove_prefix(1);
        if (is_handle(text)) return {{std::string(named->key), std::string(named->home) + std::string(text)}};
    }
    if (host.empty()) return std::nullopt;
    return {{"web", (starts_with_word(text, "http://") ? "http://" : "https://") + std::string(rest)}};
}

std::string read_tag(std::string_view text) {
    text = trim(text);
    if (text.starts_with("* ")) text.remove_prefix(2);
    while (text.starts_with('#')) text.remove_prefix(1);
    auto tag = unicode_lower(one_line(text));
    std::replace(tag.begin(), tag.end(), ' ', '-');
    return tag == "mycontacts" || tag == "my-contacts" || tag == "other-contacts" ? std::string() : tag;
}

std::string phone_key(std::string_view phone) {
    phone = trim(phone);
    if (starts_with_word(phone, "tel:")) phone.remove_prefix(4);
    std::string key;
    bool plus = false;
    for (std::size_t at = 0; at < phone.size();) {
        // In +49 (0)30 the zero is dialled only at home.
        if (plus && phone.substr(at).starts_with("(0)")) {
            at += 3;
            continue;
        }
        const auto c = next_code_point(phone, at);
        const auto digit = u_charDigitValue(c);
        if (c == '+' && key.empty())
            plus = true;
        else if (digit >= 0)
            key += static_cast<char>('0' + digit);
        else if (!key.empty() && (c == ';' || c == '#' || u_isalpha(c)))
            break;  // an extension
    }
    if (!plus && key.starts_with("00")) {
        key.erase(0, 2);
        plus = true;
    }
    return plus && !key.empty() ? "+" + key : key;
}

std::string email_key(std::string_view email) {
    email = trim(email);
    if (starts_with_word(email, "mailto:")) email.remove_prefix(7);
    return unicode_lower(trim(email));
}

}  // namespace nudged::address_book
