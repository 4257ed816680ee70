#include "connectors/websocket/websocket.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <vector>

#include "tests/websocket/server.hpp"

namespace nudged::websocket {
namespace {

using namespace std::chrono_literals;
using test::Server;
using test::asio::ip::tcp;

// What became of one connection, run to its end.
struct Course {
    std::vector<std::string> received;
    std::string closed;  // why
    bool opened = false;
};

// `said` is sent at once; after `enough` messages we close.
Course course(const std::string& url, const std::vector<std::string>& said, std::size_t enough, Timing timing = {}) {
    Loop loop;
    Course course;
    std::shared_ptr<Socket> socket;
    Callbacks callbacks;
    callbacks.opened = [&] { course.opened = true; };
    callbacks.received = [&](std::string message) {
        course.received.push_back(std::move(message));
        if (course.received.size() == enough) socket->close();
    };
    callbacks.closed = [&](std::string reason) {
        course.closed = std::move(reason);
        loop.stop();
    };
    socket = Socket::connect(loop, url, std::move(callbacks), timing);
    for (const auto& text : said) socket->send(text);
    loop.run();
    return course;
}

void until_it_hangs_up(auto& stream) {
    for (;;) (void)Server::read(stream);
}

TEST(WebSocket, CarriesMessagesBothWaysInOrder) {
    std::vector<std::string> heard;
    Course got;
    {
        Server server([&](tcp::socket socket) {
            test::Plain stream(std::move(socket));
            stream.accept();
            for (int i = 0; i < 2; ++i) heard.push_back(Server::read(stream));
            stream.text(true);
            for (const std::string text : {"one", "two", "three"}) stream.write(test::asio::buffer(text));
            until_it_hangs_up(stream);
        });
        got = course("ws://" + server.address() + "/link", {"first", "second"}, 3);
    }
    EXPECT_TRUE(got.opened);
    EXPECT_EQ(heard, (std::vector<std::string>{"first", "second"}));
    EXPECT_EQ(got.received, (std::vector<std::string>{"one", "two", "three"}));
    EXPECT_EQ(got.closed, "closed");
}

TEST(WebSocket, PutsAMessageInManyFramesTogether) {
    const std::string large(100'000, 'x');
    Server server([&](tcp::socket socket) {
        test::Plain stream(std::move(socket));
        stream.accept();
        stream.auto_fragment(true);
        stream.write_buffer_bytes(4'096);
        stream.text(true);
        stream.write(test::asio::buffer(large));
        until_it_hangs_up(stream);
    });
    EXPECT_EQ(course("ws://" + server.address(), {}, 1).received, std::vector<std::string>{large});
}

TEST(WebSocket, AnswersAPing) {
    int pongs = 0;
    {
        Server server([&](tcp::socket socket) {
            test::Plain stream(std::move(socket));
            stream.accept();
            stream.control_callback([&](test::beast::websocket::frame_type kind, test::beast::string_view said) {
                pongs += kind == test::beast::websocket::frame_type::pong && said == "alive?";
            });
            stream.ping("alive?");
            stream.text(true);
            stream.write(test::asio::buffer(std::string("here")));
            until_it_hangs_up(stream);
        });
        course("ws://" + server.address(), {}, 1);
    }
    EXPECT_EQ(pongs, 1);
}

TEST(WebSocket, ASilentServerIsGivenUp) {
    Server server([](tcp::socket socket) {
        test::Plain stream(std::move(socket));
        stream.accept();
        // Answers no ping, and says nothing, until the other side has had enough.
        char byte = 0;
        boost::system::error_code error;
        while (!error) stream.next_layer().read_some(test::asio::buffer(&byte, 1), error);
    });
    const auto got = course("ws://" + server.address(), {}, 1, Timing{1s, 100ms, 50ms});
    EXPECT_TRUE(got.opened);
    EXPECT_FALSE(got.closed.empty());
    EXPECT_NE(got.closed, "closed");
}

TEST(WebSocket, AServerThatLeavesTheConnectionOpenIsCutOff) {
    Server server([](tcp::socket socket) {
        test::Plain stream(std::move(socket));
        stream.accept();
        stream.text(true);
        stream.write(test::asio::buffer(std::string("bye")));
        char byte = 0;
        boost::system::error_code error;
        while (!error) stream.next_layer().read_some(test::asio::buffer(&byte, 1), error);
    });
    EXPECT_EQ(course("ws://" + server.address(), {}, 1, Timing{1s, 10s, 50ms}).closed, "closed");
}

TEST(WebSocket, WhatIsNoWebSocketServerIsNamed) {
    Server server([](tcp::socket socket) {
        test::asio::write(socket,
                          test::asio::buffer(std::string("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")));
        char byte = 0;
        boost::system::error_code error;
        while (!error) socket.read_some(test::asio::buffer(&byte, 1), error);
    });
    const auto got = course("ws://" + server.address(), {}, 1);
    EXPECT_FALSE(got.opened);
    EXPECT_FALSE(got.closed.empty());
}

TEST(WebSocket, AnAddressThatIsNoneIsToldAsClosed) {
    Loop loop;
    std::string why;
    Callbacks callbacks;
    callbacks.closed = [&](std::string reason) {
        why = std::move(reason);
        loop.stop();
    };
    EXPECT_EQ(Socket::connect(loop, "ws://example.org/secret", std::move(callbacks)), nullptr);
    loop.run();
    EXPECT_EQ(why.find("secret"), std::string::npos);
    EXPECT_FALSE(why.empty());
}

TEST(WebSocket, WhatACallbackThrowsComesOutOfTheLoop) {
    Server server([](tcp::socket socket) {
        test::Plain stream(std::move(socket));
        stream.accept();
        until_it_hangs_up(stream);
    });
    Loop loop;
    bool closed = false;
    Callbacks callbacks;
    callbacks.opened = [] { throw std::runtime_error("the disk is full"); };
    callbacks.closed = [&](const std::string&) { closed = true; };
    const auto socket = Socket::connect(loop, "ws://" + server.address(), std::move(callbacks));
    EXPECT_THROW(loop.run(), std::runtime_error);
    EXPECT_TRUE(closed);
}

// A certificate that this machine has no reason to trust.
test::asio::ssl::context self_signed() {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    auto* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1,
                               0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
    test::asio::ssl::context context(test::asio::ssl::context::tls_server);
    SSL_CTX_use_certificate(context.native_handle(), certificate);
    SSL_CTX_use_PrivateKey(context.native_handle(), key);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return context;
}

TEST(WebSocket, ACertificateThatNobodyVouchesForIsRefused) {
    auto tls = self_signed();
    bool greeted = false;
    Course got;
    {
        Server server([&](tcp::socket socket) {
            test::Encrypted stream(std::move(socket), tls);
            stream.next_layer().handshake(test::asio::ssl::stream_base::server);
            stream.accept();
            greeted = true;
        });
        got = course("wss://" + server.address(), {"secret"}, 1);
    }
    EXPECT_FALSE(got.opened);
    EXPECT_FALSE(greeted);
    EXPECT_NE(got.closed.find("certificate"), std::string::npos) << got.closed;
}

}  // namespace
}  // namespace nudged::websocket
