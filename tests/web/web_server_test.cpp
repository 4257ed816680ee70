#include "daemon/runtime/web_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <atomic>
#include <memory>
#include <thread>

#include "tests/web/raw_client.hpp"

using namespace nudged::web;
using namespace std::chrono_literals;
using nudged::test::RawClient;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

using Clock = std::chrono::steady_clock;

class Web : public testing::Test {
protected:
    void serve(WebLimits limits = {}) {
        server = std::make_unique<WebServer>(limits);
        server->get("/hello", [](const Request&) { return text("hello"); });
        server->get("/asked", [](const Request& request) {
            return text(request.path + "|" + std::string(request.header("x-thing")) + "|" +
                        std::string(request.header("absent")) + "|" + form_value(request.query, "y").value_or("-") +
                        "|" + request.cookie("a").value_or("-") + "|" + request.cookie("c").value_or("-"));
        });
        server->get("/slips", [](const Request&) {
            Response response;
            response.headers = {{"Location", "/\r\nSet-Cookie: a=b"}, {"cache-control", "max-age=60"}};
            return response;
        });
        server->get("/files/*", [](const Request& request) { return text(request.path); });
        server->get("/throws", [](const Request&) -> Response { throw std::runtime_error("secret words"); });
        server->post("/echo", 64 * 1024, [](const Request& request) { return text(request.body); });
        server->upload("/upload", 8 << 20, [this](const Request&, Upload& upload) {
            std::size_t size = 0;
            for (auto piece = upload.next(); !piece.empty(); piece = upload.next()) size += piece.size();
            uploaded_whole = upload.complete();
            return text(std::to_string(size));
        });
        server->upload("/long", 64, [this](const Request&, Upload& upload) {
            while (!upload.next().empty()) {
            }
            ++working;
            while (upload.is_wanted()) std::this_thread::yield();
            --working;
            return text("stopped");
        });
        server->events(
            "/events",
            [](const Request& request) {
                return request.query == "refuse"
                           ? std::optional(Response{.status = 401, .content_type = "", .body = "", .headers = {}})
                           : std::nullopt;
            },
            [this](const Request&, EventStream& stream) {
                stream.send("data: begun\n\n");
                for (int n = 1; stream.wait(1h); ++n) stream.send("data: " + std::to_string(n) + "\n\n");
                ++streams_ended;
            });
        server->accept_address("https://nudged.example.org/nudged");
        server->listen("127.0.0.1", 0);
        server->start();
    }
    static Response text(std::string body) {
        Response response;
        response.body = std::move(body);
        return response;
    }
    RawClient client() { return RawClient(server->port()); }
    std::string ask(std::string_view bytes) {
        auto one = client();
        one.send(bytes);
        return one.receive_answer();
    }
    static std::string post(std::string_view path, std::string_view body) {
        return "POST " + std::string(path) +
               " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + std::string(body);
    }
    std::chrono::milliseconds time_to_stop() {
        const auto begun = Clock::now();
        server->stop();
        return std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - begun);
    }

    const std::string hello = "GET /hello HTTP/1.1\r\nHost: 127.0.0.1:8765\r\n\r\n";
    std::atomic<bool> uploaded_whole{false};
    std::atomic<int> streams_ended{0};
    std::atomic<int> working = 0;
    std::unique_ptr<WebServer> server;
};

}  // namespace

TEST_F(Web, AnswersOnAConnectionThatIsKept) {
    serve();
    auto one = client();
    for (int i = 0; i < 3; ++i) {
        one.send(hello);
        const auto answer = one.receive_answer();
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
        EXPECT_THAT(answer, EndsWith("\r\n\r\nhello"));
        EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff"));
    }
}

TEST_F(Web, AnswersPipelinedRequestsInOrder) {
    serve();
    auto one = client();
    one.send(hello + post("/echo", "first") + post("/echo", "second") + hello);
    EXPECT_THAT(one.receive_answer(), EndsWith("hello"));
    EXPECT_THAT(one.receive_answer(), EndsWith("first"));
    EXPECT_THAT(one.receive_answer(), EndsWith("second"));
    EXPECT_THAT(one.receive_answer(), EndsWith("hello"));
}

TEST_F(Web, EndsTheConnectionWhenAsked) {
    serve();
    auto one = client();
    one.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: Close\r\n\r\n");
    EXPECT_THAT(one.receive_all(), HasSubstr("Connection: close\r\n"));
    EXPECT_TRUE(one.ended());
    auto old = client();
    old.send("GET /hello HTTP/1.0\r\nHost: localhost\r\n\r\n");
    EXPECT_THAT(old.receive_all(), EndsWith("hello"));
    EXPECT_TRUE(old.ended());
}

