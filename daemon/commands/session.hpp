// One run of the program: its settings, and the store that its command works with.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/config.hpp"
#include "daemon/runtime/control.hpp"
#include "daemon/runtime/operations.hpp"
#include "storage/store.hpp"

namespace nudged::commands {

// What main has put together.
struct Program {
    std::string version;
    std::function<std::unique_ptr<Store>(const runtime::StoreUrl&)> open_store;
    std::function<int(const runtime::Config&, const std::optional<runtime::ClockSetting>&)> run_daemon;
};

class Session {
public:
    Session(const Program& program, const runtime::ConfigSources& sources) : program_(program), sources_(sources) {}

    // Read when it is first asked for. Throws ConfigError.
    [[nodiscard]] const runtime::Config& config();
    // The operation of that name, done by the daemon that holds the store, else here. Throws what Operations::run and
    // opening the store throw.
    [[nodiscard]] nlohmann::json run(const std::string& operation, const nlohmann::json& arguments);
    // The same for what only looks: a store that was named and is not there is an error, and is not made.
    [[nodiscard]] nlohmann::json look(const std::string& operation, const nlohmann::json& arguments);
    // Whether there is one yet.
    [[nodiscard]] bool has_store();
    // Whether a daemon does it.
    [[nodiscard]] bool daemon_runs();
    [[nodiscard]] const Program& program() const { return program_; }
    [[nodiscard]] const runtime::Clock& clock() const { return clock_; }

private:
    void reach_store();

    const Program& program_;
    const runtime::ConfigSources& sources_;
    const runtime::SystemClock clock_;
    std::optional<runtime::Config> config_;
    std::unique_ptr<runtime::ControlClient> daemon_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<runtime::Operations> operations_;
};

}  // namespace nudged::commands
