#include "daemon/runtime/worker.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace nudged::runtime {

using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds longest_sleep = 30s;
constexpr std::chrono::milliseconds breath = 25ms;  // after a step: what many replies wake it for meanwhile is one step
}  // namespace

Worker::Worker(std::string name, Step step) : name_(std::move(name)), step_(std::move(step)) {}

Worker::~Worker() { stop(); }

void Worker::start() {
    thread_ = std::thread([this] { loop(); });
}

// Once for each step, however many replies wake it: each call of a thread that sleeps costs both of them.
void Worker::wake() {
    {
        const std::lock_guard lock(mutex_);
        if (std::exchange(woken_, true)) return;
    }
    changed_.notify_one();
}

void Worker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Worker::loop() {
    std::chrono::milliseconds pause = 1s;
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return;
            woken_ = false;
        }
        std::chrono::milliseconds sleep{};
        try {
            sleep = std::clamp<std::chrono::milliseconds>(step_(), 0ms, longest_sleep);
            pause = 1s;
        } catch (const std::exception& error) {
            spdlog::error("{}: {}; trying again in {} s", name_, error.what(), pause / 1s);
            sleep = pause;
            pause = std::min(pause * 2, longest_sleep);
        }
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, std::min(sleep, breath), [this] { return stopping_; })) return;
        changed_.wait_for(lock, std::max(sleep - breath, 0ms), [this] { return woken_ || stopping_; });
    }
}

}  // namespace nudged::runtime
