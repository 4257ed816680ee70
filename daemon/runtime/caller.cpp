#include "daemon/runtime/caller.hpp"

#include <algorithm>

#include <memory>
#include <optional>

namespace nudged::runtime {

namespace {

constexpr std::chrono::seconds longest_sleep{30};

}  // namespace

HttpResponse Caller::call(HttpRequest request) {
    // Shared, since the exchange may outlive this call when run() throws.
    const auto response = std::make_shared<std::optional<HttpResponse>>();
    engine_.start(std::move(request), [response](HttpResponse got) { *response = std::move(got); });
    while (!*response && !stopped_) engine_.run(longest_sleep);
    if (!*response) engine_.cancel_all();
    return response->value_or(HttpResponse{});
}

void Caller::rest(std::chrono::milliseconds at_most) {
    if (!stopped_) engine_.run(std::min<std::chrono::milliseconds>(at_most, longest_sleep));
}

void Caller::stop() {
    stopped_ = true;
    engine_.wake();
}

}  // namespace nudged::runtime
