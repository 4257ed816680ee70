// Calls over HTTP for a thread that has nothing else to do meanwhile, and that can be stopped at once.
#pragma once

#include <atomic>
#include <chrono>

#include "connectors/http/http_engine.hpp"

namespace nudged::runtime {

// One thread calls and rests; any may wake and stop it.
class Caller {
public:
    // Blocks for the answer. Without one (status 0) when stopped.
    [[nodiscard]] HttpResponse call(HttpRequest request);
    // Until woken, or so long. What wakes it while it does not rest ends the next rest at once.
    void rest(std::chrono::milliseconds at_most);
    void wake() { engine_.wake(); }
    // From now on nothing blocks.
    void stop();
    [[nodiscard]] bool stopped() const { return stopped_; }

private:
    http::HttpEngine engine_;
    std::atomic<bool> stopped_ = false;
};

}  // namespace nudged::runtime
