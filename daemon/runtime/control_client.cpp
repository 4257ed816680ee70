#include <httplib.h>
#include <sys/socket.h>

#include <nlohmann/json.hpp>

#include "daemon/runtime/control.hpp"
#include "daemon/runtime/operations.hpp"

namespace nudged::runtime {

using nlohmann::json;

namespace {

constexpr std::chrono::hours longest_wait{1};  // for doctor and backup of a large store
constexpr std::size_t longest_path = 107;      // of a unix socket

bool somebody_listens(const std::string& path) {
    if (path.size() > longest_path) return false;
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return false;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    const bool connected = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    close(fd);
    return connected;
}

}  // namespace

struct ControlClient::State {
    explicit State(const std::string& socket) : client(socket) {
        client.set_address_family(AF_UNIX);
        client.set_keep_alive(true);
        client.set_read_timeout(longest_wait);
        client.set_write_timeout(std::chrono::minutes(1));
    }
    httplib::Client client;
};

ControlClient::ControlClient(std::unique_ptr<State> state) : state_(std::move(state)) {}
ControlClient::~ControlClient() = default;

std::unique_ptr<ControlClient> ControlClient::connect(const std::filesystem::path& socket) {
    if (!somebody_listens(socket.string())) return nullptr;
    return std::unique_ptr<ControlClient>(new ControlClient(std::make_unique<State>(socket.string())));
}

json ControlClient::run(const std::string& operation, const json& arguments) {
    const json request{{"operation", operation}, {"arguments", arguments}};
    const auto answer =
        state_->client.Post("/run", request.dump(-1, ' ', false, json::error_handler_t::replace), "application/json");
    if (!answer)
        throw OperationError("the daemon did not answer (" + httplib::to_string(answer.error()) +
                             "): it may have done it or not; see `nudged journal` before you say it again");
    if (answer->status != 200)
        throw OperationError("the daemon refused the request with status " + std::to_string(answer->status));
    const auto told = json::parse(answer->body, nullptr, false);
    if (!told.is_object()) throw OperationError("the daemon's answer cannot be read; is it of another version?");
    if (told.contains("error"))
        throw OperationError(told.value("error", ""), told.value("exit", OperationError::failed));
    return told.value("result", json());
}

}  // namespace nudged::runtime
