// What can be done with a store from outside the chat: one table, used by the command line on a store of its own and by
// the daemon for commands that come through its control socket.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/config.hpp"
#include "storage/store.hpp"

namespace nudged::runtime {

// A sentence for the one who typed the command, and what the program then ends with.
class OperationError : public std::runtime_error {
public:
    static constexpr int failed = 1;
    static constexpr int wrong_usage = 2;

    explicit OperationError(const std::string& sentence, int exit_code = failed)
        : std::runtime_error(sentence), exit_code_(exit_code) {}
    [[nodiscard]] int exit_code() const { return exit_code_; }

private:
    int exit_code_;
};

// What is wrong with each connector, as a sentence; empty while all is well.
using Troubles = std::map<std::string, std::string>;  // by connector

// What only a running daemon knows or can do. Called on the thread of the operation; may be left empty.
struct OperationPorts {
    std::function<void()> changed;                   // something was written: look again at what is due
    std::function<std::string()> telegram_username;  // of the bot, without '@'; empty = not known (yet)
    std::function<std::string()> web_address;        // "http://127.0.0.1:8765", as it is really listened on
    std::function<Troubles()> trouble;
    std::function<std::vector<std::string>()> slack_workspaces = {};   // their names, as far as they are known
    std::function<bool(const std::string& account)> is_in_slack = {};  // that workspace takes what is sent there
};

class Operations {
public:
    Operations(Store& store, const Config& config, const Clock& clock, OperationPorts ports = {});
    ~Operations();
    Operations(const Operations&) = delete;
    Operations& operator=(const Operations&) = delete;

    // Any thread; several at once. Blocks while it works: milliseconds, but for doctor, backup, export and restore.
    // Throws OperationError, StoreError. `is_wanted` is asked now and then by what may take long, before each
    // transaction; when it says no the operation fails.
    [[nodiscard]] nlohmann::json run(const std::string& operation, const nlohmann::json& arguments,
                                     const std::function<bool()>& is_wanted = {});

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Where commands find the daemon that holds the configured store.
[[nodiscard]] std::filesystem::path control_path(const Config& config);

}  // namespace nudged::runtime
