// Where connections come in: one thread that accepts, threads that handle, and how many of both.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "daemon/runtime/web_connection.hpp"

namespace httplib {
class ThreadPool;
}

namespace nudged::web {

class Door {
public:
    using Task = std::function<void(Connection&)>;

    // `serve` is called on a handler's thread; `turn_away`, which must not block, for a connection without a place.
    Door(const WebLimits& limits, const Signal& stop, Task serve, Task turn_away);
    ~Door();

    void open(int listening);
    void close();  // when the stop signal is raised: joins
    // Raised while connections wait for a handler.
    [[nodiscard]] const Signal& crowded() const { return crowded_; }
    [[nodiscard]] bool is_crowded();

private:
    void accept_all(int listening);
    void admit(Descriptor socket, const Peer& peer);
    [[nodiscard]] bool enter(const Peer& peer);
    void leave(const Peer& peer);

    const WebLimits& limits_;
    const Signal& stop_;
    Task serve_;
    Task turn_away_;
    std::unique_ptr<httplib::ThreadPool> handlers_;
    std::thread accepting_;

    std::mutex mutex_;  // of what follows
    std::size_t open_ = 0;
    std::map<std::string, std::size_t> open_by_address_;
    Signal crowded_;
};

}  // namespace nudged::web
