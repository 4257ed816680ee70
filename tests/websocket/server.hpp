// A WebSocket server for one connection, which the test's own function serves on a thread of its own.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <functional>
#include <string>
#include <thread>

namespace nudged::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Plain = beast::websocket::stream<asio::ip::tcp::socket>;
using Encrypted = beast::websocket::stream<beast::ssl_stream<asio::ip::tcp::socket>>;

class Server {
public:
    using Serve = std::function<void(asio::ip::tcp::socket)>;

    explicit Server(Serve serve) : acceptor_(io_, {asio::ip::make_address("127.0.0.1"), 0}) {
        thread_ = std::thread([this, serve = std::move(serve)] {
            boost::system::error_code error;
            auto socket = acceptor_.accept(error);
            if (error) return;
            try {
                serve(std::move(socket));
            } catch (const boost::system::system_error&) {
                return;  // the peer has gone, as tests want it
            }
        });
    }
    ~Server() { thread_.join(); }

    [[nodiscard]] std::string address() const {
        return "127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
    }

    static std::string read(auto& stream) {
        beast::flat_buffer buffer;
        stream.read(buffer);
        return beast::buffers_to_string(buffer.data());
    }

private:
    asio::io_context io_;
    asio::ip::tcp::acceptor acceptor_;
    std::thread thread_;
};

}  // namespace nudged::test
