#include "connectors/http/http_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>

#include "tests/http/loopback_server.hpp"

namespace nudged::http {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using test::LoopbackServer;
using test::Peer;
using testing::HasSubstr;
using testing::Not;

HttpRequest request_to(std::string url) {
    HttpRequest request;
    request.url = std::move(url);
    request.headers = {{"Content-Type", "application/json"}};
    request.body = R"({"text":"hello"})";
    request.timeout = 5s;
    return request;
}

HttpResponse fetch(HttpEngine& engine, HttpRequest request) {
    std::optional<HttpResponse> got;
    engine.start(std::move(request), [&](HttpResponse response) { got = std::move(response); });
    while (!got) engine.run(10s);
    return *got;
}

HttpResponse fetch(HttpRequest request) {
    HttpEngine engine;
    return fetch(engine, std::move(request));
}

TEST(HttpEngine, SendsTheRequestAndBringsBackStatusHeadersAndBody) {
    std::string seen;
    const LoopbackServer server([&](Peer& peer) {
        seen = peer.request();
        peer.answer(429, "slow down", "Retry-After: 7\r\n");
    });
    const HttpResponse response = fetch(request_to(server.url("/bot1:secret/sendMessage")));
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.body, "slow down");
    EXPECT_EQ(response.error, "");
    EXPECT_FALSE(response.surely_not_sent);
    EXPECT_THAT(response.headers, testing::Contains(std::pair<std::string, std::string>("retry-after", "7")));
    EXPECT_THAT(seen, testing::StartsWith("POST /bot1:secret/sendMessage HTTP/1.1\r\n"));
    EXPECT_THAT(seen, HasSubstr("Content-Type: application/json\r\n"));
    EXPECT_THAT(seen, Not(HasSubstr("Expect")));
    EXPECT_THAT(seen, testing::EndsWith("\r\n\r\n{\"text\":\"hello\"}"));
}

TEST(HttpEngine, AServerThatNeverAnswersIsDoubtfulAfterTheTimeOut) {
    const LoopbackServer server([](Peer& peer) {
        peer.request();
        peer.wait();
    });
    HttpRequest request = request_to(server.url("/bot1:secret/x"));
    request.timeout = 30ms;
    const HttpResponse response = fetch(std::move(request));
    EXPECT_EQ(response.status, 0);
    EXPECT_FALSE(response.surely_not_sent);
    EXPECT_THAT(response.error, HasSubstr("127.0.0.1: "));
    EXPECT_THAT(response.error, Not(HasSubstr("secret")));
}

TEST(HttpEngine, AResetAfterTheRequestIsDoubtful) {
    const LoopbackServer server([](Peer& peer) {
        peer.request();
        peer.reset();
    });
    const HttpResponse response = fetch(request_to(server.url("/x")));
    EXPECT_EQ(response.status, 0);
    EXPECT_FALSE(response.surely_not_sent);
    EXPECT_EQ(server.connections, 1);
}

TEST(HttpEngine, HalfAnAnswerIsNoAnswer) {
    const LoopbackServer server([](Peer& peer) {
        peer.request();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":tr");
    });
    const HttpResponse response = fetch(request_to(server.url("/x")));
    EXPECT_EQ(response.status, 0);
    EXPECT_FALSE(response.surely_not_sent);
    EXPECT_NE(response.error, "");
}

TEST(HttpEngine, AnAnswerThatIsTooLargeIsCut) {
    const LoopbackServer server([](Peer& peer) {
        peer.request();
        peer.answer(200, std::string((5 << 20), 'x'));
    });
    const HttpResponse response = fetch(request_to(server.url("/x")));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body.size(), 4U << 20);
}

TEST(HttpEngine, ARefusedConnectionWasSurelyNotSent) {
    std::string nobody;
    {
        nobody = LoopbackServer([](Peer&) {}).url("/bot1:secret/x");
    }
    const HttpResponse response = fetch(request_to(nobody));
    EXPECT_EQ(response.status, 0);
    EXPECT_TRUE(response.surely_not_sent);
    EXPECT_THAT(response.error, Not(HasSubstr("secret")));
}

