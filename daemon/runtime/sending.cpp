#include "daemon/runtime/sending.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace nudged::runtime {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

namespace {
constexpr std::chrono::milliseconds after_a_failure = 1s;
constexpr std::chrono::milliseconds longest_pause = 30s;  // the clock may be set meanwhile
constexpr std::chrono::milliseconds breath = 25ms;  // after a step: what many replies wake it for meanwhile is one step
}  // namespace

void SendingThread::start() {
    thread_ = std::thread([this] { loop(); });
}

// Once for each step, however many replies wake it: each call of a thread that sleeps costs both of them.
void SendingThread::wake() {
    if (!woken_.exchange(true)) engine_.wake();
}

void SendingThread::stop(std::chrono::milliseconds patience) {
    if (!thread_.joinable()) return;
    patience_ = patience;
    stopping_ = true;
    engine_.wake();
    thread_.join();
}

void SendingThread::step(std::chrono::milliseconds& idle) {
    try {
        idle = dispatcher_.step();
        pause_ = after_a_failure;
    } catch (const std::exception& error) {
        spdlog::error("sending: {}; trying again in {} s", error.what(), pause_ / 1s);
        idle = pause_;
        pause_ = std::min(pause_ * 2, longest_pause);
    }
}

void SendingThread::loop() {
    while (!stopping_) {
        std::chrono::milliseconds idle{};
        woken_ = false;
        step(idle);
        const auto rested = Steady::now() + breath;
        if (!stopping_) engine_.run(std::min(idle, longest_pause));
        while (!stopping_ && Steady::now() < rested)
            engine_.run(std::chrono::ceil<std::chrono::milliseconds>(rested - Steady::now()));
    }
    drain();
}

void SendingThread::drain() {
    dispatcher_.claim_no_more();
    const auto until = Steady::now() + patience_;
    std::chrono::milliseconds idle{};
    while (dispatcher_.in_flight() > 0 && Steady::now() < until) {
        engine_.run(std::min(std::chrono::ceil<std::chrono::milliseconds>(until - Steady::now()), after_a_failure));
        step(idle);
    }
    engine_.cancel_all();  // what has not answered is in doubt, and recorded as such
    step(idle);
}

}  // namespace nudged::runtime
