// The way from a command to the daemon that holds its store: HTTP on a unix socket beside the store.
//
//   POST /run  {"operation":"say","arguments":{...}}  ->  {"result":...} or {"error":"a sentence","exit":1}
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace nudged::runtime {

class Operations;

// Serves from when it is made until it goes. The socket is for processes of this user and of root alone.
class ControlServer {
public:
    // Throws std::runtime_error with a sentence when it cannot listen there.
    ControlServer(Operations& operations, const std::filesystem::path& socket);
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

private:
    struct State;
    std::unique_ptr<State> state_;
};

class ControlClient {
public:
    // Null when no daemon listens there.
    [[nodiscard]] static std::unique_ptr<ControlClient> connect(const std::filesystem::path& socket);
    ~ControlClient();

    // As Operations::run, there. Throws OperationError.
    [[nodiscard]] nlohmann::json run(const std::string& operation, const nlohmann::json& arguments);

private:
    struct State;
    explicit ControlClient(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace nudged::runtime