TEST(HttpEngine, AFailedTlsHandshakeWasSurelyNotSent) {
    const LoopbackServer server([](Peer& peer) {
        peer.write("HTTP/1.1 400 This is no TLS\r\n\r\n");
        peer.wait();
    });
    const HttpResponse response = fetch(request_to(server.url("/x", "https")));
    EXPECT_EQ(response.status, 0);
    EXPECT_TRUE(response.surely_not_sent);
}

TEST(HttpEngine, AHandshakeThatNeverEndsWasSurelyNotSent) {
    const LoopbackServer server([](Peer& peer) { peer.wait(); });
    HttpRequest request = request_to(server.url("/x", "https"));
    request.timeout = 30ms;
    EXPECT_TRUE(fetch(std::move(request)).surely_not_sent);
}

TEST(HttpEngine, ANameThatIsNoneWasSurelyNotSent) {
    const HttpResponse response = fetch(request_to("https://no..name/bot1:secret/x"));
    EXPECT_TRUE(response.surely_not_sent);
    EXPECT_THAT(response.error, testing::StartsWith("no..name: "));
}

TEST(HttpEngine, PlainHttpIsForThisMachineAlone) {
    for (const char* url : {"http://example.org/bot1:secret/x", "http://127.0.0.1.example.org/x", "http://10.0.0.1/x",
                            "ftp://127.0.0.1/x", "file:///etc/hostname", "bot1:secret", ""}) {
        const HttpResponse response = fetch(request_to(url));
        EXPECT_TRUE(response.surely_not_sent) << url;
        EXPECT_NE(response.error, "") << url;
        EXPECT_THAT(response.error, Not(HasSubstr("secret"))) << url;
    }
}

TEST(HttpEngine, ARedirectIsAnAnswerAndNotFollowed) {
    const LoopbackServer server([](Peer& peer) {
        peer.request();
        peer.answer(302, "", "Location: /elsewhere\r\n");
    });
    EXPECT_EQ(fetch(request_to(server.url("/x"))).status, 302);
    EXPECT_EQ(server.connections, 1);
}

// A server that takes a second request on the same connection and dies without an answer.
void answer_once_then_die(Peer& peer, std::atomic<int>& taken) {
    if (peer.request().empty()) return;
    ++taken;
    peer.answer(200, "{}");
    if (peer.request().empty()) return;
    ++taken;
}

TEST(HttpEngine, ARequestThatMustNotBeRepeatedReachesTheServerOnce) {
    std::atomic<int> taken = 0;
    const LoopbackServer server([&](Peer& peer) { answer_once_then_die(peer, taken); });
    HttpEngine engine;
    for (int i = 0; i < 2; ++i) {
        HttpRequest poll = request_to(server.url("/getUpdates"));
        poll.repeatable = i == 0;
        EXPECT_EQ(fetch(engine, std::move(poll)).status, 200) << "a connection of its own each";
    }
    EXPECT_EQ(taken, 2);
    EXPECT_EQ(server.connections, 2);
}

TEST(HttpEngine, ARepeatableRequestUsesTheConnectionAgainAndSurvivesItsDeath) {
    std::atomic<int> taken = 0;
    const LoopbackServer server([&](Peer& peer) { answer_once_then_die(peer, taken); });
    HttpEngine engine;
    for (int i = 0; i < 2; ++i) {
        HttpRequest poll = request_to(server.url("/getUpdates"));
        poll.repeatable = true;
        EXPECT_EQ(fetch(engine, std::move(poll)).status, 200);
    }
    EXPECT_EQ(taken, 3) << "libcurl sends again: this is why only a repeatable request may reuse a connection";
    EXPECT_EQ(server.connections, 2);
}

