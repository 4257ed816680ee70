// Hears Slack without a public address: Socket Mode, with a new connection greeted before the old one goes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <variant>

#include "connectors/slack/calls.hpp"
#include "connectors/slack/socket_envelopes.hpp"
#include "connectors/websocket/websocket.hpp"

namespace nudged::runtime {

struct SocketTiming {
    websocket::Timing socket;
    std::chrono::milliseconds greeting{10'000};    // from the open connection to hello
    std::chrono::milliseconds first_pause{1'000};  // after a failure; doubled with each further one
    std::chrono::milliseconds longest_pause{60'000};
    std::chrono::milliseconds refused_pause{60'000};  // token refused, Socket Mode off: the operator has to act
};

class SlackSocket {
public:
    struct Ports {
        // The address of one more connection. Blocks; called on a thread that does nothing else.
        std::function<std::variant<std::string, slack::Trouble>()> ask;
        // Returns once the effect is committed, within 3 s; then it is acknowledged. What it throws is logged, and
        // Slack sends the same again. On the sockets' thread.
        std::function<void(const slack::Received&)> received;
        std::function<double()> jitter;  // in [0, 1); on the asking thread
    };

    explicit SlackSocket(Ports ports, SocketTiming timing = {});
    ~SlackSocket();  // stops
    SlackSocket(const SlackSocket&) = delete;
    SlackSocket& operator=(const SlackSocket&) = delete;

    void start();
    // `ask` must return soon: whoever gave it sees to that. What is being applied is applied.
    void stop();
    // Empty while anything greeted is open, and until the first try has failed; else one sentence for the operator.
    [[nodiscard]] std::string trouble() const;

private:
    struct Connection {
        std::shared_ptr<websocket::Socket> socket;
        bool open = false;
        bool greeted = false;
        bool leaving = false;  // another is to take its place
    };
    using Place = std::list<Connection>::iterator;

    // ---- on the sockets' thread
    void hear();
    void connect(const std::string& url);
    void read(Place connection, const std::string& text);
    void greeted(Place connection, const slack::Hello& hello);
    void replaced(Place connection, slack::Disconnect::Why why);
    void look_who_hears();
    void apply(Place connection, const slack::Envelope& envelope);
    void closed(Place connection, const std::string& reason);

    // ---- on the asking thread
    void ask_when_wanted();
    [[nodiscard]] bool wait_for(std::chrono::milliseconds pause);  // false: stopping

    void want_another(std::chrono::milliseconds pause);
    [[nodiscard]] std::chrono::milliseconds next_pause();
    void set_trouble(std::string sentence);

    Ports ports_;
    SocketTiming timing_;
    websocket::Loop loop_;
    std::list<Connection> connections_;
    std::thread socket_thread_, asking_thread_;

    mutable std::mutex mutex_;  // of all below
    std::condition_variable changed_;
    bool stopping_ = false;
    bool wanted_ = true;
    std::chrono::milliseconds pause_{0};  // before the next is asked for
    int failures_ = 0;                    // since the last hello
    bool hears_ = false;
    std::string trouble_;
};

}  // namespace nudged::runtime
