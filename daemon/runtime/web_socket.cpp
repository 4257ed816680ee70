#include "daemon/runtime/web_socket.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <spdlog/fmt/fmt.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "daemon/runtime/web_message.hpp"

namespace nudged::web {

namespace {

constexpr int backlog = 128;

// Any kind of address; the system wants them all behind the one pointer type.
struct Address {
    sockaddr_storage storage{};
    socklen_t size = sizeof(sockaddr_storage);
    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
    template <typename Kind>
    Kind* as() {
        return reinterpret_cast<Kind*>(&storage);
    }
};

Address tcp_address(const std::string& host, std::uint16_t port) {
    const std::string numeric = host == "localhost" ? "127.0.0.1" : host;
    Address address;
    auto* v4 = address.as<sockaddr_in>();
    if (inet_pton(AF_INET, numeric.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        address.size = sizeof(sockaddr_in);
        return address;
    }
    address = {};
    auto* v6 = address.as<sockaddr_in6>();
    if (inet_pton(AF_INET6, numeric.c_str(), &v6->sin6_addr) != 1)
        throw std::runtime_error(
            fmt::format("cannot listen on {}: it is no address of a machine; write it like 127.0.0.1", host));
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    address.size = sizeof(sockaddr_in6);
    return address;
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

std::string address_text(Address& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.storage.ss_family == AF_INET)
        inet_ntop(AF_INET, &address.as<sockaddr_in>()->sin_addr, text.data(), text.size());
    else
        inet_ntop(AF_INET6, &address.as<sockaddr_in6>()->sin6_addr, text.data(), text.size());
    constexpr std::string_view mapped = "::ffff:";
    const std::string_view whole = text.data();
    return std::string(whole.starts_with(mapped) ? whole.substr(mapped.size()) : whole);
}

// Root could become this user anyway, and is who calls the command line of a system service.
bool is_same_user(int fd) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && (peer.uid == geteuid() || peer.uid == 0);
}

// Waits until `fd` is ready. `done` = it is, or broken, which the next call on it will tell.
Transfer wait_for(int fd, short events, Deadline deadline, const Signal& stop) {
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return Transfer::late;
        std::array<pollfd, 2> waits{{{fd, events, 0}, {stop.fd(), POLLIN, 0}}};
        const int ready =
            poll(waits.data(), waits.size(), static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
        if (waits[1].revents != 0) return Transfer::stopped;
        if (ready > 0) return Transfer::done;
        if (ready < 0 && errno != EINTR) return Transfer::closed;
    }
}

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

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

Descriptor listen_tcp(const std::string& host, std::uint16_t port) {
    Address address = tcp_address(host, port);
    Descriptor socket_(socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int on = 1;
    if (socket_.get() < 0 || setsockopt(socket_.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
        bind(socket_.get(), address.get(), address.size) != 0 || listen(socket_.get(), backlog) != 0)
        throw std::runtime_error(fmt::format("cannot listen on {} port {}: {}", host, port, why_not_listening(errno)));
    return socket_;
}

Descriptor listen_unix(const std::filesystem::path& path) {
    Address address;
    auto* name = address.as<sockaddr_un>();
    name->sun_family = AF_UNIX;
    if (path.native().size() >= sizeof(name->sun_path))
        throw std::runtime_error(
            fmt::format("cannot listen on {}: the path is too long; keep the data in a shorter one", path.string()));
    std::copy(path.native().begin(), path.native().end(), name->sun_path);
    address.size = sizeof(sockaddr_un);

    struct stat about {};
    if (lstat(path.c_str(), &about) == 0 && S_ISSOCK(about.st_mode)) unlink(path.c_str());
    Descriptor socket_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // On Linux a socket's mode before bind is its file's mode after, so that it is never open to others.
    if (socket_.get() < 0 || fchmod(socket_.get(), S_IRUSR | S_IWUSR) != 0 ||
        bind(socket_.get(), address.get(), address.size) != 0 || listen(socket_.get(), backlog) != 0)
        throw std::runtime_error(
            fmt::format("cannot listen on {}: {}", path.string(),
                        errno == EADDRINUSE ? "a file is in the way; move it" : std::strerror(errno)));
    return socket_;
}

std::uint16_t bound_port(const Descriptor& listening) {
    Address address;
    if (getsockname(listening.get(), address.get(), &address.size) != 0) return 0;
    if (address.storage.ss_family == AF_INET) return ntohs(address.as<sockaddr_in>()->sin_port);
    if (address.storage.ss_family == AF_INET6) return ntohs(address.as<sockaddr_in6>()->sin6_port);
    return 0;
}

std::pair<Descriptor, Peer> accept_peer(const Descriptor& listening) {
    Address address;
    Descriptor socket_(accept4(listening.get(), address.get(), &address.size, SOCK_CLOEXEC | SOCK_NONBLOCK));
    Peer peer;
    if (socket_.get() < 0) return {std::move(socket_), peer};
    if (address.storage.ss_family == AF_UNIX) {
        peer = {"unix", true, is_same_user(socket_.get())};
    } else {
        const int on = 1;
        setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        peer.address = address_text(address);
        peer.trusted = is_loopback(peer.address);
    }
    return {std::move(socket_), peer};
}

Transfer read_some(int fd, char* data, std::size_t size, Deadline deadline, const Signal& stop, std::size_t& count) {
    for (;;) {
        if (const auto waited = wait_for(fd, POLLIN, deadline, stop); waited != Transfer::done) return waited;
        const ssize_t read = recv(fd, data, size, 0);
        if (read > 0) {
            count = static_cast<std::size_t>(read);
            return Transfer::done;
        }
        if (read == 0 || !would_block()) return Transfer::closed;
    }
}

Transfer write_all(int fd, std::string_view bytes, Deadline deadline, const Signal& stop) {
    while (!bytes.empty()) {
        const ssize_t written = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (!would_block()) {
            return Transfer::closed;
        } else if (const auto waited = wait_for(fd, POLLOUT, deadline, stop); waited != Transfer::done) {
            return waited;
        }
    }
    return Transfer::done;
}

}  // namespace nudged::web