TEST(HttpEngine, WakeEndsTheWaitAtOnceFromAnotherThread) {
    std::atomic<bool> polling = false;
    const LoopbackServer server([&](Peer& peer) {
        peer.request();
        polling = true;
        polling.notify_one();
        peer.wait();
    });
    HttpEngine engine;
    bool called = false;
    engine.start(request_to(server.url("/getUpdates")), [&](const HttpResponse&) { called = true; });
    std::thread waker([&] {
        polling.wait(false);
        engine.wake();
    });
    const auto begin = steady_clock::now();
    engine.run(60s);
    EXPECT_LT(steady_clock::now() - begin, 4s);
    waker.join();
    EXPECT_FALSE(called);
    EXPECT_EQ(engine.in_flight(), 1U);
}

TEST(HttpEngine, AWakeBeforeTheWaitIsNotLost) {
    HttpEngine engine;
    engine.wake();
    const auto begin = steady_clock::now();
    engine.run(60s);
    EXPECT_LT(steady_clock::now() - begin, 4s);
}

TEST(HttpEngine, RunReturnsWhenItsTimeIsUp) {
    HttpEngine engine;
    const auto begin = steady_clock::now();
    engine.run(20ms);
    EXPECT_GE(steady_clock::now() - begin, 20ms);
}

TEST(HttpEngine, CancellingEndsEveryExchangeAtOnce) {
    std::atomic<bool> polling = false;
    const LoopbackServer server([&](Peer& peer) {
        peer.request();
        polling = true;
        peer.wait();
    });
    HttpEngine engine;
    std::vector<HttpResponse> got;
    engine.start(request_to(server.url("/sent")), [&](HttpResponse response) { got.push_back(std::move(response)); });
    while (!polling) engine.run(1ms);
    engine.start(request_to(server.url("/not")), [&](HttpResponse response) { got.push_back(std::move(response)); });
    const auto begin = steady_clock::now();
    engine.cancel_all();
    EXPECT_LT(steady_clock::now() - begin, 100ms);
    EXPECT_EQ(engine.in_flight(), 0U);
    ASSERT_EQ(got.size(), 2U);
    EXPECT_EQ(std::count_if(got.begin(), got.end(), [](const auto& response) { return response.surely_not_sent; }), 1);
    EXPECT_THAT(got[0].error, testing::EndsWith("cancelled"));
}

TEST(HttpEngine, ACallbackMayStartTheNextExchange) {
    const LoopbackServer server([](Peer& peer) {
        peer.request();
        peer.answer(200, "{}");
    });
    HttpEngine engine;
    int done = 0;
    std::function<void(HttpResponse)> next = [&](const HttpResponse& response) {
        EXPECT_EQ(response.status, 200);
        if (++done < 3) engine.start(request_to(server.url("/x")), next);
    };
    engine.start(request_to(server.url("/x")), next);
    while (done < 3) engine.run(10s);
    EXPECT_EQ(engine.in_flight(), 0U);
}

TEST(HttpEngine, ManyExchangesAreInFlightTogether) {
    std::atomic<int> taken = 0;
    const LoopbackServer server([&](Peer& peer) {
        peer.request();
        ++taken;
        peer.answer(200, "{}");
    });
    HttpEngine engine;
    int done = 0;
    for (int i = 0; i < 30; ++i) {
        engine.start(request_to(server.url("/x")),
                     [&](const HttpResponse& response) { done += response.status == 200; });
    }
    EXPECT_EQ(engine.in_flight(), 30U);
    while (engine.in_flight() > 0) engine.run(10s);
    EXPECT_EQ(done, 30);
    EXPECT_EQ(taken, 30);
}

TEST(HttpEngine, WhatACallbackThrowsComesOutOfRunAndTheRestGoesOn) {
    HttpEngine engine;
    int called = 0;
    engine.start(request_to(""), [](const HttpResponse&) { throw std::runtime_error("the store is full"); });
    engine.start(request_to(""), [&](const HttpResponse&) { ++called; });
    EXPECT_THROW(engine.run(1s), std::runtime_error);
    engine.run(1s);
    EXPECT_EQ(called, 1);
}

}  // namespace
}  // namespace nudged::http
