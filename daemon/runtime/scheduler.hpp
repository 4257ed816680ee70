// Looks after each owner at the right moment, and after the store once a day.
#pragma once

#include <chrono>

#include "daemon/conversation/exchange.hpp"
#include "daemon/runtime/clock.hpp"
#include "storage/store.hpp"

namespace nudged::runtime {

class Scheduler {
public:
    Scheduler(Store& store, const Clock& clock, const conversation::Rules& rules)
        : store_(store), clock_(clock), rules_(rules) {}

    // Looks after everybody who is due now. Returns how long nobody will be, in real time. With nobody due it costs one
    // indexed look-up, however many owners there are. One thread.
    std::chrono::milliseconds step();

private:
    bool look_after_some();
    void housekeeping();

    Store& store_;
    const Clock& clock_;
    const conversation::Rules& rules_;
    Instant housekeeping_due_{};  // real time
};

}  // namespace nudged::runtime
