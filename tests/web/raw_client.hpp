// A client that sends what it is told, however wrong.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace nudged::test {

class RawClient {
public:
    explicit RawClient(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
    }
    explicit RawClient(const std::string& path) : fd_(socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof(address.sun_path) - 1);
        connected_ = connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
    }
    ~RawClient() { close(fd_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    [[nodiscard]] bool connected() const { return connected_; }
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void finish() { shutdown(fd_, SHUT_WR); }
    // What comes until `end` is in it, or the peer ends, or five seconds are over.
    std::string receive_until(std::string_view end) {
        while (received_.find(end) == std::string::npos && more()) {
        }
        const auto at = received_.find(end);
        const auto length = at == std::string::npos ? received_.size() : at + end.size();
        std::string result = received_.substr(0, length);
        received_.erase(0, length);
        return result;
    }
    // All that comes until the peer ends the connection.
    std::string receive_all() {
        while (more()) {
        }
        return std::exchange(received_, {});
    }
    // One answer with a Content-Length.
    std::string receive_answer() {
        std::string head = receive_until("\r\n\r\n");
        const auto at = head.find("Content-Length: ");
        const std::size_t length = at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
        while (received_.size() < length && more()) {
        }
        head += received_.substr(0, length);
        received_.erase(0, length);
        return head;
    }
    [[nodiscard]] bool ended() const { return ended_; }

private:
    bool more() {
        pollfd wait{fd_, POLLIN, 0};
        if (ended_ || poll(&wait, 1, 5'000) <= 0) return false;
        std::array<char, 16 * 1024> bytes;
        const ssize_t count = recv(fd_, bytes.data(), bytes.size(), 0);
        ended_ = count <= 0;
        if (count > 0) received_.append(bytes.data(), static_cast<std::size_t>(count));
        return count > 0;
    }

    int fd_;
    bool connected_ = false;
    bool ended_ = false;
    std::string received_;
};

}  // namespace nudged::test
