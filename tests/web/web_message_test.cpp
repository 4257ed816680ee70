#include "daemon/runtime/web_message.hpp"

#include <gtest/gtest.h>

#include "daemon/runtime/web_head.hpp"

using namespace nudged::web;

namespace {

int refused(const std::string& bytes) { return check_head(bytes, {}).refused; }

}  // namespace

TEST(Heads, AnyPartOfOneAsksForMore) {
    const std::string head = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
    for (std::size_t length = 0; length < head.size(); ++length) {
        const auto reading = check_head(head.substr(0, length), {});
        EXPECT_EQ(reading.length, 0u) << length;
        EXPECT_EQ(reading.refused, 0) << length;
    }
    const auto reading = check_head(head + "rest", {});
    EXPECT_EQ(reading.length, head.size());
    EXPECT_EQ(reading.content_length, 3u);
}

TEST(Heads, ThatTwoReadersCouldReadDifferentlyAreRefused) {
    const std::string line = "POST / HTTP/1.1\r\nHost: a\r\n";
    const struct {
        std::string bytes;
        int status;
    } cases[] = {
        {line + "Transfer-Encoding: chunked\r\n\r\n", 411},
        {line + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 411},
        {line + "\r\n", 411},
        {line + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
        {line + "Content-Length: +1\r\n\r\n", 400},
        {line + "Content-Length: 1,1\r\n\r\n", 400},
        {line + "Content-Length: -1\r\n\r\n", 400},
        {line + "Content-Length: 99999999999999999999\r\n\r\n", 413},
        {line + "Content-Length: 1\r\nContent-Encoding: gzip\r\n\r\n", 415},
        {line + "Content-Length: 1\r\nExpect: cake\r\n\r\n", 417},
        {line + "Content-Length: 1\r\nRange: bytes=0-,0-\r\n\r\n", 416},
        {line + "Content-Length: 1\r\nUpgrade: h2c\r\n\r\n", 400},
        {line + "Host: b\r\nContent-Length: 1\r\n\r\n", 400},
        {line + " folded\r\n\r\n", 400},
        {line + "Bad Name: 1\r\n\r\n", 400},
        {line + "X : 1\r\n\r\n", 400},
        {line + "X: a\nY: b\r\n\r\n", 400},
        {line + std::string("X: a\0b\r\n\r\n", 10), 400},
        {"GET / HTTP/1.1\r\nX: no host\r\n\r\n", 400},
        {"GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /\r\nHost: a\r\n\r\n", 400},
        {"DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    };
    for (const auto& [bytes, status] : cases) EXPECT_EQ(refused(bytes), status) << bytes;
}

TEST(Heads, HaveLimits) {
    EXPECT_EQ(refused("GET /" + std::string(3000, 'a')), 414);
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nX: " + std::string(17'000, 'a')), 431);
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nX: " + std::string(8'200, 'a') + "\r\n\r\n"), 431);
    std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 64; ++i) many += "X: 1\r\n";
    EXPECT_EQ(refused(many + "\r\n"), 431);
}

TEST(Cookies, AreFoundByTheirWholeName) {
    Request request;
    request.headers["cookie"] = "xa=1; a=2;b=; c=3";
    EXPECT_EQ(request.cookie("a"), "2");
    EXPECT_EQ(request.cookie("b"), "");
    EXPECT_EQ(request.cookie("c"), "3");
    EXPECT_EQ(request.cookie("x"), std::nullopt);
}

TEST(Forms, AreDecoded) {
    EXPECT_EQ(form_value("a=1&b=%7B%22x%22%3A1%7D&c", "b"), "{\"x\":1}");
    EXPECT_EQ(form_value("a=1&c", "c"), "");
    EXPECT_EQ(form_value("a=%4", "a"), std::nullopt);
    EXPECT_EQ(form_value("&&=", "a"), std::nullopt);
}

TEST(HostNames, LoseTheirPort) {
    EXPECT_EQ(host_name("LocalHost:8765"), "localhost");
    EXPECT_EQ(host_name("[::1]:8765"), "::1");
    EXPECT_EQ(host_name("[::1"), "");
    EXPECT_TRUE(is_loopback("127.0.0.2"));
    EXPECT_FALSE(is_loopback("127.0.0.1.example.org"));
}
