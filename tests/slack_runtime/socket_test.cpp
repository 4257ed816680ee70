#include "daemon/runtime/slack_socket.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <future>
#include <thread>

#include "tests/websocket/server.hpp"

namespace nudged::runtime {
namespace {

using namespace std::chrono_literals;
using slack::Trouble;
using test::asio::ip::tcp;

constexpr auto hello = R"({"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"}})";

std::string message(const std::string& envelope, const std::string& text) {
    return R"({"envelope_id":")" + envelope +
           R"(","type":"events_api","accepts_response_payload":false,"payload":{"type":"event_callback",)"
           R"("team_id":"T1","event_id":"Ev1","event":{"type":"message","channel_type":"im","channel":"D1","user":"U1","text":")" +
           text + R"(","ts":"1790000050.000200"}}})";
}

std::string disconnect(const std::string& reason) { return R"({"type":"disconnect","reason":")" + reason + R"("})"; }

// One side of a connection, as Slack's.
struct Peer {
    explicit Peer(tcp::socket socket) : stream(std::move(socket)) {
        stream.accept();
        stream.text(true);
    }
    void say(const std::string& text) { stream.write(test::asio::buffer(text)); }
    std::string hear() { return test::Server::read(stream); }
    void until_closed() {
        for (;;) (void)hear();
    }
    test::Plain stream;
};

template <class T>
T soon(std::future<T> future) {
    if (future.wait_for(5s) != std::future_status::ready) throw std::runtime_error("it did not happen within 5 s");
    return future.get();
}

// A socket whose addresses, or the lack of them, are planned; what it applied is kept.
class Scene {
public:
    using Answer = std::variant<std::string, Trouble>;
    explicit Scene(std::deque<Answer> answers) : answers_(std::move(answers)), socket_(ports(), timing()) {}
    ~Scene() { socket_.stop(); }

    void start() { socket_.start(); }
    std::function<void(const slack::Received&)> on_received = [](const slack::Received&) {};
    [[nodiscard]] std::string trouble() const { return socket_.trouble(); }
    // Resolved when it has asked so often.
    std::future<void> asked(int times) {
        awaited_ = times;
        return enough_.get_future();
    }

private:
    SlackSocket::Ports ports() {
        return {[this] {
                    if (++asked_ == awaited_) enough_.set_value();
                    if (answers_.empty()) return Answer(Trouble{Trouble::Kind::wait, 1h, "nothing more is planned"});
                    auto answer = std::move(answers_.front());
                    answers_.pop_front();
                    return answer;
                },
                [this](const slack::Received& received) { on_received(received); }, [] { return 0.0; }};
    }
    static SocketTiming timing() { return {websocket::Timing{1s, 10s, 100ms}, 50ms, 1ms, 20ms, 1ms}; }

    std::deque<Answer> answers_;
    std::atomic<int> asked_ = 0, awaited_ = 0;
    std::promise<void> enough_;
    SlackSocket socket_;
};

TEST(SlackSocket, AcknowledgesOnlyWhatHasBeenApplied) {
    std::atomic<bool> applied = false;
    std::promise<bool> was_applied_first;
    test::Server server([&](tcp::socket socket) {
        Peer peer(std::move(socket));
        peer.say(hello);
        peer.say(message("e1", "done 1"));
        const auto ack = peer.hear();
        was_applied_first.set_value(applied && ack.find("\"e1\"") != std::string::npos);
        peer.until_closed();
    });
    Scene scene({"ws://" + server.address()});
    scene.on_received = [&](const slack::Received& received) {
        const auto* event = std::get_if<Event>(&received);
        applied = event != nullptr && std::get<TextSaid>(event->body).text == "done 1";
    };
    scene.start();
    EXPECT_TRUE(soon(was_applied_first.get_future()));
}

TEST(SlackSocket, WhatCouldNotBeAppliedIsNotAcknowledgedAndMayComeAgain) {
    std::promise<std::string> first_ack;
    test::Server server([&](tcp::socket socket) {
        Peer peer(std::move(socket));
        peer.say(hello);
        peer.say(message("e1", "done 1"));
        peer.say(message("e2", "done 2"));
        first_ack.set_value(peer.hear());
        peer.until_closed();
    });
    Scene scene({"ws://" + server.address()});
    int tries = 0;
    scene.on_received = [&](const slack::Received&) {
        if (++tries == 1) throw std::runtime_error("the disk is full");
    };
    scene.start();
    EXPECT_NE(soon(first_ack.get_future()).find("\"e2\""), std::string::npos);
}

