#include "connectors/websocket/address.hpp"

#include <gtest/gtest.h>

namespace nudged::websocket {
namespace {

TEST(WebSocketAddresses, AnEncryptedOneLeadsAnywhere) {
    EXPECT_EQ(address_in("wss://wss-primary.slack.com/link/?ticket=a&app_id=b"),
              (Address{true, "wss-primary.slack.com", "443", "/link/?ticket=a&app_id=b"}));
    EXPECT_EQ(address_in("wss://example.org:8443"), (Address{true, "example.org", "8443", "/"}));
    EXPECT_EQ(address_in("wss://example.org?a=/b#c"), (Address{true, "example.org", "443", "/?a=/b"}));
}

TEST(WebSocketAddresses, AnUnencryptedOneStaysOnThisMachine) {
    EXPECT_EQ(address_in("ws://127.0.0.1:9/x"), (Address{false, "127.0.0.1", "9", "/x"}));
    EXPECT_EQ(address_in("ws://localhost/"), (Address{false, "localhost", "80", "/"}));
    EXPECT_EQ(address_in("ws://[::1]:80/"), (Address{false, "::1", "80", "/"}));
    EXPECT_FALSE(address_in("ws://example.org/"));
    EXPECT_FALSE(address_in("ws://127.0.0.1.example.org/"));
    EXPECT_FALSE(address_in("ws://127.0.0.1@example.org/"));
}

TEST(WebSocketAddresses, WhatIsNoneIsRefused) {
    for (const auto* text : {"", "http://example.org/", "wss://", "wss:///path", "wss://host:/", "wss://host:x/",
                             "wss://host:123456/", "wss://[::1/", "wss://user@host/"})
        EXPECT_FALSE(address_in(text)) << text;
}

}  // namespace
}  // namespace nudged::websocket
