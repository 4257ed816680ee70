#include "daemon/runtime/web_server.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace nudged::web {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t piece_size = 64 * 1024;
constexpr std::size_t slowest_write = 64 * 1024;  // bytes a second

Response empty_response(int status) {
    Response response;
    response.status = status;
    return response;
}

bool is_address(const std::string& host) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
           inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

bool matches(std::string_view route, std::string_view path) {
    if (!route.ends_with("/*")) return route == path;
    route.remove_suffix(1);
    return path.size() > route.size() && path.starts_with(route);
}

}  // namespace

Upload::Upload(Connection& connection, const WebLimits& limits, const Signal& stop, std::size_t bytes_per_second)
    : connection_(connection),
      limits_(limits),
      stop_(stop),
      bytes_per_second_(bytes_per_second),
      left_(connection.request->content_length) {}

std::string_view Upload::next() {
    if (left_ == 0 || cut_) return {};
    if (auto& buffer = connection_.buffer; !buffer.empty()) {
        piece_ = buffer.substr(0, left_);
        buffer.erase(0, piece_.size());
        left_ -= piece_.size();
        return piece_;
    }
    auto deadline = connection_.begun + limits_.whole_time;
    if (bytes_per_second_ != 0)
        deadline += milliseconds((connection_.request->content_length - left_) * 1000 / bytes_per_second_);
    piece_.resize(std::min(left_, piece_size));
    std::size_t count = 0;
    const auto read = read_some(connection_.socket.get(), piece_.data(), piece_.size(), deadline, stop_, count);
    piece_.resize(count);
    left_ -= count;
    late_ = read == Transfer::late;
    cut_ = read != Transfer::done;
    return piece_;
}

EventStream::EventStream(int fd, const Signal& stop, milliseconds write_time)
    : fd_(fd), stop_(stop), write_time_(write_time) {}

bool EventStream::send(std::string_view event) {
    if (!ended_) ended_ = write_all(fd_, event, steady_clock::now() + write_time_, stop_) != Transfer::done;
    return !ended_;
}

bool EventStream::wait(milliseconds longest) {
    std::array<pollfd, 3> waits{{{fd_, POLLRDHUP, 0}, {stop_.fd(), POLLIN, 0}, {news_.fd(), POLLIN, 0}}};
    if (!ended_)
        poll(waits.data(), waits.size(), static_cast<int>(std::clamp<std::int64_t>(longest.count(), 0, 3'600'000)));
    if (waits[2].revents != 0) news_.lower();
    ended_ = ended_ || waits[0].revents != 0 || waits[1].revents != 0;
    return !ended_;
}

WebServer::WebServer(WebLimits limits)
    : limits_(limits),
      front_(
          limits_, listening_, stop_signal_, [this](const Request& request) { return judge(request); },
          [this](std::unique_ptr<Connection>& connection) { return hand(connection); }) {}

WebServer::~WebServer() { stop(); }

void WebServer::get(std::string path, Handler handler) {
    routes_.push_back({std::move(path), false, 0, std::move(handler)});
}

void WebServer::post(std::string path, std::size_t limit, Handler handler) {
    routes_.push_back({std::move(path), true, limit, std::move(handler)});
}

void WebServer::upload(std::string path, std::size_t limit, UploadHandler handler) {
    routes_.push_back({std::move(path), true, limit, std::move(handler)});
}

void WebServer::events(std::string path, Gate gate, EventHandler handler) {
    routes_.push_back({std::move(path), false, 0, Events{std::move(gate), std::move(handler)}});
}

void WebServer::accept_host(std::string_view host) { hosts_.emplace(host_name(host)); }

void WebServer::listen(const std::string& host, std::uint16_t port) {
    listening_ = listen_tcp(host, port);
    hosts_.insert(host);
    any_address_ = host == "0.0.0.0" || host == "::";
}

void WebServer::listen_unix(const std::filesystem::path& path) {
    listening_ = nudged::web::listen_unix(path);
    socket_file_ = path;
    any_host_ = true;
}

void WebServer::start() {
    const std::lock_guard lock(lifecycle_);
    if (stopped_ || front_thread_.joinable()) return;
    // The first handler is made here, where a machine without room for a thread can still be told of.
    handlers_.emplace_back([this] { handler_loop(); });
    front_thread_ = std::thread([this] { front_.run(); });
}

void WebServer::stop() {
    const std::lock_guard lifecycle_lock(lifecycle_);
    if (stopped_) return;
    stopped_ = true;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stop_signal_.raise();
    changed_.notify_all();
    if (front_thread_.joinable()) front_thread_.join();
    for (auto& handler : handlers_) handler.join();
    queue_.clear();
    front_.close_all();
    listening_ = {};
    std::error_code error;
    if (!socket_file_.empty()) std::filesystem::remove(socket_file_, error);
}

void WebServer::notify() {
    const std::lock_guard lock(mutex_);
    for (const auto* stream : streams_) stream->notify();
}

