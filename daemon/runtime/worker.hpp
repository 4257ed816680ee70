// A thread that takes one step after another.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace nudged::runtime {

// Calls `step` at once and then after the time each step returns, in real time, but at least every 30 s, because a
// suspended machine or a moved clock gives no other sign. A step that throws is logged and tried again with a growing
// pause (1 s to 30 s).
class Worker {
public:
    using Step = std::function<std::chrono::milliseconds()>;

    Worker(std::string name, Step step);
    ~Worker();  // stops
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start();
    // There may be something to do now. Any thread; may be called before start and after stop.
    void wake();
    // Returns when the step under way has ended. May be called twice.
    void stop();

private:
    void loop();

    std::string name_;
    Step step_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace nudged::runtime
