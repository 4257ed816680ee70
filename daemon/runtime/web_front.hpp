// The front of the web server: one thread that holds every connection on which no request is being answered, so that
// only complete requests (or complete but for a large body) ever take a handler thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "daemon/runtime/web_message.hpp"
#include "daemon/runtime/web_socket.hpp"

namespace nudged::web {

struct WebLimits {
    HeadLimits head;
    std::chrono::milliseconds head_time{5'000};       // from its first byte (or the connection's beginning)
    std::chrono::milliseconds whole_time{10'000};     // head and body, from the first byte
    std::chrono::milliseconds idle_time{60'000};      // between requests; costs no thread
    std::chrono::milliseconds write_time{10'000};     // for an answer, more for a large one; for each event of a stream
    std::chrono::milliseconds linger_time{1'000};     // for the peer to take our last words
    std::size_t linger_bytes = 1 << 20;               // thrown away meanwhile
    std::size_t upload_bytes_per_second = 16 * 1024;  // an upload has whole_time and this pace at least
    std::size_t connections = 256;
    std::size_t connections_per_address = 8;  // loopback is exempt: proxies are there
    std::size_t handlers = 32;                // threads, made when they are first needed
    std::size_t queue = 64;                   // complete requests that wait for a handler; then 503
    std::size_t streams = 16;                 // handlers that may be event streams; then 503
};

struct Connection {
    enum class State { idle, reading, draining };

    Descriptor socket;
    Peer peer;
    std::string buffer;              // read and not used yet
    std::optional<Request> request;  // its head is read
    std::size_t route = 0;           // of the request
    State state = State::idle;
    Deadline begun{};         // when the first byte of the request came
    Deadline deadline{};      // of the state
    std::size_t drained = 0;  // bytes thrown away since our last words
    bool finished = false;    // to be closed once answered
};

class Front {
public:
    struct Verdict {
        int refused = 0;  // status; 0 = take it
        std::size_t route = 0;
    };
    using Judge = std::function<Verdict(const Request&)>;
    // Takes the connection, or leaves it when there is no room.
    using Hand = std::function<bool(std::unique_ptr<Connection>&)>;

    Front(const WebLimits& limits, const Descriptor& listening, const Signal& stop, Judge judge, Hand hand);

    // Until `stop` is raised. Sleeps without end while nothing is due.
    void run();
    // After an answer. Any thread.
    void give_back(std::unique_ptr<Connection> connection);
    // When `run` has returned.
    void close_all();

private:
    using Now = Deadline;

    [[nodiscard]] bool wait();
    void take_back(Now now);
    void accept_all(Now now);
    void admit(Descriptor socket, Peer peer, Now now);
    void receive(std::unique_ptr<Connection>& connection, Now now);
    void advance(std::unique_ptr<Connection>& connection, Now now);
    void expire(std::unique_ptr<Connection>& connection, Now now);
    void refuse(Connection& connection, int status, Now now);
    void drain(Connection& connection, Now now);
    void close(std::unique_ptr<Connection>& connection);
    bool make_room();

    const WebLimits& limits_;
    const Descriptor& listening_;
    const Signal& stop_;
    Judge judge_;
    Hand hand_;

    std::vector<std::unique_ptr<Connection>> waiting_;  // null = gone, until the end of the round
    std::vector<short> ready_;                          // events of waiting_, by index
    bool can_accept_ = false;
    Deadline accept_again_{};  // after running out of descriptors
    std::size_t open_ = 0;     // connections, also those being answered
    std::map<std::string, std::size_t> open_by_address_;

    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> given_back_;
    Signal wake_;
};

// A refusal as its bytes; a sentence where the person can do something about it.
[[nodiscard]] std::string refusal(int status);

}  // namespace nudged::web
