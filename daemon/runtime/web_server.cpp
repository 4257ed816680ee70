#include "daemon/runtime/web_server.hpp"

#include <fcntl.h>
#include <httplib.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <set>
#include <stdexcept>
#include <vector>

#include "daemon/runtime/web_door.hpp"
#include "daemon/runtime/web_translation.hpp"

namespace nudged::web {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t longest_path = 512;

// The connection that this thread serves: cpp-httplib hands its handlers none.
thread_local Connection* current = nullptr;

// What cpp-httplib reads heads from and writes to. Bodies are not read through it: its reading would undo compression,
// take multipart forms apart and refuse other forms over 8 KiB.
class HeadStream : public httplib::Stream {
public:
    explicit HeadStream(Connection& connection) : connection_(connection) {}
    [[nodiscard]] bool is_readable() const override { return true; }
    [[nodiscard]] bool is_writable() const override { return true; }
    ssize_t read(char* data, std::size_t size) override {
        return static_cast<ssize_t>(connection_.read_head(data, size));
    }
    ssize_t write(const char* data, std::size_t size) override {
        return connection_.write({data, size}) ? static_cast<ssize_t>(size) : -1;
    }
    void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
    void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
    [[nodiscard]] socket_t socket() const override { return 0; }

private:
    Connection& connection_;
};

}  // namespace

bool EventStream::send(std::string_view event) {
    ended_ = ended_ || !connection_.write(event);
    return !ended_;
}

bool EventStream::wait(std::chrono::milliseconds longest) {
    ended_ = ended_ || !connection_.wait_open(longest, news_);
    return !ended_;
}

class WebServer::Engine : public httplib::Server {
public:
    explicit Engine(WebLimits limits_);

    using Answer = std::function<void(const httplib::Request&, httplib::Response&)>;
    void get(const std::string& path, Answer answer);
    void post(const std::string& path, std::size_t limit, std::size_t bytes_per_second, UploadHandler handler);
    void take_listening_socket();

    struct OpenStream;

    const WebLimits limits;
    std::set<std::string, std::less<>> hosts;
    std::set<std::string, std::less<>> proxies;  // with their ports
    bool any_host = false;                       // a unix socket
    bool any_address = false;                    // listening on all of this machine's
    int port = 0;
    std::filesystem::path socket_file;
    Descriptor listening;

    std::mutex lifecycle;
    bool started = false;
    bool stopped = false;
    Signal stop_signal;
    Door door;

    std::mutex streams_mutex;
    std::set<const EventStream*> streams;

private:
    struct Route {
        std::string path;
        bool post = false;
        std::size_t limit = 0;
        Answer answer;
    };

    [[nodiscard]] bool is_our_host(std::string_view host) const;
    [[nodiscard]] bool is_from_our_page(const httplib::Request& request) const;
    [[nodiscard]] int judge(const httplib::Request& request) const;
    void dispatch(const httplib::Request& request, httplib::Response& response) const;
    void complete_head(const httplib::Request& request, httplib::Response& response);
    void log_failure(const httplib::Request& request, const std::exception_ptr& failure) const;
    void serve(Connection& connection);
    bool answer(Connection& connection);

    std::vector<Route> routes_;
};

WebServer::Engine::Engine(WebLimits limits_)
    : limits(limits_),
      door(
          limits, stop_signal, [this](Connection& connection) { serve(connection); },
          [this](Connection& connection) {
              connection.refuse(503);
              answer(connection);
              connection.linger(0ms);
          }) {
    set_default_headers({{"Content-Security-Policy",
                          "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                          "form-action 'self'; frame-ancestors 'none'"},
                         {"X-Content-Type-Options", "nosniff"},
                         {"Referrer-Policy", "no-referrer"}});
    // Before its own routing, which reads the body first and tries one regular expression after the other.
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
        dispatch(request, response);
        return HandlerResponse::Handled;
    });
    set_post_routing_handler([this](const auto& request, auto& response) { complete_head(request, response); });
    set_exception_handler([this](const auto& request, auto& response, std::exception_ptr failure) {
        log_failure(request, failure);
        response.status = 500;
    });
}

void WebServer::Engine::get(const std::string& path, Answer answer) {
    routes_.push_back({path, false, 0, std::move(answer)});
}

void WebServer::Engine::post(const std::string& path, std::size_t limit, std::size_t bytes_per_second,
                             UploadHandler handler) {
    routes_.push_back(
        {path, true, limit, [bytes_per_second, handler = std::move(handler)](const auto& request, auto& response) {
             Upload upload(*current, bytes_per_second);
             const auto given = handler(request_of(request, *current), upload);
             if (current->cut() == 0)
                 give(given, response);
             else
                 response.status = current->cut();
         }});
}

