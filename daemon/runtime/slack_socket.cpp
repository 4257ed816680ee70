#include "daemon/runtime/slack_socket.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace nudged::runtime {

using slack::Disconnect;
using slack::Trouble;

SlackSocket::SlackSocket(Ports ports, SocketTiming timing) : ports_(std::move(ports)), timing_(timing) {}

SlackSocket::~SlackSocket() { stop(); }

void SlackSocket::start() {
    socket_thread_ = std::thread([this] { hear(); });
    asking_thread_ = std::thread([this] { ask_when_wanted(); });
}

void SlackSocket::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (asking_thread_.joinable()) asking_thread_.join();
    loop_.stop();
    if (socket_thread_.joinable()) socket_thread_.join();
}

std::string SlackSocket::trouble() const {
    const std::lock_guard lock(mutex_);
    return hears_ ? std::string() : trouble_;
}

void SlackSocket::set_trouble(std::string sentence) {
    const std::lock_guard lock(mutex_);
    if (sentence == trouble_) return;  // said once, not at each try
    if (sentence.empty())
        spdlog::info("Slack is reached again");
    else
        spdlog::warn("Slack: {}", sentence);
    trouble_ = std::move(sentence);
}

void SlackSocket::look_who_hears() {
    const bool hears = std::ranges::any_of(connections_, &Connection::greeted);
    const std::lock_guard lock(mutex_);
    hears_ = hears;
}

void SlackSocket::want_another(std::chrono::milliseconds pause) {
    {
        const std::lock_guard lock(mutex_);
        if (wanted_) return;
        wanted_ = true;
        pause_ = pause;
    }
    changed_.notify_all();
}

std::chrono::milliseconds SlackSocket::next_pause() {
    const std::lock_guard lock(mutex_);
    const auto doubled = timing_.first_pause * (1 << std::min(failures_++, 10));
    return std::min(doubled, timing_.longest_pause);
}

// ---- asking for connections -----------------------------------------------------------------------------------------

bool SlackSocket::wait_for(std::chrono::milliseconds pause) {
    std::unique_lock lock(mutex_);
    return !changed_.wait_for(lock, pause, [this] { return stopping_; });
}

void SlackSocket::ask_when_wanted() {
    for (;;) {
        std::chrono::milliseconds pause{0};
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return wanted_ || stopping_; });
            pause = pause_;
        }
        // Spread, so that many daemons that lost Slack at one moment do not come back at one moment.
        const auto spread =
            std::chrono::duration<double, std::milli>(static_cast<double>(pause.count()) * ports_.jitter() / 2);
        if (!wait_for(pause + std::chrono::duration_cast<std::chrono::milliseconds>(spread))) return;
        const auto answer = ports_.ask();
        if (const auto* trouble = std::get_if<Trouble>(&answer)) {
            set_trouble(trouble->reason);
            auto next = next_pause();
            if (trouble->kind == Trouble::Kind::wait) next = trouble->retry_after;
            if (trouble->kind == Trouble::Kind::refused || trouble->kind == Trouble::Kind::in_vain)
                next = timing_.refused_pause;
            const std::lock_guard lock(mutex_);
            pause_ = next;
            continue;
        }
        {
            const std::lock_guard lock(mutex_);
            wanted_ = false;
        }
        loop_.post([this, url = std::get<std::string>(answer)] { connect(url); });
    }
}

// ---- connections ----------------------------------------------------------------------------------------------------

void SlackSocket::hear() {
    for (;;) {
        try {
            return loop_.run();
        } catch (const std::exception& error) {
            spdlog::error("Slack: {}", error.what());
        }
    }
}

void SlackSocket::connect(const std::string& url) {
    const auto place = connections_.emplace(connections_.end());
    websocket::Callbacks callbacks;
    callbacks.opened = [this, place] {
        place->open = true;
        loop_.after(timing_.greeting, [this, socket = std::weak_ptr(place->socket)] {
            const auto here = std::ranges::find(connections_, socket.lock(), &Connection::socket);
            if (here != connections_.end() && here->socket && !here->greeted) here->socket->close();
        });
    };
    callbacks.received = [this, place](const std::string& text) { read(place, text); };
    callbacks.closed = [this, place](const std::string& reason) { closed(place, reason); };
    place->socket = websocket::Socket::connect(loop_, url, std::move(callbacks), timing_.socket);
}

void SlackSocket::read(Place connection, const std::string& text) {
    const auto frame = slack::read_frame(text);
    if (const auto* hello = std::get_if<slack::Hello>(&frame)) greeted(connection, *hello);
    if (const auto* leaving = std::get_if<Disconnect>(&frame)) replaced(connection, leaving->why);
    if (const auto* envelope = std::get_if<slack::Envelope>(&frame)) apply(connection, *envelope);
}

void SlackSocket::greeted(Place connection, const slack::Hello& hello) {
    connection->greeted = true;
    look_who_hears();
    for (auto& other : connections_)
        if (&other != &*connection && other.leaving) other.socket->close();
    if (hello.connections > static_cast<std::int64_t>(connections_.size()))
        spdlog::warn(
            "Slack: {} connections are open with this app's token, and share what is said between them; nudged "
            "must be the only program that uses it",
            hello.connections);
    {
        const std::lock_guard lock(mutex_);
        failures_ = 0;
    }
    set_trouble({});
}

void SlackSocket::replaced(Place connection, Disconnect::Why why) {
    connection->leaving = true;
    if (why == Disconnect::Why::renewed) return want_another(std::chrono::milliseconds{0});
    connection->greeted = false;
    look_who_hears();
    const bool off = why == Disconnect::Why::switched_off;
    set_trouble(off ? "Socket Mode is switched off in the app's settings: switch it on there, or set slack.mode to "
                      "\"http\" here"
                    : "ten connections are open with this app's token already: another program uses it");
    want_another(off ? timing_.refused_pause : timing_.longest_pause / 2);
    connection->socket->close();
}

void SlackSocket::apply(Place connection, const slack::Envelope& envelope) {
    try {
        ports_.received(envelope.received);
    } catch (const std::exception& error) {
        spdlog::error("what Slack delivered could not be written down, and will come again: {}", error.what());
        return;
    }
    connection->socket->send(slack::acknowledgement(envelope));
}

void SlackSocket::closed(Place connection, const std::string& reason) {
    const bool was_open = connection->open, was_greeted = connection->greeted, was_leaving = connection->leaving;
    connections_.erase(connection);
    look_who_hears();
    if (was_leaving || std::ranges::any_of(connections_, [](const auto& other) { return !other.leaving; })) return;
    if (was_greeted) return want_another(timing_.first_pause);
    set_trouble(was_open ? "the socket was not greeted with hello" : "no connection: " + reason);
    want_another(next_pause());
}

}  // namespace nudged::runtime
