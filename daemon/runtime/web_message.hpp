// Requests and answers of the web server, and the strict reading of a request's head. Pure.
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
    std::map<std::string, std::string> headers;  // names in lower case; what came twice is joined with ", "
    std::size_t content_length = 0;
    bool keep_alive = false;
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
    std::vector<std::pair<std::string, std::string>> headers;  // "Cache-Control" is no-store unless given here
};

struct HeadLimits {
    std::size_t request_line = 2 * 1024;
    std::size_t bytes = 16 * 1024;  // all of the head
    std::size_t lines = 64;
};

struct HeadReading {
    std::optional<Request> request;  // complete and well formed
    std::size_t length = 0;          // of its head in bytes
    int refused = 0;                 // the status to refuse it with; 0 = not refused
    // neither: more bytes are needed
};

// Reads a head from the beginning of what a connection has sent. Accepts less than HTTP allows, so that no two readers
// can disagree about where a request ends: no Transfer-Encoding (411), Content-Encoding (415) or Expect (417), one
// Content-Length, one Host, lines ended by CR LF and never folded, no absolute target.
[[nodiscard]] HeadReading read_head(std::string_view bytes, const HeadLimits& limits);

// Status line and headers up to and with the empty line. `content_length` is absent for a stream, which ends with the
// connection. Throws std::invalid_argument when a header of ours holds a control character.
[[nodiscard]] std::string head_of(const Response& response, std::optional<std::size_t> content_length, bool keep_alive);

// The host of "host:port" or "[::1]:port", in lower case; empty when it is malformed.
[[nodiscard]] std::string host_name(std::string_view host_and_port);
[[nodiscard]] bool is_loopback(std::string_view host);  // localhost, 127.x.x.x, ::1

}  // namespace nudged::web
