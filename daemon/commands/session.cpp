#include "daemon/commands/session.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

namespace nudged::commands {

namespace {
constexpr std::chrono::milliseconds other_commands_take{2'000};
constexpr std::chrono::milliseconds between_tries{20};
}  // namespace

const runtime::Config& Session::config() {
    if (!config_) config_ = runtime::load_config(sources_);
    return *config_;
}

void Session::reach_store() {
    using namespace std::chrono_literals;
    if (daemon_ || store_) return;
    // Another command may hold the store for a moment, or a daemon be about to listen.
    for (auto waited = 0ms;; waited += between_tries) {
        daemon_ = runtime::ControlClient::connect(runtime::control_path(config()));
        if (daemon_) return;
        try {
            store_ = program_.open_store(config().store);
            break;
        } catch (const StoreBusy&) {
            if (waited >= other_commands_take) throw;
        }
        std::this_thread::sleep_for(between_tries);
    }
    operations_ = std::make_unique<runtime::Operations>(*store_, config(), clock_);
}

nlohmann::json Session::run(const std::string& operation, const nlohmann::json& arguments) {
    reach_store();
    return daemon_ ? daemon_->run(operation, arguments) : operations_->run(operation, arguments);
}

bool Session::daemon_runs() {
    reach_store();
    return daemon_ != nullptr;
}

}  // namespace nudged::commands
