// The web server: bounded in time, memory, threads and connections, because it may face the network.
//
// Debian's cpp-httplib 0.11.4 has none of these bounds and cannot be given them without replacing its reading, its
// waiting and its stopping; what would be left of it is smaller than the seams. So the command line uses its client,
// and this is a server of our own that does GET, HEAD and POST and refuses the rest.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

#include "daemon/runtime/web_front.hpp"
#include "daemon/runtime/web_message.hpp"
#include "daemon/runtime/web_socket.hpp"

namespace nudged::web {

// The body of a request, piece by piece as it comes.
class Upload {
public:
    Upload(Connection& connection, const WebLimits& limits, const Signal& stop, std::size_t bytes_per_second);

    // Blocks for the next piece, which is valid until the next call. Empty: there will be no more.
    [[nodiscard]] std::string_view next();
    // False after the last piece: it was cut (peer gone, too slow, server stopping). Drop what came; what the handler
    // then returns is not sent.
    [[nodiscard]] bool complete() const { return left_ == 0; }
    [[nodiscard]] bool cut() const { return cut_; }
    [[nodiscard]] bool late() const { return late_; }  // it was cut because it was too slow

private:
    Connection& connection_;
    const WebLimits& limits_;
    const Signal& stop_;
    std::size_t bytes_per_second_;  // what earns more time; 0 = nothing does
    std::size_t left_;
    std::string piece_;
    bool late_ = false;
    bool cut_ = false;
};

// An answer that goes on: server-sent events. Lives on one handler thread, which ends it by returning.
class EventStream {
public:
    EventStream(int fd, const Signal& stop, std::chrono::milliseconds write_time);

    // Sends the bytes as they are ("id: 7\ndata: {}\n\n"). False: the stream has ended.
    bool send(std::string_view event);
    // Until WebServer::notify (also one since the last wait), or that long. False: the page has gone or the server
    // stops.
    [[nodiscard]] bool wait(std::chrono::milliseconds longest);
    void notify() const { news_.raise(); }

private:
    int fd_;
    const Signal& stop_;
    std::chrono::milliseconds write_time_;
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
    // A name we are reached by, besides loopback and the address listened on. Others are refused with 421.
    void accept_host(std::string_view host);

    // One of these once, before start; connections wait from here on. Throw std::runtime_error with a sentence. A host
    // is an address or "localhost"; port 0 lets the system choose.
    void listen(const std::string& host, std::uint16_t port);
    // For processes of this user (or root) alone; any Host is accepted. The file is removed by stop.
    void listen_unix(const std::filesystem::path& path);
    [[nodiscard]] std::uint16_t port() const { return bound_port(listening_); }

    void start();
    // Wakes streams and readers, lets handlers end, joins. Any thread but a handler's, at any moment, more than once;
    // a start after it does nothing.
    void stop();
    // Wakes every event stream. Any thread.
    void notify();

private:
    struct Events {
        Gate gate;
        EventHandler handler;
    };
    class StreamPlace;
    struct Route {
        std::string path;
        bool post = false;
        std::size_t limit = 0;
        std::variant<Handler, UploadHandler, Events> handler;
    };

    [[nodiscard]] bool is_our_host(std::string_view host) const;
    [[nodiscard]] Front::Verdict judge(const Request& request) const;
    bool hand(std::unique_ptr<Connection>& connection);
    void handler_loop();
    void serve(Connection& connection);
    void serve_events(Connection& connection, const Events& events);
    void answer(Connection& connection, const Response& response, bool keep_alive);

    const WebLimits limits_;
    std::vector<Route> routes_;
    std::set<std::string, std::less<>> hosts_;
    bool any_host_ = false;     // a unix socket
    bool any_address_ = false;  // listening on all of this machine's
    std::filesystem::path socket_file_;
    Descriptor listening_;
    Signal stop_signal_;
    Front front_;

    std::mutex lifecycle_;
    bool stopped_ = false;
    std::thread front_thread_;

    std::mutex mutex_;  // of what follows
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Connection>> queue_;
    std::vector<std::thread> handlers_;
    std::size_t idle_handlers_ = 0;
    bool stopping_ = false;
    std::set<const EventStream*> streams_;
};

}  // namespace nudged::web
