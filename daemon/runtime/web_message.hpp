// Requests and answers of the web server as its handlers see them. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nudged::web {

struct Request {
    std::string method;                          // GET, HEAD or POST
    std::string path;                            // percent-decoded; begins with '/'
    std::string query;                           // as it came, for form_value
    std::map<std::string, std::string> headers;  // names in lower case; percent-decoded; joined when it came twice
    std::size_t content_length = 0;
    std::string body;    // empty where the handler streams it
    std::string remote;  // the peer's address; "unix" on a unix socket

    [[nodiscard]] std::string_view header(const std::string& lower_case_name) const;  // empty when absent
    [[nodiscard]] std::optional<std::string> cookie(std::string_view name) const;
};

// The first value of a name in a query or in a form body (application/x-www-form-urlencoded), decoded.
[[nodiscard]] std::optional<std::string> form_value(std::string_view encoded, std::string_view name);

struct Response {
    int status = 200;
    std::string content_type = "text/plain; charset=utf-8";
    std::string body;
    // "Cache-Control" is no-store unless given here. One that holds a line break is not sent.
    std::vector<std::pair<std::string, std::string>> headers;
};

// "https://A.b:1/c" -> "a.b:1"; empty when it is no URL.
[[nodiscard]] std::string authority_of(std::string_view url);
// The host of "host:port" or "[::1]:port", in lower case; empty when it is malformed.
[[nodiscard]] std::string host_name(std::string_view host_and_port);
[[nodiscard]] bool is_loopback(std::string_view host);  // localhost, 127.x.x.x, ::1
[[nodiscard]] std::string lower(std::string_view text);

}  // namespace nudged::web