// Leaves it in svr_sock_ as well: without one cpp-httplib sends no streams.
void WebServer::Engine::take_listening_socket() {
    constexpr int backlog = 128;  // cpp-httplib's is 5
    listening = Descriptor(svr_sock_);
    fcntl(listening.get(), F_SETFL, O_NONBLOCK);
    ::listen(listening.get(), backlog);
}

bool WebServer::Engine::is_our_host(std::string_view host) const {
    const std::string name = host_name(host);
    return is_loopback(name) || hosts.contains(name) || (any_address && is_address(name));
}

// A browser says where the page that posts came from, another port of this machine included; other programs say
// nothing. A proxy may give us its own name for us as Host, so a page of its address is ours as well.
bool WebServer::Engine::is_from_our_page(const httplib::Request& request) const {
    const auto site = request.get_header_value("Sec-Fetch-Site");
    if (site == "cross-site" || site == "same-site") return false;
    const auto origin = request.get_header_value("Origin");
    if (origin.empty()) return true;
    const auto authority = authority_of(origin);
    return !authority.empty() && (authority == lower(request.get_header_value("Host")) || proxies.contains(authority));
}

// 0, or the status to refuse the request with whatever it asks for.
int WebServer::Engine::judge(const httplib::Request& request) const {
    if (current->refused() != 0) return current->refused();
    // A page elsewhere can make a browser send here; under a name of its own (DNS rebinding) or from its own origin.
    if (!any_host && !is_our_host(request.get_header_value("Host"))) return 421;
    if (request.method == "POST" && !any_host && !is_from_our_page(request)) return 403;
    return request.path.size() > longest_path ? 414 : 0;
}

// A refusal is said before the body is read.
void WebServer::Engine::dispatch(const httplib::Request& request, httplib::Response& response) const {
    response.status = judge(request);
    if (response.status == 421)
        response.set_content(
            "This host name is not one that nudged answers for; set [http] public_url to the address you use.\n",
            "text/plain; charset=utf-8");
    if (response.status != 0) return;
    response.status = 404;
    for (const auto& route : routes_) {
        if (!matches(route.path, request.path)) continue;
        response.status = 405;
        if (route.post != (request.method == "POST")) continue;
        if (current->content_length() <= route.limit) return route.answer(request, response);
        response.status = 413;
        return;
    }
}

void WebServer::Engine::complete_head(const httplib::Request& request, httplib::Response& response) {
    if (current->unread() || door.is_crowded() || request.version != "HTTP/1.1" ||
        lower(request.get_header_value("Connection")).find("close") != std::string::npos)
        current->finished = true;
    for (const auto* name : {"Connection", "Keep-Alive", "Accept-Ranges"}) response.headers.erase(name);
    if (current->finished) response.set_header("Connection", "close");
    if (!response.has_header("Cache-Control")) response.set_header("Cache-Control", "no-store");
    if (response.status == 503 && !response.has_header("Retry-After")) response.set_header("Retry-After", "5");
}

// With the route and not the path, which may be a secret.
void WebServer::Engine::log_failure(const httplib::Request& request, const std::exception_ptr& failure) const {
    const auto route = std::find_if(routes_.begin(), routes_.end(),
                                    [&](const Route& each) { return matches(each.path, request.path); });
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        spdlog::error("web: {} {}: {}", request.method, route == routes_.end() ? "?" : route->path, error.what());
    }
}

void WebServer::Engine::serve(Connection& connection) {
    try {
        while (connection.next_request(door.crowded()) && answer(connection)) {
        }
        connection.linger(connection.unread() ? limits.linger_time : 0ms);
    } catch (const std::exception& error) {
        spdlog::error("web: an answer broke off: {}", error.what());
    }
}

// False: it was the last.
bool WebServer::Engine::answer(Connection& connection) {
    current = &connection;
    HeadStream stream(connection);
    bool asked_to_close = false;  // complete_head sees more
    const auto without_compression = [](httplib::Request& request) { request.headers.erase("Accept-Encoding"); };
    return process_request(stream, false, asked_to_close, without_compression) && !connection.finished;
}

// One of the places for event streams, while it lives.
struct WebServer::Engine::OpenStream {
    OpenStream(Engine& engine_, Connection& connection) : engine(engine_), stream(connection) {
        const std::lock_guard lock(engine.streams_mutex);
        has_place = engine.streams.size() < engine.limits.streams && engine.streams.insert(&stream).second;
    }
    ~OpenStream() {
        const std::lock_guard lock(engine.streams_mutex);
        engine.streams.erase(&stream);
    }
    OpenStream(const OpenStream&) = delete;
    OpenStream& operator=(const OpenStream&) = delete;

    Engine& engine;
    EventStream stream;
    bool has_place = false;
};

