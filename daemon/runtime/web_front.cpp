#include "daemon/runtime/web_front.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace nudged::web {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t read_size = 16 * 1024;
// A body up to this is waited for here, where a slow sender costs no thread.
constexpr std::size_t body_held = 64 * 1024;
constexpr int accepted_a_round = 64;

void send_now(int fd, std::string_view bytes) {
    // Nothing is owed to a peer whose socket cannot even take a refusal.
    [[maybe_unused]] const ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

std::size_t body_needed(const Connection& connection) {
    return std::min(connection.request->content_length, body_held);
}

}  // namespace

std::string refusal(int status) {
    Response response;
    response.status = status;
    if (status == 421)
        response.body =
            "This host name is not one that nudged answers for; set [http] public_url to the address you use.\n";
    if (status == 503) response.headers.emplace_back("Retry-After", "5");
    return head_of(response, response.body.size(), false) + response.body;
}

Front::Front(const WebLimits& limits, const Descriptor& listening, const Signal& stop, Judge judge, Hand hand)
    : limits_(limits), listening_(listening), stop_(stop), judge_(std::move(judge)), hand_(std::move(hand)) {}

void Front::run() {
    while (wait()) {
        const auto now = std::chrono::steady_clock::now();
        const auto polled = ready_.size();
        for (std::size_t i = 0; i < polled; ++i) {
            if (ready_[i] != 0) receive(waiting_[i], now);
            if (waiting_[i]) expire(waiting_[i], now);
        }
        take_back(now);
        if (can_accept_) accept_all(now);
        std::erase(waiting_, nullptr);
    }
}

void Front::give_back(std::unique_ptr<Connection> connection) {
    {
        const std::lock_guard lock(mutex_);
        given_back_.push_back(std::move(connection));
    }
    wake_.raise();
}

void Front::close_all() {
    waiting_.clear();
    const std::lock_guard lock(mutex_);
    given_back_.clear();
}

// Fills ready_ and can_accept_. False: to stop.
bool Front::wait() {
    const auto now = std::chrono::steady_clock::now();
    const bool accepting = now >= accept_again_;
    auto next = accepting ? Deadline::max() : accept_again_;
    std::vector<pollfd> polls{
        {stop_.fd(), POLLIN, 0}, {wake_.fd(), POLLIN, 0}, {accepting ? listening_.get() : -1, POLLIN, 0}};
    for (const auto& connection : waiting_) {
        polls.push_back({connection->socket.get(), POLLIN, 0});
        next = std::min(next, connection->deadline);
    }
    int timeout = -1;
    if (next != Deadline::max()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - now).count();
        timeout = static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000));
    }
    const int count = poll(polls.data(), polls.size(), timeout);
    if (count < 0)
        for (auto& waited : polls) waited.revents = 0;
    if (polls[0].revents != 0) return false;
    if (polls[1].revents != 0) wake_.lower();
    can_accept_ = polls[2].revents != 0;
    ready_.clear();
    for (std::size_t i = 3; i < polls.size(); ++i) ready_.push_back(polls[i].revents);
    return true;
}

void Front::take_back(Now now) {
    std::vector<std::unique_ptr<Connection>> answered;
    {
        const std::lock_guard lock(mutex_);
        answered.swap(given_back_);
    }
    for (auto& connection : answered) {
        connection->request.reset();
        if (connection->finished) {
            drain(*connection, now);
        } else {
            connection->state = Connection::State::idle;
            connection->deadline = now + limits_.idle_time;
            advance(connection, now);
        }
        if (connection) waiting_.push_back(std::move(connection));
    }
}

void Front::accept_all(Now now) {
    for (int i = 0; i < accepted_a_round; ++i) {
        auto [socket, peer] = accept_peer(listening_);
        if (socket.get() >= 0) {
            admit(std::move(socket), std::move(peer), now);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return;
        } else if (errno != EINTR && errno != ECONNABORTED) {
            accept_again_ = now + 100ms;
            return;
        }
    }
}

