#include "daemon/import/property.hpp"

#include <algorithm>

#include "daemon/import/text.hpp"

namespace nudged::address_book {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string from_quoted_printable(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '=' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low < 0) {
            bytes += text[i];
            continue;
        }
        bytes += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return bytes;
}

std::string from_base64(std::string_view text) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos) continue;
        bits = (bits << 6u) | static_cast<unsigned>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xffu);
    }
    return bytes;
}

// The first of `wanted` outside of double quotes.
std::size_t find_unquoted(std::string_view text, std::string_view wanted) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (!quoted && wanted.find(text[i]) != std::string_view::npos) return i;
    }
    return std::string_view::npos;
}

// Some programs forget to close a quote: then the first colon counts.
std::size_t find_colon(std::string_view line) {
    const auto colon = find_unquoted(line, ":");
    return colon == std::string_view::npos ? line.find(':') : colon;
}

std::string upper(std::string_view text) {
    std::string raised(text);
    for (char& c : raised)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return raised;
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= 60 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
               c == '.';
    });
}

std::string_view without_quotes(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    return text;
}

void read_parameters(std::string_view text, Property& property) {
    while (!text.empty()) {
        const auto end = find_unquoted(text, ";");
        const auto one = trim(text.substr(0, end));
        const auto equals = one.find('=');
        if (equals == std::string_view::npos)
            property.parameters.emplace_back(std::string(), one);
        else
            property.parameters.emplace_back(upper(trim(one.substr(0, equals))),
                                             without_quotes(trim(one.substr(equals + 1))));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

// A backslash and what follows it. Unknown ones ("C:\temp") stay as they are.
void append_escape(std::string& to, char c) {
    if (c == 'n' || c == 'N')
        to += '\n';
    else if (c == ',' || c == ';' || c == '\\' || c == ':')
        to += c;
    else
        (to += '\\') += c;
}

}  // namespace

bool Property::is(std::string_view type) const {
    for (const auto& [key, given] : parameters) {
        if (!key.empty() && key != "TYPE") continue;
        for (const auto part : split(given, ","))
            if (same_word(trim(part), type)) return true;
    }
    return false;
}

std::string_view Property::parameter(std::string_view key) const {
    for (const auto& [other, given] : parameters)
        if (other == key) return given;
    return {};
}

std::optional<Property> read_property(std::string_view line) {
    const auto colon = find_colon(line);
    if (colon == std::string_view::npos) return std::nullopt;
    auto head = line.substr(0, colon);
    const auto semicolon = std::min(head.find(';'), head.size());
    auto name = trim(head.substr(0, semicolon));
    if (!is_name(name)) return std::nullopt;

    Property property;
    if (const auto dot = name.rfind('.'); dot != std::string_view::npos) {
        property.group = name.substr(0, dot);
        name.remove_prefix(dot + 1);
    }
    property.name = upper(name);
    if (semicolon < head.size()) read_parameters(head.substr(semicolon + 1), property);

    std::string bytes(line.substr(colon + 1));
    const auto encoding = property.parameter("ENCODING");
    if (same_word(encoding, "QUOTED-PRINTABLE") || property.is("QUOTED-PRINTABLE"))
        bytes = from_quoted_printable(bytes);
    else if (same_word(encoding, "B") || same_word(encoding, "BASE64") || property.is("BASE64"))
        bytes = from_base64(bytes);
    property.value = to_utf8(std::move(bytes), property.parameter("CHARSET"));
    return property;
}

std::string_view property_name(std::string_view line) {
    auto name = line.substr(0, line.find_first_of(":;"));
    if (name.size() > 60) return {};
    if (const auto dot = name.rfind('.'); dot != std::string_view::npos) name.remove_prefix(dot + 1);
    return trim(name);
}

bool is_quoted_printable(std::string_view line) {
    const auto head = line.substr(0, std::min(line.find(':'), std::size_t{200}));
    constexpr std::string_view wanted = "quoted-printable";
    return head.size() > wanted.size() && ascii_lower(head).find(wanted) != std::string::npos;
}

std::string unescaped(std::string_view value) {
    std::string text;
    text.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\\' && i + 1 < value.size())
            append_escape(text, value[++i]);
        else
            text += value[i];
    }
    return text;
}

std::vector<std::string> unescaped_parts(std::string_view value, char separator) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\\' && i + 1 < value.size())
            append_escape(parts.back(), value[++i]);
        else if (value[i] == separator)
            parts.emplace_back();
        else
            parts.back() += value[i];
    }
    return parts;
}

}  // namespace nudged::address_book
