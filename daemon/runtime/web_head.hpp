// What the web server asks of a request's head before cpp-httplib reads it. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace nudged::web {

struct HeadLimits {
    std::size_t request_line = 2 * 1024;
    std::size_t bytes = 16 * 1024;  // all of the head
    std::size_t lines = 64;
};

struct HeadReading {
    std::size_t length = 0;  // of the head in bytes; 0 = more are needed
    std::size_t content_length = 0;
    int refused = 0;  // the status to refuse it with; 0 = not refused
};

// Judges what a connection has sent so far. cpp-httplib reads nearly anything; this lets less pass than HTTP allows, so
// that no two readers can disagree about where a request ends: no Transfer-Encoding (411), Content-Encoding (415),
// Expect (417), Range (416) or Upgrade, one Content-Length, one Host, lines ended by CR LF and never folded, no
// absolute target.
[[nodiscard]] HeadReading check_head(std::string_view bytes, const HeadLimits& limits);

}  // namespace nudged::web
