#include "daemon/runtime/web_message.hpp"

#include <algorithm>
#include <charconv>

namespace nudged::web {

namespace {

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Absent when an escape is malformed.
std::optional<std::string> decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        unsigned value = 0;
        const char* begin = text.data() + i + 1;
        if (text.size() - i < 3 || std::from_chars(begin, begin + 2, value, 16).ptr != begin + 2) return std::nullopt;
        result += static_cast<char>(value);
        i += 2;
    }
    return result;
}

}  // namespace

std::string_view Request::header(const std::string& lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::optional<std::string> Request::cookie(std::string_view name) const {
    auto rest = header("cookie");
    while (!rest.empty()) {
        const auto part = trim(rest.substr(0, rest.find(';')));
        rest.remove_prefix(std::min(rest.size(), rest.find(';')));
        if (!rest.empty()) rest.remove_prefix(1);
        if (part.starts_with(name) && part.substr(name.size()).starts_with('='))
            return std::string(part.substr(name.size() + 1));
    }
    return std::nullopt;
}

std::optional<std::string> form_value(std::string_view encoded, std::string_view name) {
    while (!encoded.empty()) {
        const auto part = encoded.substr(0, encoded.find('&'));
        encoded.remove_prefix(std::min(encoded.size(), part.size() + 1));
        const auto equals = std::min(part.find('='), part.size());
        if (decoded(part.substr(0, equals)) != name) continue;
        return decoded(part.substr(std::min(part.size(), equals + 1)));
    }
    return std::nullopt;
}

std::string authority_of(std::string_view url) {
    const auto slashes = url.find("://");
    if (slashes == url.npos) return {};
    const auto rest = url.substr(slashes + 3);
    return lower(rest.substr(0, rest.find('/')));
}

std::string host_name(std::string_view text) {
    std::size_t end = text.find(':');
    if (text.starts_with('[')) {
        end = text.find(']');
        if (end == text.npos) return {};
        const auto rest = text.substr(end + 1);
        if (!rest.empty() && !rest.starts_with(':')) return {};
        return lower(text.substr(1, end - 1));
    }
    return lower(text.substr(0, end));
}

bool is_loopback(std::string_view host) {
    if (host == "localhost" || host == "::1") return true;
    return host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

}  // namespace nudged::web
