// A server of a few lines for one test: each connection is handed to the test's own function, on a thread of its own.
// Destroy the engine first: the server waits for its peers to hang up.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace nudged::test {

// One accepted connection.
class Peer {
public:
    explicit Peer(int socket) : socket_(socket) {}
    ~Peer() {
        if (socket_ >= 0) close(socket_);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    // The next request with its body; empty when the other side has hung up.
    std::string request() {
        std::string text;
        for (;;) {
            const auto head = text.find("\r\n\r\n");
            if (head != std::string::npos) {
                const auto length = text.find("Content-Length: ");
                const auto body = length == std::string::npos ? 0 : std::stoul(text.substr(length + 16));
                if (text.size() >= head + 4 + body) return text;
            }
            char chunk[4096];
            const auto got = recv(socket_, chunk, sizeof chunk, 0);
            if (got <= 0) return "";
            text.append(chunk, static_cast<std::size_t>(got));
        }
    }
    void write(const std::string& text) {
        std::size_t done = 0;
        while (done < text.size()) {
            const auto sent = send(socket_, text.data() + done, text.size() - done, MSG_NOSIGNAL);
            if (sent <= 0) return;
            done += static_cast<std::size_t>(sent);
        }
    }
    void answer(int status, const std::string& body, const std::string& headers = "") {
        write("HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
              headers + "\r\n" + body);
    }
    // Ends the connection with RST instead of FIN.
    void reset() {
        const linger at_once{1, 0};
        setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        close(socket_);
        socket_ = -1;
    }
    // Until the other side hangs up.
    void wait() {
        char byte = 0;
        while (recv(socket_, &byte, 1, 0) > 0) {
        }
    }

private:
    int socket_;
};

class LoopbackServer {
public:
    explicit LoopbackServer(std::function<void(Peer&)> serve) : serve_(std::move(serve)) {
        listener_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        if (bind(listener_, generic, size) != 0 || listen(listener_, 16) != 0) throw std::runtime_error("no port");
        getsockname(listener_, generic, &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] {
            for (int one = 0; (one = accept(listener_, nullptr, nullptr)) >= 0;) {
                ++connections;
                serving_.emplace_back([this, one] {
                    Peer peer(one);
                    serve_(peer);
                });
            }
        });
    }
    ~LoopbackServer() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        for (auto& serving : serving_) serving.join();
        close(listener_);
    }
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    [[nodiscard]] std::string url(const std::string& path, const std::string& scheme = "http") const {
        return scheme + "://127.0.0.1:" + std::to_string(port_) + path;
    }

    std::atomic<int> connections = 0;

private:
    std::function<void(Peer&)> serve_;
    int listener_ = -1;
    int port_ = 0;
    std::thread thread_;
    std::vector<std::thread> serving_;  // the accepting thread's until it has ended
};

}  // namespace nudged::test
