#include "daemon/runtime/web_message.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace nudged::web {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}
bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

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

// Absent when an escape is malformed.
std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            result += ' ';
        } else if (text[i] == '%') {
            unsigned value = 0;
            const char* begin = text.data() + i + 1;
            if (text.size() - i < 3 || std::from_chars(begin, begin + 2, value, 16).ptr != begin + 2)
                return std::nullopt;
            result += static_cast<char>(value);
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

// Each returns 0, or the status to refuse the request with.
int read_request_line(std::string_view line, Request& request) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == line.npos || first == last) return 400;
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(method) || !target.starts_with('/') ||
        !std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; }))
        return 400;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return version.starts_with("HTTP/") ? 505 : 400;
    if (method != "GET" && method != "HEAD" && method != "POST") return 405;
    const auto path = decoded(target.substr(0, target.find('?')), false);
    if (!path || path->find('\0') != std::string::npos) return 400;
    request.method = method;
    request.path = *path;
    if (const auto mark = target.find('?'); mark != target.npos) request.query = target.substr(mark + 1);
    request.keep_alive = version == "HTTP/1.1";
    return 0;
}

int read_header_line(std::string_view line, Request& request) {
    const auto colon = line.find(':');
    if (colon == line.npos || !is_token(line.substr(0, colon)) || has_control(line)) return 400;
    const std::string name = lower(line.substr(0, colon));
    const auto value = trim(line.substr(colon + 1));
    const auto [found, is_new] = request.headers.emplace(name, value);
    if (is_new) return 0;
    if (name == "host" || name == "content-length") return 400;
    found->second.append(name == "cookie" ? "; " : ", ").append(value);
    return 0;
}

int read_meaning(Request& request) {
    const auto& headers = request.headers;
    if (headers.contains("transfer-encoding")) return 411;
    if (headers.contains("content-encoding")) return 415;
    if (headers.contains("expect")) return 417;
    if (!headers.contains("host")) return 400;
    if (const auto length = headers.find("content-length"); length != headers.end()) {
        const auto& digits = length->second;
        if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return 400;
        if (digits.size() > 15) return 413;
        std::from_chars(digits.data(), digits.data() + digits.size(), request.content_length);
    } else if (request.method == "POST") {
        return 411;
    }
    if (lower(request.header("connection")).find("close") != std::string::npos) request.keep_alive = false;
    return 0;
}

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 204:
            return "No Content";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 411:
            return "Length Required";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Status";
    }
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
        if (decoded(part.substr(0, equals), true) != name) continue;
        return decoded(part.substr(std::min(part.size(), equals + 1)), true);
    }
    return std::nullopt;
}

HeadReading read_head(std::string_view bytes, const HeadLimits& limits) {
    const auto refuse = [](int status) { return HeadReading{std::nullopt, 0, status}; };
    const auto first_line = bytes.substr(0, limits.request_line + 2).find("\r\n");
    if (first_line == bytes.npos) return bytes.size() > limits.request_line ? refuse(414) : HeadReading{};
    const auto end = bytes.substr(0, limits.bytes).find("\r\n\r\n");
    if (end == bytes.npos) return bytes.size() >= limits.bytes ? refuse(431) : HeadReading{};

    Request request;
    if (const int status = read_request_line(bytes.substr(0, first_line), request)) return refuse(status);
    auto rest = bytes.substr(0, end + 2).substr(first_line + 2);
    for (std::size_t lines = 0; !rest.empty(); ++lines) {
        if (lines == limits.lines) return refuse(431);
        const auto line = rest.substr(0, rest.find("\r\n"));
        if (const int status = read_header_line(line, request)) return refuse(status);
        rest.remove_prefix(line.size() + 2);
    }
    if (const int status = read_meaning(request)) return refuse(status);
    return {std::move(request), end + 4, 0};
}

std::string head_of(const Response& response, std::optional<std::size_t> content_length, bool keep_alive) {
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + " ";
    text.append(reason(response.status)).append("\r\n");
    const auto add = [&text](std::string_view name, std::string_view value) {
        if (has_control(value)) throw std::invalid_argument("a control character in the header " + std::string(name));
        text.append(name).append(": ").append(value).append("\r\n");
    };
    bool cached = false;
    for (const auto& [name, value] : response.headers) {
        add(name, value);
        cached = cached || lower(name) == "cache-control";
    }
    if (!cached) add("Cache-Control", "no-store");
    if (content_length) add("Content-Length", std::to_string(*content_length));
    if (content_length != 0) add("Content-Type", response.content_type);
    add("Connection", keep_alive ? "keep-alive" : "close");
    add("Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'");
    add("X-Content-Type-Options", "nosniff");
    add("Referrer-Policy", "no-referrer");
    return text + "\r\n";
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

}  // namespace nudged::web