WebServer::WebServer(WebLimits limits) : engine_(std::make_unique<Engine>(limits)) {}

WebServer::~WebServer() { stop(); }

void WebServer::get(std::string path, Handler handler) {
    engine_->get(path, [handler = std::move(handler)](const auto& request, auto& response) {
        give(handler(request_of(request, *current)), response);
    });
}

void WebServer::post(std::string path, std::size_t limit, Handler handler) {
    engine_->post(path, limit, 0, [handler = std::move(handler)](const Request& head, Upload& upload) {
        Request request = head;
        for (auto piece = upload.next(); !piece.empty(); piece = upload.next()) request.body.append(piece);
        return upload.complete() ? handler(request) : Response{};
    });
}

void WebServer::upload(std::string path, std::size_t limit, UploadHandler handler) {
    engine_->post(path, limit, engine_->limits.upload_bytes_per_second, std::move(handler));
}

void WebServer::events(std::string path, Gate gate, EventHandler handler) {
    engine_->get(path, [engine = engine_.get(), gate = std::move(gate), handler = std::move(handler)](const auto& from,
                                                                                                      auto& response) {
        const Request request = request_of(from, *current);
        if (const auto refused = gate(request)) return give(*refused, response);
        const auto open = std::make_shared<Engine::OpenStream>(*engine, *current);
        response.status = open->has_place ? 200 : 503;
        if (!open->has_place) return;
        current->finished = true;  // a stream ends with its connection
        response.set_header("X-Accel-Buffering", "no");
        response.set_content_provider("text/event-stream", [=](std::size_t, httplib::DataSink& sink) {
            handler(request, open->stream);
            sink.done();
            return true;
        });
    });
}

void WebServer::accept_address(std::string_view url) {
    const auto authority = authority_of(url);
    engine_->hosts.emplace(host_name(authority));
    engine_->proxies.emplace(authority);
}

void WebServer::listen(const std::string& host, std::uint16_t port) {
    const std::string address = host == "localhost" ? "127.0.0.1" : host;
    if (!is_address(address))
        throw std::runtime_error(
            fmt::format("cannot listen on {}: it is no address of a machine; write it like 127.0.0.1", host));
    engine_->set_tcp_nodelay(true);
    engine_->set_socket_options([](int fd) {
        const int on = 1;
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    });
    if (port == 0)
        engine_->port = engine_->bind_to_any_port(address, AI_NUMERICHOST);
    else
        engine_->port = engine_->bind_to_port(address, port, AI_NUMERICHOST) ? port : -1;
    if (engine_->port < 0)
        throw std::runtime_error(fmt::format("cannot listen on {} port {}: {}", host, port, why_not_listening(errno)));
    engine_->take_listening_socket();
    engine_->hosts.insert(host);
    engine_->any_address = host == "0.0.0.0" || host == "::";
}

void WebServer::listen_unix(const std::filesystem::path& path) {
    if (path.native().size() >= sizeof(sockaddr_un::sun_path))
        throw std::runtime_error(
            fmt::format("cannot listen on {}: the path is too long; keep the data in a shorter one", path.string()));
    std::error_code error;
    if (std::filesystem::is_socket(std::filesystem::symlink_status(path, error))) std::filesystem::remove(path, error);
    engine_->set_address_family(AF_UNIX);
    // On Linux a socket's mode before bind is its file's mode after, so that it is never open to others.
    engine_->set_socket_options([](int fd) { fchmod(fd, S_IRUSR | S_IWUSR); });
    constexpr int any_port = 1;
    if (!engine_->bind_to_port(path.string(), any_port))
        throw std::runtime_error(
            fmt::format("cannot listen on {}: {}", path.string(),
                        errno == EADDRINUSE ? "a file is in the way; move it" : std::strerror(errno)));
    engine_->take_listening_socket();
    engine_->socket_file = path;
    engine_->any_host = true;
}

std::uint16_t WebServer::port() const { return static_cast<std::uint16_t>(engine_->port); }

void WebServer::start() {
    const std::lock_guard lock(engine_->lifecycle);
    if (engine_->stopped || std::exchange(engine_->started, true)) return;
    engine_->door.open(engine_->listening.get());
}

void WebServer::stop() {
    const std::lock_guard lock(engine_->lifecycle);
    if (std::exchange(engine_->stopped, true)) return;
    engine_->stop_signal.raise();
    engine_->door.close();
    engine_->listening = {};
    std::error_code error;
    if (!engine_->socket_file.empty()) std::filesystem::remove(engine_->socket_file, error);
}

void WebServer::notify() {
    const std::lock_guard lock(engine_->streams_mutex);
    for (const auto* stream : engine_->streams) stream->notify();
}

}  // namespace nudged::web
