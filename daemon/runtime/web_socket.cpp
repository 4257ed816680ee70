#include "daemon/runtime/web_socket.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <poll.h>
#include <spdlog/fmt/fmt.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "daemon/runtime/web_message.hpp"

namespace nudged::web {

namespace {

// Root could become this user anyway, and is who calls the command line of a system service.
bool is_same_user(int fd) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && (peer.uid == geteuid() || peer.uid == 0);
}

}  // namespace

Descriptor::~Descriptor() {
    if (fd_ >= 0) close(fd_);
}

Signal::Signal() : event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (event_.get() < 0) throw std::runtime_error(fmt::format("cannot make an eventfd: {}", std::strerror(errno)));
}
void Signal::raise() const { eventfd_write(event_.get(), 1); }
void Signal::lower() const {
    eventfd_t value = 0;
    eventfd_read(event_.get(), &value);
}

Wait wait_for(int fd, short events, Deadline deadline, const Signal& stop, const Signal* call) {
    std::array<pollfd, 3> waits{{{fd, events, 0}, {stop.fd(), POLLIN, 0}, {call ? call->fd() : -1, POLLIN, 0}}};
    for (;;) {
        int timeout = -1;
        if (deadline != Deadline::max()) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
            timeout = static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
        }
        const int ready = poll(waits.data(), waits.size(), timeout);
        if (ready < 0) continue;
        if (waits[1].revents != 0) return Wait::stopped;
        if (waits[0].revents != 0) return Wait::ready;
        if (waits[2].revents != 0) return Wait::called;
        if (std::chrono::steady_clock::now() >= deadline) return Wait::late;
    }
}

bool is_address(const std::string& host) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
           inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

std::string why_not_listening(int error) {
    switch (error) {
        case EADDRINUSE:
            return "the port is in use; end the program that holds it or listen on another port";
        case EADDRNOTAVAIL:
            return "this machine has no such address; listen on one it has, like 127.0.0.1";
        case EACCES:
            return "only root may listen there; choose a port above 1023";
        default:
            return std::strerror(error);
    }
}

std::pair<Descriptor, Peer> accept_peer(int listening) {
    sockaddr_storage address{};
    socklen_t size = sizeof(address);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    Descriptor socket_(accept4(listening, any, &size, SOCK_CLOEXEC | SOCK_NONBLOCK));
    Peer peer;
    if (socket_.get() < 0) return {std::move(socket_), peer};
    if (address.ss_family == AF_UNIX) {
        peer = {"unix", true, is_same_user(socket_.get())};
        return {std::move(socket_), peer};
    }
    std::array<char, NI_MAXHOST> text{};
    getnameinfo(any, size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
    peer.address = text.data();
    if (peer.address.starts_with("::ffff:")) peer.address.erase(0, 7);
    peer.trusted = is_loopback(peer.address);
    return {std::move(socket_), peer};
}

}  // namespace nudged::web
