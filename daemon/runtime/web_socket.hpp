// Sockets of the web server: listening ones, and connections read and written against a deadline.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
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

// Both throw std::runtime_error with a sentence for the person who chose the address.
// The host is an address or "localhost".
[[nodiscard]] Descriptor listen_tcp(const std::string& host, std::uint16_t port);
// A socket for this user alone; one left behind at that path is replaced.
[[nodiscard]] Descriptor listen_unix(const std::filesystem::path& path);
[[nodiscard]] std::uint16_t bound_port(const Descriptor& listening);

struct Peer {
    std::string address;   // "192.0.2.1"; "unix"
    bool trusted = false;  // on this machine: exempt from limits an address
    bool welcome = true;   // false: another user's process on a unix socket
};
// The next connection, not blocking; a descriptor of -1 when there is none (errno says why).
[[nodiscard]] std::pair<Descriptor, Peer> accept_peer(const Descriptor& listening);

enum class Transfer { done, closed, late, stopped };
// Reads at least one byte into [data, data + size), and says in `count` how many. `closed`: the peer has ended or gone.
[[nodiscard]] Transfer read_some(int fd, char* data, std::size_t size, Deadline deadline, const Signal& stop,
                                 std::size_t& count);
[[nodiscard]] Transfer write_all(int fd, std::string_view bytes, Deadline deadline, const Signal& stop);

}  // namespace nudged::web
