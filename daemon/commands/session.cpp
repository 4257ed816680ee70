#include "daemon/commands/session.hpp"

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "daemon/conversation/keys.hpp"
#include "daemon/runtime/rules.hpp"

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
    conversation::bring_keys_up_to_date(*store_, runtime::rules_of(config()));
    operations_ = std::make_unique<runtime::Operations>(*store_, config(), clock_);
}

nlohmann::json Session::run(const std::string& operation, const nlohmann::json& arguments) {
    reach_store();
    return daemon_ ? daemon_->run(operation, arguments) : operations_->run(operation, arguments);
}

nlohmann::json Session::look(const std::string& operation, const nlohmann::json& arguments) {
    const bool is_named = config().store.location != (config().data / "nudged.db").string();
    if (is_named && !has_store())
        throw runtime::OperationError("there is no store at " + config().store.location + "; is the path right?");
    return run(operation, arguments);
}

bool Session::has_store() {
    std::error_code none;
    const auto& store = config().store;
    return store.kind != runtime::StoreUrl::Kind::sqlite || std::filesystem::exists(store.location, none);
}

bool Session::daemon_runs() {
    reach_store();
    return daemon_ != nullptr;
}

}  // namespace nudged::commands