TEST(SlackSocket, TheNewConnectionIsGreetedBeforeTheOldOneGoes) {
    std::promise<void> old_acked_meanwhile, old_closed;
    std::promise<void> may_greet;
    std::promise<std::string> ack_on_new;
    test::Server old_one([&](tcp::socket socket) {
        Peer peer(std::move(socket));
        peer.say(hello);
        peer.say(disconnect("warning"));
        peer.say(message("e1", "done 1"));
        (void)peer.hear();
        may_greet.set_value();
        old_acked_meanwhile.set_value();
        try {
            peer.until_closed();
        } catch (const boost::system::system_error&) {
            old_closed.set_value();
        }
    });
    test::Server new_one([&](tcp::socket socket) {
        Peer peer(std::move(socket));
        may_greet.get_future().wait();
        peer.say(hello);
        peer.say(message("e2", "done 2"));
        ack_on_new.set_value(peer.hear());
        peer.until_closed();
    });
    Scene scene({"ws://" + old_one.address(), "ws://" + new_one.address()});
    scene.start();
    soon(old_acked_meanwhile.get_future());
    EXPECT_NE(soon(ack_on_new.get_future()).find("\"e2\""), std::string::npos);
    soon(old_closed.get_future());
    EXPECT_EQ(scene.trouble(), "");
}

TEST(SlackSocket, AConnectionThatIsNotGreetedIsReplaced) {
    std::promise<void> greeted;
    test::Server silent([](tcp::socket socket) { Peer(std::move(socket)).until_closed(); });
    test::Server good([&](tcp::socket socket) {
        Peer peer(std::move(socket));
        peer.say(hello);
        greeted.set_value();
        peer.until_closed();
    });
    Scene scene({"ws://" + silent.address(), "ws://" + good.address()});
    scene.start();
    soon(greeted.get_future());
}

TEST(SlackSocket, ALostConnectionIsMadeAnew) {
    std::promise<void> greeted;
    test::Server lost([](tcp::socket socket) { Peer(std::move(socket)).say(hello); });
    test::Server good([&](tcp::socket socket) {
        Peer peer(std::move(socket));
        peer.say(hello);
        greeted.set_value();
        peer.until_closed();
    });
    Scene scene({"ws://" + lost.address(), "ws://" + good.address()});
    scene.start();
    soon(greeted.get_future());
}

TEST(SlackSocket, TellsTheOperatorThatSocketModeIsSwitchedOffAndTriesAgain) {
    test::Server server([](tcp::socket socket) {
        Peer peer(std::move(socket));
        peer.say(hello);
        peer.say(disconnect("link_disabled"));
        peer.until_closed();
    });
    Scene scene({"ws://" + server.address()});
    auto asked_again = scene.asked(2);
    std::string told;
    scene.start();
    soon(std::move(asked_again));
    EXPECT_FALSE(scene.trouble().empty());
}

TEST(SlackSocket, ARefusedTokenIsToldAndAskedForAgain) {
    std::promise<void> greeted;
    test::Server good([&](tcp::socket socket) {
        Peer peer(std::move(socket));
        peer.say(hello);
        greeted.set_value();
        peer.until_closed();
    });
    Scene scene({Trouble{Trouble::Kind::refused, {}, "invalid_auth"}, Trouble{Trouble::Kind::back_off, {}, "503"},
                 "ws://" + good.address()});
    scene.start();
    soon(greeted.get_future());
}

TEST(SlackSocket, WhatNoOtherConnectionComesForIsNoTroubleWhileTheOldOneHears) {
    std::promise<void> may_go;
    test::Server old_one([&](tcp::socket socket) {
        Peer peer(std::move(socket));
        peer.say(hello);
        peer.say(disconnect("warning"));
        may_go.get_future().wait();
    });
    Scene scene({"ws://" + old_one.address(), Trouble{Trouble::Kind::back_off, {}, "HTTP 500"}});
    auto asked = scene.asked(3);
    scene.start();
    soon(std::move(asked));
    EXPECT_EQ(scene.trouble(), "");
    may_go.set_value();
    const auto give_up = std::chrono::steady_clock::now() + 5s;
    while (scene.trouble().empty() && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
    EXPECT_NE(scene.trouble(), "") << "now nothing hears";
}

TEST(SlackSocket, EndsAtOnceWhileItWaits) {
    Scene scene({Trouble{Trouble::Kind::wait, 1h, "too fast"}});
    auto asked = scene.asked(1);
    scene.start();
    soon(std::move(asked));
}  // and the test ends

}  // namespace
}  // namespace nudged::runtime
