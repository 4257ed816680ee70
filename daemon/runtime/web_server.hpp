// The web server: cpp-httplib's, bounded in time, memory, threads and connections, because it may face the network.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/runtime/web_connection.hpp"
#include "daemon/runtime/web_message.hpp"

namespace nudged::web {

// The body of a request, piece by piece as it comes.
class Upload {
public:
    Upload(Connection& connection, std::size_t bytes_per_second)
        : connection_(connection), bytes_per_second_(bytes_per_second) {}

    // Blocks for the next piece, which is valid until the next call. Empty: there will be no more.
    [[nodiscard]] std::string_view next() { return connection_.read_body(bytes_per_second_); }
    // False after the last piece: it was cut (peer gone, too slow, server stopping). Drop what came; what the handler
    // then returns is not sent.
    [[nodiscard]] bool complete() const { return connection_.body_left() == 0; }

    // Whether somebody still waits for the answer: false when the peer has gone or the server stops. Does not block.
    [[nodiscard]] bool is_wanted() const { return connection_.is_wanted(); }

private:
    Connection& connection_;
    std::size_t bytes_per_second_;
};

// An answer that goes on: server-sent events. Lives on one handler thread, which ends it by returning.
class EventStream {
public:
    explicit EventStream(Connection& connection) : connection_(connection) {}

    // Sends the bytes as they are ("id: 7\ndata: {}\n\n"). False: the stream has ended.
    bool send(std::string_view event);
    // Until WebServer::notify (also one since the last wait), or that long. False: the page has gone or the server
    // stops.
    [[nodiscard]] bool wait(std::chrono::milliseconds longest);
    void notify() const { news_.raise(); }

private:
    Connection& connection_;
    Signal news_;
    bool ended_ = false;
};

// Handlers run on several threads at once. One that throws is logged and answered 500 without a word of why.
using Handler = std::function<Response(const Request&)>;
using UploadHandler = std::function<Response(const Request&, Upload&)>;
// Before a stream is opened: a response refuses it.
using Gate = std::function<std::optional<Response>(const Request&)>;
using EventHandler = std::function<void(const Request&, EventStream&)>;

class WebServer {
public:
    explicit WebServer(WebLimits limits = {});
    ~WebServer();  // stops
    WebServer(const WebServer&) = delete;
    WebServer& operator=(const WebServer&) = delete;

    // Before start only. A path is exact, or a prefix when it ends with "/*". A longer body than `limit` bytes is
    // refused with 413 before it is read.
    void get(std::string path, Handler handler);  // and HEAD
    void post(std::string path, std::size_t limit, Handler handler);
    void upload(std::string path, std::size_t limit, UploadHandler handler);
    void events(std::string path, Gate gate, EventHandler handler);
    // An address we are reached at through a proxy ("https://nudged.example:8443", of which a path is left out),
    // besides loopback and the address listened on. Other hosts are refused with 421, and with 403 what a page posts
    // that did not come from the host asked or from here.
    void accept_address(std::string_view url);

    // One of these once, before start; connections wait from here on. Throw std::runtime_error with a sentence. A host
    // is an address or "localhost"; port 0 lets the system choose.
    void listen(const std::string& host, std::uint16_t port);
    // For processes of this user (or root) alone; any Host is accepted. The file is removed by stop.
    void listen_unix(const std::filesystem::path& path);
    [[nodiscard]] std::uint16_t port() const;

    void start();
    // Wakes streams and readers, lets handlers end, joins. Any thread but a handler's, at any moment, more than once;
    // a start after it does nothing.
    void stop();
    // Wakes every event stream. Any thread.
    void notify();

private:
    class Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace nudged::web
