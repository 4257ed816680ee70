// Outgoing HTTP: many exchanges at a time on one thread, which sleeps while nothing happens.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "connectors/connector.hpp"

namespace nudged::http {

// Makes the process ignore SIGPIPE, since a peer may hang up while it is being written to.
//
// What may be spoken: https with a verified certificate (TLS 1.2 or newer); plain http to loopback addresses alone.
// Redirects are answers, not followed. No proxy is taken from the environment.
//
// libcurl silently sends a request again when a reused connection dies before the first byte of an answer. So a request
// that is not `repeatable` always gets a connection of its own, and none is sent twice behind the caller's back.
//
// One thread uses an engine; wake() may be called from any.
class HttpEngine {
public:
    using Done = std::function<void(HttpResponse)>;

    HttpEngine();
    ~HttpEngine();  // exchanges in flight end without their callback
    HttpEngine(const HttpEngine&) = delete;
    HttpEngine& operator=(const HttpEngine&) = delete;

    // Never blocks and never calls `done` itself: run() does. `done` may call start().
    void start(HttpRequest request, Done done);
    // Carries the exchanges on and calls back for those that have ended. Returns after at least one has, when woken, or
    // after `at_most`, whichever is first. What a callback throws comes out of here; the exchanges stay intact.
    void run(std::chrono::milliseconds at_most);
    // Makes the run() under way, or else the next one, return at once.
    void wake();

    [[nodiscard]] std::size_t in_flight() const { return exchanges_.size() + ended_.size(); }
    // Ends all exchanges at once and calls back for each, with what is known of how far it got.
    void cancel_all();

private:
    struct Exchange;
    struct Multi;

    void end(void* easy, int code);
    bool call_back();

    std::unique_ptr<Multi> multi_;
    std::unordered_map<void*, std::unique_ptr<Exchange>> exchanges_;  // by libcurl's handle
    std::vector<std::pair<Done, HttpResponse>> ended_;                // not called back yet
    std::atomic<bool> woken_ = false;
};

}  // namespace nudged::http
