// Whether a request over HTTP is Slack's: events, interactivity and slash commands alike.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace nudged::slack {

struct SignedRequest {
    std::string_view timestamp;  // X-Slack-Request-Timestamp; a header that came twice is no header: leave it empty
    std::string_view signature;  // X-Slack-Signature; likewise
    std::string_view body;       // the bytes as they came, before anything was decoded
};

// With one of the secrets (two, while one takes the other's place; an empty one never counts), and made within five
// minutes of `now`, in either direction. Takes the same time for every wrong one.
[[nodiscard]] bool is_signed(const SignedRequest&, const std::vector<std::string>& secrets,
                             std::chrono::sys_seconds now);

}  // namespace nudged::slack
