#include "daemon/messages/ways.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

constexpr std::string_view call_channel = "call";

struct Known {
    std::string_view key, channel;
    Key label;
};
constexpr std::array<Known, 6> known_ways{{{"call", call_channel, "way.call"},
                                           {"text", "text", "way.text"},
                                           {"whatsapp", "messenger", "way.whatsapp"},
                                           {"email", "email", "way.email"},
                                           {"telegram", "messenger", "way.telegram"},
                                           {"linkedin", "linkedin", "way.linkedin"}}};

Way way(std::string_view key, std::string url) {
    const auto& known = *std::ranges::find(known_ways, key, &Known::key);
    return {std::string(known.key), worded(known.label), std::string(known.channel), std::move(url)};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_unreserved(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' ||
           c == '~';
}

std::string encoded(std::string_view text, std::string_view as_they_are = {}) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c) || as_they_are.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out.append(1, '%').append(1, hex[byte >> 4U]).append(1, hex[byte & 15U]);
    }
    return out;
}

std::string with_words(std::string url, std::string_view field, std::string_view words) {
    if (!words.empty()) url.append(1, '?').append(field).append(1, '=').append(encoded(words));
    return url;
}

std::string value_of(const Addresses& addresses, const std::string& kind) {
    const auto found = addresses.find(kind);
    return found == addresses.end() ? "" : one_line(found->second);
}

bool is_page(std::string_view address) { return address.starts_with("https://") || address.starts_with("http://"); }

// "@nicole", "t.me/nicole", "https://www.linkedin.com/in/nicole/": what names the person there.
std::string handle(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    while (address.ends_with('/')) address.remove_suffix(1);
    if (const auto slash = address.rfind('/'); slash != std::string_view::npos) address.remove_prefix(slash + 1);
    if (address.starts_with('@')) address.remove_prefix(1);
    const bool one_word = !address.empty() && address.find(' ') == std::string_view::npos;
    return one_word ? encoded(address) : "";
}

void by_phone(const Addresses& addresses, std::string_view words, std::vector<Way>& ways) {
    const std::string phone = dialled(value_of(addresses, "phone"));
    if (!phone.empty()) {
        ways.push_back(way("call", "tel:" + phone));
        ways.push_back(way("text", with_words("sms:" + phone, "body", words)));
    }
    std::string there = dialled(value_of(addresses, "whatsapp"));
    if (there.empty()) there = phone;
    // A number of which the country is not known would be somebody else's.
    if (there.starts_with('+'))
        ways.push_back(way("whatsapp", with_words("https://wa.me/" + there.substr(1), "text", words)));
}

void by_page(const Addresses& addresses, std::vector<Way>& ways) {
    if (const std::string telegram = handle(value_of(addresses, "telegram")); !telegram.empty())
        ways.push_back(way("telegram", "https://t.me/" + telegram));
    const std::string linkedin = value_of(addresses, "linkedin");
    if (is_page(linkedin) && linkedin.find(' ') == std::string::npos)
        ways.push_back(way("linkedin", encoded(linkedin, ":/?#[]@!$&'()*+,;=%")));
    else if (const std::string there = handle(linkedin); !there.empty())
        ways.push_back(way("linkedin", "https://www.linkedin.com/in/" + there));
}

}  // namespace

// The digits as they were written: to know every country's ways of writing them takes libphonenumber, which is more
// than the daemon's whole reserve of memory. "(0)" behind an international prefix is not dialled anywhere.
std::string dialled(std::string_view phone) {
    std::string written(phone);
    const bool international = written.find('+') != std::string::npos || written.starts_with("00");
    if (const auto trunk = written.find("(0)"); international && trunk != std::string::npos) written.erase(trunk, 3);
    std::string digits;
    for (const char c : written) {
        if (is_digit(c))
            digits += c;
        else if (std::string_view{" ()/.-+\t"}.find(c) == std::string_view::npos && !digits.empty() &&
                 static_cast<unsigned char>(c) < 0x80)
            break;  // "ext. 12", "x12"
    }
    if (written.starts_with("00")) digits.erase(0, std::min<std::size_t>(2, digits.size()));
    constexpr std::size_t shortest = 3;
    if (digits.size() < shortest) return "";
    return (international ? "+" : "") + digits;
}

std::vector<Way> ways_to(const Addresses& addresses, std::string_view words) {
    std::vector<Way> ways;
    by_phone(addresses, words, ways);
    if (const std::string email = value_of(addresses, "email"); email.find('@') != std::string::npos)
        ways.push_back(way("email", with_words("mailto:" + encoded(email, "@+"), "body", words)));
    by_page(addresses, ways);
    return ways;
}

std::string channel_of_words(const std::vector<Way>& ways) {
    std::string only;
    for (const Way& way : ways) {
        if (way.channel == call_channel) continue;
        if (!only.empty() && only != way.channel) return "";
        only = way.channel;
    }
    return only;
}

std::string channel_of_way(std::string_view key) {
    const auto known = std::ranges::find(known_ways, key, &Known::key);
    return known == known_ways.end() ? "" : std::string(known->channel);
}

Button opens(const Way& way, const Whom& whom, std::string_view words, const Passages& passages) {
    auto passage = passages ? passages(whom.contact, way, words) : Passage{};
    Button button;
    button.label = way.label;
    button.url = passage.url.empty() ? way.url : std::move(passage.url);
    button.action = std::move(passage.action);
    button.accessible = worded("nudge.button.whom", {{"label", way.label}, {"name", shown_name(whom.name)}});
    return button;
}

}  // namespace nudged::messages
