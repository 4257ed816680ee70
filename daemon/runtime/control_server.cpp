#include <array>
#include <nlohmann/json.hpp>

#include "daemon/runtime/control.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/operations.hpp"
#include "daemon/runtime/web_server.hpp"

namespace nudged::runtime {

using nlohmann::json;

namespace {

constexpr std::size_t largest_request = 64 << 20;  // 1,000 rows of an address book with long notes
constexpr int deepest = 32;
// What writes or shows the present is the daemon's clock's affair; only a look at a day's list may name its instant.
constexpr std::array may_not_name_an_instant{"say", "contacts", "import begin"};

web::WebLimits limits() {
    web::WebLimits limits;
    limits.handlers = 4;
    limits.queue = 16;
    limits.connections = 16;
    limits.whole_time = std::chrono::minutes(1);
    limits.write_time = std::chrono::minutes(1);
    return limits;
}

json failure(const std::string& sentence, int exit_code) { return {{"error", redact(sentence)}, {"exit", exit_code}}; }

// Throws OperationError at once when it is nested too deeply.
json parsed(const std::string& body) {
    return json::parse(body, [](int depth, json::parse_event_t, json&) {
        if (depth > deepest) throw OperationError("the request is nested too deeply", OperationError::wrong_usage);
        return true;
    });
}

json answer_to(Operations& operations, const std::string& body, const std::function<bool()>& is_wanted) {
    try {
        const auto request = parsed(body);
        const auto operation = request.at("operation").get<std::string>();
        const auto arguments = request.value("arguments", json::object());
        for (const auto* refused : may_not_name_an_instant)
            if (operation == refused && arguments.contains("at") && !arguments["at"].is_null())
                return failure("a daemon is running, and it has its own clock: leave --at out, or stop it first",
                               OperationError::wrong_usage);
        return {{"result", operations.run(operation, arguments, is_wanted)}};
    } catch (const OperationError& error) {
        return failure(error.what(), error.exit_code());
    } catch (const json::exception&) {
        return failure("the request is not what this daemon understands; is it of another version?",
                       OperationError::failed);
    } catch (const std::exception& error) {
        return failure(error.what(), OperationError::failed);
    }
}

}  // namespace

struct ControlServer::State {
    web::WebServer server{limits()};
};

ControlServer::ControlServer(Operations& operations, const std::filesystem::path& socket)
    : state_(std::make_unique<State>()) {
    state_->server.upload("/run", largest_request, [&operations](const web::Request&, web::Upload& upload) {
        std::string body;
        for (auto piece = upload.next(); !piece.empty(); piece = upload.next()) body += piece;
        if (!upload.complete()) return web::Response{};
        web::Response response;
        response.content_type = "application/json";
        response.body = answer_to(operations, body, [&] {
                            return upload.is_wanted();
                        }).dump(-1, ' ', false, json::error_handler_t::replace);
        return response;
    });
    state_->server.listen_unix(socket);
    state_->server.start();
}

ControlServer::~ControlServer() = default;

}  // namespace nudged::runtime
