// One connection of the web server: bytes in and out, every wait of it bounded and ended by stop.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "daemon/runtime/web_head.hpp"
#include "daemon/runtime/web_socket.hpp"

namespace nudged::web {

struct WebLimits {
    HeadLimits head;
    std::chrono::milliseconds head_time{5'000};       // from its first byte (or the connection's beginning)
    std::chrono::milliseconds whole_time{10'000};     // head and body, from the first byte
    std::chrono::milliseconds idle_time{5'000};       // between requests; shorter while others wait for a handler
    std::chrono::milliseconds write_time{10'000};     // for an answer, more for a large one; for each event of a stream
    std::chrono::milliseconds linger_time{1'000};     // for the peer to take our last words
    std::size_t linger_bytes = 1 << 20;               // thrown away meanwhile
    std::size_t upload_bytes_per_second = 16 * 1024;  // an upload has whole_time and this pace at least
    std::size_t connections = 96;                     // open at once, served or waiting; then 503
    std::size_t connections_per_address = 8;          // loopback is exempt: proxies are there
    std::size_t handlers = 32;                        // threads; each serves one connection
    std::size_t queue = 64;                           // connections that wait for a handler; then 503
    std::size_t streams = 16;                         // handlers that may be event streams; then 503
};

class Connection {
public:
    Connection(Descriptor socket, std::string remote, const WebLimits& limits, const Signal& stop);

    // Waits for a request and takes its head; a bad or late one leaves a status in `refused` and a stand-in for the
    // head. False: the connection is over. It may be idle for long only while `crowded` is not raised.
    [[nodiscard]] bool next_request(const Signal& crowded);
    void refuse(int status);  // in place of next_request
    [[nodiscard]] int refused() const { return refused_; }
    [[nodiscard]] const std::string& remote() const { return remote_; }
    [[nodiscard]] std::size_t content_length() const { return content_length_; }

    // The next bytes of the head; 0 at its end.
    std::size_t read_head(char* data, std::size_t size);
    // Blocks for the next piece of the body, valid until the next call; empty at its end and when it was cut. With a
    // pace, what comes earns more time.
    [[nodiscard]] std::string_view read_body(std::size_t bytes_per_second);
    [[nodiscard]] std::size_t body_left() const { return body_left_; }
    // The status to answer a cut body with; 0 = it was not cut.
    [[nodiscard]] int cut() const { return cut_; }

    // Sends all of it, or returns false.
    bool write(std::string_view bytes);
    // Until another thread raises `news`, or that long. False: the peer has gone or the server stops.
    [[nodiscard]] bool wait_open(std::chrono::milliseconds longest, const Signal& news);

    // Whether something of the request has not been read, so that what follows cannot be.
    [[nodiscard]] bool unread() const { return refused_ != 0 || head_used_ < head_.size() || body_left_ > 0; }
    // False: the peer has gone or the server stops. Does not block.
    [[nodiscard]] bool is_wanted() const;
    // Throws away what the peer still sends: closing while unread bytes lie here would reset the connection and with
    // it our last answer.
    void linger(std::chrono::milliseconds longest);

    bool finished = false;  // the answer under way is the last

private:
    [[nodiscard]] bool await(const Signal& crowded);
    [[nodiscard]] Wait receive(std::size_t most, Deadline deadline);

    Descriptor socket_;
    std::string remote_;
    const WebLimits& limits_;
    const Signal& stop_;
    bool fresh_ = true;   // has not sent anything
    std::string buffer_;  // received and not used yet
    Deadline begun_{};    // when the first byte of the request came
    std::string head_;
    std::size_t head_used_ = 0;
    std::size_t content_length_ = 0;
    std::size_t body_left_ = 0;
    std::string piece_;
    int refused_ = 0;
    int cut_ = 0;
};

}  // namespace nudged::web