void Front::admit(Descriptor socket, Peer peer, Now now) {
    if (!peer.welcome) return;
    const auto found = open_by_address_.find(peer.address);
    const bool too_many =
        !peer.trusted && found != open_by_address_.end() && found->second >= limits_.connections_per_address;
    if (too_many || (open_ >= limits_.connections && !make_room())) {
        send_now(socket.get(), refusal(503));
        return;
    }
    ++open_;
    ++open_by_address_[peer.address];
    auto connection = std::make_unique<Connection>();
    connection->socket = std::move(socket);
    connection->peer = std::move(peer);
    connection->deadline = now + limits_.head_time;
    waiting_.push_back(std::move(connection));
}

// Ends the connection that has been idle for longest, if any is.
bool Front::make_room() {
    std::unique_ptr<Connection>* oldest = nullptr;
    for (auto& connection : waiting_)
        if (connection && connection->state == Connection::State::idle &&
            (!oldest || connection->deadline < (*oldest)->deadline))
            oldest = &connection;
    if (oldest == nullptr) return false;
    close(*oldest);
    return true;
}

void Front::receive(std::unique_ptr<Connection>& connection, Now now) {
    std::array<char, read_size> bytes;
    // What belongs to a later request stays with the system until its turn.
    const std::size_t wanted = connection->request
                                   ? std::min(bytes.size(), body_needed(*connection) - connection->buffer.size())
                                   : bytes.size();
    const ssize_t count = recv(connection->socket.get(), bytes.data(), wanted, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return;
    if (count <= 0) return close(connection);
    if (connection->state == Connection::State::draining) {
        connection->drained += static_cast<std::size_t>(count);
        if (connection->drained > limits_.linger_bytes) close(connection);
        return;
    }
    connection->buffer.append(bytes.data(), static_cast<std::size_t>(count));
    advance(connection, now);
}

// Goes as far as the bytes that are here allow.
void Front::advance(std::unique_ptr<Connection>& connection, Now now) {
    auto& c = *connection;
    if (c.buffer.empty() && !c.request) return;
    if (c.state == Connection::State::idle) {
        c.state = Connection::State::reading;
        c.begun = now;
        c.deadline = now + limits_.head_time;
    }
    if (!c.request) {
        auto reading = read_head(c.buffer, limits_.head);
        if (reading.refused != 0) return refuse(c, reading.refused, now);
        if (!reading.request) return;
        const auto verdict = judge_(*reading.request);
        if (verdict.refused != 0) return refuse(c, verdict.refused, now);
        c.buffer.erase(0, reading.length);
        c.request = std::move(reading.request);
        c.request->remote = c.peer.address;
        c.route = verdict.route;
        c.deadline = c.begun + limits_.whole_time;
    }
    if (c.buffer.size() >= body_needed(c) && !hand_(connection)) refuse(c, 503, now);
}

void Front::expire(std::unique_ptr<Connection>& connection, Now now) {
    if (now < connection->deadline) return;
    if (connection->state == Connection::State::reading)
        refuse(*connection, 408, now);
    else
        close(connection);
}

void Front::refuse(Connection& connection, int status, Now now) {
    send_now(connection.socket.get(), refusal(status));
    drain(connection, now);
}

// Closing while unread bytes lie here would reset the connection and with it our last answer.
void Front::drain(Connection& connection, Now now) {
    connection.request.reset();
    connection.buffer = {};
    connection.state = Connection::State::draining;
    connection.deadline = now + limits_.linger_time;
    shutdown(connection.socket.get(), SHUT_WR);
}

void Front::close(std::unique_ptr<Connection>& connection) {
    const auto found = open_by_address_.find(connection->peer.address);
    if (found != open_by_address_.end() && --found->second == 0) open_by_address_.erase(found);
    --open_;
    connection.reset();
}

}  // namespace nudged::web
