#include "connectors/websocket/websocket.hpp"

#include <utility>  // before Boost.Asio 1.74, which forgets it

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <deque>
#include <optional>
#include <type_traits>

#include "connectors/websocket/address.hpp"

namespace nudged::websocket {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::use_awaitable;
using asio::ip::tcp;

constexpr std::size_t largest_message = 4 << 20;

using Plain = beast::websocket::stream<beast::tcp_stream>;
using Encrypted = beast::websocket::stream<beast::ssl_stream<beast::tcp_stream>>;

template <class Stream>
class Connection final : public Socket, public std::enable_shared_from_this<Connection<Stream>> {
public:
    template <class... Layers>
    Connection(Address address, Callbacks callbacks, Timing timing, asio::io_context& io, Layers&&... layers)
        : address_(std::move(address)),
          callbacks_(std::move(callbacks)),
          timing_(timing),
          io_(io),
          stream_(io, std::forward<Layers>(layers)...),
          patience_(io) {}

    // Before start, where the stream is encrypted: the certificate is to be of this host.
    void expect_host() { stream_.next_layer().set_verify_callback(asio::ssl::host_name_verification(address_.host)); }

    void start() {
        asio::co_spawn(
            io_, [self = this->shared_from_this()] { return self->live(); },
            [self = this->shared_from_this()](const std::exception_ptr& thrown) {
                if (thrown) std::rethrow_exception(thrown);  // of a callback: comes out of Loop::run
            });
    }

    void send(std::string text) override {
        if (ended_) return;
        outgoing_.push_back(std::move(text));
        if (outgoing_.size() == 1 && open_) write();
    }

    void close() override {
        if (ended_ || closing_) return;
        closing_ = true;
        patience_.expires_after(timing_.closing);
        patience_.async_wait([self = this->shared_from_this()](const beast::error_code& error) {
            if (!error) beast::get_lowest_layer(self->stream_).close();
        });
        if (!open_) return beast::get_lowest_layer(stream_).close();
        stream_.async_close(beast::websocket::close_code::normal,
                            [self = this->shared_from_this()](const beast::error_code&) {});
    }

private:
    asio::awaitable<void> live() {
        std::string reason;
        std::exception_ptr thrown;  // by a callback
        try {
            co_await open();
            open_ = true;
            if (!outgoing_.empty()) write();
            callbacks_.opened();
            for (beast::flat_buffer buffer;; buffer.clear()) {
                co_await stream_.async_read(buffer, use_awaitable);
                callbacks_.received(beast::buffers_to_string(buffer.data()));
            }
        } catch (const boost::system::system_error& error) {
            reason = closing_ ? "closed" : error.code().message();
        } catch (...) {
            thrown = std::current_exception();
            reason = "given up";
        }
        end(reason);
        if (thrown) std::rethrow_exception(thrown);
    }

    asio::awaitable<void> open() {
        tcp::resolver resolver(io_);
        const auto found = co_await resolver.async_resolve(address_.host, address_.port, use_awaitable);
        if (closing_) throw boost::system::system_error(asio::error::operation_aborted);
        auto& connection = beast::get_lowest_layer(stream_);
        connection.expires_after(timing_.opening);
        co_await connection.async_connect(found, use_awaitable);
        if constexpr (std::is_same_v<Stream, Encrypted>) {
            // What the macro SSL_set_tlsext_host_name does, without its old-style casts.
            if (SSL_ctrl(stream_.next_layer().native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                         address_.host.data()) != 1)
                throw boost::system::system_error(beast::error_code(asio::error::invalid_argument));
            connection.expires_after(timing_.opening);
            co_await stream_.next_layer().async_handshake(asio::ssl::stream_base::client, use_awaitable);
        }
        connection.expires_never();  // from here on the stream keeps time itself
        stream_.set_option(beast::websocket::stream_base::timeout{timing_.opening, timing_.silence, true});
        stream_.read_message_max(largest_message);
        co_await stream_.async_handshake(address_.host + ":" + address_.port, address_.target, use_awaitable);
    }

    void write() {
        stream_.async_write(asio::buffer(outgoing_.front()),
                            [self = this->shared_from_this()](const beast::error_code& error, std::size_t) {
                                if (error) return;  // the read that is under way tells why
                                self->outgoing_.pop_front();
                                if (!self->outgoing_.empty()) self->write();
                            });
    }

    void end(const std::string& reason) {
        ended_ = true;
        patience_.cancel();
        beast::get_lowest_layer(stream_).close();
        callbacks_.closed(reason);
    }

    Address address_;
    Callbacks callbacks_;
    Timing timing_;
    asio::io_context& io_;
    Stream stream_;
    asio::steady_timer patience_;  // with the other side's part of closing
    std::deque<std::string> outgoing_;
    bool open_ = false, closing_ = false, ended_ = false;
};

asio::ssl::context verifying_context() {
    asio::ssl::context context(asio::ssl::context::tls_client);
    context.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
    context.set_default_verify_paths();
    context.set_verify_mode(asio::ssl::verify_peer);
    return context;
}

}  // namespace

struct Loop::Context {
    asio::ssl::context ssl = verifying_context();  // outlives what io holds
    asio::io_context io{1};
};

Loop::Loop() : context_(std::make_unique<Context>()) {}
Loop::~Loop() = default;

void Loop::run() {
    const auto stay = asio::make_work_guard(context_->io);
    context_->io.run();
}

void Loop::stop() { context_->io.stop(); }

void Loop::post(std::function<void()> work) { asio::post(context_->io, std::move(work)); }

void Loop::after(std::chrono::milliseconds pause, std::function<void()> work) {
    const auto timer = std::make_shared<asio::steady_timer>(context_->io, pause);
    timer->async_wait([timer, work = std::move(work)](const beast::error_code& error) {
        if (!error) work();
    });
}

std::shared_ptr<Socket> Socket::connect(Loop& loop, const std::string& url, Callbacks callbacks, Timing timing) {
    auto& io = loop.context_->io;
    const auto address = address_in(url);
    if (!address) {
        loop.post([closed = std::move(callbacks.closed)] {
            closed("the address is no wss address, nor a ws address of this machine");
        });
        return nullptr;
    }
    if (!address->encrypted) {
        const auto socket = std::make_shared<Connection<Plain>>(*address, std::move(callbacks), timing, io);
        socket->start();
        return socket;
    }
    const auto socket =
        std::make_shared<Connection<Encrypted>>(*address, std::move(callbacks), timing, io, loop.context_->ssl);
    socket->expect_host();
    socket->start();
    return socket;
}

}  // namespace nudged::websocket
