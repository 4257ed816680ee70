#include "daemon/runtime/web_head.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>

#include "daemon/runtime/web_message.hpp"

namespace nudged::web {

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view hex_digits = "0123456789abcdefABCDEF";
constexpr std::string_view token_characters =
    "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t longest_line = 8 * 1024 - 2;  // cpp-httplib takes no more

bool consists_of(std::string_view text, std::string_view characters) {
    return !text.empty() && text.find_first_not_of(characters) == text.npos;
}

bool is_target(std::string_view target) {
    if (!target.starts_with('/')) return false;
    if (std::any_of(target.begin(), target.end(), [](char c) { return c <= 0x20 || c >= 0x7f; })) return false;
    for (auto at = target.find('%'); at != target.npos; at = target.find('%', at + 1)) {
        const auto code = target.substr(at + 1, 2);
        if (code.size() != 2 || !consists_of(code, hex_digits) || code == "00") return false;
    }
    return true;
}

// This and the next return 0, or the status to refuse the request with.
int check_request_line(std::string_view line, bool& is_post) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == line.npos || first == last) return 400;
    const auto method = line.substr(0, first);
    const auto version = line.substr(last + 1);
    if (!consists_of(method, token_characters) || !is_target(line.substr(first + 1, last - first - 1))) return 400;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return version.starts_with("HTTP/") ? 505 : 400;
    is_post = method == "POST";
    return is_post || method == "GET" || method == "HEAD" ? 0 : 405;
}

int check_header(std::string_view line, std::map<std::string, std::string_view>& once) {
    static const std::map<std::string_view, int> refused{
        {"transfer-encoding", 411}, {"content-encoding", 415}, {"range", 416}, {"upgrade", 400}};
    const auto colon = line.find(':');
    const auto is_control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; };
    if (colon == line.npos || !consists_of(line.substr(0, colon), token_characters) ||
        std::any_of(line.begin(), line.end(), is_control))
        return 400;
    if (line.size() > longest_line) return 431;
    const std::string name = lower(line.substr(0, colon));
    if (const auto found = refused.find(name); found != refused.end()) return found->second;
    if (name == "expect" && lower(line.substr(colon + 1)).find("100-continue") == std::string::npos) return 417;
    if (name != "host" && name != "content-length") return 0;
    return once.emplace(name, line.substr(colon + 1)).second ? 0 : 400;
}

int read_length(std::string_view text, std::size_t& length) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    text = text.substr(0, text.find_last_not_of(" \t") + 1);
    if (!consists_of(text, digits)) return 400;
    if (text.size() > 15) return 413;
    std::from_chars(text.data(), text.data() + text.size(), length);
    return 0;
}

}  // namespace

HeadReading check_head(std::string_view bytes, const HeadLimits& limits) {
    HeadReading reading;
    const auto refuse = [&reading](int status) {
        reading.refused = status;
        return reading;
    };
    const auto first_line = bytes.substr(0, limits.request_line + 2).find("\r\n");
    if (first_line == bytes.npos) return refuse(bytes.size() > limits.request_line ? 414 : 0);
    const auto end = bytes.substr(0, limits.bytes).find("\r\n\r\n");
    if (end == bytes.npos) return refuse(bytes.size() >= limits.bytes ? 431 : 0);

    bool is_post = false;
    if (const int status = check_request_line(bytes.substr(0, first_line), is_post)) return refuse(status);
    std::map<std::string, std::string_view> once;
    auto rest = bytes.substr(0, end + 2).substr(first_line + 2);
    for (std::size_t lines = 0; !rest.empty(); ++lines) {
        if (lines == limits.lines) return refuse(431);
        const auto line = rest.substr(0, rest.find("\r\n"));
        if (const int status = check_header(line, once)) return refuse(status);
        rest.remove_prefix(line.size() + 2);
    }
    if (!once.contains("host")) return refuse(400);
    if (const auto length = once.find("content-length"); length != once.end()) {
        if (const int status = read_length(length->second, reading.content_length)) return refuse(status);
    } else if (is_post) {
        return refuse(411);
    }
    reading.length = end + 4;
    return reading;
}

}  // namespace nudged::web
