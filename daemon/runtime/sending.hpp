// The dispatcher's thread: sleeps in the network until something has come back or there is something to send.
#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "connectors/http/http_engine.hpp"
#include "daemon/runtime/dispatcher.hpp"

namespace nudged::runtime {

class SendingThread {
public:
    // The engine is the one that the dispatcher sends through; both are this thread's alone from start to stop.
    SendingThread(Dispatcher& dispatcher, http::HttpEngine& engine) : dispatcher_(dispatcher), engine_(engine) {}
    ~SendingThread() { stop(std::chrono::seconds{0}); }
    SendingThread(const SendingThread&) = delete;
    SendingThread& operator=(const SendingThread&) = delete;

    void start();
    void wake();  // any thread
    // Claims no more, lets what is in flight end for at most `patience`, records what came of it. At once when idle.
    void stop(std::chrono::milliseconds patience);

private:
    void loop();
    void drain();
    // While the store cannot record, `idle` grows.
    void step(std::chrono::milliseconds& idle);

    Dispatcher& dispatcher_;
    http::HttpEngine& engine_;
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> woken_ = false;  // since the last step began
    std::chrono::milliseconds patience_{0};
    std::chrono::milliseconds pause_{1'000};  // after the next failure
    std::thread thread_;
};

}  // namespace nudged::runtime
