// What the web server waits for: sockets, and signals from other threads.
#pragma once

#include <chrono>
#include <string>
#include <utility>

namespace nudged::web {

using Deadline = std::chrono::steady_clock::time_point;

// Owns a file descriptor.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Descriptor();
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_ = -1;
};

// Something another thread can wait for in its poll. Stays raised until lowered. Any thread.
class Signal {
public:
    Signal();
    void raise() const;
    void lower() const;
    [[nodiscard]] int fd() const { return event_.get(); }

private:
    Descriptor event_;
};

enum class Wait { ready, late, stopped, called };
// Until `fd` is ready for poll's `events` (or broken, which the next call on it will tell), the deadline is over, or
// one of the signals is raised. The earlier in: stop, fd, call.
[[nodiscard]] Wait wait_for(int fd, short events, Deadline deadline, const Signal& stop, const Signal* call = nullptr);

[[nodiscard]] bool is_address(const std::string& host);  // a number, not a name
[[nodiscard]] std::string why_not_listening(int error);  // an errno as what the person can do

struct Peer {
    std::string address;   // "192.0.2.1"; "unix"
    bool trusted = false;  // on this machine: exempt from limits an address
    bool welcome = true;   // false: another user's process on a unix socket
};
// The next connection, not blocking; a descriptor of -1 when there is none (errno says why).
[[nodiscard]] std::pair<Descriptor, Peer> accept_peer(int listening);

}  // namespace nudged::web
