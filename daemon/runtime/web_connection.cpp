#include "daemon/runtime/web_connection.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace nudged::web {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t first_read = 4 * 1024;  // holds most requests whole; each connection keeps so much
constexpr std::size_t read_size = 16 * 1024;
constexpr std::size_t slowest_write = 64 * 1024;  // bytes a second
// A new connection has this long to speak when others wait for its handler.
constexpr milliseconds grace = 250ms;

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

Connection::Connection(Descriptor socket, std::string remote, const WebLimits& limits, const Signal& stop)
    : socket_(std::move(socket)), remote_(std::move(remote)), limits_(limits), stop_(stop) {}

bool Connection::next_request(const Signal& crowded) {
    if (!await(crowded)) return false;
    begun_ = steady_clock::now();
    for (;;) {
        const auto reading = check_head(buffer_, limits_.head);
        if (reading.refused != 0) return refuse(reading.refused), true;
        if (reading.length != 0) {
            head_ = buffer_.substr(0, reading.length);
            buffer_.erase(0, reading.length);
            head_used_ = 0;
            content_length_ = body_left_ = reading.content_length;
            return true;
        }
        const auto received = receive(first_read, begun_ + limits_.head_time);
        if (received == Wait::late) return refuse(408), true;
        if (received != Wait::ready) return false;
    }
}

void Connection::refuse(int status) {
    refused_ = status;
    head_ = "GET / HTTP/1.1\r\n\r\n";
    head_used_ = 0;
}

bool Connection::await(const Signal& crowded) {
    if (!buffer_.empty()) return true;
    auto deadline = steady_clock::now() + limits_.idle_time;
    if (std::exchange(fresh_, false)) {
        deadline = steady_clock::now() + limits_.head_time;
        const auto first = wait_for(socket_.get(), POLLIN, std::min(deadline, steady_clock::now() + grace), stop_);
        if (first != Wait::late) return first == Wait::ready;
    }
    return wait_for(socket_.get(), POLLIN, deadline, stop_, &crowded) == Wait::ready;
}

// At least one byte to the end of buffer_. `stopped`: also that the peer has gone. Mostly it is there already, so that
// looking first would be one call of the system more.
Wait Connection::receive(std::size_t most, Deadline deadline) {
    for (;;) {
        const auto before = buffer_.size();
        buffer_.resize(before + most);
        const ssize_t count = recv(socket_.get(), buffer_.data() + before, most, MSG_DONTWAIT);
        buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count > 0) return Wait::ready;
        if (count == 0 || !would_block()) return Wait::stopped;
        if (const auto waited = wait_for(socket_.get(), POLLIN, deadline, stop_); waited != Wait::ready) return waited;
    }
}

std::size_t Connection::read_head(char* data, std::size_t size) {
    const auto count = head_.copy(data, size, head_used_);
    head_used_ += count;
    return count;
}

std::string_view Connection::read_body(std::size_t bytes_per_second) {
    if (body_left_ == 0 || cut_ != 0) return {};
    if (buffer_.empty()) {
        auto deadline = begun_ + limits_.whole_time;
        if (bytes_per_second != 0) deadline += milliseconds((content_length_ - body_left_) * 1000 / bytes_per_second);
        const auto received = receive(std::min(body_left_, read_size), deadline);
        if (received != Wait::ready) cut_ = received == Wait::late ? 408 : 503;
    }
    piece_ = buffer_.substr(0, body_left_);
    buffer_.erase(0, piece_.size());
    body_left_ -= piece_.size();
    return piece_;
}

bool Connection::write(std::string_view bytes) {
    const auto deadline = steady_clock::now() + limits_.write_time + milliseconds(bytes.size() * 1000 / slowest_write);
    while (!bytes.empty()) {
        const ssize_t written = send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (written >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
        else if (!would_block() || wait_for(socket_.get(), POLLOUT, deadline, stop_) != Wait::ready)
            return finished = true, false;
    }
    return true;
}

bool Connection::wait_open(milliseconds longest, const Signal& news) {
    const auto deadline = steady_clock::now() + std::clamp<milliseconds>(longest, 0ms, 1h);
    const auto waited = wait_for(socket_.get(), POLLRDHUP, deadline, stop_, &news);
    if (waited == Wait::called) news.lower();
    return waited == Wait::called || waited == Wait::late;
}

bool Connection::is_wanted() const {
    return wait_for(socket_.get(), POLLRDHUP, steady_clock::now(), stop_) == Wait::late;
}

void Connection::linger(milliseconds longest) {
    shutdown(socket_.get(), SHUT_WR);
    const auto deadline = steady_clock::now() + longest;
    for (std::size_t drained = 0; drained < limits_.linger_bytes; drained += buffer_.size()) {
        buffer_.clear();
        if (receive(read_size, deadline) != Wait::ready) return;
    }
}

}  // namespace nudged::web