TEST_F(Web, AnswersAHeadWithoutABody) {
    serve();
    auto one = client();
    one.send("HEAD /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const auto answer = one.receive_all();
    EXPECT_THAT(answer, HasSubstr("Content-Length: 5\r\n"));
    EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(Web, ShowsItsHandlersWhatWasAsked) {
    serve();
    EXPECT_THAT(ask("GET /%61sked?x=1&y=two+words HTTP/1.1\r\nHost: localhost\r\nX-Thing:  v \r\nX-Thing: w\r\n"
                    "Cookie: xa=1; a=2;b=\r\nCookie: c=3\r\n\r\n"),
                EndsWith("\r\n\r\n/asked|v, w||two words|2|3"));
}

TEST_F(Web, AnswersWithTheSecurityHeadersAndIsNotCached) {
    serve();
    for (const auto& answer :
         {ask(hello), ask("GET /absent HTTP/1.1\r\nHost: localhost\r\n\r\n"), ask("nonsense\r\n\r\n")})
        for (const auto* part : {"X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
                                 "frame-ancestors 'none'", "Cache-Control: no-store\r\n", "Content-Length: "})
            EXPECT_THAT(answer, HasSubstr(part));
}

TEST_F(Web, NeverSendsALineThatACallerSlippedIn) {
    serve();
    const auto answer = ask("GET /slips HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_THAT(answer, Not(HasSubstr("Set-Cookie")));
    EXPECT_THAT(answer, AllOf(HasSubstr("max-age=60"), Not(HasSubstr("no-store"))));
}

TEST_F(Web, NeverCompressesAndNeverAnswersInPart) {
    serve();
    EXPECT_THAT(ask("GET /hello HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, br\r\n\r\n"), EndsWith("hello"));
    EXPECT_THAT(ask("GET /hello HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-1\r\n\r\n"), StartsWith("HTTP/1.1 416 "));
}

TEST_F(Web, RoutesByExactPathOrPrefix) {
    serve();
    EXPECT_THAT(ask("GET /files/a/b HTTP/1.1\r\nHost: localhost\r\n\r\n"), EndsWith("/files/a/b"));
    EXPECT_THAT(ask("GET /files/ HTTP/1.1\r\nHost: localhost\r\n\r\n"), StartsWith("HTTP/1.1 404 "));
    EXPECT_THAT(ask("GET /hello/x HTTP/1.1\r\nHost: localhost\r\n\r\n"), StartsWith("HTTP/1.1 404 "));
    EXPECT_THAT(ask("GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n"), StartsWith("HTTP/1.1 405 "));
    EXPECT_THAT(ask("POST /absent HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"),
                StartsWith("HTTP/1.1 404 "));
    EXPECT_THAT(ask("GET /files/" + std::string(600, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                StartsWith("HTTP/1.1 414 "));
}

TEST_F(Web, ShowsNothingOfAnException) {
    serve();
    const auto answer = ask("GET /throws HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 500 "));
    EXPECT_THAT(answer, Not(HasSubstr("secret words")));
    EXPECT_THAT(ask(hello), EndsWith("hello"));
}

TEST_F(Web, RefusesOtherHostNames) {
    serve();
    for (const auto* host :
         {"localhost", "localhost:8765", "127.0.0.1", "[::1]:8765", "nudged.example.org", "NUDGED.example.org:443"})
        EXPECT_THAT(ask("GET /hello HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"), StartsWith("HTTP/1.1 200 "))
            << host;
    for (const auto* host :
         {"evil.example", "", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.1", "[::1"})
        EXPECT_THAT(ask("GET /hello HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"), StartsWith("HTTP/1.1 421 "))
            << host;
}

TEST_F(Web, RefusesPostsFromPagesOfOthers) {
    serve();
    const auto from = [&](const std::string& origin) {
        return ask("POST /echo HTTP/1.1\r\nHost: localhost:8765\r\n" + origin + "Content-Length: 1\r\n\r\nx");
    };
    for (const auto* ours : {"", "Origin: http://localhost:8765\r\n", "Origin: https://NUDGED.example.org\r\n",
                             "Origin: http://localhost:8765\r\nSec-Fetch-Site: same-origin\r\n"})
        EXPECT_THAT(from(ours), StartsWith("HTTP/1.1 200 ")) << ours;
    for (const auto* other :
         {"Origin: https://evil.example\r\n", "Origin: null\r\n", "Origin: http://localhost:3000\r\n",
          "Origin: http://localhost\r\n", "Origin: https://nudged.example.org:8443\r\n",
          "Origin: http://127.0.0.1:8765\r\n", "Sec-Fetch-Site: same-site\r\n", "Sec-Fetch-Site: cross-site\r\n"})
        EXPECT_THAT(from(other), StartsWith("HTTP/1.1 403 ")) << other;
}

TEST_F(Web, TakesAFormLargerThan8KiB) {
    serve();
    const std::string body = "payload=" + std::string(50'000, 'x');
    EXPECT_THAT(ask(post("/echo", body)), EndsWith("\r\n\r\n" + body));
}

TEST_F(Web, TakesABodyThatIsAnnounced) {
    serve();
    auto one = client();
    one.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: "
        "close\r\n\r\nhello");
    const auto answer = one.receive_all();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 100 "));
    EXPECT_THAT(answer, EndsWith("hello"));
}

TEST_F(Web, RefusesABodyOverItsLimitBeforeReadingIt) {
    serve();
    auto one = client();
    one.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65537\r\n\r\n");
    EXPECT_THAT(one.receive_all(), StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(ask("GET /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx"),
                StartsWith("HTTP/1.1 413 "));
}

TEST_F(Web, CutsAnEndlessHeaderInBoundedMemory) {
    serve();
    auto one = client();
    one.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: ");
    const std::string more(16 * 1024, 'x');
    std::size_t sent = 0;
    while (sent < (64u << 20) && one.send(more)) sent += more.size();
    EXPECT_LT(sent, 64u << 20) << "the connection was ended while it dripped on";
    auto other = client();
    other.send("GET /hello HTTP/1.1\r\nX: " + more);
    EXPECT_THAT(other.receive_all(), StartsWith("HTTP/1.1 431 "));
}

TEST_F(Web, CutsADrippingHeadAtItsDeadlineWhileOthersAreAnswered) {
    WebLimits limits;
    limits.head_time = 60ms;
    serve(limits);
    std::vector<std::unique_ptr<RawClient>> drips;
    for (int i = 0; i < 20; ++i) {
        drips.push_back(std::make_unique<RawClient>(server->port()));
        drips.back()->send("GET /he");
    }
    EXPECT_THAT(ask(hello), EndsWith("hello"));
    const auto begun = Clock::now();
    for (auto& drip : drips) {
        drip->send("l");
        EXPECT_THAT(drip->receive_all(), StartsWith("HTTP/1.1 408 "));
    }
    EXPECT_LT(Clock::now() - begun, 2s);
}

TEST_F(Web, CutsADrippingBodyAtItsDeadlineWhileOthersAreAnswered) {
    WebLimits limits;
    limits.whole_time = 60ms;
    serve(limits);
    auto drip = client();
    drip.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000\r\n\r\nx");
    EXPECT_THAT(ask(hello), EndsWith("hello"));
    EXPECT_THAT(drip.receive_all(), StartsWith("HTTP/1.1 408 "));
}

TEST_F(Web, NeverAcknowledgesABodyThatWasCut) {
    serve();
    auto one = client();
    one.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" + std::string(500'000, 'x'));
    one.finish();
    EXPECT_THAT(one.receive_all(), Not(HasSubstr("200 OK")));
    EXPECT_FALSE(uploaded_whole);
}

TEST_F(Web, GivesAnUploadTimeForAsLongAsItKeepsPace) {
    WebLimits limits;
    limits.whole_time = 60ms;
    limits.upload_bytes_per_second = 1'000'000;
    serve(limits);
    auto one = client();
    one.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
    for (int i = 0; i < 10; ++i) one.send(std::string(100'000, 'x'));
    EXPECT_THAT(one.receive_answer(), EndsWith("\r\n\r\n1000000"));
    EXPECT_TRUE(uploaded_whole);
    auto slow = client();
    slow.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" + std::string(70'000, 'x'));
    EXPECT_THAT(slow.receive_all(), StartsWith("HTTP/1.1 408 "));
}

TEST_F(Web, TellsAHandlerThatNobodyWaitsForItsAnswerAnyMore) {
    serve();
    const auto request = post("/long", "hi");
    {
        auto leaving = client();
        leaving.send(request);
        while (working == 0) std::this_thread::yield();
    }
    while (working == 1) std::this_thread::yield();
    auto staying = client();
    staying.send(request);
    while (working == 0) std::this_thread::yield();
    server->stop();
    EXPECT_THAT(staying.receive_all(), EndsWith("stopped"));
}

TEST_F(Web, EndsIdleConnectionsInTheirTime) {
    WebLimits limits;
    limits.idle_time = 20ms;
    serve(limits);
    auto one = client();
    one.send(hello);
    EXPECT_THAT(one.receive_answer(), EndsWith("hello"));
    EXPECT_EQ(one.receive_all(), "");
    EXPECT_TRUE(one.ended());
}

TEST_F(Web, AnswersInTheEndThoughDripsHoldAllHandlers) {
    WebLimits limits;
    limits.head_time = 60ms;
    limits.handlers = 2;
    serve(limits);
    auto first = client(), second = client();
    for (auto* drip : {&first, &second}) drip->send("GET /he");
    EXPECT_THAT(ask(hello), EndsWith("hello"));
}

TEST_F(Web, MakesRoomForANewConnectionByEndingAnIdleOne) {
    WebLimits limits;
    limits.handlers = 1;
    serve(limits);
    auto idle = client();
    idle.send(hello);
    EXPECT_THAT(idle.receive_answer(), EndsWith("hello"));
    const auto begun = Clock::now();
    EXPECT_THAT(ask(hello), EndsWith("hello"));
    EXPECT_LT(Clock::now() - begun, 1s);
    EXPECT_EQ(idle.receive_all(), "");
    EXPECT_TRUE(idle.ended());
}

TEST_F(Web, MakesRoomByEndingConnectionsThatNeverSpoke) {
    WebLimits limits;
    limits.handlers = 2;
    serve(limits);
    auto first = client(), second = client();
    const auto begun = Clock::now();
    EXPECT_THAT(ask(hello), EndsWith("hello"));
    EXPECT_LT(Clock::now() - begun, 2s);
}

TEST_F(Web, RefusesAConnectionWhenAllOthersAreBusy) {
    WebLimits limits;
    limits.handlers = 2;
    limits.queue = 0;
    serve(limits);
    auto first = client(), second = client();
    for (auto* stream : {&first, &second}) {
        stream->send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        EXPECT_THAT(stream->receive_until("begun\n\n"), HasSubstr("begun"));
    }
    auto third = client();
    EXPECT_THAT(third.receive_all(), StartsWith("HTTP/1.1 503 "));
}

TEST_F(Web, RefusesWhatHasNoRoomInTheQueue) {
    WebLimits limits;
    limits.handlers = 1;
    limits.queue = 1;
    serve(limits);
    auto stream = client();
    stream.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.receive_until("begun\n\n");
    auto queued = client();
    queued.send(hello);
    auto refused = client();
    refused.send(hello);
    EXPECT_THAT(refused.receive_answer(), AllOf(StartsWith("HTTP/1.1 503 "), HasSubstr("Retry-After: ")));
}

TEST_F(Web, DeliversEventsAndEndsTheStreamOnStop) {
    serve();
    auto one = client();
    one.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_THAT(one.receive_until("begun\n\n"), HasSubstr("Content-Type: text/event-stream\r\n"));
    server->notify();
    EXPECT_EQ(one.receive_until("\n\n"), "data: 1\n\n");
    server->notify();
    EXPECT_EQ(one.receive_until("\n\n"), "data: 2\n\n");
    EXPECT_LT(time_to_stop(), 100ms);
    EXPECT_EQ(streams_ended, 1);
    EXPECT_EQ(one.receive_all(), "");
    EXPECT_TRUE(one.ended());
}

TEST_F(Web, EndsAStreamWhosePageHasGone) {
    serve();
    {
        auto one = client();
        one.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        one.receive_until("begun\n\n");
    }
    const auto begun = Clock::now();
    while (streams_ended == 0 && Clock::now() - begun < 2s) std::this_thread::yield();
    EXPECT_EQ(streams_ended, 1);
}

TEST_F(Web, RefusesTheSeventeenthStreamButServesOthers) {
    serve();
    std::vector<std::unique_ptr<RawClient>> streams;
    for (int i = 0; i < 16; ++i) {
        streams.push_back(std::make_unique<RawClient>(server->port()));
        streams.back()->send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        ASSERT_THAT(streams.back()->receive_until("begun\n\n"), HasSubstr("200 OK"));
    }
    EXPECT_THAT(ask("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                AllOf(StartsWith("HTTP/1.1 503 "), HasSubstr("Retry-After: ")));
    EXPECT_THAT(ask(hello), EndsWith("hello"));
    EXPECT_LT(time_to_stop(), 100ms);
    EXPECT_EQ(streams_ended, 16);
}

TEST_F(Web, AsksTheGateBeforeAStreamBegins) {
    serve();
    EXPECT_THAT(ask("GET /events?refuse HTTP/1.1\r\nHost: localhost\r\n\r\n"), StartsWith("HTTP/1.1 401 "));
}

TEST_F(Web, StopsAtOnceWithIdleAndHalfSentConnections) {
    serve();
    auto idle = client(), half_head = client(), half_body = client();
    idle.send(hello);
    EXPECT_THAT(idle.receive_answer(), EndsWith("hello"));
    half_head.send("GET /he");
    half_body.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" +
                   std::string(100'000, 'x'));
    EXPECT_THAT(ask(hello), EndsWith("hello"));
    EXPECT_LT(time_to_stop(), 100ms);
    EXPECT_EQ(idle.receive_all(), "");
    EXPECT_TRUE(idle.ended());
    EXPECT_FALSE(RawClient(server->port()).connected());
}

TEST_F(Web, StopsAtAnyMoment) {
    WebServer never_listened;
    never_listened.stop();
    WebServer stopped_early;
    stopped_early.listen("127.0.0.1", 0);
    stopped_early.stop();
    stopped_early.start();
    stopped_early.stop();
    for (int i = 0; i < 50; ++i) {
        WebServer server_;
        server_.listen("127.0.0.1", 0);
        std::thread starter([&] { server_.start(); });
        server_.stop();
        starter.join();
    }
}

TEST_F(Web, SaysInASentenceWhyItCannotListen) {
    serve();
    const auto why = [](const std::string& host, std::uint16_t port) -> std::string {
        try {
            WebServer().listen(host, port);
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_EQ(why("127.0.0.1", server->port()),
              "cannot listen on 127.0.0.1 port " + std::to_string(server->port()) +
                  ": the port is in use; end the program that holds it or listen on another port");
    EXPECT_THAT(why("192.0.2.1", 1234), HasSubstr("this machine has no such address"));
    EXPECT_THAT(why("example.org", 1234), HasSubstr("it is no address"));
}

namespace {

class UnixWeb : public testing::Test {
protected:
    UnixWeb() {
        std::string name = (std::filesystem::temp_directory_path() / "nudged-XXXXXX").string();
        folder = mkdtemp(name.data());
        path = folder / "control";
        server.get("/hello", [](const Request& request) {
            Response response;
            response.body = request.remote;
            return response;
        });
    }
    ~UnixWeb() override {
        server.stop();
        std::filesystem::remove_all(folder);
    }
    std::filesystem::path folder, path;
    WebServer server;
    const std::string hello = "GET /hello HTTP/1.1\r\nHost: anything\r\n\r\n";
};

}  // namespace

TEST_F(UnixWeb, ServesItsOwnUserOnAFileOfItsOwn) {
    server.listen_unix(path);
    server.start();
    struct stat about {};
    ASSERT_EQ(stat(path.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600u);
    RawClient client(path.string());
    client.send(hello);
    EXPECT_THAT(client.receive_answer(), EndsWith("\r\n\r\nunix"));
    server.stop();
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(UnixWeb, ReplacesASocketLeftBehindButNoOtherFile) {
    const auto moved = folder / "moved";
    {
        WebServer left_behind;
        left_behind.listen_unix(moved);
        std::filesystem::rename(moved, path);
    }
    ASSERT_TRUE(std::filesystem::exists(path));
    server.listen_unix(path);
    const auto file = folder / "file";
    std::filesystem::create_directory(file);
    EXPECT_THROW(WebServer().listen_unix(file), std::runtime_error);
    EXPECT_THROW(WebServer().listen_unix(folder / std::string(200, 'x')), std::runtime_error);
}

TEST_F(UnixWeb, RefusesAnotherUserEvenWhereTheFileLetsThem) {
    if (geteuid() != 0) GTEST_SKIP() << "only root can become another user";
    server.listen_unix(path);
    server.start();
    ASSERT_EQ(chmod(folder.c_str(), 0755), 0);
    ASSERT_EQ(chmod(path.c_str(), 0666), 0);
    const pid_t child = fork();
    if (child == 0) {
        if (setuid(65534) != 0) _exit(3);
        RawClient client(path.string());
        client.send(hello);
        _exit(!client.connected() ? 2 : client.receive_all().empty() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
}
