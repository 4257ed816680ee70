// WebSockets to a server (RFC 6455): Boost.Beast does the protocol, this gives it a thread, deadlines and a pulse.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace nudged::websocket {

// What sockets and timers run on: one thread, which sleeps while nothing happens.
class Loop {
public:
    Loop();
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    // Until stop(). What a callback throws comes out of here; run() may be called again after it.
    void run();
    void stop();                            // any thread; sockets end without their callbacks
    void post(std::function<void()> work);  // any thread; on the loop's thread, soon
    void after(std::chrono::milliseconds pause, std::function<void()> work);  // the loop's thread only

private:
    friend class Socket;
    struct Context;
    std::unique_ptr<Context> context_;
};

// All on the loop's thread. A callback may send and close.
struct Callbacks {
    std::function<void()> opened;
    std::function<void(std::string message)> received;  // whole, in however many frames it came; at most 4 MiB
    std::function<void(std::string reason)> closed;     // once, nothing follows; a sentence without the address
};

struct Timing {
    std::chrono::milliseconds opening{10'000};  // TCP, TLS and handshake, each
    // Without a sign of the other side for half as long it is pinged; for as long, the connection is given up.
    std::chrono::milliseconds silence{20'000};
    std::chrono::milliseconds closing{1'000};  // then it is cut: some servers leave the TCP connection open
};

// wss with a verified certificate (TLS 1.2 or newer); ws to loopback addresses alone.
class Socket {
public:
    // Returns at once; `opened` or `closed` follows. The socket lives until it is closed, whether or not it is kept.
    static std::shared_ptr<Socket> connect(Loop& loop, const std::string& url, Callbacks callbacks, Timing timing = {});

    virtual ~Socket() = default;
    virtual void send(std::string text) = 0;  // in order; dropped once closed
    virtual void close() = 0;                 // `closed` follows within `closing`
};

}  // namespace nudged::websocket