bool WebServer::is_our_host(std::string_view host) const {
    const std::string name = host_name(host);
    return is_loopback(name) || hosts_.contains(name) || (any_address_ && is_address(name));
}

Front::Verdict WebServer::judge(const Request& request) const {
    // A page elsewhere can make a browser send here; under a name of its own (DNS rebinding) or from its own origin.
    if (!any_host_ && !is_our_host(request.header("host"))) return {421, 0};
    if (const auto origin = request.header("origin"); request.method == "POST" && !origin.empty()) {
        const auto slashes = origin.find("://");
        if (slashes == origin.npos || !is_our_host(origin.substr(slashes + 3))) return {403, 0};
    }
    const bool is_post = request.method == "POST";
    int refused = 404;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (!matches(routes_[i].path, request.path)) continue;
        if (routes_[i].post == is_post) return {request.content_length > routes_[i].limit ? 413 : 0, i};
        refused = 405;
    }
    return {refused, 0};
}

bool WebServer::hand(std::unique_ptr<Connection>& connection) {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= limits_.queue) return false;
    queue_.push_back(std::move(connection));
    if (idle_handlers_ < queue_.size() && handlers_.size() < limits_.handlers) {
        try {
            handlers_.emplace_back([this] { handler_loop(); });
        } catch (const std::system_error& error) {
            spdlog::warn("web: no thread to be had ({}); going on with {}", error.what(), handlers_.size());
        }
    }
    changed_.notify_one();
    return true;
}

void WebServer::handler_loop() {
    std::unique_lock lock(mutex_);
    for (;;) {
        ++idle_handlers_;
        changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        --idle_handlers_;
        if (stopping_) return;
        auto connection = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        serve(*connection);
        front_.give_back(std::move(connection));
        lock.lock();
    }
}

void WebServer::serve(Connection& connection) {
    Request& request = *connection.request;
    const Route& route = routes_[connection.route];
    const bool streamed = std::holds_alternative<UploadHandler>(route.handler);
    Upload upload(connection, limits_, stop_signal_, streamed ? limits_.upload_bytes_per_second : 0);
    Response response;
    try {
        if (const auto* events = std::get_if<Events>(&route.handler)) return serve_events(connection, *events);
        if (const auto* handler = std::get_if<UploadHandler>(&route.handler)) {
            response = (*handler)(request, upload);
        } else {
            for (auto piece = upload.next(); !piece.empty(); piece = upload.next()) request.body.append(piece);
            if (upload.complete()) response = std::get<Handler>(route.handler)(request);
        }
        if (upload.cut()) response = empty_response(upload.late() ? 408 : 503);
        answer(connection, response, request.keep_alive && upload.complete());
    } catch (const std::exception& error) {
        // The route and not the path, which may be a secret.
        spdlog::error("web: {} {}: {}", request.method, route.path, error.what());
        if (!connection.finished) answer(connection, empty_response(500), false);
    }
}

// One of the places for event streams, while it lives.
class WebServer::StreamPlace {
public:
    StreamPlace(WebServer& server, const EventStream& stream) : server_(server), stream_(stream) {
        const std::lock_guard lock(server_.mutex_);
        had_ = server_.streams_.size() < server_.limits_.streams && server_.streams_.insert(&stream_).second;
    }
    ~StreamPlace() {
        const std::lock_guard lock(server_.mutex_);
        server_.streams_.erase(&stream_);
    }
    StreamPlace(const StreamPlace&) = delete;
    StreamPlace& operator=(const StreamPlace&) = delete;
    [[nodiscard]] bool had() const { return had_; }

private:
    WebServer& server_;
    const EventStream& stream_;
    bool had_ = false;
};

void WebServer::serve_events(Connection& connection, const Events& events) {
    const Request& request = *connection.request;
    if (const auto refused = events.gate(request)) return answer(connection, *refused, request.keep_alive);

    EventStream stream(connection.socket.get(), stop_signal_, limits_.write_time);
    const StreamPlace place(*this, stream);
    connection.finished = true;
    if (!place.had()) {
        stream.send(refusal(503));
        return;
    }
    Response response;
    response.content_type = "text/event-stream";
    response.headers.emplace_back("X-Accel-Buffering", "no");
    if (stream.send(head_of(response, std::nullopt, false)) && request.method == "GET") events.handler(request, stream);
}

void WebServer::answer(Connection& connection, const Response& response, bool keep_alive) {
    std::string bytes = head_of(response, response.body.size(), keep_alive);
    if (connection.request->method != "HEAD") bytes += response.body;
    const auto time = limits_.write_time + milliseconds(bytes.size() * 1000 / slowest_write);
    const auto written = write_all(connection.socket.get(), bytes, steady_clock::now() + time, stop_signal_);
    connection.finished = !keep_alive || written != Transfer::done;
}

}  // namespace nudged::web
