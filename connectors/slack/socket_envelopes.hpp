// Socket Mode: what comes and goes over the socket, one JSON text each. The socket itself is elsewhere.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

#include "connectors/slack/events.hpp"

namespace nudged::slack {

// Only now are we connected.
struct Hello {
    std::string app;                // its id; may be empty
    std::chrono::seconds lasts{0};  // about how long this connection will live; 0 = not said
    std::int64_t connections = 0;   // of this app, this one too: more than one share the envelopes between them
    bool operator==(const Hello&) const = default;
};

// This connection is about to end.
struct Disconnect {
    enum class Why {
        renewed,       // open another, and close this one once that has said hello
        switched_off,  // Socket Mode is off in the app's settings: tell the operator, try again slowly
        too_many,      // ten connections are open: somebody else runs with this token; back off
    };
    Why why = Why::renewed;
    bool operator==(const Disconnect&) const = default;
};

// Acknowledged on the same socket within 3 s, once what it brought is committed; else it comes again, perhaps on
// another. So is one that cannot be read, as far as its id can be found: it would only come again as it is.
struct Envelope {
    std::string id;
    Received received;
    bool operator==(const Envelope&) const = default;
};

// A frame of no known kind, or without an id: there is nothing to acknowledge.
struct UnknownFrame {
    bool operator==(const UnknownFrame&) const = default;
};

using Frame = std::variant<Hello, Disconnect, Envelope, UnknownFrame>;

[[nodiscard]] Frame read_frame(std::string_view text);
[[nodiscard]] std::string acknowledgement(const Envelope&);

}  // namespace nudged::slack
