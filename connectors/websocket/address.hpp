// Where a WebSocket leads.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nudged::websocket {

struct Address {
    bool encrypted = true;
    std::string host;
    std::string port;
    std::string target;  // path and query
    bool operator==(const Address&) const = default;
};

// Absent when it is neither wss, nor ws to a loopback address; what is unencrypted stays on this machine.
[[nodiscard]] std::optional<Address> address_in(std::string_view url);

}  // namespace nudged::websocket
