#include "daemon/runtime/web_door.hpp"

#include <httplib.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>

namespace nudged::web {

using namespace std::chrono_literals;

Door::Door(const WebLimits& limits, const Signal& stop, Task serve, Task turn_away)
    : limits_(limits), stop_(stop), serve_(std::move(serve)), turn_away_(std::move(turn_away)) {}

Door::~Door() = default;

void Door::open(int listening) {
    handlers_ = std::make_unique<httplib::ThreadPool>(limits_.handlers);
    accepting_ = std::thread([this, listening] { accept_all(listening); });
}

void Door::close() {
    if (accepting_.joinable()) accepting_.join();
    if (handlers_) handlers_->shutdown();
}

bool Door::is_crowded() {
    const std::lock_guard lock(mutex_);
    return open_ > limits_.handlers;
}

// Not cpp-httplib's own loop, which ends for good at the first error that is not its own, like a network gone down.
void Door::accept_all(int listening) {
    while (wait_for(listening, POLLIN, Deadline::max(), stop_) == Wait::ready) {
        auto [socket, peer] = accept_peer(listening);
        if (socket.get() >= 0) {
            if (peer.welcome) admit(std::move(socket), peer);
        } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR && errno != ECONNABORTED) {
            // Out of descriptors or memory: the connection stays with the system meanwhile.
            (void)wait_for(-1, 0, std::chrono::steady_clock::now() + 100ms, stop_);
        }
    }
}

void Door::admit(Descriptor socket, const Peer& peer) {
    const auto connection = std::make_shared<Connection>(std::move(socket), peer.address, limits_, stop_);
    if (!enter(peer)) return turn_away_(*connection);
    handlers_->enqueue([this, connection, peer] {
        serve_(*connection);
        leave(peer);
    });
}

bool Door::enter(const Peer& peer) {
    const std::lock_guard lock(mutex_);
    if (open_ >= std::min(limits_.connections, limits_.handlers + limits_.queue)) return false;
    if (!peer.trusted) {
        auto& open = open_by_address_[peer.address];
        if (open >= limits_.connections_per_address) return false;
        ++open;
    }
    if (++open_ == limits_.handlers + 1) crowded_.raise();
    return true;
}

void Door::leave(const Peer& peer) {
    const std::lock_guard lock(mutex_);
    if (open_-- == limits_.handlers + 1) crowded_.lower();
    const auto found = open_by_address_.find(peer.address);
    if (found != open_by_address_.end() && --found->second == 0) open_by_address_.erase(found);
}

}  // namespace nudged::web
